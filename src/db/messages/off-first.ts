import { leavesAt } from "../../domain/messages/sms.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import type { Db } from "../open.ts"
import { fact, haveSameReader } from "./message-facts.ts"

// A child may get another talk with a teacher while it is still to be told that the one before is off. That is told first: what a family
// hears last is what stands.

/** SQL: is this news of a talk of this child, which was with this teacher? */
const isAbout = (message: string, pupil: string, teacher: string) =>
  `${message}.kind LIKE 'booking-%' AND ${fact(message, "pupil")} = ${pupil}
     AND ${teacher} IN (${fact(message, "teacher")}, ${fact(message, "teacherWas")})`

/** SQL: is this news of a talk that stands, while its guardian is still to hear that the one before is off, or went to another teacher? */
export const comesAfterOther = (message: string) =>
  `EXISTS (SELECT 1 FROM bookings b JOIN messages e ON ${haveSameReader("e", message)}
       AND e.round_id = b.round_id AND e.state IN ('queued', 'sending') AND ${isAbout("e", "b.pupil_id", "b.teacher_id")}
       AND NOT EXISTS (SELECT 1 FROM bookings o
         WHERE o.id = ${fact("e", "booking")} AND (o.teacher_id = b.teacher_id OR e.id > ${message}.id))
     WHERE b.id = ${fact(message, "booking")})`

/**
 * That talks of this child with this teacher are off, or went to another, is told no later than this moment, when news of the one that
 * stands leaves: there is nothing to take back any more. Part of a write.
 */
export function tellOffBefore(
  db: Db,
  { round, household, pupil, teacher }: Pick<Booking, "round" | "household" | "pupil" | "teacher">,
  leaves: Temporal.Instant,
): void {
  db.sql(
    `UPDATE messages SET due_at = min(due_at, iif(channel = 'sms', ?5, ?6))
      WHERE household_id = ?1 AND round_id = ?2 AND state = 'queued' AND ${isAbout("messages", "+?3", "+?4")}
        AND NOT EXISTS (SELECT 1 FROM bookings WHERE id = ${fact("messages", "booking")} AND teacher_id = +?4)`,
  ).run(household, round, pupil, teacher, leavesAt(leaves).toString(), leaves.toString())
}
