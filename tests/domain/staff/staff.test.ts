import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import {
  decideDropFactor,
  decidePassword,
  decideRemoval,
  evenEmail,
  freeTries,
  waitAfter,
} from "../../../src/domain/staff/staff.ts"

const deWit = { name: "Mevrouw de Wit", email: "dewit@regenboog.example", school: "De Regenboog" }
const said = (password: string) => {
  const decision = decidePassword(password, deWit)
  return decision.ok ? "fine" : decision.refusal.kind
}

describe("a password", () => {
  it("needs fifteen signs and may have a hundred and twenty-eight", () => {
    expect(said("korte fietsbel")).toBe("too-short")
    expect(said("korte fietsbellen")).toBe("fine")
    expect(said("vier paarden in de mist ".repeat(5))).toBe("fine")
    expect(said("vier paarden in de mist ".repeat(6))).toBe("too-long")
  })

  it("counts signs as people do, not as machines do", () => {
    expect(said("🐝🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦")).toBe("too-short")
  })

  for (const password of [
    "wachtwoordwachtwoord",
    "Welkom2026!Welkom2026!",
    "W@chtw00rd123456789",
    "qwertyuiopasdfghjkl",
    "123456789012345678",
    "aaaaaaaaaaaaaaaaaaaa",
    "ababababababababab",
    "correct horse battery staple",
    "Zomervakantie-2026",
    "Basisschool groep 4 juf",
  ])
    it(`is refused when everybody would try it: ${password}`, () => expect(said(password)).toBe("common"))

  for (const password of [
    "DeRegenboogDeRegenboog",
    "mevrouw-de-wit-dewit!",
    "tienminuten.tienminuten",
    "dewit@regenboog.example",
  ])
    it(`is refused when it is about its owner or the school: ${password}`, () =>
      expect(said(password)).toBe("about-you"))

  for (const password of [
    "vier paarden in de mist",
    "Mijn fiets staat scheef.",
    "klaproos-tandem-gember",
    "kX9#vLq2!pRz7wTb",
    "wachtwoord van grootvaders hangklok",
  ])
    it(`needs no capitals, digits or signs: ${password}`, () => expect(said(password)).toBe("fine"))

  it("made by chance is always accepted", () => {
    const sign = fc.constantFrom(..."bcdfghjkmnpqrtvwxz2689")
    fc.assert(
      fc.property(fc.array(sign, { minLength: 30, maxLength: 100 }), (signs) => {
        fc.pre(new Set(signs).size > 12)
        expect(said(signs.join(""))).toBe("fine")
      }),
    )
  })
})

describe("an e-mail address", () => {
  it("is kept in one spelling", () =>
    expect(evenEmail("  DeWit@Regenboog.Example ")).toBe("dewit@regenboog.example"))

  for (const wrong of [
    "",
    "dewit",
    "de wit@regenboog.example",
    "dewit@regenboog",
    "a@b..nl",
    "<a@b.nl>",
    `${"a".repeat(250)}@b.nl`,
  ])
    it(`is not: ${wrong.slice(0, 30)}`, () => expect(evenEmail(wrong)).toBeNull())
})

describe("whoever types a wrong password", () => {
  it("does not wait for the first ten, then longer and longer, never more than a quarter of an hour", () => {
    expect(waitAfter(freeTries - 1)).toBe(0)
    expect([10, 11, 12].map(waitAfter)).toEqual([30, 60, 120])
    for (let wrong = 0; wrong < 2000; wrong++) {
      expect(waitAfter(wrong + 1)).toBeGreaterThanOrEqual(waitAfter(wrong))
      expect(waitAfter(wrong)).toBeLessThanOrEqual(900)
    }
  })
})

describe("a school", () => {
  it("keeps its last administrator", () => {
    const decision = decideRemoval({ role: "administrator", self: false, administrators: 1 })
    expect(decision).toEqual({ ok: false, refusal: { kind: "last-administrator" } })
    expect(decideRemoval({ role: "administrator", self: false, administrators: 2 }).ok).toBe(true)
    expect(decideRemoval({ role: "teacher", self: false, administrators: 1 }).ok).toBe(true)
  })

  it("lets nobody remove themselves", () =>
    expect(decideRemoval({ role: "administrator", self: true, administrators: 2 })).toEqual({
      ok: false,
      refusal: { kind: "yourself" },
    }))
})

it("lets nobody drop their last way in", () => {
  expect(decideDropFactor({ passkeys: 0, password: false }).ok).toBe(false)
  expect(decideDropFactor({ passkeys: 1, password: false }).ok).toBe(true)
  expect(decideDropFactor({ passkeys: 0, password: true }).ok).toBe(true)
})
