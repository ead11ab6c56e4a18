import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { write } from "../../../src/db/open.ts"
import { note } from "../../../src/db/privacy/logbook.ts"
import type { Actor } from "../../../src/domain/access/access.ts"
import { type About, type Act, acts } from "../../../src/domain/privacy/logbook.ts"
import { testWorld, type World } from "../../support/app.ts"
import { cast, shownAs, slotOf, today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const here = "/de-regenboog/team/logboek"
const noted = (
  act: Act,
  about: About,
  actor: Partial<Actor> = { kind: "staff", id: 1 as never },
  at = today,
) => write(world.school, (tx) => note(tx, actor as Actor, act, about, at))
const read = async (query = "") => (await (await world.deWit()).get(`${here}${query}`)).text()
const lines = (page: string) =>
  [...page.matchAll(/<time[^>]*>([^<]*)<\/time><span>([^<]*)<\/span>/g)].map(
    ([, time, said]) => `${time} ${said}`,
  )

describe("the logbook page", () => {
  it("tells in sentences who did what and when, newest first", async () => {
    await noted("staff-invited", { staff: cast.staff.tim, role: "teacher" })
    const book = `/de-regenboog/gesprekken/${cast.round}/kies`
    await (await world.deVries()).post(book, {
      pupil: String(cast.pupils.sem),
      slot: shownAs(slotOf("noor", 1)),
    })
    expect(lines(await read())).toEqual([
      "10:00 Het gezin van Sem, Lotte en Daan de Vries koos donderdag 12 november, 19:10 bij Noor Willems.",
      "10:00 Mevrouw de Wit nodigde Tim Bos uit.",
    ])
  })

  it("shows who is no longer there as erased; the lines themselves never held a name", async () => {
    await noted("guardian-changed", { guardian: 4, household: cast.households.jansen, codesRenewed: false })
    await noted("signed-in", { road: "code" }, { kind: "parent", id: cast.households.jansen as never })
    expect(await read()).toContain("ouder Jansen")
    for (const sql of [
      "DELETE FROM guardians WHERE household_id = 4",
      "DELETE FROM household_pupils WHERE household_id = 4",
      "DELETE FROM households WHERE id = 4",
    ])
      world.school.client.run(sql)
    expect(lines(await read())).toEqual([
      "10:00 Een gezin (gewist) logde in.",
      "10:00 Mevrouw de Wit veranderde de gegevens van ouder (gewist).",
    ])
    const rows = JSON.stringify(world.school.client.query("SELECT * FROM logbook").all())
    expect(["Jansen", "Wit", "Mila"].filter((name) => rows.includes(name))).toEqual([])
  })

  it("narrows to a person, a subject and days, all of it by plain links", async () => {
    await noted("staff-signed-in", { by: "passkey" }, { kind: "staff", id: cast.staff.tim as never })
    await noted("round-changed", { round: 1 })
    await noted(
      "invitations-made",
      { round: 1, made: 1200 },
      { kind: "system", id: null },
      today.add({ hours: 24 }),
    )
    expect(lines(await read("?wie=staff-2"))).toEqual(["10:00 Tim Bos logde in."])
    expect(lines(await read("?wat=rounds"))).toEqual([
      "10:00 Mevrouw de Wit veranderde de ronde Herfstgesprekken.",
    ])
    expect(lines(await read("?van=2026-11-04"))).toEqual([
      "10:00 Tienminuten maakte 1.200 uitnodigingen voor de ronde Herfstgesprekken.",
    ])
    expect(lines(await read("?tot=2026-11-03"))).toHaveLength(2)
    expect(lines(await read("?wie=operator"))).toEqual([])
    expect(await read("?wie=nobody&van=gisteren&wat=x")).toContain("Tim Bos logde in.")
  })

  it("pages through a long logbook", async () => {
    for (let at = 0; at < 60; at++) await noted("round-changed", { round: 1 })
    const first = await read()
    expect(lines(first)).toHaveLength(50)
    expect(first).toContain("?pagina=2")
    expect(lines(await read("?pagina=2"))).toHaveLength(10)
  })

  it("has a sentence for every act, and shows one it does not know", async () => {
    for (const act of Object.keys(acts) as Act[]) {
      await noted(act, {})
      const [said = ""] = lines(await read())
      expect(`${act}: ${/undefined|NaN|\[object|deed iets/.test(said)}`).toBe(`${act}: false`)
    }
    await noted("something-new" as Act, {})
    expect(lines(await read())[0]).toContain("something-new")
  })
})
