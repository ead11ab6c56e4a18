import type { RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import type { FreeSlot } from "../../domain/talks/family-round.ts"
import { inARow, type SlotLength } from "../../domain/talks/slot.ts"
import type { Db } from "../open.ts"
import type { Edition } from "./editions.ts"

/**
 * The free slots of one teacher in a round, in order; shared by all who look, and read once per version. A slot is the same object
 * as long as it stays at its time.
 */
export type Board = { readonly version: number; readonly free: readonly FreeSlot[] }

/** Longer talks on a board, by how many slots they take: the same list as long as the board is the same. */
const longer = new WeakMap<Board, Map<string, readonly FreeSlot[]>>()

/** Where a talk that takes so many slots in a row can be had on this board, in order. */
export function timesOn(board: Board, takes: number, { changeMinutes }: Pick<SlotLength, "changeMinutes">) {
  if (takes === 1) return board.free
  const lists = longer.get(board) ?? new Map<string, readonly FreeSlot[]>()
  longer.set(board, lists)
  const key = `${takes}/${changeMinutes}`
  const times = lists.get(key) ?? inARow(board.free, takes, changeMinutes)
  lists.set(key, times)
  return times
}

type Kept = Board & { readonly seen: Map<SlotId, FreeSlot & { readonly text: string }> }

const kept = new WeakMap<Db, Map<string, Kept>>()

/** The board of a teacher at this version of `round_teachers`: no slots are in it that are blocked, chosen or held. */
export function boardOf(db: Db, round: RoundId, teacher: TeacherId, version: number): Board {
  const boards = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, boards)
  const key = `${round}/${teacher}`
  const known = boards.get(key)
  if (known?.version === version) return known
  const board = readBoard(db, round, teacher, version, known?.seen ?? new Map())
  boards.set(key, board)
  return board
}

function readBoard(db: Db, round: RoundId, teacher: TeacherId, version: number, seen: Kept["seen"]): Kept {
  // The plus keeps SQLite from preparing the statement anew for every value.
  const rows = db
    .sql<never, [number, number]>(
      `SELECT s.id, s.starts_at, s.ends_at FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id LEFT JOIN holds h ON h.slot_id = s.id
        WHERE s.round_id = +?1 AND s.teacher_id = +?2 AND s.blocked = 0 AND b.id IS NULL AND h.slot_id IS NULL ORDER BY s.starts_at`,
    )
    .values(round, teacher) as [SlotId, string, string][]
  const free = rows.map(([id, starts, ends]) => {
    const text = `${starts} ${ends}`
    const before = seen.get(id)
    if (before?.text === text) return before
    const startsAt = Temporal.Instant.from(starts)
    const slot = { id, startsAt, endsAt: Temporal.Instant.from(ends), text }
    seen.set(id, slot)
    return slot
  })
  return { version, free, seen }
}

const versions = new WeakMap<Db, Map<RoundId, { boards: string; of: ReadonlyMap<TeacherId, number> }>>()

/** The version of the board of every teacher in a round. */
export function versionsOf(db: Db, { boards }: Edition, round: RoundId): ReadonlyMap<TeacherId, number> {
  const rounds = versions.get(db) ?? new Map()
  versions.set(db, rounds)
  const known = rounds.get(round)
  if (known?.boards === boards) return known.of
  const rows = db
    .sql<never, [number]>("SELECT teacher_id, version FROM round_teachers WHERE round_id = ?")
    .values(round) as [TeacherId, number][]
  const of = new Map(rows)
  rounds.set(round, { boards, of })
  return of
}

/** What is free with the teacher of this slot has changed: everybody gets a fresh board. Part of a write. */
export const raiseBoardOf = (db: Db, slot: SlotId) =>
  db
    .sql(
      `UPDATE round_teachers SET version = version + 1
         WHERE (round_id, teacher_id) = (SELECT round_id, teacher_id FROM slots WHERE id = ?)`,
    )
    .run(slot)

/** Nobody holds these slots any more, nor what was held together with them for a longer talk. Part of a write. */
export const letGoOf = (db: Db, slots: readonly SlotId[]) =>
  db
    .sql(
      `DELETE FROM holds WHERE slot_id IN (
         SELECT o.slot_id FROM holds h JOIN slots s ON s.id = h.slot_id
           JOIN holds o ON o.round_id = h.round_id AND o.household_id = h.household_id AND o.pupil_id = h.pupil_id AND o.offer = h.offer
           JOIN slots t ON t.id = o.slot_id AND t.teacher_id = s.teacher_id
          WHERE h.slot_id IN (SELECT value FROM json_each(?)))`,
    )
    .run(JSON.stringify(slots))
