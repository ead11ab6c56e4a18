import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import {
  fold,
  foldSurname,
  fullName,
  samePrefix,
  sortName,
  surname,
} from "../../../src/domain/people/people.ts"

describe("a surname", () => {
  it("is one surname however its prefix was typed", () => {
    for (const written of [
      "van der Berg",
      "v.d. Berg",
      "v d Berg",
      "vd Berg",
      "v/d Berg",
      "Van Der Berg",
      "van der berg",
      "Berg, van der",
      "BERG",
    ])
      expect(`${written}: ${foldSurname(written)}`).toBe(`${written}: berg`)
  })

  it("is one surname with and without accents, in old and new spelling", () => {
    expect(foldSurname("Yılmaz")).toBe(foldSurname("Yilmaz"))
    expect(foldSurname("Dijkstra")).toBe(foldSurname("Dykstra"))
    expect(foldSurname("Ĳsselstein")).toBe(foldSurname("IJsselstein"))
    expect(foldSurname("Çelik")).toBe(foldSurname("celik"))
    expect(foldSurname("Müller")).toBe("muller")
    expect(foldSurname("Gębski-Łuczak")).toBe(foldSurname("Gebski Luczak"))
  })

  it("keeps its own words when they only look like a prefix", () => {
    expect(foldSurname("Ten")).toBe("ten")
    expect(foldSurname("De")).toBe("de")
    expect(foldSurname("Jansen-de Vries")).toBe("jansendevries")
    expect(foldSurname("O'Brien")).toBe("obrien")
  })

  it("loses prefixes of other languages and elisions", () => {
    expect(foldSurname("El Amrani")).toBe("amrani")
    expect(foldSurname("el-Amrani")).toBe("amrani")
    expect(foldSurname("in 't Veld")).toBe("veld")
    expect(foldSurname("D'Souza")).toBe("souza")
  })

  it("stays what it is when it is folded again", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.constantFrom("i", "j", "-", "IJ", " ", "ı", "ß"),
            fc.string({ unit: "grapheme", maxLength: 1 }),
          ),
          maxLength: 24,
        }),
        (name) => fold(fold(name)) === fold(name),
      ),
    )
  })
})

describe("a prefix", () => {
  it("agrees with its abbreviations and with a prefix that was left out", () => {
    for (const [one, other] of [
      ["van der", "v.d."],
      ["van der", "v d"],
      ["van der", "vd"],
      ["van der", "v. der"],
      ["van der", "VAN DER"],
      ["van de", ""],
      ["", ""],
      ["in 't", "in het"],
      ["van 't", "v.h."],
    ] as const)
      expect(`${one}|${other}|${samePrefix(one, other)} ${samePrefix(other, one)}`).toBe(
        `${one}|${other}|true true`,
      )
  })

  it("does not agree with another prefix", () => {
    for (const [one, other] of [
      ["van", "de"],
      ["van der", "van den"],
      ["van de", "van"],
      ["te", "ter"],
      ["el", "al"],
    ] as const)
      expect(`${one}|${other}|${samePrefix(one, other)} ${samePrefix(other, one)}`).toBe(
        `${one}|${other}|false false`,
      )
  })

  it("agrees with itself, and in both directions alike", () => {
    const words = fc.array(fc.constantFrom("van", "de", "der", "v", "d", "vd", "'t", "het", ""), {
      maxLength: 3,
    })
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [a, b] = [one.join(" "), other.join(" ")]
        return samePrefix(a, a) && samePrefix(a, b) === samePrefix(b, a)
      }),
    )
  })
})

it("writes a name the way Dutch lists and letters do", () => {
  const name = { first: "Zoë", prefix: "van der", last: "Berg" }
  expect(fullName(name)).toBe("Zoë van der Berg")
  expect(sortName(name)).toBe("Berg, Zoë van der")
  expect(surname(name)).toBe("Van der Berg")
})
