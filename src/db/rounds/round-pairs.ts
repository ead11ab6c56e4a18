import type { RoundId, TeacherId } from "../../domain/ids.ts"
import { fullName, type PersonName } from "../../domain/people/people.ts"
import type { RoundTeacher } from "../../domain/rounds/presence.ts"
import type { Db } from "../open.ts"
import { rememberGone } from "../talks/gone-talks.ts"
import { readTalks } from "../upheavals/upheaval-facts.ts"
import { taughtOnList } from "./round-pupils.ts"

// Teachers who begin to hold their talks together in a round, or stop. Families are never moved by it: the carrier's talks stand as they
// are, and who still has talks of their own cannot begin.

/** What somebody has of their own that has to go before they can be with another: chosen, held while a family looks, waited for. */
export type OwnTalks = { teacher: string; id: TeacherId; talks: number; held: number; waiting: number }

type Pairing = { teacher: TeacherId; was: TeacherId | null; is: TeacherId | null }

/** Who is with another than before: somebody, somebody else, or nobody. Who leaves the round is with nobody. */
export function pairings(before: readonly RoundTeacher[], after: readonly RoundTeacher[]): Pairing[] {
  const [was, is] = [before, after].map((all) => new Map(all.map((each) => [each.teacher, each.with])))
  return [...new Set([...before, ...after].map(({ teacher }) => teacher))]
    .map((teacher) => ({ teacher, was: was?.get(teacher) ?? null, is: is?.get(teacher) ?? null }))
    .filter((each) => each.was !== each.is)
}

/** The first of those who begin that has something of their own in this round; null when nobody has. */
export function ownTalksInTheWay(
  db: Db,
  round: RoundId,
  pairings: readonly Pairing[],
  now: Temporal.Instant,
): OwnTalks | null {
  const own = db.sql<PersonName & Omit<OwnTalks, "teacher" | "id">, [number, number, string]>(
    `SELECT first, prefix, last, (SELECT count(*) FROM bookings WHERE round_id = ?1 AND teacher_id = ?2) AS talks,
        (SELECT count(*) FROM waits WHERE round_id = ?1 AND teacher_id = ?2) AS waiting,
        (SELECT count(*) FROM holds h JOIN slots s ON s.id = h.slot_id WHERE s.round_id = ?1 AND s.teacher_id = ?2 AND h.until > ?3) AS held
       FROM teachers WHERE id = ?2`,
  )
  for (const { teacher, is } of pairings) {
    const row = is === null ? null : own.get(round, teacher, now.toString())
    if (!row || row.talks + row.held + row.waiting === 0) continue
    const { first, prefix, last, ...counts } = row
    return { teacher: fullName({ first, prefix, last }), id: teacher, ...counts }
  }
  return null
}

/**
 * What was said beforehand about a talk goes along: who begins brings wishes to see somebody, and longer talks where nothing stands yet;
 * who stops takes what was said of their own pupils. That no talk is needed is for the carrier to say. Part of a write.
 */
export function carryMarks(db: Db, round: RoundId, pairings: readonly Pairing[]): void {
  const wishes = db.sql(
    `INSERT INTO marks (round_id, teacher_id, pupil_id, mark) SELECT round_id, ?3, pupil_id, mark FROM marks
       WHERE round_id = ?1 AND teacher_id = ?2 AND mark = 'wanted'
       ON CONFLICT (round_id, pupil_id, teacher_id) DO UPDATE SET mark = 'wanted'`,
  )
  const lengths = db.sql(
    `INSERT INTO long_talks (round_id, teacher_id, pupil_id, takes) SELECT round_id, ?3, pupil_id, takes FROM long_talks l
       WHERE round_id = ?1 AND teacher_id = ?2
         AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.round_id = ?1 AND b.teacher_id = ?3 AND b.pupil_id = l.pupil_id)
         AND NOT EXISTS (SELECT 1 FROM holds h JOIN slots s ON s.id = h.slot_id WHERE h.round_id = ?1 AND h.pupil_id = l.pupil_id AND s.teacher_id = ?3)
       ON CONFLICT DO NOTHING`,
  )
  const own = (table: "marks" | "long_talks", said: "mark" | "takes") =>
    db.sql(
      `INSERT INTO ${table} (round_id, teacher_id, pupil_id, ${said}) SELECT m.round_id, ?3, m.pupil_id, m.${said} FROM ${table} m
         JOIN pupils p ON p.id = m.pupil_id AND ${taughtOnList("?1", "?3")} WHERE m.round_id = ?1 AND m.teacher_id = ?2
         ON CONFLICT (round_id, pupil_id, teacher_id) DO UPDATE SET ${said} = excluded.${said}`,
    )
  for (const { teacher, was, is } of pairings) {
    if (is === null && was !== null)
      for (const said of [own("marks", "mark"), own("long_talks", "takes")]) said.run(round, was, teacher)
    if (is === null) continue
    wishes.run(round, teacher, is)
    lengths.run(round, teacher, is)
  }
}

/** What somebody holds no more is struck out, once, in the calendar that follows their feed. Part of a write. */
export function strikeOut(db: Db, round: RoundId, pairings: readonly Pairing[], now: Temporal.Instant): void {
  for (const { teacher, was } of pairings) {
    if (was === null) continue
    for (const talk of readTalks(db, "b.round_id = ?1 AND b.teacher_id = ?2", [round, was]))
      rememberGone(db, { ...talk, teacher, household: null, sequence: talk.sequence + 1 }, now)
  }
}
