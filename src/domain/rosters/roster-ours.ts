import type { GroupId, LocationId, PupilId, TeacherId } from "../ids.ts"
import type { ByHand } from "../people/by-hand.ts"
import type { PersonName } from "../people/people.ts"

/** The school's people as they are kept, with who left before: the side that a file is laid beside. */
export type OurRoster = {
  locations: OurLocation[]
  groups: OurGroup[]
  pupils: OurPupil[]
  teachers: OurTeacher[]
}

export type OurLocation = { id: LocationId; key: string; name: string }

export type OurGroup = {
  id: GroupId
  name: string
  keys: string[]
  yearGroups: string[]
  kind: "home" | "combined"
  location: LocationId | null
  left: boolean
}

/** `talks`: how many talks of this pupil are still to come. */
export type OurPupil = {
  id: PupilId
  key: string | null
  name: PersonName
  group: GroupId | null
  yearGroup: string
  combined: GroupId[]
  location: LocationId | null
  factorHash: string | null
  postcodeHash: string | null
  addressHash: string | null
  protectedAddress: boolean
  left: boolean
  talks: number
  /** What staff wrote over the file. */
  byHand: readonly ByHand[]
}

/** `host`: holds talks. `talks`: how many are still to come. */
export type OurTeacher = {
  id: TeacherId
  key: string | null
  name: PersonName
  initials: string
  email: string | null
  roles: string[]
  host: boolean
  groups: GroupId[]
  left: boolean
  talks: number
}
