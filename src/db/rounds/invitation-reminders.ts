import { actorOf, type Office } from "../../domain/access/access.ts"
import type { GroupId, HouseholdId, PupilId, RoundId } from "../../domain/ids.ts"
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

/**
 * Whom a press would remind of this round now, by which road: everybody, or the homes that did not answer about a child of this group.
 * `sms`: can SMS be sent at all?
 */
export const remindingIn = (
  db: Db,
  round: Round,
  group: GroupId | null,
  now: Temporal.Instant,
  sms: boolean,
): Reminding =>
  remindingAmong(round, pupilsInRound(db, round.id), childrenOf(db, group), roadsOf(db, round, now, sms), now)

/** The same, of what is known already. Before choosing begins nobody is late, and nobody is reminded. */
export function remindingAmong(
  round: Round,
  pupils: ReadonlyMap<PupilId, PupilInRound>,
  children: ReadonlySet<PupilId> | null,
  roads: ReadonlyMap<HouseholdId, Asked>,
  now: Temporal.Instant,
): Reminding {
  if (phase(round, now) !== "open") return remindingOf([], now)
  const unanswered = unansweredHomes(pupils.values())
  const about =
    children && unansweredHomes([...pupils].filter(([id]) => children.has(id)).map(([, child]) => child))
  const homes = [...roads.values()].filter(({ home }) => unanswered.has(home) && (about?.has(home) ?? true))
  return remindingOf(homes, now)
}

/** The children of this group; null for those of all. */
export const childrenOf = (db: Db, group: GroupId | null): ReadonlySet<PupilId> | null =>
  group === null
    ? null
    : new Set(
        db
          .sql<{ id: PupilId }, [GroupId]>("SELECT id FROM pupils WHERE group_id = ?")
          .all(group)
          .map(({ id }) => id),
      )

/**
 * Reminds every household that was invited and has not chosen, of all groups or of one, while choosing is open, by the road it has;
 * pressing twice within a day sends nothing twice. Null when there is no such round.
 */
export function remindInvited(
  db: Db,
  office: Office,
  wish: { round: RoundId; group: GroupId | null },
  now: Temporal.Instant,
  sms: boolean,
): Promise<Result<Reminded, InviteRefusal> | null> {
  return write(db, (tx): Result<Reminded, InviteRefusal> | null => {
    const round = findRound(db, wish.round)
    if (!round) return null
    const decision = decideInviting(round, now)
    if (!decision.ok) return decision
    const homes = remindingIn(db, round, wish.group, now, sms)
    for (const by of ["email", "sms"] as const)
      for (const household of homes[by])
        queueMessage(tx, { kind: "invitation-reminder", by, round: round.id, household, facts: {} }, now)
    const [email, bySms] = [homes.email.length, homes.sms.length]
    if (email + bySms > 0)
      note(tx, actorOf(office), "invitations-reminded", { round: round.id, reminded: email + bySms }, now)
    return accept({ email, sms: bySms })
  })
}
