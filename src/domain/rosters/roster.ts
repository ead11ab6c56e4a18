import type { PersonName } from "../people/people.ts"
import type { SignInFactor } from "../school/school.ts"

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
  /**
   * Set when the file only lists guardians by pupil key: such pupils have empty names and no group, which means "not said", and
   * who is not listed has not left.
   */
  about?: "guardians"
  locations: RosterLocation[]
  groups: RosterGroup[]
  pupils: RosterPupil[]
  teachers: RosterTeacher[]
}

export type RosterLocation = { key: string; name: string }

/**
 * `key` is the first of `keys`; a combination class that came in parts has several. A key that begins with "#" is only good
 * inside this roster (a CSV has no keys for groups): recognise such a group by its name. The same holds for locations.
 */
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
  /** Code as EdeXML knows it; "" when the file does not say. */
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

/** Every code with the words that tell its variants apart; docs/import.md says when each is given. */
export const rosterCodes = {
  F01: ["empty", "too-large"],
  F02: ["excel", "pdf", "html", "zip", "unknown"],
  F03: ["doctype", "too-many-references", "long-tag"],
  F04: [],
  F05: [],
  F06: ["all-left-out"],
  F07: [],
  F08: ["pupils", "rows", "columns"],
  F09: [],
  F10: ["no-heading", "no-name"],
  F11: [],
  E01: ["no-key", "no-name", "misaligned", "teacher"],
  E02: ["pupil", "teacher", "group"],
  E03: ["pupil", "teacher"],
  E04: [],
  E05: [],
  W01: ["other-year", "old"],
  W02: ["guessed", "declared-otherwise", "double-encoded"],
  W03: ["ampersands", "control-characters", "line-ends", "quotes", "repeated-element", "root-name"],
  W04: [],
  W05: [],
  W06: [],
  W07: [
    "no-teachers",
    "group-without-teacher",
    "teacher-without-group",
    "teacher-without-email",
    "teacher-many-groups",
  ],
  W08: ["no-group", "no-postcode", "no-guardian-email", "no-factor", "no-authority", "third-home"],
  W09: ["former", "future"],
  W10: ["same-person", "same-name", "same-key", "two-groups"],
  W11: ["class", "number", "number-exponent", "phone"],
  W12: ["temporary-keys", "renumbered", "unknown"],
  W13: ["duplicate-headings", "unknown-columns"],
  W14: [],
} as const satisfies Record<string, readonly string[]>

export type RosterCode = keyof typeof rosterCodes

/** What may be in a file and is not ours to keep: the keys of `dropped`, and the variants of W04. */
const droppedKinds = [
  "bsn",
  "bsn-last-four",
  "education-number",
  "national-number",
  "ethnicity",
  "country",
  "weight",
  "sex",
  "home-language",
  "medical",
  "bank-account",
  "password",
  "photo",
  "username",
  "eck-id",
  "pupil-email",
  "extension",
] as const

export type DroppedKind = (typeof droppedKinds)[number]

/**
 * What a reader or the comparison has to say. F: the file is refused; E: a row, or one field of it, is not read; W: read, with
 * a remark. Never holds a value of the file; `names` only where a person must check spelling (W02). `line`: of the element, or
 * the row as Excel counts. `column`: the element, or the column's letter. A count without a line: so many times (more).
 */
export type RosterProblem = {
  code: RosterCode
  line?: number
  column?: string
  count?: number
  names?: string[]
  /** A word that tells variants of one code apart; for W04 a kind of what was dropped. */
  variant?: string
}
