import {
  factorPurpose,
  factorText,
  sameFirst,
  sameSurname,
  surnamesIn,
  triedNames,
} from "../../domain/access/sign-in.ts"
import type { HouseholdId, PupilId, RoundId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { readCode, sameText } from "../../sealing.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { settingsOf } from "../school/settings.ts"
import { isProved } from "./attempt-proofs.ts"
import {
  type Attempts,
  countWrongCode,
  countWrongNames,
  countWrongProof,
  minutesStopped,
  namesStep,
  secondsBeforeCode,
  startWaiting,
  stopWaiting,
} from "./attempts.ts"
import { type Caller, type Entry, enterHousehold, type Way } from "./entries.ts"
import { spendTicket, ticketFor } from "./entry-tickets.ts"
import { findInvitation, hashCode, hashLink } from "./invitations.ts"
import { isKnownDevice } from "./visitors.ts"

/** What a parent typed: the child's names, the factor made even, and the work that was asked, if it was. */
export type NamesWish = {
  first: string
  last: string
  even: string
  proof: { challenge: string; answer: string } | null
}

export type NamesRefusal =
  /** `guardBegan`: this try put the whole school under guard. */
  | { kind: "wrong"; guardBegan: boolean }
  | { kind: "proof-needed" }
  | { kind: "code-or-link" }
  | { kind: "stopped"; minutes: number }

/**
 * Lets a parent in with the names of a child and the factor of the school. Refuses in one way whatever was wrong: unknown names,
 * another factor, a blocked household, a child in two households (names cannot tell which parent this is). A device that
 * the household used before passes every step of the ladder.
 */
export async function signInByNames(
  db: Db,
  attempts: Attempts,
  wish: NamesWish,
  caller: Caller,
  now: Temporal.Instant,
): Promise<Result<Entry, NamesRefusal>> {
  const names = triedNames(wish.first, wish.last)
  const about = { school: db.school.id, names, pupils: meant(db, wish, names), address: caller.address }
  const mustProve = namesStep(attempts, about, now) === "proof"
  const proved = mustProve && wish.proof ? await isProved(attempts, db.school.id, wish.proof, now) : false

  // From here to the count nothing waits: tries that arrive together do not slip through together.
  const household = householdBehind(db, wish)
  const step = namesStep(attempts, about, now)
  if (household === null || !isKnownDevice(db, caller.device, household, now)) {
    if (step === "stopped")
      return refuse({ kind: "stopped", minutes: minutesStopped(attempts, caller.address, now) })
    if (step === "code-or-link") return refuse({ kind: "code-or-link" })
    if (step === "proof" && !proved) {
      if (wish.proof) countWrongProof(attempts, caller.address, now)
      return refuse({ kind: "proof-needed" })
    }
  }
  const way = (): Way | null =>
    household !== null && householdBehind(db, wish) === household
      ? { household, round: null, road: "names" }
      : null
  const entry = household && (await enterHousehold(db, attempts, way, caller, now))
  if (entry) return accept(entry)
  const guardBegan = countWrongNames(attempts, about, now)
  if (guardBegan) await write(db, (tx) => note(tx, { kind: "system", id: null }, "sign-in-guarded", {}, now))
  return refuse({ kind: "wrong", guardBegan })
}

type Candidate = {
  id: PupilId
  key: string | null
  first: string
  last: string
  hash: string | null
  homes: number
  household: HouseholdId | null
}

/** At least so many comparisons are made for every try, so that their number tells nothing. */
const comparisons = 8

/** The one household that these names and this factor open; null when there is none or more than one. */
function householdBehind(db: Db, wish: NamesWish): HouseholdId | null {
  const { factor } = settingsOf(db)
  const found = candidates(db, wish)
  const matches = new Set<HouseholdId | null>()
  for (let at = 0; at < Math.max(comparisons, found.length); at++) {
    const pupil = found[at]
    const hash = db.keys.hash(factorPurpose(factor), factorText(pupil?.key ?? null, wish.even))
    if (sameText(hash, pupil?.hash ?? "") && pupil) matches.add(pupil.homes === 1 ? pupil.household : null)
  }
  const [household = null] = matches
  return matches.size === 1 && factor !== "none" ? household : null
}

/** The children that these names could be meant for, each with the spellings of its name that are among them. */
const meant = (db: Db, wish: NamesWish, names: readonly string[]) =>
  candidates(db, wish).flatMap(({ id, first, last }) =>
    triedNames(first, last)
      .filter((name) => names.includes(name))
      .map((name) => ({ pupil: id, name })),
  )

/** Pupils of these names, compared kindly, each with the homes that they sit in. */
function candidates(db: Db, { first, last }: NamesWish): Candidate[] {
  const names = surnamesIn(last)
  return db
    .sql<Candidate, [string, string]>(
      `SELECT p.id, p.key, p.first, p.last, p.factor_hash AS hash,
              (SELECT count(*) FROM household_pupils hp WHERE hp.pupil_id = p.id) AS homes,
              (SELECT min(hp.household_id) FROM household_pupils hp WHERE hp.pupil_id = p.id) AS household
         FROM pupils p
        WHERE p.id IN (SELECT id FROM pupils WHERE folded_last IN (SELECT value FROM json_each(?1))
                        UNION SELECT id FROM pupils WHERE length(?2) > 2 AND instr(folded_last, ?2) > 0)
          AND p.left_at IS NULL`,
    )
    .all(JSON.stringify(names), names[0] ?? "")
    .filter((pupil) => sameFirst(first, pupil.first) && sameSurname(last, pupil.last))
}

/**
 * Lets a parent in with the code of a letter, or one that the office made. After many wrong ones a strange device waits a few seconds
 * first (`wait` is given seconds), and a right code is let in then; only where many wait at one address already nothing is looked at.
 */
export async function signInByCode(
  db: Db,
  attempts: Attempts,
  typed: string,
  caller: Caller & { wait: (seconds: number) => Promise<unknown> },
  now: Temporal.Instant,
): Promise<Result<Entry, { kind: "wrong-code" | "busy" }>> {
  const code = readCode(typed)
  if (code === null) return refuse({ kind: "wrong-code" })
  const about = { school: db.school.id, address: caller.address }
  const seconds = secondsBeforeCode(attempts, about, now)
  const hash = hashCode(db.keys, code)
  const found = wayOfCode(db, hash, now)
  // Right codes wait too: who saw them answered at once could hang up on the wrong ones.
  const waits = seconds > 0 && !(found && isKnownDevice(db, caller.device, found.household, now))
  if (waits && !startWaiting(attempts, caller)) return refuse({ kind: "busy" })
  if (found === null) countWrongCode(attempts, about, now)
  if (waits) await caller.wait(seconds).finally(() => stopWaiting(attempts, caller))
  const way = () => {
    const still = wayOfCode(db, hash, now)
    if (still?.road === "office-code") spendTicket(db, hash, now)
    return still
  }
  const entry = found && (await enterHousehold(db, attempts, way, caller, now))
  return entry ? accept(entry) : refuse({ kind: "wrong-code" })
}

/** What a code of a letter or of the office opens; null when it is of nobody. Looking does not use it. */
function wayOfCode(db: Db, hash: string, now: Temporal.Instant): Way | null {
  const invitation = findInvitation(db, hash, now)
  if (invitation) return { ...invitation, road: "code" }
  const household = ticketFor(db, "office-code", hash, now)
  return household && { household, round: null, road: "office-code" }
}

/** What an invitation link is for; null when it is unknown, or the round is over. Looking does not use it. */
export function invitedTo(db: Db, link: string, now: Temporal.Instant): { title: string } | null {
  const found = findInvitation(db, hashLink(db.keys, link), now)
  return (
    found && db.sql<{ title: string }, [RoundId]>("SELECT title FROM rounds WHERE id = ?").get(found.round)
  )
}

/** Lets a parent in with the link of an invitation, as often as they like; null when it is unknown, or the round is over. */
export async function signInByInvitation(
  db: Db,
  attempts: Attempts,
  link: string,
  caller: Caller,
  now: Temporal.Instant,
): Promise<Entry | null> {
  const way = (): Way | null => {
    const found = findInvitation(db, hashLink(db.keys, link), now)
    return found && { ...found, road: "invitation" }
  }
  return way() && enterHousehold(db, attempts, way, caller, now)
}
