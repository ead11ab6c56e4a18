import { describe, expect, it } from "bun:test"
import type { GroupId, PupilId } from "../../../src/domain/ids.ts"
import { keepByHand, readByHand, writeByHand } from "../../../src/domain/people/by-hand.ts"
import type { OurPupil } from "../../../src/domain/rosters/roster-ours.ts"

const defne: OurPupil = {
  id: 1 as PupilId,
  key: "P1",
  name: { first: "Defne", prefix: "", last: "Yıldız" },
  group: 1 as GroupId,
  yearGroup: "4",
  combined: [],
  location: null,
  factorHash: null,
  postcodeHash: null,
  addressHash: null,
  protectedAddress: false,
  left: false,
  talks: 0,
  byHand: ["name"],
}
const file: OurPupil = { ...defne, name: { first: "Defne", prefix: "", last: "Yilmaz" }, group: 2 as GroupId }

describe("what staff wrote by hand", () => {
  it("stays where the file says something else; the rest follows the file", () => {
    expect(keepByHand(defne, file, false)).toEqual({
      is: { ...file, name: defne.name, byHand: ["name"] },
      kept: ["name"],
    })
  })

  it("is the file's when a person says so, and no longer marked", () => {
    expect(keepByHand(defne, file, true)).toEqual({ is: { ...file, byHand: [] }, kept: [] })
  })

  it("is no longer marked when the file says the same", () => {
    expect(keepByHand(defne, { ...file, name: { ...defne.name } }, false).is.byHand).toEqual([])
  })

  it("keeps away who was marked as left, however often a file brings them", () => {
    const gone: OurPupil = { ...defne, left: true, byHand: ["left"] }
    expect(keepByHand(gone, file, false)).toMatchObject({ is: { left: true }, kept: ["left"] })
  })

  it("is kept as one text, in one order, without what is none of it", () => {
    expect(writeByHand(["home", "name", "name"])).toBe("name,home")
    expect(readByHand("name,onzin,left")).toEqual(["name", "left"])
  })
})
