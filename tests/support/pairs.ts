import { setTeachers, teachersToSet } from "../../src/db/rounds/round-teachers.ts"
import type { RoundId, TeacherId } from "../../src/domain/ids.ts"
import type { World } from "./app.ts"
import { deWit } from "./rounds.ts"
import { cast, today } from "./school.ts"

/** Mevrouw de Wit says with whom a teacher holds the talks of a round; null: alone. */
export function holdTogether(
  world: World,
  teacher: number,
  other: number | null,
  { round = cast.round as number, now = today } = {},
) {
  const setting = teachersToSet(world.school, deWit, round as RoundId)
  const written = setting?.teachers.find(({ id }) => id === teacher)?.written
  const teachers = written ? [{ ...written, with: other as TeacherId | null }] : []
  return setTeachers(
    world.school,
    deWit,
    { round: round as RoundId, seen: setting?.seen ?? "", teachers },
    now,
  )
}
