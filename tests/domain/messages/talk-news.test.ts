import { describe, expect, it } from "bun:test"
import { latestNews, type TalkNews } from "../../../src/domain/messages/talk-news.ts"

const at = (minute: number) => `2026-11-12T18:${String(minute).padStart(2, "0")}:00Z`
const facts = (minute: number, sequence: number) => ({
  booking: 1,
  pupil: 2,
  teacher: 1,
  startsAt: at(minute),
  endsAt: at(minute + 10),
  uid: "u",
  sequence,
})
const confirmed: TalkNews = { kind: "booking-confirmed", facts: facts(0, 0) }
const moved = (to: number, from: number, sequence = 1): TalkNews => ({
  kind: "booking-moved",
  facts: { ...facts(to, sequence), wasAt: at(from) },
})
const cancelled: TalkNews = { kind: "booking-cancelled", facts: facts(0, 1) }
const bySchool = (news: TalkNews): TalkNews => ({ ...news, facts: { ...news.facts, bySchool: true } })

describe("a guardian who was told nothing yet", () => {
  it("gets one confirmation with the newest time", () => {
    expect(latestNews(false, [confirmed, moved(10, 0), moved(20, 10, 2)])).toEqual({
      kind: "booking-confirmed",
      facts: facts(20, 2),
    })
  })
  it("hears nothing of a talk that it cancelled itself, or that the school booked and cancelled", () => {
    expect(latestNews(false, [confirmed, cancelled])).toBeNull()
    expect(latestNews(false, [confirmed, moved(10, 0), cancelled])).toBeNull()
    expect(latestNews(false, [confirmed, bySchool(moved(10, 0)), cancelled])).toBeNull()
    expect(latestNews(false, [bySchool(confirmed), bySchool(cancelled)])).toBeNull()
  })
  it("hears that the school called off or moved what it chose itself, at the time that it chose", () => {
    const off = bySchool(cancelled)
    expect(latestNews(false, [confirmed, off])).toEqual(off)
    expect(latestNews(false, [confirmed, bySchool(moved(20, 0)), off])).toEqual(off)
    const offAt = (minute: number) => bySchool({ kind: "booking-cancelled", facts: facts(minute, 1) })
    expect(latestNews(false, [bySchool(confirmed), moved(10, 0), offAt(10)])).toEqual(offAt(10))
    expect(latestNews(true, [moved(10, 0), bySchool(moved(20, 10)), offAt(20)])).toEqual(offAt(10))
    const move = bySchool(moved(20, 0))
    expect(latestNews(false, [confirmed, move])).toEqual(move)
    expect(latestNews(true, [moved(10, 0), bySchool(moved(0, 10))])).toEqual(bySchool(moved(0, 10)))
  })
  it("gets its confirmation when the school moved what it chose there and back", () => {
    const back = bySchool(moved(0, 20, 2))
    expect(latestNews(false, [confirmed, bySchool(moved(20, 0)), back])).toEqual({
      ...confirmed,
      facts: facts(0, 2),
    })
    // Also when the first move was tried in vain, and so took the place of the confirmation.
    const again = latestNews(false, [bySchool(moved(20, 0)), bySchool(moved(0, 20, 2))])
    expect(again).toEqual({ ...confirmed, facts: facts(0, 2) })
    // And that the school calls it off is news as well, when that confirmation was tried in vain too.
    expect(latestNews(false, [again ?? confirmed, bySchool(cancelled)])).toEqual(bySchool(cancelled))
  })
  it("is told of a talk that the school booked as the school's, however often that is tried", () => {
    const booked = bySchool(confirmed)
    expect([latestNews(false, [booked]), latestNews(true, [booked])]).toEqual([booked, booked])
  })
  it("hears of a change by another, even without having had a confirmation", () => {
    expect(latestNews(false, [cancelled])).toEqual(cancelled)
    expect(latestNews(false, [moved(10, 0)])).toEqual(moved(10, 0))
  })
})

describe("a guardian who knows of the talk", () => {
  it("hears once that it moved, from where they knew it to where it is", () => {
    expect(latestNews(true, [moved(10, 0), moved(20, 10, 2)])).toEqual({
      kind: "booking-moved",
      facts: { ...facts(20, 2), wasAt: at(0) },
    })
  })
  it("hears nothing when it went there and came back", () => {
    expect(latestNews(true, [moved(10, 0), moved(0, 10, 2)])).toBeNull()
  })
  it("hears that it takes longer at the same time, and nothing once it is as long as they knew", () => {
    const length = (minutes: number, was: number, sequence: number): TalkNews => ({
      kind: "booking-moved",
      facts: { ...facts(0, sequence), endsAt: at(minutes), wasAt: at(0), wasUntil: at(was) },
    })
    expect(latestNews(true, [length(20, 10, 1)])).toEqual(length(20, 10, 1))
    expect(latestNews(true, [length(20, 10, 1), length(30, 20, 2)])).toEqual(length(30, 10, 2))
    expect(latestNews(true, [length(20, 10, 1), length(10, 20, 2)])).toBeNull()
    // Moved first, and then longer: both are said in one.
    const longer: TalkNews = {
      kind: "booking-moved",
      facts: { ...facts(20, 2), endsAt: at(40), wasAt: at(20), wasUntil: at(30) },
    }
    expect(latestNews(true, [moved(20, 0), longer])).toEqual({
      kind: "booking-moved",
      facts: { ...facts(20, 2), endsAt: at(40), wasAt: at(0), wasUntil: at(10) },
    })
  })
  it("hears that another teacher takes it at the same time, and nothing once the first has it back", () => {
    const taken: TalkNews = {
      kind: "booking-moved",
      facts: { ...facts(0, 1), teacher: 2, wasAt: at(0), teacherWas: 1, bySchool: true },
    }
    const back: TalkNews = {
      kind: "booking-moved",
      facts: { ...facts(0, 2), wasAt: at(0), teacherWas: 2, bySchool: true },
    }
    expect(latestNews(true, [taken])).toEqual(taken)
    expect(latestNews(true, [taken, back])).toBeNull()
  })
  it("hears that it is held elsewhere, and nothing once it is back where it was", () => {
    const to = (
      place: "school" | "online" | "phone",
      placeWas: typeof place,
      sequence: number,
    ): TalkNews => ({
      kind: "booking-moved",
      facts: { ...facts(0, sequence), wasAt: at(0), place, placeWas },
    })
    const online = to("online", "school", 1)
    expect(latestNews(true, [online])).toEqual(online)
    expect(latestNews(true, [online, to("phone", "online", 2)])).toEqual(to("phone", "school", 2))
    expect(latestNews(true, [online, to("school", "online", 2)])).toBeNull()
    expect(latestNews(false, [confirmed, online])).toEqual({ ...confirmed, facts: facts(0, 1) })
  })
  it("hears of another time and another place at once", () => {
    const online = { place: "online", placeWas: "school" } as const
    const both = { ...facts(10, 2), wasAt: at(0), ...online }
    const placed: TalkNews = { kind: "booking-moved", facts: { ...facts(0, 1), wasAt: at(0), ...online } }
    expect(latestNews(true, [placed, moved(10, 0, 2)])?.facts).toEqual(both)
    const later: TalkNews = { kind: "booking-moved", facts: { ...facts(10, 2), wasAt: at(10), ...online } }
    expect(latestNews(true, [moved(10, 0), later])?.facts).toEqual(both)
  })
  it("hears who was the last to change it", () => {
    expect(latestNews(true, [bySchool(moved(10, 0)), moved(20, 10, 2)])?.facts.bySchool).toBeUndefined()
    expect(latestNews(true, [moved(10, 0), bySchool(cancelled)])?.facts.bySchool).toBe(true)
    expect(latestNews(false, [confirmed, bySchool(moved(10, 0))])?.facts.bySchool).toBe(true)
  })
  it("hears only that it is off when it moved before: at the time, as long and with the teacher that they knew", () => {
    expect(latestNews(true, [moved(10, 0), cancelled])).toEqual(cancelled)
    const off: TalkNews = {
      kind: "booking-cancelled",
      facts: { ...facts(20, 3), teacher: 2, endsAt: at(40) },
    }
    const elsewhere: TalkNews = {
      kind: "booking-moved",
      facts: { ...off.facts, sequence: 2, wasAt: at(10), wasUntil: at(20), teacherWas: 1 },
    }
    expect(latestNews(true, [moved(10, 0), elsewhere, off])).toEqual({ ...off, facts: facts(0, 3) })
    expect(latestNews(true, [off])).toEqual(off)
  })
  it("gets the confirmation again when its sending broke off", () => {
    expect(latestNews(true, [confirmed])).toEqual(confirmed)
  })
})
