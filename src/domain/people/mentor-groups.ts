import type { PupilId, RoundId } from "../ids.ts"
import type { Phase } from "../rounds/round.ts"
import type { PersonName } from "./people.ts"

/** A talk that a family chose, and by name who holds it. */
export type ChosenTalk = { startsAt: Temporal.Instant; teacher: string; room: string }

/** What one home of a pupil answered. `home`: whose parents, when the child has more than one home; null when there is no doubt. */
export type FamilyAnswer = {
  pupil: PupilId
  name: PersonName
  home: string | null
  invited: boolean
  talks: ChosenTalk[]
}

/** A mentor's own groups in one round, with what every family answered. */
export type MentorRound = {
  round: RoundId
  title: string
  phase: Phase
  groups: { name: string; families: FamilyAnswer[] }[]
}

/** Of how many families there is at least one talk. */
export const answered = (families: readonly FamilyAnswer[]) =>
  families.filter((each) => each.talks.length > 0).length
