import { eq } from "drizzle-orm"
import { type Administrator, actorOf } from "../../domain/access/access.ts"
import type { StaffId } from "../../domain/ids.ts"
import type { ChangedMeanwhile } from "../../domain/meanwhile.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import type { ChooseFactorRefusal, SchoolSettings, Sector, SignInFactor } from "../../domain/school/school.ts"
import type { Db } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { pupils, school } from "../schema.ts"
import { changeSetting } from "./seen-settings.ts"

type Row = { sector: Sector; factor: SignInFactor; decidedBy: StaffId | null; decidedAt: string | null }

/** How this school wants things. `factorDecision` is null until an administrator chose, even when they chose what was there. */
export function settingsOf(db: Db): SchoolSettings {
  const row = db
    .sql<Row, []>(
      "SELECT sector, factor, factor_decided_by AS decidedBy, factor_decided_at AS decidedAt FROM school WHERE id = 1",
    )
    .get() as Row
  const decided = row.decidedBy !== null && row.decidedAt !== null
  return {
    sector: row.sector,
    factor: row.factor,
    factorDecision: decided
      ? { by: row.decidedBy as StaffId, at: Temporal.Instant.from(row.decidedAt as string) }
      : null,
  }
}

/** How many pupils the school has now, and of how many the chosen fact is known. */
export function pupilsWithFactor(db: Db): { pupils: number; known: number } {
  const row = db
    .sql<{ pupils: number; known: number }, []>(
      "SELECT count(*) AS pupils, count(factor_hash) AS known FROM pupils WHERE left_at IS NULL",
    )
    .get()
  return row ?? { pupils: 0, known: 0 }
}

/**
 * Decides what parents type next to the names of their child. Another fact than before: every hash is forgotten, because it is
 * of the old one; the next import brings the new ones. The BSN is refused unless the school's data protection officer agrees
 * (UAVG art. 46 leaves doubt); who decided and when is kept for every choice. Refuses over a choice
 * that was not `seen`.
 */
export function chooseFactor(
  db: Db,
  administrator: Administrator,
  wish: { factor: SignInFactor; officerAgrees: boolean; seen: string },
  now: Temporal.Instant,
): Promise<Result<{ changed: boolean }, ChooseFactorRefusal | ChangedMeanwhile>> {
  return changeSetting(db, "factor", wish.seen, (tx): Result<{ changed: boolean }, ChooseFactorRefusal> => {
    if (wish.factor === "bsn4" && !wish.officerAgrees) return refuse({ kind: "officer-must-agree" })
    const before = settingsOf(db).factor
    const { known } = pupilsWithFactor(db)
    if (before !== wish.factor) tx.update(pupils).set({ factorHash: null }).run()
    tx.update(school)
      .set({ factor: wish.factor, factorDecidedBy: administrator.staff, factorDecidedAt: now.toString() })
      .where(eq(school.id, 1))
      .run()
    const changed = before !== wish.factor
    note(
      tx,
      actorOf(administrator),
      "factor-chosen",
      { factor: wish.factor, before, forgotten: changed ? known : 0 },
      now,
    )
    return accept({ changed })
  })
}
