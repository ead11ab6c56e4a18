import { describe, expect, it } from "bun:test"
import type { RoundId, SlotId, StaffId, TeacherId } from "../../../src/domain/ids.ts"
import { isMeetingLink, readHost, readPastedLink } from "../../../src/domain/online/pasted-link.ts"
import {
  decideJoin,
  tasksOf,
  type VideoMeeting,
  type WantedSlot,
} from "../../../src/domain/online/video-meeting.ts"
import { decidePlace, readPlaces, writePlaces } from "../../../src/domain/talks/place.ts"
import { round } from "../../../src/views/gallery/round.ts"

const at = (time: string) => Temporal.Instant.from(`2026-11-12T${time}:00Z`)
const tim = 2 as TeacherId
const talk = { startsAt: at("18:00"), endsAt: at("18:10"), teacher: tim }
const meeting: VideoMeeting = {
  ...talk,
  slot: 13 as SlotId,
  round: 1 as RoundId,
  provider: "google",
  staff: 2 as StaffId,
  account: "tim",
  state: "ready",
  generation: 1,
  failure: null,
}
const facts = { talk, place: "online" as const, meeting }
const why = (given: Partial<Parameters<typeof decideJoin>[0]>, now: string) => {
  const decision = decideJoin({ ...facts, ...given }, at(now))
  return decision.ok ? "in" : decision.refusal.kind
}

describe("a household at the door of its talk online", () => {
  it("gets in from a quarter of an hour before until the end, and not a second more", () => {
    expect(why({}, "17:44")).toBe("too-early")
    expect(why({}, "17:45")).toBe("in")
    expect(why({}, "18:09")).toBe("in")
    expect(why({}, "18:10")).toBe("over")
  })

  it("hears when the door opens", () => {
    const decision = decideJoin(facts, at("12:00"))
    expect(decision).toEqual({ ok: false, refusal: { kind: "too-early", opensAt: at("17:45") } })
  })

  it("gets no link that is not safe yet, that stands at another time, or with another teacher", () => {
    expect(why({ meeting: { ...meeting, state: "made" } }, "18:00")).toBe("no-link-yet")
    expect(why({ meeting: { ...meeting, startsAt: at("17:50") } }, "18:00")).toBe("no-link-yet")
    expect(why({ meeting: { ...meeting, teacher: 9 as TeacherId } }, "18:00")).toBe("no-link-yet")
    expect(why({ meeting: null }, "18:00")).toBe("no-link-yet")
  })

  it("keeps a pasted link when the talk moves: the room is there at any time", () => {
    expect(why({ meeting: { ...meeting, provider: "pasted", startsAt: at("17:50") } }, "18:00")).toBe("in")
  })

  it("gets no link for a talk at school or by phone", () => {
    expect(why({ place: "school" }, "18:00")).toBe("not-online")
    expect(why({ place: "phone" }, "18:00")).toBe("not-online")
  })
})

describe("the place of a talk", () => {
  const wish = { round, booking: { startsAt: round.changeUntil.add({ hours: 30 }) }, wished: "online" }
  const allowed = readPlaces("school,online")

  it("can be chosen among those that the school allows", () => {
    expect(decidePlace({ ...wish, allowed }, round.opensAt).ok).toBe(true)
    expect(decidePlace({ ...wish, allowed, wished: "phone" }, round.opensAt)).toEqual({
      ok: false,
      refusal: { kind: "place-not-offered" },
    })
  })

  it("can be chosen until the deadline", () => {
    expect(decidePlace({ ...wish, allowed }, round.changeUntil.subtract({ seconds: 1 })).ok).toBe(true)
    expect(decidePlace({ ...wish, allowed }, round.changeUntil)).toEqual({
      ok: false,
      refusal: { kind: "place-too-late" },
    })
  })

  it("is at school when nothing else is known", () => {
    expect(readPlaces("")).toEqual(["school"])
    expect(readPlaces("weg,online,school")).toEqual(["school", "online"])
    expect(writePlaces(["phone", "online"])).toBe("online,phone")
  })
})

describe("a pasted link", () => {
  const read = (link: string, jitsi: string | null = null) => {
    const outcome = readPastedLink(link, jitsi)
    return outcome.ok ? outcome.value.href : outcome.refusal.kind
  }

  it("may lead to a room of the closed list, and is made even", () => {
    expect(read("meet.google.com/abc-defg-hij?authuser=1")).toBe("https://meet.google.com/abc-defg-hij")
    expect(read(" https://whereby.com/juf-noor ")).toBe("https://whereby.com/juf-noor")
    expect(read("https://us02web.zoom.us/j/8123456789?pwd=geheim&uname=x#frag")).toBe(
      "https://us02web.zoom.us/j/8123456789?pwd=geheim",
    )
    expect(
      read("https://teams.microsoft.com/l/meetup-join/19%3ameeting_X%40thread.v2/0?context=%7b%7d"),
    ).toBe("https://teams.microsoft.com/l/meetup-join/19%3ameeting_X%40thread.v2/0?context=%7B%7D")
    expect(read("https://praten.school.example/JufNoor", "praten.school.example")).toBe(
      "https://praten.school.example/JufNoor",
    )
  })

  it("may lead nowhere else", () => {
    for (const link of [
      "https://voorbeeld.example/kamer",
      "https://meet.google.com.voorbeeld.example/abc-defg-hij",
      "https://nietzoom.us/j/1",
      "https://praten.school.example/JufNoor",
    ])
      expect(read(link)).toBe("link-unknown")
    for (const link of [
      "javascript:alert(1)",
      "http://meet.google.com/abc-defg-hij",
      "https://a:b@meet.google.com/abc-defg-hij",
      "https://meet.google.com:8443/abc-defg-hij",
      "https://meet.google.com/abc-defg-hij\nX: y",
    ])
      expect(read(link)).toBe("link-unreadable")
    expect(read("https://meet.google.com/")).toBe("link-without-room")
    expect(read("")).toBe("link-missing")
    expect(isMeetingLink("https://praten.school.example/JufNoor", null)).toBe(false)
  })

  it("knows a host when it sees one", () => {
    expect(readHost("https://Praten.School.example/")).toBe("praten.school.example")
    for (const host of ["localhost", "10.0.0.1", "a b.nl", "school.example/pad", "-x.nl"])
      expect(readHost(host)).toBeNull()
  })
})

describe("what an owner has to do", () => {
  const slot = (id: number, known: Partial<WantedSlot> = {}): WantedSlot => ({
    id: id as SlotId,
    teacher: tim,
    startsAt: at("18:00").add({ minutes: 10 * (id - 13) }),
    endsAt: at("18:10").add({ minutes: 10 * (id - 13) }),
    blocked: false,
    booked: true,
    ...known,
  })
  const tasks = (given: Partial<Parameters<typeof tasksOf>[0]>, now = "12:00") =>
    tasksOf({ slots: [slot(13)], meetings: [meeting], account: "tim", making: true, ...given }, at(now)).map(
      ({ kind, slot: id }) => `${kind} ${id}`,
    )

  it("is nothing when every slot has its meeting", () => {
    expect(tasks({})).toEqual([])
  })

  it("is to make what is missing and to finish what is half done", () => {
    expect(tasks({ slots: [slot(13), slot(14)] })).toEqual(["make 14"])
    expect(tasks({ meetings: [{ ...meeting, state: "asked" }] })).toEqual(["make 13"])
    expect(tasks({ meetings: [{ ...meeting, state: "made" }] })).toEqual(["finish 13"])
    expect(tasks({ meetings: [{ ...meeting, state: "dropped" }] })).toEqual(["make 13"])
  })

  it("is to move what moved, and to drop what nobody needs", () => {
    expect(tasks({ slots: [slot(13, { startsAt: at("17:55") })] })).toEqual(["move 13"])
    expect(tasks({ slots: [] })).toEqual(["drop 13"])
    expect(tasks({ slots: [slot(13, { blocked: true, booked: false })] })).toEqual(["drop 13"])
    expect(tasks({ slots: [slot(13, { teacher: 1 as TeacherId })] })).toEqual(["drop 13"])
    expect(tasks({ meetings: [{ ...meeting, state: "dropping" }] })).toEqual(["drop 13"])
  })

  it("leaves alone what stands in another account, and what is over", () => {
    expect(tasks({ meetings: [{ ...meeting, account: "noor" }], slots: [slot(13)] })).toEqual([])
    expect(tasks({ slots: [slot(13), slot(14)] }, "20:00")).toEqual([])
  })
})
