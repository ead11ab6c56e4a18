import { actorOf, type Office } from "../../domain/access/access.ts"
import type { HouseholdId, RoundId } from "../../domain/ids.ts"
import { accept, type Result } from "../../domain/result.ts"
import { unansweredHomes } from "../../domain/rounds/answers.ts"
import { decideInviting, type InviteRefusal, phase } from "../../domain/rounds/round.ts"
import { queueMessage } from "../messages/messages.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { pupilsInRound } from "./round-pupils.ts"
import { findRound } from "./round-setup.ts"

/** Nobody is reminded twice within these hours. */
const restHours = 20

/** Those of these homes that were invited by mail to this round and not reminded lately. */
export const toRemind = (
  db: Db,
  round: RoundId,
  unanswered: ReadonlySet<HouseholdId>,
  now: Temporal.Instant,
): HouseholdId[] =>
  db
    .sql<{ household: HouseholdId }, [number, string]>(
      `SELECT i.household_id AS household FROM invitations i JOIN households h ON h.id = i.household_id
        WHERE i.round_id = ?1 AND i.mailed_at IS NOT NULL AND h.blocked = 0
          AND EXISTS (SELECT 1 FROM guardians g WHERE g.household_id = h.id AND g.email IS NOT NULL AND g.email IS NOT g.refused_email)
          AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.household_id = h.id AND m.round_id = ?1
            AND m.kind = 'invitation-reminder' AND m.queued_at > ?2)`,
    )
    .all(round, now.subtract({ hours: restHours }).toString())
    .map(({ household }) => household)
    .filter((household) => unanswered.has(household))

/**
 * Mails every household that was invited and has not chosen, while choosing is open; pressing twice sends nothing twice. Null when
 * there is no such round.
 */
export function remindInvited(
  db: Db,
  office: Office,
  id: RoundId,
  now: Temporal.Instant,
): Promise<Result<{ reminded: number }, InviteRefusal> | null> {
  return write(db, (tx) => {
    const round = findRound(db, id)
    if (!round) return null
    const decision = decideInviting(round, now)
    if (!decision.ok) return decision
    // Before choosing begins, nobody is late.
    const homes =
      phase(round, now) === "open"
        ? toRemind(db, id, unansweredHomes(pupilsInRound(db, id).values()), now)
        : []
    for (const household of homes)
      queueMessage(tx, { kind: "invitation-reminder", round: id, household, facts: {} }, now)
    if (homes.length > 0)
      note(tx, actorOf(office), "invitations-reminded", { round: id, reminded: homes.length }, now)
    return accept({ reminded: homes.length })
  })
}
