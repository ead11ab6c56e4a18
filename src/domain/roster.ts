import type { PersonName } from "./people.ts"
import type { SignInFactor } from "./school.ts"

/** A school's people at one moment, as a file says it. What is only good for finding a home or a door is hashed already. */
export type Roster = {
  /** What the file says about itself. */
  source: {
    kind: "edexml" | "csv"
    version: string | null
    schoolYear: string | null
    brin: string | null
    madeOn: string | null
  }
  /** Which factor the hashes are of. */
  factor: SignInFactor
  locations: RosterLocation[]
  groups: RosterGroup[]
  pupils: RosterPupil[]
  teachers: RosterTeacher[]
}

export type RosterLocation = { key: string; name: string }

/** `key` is the first of `keys`; a combination class that came in parts has several. */
export type RosterGroup = {
  key: string
  keys: string[]
  name: string
  yearGroups: string[]
  kind: "home" | "combined"
  location: string | null
}

export type RosterPupil = {
  /** Null when the file has none, or one that is only good inside the file. */
  key: string | null
  name: PersonName
  yearGroup: string
  /** Keys of groups in this roster. */
  group: string | null
  combined: string[]
  location: string | null
  factorHash: string | null
  postcodeHash: string | null
  addressHash: string | null
  /** Keyed hash of the family code that the school's administration gave, when it did. */
  familyHash: string | null
  protectedAddress: boolean
  guardians: RosterGuardian[]
}

/** `home`: which of the pupil's homes this guardian belongs to; 1 unless the file shows another address or family. */
export type RosterGuardian = {
  prefix: string
  last: string
  email: string | null
  phone: string | null
  home: 1 | 2
  /** Keyed hash of this guardian's own address, when the file has one. */
  addressHash: string | null
}

export type RosterTeacher = {
  key: string | null
  name: PersonName
  initials: string
  email: string | null
  roles: string[]
  groups: string[]
}

/** How a reader hides what must not be kept: a keyed hash per purpose. */
export type Hide = (purpose: "factor" | "postcode" | "address" | "family", text: string) => string

/**
 * What a reader or the comparison has to say, as a code of the list in docs/import.md. F: the file is refused; E: a row is not
 * read; W: read, with a remark. Never holds a value of the file; `names` only where a person must check spelling (W02).
 */
export type RosterProblem = {
  code: `${"F" | "E" | "W"}${number}`
  line?: number
  column?: string
  count?: number
  names?: string[]
  /** A word that tells variants of one code apart. */
  variant?: string
}

/** A file that was read, with remarks, or refused. `dropped`: what was in the file and is not ours to keep, by kind. */
export type ReadRoster =
  | { ok: true; roster: Roster; problems: RosterProblem[]; dropped: Record<string, number> }
  | { ok: false; problems: RosterProblem[] }
