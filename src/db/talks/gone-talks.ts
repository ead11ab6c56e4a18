import { type Booking, entrySequence } from "../../domain/talks/booking.ts"
import type { Db } from "../open.ts"
import { holds } from "./pairs.ts"

type Gone = Pick<Booking, "pupil" | "teacher" | "round" | "startsAt" | "endsAt" | "sequence" | "ahead"> & {
  uid: string
  household: number | null
}

/**
 * Remembers a talk that a calendar has in its feed and that is off, so that it can be struck out there. `household`: null when the talk
 * goes on with another teacher. Without a feed nothing is remembered. Part of a write.
 */
export function rememberGone(db: Db, talk: Gone, now: Temporal.Instant): void {
  forgetGone(db, talk)
  db.sql(
    `INSERT INTO gone_talks (uid, sequence, round_id, pupil_id, teacher_id, household_id, starts_at, ends_at, gone_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
          WHERE EXISTS (SELECT 1 FROM calendar_feeds f LEFT JOIN staff s ON s.id = f.staff_id
                         WHERE f.household_id = ?6 OR ${holds("?5", "?3", "s.teacher_id")})`,
  ).run(
    talk.uid,
    entrySequence(talk),
    talk.round,
    talk.pupil,
    talk.teacher,
    talk.household,
    talk.startsAt.toString(),
    talk.endsAt.toString(),
    now.toString(),
  )
}

/** With this teacher it stands again, or is off anew: it is struck out once. */
export const forgetGone = (db: Db, { uid, teacher }: Pick<Gone, "uid" | "teacher">) =>
  db.sql("DELETE FROM gone_talks WHERE uid = ? AND teacher_id = ?").run(uid, teacher)
