import { actorOf, type Office } from "../../domain/access/access.ts"
import { everybodyOnce } from "../../domain/households/guardian.ts"
import { decideMerge, decideSplit, type HouseholdRefusal } from "../../domain/households/household-care.ts"
import { householdsIn } from "../../domain/households/household-sight.ts"
import type { DoubtId, GuardianId, HouseholdId, PupilId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { endSessionsOf } from "../access/visitors.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { moveWaits, putListsRight } from "../talks/waiting-ends.ts"
import { renewCodes } from "./household-codes.ts"
import { settleDoubts } from "./household-doubts.ts"
import type { GuardianRow } from "./household-facts.ts"
import { isLate } from "./household-sight.ts"
import { moveTalks, talksClash } from "./household-talks.ts"
import {
  closeToRules,
  decideApart,
  decideTogether,
  forgetApart,
  isPlain,
  pupilsIn,
} from "./household-verdicts.ts"

// Every wish may carry what was `seen` of the households it is about (domain/households/household-sight.ts): over a change of a colleague it is
// refused.

export type Cared<Value> = Promise<Result<Value, HouseholdRefusal> | null>

/**
 * Answers a doubt. About one household: it is right as it is. About two: they are one (`same`), or they are not. The next import will
 * not ask again. Null when there is no such doubt.
 */
export function settleDoubt(
  db: Db,
  staff: Office,
  wish: { doubt: DoubtId; same: boolean; seen?: string },
  now: Temporal.Instant,
): Cared<{ household: HouseholdId; merged: boolean }> {
  return write(db, (tx) => {
    if (isLate(db, wish.seen, householdsIn(wish.seen ?? ""))) return refuse({ kind: "changed-meanwhile" })
    const doubt = db
      .sql<{ household: HouseholdId; other: HouseholdId | null; settled: number }, [number]>(
        "SELECT household_id AS household, other_id AS other, settled_at IS NOT NULL AS settled FROM household_doubts WHERE id = ?",
      )
      .get(wish.doubt)
    if (!doubt) return null
    if (doubt.settled === 1) return refuse({ kind: "already-settled" })
    const { household, other } = doubt
    if (other !== null && wish.same) {
      const outcome = merge(db, tx, staff, { household, other }, now)
      return outcome?.ok ? accept({ household, merged: true }) : outcome
    }
    if (other === null) confirm(db, staff, household, now)
    else decideApart(db, pupilsIn(db, household), pupilsIn(db, other), staff, now)
    settleDoubts(db, staff, other === null ? { household } : { doubt: wish.doubt }, now)
    note(tx, actorOf(staff), "doubt-settled", { doubt: wish.doubt, household, same: wish.same }, now)
    return accept({ household, merged: false })
  })
}

function confirm(db: Db, staff: Office, household: HouseholdId, now: Temporal.Instant): void {
  if (isPlain(db, household)) decideTogether(db, pupilsIn(db, household), staff, now)
  else closeToRules(db, household)
}

/** Makes two households one: the first goes on with all children, guardians, talks and places on waiting lists, under new codes. Null when one is not there. */
export const mergeHouseholds = (
  db: Db,
  staff: Office,
  wish: { household: HouseholdId; other: HouseholdId; seen?: string },
  now: Temporal.Instant,
): Cared<{ household: HouseholdId }> =>
  write(db, (tx) =>
    isLate(db, wish.seen, [wish.household, wish.other])
      ? refuse({ kind: "changed-meanwhile" })
      : merge(db, tx, staff, wish, now),
  )

type Row = { id: HouseholdId; blocked: boolean; language: string; plain: boolean }

function find(db: Db, id: HouseholdId): Row | null {
  const row = db
    .sql<{ blocked: number; language: string }, [number]>(
      "SELECT blocked, language FROM households WHERE id = ?",
    )
    .get(id)
  return row && { id, blocked: row.blocked === 1, language: row.language, plain: isPlain(db, id) }
}

function merge(
  db: Db,
  tx: Tx,
  staff: Office,
  wish: { household: HouseholdId; other: HouseholdId },
  now: Temporal.Instant,
): Result<{ household: HouseholdId }, HouseholdRefusal> | null {
  const [household, other] = [find(db, wish.household), find(db, wish.other)]
  if (!household || !other) return null
  const decision = decideMerge({ household, other, talksClash: talksClash(db, household.id, other.id, now) })
  if (!decision.ok) return decision
  const plain = household.plain && other.plain
  takeOver(db, household.id, other.id)
  putListsRight(db, tx, now)
  const pupils = pupilsIn(db, household.id)
  if (plain) decideTogether(db, pupils, staff, now)
  else {
    forgetApart(db, pupils)
    closeToRules(db, household.id)
  }
  settleDoubts(db, staff, { household: household.id }, now)
  renewCodes(db, household.id)
  note(
    tx,
    actorOf(staff),
    "households-merged",
    { household: household.id, other: other.id, pupils: pupils.length },
    now,
  )
  return accept({ household: household.id })
}

/** Everything of `from` becomes `to`'s, and `from` is gone. */
function takeOver(db: Db, to: HouseholdId, from: HouseholdId): void {
  db.sql(
    "INSERT OR IGNORE INTO household_pupils (household_id, pupil_id) SELECT ?, pupil_id FROM household_pupils WHERE household_id = ?",
  ).run(to, from)
  db.sql("DELETE FROM household_pupils WHERE household_id = ?").run(from)
  db.sql("UPDATE OR IGNORE second_chances SET household_id = ? WHERE household_id = ?").run(to, from)
  for (const table of ["guardians", "messages", "upheaval_talks"])
    db.sql(`UPDATE ${table} SET household_id = ? WHERE household_id = ?`).run(to, from)
  // Talks at one time that are over stay where they were; others do not clash, or there was a refusal.
  moveTalks(db, null, { from, to })
  moveWaits(db, null, { from, to })
  guardiansOnce(db, to)
  db.sql(
    "DELETE FROM household_doubts WHERE (household_id = ?1 AND other_id = ?2) OR (household_id = ?2 AND other_id = ?1)",
  ).run(to, from)
  db.sql("UPDATE household_doubts SET household_id = ? WHERE household_id = ?").run(to, from)
  db.sql("UPDATE household_doubts SET other_id = ? WHERE other_id = ?").run(to, from)
  db.sql("DELETE FROM invitations WHERE household_id = ?").run(from)
  endSessionsOf(db, from)
  db.sql("DELETE FROM entry_tickets WHERE household_id = ?").run(from)
  db.sql(
    "DELETE FROM households WHERE id = ? AND NOT EXISTS (SELECT 1 FROM bookings WHERE household_id = households.id)",
  ).run(from)
}

/** Lets a guardian who came twice stand here once, as staff wrote it when they did, with all that is told of children. */
function guardiansOnce(db: Db, household: HouseholdId): void {
  const rows = db
    .sql<GuardianRow, [number]>(
      "SELECT id, household_id AS household, prefix, last, email, phone, origin FROM guardians WHERE household_id = ? ORDER BY origin = 'file', id",
    )
    .all(household)
  const kept = everybodyOnce(rows)
  for (const row of rows) {
    if (kept.includes(row)) continue
    const same = kept.find((one) => everybodyOnce([one, row]).length === 1)
    if (same)
      db.sql(
        "UPDATE messages SET guardian_id = ? WHERE guardian_id = ? AND json_extract(facts, '$.pupil') IS NOT NULL",
      ).run(same.id, row.id)
    db.sql("DELETE FROM guardians WHERE id = ?").run(row.id)
  }
}

/**
 * Gives some children, with the guardians who go along, a household of their own. Their talks and
 * their places on waiting lists follow them; both households get new
 * codes. Null when the household is not there.
 */
export function splitHousehold(
  db: Db,
  staff: Office,
  wish: {
    household: HouseholdId
    pupils: readonly PupilId[]
    guardians: readonly GuardianId[]
    seen?: string
  },
  now: Temporal.Instant,
): Cared<{ household: HouseholdId; made: HouseholdId }> {
  return write(db, (tx) => {
    if (isLate(db, wish.seen, [wish.household])) return refuse({ kind: "changed-meanwhile" })
    const household = find(db, wish.household)
    if (!household) return null
    const members = pupilsIn(db, household.id)
    const decision = decideSplit(members, wish.pupils)
    if (!decision.ok) return decision
    const going = decision.value
    const made = makeBeside(db, household, household.plain ? "matched" : "staff")
    for (const pupil of going) {
      db.sql("UPDATE household_pupils SET household_id = ? WHERE household_id = ? AND pupil_id = ?").run(
        made,
        household.id,
        pupil,
      )
      moveTalks(db, pupil, { from: household.id, to: made })
      moveWaits(db, pupil, { from: household.id, to: made })
    }
    for (const guardian of wish.guardians)
      db.sql("UPDATE guardians SET household_id = ? WHERE id = ? AND household_id = ?").run(
        made,
        guardian,
        household.id,
      )
    moveMessages(db, household.id, made)
    putListsRight(db, tx, now)
    remember(db, staff, { household, going, staying: members.filter((pupil) => !going.includes(pupil)) }, now)
    settleDoubts(db, staff, { household: household.id }, now)
    renewCodes(db, household.id)
    note(tx, actorOf(staff), "household-split", { household: household.id, made, pupils: going.length }, now)
    return accept({ household: household.id, made })
  })
}

function remember(
  db: Db,
  staff: Office,
  { household, going, staying }: { household: Row; going: readonly PupilId[]; staying: readonly PupilId[] },
  now: Temporal.Instant,
): void {
  if (!household.plain) return void closeToRules(db, household.id)
  decideApart(db, going, staying, staff, now)
  decideTogether(db, going, staff, now)
  decideTogether(db, staying, staff, now)
}

/** A household like this one, without anybody in it. Part of a write. */
export const makeBeside = (
  db: Db,
  { blocked, language }: { blocked: boolean; language: string },
  origin: "matched" | "staff",
) =>
  db
    .sql<{ id: HouseholdId }, [string, string, number]>(
      "INSERT INTO households (origin, language, blocked) VALUES (?, ?, ?) RETURNING id",
    )
    .get(origin, language, blocked ? 1 : 0)?.id as HouseholdId

/** What is still to be told to a guardian who went along, about a child who went along, goes along. */
const moveMessages = (db: Db, from: HouseholdId, to: HouseholdId) =>
  db
    .sql(
      `UPDATE messages SET household_id = ?1 WHERE household_id = ?2 AND state IN ('queued', 'sending')
          AND guardian_id IN (SELECT id FROM guardians WHERE household_id = ?1)
          AND json_extract(facts, '$.pupil') IN (SELECT pupil_id FROM household_pupils WHERE household_id = ?1)`,
    )
    .run(to, from)
