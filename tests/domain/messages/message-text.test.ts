import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import {
  fill,
  placeholders,
  placeholdersOf,
  readText,
  textKinds,
} from "../../../src/domain/messages/message-text.ts"
import { segmentsOf } from "../../../src/domain/messages/sms.ts"
import { languages } from "../../../src/views/words/languages.ts"

const written = (opening: string, subject = "Uw afspraak", closing = "") => ({ subject, opening, closing })

describe("a text of a school", () => {
  it("may hold the words between braces that this message knows", () => {
    const read = readText(
      "booking-confirmed",
      "email",
      written("Beste {ouder},\r\n\r\n\r\nTot {dag} om {tijd}. "),
    )
    expect(read).toEqual({ ok: true, value: written("Beste {ouder},\n\nTot {dag} om {tijd}.") })
  })

  it("is refused with the word that nobody knows", () => {
    for (const [opening, word] of [
      ["Tot {datum}", "{datum}"],
      ["Tot {dag", "{dag"],
      ["Tot dag}", "}"],
      ["{constructor}", "{constructor}"],
      ["{}", "{}"],
    ])
      expect(readText("booking-confirmed", "email", written(opening as string))).toEqual({
        ok: false,
        refusal: { field: "opening", kind: "placeholder-unknown", word: word as string },
      })
    // An invitation is about no talk yet.
    expect(readText("invitation", "email", written("Tot {tijd}")).ok).toBe(false)
  })

  it("names no child in a subject, and no teacher in an SMS", () => {
    expect(readText("booking-confirmed", "email", written("Dag", "Over {kind}"))).toEqual({
      ok: false,
      refusal: { field: "subject", kind: "placeholder-private", word: "{kind}" },
    })
    expect(readText("booking-confirmed", "sms", written("Bij {leraar}")).ok).toBe(false)
  })

  it("has a subject and an opening, and an end", () => {
    for (const [text, field, kind] of [
      [written("Dag", " "), "subject", "text-missing"],
      [written(""), "opening", "text-missing"],
      [written("Dag", "x".repeat(81)), "subject", "text-too-long"],
      [written("x".repeat(601)), "opening", "text-too-long"],
      [written("Dag", "Dag", "x".repeat(601)), "closing", "text-too-long"],
    ] as const)
      expect(readText("booking-confirmed", "email", text)).toMatchObject({
        ok: false,
        refusal: { field, kind },
      })
  })

  it("never reads what a name holds as a word of ours", () => {
    const values = Object.fromEntries(placeholders.map((each) => [each, "{leraar}"])) as never
    fc.assert(
      fc.property(fc.constantFrom(...placeholders), (one) =>
        expect(fill(`a {${one}} b`, values)).toBe("a {leraar} b"),
      ),
    )
  })

  it("as we wrote it passes its own rules, in every language", () => {
    for (const { messageTexts } of Object.values(languages)) {
      for (const kind of textKinds) expect(readText(kind, "email", messageTexts.email[kind]).ok).toBe(true)
      for (const [kind, opening] of Object.entries(messageTexts.sms)) {
        expect(readText(kind as "reminder", "sms", written(opening)).ok).toBe(true)
        expect(segmentsOf(opening).segments).toBe(1)
      }
    }
    expect(placeholdersOf("reminder")).toContain("kind")
  })
})
