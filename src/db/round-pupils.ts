import type { PupilInRound } from "../domain/demand.ts"
import type { HouseholdId, PupilId, RoundId, TeacherId } from "../domain/ids.ts"
import type { Db } from "./open.ts"

// Whom a round is about, gathered in three plain questions: in one, SQLite would sort every pair of pupil and teacher.

/** Every pupil with a teacher in this round who may need a talk, with its homes that do and their talks. */
export function pupilsInRound(db: Db, round: RoundId): PupilInRound[] {
  const homes = gather(rows<PupilId, HouseholdId>(db, "SELECT pupil_id, household_id FROM household_pupils"))
  const talks = gather(
    rows<string, TeacherId>(
      db,
      "SELECT household_id || '/' || pupil_id, teacher_id FROM bookings WHERE round_id = ?",
      round,
    ),
  )
  const none = new Set<TeacherId>()
  const declined = new Set(
    rows<string, number>(
      db,
      "SELECT household_id || '/' || pupil_id, 1 FROM declines WHERE round_id = ?",
      round,
    ).map(([who]) => who),
  )
  return [...gather(rows<PupilId, TeacherId>(db, teachersText, round, round))].map(([pupil, teachers]) => ({
    pupil,
    teachers,
    homes: [...(homes.get(pupil) ?? [null])]
      .filter((home) => !declined.has(`${home}/${pupil}`))
      .map((home) => ({
        home,
        talks: talks.get(`${home}/${pupil}`) ?? none,
      })),
  }))
}

const teachersText = `WITH wanted AS MATERIALIZED (
    SELECT rg.group_id, rt.teacher_id FROM round_groups rg JOIN teacher_groups tg ON tg.group_id = rg.group_id
      JOIN round_teachers rt ON rt.round_id = rg.round_id AND rt.teacher_id = tg.teacher_id WHERE rg.round_id = ?)
  SELECT g.pupil_id, w.teacher_id
    FROM (SELECT id AS pupil_id, group_id FROM pupils WHERE left_at IS NULL
          UNION ALL SELECT l.pupil_id, l.group_id FROM pupil_groups l JOIN pupils p ON p.id = l.pupil_id AND p.left_at IS NULL) g
    CROSS JOIN wanted w ON w.group_id = g.group_id
   WHERE NOT EXISTS (SELECT 1 FROM marks m WHERE m.round_id = ? AND m.pupil_id = g.pupil_id AND m.teacher_id = w.teacher_id
     AND m.mark = 'not-needed')`

const rows = <Owner, One>(db: Db, text: string, ...bound: number[]) =>
  db.sql<never, number[]>(text).values(...bound) as [Owner, One][]

function gather<Owner, One>(pairs: readonly [Owner, One][]): Map<Owner, Set<One>> {
  const gathered = new Map<Owner, Set<One>>()
  for (const [owner, one] of pairs) {
    const known = gathered.get(owner)
    if (known) known.add(one)
    else gathered.set(owner, new Set([one]))
  }
  return gathered
}
