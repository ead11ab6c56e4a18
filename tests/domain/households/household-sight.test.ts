import { describe, expect, it } from "bun:test"
import {
  changesSince,
  householdsIn,
  type Sight,
  sightOf,
} from "../../../src/domain/households/household-sight.ts"
import type { GuardianId, HouseholdId, PupilId } from "../../../src/domain/ids.ts"

const ofHome = (more: Partial<Sight> = {}): Sight => ({
  id: 12 as HouseholdId,
  blocked: false,
  children: [{ id: 3 as PupilId }, { id: 4 as PupilId }],
  guardians: [
    { id: 7 as GuardianId, prefix: "de", last: "Vries", email: "devries@post.example", phone: null },
  ],
  ...more,
})
const kinds = (seen: string, now: Sight | null) =>
  changesSince(seen, 12 as HouseholdId, now).map(({ kind }) => kind)

describe("a household as it was seen", () => {
  const seen = sightOf([ofHome()])

  it("is the same in another order, and holds no name or address", () => {
    expect(kinds(seen, ofHome({ children: ofHome().children.toReversed() }))).toEqual([])
    expect(seen).not.toMatch(/vries|@/i)
  })

  it("tells who came, who went and who was written otherwise", () => {
    const [guardian] = ofHome().guardians
    const changed = guardian ? [{ ...guardian, phone: "0612345678" }] : []
    expect(kinds(seen, ofHome({ children: [{ id: 3 as PupilId }, { id: 9 as PupilId }] }))).toEqual([
      "child-here",
      "child-gone",
    ])
    expect(kinds(seen, ofHome({ guardians: changed }))).toEqual(["guardian-changed"])
    expect(kinds(seen, ofHome({ guardians: [] }))).toEqual(["guardian-gone"])
    expect(kinds(seen, ofHome({ blocked: true }))).toEqual(["household-blocked"])
    expect(kinds(seen, null)).toEqual(["household-gone"])
  })

  it("knows a household that was not there, also from a line that nobody of ours wrote", () => {
    for (const strange of ["", "1", "x:y:z", "::::;;", "12"])
      expect(kinds(strange, ofHome()).length).toBeGreaterThan(0)
    expect(householdsIn(sightOf([ofHome(), ofHome({ id: 14 as HouseholdId })]))).toEqual([
      12 as HouseholdId,
      14 as HouseholdId,
    ])
  })
})
