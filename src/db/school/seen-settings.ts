import { type ChangedMeanwhile, isStale } from "../../domain/meanwhile.ts"
import { type Result, refuse } from "../../domain/result.ts"
import { type Db, type Tx, write } from "../open.ts"

// Two administrators before the same setting. A setting needs no version: what stands there is one, as a line of text that its form
// carries along. The later one is told what stands there now, and saves again or not.

const lines = {
  colours: "coalesce(main_colour, '-') || ' ' || coalesce(second_colour, '-')",
  logo: "coalesce((SELECT hash FROM logos), '-')",
  languages: "'-' || languages_left_out",
  keeping: "CAST(keep_round_days AS TEXT)",
  factor: "factor || ' ' || coalesce(factor_decided_at, '-')",
  sender: "coalesce(sms_sender, '-')",
}

/** A setting of one form. */
export type Setting = keyof typeof lines

/** What stands for this setting as it is now; never empty. */
export const seenOf = (db: Db, setting: Setting): string =>
  db.sql<{ line: string }, []>(`SELECT ${lines[setting]} AS line FROM school WHERE id = 1`).get()?.line ?? "-"

/** Changes a setting in one write; refuses when it is not what was `seen`. Who looked at no form saw nothing, and is refused too. */
export const changeSetting = <Value, Refusal>(
  db: Db,
  setting: Setting,
  seen: string,
  work: (tx: Tx) => Result<Value, Refusal>,
): Promise<Result<Value, Refusal | ChangedMeanwhile>> =>
  write(
    db,
    (tx): Result<Value, Refusal | ChangedMeanwhile> =>
      isStale(seen, seenOf(db, setting)) ? refuse({ kind: "changed-meanwhile" }) : work(tx),
  )
