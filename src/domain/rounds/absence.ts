import type { TeacherId } from "../ids.ts"
import { overlap, type Span } from "../talks/slot.ts"
import type { RoundTeacher } from "./presence.ts"

// When teachers are not there, said while the round is planned. Kept as moments, because its times may still be cut otherwise.

export type Absence = Span & { teacher: TeacherId }

/** The absences of everybody who holds the talks of this list. */
export const absencesOn = (
  list: TeacherId,
  absences: readonly Absence[],
  teachers: readonly Pick<RoundTeacher, "teacher" | "with">[],
): Absence[] =>
  absences.filter(
    ({ teacher }) =>
      teacher === list || teachers.some((each) => each.teacher === teacher && each.with === list),
  )

/** A time is closed as soon as somebody who holds it misses any of it. */
export const isClosed = (time: Span, absences: readonly Span[]): boolean =>
  absences.some((absence) => overlap(absence, time))

/**
 * What becomes of the absences on a list when somebody says of these times whether they are closed: what touches a time that opens goes, and
 * a closed time that nothing closes after that becomes an absence of `teacher`.
 */
export function decideAbsences(
  absences: readonly Absence[],
  times: readonly (Span & { closed: boolean })[],
  teacher: TeacherId,
): { dropped: Absence[]; added: Absence[] } {
  const opening = times.filter(({ closed }) => !closed)
  const dropped = absences.filter((absence) => isClosed(absence, opening))
  const staying = absences.filter((absence) => !dropped.includes(absence))
  const added = times.filter((time) => time.closed && !isClosed(time, staying))
  return { dropped, added: added.map(({ startsAt, endsAt }) => ({ teacher, startsAt, endsAt })) }
}
