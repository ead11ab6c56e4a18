import type { HouseholdId, RoundId } from "../../domain/ids.ts"
import { type ReminderDay, reminderDays } from "../../domain/messages/reminder.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { queueMessage } from "./messages.ts"

/**
 * Reminds every household of its talks of tomorrow, once for each day, however often this runs. Who could not be told yesterday,
 * because we were away, is told today. Gives how many messages were queued.
 */
export async function queueReminders(db: Db, now: Temporal.Instant): Promise<number> {
  const days = reminderDays(now).filter((day) => toRemind(db, day).length > 0)
  if (days.length === 0) return 0
  return write(db, (tx) => {
    let queued = 0
    for (const day of days)
      for (const { household, round } of toRemind(db, day))
        queued += queueMessage(
          tx,
          { kind: "reminder", round, household, facts: { day: day.day.toString() } },
          now,
        )
    if (queued > 0) note(tx, { kind: "system", id: null }, "reminders-queued", { queued }, now)
    return queued
  })
}

/** Households with a talk that day that nobody reminded them of, and whom a message can reach at all. */
const toRemind = (db: Db, { day, from, until, chosenBefore }: ReminderDay) =>
  db
    .sql<{ household: HouseholdId; round: RoundId }, [string, string, string, string]>(
      `SELECT b.household_id AS household, min(b.round_id) AS round FROM bookings b JOIN households h ON h.id = b.household_id
        WHERE b.starts_at >= ? AND b.starts_at < ? AND b.booked_at < ? AND h.blocked = 0
          AND EXISTS (SELECT 1 FROM guardians g WHERE g.household_id = h.id AND (g.email IS NOT NULL OR g.phone IS NOT NULL))
          AND NOT EXISTS (SELECT 1 FROM messages m
            WHERE m.household_id = h.id AND m.kind = 'reminder' AND json_extract(m.facts, '$.day') = ?)
        GROUP BY b.household_id`,
    )
    .all(from.toString(), until.toString(), chosenBefore.toString(), day.toString())
