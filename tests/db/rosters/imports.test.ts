import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { discardImport, forgetOldImports, importOf } from "../../../src/db/rosters/imports.ts"
import { undoImport } from "../../../src/db/rosters/roster-undo.ts"
import { applyRoster, comparisonOf } from "../../../src/db/rosters/rosters.ts"
import type { ImportId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { all, everybody, haveTalk, office, regenboog, state, waiting } from "../../support/bringing-in.ts"
import { rosterPupil } from "../../support/roster.ts"
import { deWit } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

describe("a waiting file", () => {
  const grown = () => regenboog({ pupils: [...regenboog().pupils, rosterPupil("P6", "Noah Smit", "G4A")] })

  it("is brought in as it was seen, once", async () => {
    const id = await waiting(world.school, grown())
    const seen = comparisonOf(world.school, deWit, id, today)?.fingerprint ?? ""
    const wish = { ...everybody, seen }
    expect(await applyRoster(world.school, office, id, wish, today)).toMatchObject({ ok: true })
    expect(await applyRoster(world.school, office, id, wish, today)).toMatchObject({
      refusal: { kind: "not-waiting" },
    })
    expect(importOf(world.school, deWit, id)).toMatchObject({ state: "committed" })
    expect(all(world.school, "SELECT roster FROM imports WHERE roster IS NOT NULL")).toEqual([])
  })

  it("is refused when the school changed after it was seen", async () => {
    const id = await waiting(world.school, regenboog({ pupils: regenboog().pupils.slice(0, 4) }))
    const seen = comparisonOf(world.school, deWit, id, today)?.fingerprint ?? ""
    haveTalk(world.school, cast.pupils.mila, cast.households.bakker)
    const before = state(world.school)
    const outcome = await applyRoster(world.school, office, id, { ...everybody, seen }, today)
    expect(outcome).toMatchObject({ ok: false, refusal: { kind: "roster-changed-meanwhile" } })
    expect(state(world.school)).toEqual(before)
    expect(comparisonOf(world.school, deWit, id, today)?.changes.pupils.left[0]?.talks).toBe(1)
  })

  it("is refused when parents sign in with another fact by then", async () => {
    const id = await waiting(world.school, grown())
    world.school.client.run("UPDATE school SET factor = 'postcode'")
    expect(await applyRoster(world.school, office, id, everybody, today)).toMatchObject({
      refusal: { kind: "factor-changed" },
    })
  })

  it("is not there for who made up its number", async () => {
    expect(await applyRoster(world.school, office, 99 as ImportId, everybody, today)).toBeNull()
    expect(await undoImport(world.school, office, 99 as ImportId, today)).toBeNull()
    expect(comparisonOf(world.school, deWit, 99 as ImportId, today)).toBeNull()
  })

  it("is thrown away with all that was read, by hand or after a day", async () => {
    const [one, other] = [await waiting(world.school, grown()), await waiting(world.school, grown())]
    expect(await discardImport(world.school, deWit, one, today)).toBe(true)
    await forgetOldImports(world.school, today.add({ hours: 23 }))
    expect(importOf(world.school, deWit, other)?.state).toBe("review")
    await forgetOldImports(world.school, today.add({ hours: 24 }))
    expect(importOf(world.school, deWit, other)?.state).toBe("discarded")
    expect(all(world.school, "SELECT id FROM imports WHERE roster IS NOT NULL")).toEqual([])
  })
})
