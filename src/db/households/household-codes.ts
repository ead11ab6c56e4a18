import type { HouseholdId, RoundId } from "../../domain/ids.ts"
import { invitationOf } from "../access/invitations.ts"
import { endSessionsOf } from "../access/visitors.ts"
import type { Db } from "../open.ts"

/** Something that this household sees has changed. Part of a write. */
export const raiseVersion = (db: Db, household: HouseholdId) =>
  db.sql("UPDATE households SET version = version + 1 WHERE id = ?").run(household)

/**
 * Somebody may no longer enter here: every session, known device, code and link of this household is over, and its invitations get
 * new codes that are still to be sent. Part of a write.
 */
export function renewCodes(db: Db, household: HouseholdId): void {
  const generation = db
    .sql<{ generation: number }, [number]>(
      "UPDATE households SET version = version + 1, code_generation = code_generation + 1 WHERE id = ? RETURNING code_generation AS generation",
    )
    .get(household)?.generation
  if (generation === undefined) return
  endSessionsOf(db, household)
  db.sql("DELETE FROM entry_tickets WHERE household_id = ?").run(household)
  const rounds = db
    .sql<{ round: RoundId }, [number]>("SELECT round_id AS round FROM invitations WHERE household_id = ?")
    .all(household)
  for (const { round } of rounds) {
    const { codeHash, linkHash } = invitationOf(db.keys, household, round, generation)
    db.sql(
      "UPDATE invitations SET code_hash = ?, link_hash = ?, printed_at = NULL, mailed_at = NULL WHERE round_id = ? AND household_id = ?",
    ).run(codeHash, linkHash, round, household)
  }
}
