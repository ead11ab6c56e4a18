import { isBefore, touchesClockChange } from "../clock.ts"
import { zone } from "../school/school.ts"
import type { RoundDay, Span } from "../talks/slot.ts"

// One day of a round goes to another date, with every time at its own hour.

/** A time on another date, at the same clock time and as long as it was, also when the clock changes in between. */
export function onAnotherDate(span: Span, from: Temporal.PlainDate, to: Temporal.PlainDate): Span {
  const days = from.until(to).days
  const there = span.startsAt.toZonedDateTimeISO(zone)
  const startsAt = there
    .toPlainDate()
    .add({ days })
    .toZonedDateTime({ timeZone: zone, plainTime: there.toPlainTime() })
    .toInstant()
  return { startsAt, endsAt: startsAt.add(span.startsAt.until(span.endsAt)) }
}

/** Why a day cannot move, and whose talk or time is in the way there. */
export type DayRefusal =
  | { kind: "date-missing" }
  | { kind: "date-past" }
  | { kind: "same-date" }
  | { kind: "day-begun" }
  | { kind: "clock-changes" }
  | { kind: "days-overlap" }
  | { kind: "opens-after" }
  | { kind: "teacher-elsewhere"; teacher: string; at: Temporal.Instant }
  | { kind: "families-elsewhere"; children: readonly string[] }

/** May this day go to that date? What is told of the first reason only. */
export function decideDay(
  facts: {
    day: RoundDay
    to: Temporal.PlainDate | null
    /** The other days of the round. */
    others: readonly RoundDay[]
    /** Times of this day, in order, as they are now. */
    slots: readonly Span[]
    opensAt: Temporal.Instant
  },
  now: Temporal.Instant,
): DayRefusal | null {
  const { day, to, slots } = facts
  if (!to) return { kind: "date-missing" }
  if (to.equals(day.date)) return { kind: "same-date" }
  if (slots.some(({ startsAt }) => !isBefore(now, startsAt))) return { kind: "day-begun" }
  const moved = slots.map((slot) => onAnotherDate(slot, day.date, to))
  if (moved.some(({ startsAt }) => !isBefore(now, startsAt))) return { kind: "date-past" }
  if (
    moved.length === 0 &&
    !isBefore(now, to.toZonedDateTime({ timeZone: zone, plainTime: day.starts }).toInstant())
  )
    return { kind: "date-past" }
  if (touchesClockChange(to, day)) return { kind: "clock-changes" }
  const clash = facts.others.some(
    (other) =>
      other.date.equals(to) &&
      Temporal.PlainTime.compare(other.starts, day.ends) < 0 &&
      Temporal.PlainTime.compare(day.starts, other.ends) < 0,
  )
  if (clash) return { kind: "days-overlap" }
  return moved.some(({ startsAt }) => !isBefore(facts.opensAt, startsAt)) ? { kind: "opens-after" } : null
}
