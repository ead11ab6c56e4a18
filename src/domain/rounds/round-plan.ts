import {
  type Hours,
  hoursWithin,
  isBefore,
  parseDate,
  parseHours,
  parseMoment,
  parseTime,
  touchesClockChange,
} from "../clock.ts"
import type { GroupId } from "../ids.ts"
import { accept, type Result, refuse } from "../result.ts"
import { cutSlots, overlap, type Rest, type RoundDay, spanOf } from "../talks/slot.ts"
import type { EarlyRule } from "./round.ts"
import type { RoundDraft, WrittenDay } from "./round-draft.ts"

/** A round that can be held. A day without id is new. */
export type RoundPlan = {
  title: string
  days: readonly (RoundDay & { id: number | null })[]
  slotMinutes: number
  changeMinutes: number
  walkMinutes: number
  talksPerPupil: number | null
  groups: readonly GroupId[]
  rest: Rest | null
  early: EarlyRule | null
  swaps: boolean
} & Window

type Window = { opensAt: Temporal.Instant; closesAt: Temporal.Instant; changeUntil: Temporal.Instant }

/** Where in the form something is not right; days are counted from 0. */
export type RoundField =
  | "title"
  | "days"
  | "slotMinutes"
  | "changeMinutes"
  | "walkMinutes"
  | "talks"
  | "groups"
  | "rest"
  | "early"
  | "opens"
  | "closes"
  | "change"
  | `${"date" | "hours" | "pause"}-${number}`

type Kind =
  | "title-missing"
  | "no-day"
  | "too-many-days"
  | "date-missing"
  | "date-past"
  | "hours-missing"
  | "ends-before-start"
  | "clock-changes"
  | "days-overlap"
  | "pause-odd"
  | "pause-outside"
  | "length-odd"
  | "length-does-not-fit"
  | "changing-odd"
  | "talks-odd"
  | "no-group"
  | "rest-odd"
  | "early-missing"
  | "early-after-opening"
  | "opens-missing"
  | "opens-after-first-talk"
  | "closes-missing"
  | "closes-before-opening"
  | "closes-past"
  | "closes-after-last-talk"
  | "change-missing"
  | "change-after-first-talk"

export type RoundRefusal = { at: RoundField; kind: Kind }
type No = (at: RoundField, kind: Kind) => null

/** On so many days at most can one round be. */
export const mostDays = 10

const number = (written: string, least: number, most: number) =>
  /^\d{1,3}$/.test(written) && Number(written) >= least && Number(written) <= most ? Number(written) : null

/**
 * Can this round be held? If not: everything that is not right, each at its field. For a round that is published, `published` is
 * what it was: length and changing time stay, groups are only added, and what has already happened may stay as it is.
 */
export function decideRound(
  draft: RoundDraft,
  now: Temporal.Instant,
  published: RoundPlan | null = null,
): Result<RoundPlan, RoundRefusal[]> {
  const refusals: RoundRefusal[] = []
  const no: No = (at, kind) => {
    refusals.push({ at, kind })
    return null
  }
  const title = draft.title.trim() || no("title", "title-missing")
  const days = readDays(draft.days, now, published, no)
  const length =
    published?.slotMinutes ?? number(draft.slotMinutes, 1, 240) ?? no("slotMinutes", "length-odd")
  const changing =
    published?.changeMinutes ??
    number(draft.changeMinutes || "0", 0, 60) ??
    no("changeMinutes", "changing-odd")
  const walking = number(draft.walkMinutes || "0", 0, 60) ?? no("walkMinutes", "changing-odd")
  const talks = draft.talks === "each" ? "each" : (number(draft.talks, 1, 20) ?? no("talks", "talks-odd"))
  if (length !== null && days.some((day) => !fits(day, length))) no("slotMinutes", "length-does-not-fit")
  const groups = [...new Set([...(published?.groups ?? []), ...draft.groups])]
  if (groups.length === 0) no("groups", "no-group")
  const rest = published ? published.rest : readRest(draft, no)
  const window = readWindow(draft, days, now, published, no)
  const early = window && readEarly(draft, window.opensAt, no)

  if (
    !title ||
    length === null ||
    changing === null ||
    walking === null ||
    talks === null ||
    !window ||
    early === "wrong" ||
    rest === "wrong" ||
    refusals.length > 0
  )
    return refuse(refusals)
  const talksPerPupil = talks === "each" ? null : talks
  return accept({
    title,
    days,
    slotMinutes: length,
    changeMinutes: changing,
    walkMinutes: walking,
    talksPerPupil,
    groups,
    rest,
    early,
    swaps: draft.swaps,
    ...window,
  })
}

function readDays(
  written: readonly WrittenDay[],
  now: Temporal.Instant,
  published: RoundPlan | null,
  no: No,
) {
  const days: RoundPlan["days"][number][] = []
  const filled = written.filter((day) => day.date || day.starts || day.ends)
  if (filled.length === 0) no("days", "no-day")
  if (filled.length > mostDays) no("days", "too-many-days")
  for (const [at, day] of written.entries()) {
    if (!filled.includes(day)) continue
    const date = parseDate(day.date) ?? no(`date-${at}`, "date-missing")
    const hours = readHours(day, (kind) => no(`hours-${at}`, kind))
    const pause = readPause(day, hours, (kind) => no(`pause-${at}`, kind))
    if (!date || !hours || pause === "wrong") continue
    const whole = { id: day.id, date, ...hours, pause }
    const span = spanOf(date, hours)
    const stays = published?.days.some((each) => sameDay(each, whole)) === true
    if (touchesClockChange(date, hours) && !stays) {
      no(`hours-${at}`, "clock-changes")
      continue
    }
    if (!isBefore(now, span.startsAt) && !stays) no(`date-${at}`, "date-past")
    if (days.some((other) => overlap(spanOf(other.date, other), span))) no(`date-${at}`, "days-overlap")
    days.push(whole)
  }
  return days
}

function readHours(day: WrittenDay, no: (kind: "hours-missing" | "ends-before-start") => null): Hours | null {
  if (!parseTime(day.starts) || !parseTime(day.ends)) return no("hours-missing")
  return parseHours(day.starts, day.ends) ?? no("ends-before-start")
}

function readPause(
  day: WrittenDay,
  hours: Hours | null,
  no: (kind: "pause-odd" | "pause-outside") => null,
): Hours | null | "wrong" {
  if (day.pauseStarts === "" && day.pauseEnds === "") return null
  const pause = parseHours(day.pauseStarts, day.pauseEnds)
  if (!pause) return no("pause-odd") ?? "wrong"
  if (hours && !hoursWithin(pause, hours)) return no("pause-outside") ?? "wrong"
  return pause
}

function readRest({ restAfter, restMinutes }: RoundDraft, no: No): Rest | null | "wrong" {
  if (restAfter === "" && restMinutes === "") return null
  const [after, minutes] = [number(restAfter, 1, 50), number(restMinutes, 1, 120)]
  return after && minutes ? { after, minutes } : (no("rest", "rest-odd") ?? "wrong")
}

function readEarly({ early }: RoundDraft, opensAt: Temporal.Instant, no: No): EarlyRule | null | "wrong" {
  const { siblings, wanted } = early
  if (!siblings && !wanted) return null
  const at = parseMoment(early.at)
  if (!at) return no("early", "early-missing") ?? "wrong"
  if (!isBefore(at, opensAt)) return no("early", "early-after-opening") ?? "wrong"
  return { at, siblings, wanted }
}

const sameDay = (one: RoundDay, other: RoundDay) =>
  one.date.equals(other.date) && one.starts.equals(other.starts) && one.ends.equals(other.ends)

const fits = (day: RoundDay, slotMinutes: number) =>
  cutSlots({
    days: [{ ...day, id: 1 }],
    presence: [{ day: 1, starts: day.starts, ends: day.ends }],
    slotMinutes,
    changeMinutes: 0,
  }).length > 0

function readWindow(
  draft: RoundDraft,
  days: RoundPlan["days"],
  now: Temporal.Instant,
  published: RoundPlan | null,
  no: No,
): Window | null {
  const opensAt = parseMoment(draft.opens) ?? no("opens", "opens-missing")
  const closesAt = parseMoment(draft.closes) ?? no("closes", "closes-missing")
  const changeUntil = parseMoment(draft.change) ?? no("change", "change-missing")
  if (!opensAt || !closesAt || !changeUntil) return null
  const talks = days
    .map((day) => spanOf(day.date, day))
    .sort((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))
  const [first, last] = [talks[0]?.startsAt, talks.at(-1)?.endsAt]
  if (first && !isBefore(opensAt, first)) no("opens", "opens-after-first-talk")
  if (!isBefore(opensAt, closesAt)) no("closes", "closes-before-opening")
  else if (!isBefore(now, closesAt) && !published?.closesAt.equals(closesAt)) no("closes", "closes-past")
  else if (last && isBefore(last, closesAt)) no("closes", "closes-after-last-talk")
  if (first && isBefore(first, changeUntil)) no("change", "change-after-first-talk")
  return { opensAt, closesAt, changeUntil }
}
