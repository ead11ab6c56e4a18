import type { Database } from "bun:sqlite"
import type { SchoolId } from "../../domain/ids.ts"
import type { Person } from "../../domain/privacy/erasing.ts"

// What was erased, by number only, in the control database: outside the file that a restore puts back.

export type ErasedKind = Person["kind"] | "round"
export type Erasure = { id: number; kind: ErasedKind; ref: number; erasedAt: string; number: string | null }

/** Writes down what is about to be erased; gives the numbers of the lines. */
export const logErasure = (
  control: Database,
  school: SchoolId,
  what: readonly { kind: ErasedKind; id: number }[],
  number: string | null,
  now: Temporal.Instant,
): number[] =>
  control.transaction(() =>
    what.map(({ kind, id }) =>
      Number(
        control.run("INSERT INTO erasures (school_id, kind, ref, erased_at, number) VALUES (?, ?, ?, ?, ?)", [
          school,
          kind,
          id,
          now.toString(),
          number,
        ]).lastInsertRowid,
      ),
    ),
  )()

/** What these lines announced is gone: its transaction was committed. */
export const confirmErasure = (control: Database, lines: readonly number[]): void => {
  control.run("UPDATE erasures SET confirmed = 1 WHERE id IN (SELECT value FROM json_each(?))", [
    JSON.stringify(lines),
  ])
}

/** What these lines announced was not done after all: its transaction was rolled back. */
export const forgetErasure = (control: Database, lines: readonly number[]): void => {
  control.run("DELETE FROM erasures WHERE id IN (SELECT value FROM json_each(?))", [JSON.stringify(lines)])
}
