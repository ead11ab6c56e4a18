import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import parsePhone from "libphonenumber-js/max"
import { readMobile } from "../../../src/domain/people/phone.ts"

const read = (written: string): string => {
  const mobile = readMobile(written)
  return mobile.ok ? mobile.value : mobile.refusal.kind
}

describe("a phone number", () => {
  it("is read as people and spreadsheets write it", () => {
    for (const written of [
      "06 12345678",
      "06-12 34 56 78",
      "+31 6 12345678",
      "+31 (0)6 12345678",
      "0031612345678",
      "31612345678",
      "612345678",
      "tel:+31612345678",
    ])
      expect(read(written)).toBe("+31612345678")
    expect(read("+32 470 12 34 56")).toBe("+32470123456")
    expect(read("+49 1512 3456789")).toBe("+4915123456789")
  })

  it("of a landline is refused before it costs anything", () => {
    for (const written of ["020 555 01 23", "0455 123456", "085-1234567", "+32 2 123 45 67", "+49 30 123456"])
      expect(read(written)).toBe("phone-landline")
  })

  it("that is none, or of far away, is refused with its own reason", () => {
    expect(read("zes")).toBe("phone-unreadable")
    expect(read("06 123")).toBe("phone-unreadable")
    expect(read("06 66 12 34 56")).toBe("phone-unreadable") // a pager
    expect(read("+48 601 234 567")).toBe("phone-abroad")
  })

  it("is mobile here exactly when the numbering plans of libphonenumber say so", () => {
    const digits = (most: number) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: most }).map((all) => all.join(""))
    fc.assert(
      fc.property(
        fc.constantFrom("316", "324", "4915", "4916", "4917", "3120", "3110", "4930", "322"),
        digits(9),
        (start, rest) => {
          const number = parsePhone(`+${start}${rest}`)
          const theirs = number?.isValid() === true && number.getType() === "MOBILE"
          const ours = readMobile(`+${start}${rest}`).ok
          // Theirs knows which ranges were given out last month; ours may be wider, never narrower.
          if (theirs) expect(`+${start}${rest} ${ours}`).toBe(`+${start}${rest} true`)
          if (ours && start.length > 3) expect(number?.isPossible()).toBe(true)
        },
      ),
      { numRuns: 5000 },
    )
  })
})
