import type { HouseholdId, RoundId } from "../../domain/ids.ts"
import { type Keys, spellCode } from "../../sealing.ts"
import type { Db } from "../open.ts"

/**
 * A household's own way in to a round: a code for a letter ("7K3D-9QXM") and a link for a mail. Both are derived from the
 * school's key, so a letter can be printed again and a mail sent again with the same words, and no table holds them: only their
 * hashes. Raising the household's `code_generation` makes new ones and the old ones worthless.
 */
export function invitationOf(keys: Keys, household: HouseholdId, round: RoundId, generation: number) {
  const about = `${round}/${household}/${generation}`
  const code = spellCode(keys.derive("invitation-code", about, 8))
  const link = keys.derive("invitation-link", about, 24).toString("base64url")
  return { code, link, codeHash: hashCode(keys, code), linkHash: hashLink(keys, link) }
}

/** A code as it is kept and found: hashed with a key of the school. */
export const hashCode = (keys: Keys, code: string) => keys.hash("code", code)
/** A link as it is kept and found, with another key. */
export const hashLink = (keys: Keys, link: string) => keys.hash("link", link)

/** The household and round behind a code hash or link hash, while the round is not over; null otherwise. */
export function findInvitation(db: Db, hash: string, now: Temporal.Instant) {
  return db
    .sql<{ household: HouseholdId; round: RoundId }, [string, string, string]>(
      `SELECT i.household_id AS household, i.round_id AS round
         FROM invitations i JOIN rounds r ON r.id = i.round_id JOIN households h ON h.id = i.household_id
        WHERE (i.code_hash = ? OR i.link_hash = ?) AND h.blocked = 0 AND r.published_at IS NOT NULL AND (r.ends_at IS NULL OR r.ends_at > ?)`,
    )
    .get(hash, hash, now.toString())
}
