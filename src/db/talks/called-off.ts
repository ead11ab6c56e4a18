import type { Parent } from "../../domain/access/access.ts"
import type { BookingId, PupilId, RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import type { TalkFacts } from "../../domain/messages/talk-news.ts"
import type { Db } from "../open.ts"
import { slotAt } from "./booking-facts.ts"

// A talk that is off is in no table of talks any more. What a family may know of it stands in what was kept for other reasons: what it was
// told, what it did, and for a day what the school changed.

/** A talk of this family that is off. `finalAt`: until then the school may still take that back; null when it stands. */
export type CalledOff = {
  round: RoundId
  teacher: TeacherId
  /** Null when nothing that is kept says which child it was about. */
  pupil: PupilId | null
  startsAt: Temporal.Instant
  by: "school" | "family"
  finalAt: Temporal.Instant | null
}

/** What is still known of a talk of this parent that is off. Null when it never was theirs, or went to another home. */
export function calledOff(
  db: Db,
  parent: Parent,
  booking: BookingId,
  now: Temporal.Instant,
): CalledOff | null {
  if (db.sql<unknown, [number]>("SELECT 1 FROM bookings WHERE id = ?").get(booking)) return null
  const own = ownCancellation(db, parent, booking)
  const told = toldOff(db, parent, booking)
  const off = offBySchool(db, parent, now).find((each) => each.booking === booking)
  // The family was told of the time that it knew, which is not where the talk stood when it had just moved.
  if (!own) return off && told ? { ...off, teacher: told.teacher, startsAt: told.startsAt } : (off ?? told)
  // Nobody brings back what a family cancelled itself: that was the last that happened to it.
  if (told) return { ...told, by: "family" }
  const slot = slotAt(db, own.round, own.slot)
  if (!slot) return null
  const { teacher, startsAt } = slot
  return { round: own.round, teacher, pupil: null, startsAt, by: "family", finalAt: null }
}

/** The round of a talk that this parent cancelled before; null when they did not. */
export const cancelledBefore = (db: Db, parent: Parent, booking: BookingId): RoundId | null =>
  ownCancellation(db, parent, booking)?.round ?? null

const ownCancellation = (db: Db, { household }: Parent, booking: BookingId) =>
  db
    .sql<{ round: RoundId; slot: SlotId }, [number, number]>(
      `SELECT json_extract(about, '$.round') AS round, json_extract(about, '$.slot') AS slot FROM logbook
        WHERE actor_kind = 'parent' AND actor_id = +? AND act = 'talk-cancelled' AND json_extract(about, '$.booking') = ?
        ORDER BY id DESC LIMIT 1`,
    )
    .get(household, booking)

/** What the last message to this family said of a talk that is off. */
function toldOff(db: Db, { household }: Parent, booking: BookingId): CalledOff | null {
  const row = db
    .sql<{ round: RoundId; facts: string }, [number, number]>(
      `SELECT round_id AS round, facts FROM messages
        WHERE household_id = +? AND kind = 'booking-cancelled' AND json_extract(facts, '$.booking') = ? ORDER BY id DESC LIMIT 1`,
    )
    .get(household, booking)
  if (!row) return null
  const facts = JSON.parse(row.facts) as TalkFacts
  return {
    round: row.round,
    teacher: facts.teacher as TeacherId,
    pupil: facts.pupil as PupilId,
    startsAt: Temporal.Instant.from(facts.startsAt),
    by: facts.bySchool ? "school" : "family",
    finalAt: null,
  }
}

type OffRow = {
  booking: BookingId
  round: RoundId
  teacher: TeacherId
  pupil: PupilId
  starts: string
  leaves: string
  undone: string | null
}

/** Talks of this family that the school called off in a way that it can take back, and that did not come back; for a day. */
export const offBySchool = (
  db: Db,
  { household }: Parent,
  now: Temporal.Instant,
): (CalledOff & { booking: BookingId; pupil: PupilId })[] =>
  db
    .sql<OffRow, [number]>(
      `SELECT t.booking_id AS booking, u.round_id AS round, t.teacher_id AS teacher, t.pupil_id AS pupil, t.starts_at AS starts,
          u.leaves_at AS leaves, u.undone_at AS undone
         FROM upheaval_talks t CROSS JOIN upheavals u ON u.id = t.upheaval_id AND u.kind LIKE '%cancelled'
        WHERE t.household_id = +? AND t.outcome IS NOT 'back' AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.id = t.booking_id)
        ORDER BY t.upheaval_id DESC`,
    )
    .all(household)
    .map(({ starts, leaves, undone, ...talk }) => {
      const leavesAt = Temporal.Instant.from(leaves)
      const isFinal = undone !== null || Temporal.Instant.compare(leavesAt, now) <= 0
      const startsAt = Temporal.Instant.from(starts)
      return { ...talk, startsAt, by: "school", finalAt: isFinal ? null : leavesAt }
    })
