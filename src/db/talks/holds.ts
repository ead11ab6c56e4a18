import type { Parent } from "../../domain/access/access.ts"
import type { PupilId, RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { holdUntil } from "../../domain/talks/hold.ts"
import { type Db, write } from "../open.ts"
import { letGoOf, raiseBoardOf } from "./boards.ts"
import type { SetRefusal } from "./booking-refusals.ts"
import { decideWishes, type WishedTalk } from "./bookings.ts"

// Times that are kept free for a household while it looks at a proposal. To everybody else they are taken.

/** A set of times that a household holds, in order of the clock. */
export type Hold = {
  talks: {
    pupil: PupilId
    teacher: TeacherId
    slot: SlotId
    startsAt: Temporal.Instant
    endsAt: Temporal.Instant
  }[]
  until: Temporal.Instant
  /** May it be held longer? */
  extendable: boolean
}

type HoldRow = {
  pupil: PupilId
  teacher: TeacherId
  slot: SlotId
  starts: string
  ends: string
  since: string
  until: string
}

/** The times that this parent holds in a round; null when there are none, or they ran out. */
export function heldBy(db: Db, parent: Parent, round: RoundId, now: Temporal.Instant): Hold | null {
  const rows = db
    .sql<HoldRow, [number, number, string]>(
      // Of a longer talk every slot is held. With min() the other columns are those of its first slot.
      `SELECT h.pupil_id AS pupil, s.teacher_id AS teacher, s.id AS slot, min(s.starts_at) AS starts, h.since, h.until,
          (SELECT max(e.ends_at) FROM holds o JOIN slots e ON e.id = o.slot_id WHERE o.household_id = h.household_id AND o.round_id = h.round_id
            AND o.pupil_id = h.pupil_id AND o.offer = 0 AND e.teacher_id = s.teacher_id) AS ends
         FROM holds h JOIN slots s ON s.id = h.slot_id
        WHERE h.household_id = ? AND h.round_id = ? AND h.until > ? AND h.offer = 0
        GROUP BY h.pupil_id, s.teacher_id ORDER BY starts`,
    )
    .all(parent.household, round, now.toString())
  const [first] = rows
  if (!first) return null
  const until = Temporal.Instant.from(first.until)
  return {
    talks: rows.map(({ pupil, teacher, slot, starts, ends }) => ({
      pupil,
      teacher,
      slot,
      startsAt: Temporal.Instant.from(starts),
      endsAt: Temporal.Instant.from(ends),
    })),
    until,
    extendable: holdUntil(Temporal.Instant.from(first.since), until) !== null,
  }
}

/** Why a set is not held: one of its times cannot be booked, or this household has held times long enough. */
export type HoldRefusal = SetRefusal | { kind: "held-long-enough" }

/**
 * Holds these times for a few minutes instead of those that this parent held in this round, or says why not and lets go of nothing.
 * The same times again are held longer. `since`: from when times were held that were just let go. Null when a pupil or a slot is not
 * theirs to wish for.
 */
export function holdSet(
  db: Db,
  parent: Parent,
  wish: { round: RoundId; talks: readonly WishedTalk[]; since?: string | null },
  now: Temporal.Instant,
): Promise<Result<true, HoldRefusal> | null> {
  return write(db, () => {
    const decided = decideWishes(db, parent, wish, now)
    if (!decided?.ok) return decided
    const since = wish.since ?? heldSince(db, parent, wish.round, now)
    const until = holdUntil(since ? Temporal.Instant.from(since) : now, now)
    if (!until) return refuse({ kind: "held-long-enough" as const })
    letGo(db, parent, wish.round)
    for (const { slot, pupil, known } of decided.value) {
      if (known) continue
      const slots = [slot.id, ...(slot.also ?? [])]
      // A hold that ran out and was not swept yet gives way.
      letGoOf(db, slots)
      for (const id of slots)
        db.sql(
          "INSERT INTO holds (slot_id, round_id, household_id, pupil_id, since, until) VALUES (?, ?, ?, ?, ?, ?)",
        ).run(id, wish.round, parent.household, pupil, since ?? now.toString(), until.toString())
      raiseBoardOf(db, slot.id)
    }
    return accept(true as const)
  })
}

/** Lets go of everything that this parent holds in this round; gives since when they did, null when there was nothing. */
export const releaseHold = (
  db: Db,
  parent: Parent,
  round: RoundId,
  now: Temporal.Instant,
): Promise<string | null> =>
  write(db, () => {
    const since = heldSince(db, parent, round, now)
    letGo(db, parent, round)
    return since
  })

const heldSince = (db: Db, { household }: Parent, round: RoundId, now: Temporal.Instant) =>
  db
    .sql<{ since: string | null }, [number, number, string]>(
      "SELECT min(since) AS since FROM holds WHERE household_id = ? AND round_id = ? AND until > ? AND offer = 0",
    )
    .get(household, round, now.toString())?.since ?? null

/** Part of a write. */
const letGo = (db: Db, { household }: Parent, round: RoundId) =>
  showAgain(
    db,
    db
      .sql<Freed, [number, number]>(
        "DELETE FROM holds WHERE household_id = ? AND round_id = ? AND offer = 0 RETURNING slot_id AS slot",
      )
      .all(household, round),
  )

/** Lets go of what ran out: the times are on everybody's page again. Gives how many. */
export async function releaseExpired(db: Db, now: Temporal.Instant): Promise<number> {
  const at = now.toString()
  if (!db.sql<unknown, [string]>("SELECT 1 FROM holds WHERE until <= ? AND offer = 0 LIMIT 1").get(at))
    return 0
  return write(db, () => {
    const freed = db
      .sql<Freed, [string]>("DELETE FROM holds WHERE until <= ? AND offer = 0 RETURNING slot_id AS slot")
      .all(at)
    showAgain(db, freed)
    return freed.length
  })
}

type Freed = { slot: SlotId }

function showAgain(db: Db, freed: readonly Freed[]): void {
  for (const { slot } of freed) raiseBoardOf(db, slot)
}
