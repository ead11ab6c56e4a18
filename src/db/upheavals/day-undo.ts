import type { SlotId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { entrySequence } from "../../domain/talks/booking.ts"
import type { Slot, Span } from "../../domain/talks/slot.ts"
import { type DayRefusal, onAnotherDate } from "../../domain/upheavals/day-move.ts"
import type { Db, Tx } from "../open.ts"
import { readDays } from "../rounds/round-setup.ts"
import { moveTalk, restoreQuietly } from "../talks/booking-changes.ts"
import type { Change } from "../talks/booking-news.ts"
import { takeBackPromised } from "../talks/waiting-promises.ts"
import { type DayChanges, inTheWay, shift, slotsOfDay, talksIn } from "./day-moves.ts"
import type { StandingTalk } from "./upheaval-facts.ts"
import { countWaiting, noteOutcomes, rememberedOf, standingOf, type UpheavalRow } from "./upheaval-memory.ts"

// A day that went to another date goes back.

type UndoDayRefusal =
  | { kind: "changed-meanwhile" | "date-past" }
  | Extract<DayRefusal, { kind: "teacher-elsewhere" | "families-elsewhere" }>

/**
 * The day goes back as a whole or not at all, with talks that were chosen meanwhile: their families hear of it at once. Part of a write.
 */
export function undoDay(db: Db, tx: Tx, change: Change, row: UpheavalRow): Result<true, UndoDayRefusal> {
  const changes = JSON.parse(row.changes) as DayChanges
  const [from, to] = [Temporal.PlainDate.from(changes.from), Temporal.PlainDate.from(changes.to)]
  const day = readDays(db, row.round).find(({ id }) => id === changes.day)
  if (!day?.date.equals(to)) return refuse({ kind: "changed-meanwhile" })
  const slots = slotsOfDay(db, row.round, day)
  const talks = talksIn(db, slots)
  const back = (span: Span) => onAnotherDate(span, to, from)
  if (slots.some((slot) => Temporal.Instant.compare(back(slot).startsAt, change.now) <= 0))
    return refuse({ kind: "date-past" })
  const clash = inTheWay(db, { round: row.round, slots, talks }, back)
  if (clash) return refuse(clash)
  takeBackPromised(
    db,
    tx,
    slots.map(({ id }) => id),
    change.now,
    0,
  )
  carryBack(db, tx, change, row, { changes, talks, moved: shift(db, slots, back) })
  return accept(true)
}

function carryBack(
  db: Db,
  tx: Tx,
  change: Change,
  row: UpheavalRow,
  {
    changes,
    talks,
    moved,
  }: { changes: DayChanges; talks: readonly StandingTalk[]; moved: Map<SlotId, Slot> },
): void {
  const remembered = new Map(rememberedOf(db, row).map((talk) => [talk.id, talk]))
  for (const standing of talks) {
    const slot = moved.get(standing.slot) as Slot
    const talk = remembered.get(standing.id)
    const isQuiet =
      talk &&
      standing.sequence === talk.sequence + 1 &&
      talk.waiting === countWaiting(db, talk.id, entrySequence(talk) + 1)
    if (isQuiet) restoreQuietly(db, tx, change, { talk, standing, slot })
    else moveTalk(db, tx, change, standing, slot)
  }
  db.sql("UPDATE round_days SET date = ? WHERE id = ?").run(changes.from, changes.day)
  // What a colleague changed meanwhile stays.
  const { was, is } = changes
  db.sql(
    "UPDATE rounds SET closes_at = iif(closes_at = ?, ?, closes_at), change_until = iif(change_until = ?, ?, change_until) WHERE id = ?",
  ).run(is.closes, was.closes, is.change, was.change, row.round)
  const all = [...remembered.values()]
  const standing = standingOf(db, all)
  noteOutcomes(
    db,
    row,
    all,
    new Map(all.flatMap(({ id }) => (standing.has(id) ? [] : [[id, "changed" as const]]))),
  )
}
