/** What a column of a school's list can mean. */

/** Facts of the pupil, and of the row as a whole. */
export const rowMeanings = [
  "ignore",
  "pupil.key",
  "pupil.first",
  "pupil.prefix",
  "pupil.last",
  "pupil.full",
  "pupil.officialFirst",
  "pupil.initials",
  "pupil.birth",
  "pupil.class",
  "pupil.year",
  "pupil.location",
  "pupil.starts",
  "pupil.leaves",
  "pupil.protected",
  "address.street",
  "address.number",
  "address.suffix",
  "address.postcode",
  "family.code",
  "class.teacher",
  "school.brin",
  "school.year",
  "guardian.children",
] as const

/** Facts of a guardian; `full` is a name in one cell, `phone` any number. */
export const guardianFields = [
  "full",
  "initials",
  "prefix",
  "last",
  "email",
  "phone",
  "street",
  "number",
  "suffix",
  "postcode",
  "authority",
  "mayMail",
  "livesWith",
  "secretPhone",
] as const

export type GuardianField = (typeof guardianFields)[number]
export type ColumnMeaning = (typeof rowMeanings)[number] | `guardian${1 | 2}.${GuardianField}`

/** Every meaning, in the order in which a person would look for it. */
export const columnMeanings: readonly ColumnMeaning[] = [
  ...rowMeanings,
  ...guardianFields.map((field) => `guardian1.${field}` as const),
  ...guardianFields.map((field) => `guardian2.${field}` as const),
]

/**
 * How a list is read. `headingRow` counts from 0, after a line "sep=;"; null when there are no headings. `encoding` is one of
 * `encodings`; a meaning per column, in order.
 */
export type ColumnMapping = {
  delimiter: string
  headingRow: number | null
  encoding: string
  columns: ColumnMeaning[]
}

/** Encodings that a person may choose from when names look wrong. */
export const encodings = [
  "utf-8",
  "windows-1252",
  "macintosh",
  "cp850",
  "windows-1254",
  "windows-1250",
  "utf-16le",
  "utf-16be",
] as const

/** How we think a list should be read, and what a person needs to judge that. */
export type ColumnGuess = {
  mapping: ColumnMapping
  /** As they stand in the file; empty texts when it has none. */
  headings: string[]
  /** Normalised headings joined: the key under which a school's mapping is remembered. */
  signature: string
  /** The first ten rows; columns that are never read are blank. */
  preview: string[][]
  /** Columns that are never read, whatever a person says. */
  dropped: boolean[]
}

/** Separators by the names that a form gives them; a tab does not survive there as itself. */
const delimiters: Readonly<Record<string, string>> = { ";": ";", ",": ",", tab: "\t", "|": "|" }

/** A mapping as a form or a file of the operator says it; what we do not know is not read. */
export function readMapping(written: {
  delimiter: string
  headingRow: number | null
  encoding: string
  column: readonly string[]
}): ColumnMapping {
  return {
    delimiter: delimiters[written.delimiter] ?? ";",
    headingRow: written.headingRow,
    encoding: encodings.find((each) => each === written.encoding) ?? "utf-8",
    columns: written.column.map((word) => columnMeanings.find((each) => each === word) ?? "ignore"),
  }
}
