import type { HouseholdId, RoundId } from "../../domain/ids.ts"
import type { Round } from "../../domain/rounds/round.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import type { Db } from "../open.ts"
import { isOfHome } from "../talks/booking-facts.ts"
import { openedFor } from "../talks/openings.ts"
import { teaches } from "../talks/pairs.ts"

// A family whose talk the school changed may choose again, also when booking has closed.

/** Until when this household has a second chance in this round; null when it has none. */
export const chanceOf = (db: Db, round: RoundId, household: HouseholdId): Temporal.Instant | null => {
  const row = db
    .sql<{ until: string }, [number, number]>(
      "SELECT until FROM second_chances WHERE round_id = +? AND household_id = +?",
    )
    .get(round, household)
  return row ? Temporal.Instant.from(row.until) : null
}

/**
 * The round as it is for this household: who may choose before others begins sooner, and who has a second chance chooses and changes
 * for longer.
 */
export function roundFor(db: Db, found: Round, household: HouseholdId): Round {
  const round = openedFor(db, found, household)
  const until = chanceOf(db, round.id, household)
  if (!until) return round
  // Never past the last talk: of a round that is over nothing is to choose.
  const isOver = round.endsAt !== null && Temporal.Instant.compare(round.endsAt, until) < 0
  const last = isOver && round.endsAt ? round.endsAt : until
  const orLater = (at: Temporal.Instant) => (Temporal.Instant.compare(at, last) < 0 ? last : at)
  return { ...round, closesAt: orLater(round.closesAt), changeUntil: orLater(round.changeUntil) }
}

/** Gives a second chance until this moment, or for as long as the household had one. Part of a write. */
export const giveChance = (db: Db, round: RoundId, household: HouseholdId, until: Temporal.Instant) =>
  db
    .sql(
      `INSERT INTO second_chances (round_id, household_id, until) VALUES (?, ?, ?)
         ON CONFLICT (round_id, household_id) DO UPDATE SET until = max(until, excluded.until)`,
    )
    .run(round, household, until.toString())

/** Takes a second chance back to what it was. Part of a write. */
export function resetChance(
  db: Db,
  round: RoundId,
  household: HouseholdId,
  was: Temporal.Instant | null,
): void {
  db.sql("DELETE FROM second_chances WHERE round_id = ? AND household_id = ?").run(round, household)
  if (was) giveChance(db, round, household, was)
}

/**
 * When the last time begins that this household can choose instead of a talk that is off: free, held for nobody else, with this teacher
 * or another one of the child. Null when there is nothing to choose, or it has a talk again.
 */
export function lastChoice(
  db: Db,
  { round, household, pupil, teacher }: Pick<Booking, "round" | "household" | "pupil" | "teacher">,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const row = db
    .sql<{ starts: string | null }, [number, number, string, number, number]>(
      `SELECT max(s.starts_at) AS starts FROM slots s
        WHERE s.round_id = ?1 AND s.starts_at > ?3 AND s.blocked = 0 AND NOT EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id)
          AND NOT EXISTS (SELECT 1 FROM holds WHERE slot_id = s.id AND household_id <> ?4 AND until > ?3)
          AND NOT EXISTS (SELECT 1 FROM bookings
            WHERE round_id = ?1 AND household_id = ?4 AND pupil_id = ?2 AND teacher_id IN (?5, s.teacher_id))
          AND ${isOfHome("?4", "?2")} AND ${teaches("s.teacher_id", "?1", "?2")}`,
    )
    .get(round, pupil, now.toString(), household, teacher)
  return row?.starts ? Temporal.Instant.from(row.starts) : null
}
