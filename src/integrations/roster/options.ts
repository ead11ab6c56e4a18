import type { DroppedKind, Hide, Roster, RosterProblem } from "../../domain/rosters/roster.ts"
import type { ColumnGuess, ColumnMapping } from "../../domain/rosters/roster-columns.ts"
import type { SignInFactor } from "../../domain/school/school.ts"

/** What a reader must know about the school whose file this is. */
export type ReadOptions = {
  /** The one fact that is hashed for the parents' door; of the others nothing is kept. */
  factor: SignInFactor
  hide: Hide
  /** The school's own BRIN, when we know it. */
  brin: string | null
  today: Temporal.PlainDate
  /** How a person said that this list must be read. */
  mapping?: ColumnMapping
  /** A person said that the file of another school is meant (F07). */
  anotherSchool?: boolean
}

/** A file that was read, with remarks, or refused. `dropped`: what was in it and is not ours to keep, by kind. */
export type Readout =
  | {
      ok: true
      roster: Roster
      problems: RosterProblem[]
      dropped: Partial<Record<DroppedKind, number>>
      columns?: ColumnGuess
    }
  | { ok: false; problems: RosterProblem[]; columns?: ColumnGuess }
