import { evenFactor } from "../access/sign-in.ts"
import { evenHouse, evenPostcode, homeText } from "../households/address.ts"
import type { HouseholdLine } from "../households/household-lines.ts"
import type { GroupId, PupilId } from "../ids.ts"
import type { ChangedMeanwhile } from "../meanwhile.ts"
import { accept, type Result, refuse } from "../result.ts"
import type { SignInFactor } from "../school/school.ts"
import type { ByHand } from "./by-hand.ts"
import type { PersonName } from "./people.ts"

// What staff may write about a pupil by hand.

/** Why a wish about a pupil was not granted. */
export type PupilRefusal =
  | { kind: "name-missing" }
  | { kind: "factor-invalid" }
  | { kind: "postcode-invalid" }
  | { kind: "house-invalid" }
  | { kind: "group-unknown" }
  | { kind: "seat-taken" }
  | { kind: "last-seat" }
  | { kind: "talks-there" }
  | { kind: "secret-address" }
  | ChangedMeanwhile

/** A pupil as staff write one. Factor and postcode are never shown again: empty means "as it is". */
export type WrittenPupil = PersonName & {
  group: GroupId | null
  factor: string
  postcode: string
  house: string
}

/** What of it is kept: texts still to be hashed, null where nothing was written. */
export type ReadPupil = PersonName & {
  group: GroupId | null
  factor: string | null
  home: { postcode: string; address: string | null } | null
}

/** A pupil with a name, and a factor and postcode that parents' and files' spellings agree with. */
export function readPupil(written: WrittenPupil, factor: SignInFactor): Result<ReadPupil, PupilRefusal> {
  const { first, prefix, last, group } = written
  if (first === "" || last === "") return refuse({ kind: "name-missing" })
  const even = written.factor === "" || factor === "none" ? null : evenFactor(factor, written.factor)
  if (even === null && written.factor !== "" && factor !== "none") return refuse({ kind: "factor-invalid" })
  const home = readHome(written)
  if (!home.ok) return home
  return accept({ first, prefix, last, group, factor: even, home: home.value })
}

function readHome({ postcode, house }: WrittenPupil): Result<ReadPupil["home"], PupilRefusal> {
  if (postcode === "") return house === "" ? accept(null) : refuse({ kind: "postcode-invalid" })
  const even = evenPostcode(postcode)
  if (even === null || !/^\d{4}[A-Z]{2}$|^\d{4,5}$/.test(even)) return refuse({ kind: "postcode-invalid" })
  const read = evenHouse(house)
  if (house !== "" && read.number === "") return refuse({ kind: "house-invalid" })
  return accept({ postcode: even, address: house === "" ? null : homeText(even, read) })
}

/** A pupil as staff look at one: what is kept, and of what is hashed only that it is there. */
export type PupilSheet = {
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
  /** Talks that are still to come. */
  talks: number
  households: readonly HouseholdLine[]
}
