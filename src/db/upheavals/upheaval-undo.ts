import { actorOf, type Office } from "../../domain/access/access.ts"
import type { BookingId, RoundId, UpheavalId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { oneRoom } from "../../domain/rounds/rooms.ts"
import { entrySequence } from "../../domain/talks/booking.ts"
import { decideUndoing, type Undoing } from "../../domain/upheavals/undoing.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { raiseRound } from "../rounds/round-slots.ts"
import { restoreQuietly, restoreTalk, stepAside } from "../talks/booking-changes.ts"
import { isOfHousehold } from "../talks/booking-facts.ts"
import type { Change } from "../talks/booking-news.ts"
import { closeDoubled } from "../talks/pair-places.ts"
import { endOver } from "../talks/swap-questions.ts"
import { restoreTicks } from "../talks/swap-times.ts"
import { putListsRight } from "../talks/waiting-ends.ts"
import { restorePromised, takeBackPromised, untoldOffers } from "../talks/waiting-promises.ts"
import { undoDay } from "./day-undo.ts"
import { busyOf, homesOf, type StandingTalk } from "./upheaval-facts.ts"
import {
  countWaiting,
  isOfOne,
  noteOutcomes,
  type Remembered,
  rememberedOf,
  standingOf,
  type UpheavalRow,
} from "./upheaval-memory.ts"
import {
  beThere,
  type Changes,
  followEnd,
  makeRoom,
  noChanges,
  putBackPlaces,
  reopen,
} from "./upheaval-places.ts"

// Taking back within ten minutes what the school did with many talks at once, or with one.

export type UndoRefusal =
  /** The messages are on their way: families know of it. */
  | { kind: "told" }
  | { kind: "undone-before" }
  /** Something else was done after it: that goes back first. */
  | { kind: "not-the-last" }
  /** A colleague moved that day again. */
  | { kind: "changed-meanwhile" }
  /** A day goes back as a whole or not at all; these children have another talk at their old time. */
  | { kind: "families-elsewhere"; children: readonly string[] }
  | { kind: "teacher-elsewhere"; teacher: string; at: Temporal.Instant }
  | { kind: "date-past" }

/**
 * Puts back what an upheaval changed, as far as it still can be, and lets go of what waits to be told. What cannot go back is noted with
 * its reason; when nothing of one talk can, it may be tried again as long as nobody is told. Null when there is no such upheaval in this
 * round.
 */
export function undoUpheaval(
  db: Db,
  office: Office,
  wish: { round: RoundId; upheaval: UpheavalId },
  now: Temporal.Instant,
): Promise<Result<true, UndoRefusal> | null> {
  return write(db, (tx): Result<true, UndoRefusal> | null => {
    const row = db
      .sql<UpheavalRow, [number, number]>(
        "SELECT id, kind, round_id AS round, leaves_at AS leaves, undone_at AS undone, changes FROM upheavals WHERE id = ? AND round_id = ?",
      )
      .get(wish.upheaval, wish.round)
    if (!row) return null
    if (row.undone !== null) return refuse({ kind: "undone-before" })
    if (Temporal.Instant.compare(Temporal.Instant.from(row.leaves), now) <= 0) return refuse({ kind: "told" })
    if (!isLast(db, row)) return refuse({ kind: "not-the-last" })
    const change = { actor: actorOf(office), now, bySchool: true }
    if (row.kind === "day-moved") {
      const outcome = undoDay(db, tx, change, row)
      if (!outcome.ok) return outcome
    } else undoAway(db, tx, change, row)
    const back = countBack(db, row.id)
    // What stands in the way of one talk may go: until then the office has taken nothing back.
    const isUndone = back > 0 || !isOfOne(row.kind)
    if (isUndone) db.sql("UPDATE upheavals SET undone_at = ? WHERE id = ?").run(now.toString(), row.id)
    followEnd(db, row.round)
    raiseRound(db, row.round)
    endOver(db, tx, now)
    restorePromised(db, row.round, now)
    putListsRight(db, tx, now)
    if (isUndone) note(tx, change.actor, "upheaval-undone", { round: row.round, talks: back }, now)
    return accept(true)
  })
}

/** Was nothing done with many talks after it? What was done with one of them by itself is seen at that talk. */
const isLast = (db: Db, { id, round }: UpheavalRow) =>
  db
    .sql(
      "SELECT 1 FROM upheavals WHERE round_id = ? AND id > ? AND undone_at IS NULL AND kind NOT LIKE 'one-%'",
    )
    .get(round, id) === null

const countBack = (db: Db, upheaval: UpheavalId) =>
  db
    .sql<{ count: number }, [number]>(
      "SELECT count(*) AS count FROM upheaval_talks WHERE upheaval_id = ? AND outcome = 'back'",
    )
    .get(upheaval)?.count ?? 0

function undoAway(db: Db, tx: Tx, change: Change, row: UpheavalRow): void {
  const changes = JSON.parse(row.changes) as Changes
  const remembered = rememberedOf(db, row)
  reopen(db, changes)
  // What these talks left may be held for who waits, who hears of it when the others do.
  const untold = remembered.flatMap((talk) => untoldOffers(db, talk))
  takeBackPromised(db, tx, untold, change.now, 0)
  const standing = standingOf(db, remembered)
  const isOff = isCancelled(row)
  const isAsLeft = (talk: Remembered) =>
    isOff
      ? !standing.has(talk.id) && isOfHousehold(db, talk.household, talk.pupil)
      : standing.get(talk.id)?.sequence === talk.sequence + 1
  // For one talk no times are made: its old one must still be there.
  const canBe = !isOfOne(row.kind) || remembered.every((talk) => isCut(db, talk))
  const wishes = canBe ? remembered.filter(isAsLeft) : []
  const not = decideUndoing(
    wishes.map((talk) => undoing(talk, row, standing)),
    {
      takenOf: (teacher) => busyOf(db, row.round, teacher, change.now),
      homes: homesOf(db),
    },
    change.now,
  )
  for (const { id } of remembered) if (!wishes.some((wish) => wish.id === id)) not.set(id, "changed")
  const back = wishes.filter(({ id }) => !not.has(id))
  if (!isOff)
    stepAside(
      db,
      back.map(({ id }) => id),
    )
  for (const talk of back) restore(db, tx, change, changes, { talk, standing: standing.get(talk.id) })
  putBackPlaces(db, tx, changes, row.round, change.now)
  if (isOff) for (const talk of back) restoreTicks(db, talk)
  closeDoubled(db, row.round)
  for (const [teacher, spans] of Map.groupBy(back, (talk) => talk.teacher))
    beThere(db, noChanges(), row.round, teacher, { spans, rooms: oneRoom("") })
  noteOutcomes(db, row, remembered, not)
}

const isCancelled = ({ kind }: UpheavalRow) => kind === "cancelled" || kind === "one-cancelled"

const isCut = (db: Db, { round, teacher, startsAt }: Remembered) =>
  db
    .sql("SELECT 1 FROM slots WHERE round_id = ? AND teacher_id = ? AND starts_at = ?")
    .get(round, teacher, startsAt.toString()) !== null

const undoing = (
  talk: Remembered,
  row: UpheavalRow,
  standing: ReadonlyMap<BookingId, StandingTalk>,
): Undoing => ({
  booking: talk.id,
  household: standing.get(talk.id)?.household ?? talk.household,
  pupil: talk.pupil,
  round: row.round,
  was: talk,
  isOff: isCancelled(row),
})

function restore(
  db: Db,
  tx: Tx,
  change: Change,
  changes: Changes,
  { talk, standing }: { talk: Remembered; standing: StandingTalk | undefined },
): void {
  const slot = makeRoom(db, changes, talk.round, talk)
  if (talk.waiting === countWaiting(db, talk.id, entrySequence(talk) + 1))
    restoreQuietly(db, tx, change, { talk, standing: standing ?? null, slot })
  else restoreTalk(db, tx, change, { talk, standing: standing ?? null, slot })
}
