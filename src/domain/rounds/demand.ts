import type { TeacherId } from "../ids.ts"
import { type PupilInRound, saidNothing, talksToCome } from "./answers.ts"

/** What is expected of a teacher in a round: pupils, talks, talks that homes have yet to choose, and how many times those take. */
export type Demand = { pupils: number; talks: number; waiting: number; needs: number }

/**
 * Pupils and expected talks by teacher, once for each home of a child; `most`: talks that a child can have. A pupil with more teachers
 * than talks is thought to divide them evenly; so are the talks that a home has yet to choose.
 */
export function demandOf(pupils: Iterable<PupilInRound>, most: number): Map<TeacherId, Demand> {
  const demand = new Map<TeacherId, Demand>()
  for (const pupil of pupils) {
    const { teachers } = pupil
    const homes = expectedHomes(pupil, most)
    for (const teacher of teachers) {
      const of = demand.get(teacher) ?? { pupils: 0, talks: 0, waiting: 0, needs: 0 }
      demand.set(teacher, of)
      of.pupils++
      for (const { talks, share } of homes) {
        of.talks += Math.min(1, most / teachers.size)
        if (talks.has(teacher)) continue
        of.waiting += share
        of.needs += share * (pupil.takes?.get(teacher) ?? 1)
      }
    }
  }
  for (const of of demand.values())
    Object.assign(of, { talks: whole(of.talks), waiting: whole(of.waiting), needs: whole(of.needs) })
  return demand
}

/** The homes that come or may come, each with the share of every teacher it has no talk with in what it can still choose. */
function expectedHomes(pupil: PupilInRound, most: number) {
  const { teachers } = pupil
  const homes = pupil.homes.length > 0 ? pupil.homes : [saidNothing]
  return homes
    .filter((home) => home.talks.size > 0 || talksToCome(pupil, home, most) > 0)
    .map((home) => {
      const left = Math.max(1, teachers.size - home.talks.size)
      return { talks: home.talks, share: Math.min(1, talksToCome(pupil, home, most) / left) }
    })
}

const whole = (count: number) => Math.max(0, Math.ceil(count - 1e-6))
