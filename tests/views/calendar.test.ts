import { describe, expect, it } from "bun:test"
import { type CalendarTalk, calendarFile } from "../../src/views/calendar.ts"

const now = Temporal.Instant.from("2026-11-03T09:00:00Z")
const talk: CalendarTalk = {
  uid: "5f0c@tienminuten.example",
  sequence: 0,
  startsAt: Temporal.Instant.from("2026-11-12T18:10:00Z"),
  endsAt: Temporal.Instant.from("2026-11-12T18:20:00Z"),
  title: "Gesprek op De Regenboog",
  place: "De Regenboog, lokaal 12",
  url: "https://tienminuten.example/de-regenboog/afspraak/1",
  school: "De Regenboog",
  email: "kantoor@de-regenboog.example",
}
/** The file as its lines, with folded ones put together again (RFC 5545 3.1). */
const linesOf = (file: string) => file.replaceAll("\r\n ", "").split("\r\n")

describe("a calendar file", () => {
  it("tells when and where, in a moment that no change of clock can shift", () => {
    const lines = linesOf(calendarFile(talk, "PUBLISH", now))
    expect(lines).toContain("METHOD:PUBLISH")
    expect(lines).toContain("DTSTART:20261112T181000Z")
    expect(lines).toContain("DTEND:20261112T182000Z")
    expect(lines).toContain("DTSTAMP:20261103T090000Z")
    expect(lines).toContain("LOCATION:De Regenboog\\, lokaal 12")
    expect(lines).toContain("SUMMARY:Gesprek op De Regenboog")
    expect(lines.some((line) => line.startsWith("ATTENDEE"))).toBe(false)
  })

  it("keeps one UID when the talk moves, and counts up", () => {
    const lines = linesOf(calendarFile({ ...talk, sequence: 2 }, "REQUEST", now))
    expect(lines).toContain("UID:5f0c@tienminuten.example")
    expect(lines).toContain("SEQUENCE:2")
    expect(lines).toContain("METHOD:REQUEST")
    expect(lines).toContain("STATUS:CONFIRMED")
  })

  it("takes a cancelled talk out of the calendar of who received it", () => {
    const lines = linesOf(
      calendarFile({ ...talk, sequence: 1, attendee: "yilmaz@post.example" }, "CANCEL", now),
    )
    expect(lines).toContain("METHOD:CANCEL")
    expect(lines).toContain("STATUS:CANCELLED")
    expect(lines.find((line) => line.startsWith("ATTENDEE"))).toMatch(
      /RSVP=FALSE:MAILTO:yilmaz@post\.example$/i,
    )
    expect(lines).toContain('ORGANIZER;CN="De Regenboog":mailto:kantoor@de-regenboog.example')
  })

  it("lets no name begin a line of its own", () => {
    const evil = 'De "Roos";\r\nATTACH:https://evil.example'
    const file = calendarFile({ ...talk, title: evil, place: evil, school: evil }, "REQUEST", now)
    expect(linesOf(file).filter((line) => line.startsWith("ATTACH"))).toEqual([])
    expect(file.split("\r\n").every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
  })

  it("does without an organizer when the school has no address", () => {
    expect(calendarFile({ ...talk, email: "" }, "PUBLISH", now)).not.toContain("ORGANIZER")
  })
})
