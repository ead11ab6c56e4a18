import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { type Browser, testWorld, type World } from "../../support/app.ts"
import { buttonOf, choose, talkButtonOf } from "../../support/rounds.ts"
import { cast } from "../../support/school.ts"
import { nextDay, widen } from "../../support/wide-round.ts"

let world: World
let deWit: Browser
beforeEach(async () => {
  world = await testWorld()
  const { school } = world
  widen(school)
  const { deVries, yilmaz } = cast.households
  const { sem, defne } = cast.pupils
  choose(school, { household: deVries, pupil: sem, teacher: 1, at: "2026-11-12T18:00:00Z" })
  choose(school, { household: yilmaz, pupil: defne, teacher: 9, at: "2026-11-12T18:20:00Z" })
  deWit = await world.deWit()
})
afterEach(() => world.close())

const page = `/de-regenboog/team/rondes/${cast.round}/rooster`
const look = async (address: string) => (await deWit.get(address)).text()
const verzetten = (fields: Record<string, string>) => deWit.post(`${page}/verzetten`, fields)
/** Where a link of the page leads, by what stands on it. */
const linkOn = (text: string, name: string) =>
  [...text.matchAll(/<a\b[^>]*href="([^"]+)"[^>]*>([^<]*)<\/a>/g)]
    .find(([all, , said]) => said?.trim() === name || all.includes(`aria-label="${name}"`))?.[1]
    ?.replaceAll("&amp;", "&") ?? `no link ${name}`
const slotOn = (teacher: number, at: string) =>
  world.school.client
    .query<{ id: number }, [number, string]>("SELECT id FROM slots WHERE teacher_id = ? AND starts_at = ?")
    .get(teacher, at)?.id ?? 0
const place = (booking: number) =>
  world.school.client
    .query<never, [number]>("SELECT teacher_id, starts_at FROM bookings WHERE id = ?")
    .values(booking)[0]
const inHand = "Waar moet het gesprek over Sem de Vries heen?"
const from = "Nu: donderdag 12 november, 19:00 bij Noor Willems."

/** What takes the focus on this page. */
const readsOnAt = (text: string) =>
  text.match(/<\w+(?=[^>]* data-focus="")[^>]*?(aria-label="[^"]+"|tabindex="0")/g)

describe("a talk in hand", () => {
  it("stays in hand on another day and among other teachers, and says where it stands now", async () => {
    let text = await look(`${page}?verzet=1`)
    for (const way of ["vr 13 nov", "Leraren, pagina 2 van 2", "do 12 nov"]) {
      text = await look(linkOn(text, way))
      expect([way, text]).toEqual([way, expect.stringContaining(inHand)])
      expect(text).toContain(from)
    }
  })

  it("goes to a time of another day", async () => {
    const text = await look(linkOn(await look(`${page}?verzet=1`), "vr 13 nov"))
    const to = buttonOf(world.school, slotOn(1, "2026-11-13T18:30:00Z"))
    expect(text).toContain(`value="${to}" aria-label="vrij, verzet naar 19:30 bij Noor Willems"`)
    const done = await verzetten({ booking: talkButtonOf(world.school, 1), slot: to, dag: nextDay })
    expect(done.headers.get("Location")).toContain(`dag=${nextDay}`)
    expect(place(1)).toEqual([1, "2026-11-13T18:30:00Z"])
  })

  it("changes places with a talk on another page of teachers", async () => {
    const text = await look(linkOn(await look(`${page}?verzet=1`), "Leraren, pagina 2 van 2"))
    const other = talkButtonOf(world.school, 2)
    expect(text).toContain(`value="${other}" aria-label="Defne Yilmaz 4A, wissel, 19:20 bij Juf Zee 9"`)
    await verzetten({ booking: talkButtonOf(world.school, 1), other, pagina: "2" })
    expect([place(1), place(2)]).toEqual([
      [9, "2026-11-12T18:20:00Z"],
      [1, "2026-11-12T18:00:00Z"],
    ])
  })

  it("is still in hand when it cannot go there, to try another time", async () => {
    const no = await verzetten({
      booking: talkButtonOf(world.school, 1),
      slot: talkButtonOf(world.school, 1).replace("1-", ""),
      other: talkButtonOf(world.school, 1),
      dag: nextDay,
    })
    const text = await no.text()
    expect([no.status, text]).toEqual([409, expect.stringContaining("Dat is hetzelfde gesprek")])
    expect(text).toContain(inHand)
  })

  it("is let go of where it was taken up, and so is a time: who works with the keyboard is not sent away", async () => {
    const taken = {
      "gesprek=1": "Sem de Vries 4A, 19:00 bij Noor Willems",
      "tijd=2": "vrij, 19:10 bij Noor Willems",
    }
    for (const [what, cell] of Object.entries(taken)) {
      const away = await look(linkOn(await look(`${page}?${what}`), "Laat maar"))
      expect(readsOnAt(away)).toEqual([expect.stringContaining(`aria-label="${cell}"`)])
    }
  })

  it("is let go of on the day one looks at, and is found on its own day without naming it", async () => {
    const text = await look(`${page}?verzet=1&dag=${nextDay}`)
    const away = await look(linkOn(text, "Laat maar"))
    expect(away).toContain("Rooster van vrijdag 13 november")
    expect(away).not.toContain(inHand)
    // Its own cell is not on this day: reading goes on at the table.
    expect(readsOnAt(away)).toEqual(['<section class="scroll" tabindex="0"'])
    world.school.client.run(
      "UPDATE bookings SET starts_at = s.starts_at, ends_at = s.ends_at, slot_id = s.id FROM slots s WHERE s.id = ? AND bookings.id = 1",
      [slotOn(1, "2026-11-13T18:30:00Z")],
    )
    expect(await look(`${page}?verzet=1`)).toContain("Rooster van vrijdag 13 november")
  })
})
