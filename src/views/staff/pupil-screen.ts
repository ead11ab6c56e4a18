import type { ByHand } from "../../domain/by-hand.ts"
import type { HouseholdLine } from "../../domain/household-lines.ts"
import type { GroupId, PupilId } from "../../domain/ids.ts"
import type { PersonName } from "../../domain/people.ts"

/** A pupil as the page shows one. Of what is hashed only that it is known. */
export type Pupil = {
  id: PupilId
  version: number
  name: PersonName
  group: GroupId | null
  groupName: string | null
  factorKnown: boolean
  homeKnown: boolean
  secret: boolean
  leftAt: Temporal.Instant | null
  byHand: readonly ByHand[]
  talks: number
  households: readonly HouseholdLine[]
}
