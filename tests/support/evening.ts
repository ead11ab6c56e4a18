import type { World } from "./app.ts"
import { cast, shownAs, slotOf } from "./school.ts"

/** Quarter to seven on the evening itself. */
export const beforeTheFirst = Temporal.Instant.from("2026-11-12T17:45:00Z")
/** A moment of the evening, by the clock of Amsterdam. */
export const clockAt = (time: string) => Temporal.Instant.from(`2026-11-12T${time}:00+01:00`)

/** The talks of the evening by whom they are about: number, and when they begin. */
export type Talks = Record<"defne" | "sem" | "milaBakker" | "milaJansen" | "lotte" | "daan", number>

/**
 * Gives every family a talk. With juf Noor: Defne at 19:00, Sem at 19:10, Mila at 19:20 (Bakker) and 19:50 (Jansen). With meester Tim:
 * Lotte at 19:30, Daan at 19:40. The clock stands before the first of them.
 */
export async function filledEvening(world: World): Promise<Talks> {
  const { pupils, round } = cast
  const book = async (who: "yilmaz" | "deVries" | "bakker" | "jansen", pupil: number, slot: number) => {
    const visitor = await world[who]()
    const wish = { pupil: String(pupil), slot: shownAs(slot) }
    const answer = await visitor.post(`/de-regenboog/gesprekken/${round}/kies`, wish)
    const number = /gekozen=(\d+)/.exec(answer.headers.get("Location") ?? "")?.[1]
    if (!number) throw new Error(`Not booked: ${answer.status}`)
    return Number(number)
  }
  const talks = {
    defne: await book("yilmaz", pupils.defne, slotOf("noor", 0)),
    sem: await book("deVries", pupils.sem, slotOf("noor", 1)),
    milaBakker: await book("bakker", pupils.mila, slotOf("noor", 2)),
    milaJansen: await book("jansen", pupils.mila, slotOf("noor", 5)),
    lotte: await book("deVries", pupils.lotte, slotOf("tim", 3)),
    daan: await book("deVries", pupils.daan, slotOf("tim", 4)),
  }
  world.clock.now = beforeTheFirst
  return talks
}
