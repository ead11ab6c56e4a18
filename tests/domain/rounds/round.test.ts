import { describe, expect, it } from "bun:test"
import type { GroupId, RoundId } from "../../../src/domain/ids.ts"
import { decideInviting, decidePublish, phase, type Round } from "../../../src/domain/rounds/round.ts"
import {
  nobodyEarly,
  noDay,
  proposeRound,
  type RoundDraft,
  seasonOf,
  writeRound,
} from "../../../src/domain/rounds/round-draft.ts"
import { decideRound, type RoundPlan } from "../../../src/domain/rounds/round-plan.ts"

const at = (text: string) => Temporal.Instant.from(text)
const now = at("2026-11-03T09:00:00Z")
const group = (id: number) => id as GroupId
const day = (date: string, starts = "18:30", ends = "21:00") => ({ ...noDay, date, starts, ends })

const good: RoundDraft = {
  title: "Herfstgesprekken",
  days: [day("2026-11-24"), day("2026-11-26")],
  slotMinutes: "10",
  changeMinutes: "0",
  walkMinutes: "5",
  talks: "1",
  groups: [group(1)],
  restAfter: "",
  restMinutes: "",
  early: nobodyEarly,
  swaps: true,
  opens: { date: "2026-11-10", time: "16:00" },
  closes: { date: "2026-11-22", time: "22:00" },
  change: { date: "2026-11-23", time: "12:00" },
}

/** What is said about a draft that differs from a good one in this, each with its field. */
const saidOf = (change: Partial<RoundDraft>, published: RoundPlan | null = null, when = now) => {
  const decision = decideRound({ ...good, ...change }, when, published)
  return decision.ok ? [] : decision.refusal.map(({ at, kind }) => `${at}: ${kind}`)
}
const planOf = (draft: RoundDraft): RoundPlan => {
  const decision = decideRound(draft, now)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision.value
}

describe("a round that is planned", () => {
  it("may be held when everything is right, and its times are those of Amsterdam", () => {
    const plan = planOf(good)
    expect(plan.opensAt.toString()).toBe("2026-11-10T15:00:00Z")
    expect(plan.days.map((each) => each.date.toString())).toEqual(["2026-11-24", "2026-11-26"])
    expect(plan.talksPerPupil).toBe(1)
    expect(planOf({ ...good, talks: "each" }).talksPerPupil).toBeNull()
  })

  it("reads dates and times as people write them", () => {
    const plan = planOf({
      ...good,
      days: [day("24-11-2026", "18.30", "2100"), day("", "", "")],
      opens: { date: "10/11/2026", time: "16" },
    })
    expect(plan.days).toHaveLength(1)
    expect(plan.days[0]?.starts.toString()).toBe("18:30:00")
    expect(plan.opensAt.toString()).toBe("2026-11-10T15:00:00Z")
  })

  const wrong: [string, Partial<RoundDraft>, string[]][] = [
    ["without a name", { title: "  " }, ["title: title-missing"]],
    ["without a day", { days: [noDay] }, ["days: no-day"]],
    [
      "with eleven days",
      { days: Array.from({ length: 11 }, (_, n) => day(`2026-12-${10 + n}`)) },
      ["days: too-many-days"],
    ],
    ["on a day that does not exist", { days: [day("2026-11-31")] }, ["date-0: date-missing"]],
    [
      "on a day that is over",
      { days: [day("2026-11-24"), day("2026-11-01")] },
      ["date-1: date-past", "opens: opens-after-first-talk", "change: change-after-first-talk"],
    ],
    ["without hours", { days: [day("2026-11-24", "18:30", "")] }, ["hours-0: hours-missing"]],
    [
      "that ends before it starts",
      { days: [day("2026-11-24", "21:00", "18:30")] },
      ["hours-0: ends-before-start"],
    ],
    ["with the same day twice", { days: [day("2026-11-24"), day("2026-11-24")] }, ["date-1: days-overlap"]],
    ["with half a pause", { days: [{ ...day("2026-11-24"), pauseStarts: "19:30" }] }, ["pause-0: pause-odd"]],
    [
      "with a pause before it starts",
      { days: [{ ...day("2026-11-24"), pauseStarts: "18:00", pauseEnds: "18:40" }] },
      ["pause-0: pause-outside"],
    ],
    ["with talks of no length", { slotMinutes: "0" }, ["slotMinutes: length-odd"]],
    ["with talks longer than the evening", { slotMinutes: "200" }, ["slotMinutes: length-does-not-fit"]],
    ["with two hours to change", { changeMinutes: "120" }, ["changeMinutes: changing-odd"]],
    ["with a number of talks nobody can read", { talks: "veel" }, ["talks: talks-odd"]],
    ["without a group", { groups: [] }, ["groups: no-group"]],
    ["that opens at no moment", { opens: { date: "", time: "16:00" } }, ["opens: opens-missing"]],
    ["that closes at no moment", { closes: { date: "2026-11-22", time: "" } }, ["closes: closes-missing"]],
    ["with changes until no moment", { change: { date: "ooit", time: "12:00" } }, ["change: change-missing"]],
    [
      "that closes before it opens",
      { closes: { date: "2026-11-09", time: "22:00" } },
      ["closes: closes-before-opening"],
    ],
    [
      "that closed already",
      { opens: { date: "2026-11-01", time: "16:00" }, closes: { date: "2026-11-02", time: "12:00" } },
      ["closes: closes-past"],
    ],
    [
      "that opens after the first talk",
      { opens: { date: "2026-11-25", time: "16:00" }, closes: { date: "2026-11-26", time: "12:00" } },
      ["opens: opens-after-first-talk"],
    ],
    [
      "that closes after the last talk",
      { closes: { date: "2026-11-27", time: "12:00" } },
      ["closes: closes-after-last-talk"],
    ],
    [
      "with changes until after the first talk",
      { change: { date: "2026-11-24", time: "19:00" } },
      ["change: change-after-first-talk"],
    ],
  ]
  for (const [what, change, said] of wrong)
    it(`is refused ${what}, at its field`, () => expect(saidOf(change)).toEqual(said))

  it("may have an afternoon and an evening on one day", () => {
    expect(
      saidOf({ days: [day("2026-11-24", "15:00", "17:00"), day("2026-11-24", "18:30", "21:00")] }),
    ).toEqual([])
  })

  it("hears everything that is wrong at once", () => {
    expect(saidOf({ title: "", groups: [], slotMinutes: "x" })).toHaveLength(3)
  })

  it("comes back in the form as it was written down", () => {
    expect(writeRound(planOf(good))).toEqual(good)
  })
})

describe("a round that parents can see", () => {
  const published = planOf({ ...good, slotMinutes: "15" })

  it("keeps its length, and the groups it had", () => {
    const decision = decideRound({ ...good, slotMinutes: "20", groups: [group(2)] }, now, published)
    expect(decision.ok && [decision.value.slotMinutes, decision.value.groups]).toEqual([
      15,
      [group(1), group(2)],
    ])
  })

  it("may keep an evening that is over and a closing time that has passed", () => {
    const later = at("2026-11-25T09:00:00Z")
    expect(saidOf({ title: "Rapportgesprekken" }, published, later)).toEqual([])
    expect(saidOf({ days: [day("2026-11-23"), day("2026-11-26")] }, published, later)).toContain(
      "date-0: date-past",
    )
  })
})

describe("the round that a planner finds filled in", () => {
  const proposal = (today: string, sector: "primary" | "secondary" = "primary") =>
    proposeRound("Herfstgesprekken", Temporal.PlainDate.from(today), sector, [group(1)])

  it("is right on every day of two years, without touching it", () => {
    for (
      let today = Temporal.PlainDate.from("2026-01-01");
      today.year < 2028;
      today = today.add({ days: 1 })
    ) {
      const morning = today.toZonedDateTime({ timeZone: "Europe/Amsterdam", plainTime: "08:00" }).toInstant()
      const decision = decideRound(proposal(today.toString()), morning)
      expect(decision.ok ? [] : decision.refusal).toEqual([])
      if (!decision.ok) continue
      const ahead = decision.value.days.map((each) => today.until(each.date).days)
      expect(ahead).toHaveLength(2)
      expect(ahead.every((days) => days >= 14 && days <= 21)).toBe(true)
    }
  })

  it("asks one talk in primary education, and one with each teacher in secondary", () => {
    expect(proposal("2026-11-03").talks).toBe("1")
    expect(proposal("2026-11-03", "secondary").talks).toBe("each")
  })

  it("knows autumn from spring", () => {
    expect(seasonOf(Temporal.PlainDate.from("2026-11-03"))).toBe("autumn")
    expect(seasonOf(Temporal.PlainDate.from("2027-02-03"))).toBe("spring")
  })
})

describe("publishing and inviting", () => {
  const draft: Round = {
    id: 1 as RoundId,
    title: "Herfstgesprekken",
    slotMinutes: 10,
    changeMinutes: 0,
    walkMinutes: 5,
    opensAt: at("2026-11-10T15:00:00Z"),
    closesAt: at("2026-11-22T21:00:00Z"),
    changeUntil: at("2026-11-23T11:00:00Z"),
    publishedAt: null,
    talksPerPupil: 1,
    early: null,
    swaps: true,
    rest: null,
    endsAt: null,
  }
  const slots = [{ startsAt: at("2026-11-24T17:30:00Z") }]
  const kindOf = (decision: { ok: boolean; refusal?: { kind: string } }) => decision.refusal?.kind ?? "yes"

  it("needs slots that lie ahead, a closing time that does too, and teachers who are free", () => {
    const ask = (
      round: Round,
      given: typeof slots,
      elsewhere: Parameters<typeof decidePublish>[1]["elsewhere"] = null,
      when = now,
    ) => kindOf(decidePublish(round, { slots: given, elsewhere }, when))
    expect(ask(draft, slots)).toBe("yes")
    expect(ask({ ...draft, publishedAt: now }, slots)).toBe("already-published")
    expect(ask(draft, [])).toBe("no-slots")
    expect(ask(draft, slots, null, at("2026-11-24T18:00:00Z"))).toBe("first-talk-past")
    expect(ask(draft, slots, null, at("2026-11-23T18:00:00Z"))).toBe("closes-past")
    expect(ask(draft, slots, { teacher: "Noor Willems", at: now })).toBe("teacher-elsewhere")
  })

  it("goes from draft to past by the clock, and invites only while something can be chosen", () => {
    const round = { ...draft, publishedAt: now, endsAt: at("2026-11-26T20:00:00Z") }
    const seen = ["2026-11-09", "2026-11-11", "2026-11-25", "2026-11-27"].map((date) => {
      const when = at(`${date}T12:00:00Z`)
      return [phase(round, when), kindOf(decideInviting(round, when))]
    })
    expect(seen).toEqual([
      ["announced", "yes"],
      ["open", "yes"],
      ["closed", "round-closed"],
      ["past", "round-closed"],
    ])
    expect([phase(draft, now), kindOf(decideInviting(draft, now))]).toEqual(["draft", "not-published"])
  })
})
