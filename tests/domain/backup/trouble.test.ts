import { expect, it } from "bun:test"
import { whereOf } from "../../../src/domain/backup/trouble.ts"

it("says what kind of mistake it was and where, and nothing that its message says", () => {
  class Refused extends Error {
    override name = "Refused"
    readonly code = "SQLITE_CONSTRAINT"
  }
  const because = new Error("values ('Kwikstaart')\n    at Kwikstaart (nest.ts:1:1)")
  const said = whereOf(new Refused("insert of Kwikstaart", { cause: because }))
  expect(said).toStartWith("Refused SQLITE_CONSTRAINT\n")
  expect(said).toContain("trouble.test.ts")
  expect(said).toContain("Because: Error\n")
  expect(said).not.toContain("Kwikstaart")
})

it("gives no code that could be somebody's", () => {
  expect(whereOf(Object.assign(new Error("x"), { code: "kwikstaart@post.example" }))).not.toContain("post")
  expect(whereOf("Kwikstaart")).toBe("Not an error")
})
