import { actorOf, type Office } from "../../domain/access/access.ts"
import type { HouseholdId, PupilId, RoundId } from "../../domain/ids.ts"
import { accept, type Result } from "../../domain/result.ts"
import { type PupilInRound, unansweredHomes } from "../../domain/rounds/answers.ts"
import { type Asked, type Reminded, type Reminding, remindingOf } from "../../domain/rounds/reminding.ts"
import { decideInviting, type InviteRefusal, phase, type Round } from "../../domain/rounds/round.ts"
import { queueMessage } from "../messages/messages.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { roadsOf } from "./reminder-roads.ts"
import { pupilsInRound } from "./round-pupils.ts"
import { findRound } from "./round-setup.ts"

/** Whom a press would remind of this round now, by which road. `sms`: can SMS be sent at all? */
export const remindingIn = (db: Db, round: Round, now: Temporal.Instant, sms: boolean): Reminding =>
  remindingAmong(round, pupilsInRound(db, round.id), roadsOf(db, round, now, sms), now)

/** The same, of what is known already. Before choosing begins nobody is late, and nobody is reminded. */
export function remindingAmong(
  round: Round,
  pupils: ReadonlyMap<PupilId, PupilInRound>,
  roads: ReadonlyMap<HouseholdId, Asked>,
  now: Temporal.Instant,
): Reminding {
  const unanswered = phase(round, now) === "open" ? unansweredHomes(pupils.values()) : new Set()
  return remindingOf(
    [...roads.values()].filter(({ home }) => unanswered.has(home)),
    now,
  )
}

/**
 * Reminds every household that was invited and has not chosen, while choosing is open, by the road it has; pressing twice within a day
 * sends nothing twice. Null when there is no such round.
 */
export function remindInvited(
  db: Db,
  office: Office,
  id: RoundId,
  now: Temporal.Instant,
  sms: boolean,
): Promise<Result<Reminded, InviteRefusal> | null> {
  return write(db, (tx): Result<Reminded, InviteRefusal> | null => {
    const round = findRound(db, id)
    if (!round) return null
    const decision = decideInviting(round, now)
    if (!decision.ok) return decision
    const homes = remindingIn(db, round, now, sms)
    for (const by of ["email", "sms"] as const)
      for (const household of homes[by])
        queueMessage(tx, { kind: "invitation-reminder", by, round: id, household, facts: {} }, now)
    const [email, bySms] = [homes.email.length, homes.sms.length]
    if (email + bySms > 0)
      note(tx, actorOf(office), "invitations-reminded", { round: id, reminded: email + bySms }, now)
    return accept({ email, sms: bySms })
  })
}
