import { type WrittenMoment, writeMoment, writeTime } from "../clock.ts"
import type { GroupId } from "../ids.ts"
import type { Sector } from "../school/school.ts"
import type { RoundPlan } from "./round-plan.ts"

/** A day as a planner wrote it. `id` is of the day that is kept so far, null for a new one. */
export type WrittenDay = {
  id: number | null
  date: string
  starts: string
  ends: string
  pauseStarts: string
  pauseEnds: string
}

/** A round as a planner wrote it: text, because it stays in the form when something is not right. */
export type RoundDraft = {
  title: string
  days: readonly WrittenDay[]
  slotMinutes: string
  changeMinutes: string
  walkMinutes: string
  /** A number, or "each": one with each teacher. */
  talks: string
  groups: readonly GroupId[]
  /** Empty: no rest. */
  restAfter: string
  restMinutes: string
  early: { siblings: boolean; wanted: boolean; at: WrittenMoment }
  swaps: boolean
  opens: WrittenMoment
  closes: WrittenMoment
  change: WrittenMoment
}

/** A row to fill in. */
export const noDay: WrittenDay = { id: null, date: "", starts: "", ends: "", pauseStarts: "", pauseEnds: "" }

/** Everybody chooses from the same moment on. */
export const nobodyEarly: RoundDraft["early"] = { siblings: false, wanted: false, at: { date: "", time: "" } }

/** Which talks a school holds at this time of the year. */
export const seasonOf = (day: Temporal.PlainDate): "autumn" | "spring" =>
  day.month >= 8 ? "autumn" : "spring"

/**
 * A round to begin with: a Tuesday and a Thursday evening in two to three weeks, open in a week (a day sooner for whom the school lets begin), closed two days before, changes
 * until noon of the day before. One talk per child in primary education, one with each teacher in secondary.
 */
export function proposeRound(
  title: string,
  today: Temporal.PlainDate,
  sector: Sector,
  groups: readonly GroupId[],
): RoundDraft {
  const evenings = [14, 15, 16, 17, 18, 19, 20]
    .map((days) => today.add({ days }))
    .filter((date) => date.dayOfWeek === 2 || date.dayOfWeek === 4)
  const first = evenings[0] ?? today.add({ days: 14 })
  return {
    title,
    days: evenings.map((date) => ({ ...noDay, date: date.toString(), starts: "18:30", ends: "21:00" })),
    slotMinutes: "10",
    changeMinutes: "0",
    walkMinutes: "5",
    talks: sector === "primary" ? "1" : "each",
    groups,
    restAfter: "",
    restMinutes: "",
    early: { ...nobodyEarly, at: { date: today.add({ days: 6 }).toString(), time: "12:00" } },
    swaps: true,
    opens: { date: today.add({ days: 7 }).toString(), time: "16:00" },
    closes: { date: first.subtract({ days: 2 }).toString(), time: "22:00" },
    change: { date: first.subtract({ days: 1 }).toString(), time: "12:00" },
  }
}

/** A round as the form shows it. */
export const writeRound = (plan: RoundPlan): RoundDraft => ({
  title: plan.title,
  days: plan.days.map((day) => ({
    id: day.id,
    date: day.date.toString(),
    starts: writeTime(day.starts),
    ends: writeTime(day.ends),
    pauseStarts: day.pause ? writeTime(day.pause.starts) : "",
    pauseEnds: day.pause ? writeTime(day.pause.ends) : "",
  })),
  slotMinutes: String(plan.slotMinutes),
  changeMinutes: String(plan.changeMinutes),
  walkMinutes: String(plan.walkMinutes),
  talks: plan.talksPerPupil === null ? "each" : String(plan.talksPerPupil),
  groups: plan.groups,
  restAfter: plan.rest ? String(plan.rest.after) : "",
  restMinutes: plan.rest ? String(plan.rest.minutes) : "",
  early: plan.early
    ? { siblings: plan.early.siblings, wanted: plan.early.wanted, at: writeMoment(plan.early.at) }
    : nobodyEarly,
  swaps: plan.swaps,
  opens: writeMoment(plan.opensAt),
  closes: writeMoment(plan.closesAt),
  change: writeMoment(plan.changeUntil),
})

/** A group that can be in a round, with how many pupils of today are in it. */
export type GroupToChoose = { id: GroupId; name: string; kind: "home" | "combined"; pupils: number }
