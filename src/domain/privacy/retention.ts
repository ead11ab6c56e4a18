import { isBefore } from "../clock.ts"
import { zone } from "../school/school.ts"
import { keeping } from "./privacy.ts"

// How long things are kept, and when they are gone everywhere.

/** A file is made anew at most so long after something was erased from it. */
export const scrubWithin = { minutes: 60 } as const
/** As long as more is being erased, the scrub waits: each erasure starts these minutes anew. */
const quiet = { minutes: 10 }
/** From here on it no longer waits for a quiet moment: the rest of the hour is for trying. */
const patience = { minutes: 45 }

/** The moment from which no backup holds what was erased: the scrub, and then as long as backups are kept. */
const cleanAt = (erasedAt: Temporal.Instant): Temporal.Instant =>
  erasedAt.add(scrubWithin).add({ hours: 24 * keeping.backupDays })

/** The first whole day on which backups are clean, in Amsterdam. */
export const cleanFrom = (erasedAt: Temporal.Instant): Temporal.PlainDate =>
  cleanAt(erasedAt).toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 })

/** The day of a moment, in Amsterdam. */
export const cleanDay = (at: Temporal.Instant): Temporal.PlainDate =>
  at.toZonedDateTimeISO(zone).toPlainDate()

/** How long the numbers of what was erased are kept: as long as a backup may be put back, and a day. In days. */
export const erasureLogDays = keeping.backupDays + 1
/** How many days after its last talk the talks of a round are kept. */
export const keepRounds = { usual: 90, least: 14, most: 400 } as const

/** The last day on which a round's talks are kept; they are erased in the night after it. */
export const keptUntil = (endsAt: Temporal.Instant, days: number): Temporal.PlainDate =>
  endsAt.toZonedDateTimeISO(zone).toPlainDate().add({ days })

/** How it is with the talks of a round: kept until a day, or erased. */
export type Kept = { until: Temporal.PlainDate } | { erasedAt: Temporal.Instant }

/** Has a round been kept long enough? */
export const isKeptEnough = (endsAt: Temporal.Instant, days: number, now: Temporal.Instant): boolean =>
  Temporal.PlainDate.compare(now.toZonedDateTimeISO(zone).toPlainDate(), keptUntil(endsAt, days)) > 0

/**
 * Whether a file should be scrubbed now, given the first and the last erasure since it was. "calm": only while nobody writes.
 * "any": at the first moment that nobody is waiting, because the hour is running out.
 */
export function scrubMoment(
  erased: { first: Temporal.Instant; last: Temporal.Instant },
  now: Temporal.Instant,
): "later" | "calm" | "any" {
  if (!isBefore(now, erased.first.add(patience))) return "any"
  return isBefore(now, erased.last.add(quiet)) ? "later" : "calm"
}
