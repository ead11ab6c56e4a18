import { erasePerson } from "../../src/db/privacy/erasing.ts"
import { planErasing } from "../../src/db/privacy/erasing-plan.ts"
import type { Person } from "../../src/domain/privacy/erasing.ts"
import type { World } from "./app.ts"
import { choose, deWit } from "./rounds.ts"
import { cast, today } from "./school.ts"

export const pupil = (id: number): Person => ({ kind: "pupil", id })
export const household = (id: number): Person => ({ kind: "household", id })
export const guardian = (id: number): Person => ({ kind: "guardian", id })

/** What mevrouw de Wit sees before she erases somebody. */
export const plan = ({ school, clock }: World, person: Person) =>
  planErasing(school, deWit, person, clock.now)

/** Mevrouw de Wit erases somebody, as it was seen before or as it is seen now. */
export const erase = (world: World, person: Person, seen = plan(world, person)?.fingerprint ?? "") =>
  erasePerson(world.registry, world.school, deWit, { person, seen, sure: true }, world.clock.now)

/** Sem and Lotte of De Vries, and Mila in both of her homes, have talks that are known to them. */
export function haveTalks({ school }: World): void {
  const { deVries, bakker, jansen } = cast.households
  const { sem, lotte, mila } = cast.pupils
  choose(school, { household: deVries, pupil: sem, teacher: 1, at: "2026-11-12T18:10:00Z" })
  choose(school, { household: deVries, pupil: lotte, teacher: 2, at: "2026-11-12T18:30:00Z" })
  choose(school, { household: bakker, pupil: mila, teacher: 1, at: "2026-11-12T18:40:00Z" })
  choose(school, { household: jansen, pupil: mila, teacher: 1, at: "2026-11-12T18:50:00Z" })
  school.client.run(
    `INSERT INTO messages (kind, facts, round_id, household_id, guardian_id, state, queued_at, due_at, uid)
     SELECT 'booking-confirmed', json_object('booking', id, 'pupil', pupil_id), 1, household_id, household_id, 'sent', ?1, ?1, 'm' || id
       FROM bookings`,
    [today.toString()],
  )
}
