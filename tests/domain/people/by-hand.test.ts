import { describe, expect, it } from "bun:test"
import type { GroupId } from "../../../src/domain/ids.ts"
import { keepByHand, readByHand, writeByHand } from "../../../src/domain/people/by-hand.ts"
import type { OurPupil } from "../../../src/domain/rosters/roster-ours.ts"
import { ourPupil } from "../../support/roster.ts"

const defne = ourPupil(1, "P1", "Defne Yıldız", { byHand: ["name"] })
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
