import { expect, it } from "bun:test"
import { differing, isStale } from "../../src/domain/meanwhile.ts"

it("knows a form by the version it was made with, and takes none for an old one", () => {
  expect(isStale(3, 3)).toBe(false)
  expect(isStale(2, 3)).toBe(true)
  expect(isStale(null, 3)).toBe(true)
})

it("names only what differs from what was typed", () => {
  expect(differing({ name: "Tim", city: "Ede" }, { name: "Tim", city: "Breda" })).toEqual(["city"])
  expect(differing({ name: "Tim" }, { name: "Tim" })).toEqual([])
})
