import type { HouseholdId } from "../../domain/ids.ts"
import { openingFor } from "../../domain/rounds/opening.ts"
import type { Round } from "../../domain/rounds/round.ts"
import type { Db } from "../open.ts"
import { listOf } from "./pairs.ts"

// Plus and CROSS JOIN: SQLite then neither prepares these statements anew for every value nor looks for another order.

/** Every child of a household (?1) with each of its teachers in a round (?2). */
const placesFrom = `FROM household_pupils hp
   CROSS JOIN pupils p ON p.id = hp.pupil_id AND p.left_at IS NULL
   CROSS JOIN round_groups rg ON rg.round_id = +?2 AND (rg.group_id = p.group_id
     OR EXISTS (SELECT 1 FROM pupil_groups pg WHERE pg.pupil_id = p.id AND pg.group_id = rg.group_id))
   CROSS JOIN teacher_groups tg ON tg.group_id = rg.group_id
   CROSS JOIN round_teachers h ON h.round_id = +?2 AND h.teacher_id = tg.teacher_id
   CROSS JOIN round_teachers rt ON rt.round_id = +?2 AND rt.teacher_id = ${listOf("h")}
   CROSS JOIN teachers t ON t.id = rt.teacher_id
  WHERE hp.household_id = +?1`

/** What a teacher said beforehand about this place. */
export const markOfPlace =
  "(SELECT mark FROM marks m WHERE m.round_id = rt.round_id AND m.pupil_id = p.id AND m.teacher_id = t.id)"

/** The round as it opens for this household: sooner for who may choose before others. */
export function openedFor(db: Db, round: Round, household: HouseholdId): Round {
  if (!round.early) return round
  const facts = db
    .sql<{ children: number; wanted: number | null }, [number, number]>(
      `SELECT count(DISTINCT p.id) AS children, max(${markOfPlace} = 'wanted') AS wanted ${placesFrom}`,
    )
    .get(household, round.id)
  return openingFor(round, { children: facts?.children ?? 0, wanted: facts?.wanted === 1 })
}
