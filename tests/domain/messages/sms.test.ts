import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import { SegmentedMessage } from "sms-segments-calculator"
import {
  leavesAt,
  quiet,
  readSender,
  segmentsOf,
  senderOf,
  transliterate,
} from "../../../src/domain/messages/sms.ts"

const signs = fc.constantFrom(..."aZ09 é€[]{}~^|\\ë’—😀ω漢ijç\n")
const texts = fc.oneof(
  fc.array(signs, { maxLength: 400 }).map((all) => all.join("")),
  fc.string({ maxLength: 400, unit: "grapheme" }),
)

describe("an SMS", () => {
  it("is counted in parts as Twilio's own calculator counts it", () => {
    fc.assert(
      fc.property(texts, (text) => {
        // The calculator takes a line of Windows for one sign; ours never has one.
        fc.pre(text !== "" && !text.includes("\r"))
        const theirs = new SegmentedMessage(text)
        const ours = segmentsOf(text)
        expect(ours.segments).toBe(theirs.segmentsCount)
        expect(ours.coding === "gsm-7").toBe(theirs.encodingName === "GSM-7")
      }),
      { numRuns: 2000 },
    )
  })

  it("keeps Dutch names in the cheap signs", () => {
    expect(transliterate("Daniël, Zoë en José: vóór 19.30 – “tot zo”…")).toBe(
      'Daniel, Zoe en José: voor 19.30 - "tot zo"...',
    )
    expect(segmentsOf(transliterate("Gesprek van Daniël op 12 november. ".repeat(4))).coding).toBe("gsm-7")
    expect(segmentsOf("Daniël").coding).toBe("ucs-2")
  })

  it("is changed once: what was made cheap stays as it is, and signs without likeness are left alone", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = transliterate(text)
        expect(transliterate(once)).toBe(once)
      }),
    )
    expect(transliterate("Йордан 漢 😀")).toBe("Йордан 漢 😀")
  })
})

describe("the name above it", () => {
  it("is at most eleven letters, digits and spaces, with a letter among them", () => {
    expect(readSender("  De  Wilg ")).toEqual({ ok: true, value: "De Wilg" })
    for (const [written, kind] of [
      ["", "sender-empty"],
      ["De Regenboog 1", "sender-too-long"],
      ["Regenb@@g", "sender-signs"],
      ["Zoë", "sender-signs"],
      ["0201234567", "sender-no-letter"],
    ] as const)
      expect(readSender(written)).toEqual({ ok: false, refusal: { kind } })
  })

  it("can be made from every school's name", () => {
    expect(senderOf("De Regenboog")).toBe("DeRegenboog")
    expect(senderOf("Zoë Ésschool")).toBe("ZoeEsschool")
    expect(senderOf("学校")).toBe("Tienminuten")
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) =>
        expect(readSender(senderOf(name)).ok).toBe(true),
      ),
    )
  })
})

describe("the night", () => {
  const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Amsterdam]`).toInstant()

  it("is quiet from nine in the evening to eight in the morning, in Amsterdam", () => {
    expect(leavesAt(at("2026-11-03T20:59"))).toEqual(at("2026-11-03T20:59"))
    expect(leavesAt(at("2026-11-03T21:00"))).toEqual(at("2026-11-04T08:00"))
    expect(leavesAt(at("2026-11-04T07:59"))).toEqual(at("2026-11-04T08:00"))
    expect(leavesAt(at("2026-11-04T08:00"))).toEqual(at("2026-11-04T08:00"))
    // The night that the clock goes back, and the one that it goes forward.
    expect(leavesAt(at("2026-10-24T23:00"))).toEqual(at("2026-10-25T08:00"))
    expect(leavesAt(at("2026-03-28T23:00"))).toEqual(at("2026-03-29T08:00"))
  })

  it("never wakes anybody, whatever the moment", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (second) => {
        const now = Temporal.Instant.fromEpochMilliseconds(second * 1000)
        const leaves = leavesAt(now)
        const { hour } = leaves.toZonedDateTimeISO("Europe/Amsterdam")
        expect(hour >= quiet.until && hour < quiet.from).toBe(true)
        expect(Temporal.Instant.compare(leaves, now)).toBeGreaterThanOrEqual(0)
        expect(now.until(leaves).total("hours")).toBeLessThanOrEqual(12)
      }),
    )
  })
})
