import { actorOf, isOffice, type Staff } from "../domain/access.ts"
import type { HouseholdId, PupilId, RoundId, TeacherId } from "../domain/ids.ts"
import { changedMarks, type Mark, type MarkedPupil, type MarkWish } from "../domain/mark.ts"
import { fullName, type PersonName, sortName } from "../domain/people.ts"
import { accept, type Result, refuse } from "../domain/result.ts"
import { phase, type Round } from "../domain/round.ts"
import { raiseVersion } from "./household-codes.ts"
import { note } from "./logbook.ts"
import { type Db, write } from "./open.ts"
import { taughtInRound } from "./round-pupils.ts"
import { findRound } from "./round-setup.ts"

// Whom a teacher wishes to see, and with whom no talk is needed: said by the teacher, or by the office for them.

export type Marking = { round: Round; teacher: string; times: number; pupils: MarkedPupil[] }

const mayMark = (staff: Staff, teacher: TeacherId) => staff.teacher === teacher || isOffice(staff)

/** The pupils of a teacher in a round with their marks, by group and surname. Null when it is not theirs to see. */
export function marksOf(db: Db, staff: Staff, id: RoundId, teacher: TeacherId): Marking | null {
  const round = findRound(db, id)
  if (!round || !mayMark(staff, teacher)) return null
  const row = db
    .sql<PersonName & { times: number }, [number, number]>(
      `SELECT t.first, t.prefix, t.last,
          (SELECT count(*) FROM slots s WHERE s.round_id = rt.round_id AND s.teacher_id = t.id AND s.blocked = 0) AS times
         FROM round_teachers rt JOIN teachers t ON t.id = rt.teacher_id WHERE rt.round_id = ? AND t.id = ?`,
    )
    .get(id, teacher)
  return row && { round, teacher: fullName(row), times: row.times, pupils: pupilsOf(db, id, teacher) }
}

type PupilRow = PersonName & { pupil: PupilId; group: string | null; mark: Mark | null; talked: number }

const pupilsOf = (db: Db, round: RoundId, teacher: TeacherId): MarkedPupil[] =>
  db
    .sql<PupilRow, [number, number]>(
      `SELECT p.id AS pupil, p.first, p.prefix, p.last, g.name AS "group", m.mark,
          EXISTS (SELECT 1 FROM bookings b WHERE b.pupil_id = p.id AND b.round_id = ?1 AND b.teacher_id = ?2) AS talked
         FROM pupils p LEFT JOIN groups g ON g.id = p.group_id
         LEFT JOIN marks m ON m.round_id = ?1 AND m.teacher_id = ?2 AND m.pupil_id = p.id
        WHERE p.left_at IS NULL AND ${taughtInRound("?1", "?2")}
        ORDER BY g.name, p.last, p.first, p.id`,
    )
    .all(round, teacher)
    .map(({ first, prefix, last, group, talked, ...row }) => ({
      ...row,
      name: sortName({ first, prefix, last }),
      group: group ?? "",
      talked: talked === 1,
    }))

/**
 * Keeps what changed of these marks; parents read them on their page at once. Gives how many changed. Null when it is not theirs to
 * say.
 */
export function setMarks(
  db: Db,
  staff: Staff,
  wish: { round: RoundId; teacher: TeacherId; marks: readonly MarkWish[] },
  now: Temporal.Instant,
): Promise<Result<number, { kind: "over" }> | null> {
  return write(db, (tx) => {
    const { round, teacher } = wish
    const seen = marksOf(db, staff, round, teacher)
    if (!seen) return null
    if (phase(seen.round, now) === "past") return refuse({ kind: "over" })
    const theirs = new Set(seen.pupils.map(({ pupil }) => pupil))
    const changed = changedMarks(wish.marks).filter(({ pupil }) => theirs.has(pupil))
    for (const { pupil, mark } of changed) {
      if (mark === null)
        db.sql("DELETE FROM marks WHERE round_id = ? AND pupil_id = ? AND teacher_id = ?").run(
          round,
          pupil,
          teacher,
        )
      else
        db.sql(
          `INSERT INTO marks (round_id, pupil_id, teacher_id, mark) VALUES (?, ?, ?, ?)
             ON CONFLICT (round_id, pupil_id, teacher_id) DO UPDATE SET mark = excluded.mark`,
        ).run(round, pupil, teacher, mark)
      for (const { home } of homesOf(db, pupil)) raiseVersion(db, home)
    }
    if (changed.length > 0)
      note(tx, actorOf(staff), "marks-set", { round, teacher, marks: changed.length }, now)
    return accept(changed.length)
  })
}

const homesOf = (db: Db, pupil: PupilId) =>
  db
    .sql<{ home: HouseholdId }, [number]>(
      "SELECT household_id AS home FROM household_pupils WHERE pupil_id = ?",
    )
    .all(pupil)
