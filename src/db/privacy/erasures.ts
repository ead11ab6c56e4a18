import type { Database } from "bun:sqlite"
import type { RoundId } from "../../domain/ids.ts"
import { erasureLogDays } from "../../domain/privacy/retention.ts"
import { type Db, write } from "../open.ts"
import { eraseRound } from "../rounds/round-erasing.ts"
import { withdrawCertificate } from "./certificates.ts"
import { eraseRows } from "./erasing.ts"
import { lookAt } from "./erasing-plan.ts"
import { confirmErasure, type ErasedKind, type Erasure, forgetErasure } from "./erasure-log.ts"
import { forgetHead } from "./logbook.ts"
import { isThere, tableOf } from "./person-rows.ts"

/** How long an erasure may be under way, before it is thought that we crashed in the middle. */
const underWay = { minutes: 5 }

/**
 * Settles what a crash left between the two files: who is gone was erased, who is still there was not, and the certificate
 * that waited for it is withdrawn. Drops lines of which no backup
 * can know, once the file was scrubbed.
 */
export function settleErasures(control: Database, db: Db, now: Temporal.Instant): void {
  const open = control
    .query<Erasure, [string, string]>(
      `SELECT id, kind, ref, erased_at AS erasedAt, number FROM erasures WHERE school_id = ? AND confirmed = 0 AND erased_at < ?`,
    )
    .all(db.school.id, now.subtract(underWay).toString())
  for (const { id, kind, ref, number } of open) {
    if (isErased(db, kind, ref)) confirmErasure(control, [id])
    else {
      forgetErasure(control, [id])
      if (number !== null) withdrawCertificate(control, number)
    }
  }
  control.run("DELETE FROM erasures WHERE school_id = ? AND scrubbed_at IS NOT NULL AND erased_at < ?", [
    db.school.id,
    now.subtract({ hours: 24 * erasureLogDays }).toString(),
  ])
}

const isErased = (db: Db, kind: ErasedKind, id: number) =>
  kind === "round"
    ? db.sql("SELECT 1 FROM rounds WHERE id = ? AND erased_at IS NULL").get(id) === null
    : !isThere(db, kind, id)

/**
 * Erases again, in a file that was put back from a backup, whatever was erased since that backup was made, and makes sure that no number of
 * theirs is given out anew. Its logbook may end where the backup did. Call it before the file goes into service; the scrub follows within the hour. Gives how many were found. Done
 * twice, it does nothing more.
 */
export async function replayErasures(
  control: Database,
  db: Db,
  since: Temporal.Instant,
  now: Temporal.Instant,
): Promise<number> {
  const lines = control
    .query<Erasure, [string, string]>(
      `SELECT id, kind, ref, erased_at AS erasedAt, number FROM erasures WHERE school_id = ? AND erased_at >= ? ORDER BY id`,
    )
    .all(db.school.id, since.toString())
  forgetHead(db, control)
  let found = 0
  for (const { id, kind, ref } of lines) {
    const erased = await write(db, (tx) => {
      keepNumbers(db, kind, ref)
      if (kind === "round") return eraseRound(db, tx, ref as RoundId, now) !== null
      const person = lookAt(db, { kind, id: ref }, now)
      if (person) eraseRows(db, tx, person, now)
      return person !== null
    })
    if (!erased) continue
    found++
    control.run("UPDATE erasures SET confirmed = 1, scrubbed_at = NULL WHERE id = ?", [id])
  }
  return found
}

/** A restored file would give out once more the numbers it gave out after the backup. */
function keepNumbers(db: Db, kind: ErasedKind, ref: number): void {
  const table = kind === "round" ? "rounds" : tableOf[kind]
  db.sql(
    "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
  ).run(table)
  db.sql("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?").run(ref, table)
}
