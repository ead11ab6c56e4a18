import { expect, it } from "bun:test"
import { nameTogether } from "../../../src/domain/talks/pair.ts"

it("names who hold a talk together with the carrier first", () => {
  const name = (first: string) => ({ first, prefix: "", last: "" })
  expect(nameTogether(name("Noor"), [])).toBe("Noor")
  expect(nameTogether(name("Noor"), [name("Tim"), name("Sara")])).toBe("Noor, Tim & Sara")
})
