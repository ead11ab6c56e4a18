import { expect } from "bun:test"
import { setTeachers, teachersToSet } from "../../src/db/rounds/round-teachers.ts"
import type { Parent, Staff } from "../../src/domain/access/access.ts"
import type { RoundId, StaffId, TeacherId } from "../../src/domain/ids.ts"
import type { World } from "./app.ts"
import { deWit, rowsIn } from "./rounds.ts"
import { cast, slotOf, today } from "./school.ts"
import { choosing } from "./talks.ts"

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

const { noor, tim } = cast.teachers

/** Somebody of the staff who is this teacher. */
export const staffOf = (teacher: number, staff: number): Staff => ({
  role: "teacher",
  staff: staff as StaffId,
  name: "",
  teacher: teacher as TeacherId,
  fresh: true,
})
export const ofTim = staffOf(tim, cast.staff.tim)

/** Juf Noor and meester Tim in the world of this moment. */
export function pair(world: () => World) {
  /** Meester Tim holds the talks with juf Noor, whose list it is. */
  const together = async () =>
    expect(await holdTogether(world(), tim, noor)).toEqual({ ok: true, value: true })
  /** How many times a teacher has in the round. */
  const slotsOf = (teacher: number, where = "1") =>
    rowsIn(world().school, "slots", `round_id = 1 AND teacher_id = ${teacher} AND ${where}`)
  /** A family chooses one of the twelve times of a teacher. */
  const book = (who: Parent, pupil: number, at: number, teacher: "noor" | "tim" = "noor") =>
    choosing(world).book(who, pupil, slotOf(teacher, at))
  return { together, slotsOf, book }
}
