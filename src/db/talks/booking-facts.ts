import type { BookingId, HouseholdId, PupilId, RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import { inARow, minutesFor, type Slot, type SlotLength } from "../../domain/talks/slot.ts"
import type { Db } from "../open.ts"
import { teaches } from "./pairs.ts"

// What the rules of booking ask. These are the hot paths of an opening evening: prepared statements.

type SlotRow = {
  id: SlotId
  teacher: TeacherId
  startsAt: string
  endsAt: string
  blocked: number
  taken: number
  yours: number
  takes: number | null
}

/** A slot as somebody wishes for it, with what keeps it from them. */
export type FoundSlot = {
  slot: Slot
  /** Has or holds any other home it? */
  taken: boolean
  /** How long the talk is, in minutes, when so much is not free here; null when it fits. */
  short: number | null
}

// A plus before a parameter keeps SQLite from preparing these joins anew for every value.

/**
 * A slot of this round for a talk about this pupil, and whether its teacher is one of theirs in this round. A longer talk takes slots
 * along; `takes`: how many it has, when that is not what is wished for this pupil. A slot that is part of a longer talk is taken.
 */
export function findSlot(
  db: Db,
  round: RoundId,
  slot: SlotId,
  pupil: PupilId,
  household: HouseholdId,
  now: Temporal.Instant,
  takes?: number,
): (FoundSlot & { yours: boolean }) | null {
  const row = db
    .sql<SlotRow, [number, number, number, number, string]>(
      `SELECT s.id, s.teacher_id AS teacher, s.starts_at AS startsAt, s.ends_at AS endsAt, s.blocked,
          EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id)
            OR EXISTS (SELECT 1 FROM holds WHERE slot_id = s.id AND household_id <> +?4 AND until > +?5) AS taken,
          ${teaches("s.teacher_id", "s.round_id", "+?3")} AS yours,
          (SELECT takes FROM long_talks WHERE round_id = +?2 AND pupil_id = +?3 AND teacher_id = s.teacher_id) AS takes
         FROM slots s WHERE s.id = +?1 AND s.round_id = +?2`,
    )
    .get(slot, round, pupil, household, now.toString())
  if (!row) {
    const joined = findJoined(db, round, slot)
    const yours = joined !== null && isTeacherOf(db, round, pupil, joined.teacher)
    return joined && { slot: joined, taken: true, short: null, yours }
  }
  const found = { slot: readSlot(row), taken: row.taken === 1, short: null }
  const yours = row.yours === 1
  const wanted = takes ?? row.takes ?? 1
  return wanted === 1 ? { ...found, yours } : { ...withNext(db, round, found, wanted, household, now), yours }
}

const readSlot = (row: Omit<SlotRow, "taken" | "yours" | "takes">): Slot => ({
  id: row.id,
  teacher: row.teacher,
  blocked: row.blocked === 1,
  startsAt: Temporal.Instant.from(row.startsAt),
  endsAt: Temporal.Instant.from(row.endsAt),
})

/** The same with the slots that a longer talk takes along; how long it would be when those are not there or not free. */
function withNext(
  db: Db,
  round: RoundId,
  { slot, taken }: FoundSlot,
  takes: number,
  household: HouseholdId,
  now: Temporal.Instant,
): FoundSlot {
  const length = db
    .sql<SlotLength, [number]>(
      "SELECT slot_minutes AS slotMinutes, change_minutes AS changeMinutes FROM rounds WHERE id = ?",
    )
    .get(round) as SlotLength
  const next = db
    .sql<Omit<SlotRow, "yours" | "takes">, [number, number, string, number, number, string]>(
      `SELECT s.id, s.teacher_id AS teacher, s.starts_at AS startsAt, s.ends_at AS endsAt, s.blocked,
          EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id)
            OR EXISTS (SELECT 1 FROM holds WHERE slot_id = s.id AND household_id <> +?5 AND until > +?6) AS taken
         FROM slots s WHERE s.round_id = +?1 AND s.teacher_id = +?2 AND s.starts_at > ?3 ORDER BY s.starts_at LIMIT ?4`,
    )
    .all(round, slot.teacher, slot.startsAt.toString(), takes - 1, household, now.toString())
  const isFree = next.every((each) => each.blocked === 0 && each.taken === 0)
  const [whole] = inARow([slot, ...next.map(readSlot)], takes, length.changeMinutes)
  if (whole && isFree) return { slot: whole, taken, short: null }
  const short = minutesFor(takes, length)
  return { slot: { ...slot, endsAt: slot.startsAt.add({ minutes: short }) }, taken, short }
}

/** A slot that is part of a longer talk now, as it was cut. */
function findJoined(db: Db, round: RoundId, slot: SlotId): Slot | null {
  const row = db
    .sql<{ teacher: TeacherId; startsAt: string; after: number; minutes: number }, [number, number]>(
      `SELECT s.teacher_id AS teacher, s.starts_at AS startsAt, j.after_minutes AS after, j.minutes
         FROM joined_slots j JOIN slots s ON s.id = j.slot_id WHERE j.id = ? AND s.round_id = ?`,
    )
    .get(slot, round)
  if (!row) return null
  const startsAt = Temporal.Instant.from(row.startsAt).add({ minutes: row.after })
  const endsAt = startsAt.add({ minutes: row.minutes })
  return { id: slot, teacher: row.teacher, blocked: false, startsAt, endsAt }
}

/** Whose a slot is and when. Null when it is not of this round. */
export function slotAt(db: Db, round: RoundId, slot: SlotId): Slot | null {
  const row = db
    .sql<Omit<SlotRow, "taken" | "yours" | "takes">, [number, number]>(
      "SELECT id, teacher_id AS teacher, starts_at AS startsAt, ends_at AS endsAt, blocked FROM slots WHERE id = ? AND round_id = ?",
    )
    .get(slot, round)
  return row ? readSlot(row) : findJoined(db, round, slot)
}

/** Is who holds the talks of this teacher's list one of this pupil's teachers in this round? */
export const isTeacherOf = (db: Db, round: RoundId, pupil: PupilId, teacher: TeacherId): boolean =>
  db
    .sql<unknown, [number, number, number]>(`SELECT 1 WHERE ${teaches("+?3", "+?1", "+?2")}`)
    .get(round, pupil, teacher) !== null

/** Is this child at school, and in this household? In SQL. */
export const isOfHome = (household: string, pupil: string) =>
  `EXISTS (SELECT 1 FROM household_pupils hp JOIN pupils p ON p.id = hp.pupil_id
      WHERE hp.household_id = ${household} AND hp.pupil_id = ${pupil} AND p.left_at IS NULL)`

/** The same. */
export const isOfHousehold = (db: Db, household: HouseholdId, pupil: PupilId) =>
  db.sql<unknown, [number, number]>(`SELECT 1 WHERE ${isOfHome("+?1", "+?2")}`).get(household, pupil) !== null

type TalkRow = Omit<Booking, "household" | "startsAt" | "endsAt"> & {
  startsAt: string
  endsAt: string
  uid: string
}

/** Every talk of this household, in all rounds, in order. */
export const talksOf = (db: Db, household: HouseholdId): (Booking & { uid: string })[] =>
  db
    .sql<TalkRow, [number]>(
      `SELECT id, pupil_id AS pupil, teacher_id AS teacher, round_id AS round, slot_id AS slot, sequence, ahead, uid,
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
