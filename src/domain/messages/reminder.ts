import { zone } from "../school/school.ts"

// The reminder of the day before.

/** From this hour on the day before, in Amsterdam. */
const reminderHour = 10
/** So shortly before a talk nobody is reminded any more. */
const tooLate = { hours: 1 }

/** Talks of one day, as they are reminded of. */
export type ReminderDay = {
  day: Temporal.PlainDate
  /** Talks that start from here on, until there. */
  from: Temporal.Instant
  until: Temporal.Instant
  /** Only what was chosen before this moment: who chose later was told a moment ago. */
  chosenBefore: Temporal.Instant
}

/** The days of which it is time to remind: tomorrow, and today for who could not be told yesterday. */
export function reminderDays(now: Temporal.Instant): ReminderDay[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const startOf = (day: Temporal.PlainDate, hour = 0) =>
    day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).toInstant()
  return [today, today.add({ days: 1 })].flatMap((day) => {
    const chosenBefore = startOf(day.subtract({ days: 1 }), reminderHour)
    const soonest = now.add(tooLate)
    const starts = startOf(day)
    const from = Temporal.Instant.compare(soonest, starts) > 0 ? soonest : starts
    const until = startOf(day.add({ days: 1 }))
    return Temporal.Instant.compare(chosenBefore, now) <= 0 ? [{ day, from, until, chosenBefore }] : []
  })
}
