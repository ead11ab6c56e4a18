import type { RoundId, TeacherId } from "../../domain/ids.ts"
import type { Absence } from "../../domain/rounds/absence.ts"
import type { Db } from "../open.ts"

// When teachers are not there, as long as no times of theirs are cut then: from that moment on the times themselves are closed.

/** What teachers said of a round. */
export const absencesOf = (db: Db, round: RoundId): Absence[] =>
  db
    .sql<{ teacher: TeacherId; starts: string; ends: string }, [number]>(
      "SELECT teacher_id AS teacher, starts_at AS starts, ends_at AS ends FROM absences WHERE round_id = ? ORDER BY teacher_id, starts_at",
    )
    .all(round)
    .map(({ teacher, starts, ends }) => ({
      teacher,
      startsAt: Temporal.Instant.from(starts),
      endsAt: Temporal.Instant.from(ends),
    }))

/** Forgets some absences and keeps others. Part of a write. */
export function changeAbsences(
  db: Db,
  round: RoundId,
  { dropped, added = [] }: { dropped: readonly Absence[]; added?: readonly Absence[] },
): void {
  const drop = db.sql("DELETE FROM absences WHERE round_id = ? AND teacher_id = ? AND starts_at = ?")
  const add = db.sql("INSERT INTO absences (round_id, teacher_id, starts_at, ends_at) VALUES (?, ?, ?, ?)")
  for (const { teacher, startsAt } of dropped) drop.run(round, teacher, startsAt.toString())
  for (const { teacher, startsAt, endsAt } of added)
    add.run(round, teacher, startsAt.toString(), endsAt.toString())
}
