import type { HouseholdId, PupilId, TeacherId } from "./ids.ts"

/** What is expected of a teacher in a round: pupils, talks, and talks that homes have yet to choose. */
export type Demand = { pupils: number; talks: number; waiting: number }

/** A pupil of a round: its teachers, and for each home of it (null while it has none) with whom that home has a talk. */
export type PupilInRound = {
  pupil: PupilId
  teachers: ReadonlySet<TeacherId>
  homes: readonly { home: HouseholdId | null; talks: ReadonlySet<TeacherId> }[]
}

/**
 * Pupils and expected talks by teacher, once for each home of a child; `most`: talks that a child can have. A pupil with more teachers
 * than talks is thought to divide them evenly; so are the talks that a home has yet to choose.
 */
export function demandOf(pupils: Iterable<PupilInRound>, most: number): Map<TeacherId, Demand> {
  const demand = new Map<TeacherId, Demand>()
  for (const { teachers, homes } of pupils)
    for (const teacher of teachers) {
      const of = demand.get(teacher) ?? { pupils: 0, talks: 0, waiting: 0 }
      demand.set(teacher, of)
      of.pupils++
      for (const { talks } of homes) {
        of.talks += Math.min(1, most / teachers.size)
        if (!talks.has(teacher)) of.waiting += stillToCome(teachers.size, talks.size, most)
      }
    }
  for (const of of demand.values()) Object.assign(of, { talks: whole(of.talks), waiting: whole(of.waiting) })
  return demand
}

/** The share of a teacher in the talks that a home can still choose. */
const stillToCome = (teachers: number, talked: number, most: number) =>
  Math.max(0, Math.min(1, (Math.min(most, teachers) - talked) / Math.max(1, teachers - talked)))

const whole = (count: number) => Math.ceil(count - 1e-6)
