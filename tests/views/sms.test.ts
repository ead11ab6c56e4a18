import { describe, expect, it } from "bun:test"
import type { AddressedMessage, ToldTalk } from "../../src/domain/messages/message.ts"
import { segmentsOf } from "../../src/domain/messages/sms.ts"
import type { SchoolEntry } from "../../src/domain/school/school.ts"
import { writeSms } from "../../src/views/messages/sms.ts"

const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Amsterdam]`).toInstant()
const school = { slug: "de-regenboog", name: "De Regenboog", city: "Amsterdam" } as SchoolEntry
const desk = { school, origin: "https://tienminuten.nl", text: null, smsSender: null }
const reader = { by: "sms" as const, to: "+31612345678", language: "nl" as const, reader: "De Vries" }

const talk: ToldTalk = {
  booking: 1234 as never,
  uid: "uid",
  sequence: 1,
  startsAt: at("2026-11-12T19:30"),
  endsAt: at("2026-11-12T19:40"),
  wasAt: null,
  pupil: "Zoë",
  teacher: "Noor Willems",
  room: "6",
  place: "school",
  title: "Herfstgesprekken",
}
const earlier = { ...talk, wasAt: at("2026-11-12T19:10") }
const sameTime = { ...talk, wasAt: talk.startsAt, bySchool: true as const }

type Told = AddressedMessage extends infer Each
  ? Each extends AddressedMessage
    ? Omit<Each, keyof typeof reader>
    : never
  : never
/** What is said, without the address that it ends with. */
const said = (message: Told, language: "nl" | "en" = "nl") => {
  const { text } = writeSms({ ...reader, ...message, language } as AddressedMessage, desk) ?? { text: "" }
  return text.replace(/ https:\S+$/, "")
}

describe("an SMS", () => {
  it("about a time that is held says until when it can be chosen", () => {
    const choose = { until: at("2026-11-05T22:00"), token: null }
    expect(said({ kind: "time-offered", talk: { ...talk, choose } })).toBe(
      "De Regenboog: er is een tijd voor u vrij. Do 12 nov 19:30. Antwoorden kan niet. Kiezen kan tot do 5 nov 22:00:",
    )
  })

  it("about a talk that is off says so when another time can be chosen", () => {
    const off = { ...talk, bySchool: true as const }
    expect(said({ kind: "booking-cancelled", talk: off })).toEndWith("Antwoorden kan niet.")
    const choose = { until: at("2026-11-10T18:00"), token: null }
    expect(said({ kind: "booking-cancelled", talk: { ...off, choose } })).toEndWith("Kies een andere tijd:")
  })

  it("about another time names the day of the old one only when that was another day", () => {
    expect(said({ kind: "booking-moved", talk: earlier })).toContain("Do 12 nov 19:30. Was 19:10. ")
    const other = { ...talk, wasAt: at("2026-11-10T19:30") }
    expect(said({ kind: "booking-moved", talk: other })).toContain("Do 12 nov 19:30. Was di 10 nov 19:30. ")
  })

  it("about a talk that went where its family said that it may reminds of that", () => {
    expect(said({ kind: "booking-moved", talk: { ...earlier, swapped: true } })).toContain(
      "Was 19:10. U zei dat dit kan. Antwoorden",
    )
  })

  it("says whether a talk became longer or shorter", () => {
    const longer = { ...sameTime, endsAt: at("2026-11-12T19:50"), minutes: 20, wasMinutes: 10 }
    expect(said({ kind: "booking-moved", talk: longer })).toContain(
      "uw afspraak duurt langer dan eerst. Do 12 nov 19:30 (20 min).",
    )
    const shorter = { ...sameTime, minutes: 10, wasMinutes: 20 }
    expect(said({ kind: "booking-moved", talk: shorter })).toContain(
      "uw afspraak duurt korter dan eerst. Do 12 nov 19:30 (10 min).",
    )
  })

  it("says where a talk is that is not at school, and nowhere twice", () => {
    const online = { ...talk, place: "online" as const }
    const later = { ...online, startsAt: at("2026-11-12T20:00"), minutes: 20 }
    expect(said({ kind: "reminder", talks: [online, later] })).toContain(
      "Do 12 nov 19:30 (online), 20:00 (20 min, online).",
    )
    expect(said({ kind: "booking-confirmed", talk: { ...talk, place: "phone" } }, "en")).toContain(
      "Thu 12 Nov 19:30 (by phone).",
    )
    expect(said({ kind: "booking-moved", talk: { ...earlier, placeWas: "online" } })).toContain(
      "Do 12 nov 19:30 (op school). Was 19:10.",
    )
    expect(
      said({ kind: "booking-moved", talk: { ...sameTime, place: "online", placeWas: "school" } }),
    ).not.toContain("(")
  })

  it("about the waiting list is one SMS as long as the family stays on it", () => {
    const waiting = { held: true, over: false, other: false }
    const { text } = writeSms({ ...reader, kind: "waiting-changed", talk: { ...talk, waiting } }, desk) ?? {
      text: "",
    }
    expect(text).toStartWith(
      "De Regenboog: over de wachtlijst. Do 12 nov 19:30 kan niet meer. U blijft op de",
    )
    expect(segmentsOf(text).segments).toBe(1)
  })
})
