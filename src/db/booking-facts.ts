import type { Booking } from "../domain/booking.ts"
import type { BookingId, HouseholdId, PupilId, RoundId, SlotId, TeacherId } from "../domain/ids.ts"
import type { Slot } from "../domain/slot.ts"
import type { Db } from "./open.ts"

// What the rules of booking ask. These are the hot paths of an opening evening: prepared statements.

type SlotRow = {
  id: SlotId
  teacher: TeacherId
  startsAt: string
  endsAt: string
  blocked: number
  taken: number
  yours: number
}

// A plus before a parameter keeps SQLite from preparing these joins anew for every value.

/** A slot of this round, whether any other home has or holds it, and whether its teacher is one of this pupil's in this round. */
export function findSlot(
  db: Db,
  round: RoundId,
  slot: SlotId,
  pupil: PupilId,
  household: HouseholdId,
  now: Temporal.Instant,
) {
  const row = db
    .sql<SlotRow, [number, number, number, number, string]>(
      `SELECT s.id, s.teacher_id AS teacher, s.starts_at AS startsAt, s.ends_at AS endsAt, s.blocked,
          EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id)
            OR EXISTS (SELECT 1 FROM holds WHERE slot_id = s.id AND household_id <> +?4 AND until > +?5) AS taken,
          EXISTS (SELECT 1 FROM teacher_groups tg
            CROSS JOIN round_groups rg ON rg.round_id = s.round_id AND rg.group_id = tg.group_id
            CROSS JOIN round_teachers rt ON rt.round_id = s.round_id AND rt.teacher_id = s.teacher_id
            WHERE tg.teacher_id = s.teacher_id AND (EXISTS (SELECT 1 FROM pupils WHERE id = +?3 AND group_id = tg.group_id)
              OR EXISTS (SELECT 1 FROM pupil_groups WHERE pupil_id = +?3 AND group_id = tg.group_id))) AS yours
         FROM slots s WHERE s.id = +?1 AND s.round_id = +?2`,
    )
    .get(slot, round, pupil, household, now.toString())
  if (!row) return null
  const span = { startsAt: Temporal.Instant.from(row.startsAt), endsAt: Temporal.Instant.from(row.endsAt) }
  return {
    slot: { id: row.id, teacher: row.teacher, blocked: row.blocked === 1, ...span } satisfies Slot,
    taken: row.taken === 1,
    yours: row.yours === 1,
  }
}

/** Is this teacher one of this pupil's in this round? */
export const isTeacherOf = (db: Db, round: RoundId, pupil: PupilId, teacher: TeacherId): boolean =>
  db
    .sql<unknown, [number, number, number]>(
      `SELECT 1 FROM teacher_groups tg
          JOIN round_groups rg ON rg.round_id = +?1 AND rg.group_id = tg.group_id
          JOIN round_teachers rt ON rt.round_id = +?1 AND rt.teacher_id = tg.teacher_id
         WHERE tg.teacher_id = +?3 AND (EXISTS (SELECT 1 FROM pupils WHERE id = +?2 AND group_id = tg.group_id)
           OR EXISTS (SELECT 1 FROM pupil_groups WHERE pupil_id = +?2 AND group_id = tg.group_id))`,
    )
    .get(round, pupil, teacher) !== null

/** Is this child at school, and in this household? */
export const isOfHousehold = (db: Db, household: HouseholdId, pupil: PupilId) =>
  db
    .sql<unknown, [number, number]>(
      `SELECT 1 FROM household_pupils WHERE household_id = +?1 AND pupil_id = +?2
          AND EXISTS (SELECT 1 FROM pupils WHERE id = +?2 AND left_at IS NULL)`,
    )
    .get(household, pupil) !== null

type TalkRow = Omit<Booking, "household" | "startsAt" | "endsAt"> & {
  startsAt: string
  endsAt: string
  uid: string
}

/** Every talk of this household, in all rounds, in order. */
export const talksOf = (db: Db, household: HouseholdId): (Booking & { uid: string })[] =>
  db
    .sql<TalkRow, [number]>(
      `SELECT id, pupil_id AS pupil, teacher_id AS teacher, round_id AS round, slot_id AS slot, sequence, uid,
          starts_at AS startsAt, ends_at AS endsAt FROM bookings WHERE household_id = +? ORDER BY starts_at`,
    )
    .all(household)
    .map((row) => ({
      ...row,
      household,
      startsAt: Temporal.Instant.from(row.startsAt),
      endsAt: Temporal.Instant.from(row.endsAt),
    }))

/** A talk of this round, whoever's it is; for the school. Null when there is none. */
export function findTalk(db: Db, round: RoundId, booking: BookingId): (Booking & { uid: string }) | null {
  const row = db
    .sql<{ household: HouseholdId }, [number, number]>(
      "SELECT household_id AS household FROM bookings WHERE id = ? AND round_id = ?",
    )
    .get(booking, round)
  return row ? (talksOf(db, row.household).find((talk) => talk.id === booking) ?? null) : null
}
