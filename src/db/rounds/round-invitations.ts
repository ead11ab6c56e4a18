import { actorOf, type Office, type Proven } from "../../domain/access/access.ts"
import type { GroupId, HouseholdId, RoundId } from "../../domain/ids.ts"
import { byName } from "../../domain/people/people.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { decideInviting, type InviteRefusal, phase, type Round } from "../../domain/rounds/round.ts"
import type { Invited } from "../../domain/rounds/round-overview.ts"
import { invitationOf } from "../access/invitations.ts"
import { queueMessage } from "../messages/messages.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { remindingIn } from "./invitation-reminders.ts"
import { reachedByMail } from "./reminder-roads.ts"
import { inRound } from "./round-pupils.ts"
import { findRound } from "./round-setup.ts"

/** Households of a round, and how each can be reached: an address that did not fail this round. Blocked ones are not invited. */
const households = `SELECT h.id, h.code_generation AS generation, h.language, i.mailed_at AS mailedAt, i.printed_at AS printedAt,
    i.code_hash AS codeHash, h.blocked,
    ${reachedByMail("$round")} AS byMail
  FROM households h LEFT JOIN invitations i ON i.household_id = h.id AND i.round_id = $round
 WHERE h.id IN (SELECT hp.household_id FROM household_pupils hp JOIN pupils p ON p.id = hp.pupil_id AND p.left_at IS NULL
   WHERE ${inRound("$round")})`

type HouseholdRow = {
  id: HouseholdId
  generation: number
  language: "nl" | "en"
  mailedAt: string | null
  printedAt: string | null
  codeHash: string | null
  blocked: number
  byMail: number
}

const householdsOf = (db: Db, round: RoundId) =>
  db.sql<HouseholdRow, [{ round: number }]>(households).all({ round })

/**
 * Gives every household with a pupil in the round its way in, and those whose code was withdrawn a new one, not yet sent or
 * printed. Part of a write; does nothing for a draft. Gives how many were made.
 */
export function ensureInvitations(db: Db, tx: Tx, round: RoundId, now: Temporal.Instant): number {
  if (findRound(db, round)?.publishedAt === null) return 0
  const keep = db.sql(
    `INSERT INTO invitations (round_id, household_id, code_hash, link_hash) VALUES (?, ?, ?, ?)
       ON CONFLICT (round_id, household_id) DO UPDATE
         SET code_hash = excluded.code_hash, link_hash = excluded.link_hash, printed_at = NULL, mailed_at = NULL`,
  )
  let made = 0
  for (const household of householdsOf(db, round)) {
    const { codeHash, linkHash } = invitationOf(db.keys, household.id, round, household.generation)
    if (codeHash === household.codeHash) continue
    keep.run(round, household.id, codeHash, linkHash)
    made++
  }
  if (made > 0) note(tx, { kind: "system", id: null }, "invitations-made", { round, made }, now)
  return made
}

/** How far inviting has come. */
export function invitedOf(db: Db, round: RoundId): Invited {
  const all = householdsOf(db, round).filter((each) => each.blocked === 0)
  const byMail = all.filter((each) => each.byMail === 1)
  const mailed = byMail.filter((each) => each.mailedAt !== null).length
  return {
    households: all.length,
    byMail: byMail.length,
    mailed,
    toMail: byMail.length - mailed,
    byLetter: all.length - byMail.length,
    printed: all.filter((each) => each.byMail === 0 && each.printedAt !== null).length,
  }
}

/** So many households are mailed in one write: others choose their times meanwhile, and should not wait for all of it. */
const batch = 100

/**
 * Queues an e-mail to every household with an address that had none for this round; pressing twice sends nothing twice, and
 * pressing again after a crash goes on where it stopped. Null when there is no such round.
 */
export async function sendInvitations(
  db: Db,
  office: Office,
  id: RoundId,
  now: Temporal.Instant,
): Promise<Result<{ mailed: number }, InviteRefusal> | null> {
  const waiting = await write(db, (tx) => {
    const round = findRound(db, id)
    if (!round) return null
    const decision = decideInviting(round, now)
    if (!decision.ok) return decision
    ensureInvitations(db, tx, id, now)
    db.sql("UPDATE rounds SET invited_at = coalesce(invited_at, ?) WHERE id = ?").run(now.toString(), id)
    return accept(
      householdsOf(db, id).filter((each) => each.blocked === 0 && each.byMail === 1 && !each.mailedAt),
    )
  })
  if (!waiting?.ok) return waiting
  let mailed = 0
  for (let at = 0; at < waiting.value.length; at += batch)
    mailed += await mailSome(db, office, id, waiting.value.slice(at, at + batch), now)
  return accept({ mailed })
}

const mailSome = (
  db: Db,
  office: Office,
  round: RoundId,
  some: readonly HouseholdRow[],
  now: Temporal.Instant,
) =>
  write(db, (tx) => {
    const mark = db.sql(
      "UPDATE invitations SET mailed_at = ? WHERE round_id = ? AND household_id = ? AND mailed_at IS NULL",
    )
    let mailed = 0
    for (const { id } of some) {
      if (mark.run(now.toString(), round, id).changes === 0) continue
      queueMessage(tx, { kind: "invitation", by: "email", round, household: id, facts: {} }, now)
      mailed++
    }
    note(tx, actorOf(office), "invitations-sent", { round, mailed }, now)
    return mailed
  })

/** A letter to one household. The code and the link open the door: they are made for the paper and kept nowhere. */
export type Letter = {
  household: HouseholdId
  language: "nl" | "en"
  pupils: { first: string; group: string }[]
  code: string
  link: string
}

/** Which letters: for whom ("open": who did not answer and is reminded by letter), and those that one group takes home. Every household gets its letter through its youngest pupil. */
export type LetterChoice = { which: "without-mail" | "all" | "open"; group: GroupId | null }

type PupilRow = {
  household: HouseholdId
  first: string
  last: string
  group: GroupId | null
  name: string | null
}

/** Households in the order of the letters, each with its pupils in the round, the youngest first. */
function addressees(db: Db, round: RoundId) {
  const rows = db
    .sql<PupilRow, [{ round: number }]>(
      `SELECT hp.household_id AS household, p.first, p.last, g.id AS "group", g.name
         FROM household_pupils hp JOIN pupils p ON p.id = hp.pupil_id LEFT JOIN groups g ON g.id = p.group_id
        WHERE p.left_at IS NULL AND ${inRound("$round")}`,
    )
    .all({ round })
    .sort(
      (one, other) =>
        byName(one.name ?? "", other.name ?? "") ||
        byName(one.last, other.last) ||
        byName(one.first, other.first),
    )
  const pupils = Map.groupBy(rows, (row) => row.household)
  const known = new Map(householdsOf(db, round).map((each) => [each.id, each]))
  return [...pupils].flatMap(([id, children]) => {
    const household = known.get(id)
    return household && household.blocked === 0
      ? [{ household, children, through: children[0]?.group ?? null }]
      : []
  })
}

export type LettersToMake = {
  round: Round
  withoutMail: number
  /** Who did not answer and is reminded by letter. */
  open: number
  all: number
  printed: number
  groups: { id: GroupId; name: string; withoutMail: number; all: number }[]
}

/** How many letters there are to make, in all and for each group that takes them home. Null when the round is not published. */
export function lettersToMake(
  db: Db,
  _office: Office,
  id: RoundId,
  now: Temporal.Instant,
  sms: boolean,
): LettersToMake | null {
  const round = findRound(db, id)
  if (!round || round.publishedAt === null) return null
  const everyone = addressees(db, id)
  const counts = (some: typeof everyone) => ({
    withoutMail: some.filter(({ household }) => household.byMail === 0).length,
    all: some.length,
  })
  const groups = [...Map.groupBy(everyone, (each) => each.through)].flatMap(([group, some]) =>
    group === null ? [] : [{ id: group, name: some[0]?.children[0]?.name ?? "", ...counts(some) }],
  )
  const printed = everyone.filter(({ household }) => household.printedAt !== null).length
  const open = remindingIn(db, round, null, now, sms).onPaper.length
  return { round, printed, groups, open, ...counts(everyone) }
}

export type Letters = { round: Round; days: string[]; letters: Letter[] }

/** Makes the letters, always the same ones for the same round, and notes that they were made. Null when it is not published. */
export function makeLetters(
  db: Db,
  office: Proven<Office>,
  wish: LetterChoice & { round: RoundId },
  now: Temporal.Instant,
  sms: boolean,
): Promise<Result<Letters, { kind: "round-closed" }> | null> {
  return write(db, (tx) => {
    const round = findRound(db, wish.round)
    if (!round || round.publishedAt === null) return null
    if (phase(round, now) === "past") return refuse({ kind: "round-closed" })
    ensureInvitations(db, tx, wish.round, now)
    const mark = db.sql("UPDATE invitations SET printed_at = ? WHERE round_id = ? AND household_id = ?")
    const open = wish.which === "open" ? new Set(remindingIn(db, round, null, now, sms).onPaper) : null
    const letters = addressees(db, wish.round)
      .filter(({ household }) =>
        open ? open.has(household.id) : wish.which === "all" || household.byMail === 0,
      )
      .filter(({ through }) => wish.group === null || through === wish.group)
      .map(({ household, children }) => {
        mark.run(now.toString(), wish.round, household.id)
        const { code, link } = invitationOf(db.keys, household.id, wish.round, household.generation)
        const pupils = children.map(({ first, name }) => ({ first, group: name ?? "" }))
        return { household: household.id, language: household.language, pupils, code, link }
      })
    note(tx, actorOf(office), "letters-made", { round: wish.round, letters: letters.length }, now)
    const days = db
      .sql<{ date: string }, [number]>(
        "SELECT DISTINCT date FROM round_days WHERE round_id = ? ORDER BY date",
      )
      .all(wish.round)
    return accept({ round, days: days.map((each) => each.date), letters })
  })
}
