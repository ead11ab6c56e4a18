import type { Browser, World } from "./app.ts"
import { buttonOf, talkButtonOf } from "./rounds.ts"
import { cast, shownAs, slotOf } from "./school.ts"

export const timetablePage = `/de-regenboog/team/rondes/${cast.round}/rooster`

/** Sem comes to juf Noor at 19:00 and Defne at 19:20, and their families know. Gives mevrouw de Wit, who looks on. */
export async function twoWithNoor(world: World): Promise<Browser> {
  const deWit = await world.deWit()
  const book = (browser: Browser, pupil: number, slot: number) =>
    browser.post(`/de-regenboog/gesprekken/${cast.round}/kies`, { pupil: String(pupil), slot: shownAs(slot) })
  await book(await world.deVries(), cast.pupils.sem, slotOf("noor", 0))
  await book(await world.yilmaz(), cast.pupils.defne, slotOf("noor", 2))
  world.school.client.run("DELETE FROM messages")
  return deWit
}

/** The timetable of the world of this moment, read and used by this colleague. */
export function timetableFor(world: () => World, colleague: () => Browser) {
  const look = async (search = "") => (await colleague().get(`${timetablePage}${search}`)).text()
  const press = (step: string, fields: Record<string, string | number>, headers = {}) =>
    colleague().post(
      `${timetablePage}/${step}`,
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)])),
      headers,
    )
  const talks = () =>
    world()
      .school.client.query<{ pupil: number; slot: number }, []>(
        "SELECT pupil_id AS pupil, slot_id AS slot FROM bookings ORDER BY 1",
      )
      .values()
  const told = () =>
    world()
      .school.client.query<{ kind: string; home: number }, []>(
        "SELECT kind, household_id AS home, json_extract(facts, '$.bySchool') FROM messages ORDER BY id",
      )
      .values()
  /** A time and a talk as the page has them on its buttons. */
  const at = (slot: number) => buttonOf(world().school, slot)
  const talk = (booking: number) => talkButtonOf(world().school, booking)
  return { look, press, talks, told, at, talk }
}
