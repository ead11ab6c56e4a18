import { actorOf, isOffice, type Staff } from "../../domain/access/access.ts"
import { readInstant } from "../../domain/clock.ts"
import type { HouseholdId, PupilId, RoundId, TeacherId } from "../../domain/ids.ts"
import { type PersonName, sortName } from "../../domain/people/people.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { phase, type Round } from "../../domain/rounds/round.ts"
import {
  changedLengths,
  changedMarks,
  type Mark,
  type MarkedPupil,
  type MarkWish,
} from "../../domain/talks/mark.ts"
import { raiseVersion } from "../households/household-codes.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { taughtOnList } from "../rounds/round-pupils.ts"
import { findRound } from "../rounds/round-setup.ts"
import { setLength } from "./long-talks.ts"
import { alongText, holders, listHeld, nameOfHolders } from "./pairs.ts"

// Whom a teacher wishes to see, with whom no talk is needed, and which talks take longer: said by the teacher, or by the office for them.
// Who holds talks together says it once for all of them.

/** `list`: on whose list the talks are; `teacher`: by name who holds them. */
export type Marking = {
  round: Round
  list: TeacherId
  teacher: string
  times: number
  pupils: MarkedPupil[]
}

const mayMark = (staff: Staff, teacher: TeacherId) => staff.teacher === teacher || isOffice(staff)

/** The pupils of a teacher in a round with their marks, by group and surname. Null when it is not theirs to see. */
export function marksOf(db: Db, staff: Staff, id: RoundId, teacher: TeacherId): Marking | null {
  const round = findRound(db, id)
  if (!round || !mayMark(staff, teacher)) return null
  const list = listHeld(db, id, teacher)?.list ?? teacher
  const row = db
    .sql<PersonName & { along: string; times: number }, [number, number]>(
      // A longer talk took slots along.
      `SELECT t.first, t.prefix, t.last, ${alongText("t.id", "rt.round_id")} AS along,
          (SELECT count(*) FROM slots s WHERE s.round_id = rt.round_id AND s.teacher_id = t.id AND s.blocked = 0)
            + (SELECT count(*) FROM joined_slots j JOIN slots s ON s.id = j.slot_id
                WHERE s.round_id = rt.round_id AND s.teacher_id = t.id AND j.id <> j.slot_id) AS times
         FROM round_teachers rt JOIN teachers t ON t.id = rt.teacher_id WHERE rt.round_id = ? AND t.id = ?`,
    )
    .get(id, list)
  return row && { round, list, teacher: nameOfHolders(row), times: row.times, pupils: pupilsOf(db, id, list) }
}

type PupilRow = PersonName & {
  pupil: PupilId
  group: string | null
  mark: Mark | null
  takes: number | null
  talkAt: string | null
}

const pupilsOf = (db: Db, round: RoundId, teacher: TeacherId): MarkedPupil[] =>
  db
    .sql<PupilRow, [number, number]>(
      `SELECT p.id AS pupil, p.first, p.prefix, p.last, g.name AS "group", m.mark, l.takes,
          (SELECT min(b.starts_at) FROM bookings b WHERE b.pupil_id = p.id AND b.round_id = ?1 AND b.teacher_id IN ${holders("?2", "?1")}) AS talkAt
         FROM pupils p LEFT JOIN groups g ON g.id = p.group_id
         LEFT JOIN marks m ON m.round_id = ?1 AND m.teacher_id = ?2 AND m.pupil_id = p.id
         LEFT JOIN long_talks l ON l.round_id = ?1 AND l.teacher_id = ?2 AND l.pupil_id = p.id
        WHERE p.left_at IS NULL AND ${taughtOnList("?1", "?2")}
        ORDER BY g.name, p.last, p.first, p.id`,
    )
    .all(round, teacher)
    .map(({ first, prefix, last, group, takes, talkAt, ...row }) => ({
      ...row,
      name: sortName({ first, prefix, last }),
      group: group ?? "",
      takes: takes ?? 1,
      talkAt: readInstant(talkAt),
    }))

/** What was kept, and of whom the talk stays as long as it is: it stands, and the time behind it is not free. */
export type Marked = { changed: number; stuck: PupilId[] }

/**
 * Keeps what changed of these marks and lengths; parents read them on their page at once, and a talk that stands becomes as long as it
 * should be where there is room. Null when it is not theirs to say.
 */
export function setMarks(
  db: Db,
  staff: Staff,
  wish: { round: RoundId; teacher: TeacherId; marks: readonly MarkWish[] },
  now: Temporal.Instant,
): Promise<Result<Marked, { kind: "over" }> | null> {
  return write(db, (tx): Result<Marked, { kind: "over" }> | null => {
    const { round: id } = wish
    const seen = marksOf(db, staff, id, wish.teacher)
    if (!seen) return null
    const teacher = seen.list
    if (phase(seen.round, now) === "past") return refuse({ kind: "over" })
    const theirs = new Set(seen.pupils.map(({ pupil }) => pupil))
    const wishes = wish.marks.filter(({ pupil }) => theirs.has(pupil))
    const marked = changedMarks(wishes)
    for (const { pupil, mark } of marked) saveMark(db, { round: id, teacher, pupil }, mark)
    const change = { actor: actorOf(staff), now, bySchool: true }
    const lengths = changedLengths(wishes)
    const stuck = lengths
      .filter(({ pupil, takes }) => !setLength(db, tx, change, seen.round, { teacher, pupil, takes }))
      .map(({ pupil }) => pupil)
    const changed = new Set([...marked, ...lengths].map(({ pupil }) => pupil)).size - stuck.length
    for (const { pupil } of [...marked, ...lengths])
      for (const { home } of homesOf(db, pupil)) raiseVersion(db, home)
    if (changed > 0) note(tx, change.actor, "marks-set", { round: id, teacher, marks: changed }, now)
    return accept({ changed, stuck })
  })
}

function saveMark(
  db: Db,
  { round, teacher, pupil }: { round: RoundId; teacher: TeacherId; pupil: PupilId },
  mark: Mark | null,
): void {
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
}

const homesOf = (db: Db, pupil: PupilId) =>
  db
    .sql<{ home: HouseholdId }, [number]>(
      "SELECT household_id AS home FROM household_pupils WHERE pupil_id = ?",
    )
    .all(pupil)
