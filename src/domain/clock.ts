import { zone } from "./school/school.ts"

// Days and times as people write them, as the clock of Amsterdam means them, and as they are kept.

/** Hours of one day, the first before the last. */
export type Hours = { starts: Temporal.PlainTime; ends: Temporal.PlainTime }

/** A moment as a form shows it. */
export type WrittenMoment = { date: string; time: string }

/** "2026-11-12" or "12-11-2026"; null when there is no such day. */
export function parseDate(written: string): Temporal.PlainDate | null {
  const [one = "", two = "", three = ""] = written.trim().split(/[-/. ]+/)
  const [year, month, day] = one.length === 4 ? [one, two, three] : [three, two, one]
  if (![year, month, day].every((part) => /^\d{1,4}$/.test(part)) || year.length !== 4) return null
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: "reject" },
    )
  } catch {
    return null
  }
}

/** "19:10", "19.10", "1910" or "19"; null when there is no such time. */
export function parseTime(written: string): Temporal.PlainTime | null {
  const [, hour, minute = "0"] = /^\s*(\d{1,2})(?:[:.,h ]?(\d{2}))?(?::00)?\s*$/.exec(written) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null
  return new Temporal.PlainTime(Number(hour), Number(minute))
}

/** Both times, the first before the second; null otherwise. */
export function parseHours(starts: string, ends: string): Hours | null {
  const hours = { starts: parseTime(starts), ends: parseTime(ends) }
  if (!hours.starts || !hours.ends || Temporal.PlainTime.compare(hours.starts, hours.ends) >= 0) return null
  return { starts: hours.starts, ends: hours.ends }
}

/** A written date and time as an instant; null when one of them is not one. */
export function parseMoment(written: WrittenMoment): Temporal.Instant | null {
  const [date, time] = [parseDate(written.date), parseTime(written.time)]
  return date && time ? date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant() : null
}

/**
 * Does this stretch share a moment with the hour that the clock of Amsterdam skips or tells twice on this day? It may end where that hour
 * begins, and begin where it ends: all times between are told once.
 */
export function touchesClockChange(date: Temporal.PlainDate, hours: Hours): boolean {
  const change = date.toZonedDateTime(zone).getTimeZoneTransition("next")
  if (!change?.toPlainDate().equals(date)) return false
  const told = change.subtract({ minutes: 1 }).toPlainTime().add({ minutes: 1 })
  const [starts, ends] = [told, change.toPlainTime()].sort(Temporal.PlainTime.compare) as [
    Temporal.PlainTime,
    Temporal.PlainTime,
  ]
  return (
    Temporal.PlainTime.compare(hours.starts, ends) < 0 && Temporal.PlainTime.compare(starts, hours.ends) < 0
  )
}

/** "19:10" */
export const writeTime = (time: Temporal.PlainTime) => time.toString().slice(0, 5)

/** A moment as a form shows it, on the clock of Amsterdam. */
export function writeMoment(at: Temporal.Instant): WrittenMoment {
  const there = at.toZonedDateTimeISO(zone)
  return { date: there.toPlainDate().toString(), time: writeTime(there.toPlainTime()) }
}

/** Does the first stretch lie within the second? */
export const hoursWithin = (inner: Hours, outer: Hours) =>
  Temporal.PlainTime.compare(inner.starts, outer.starts) >= 0 &&
  Temporal.PlainTime.compare(inner.ends, outer.ends) <= 0

/** A moment as it is kept; null when there is none. */
export const readInstant = (kept: string | null): Temporal.Instant | null =>
  kept === null ? null : Temporal.Instant.from(kept)

/** Is the first moment before the second? */
export const isBefore = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) < 0
