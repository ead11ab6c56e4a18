import type { RosterProblem } from "../../domain/rosters/roster.ts"
import type { CommitRefusal, Homes, ListName, Tally } from "../../domain/rosters/roster-import.ts"
import type { ReviewLine } from "../../domain/rosters/roster-lists.ts"

export type ReviewList = {
  name: ListName
  total: number
  lines: ReviewLine[]
  open: boolean
  previous: string | null
  next: string | null
}

export type ReviewScreen = {
  found: { pupils: number; groups: number; teachers: number }
  /** The file only tells guardians of pupils who are here already. */
  guardiansOnly: boolean
  tally: Tally
  /** Pupils whom the school erased lately, and who are in the file again. */
  erased: readonly string[]
  /** Is there nothing to bring in? */
  nothing: boolean
  homes: Homes | null
  lists: ReviewList[]
  problems: RosterProblem[]
  names: string[]
  dropped: Record<string, number>
  anotherSchool: boolean
  /** Of the pupils who are not in the file, how many still have a talk. */
  leftWithTalks: number
  /** More than a fifth would leave: how many of how many. */
  sweeping: { left: number; present: number } | null
  /** What is confirmed is what was seen. */
  fingerprint: string
  mayMapColumns: boolean
  refusal: CommitRefusal | null
}
