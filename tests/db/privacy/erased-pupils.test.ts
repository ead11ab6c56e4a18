import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { forgetExpired } from "../../../src/db/privacy/forgetting.ts"
import { applyRoster, bringIn, comparisonOf, rehearse } from "../../../src/db/rosters/rosters.ts"
import { testWorld, type World } from "../../support/app.ts"
import { everybody, fileOf, office, waiting } from "../../support/bringing-in.ts"
import { erase, pupil } from "../../support/erasing.ts"
import { rosterGroup, rosterOf, rosterPupil } from "../../support/roster.ts"
import { deWit, rowsIn } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const wish = { ...everybody, leaving: { pupils: false, teachers: false } }

/** A file that still holds Sem, whom the school erased, and somebody new. */
const file = (key: string | null = "P2") =>
  rosterOf({
    groups: [rosterGroup("G4A", "4A")],
    pupils: [
      rosterPupil("P1", "Defne Yilmaz", "G4A"),
      rosterPupil(key, "Sem de Vries", "G4A"),
      rosterPupil("P9", "Elif Aydin", "G4A"),
    ],
  })

const eraseSem = () => erase(world, pupil(cast.pupils.sem))
const sems = () => rowsIn(world.school, "pupils", "first = 'Sem'")

/** The file as it waits for somebody to look at. */
async function lookAt() {
  const id = await waiting(world.school, file())
  return { id, seen: comparisonOf(world.school, deWit, id, today) }
}

describe("a file that still holds an erased pupil", () => {
  it("says so by name, and leaves them out unless somebody says otherwise", async () => {
    await eraseSem()
    const { id, seen } = await lookAt()
    expect(seen?.erased).toEqual(["Sem de Vries"])
    expect(seen?.changes.pupils.new.map(({ name }) => name.first)).toEqual(["Elif"])
    const outcome = await applyRoster(
      world.school,
      office,
      id,
      { ...wish, seen: seen?.fingerprint ?? "" },
      today,
    )
    expect(outcome?.ok).toBe(true)
    expect([sems(), rowsIn(world.school, "pupils", "first = 'Elif'")]).toEqual([0, 1])
    expect((await lookAt()).seen?.erased).toEqual(["Sem de Vries"]) // asked again next time
  })

  it("brings them in anew when somebody says so, and does not ask any more", async () => {
    await eraseSem()
    const { id, seen } = await lookAt()
    const back = { ...wish, seen: seen?.fingerprint ?? "", bringBack: true }
    expect((await applyRoster(world.school, office, id, back, today))?.ok).toBe(true)
    expect([sems(), rowsIn(world.school, "erased_pupils")]).toEqual([1, 0])
    expect((await lookAt()).seen?.erased).toEqual([])
  })

  it("is not brought in by an operator", async () => {
    await eraseSem()
    const outcome = await bringIn(world.school, { kind: "operator", id: null }, fileOf(file()), wish, today)
    expect(outcome.ok && outcome.value.erased).toBe(1)
    expect(sems()).toBe(0)
  })

  it("knows a pupil without a key by name, and never mistakes one who is at school", async () => {
    world.school.client.run("UPDATE pupils SET key = NULL WHERE id = 2")
    await eraseSem()
    const look = async () => (await rehearse(world.school, file(null), wish.leaving, today)).erased
    expect(await look()).toBe(1)
    world.school.client.run(
      "INSERT INTO pupils (first, prefix, last, folded_first, folded_last) VALUES ('Sem', 'de', 'Vries', 'sem', 'vries')",
    )
    expect(await look()).toBe(0)
  })

  it("is no news after a month; until then nothing but a keyed hash is kept", async () => {
    await eraseSem()
    const row = world.school.client
      .query<{ hash: string }, []>("SELECT name_hash AS hash FROM erased_pupils")
      .get()
    expect(row?.hash).toMatch(/^[\w-]{43}$/)
    await forgetExpired(world.school, today.add({ hours: 24 * 30 }))
    expect(rowsIn(world.school, "erased_pupils")).toBe(1)
    await forgetExpired(world.school, today.add({ hours: 24 * 32 }))
    expect((await lookAt()).seen?.erased).toEqual([])
  })
})
