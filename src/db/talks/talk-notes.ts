import { actorOf, type Office, type Parent } from "../../domain/access/access.ts"
import type { BookingId, RoundId, SlotId } from "../../domain/ids.ts"
import { accept, type Result } from "../../domain/result.ts"
import { decideNote, type NoteRefusal } from "../../domain/talks/talk-note.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"

type Row = { text: string; allowed: number; starts: string; round: RoundId; slot: SlotId }

const find = (db: Db, { household }: Parent, booking: BookingId) =>
  db
    .sql<Row, [number, number]>(
      `SELECT b.note AS text, r.notes AS allowed, b.starts_at AS starts, b.round_id AS round, b.slot_id AS slot
         FROM bookings b JOIN rounds r ON r.id = b.round_id WHERE b.id = +? AND b.household_id = +?`,
    )
    .get(booking, household)

/** What this parent wrote to the teacher, and whether the school lets parents write. Nothing for a talk that is not theirs. */
export function noteOfTalk(db: Db, parent: Parent, booking: BookingId): { text: string; allowed: boolean } {
  const row = find(db, parent, booking)
  return { text: row?.text ?? "", allowed: row?.allowed === 1 }
}

/** Keeps what a parent writes to the teacher with the talk; empty takes it away. Null when the talk is not theirs. */
export function writeNote(
  db: Db,
  parent: Parent,
  wish: { booking: BookingId; typed: string },
  now: Temporal.Instant,
): Promise<Result<string, NoteRefusal> | null> {
  return write(db, (tx) => {
    const row = find(db, parent, wish.booking)
    if (!row) return null
    const facts = {
      allowed: row.allowed === 1,
      startsAt: Temporal.Instant.from(row.starts),
      typed: wish.typed,
    }
    const decision = decideNote(facts, now)
    if (!decision.ok || decision.value === row.text) return decision
    db.sql("UPDATE bookings SET note = ? WHERE id = ?").run(decision.value, wish.booking)
    // That something was written, never what.
    const { round, slot } = row
    note(tx, actorOf(parent), "note-written", { booking: wish.booking, round, slot }, now)
    return accept(decision.value)
  })
}

/** Lets parents write to teachers in this round, or no more; what they wrote stays. Null when the round is not there. */
export function allowNotes(
  db: Db,
  staff: Office,
  wish: { round: RoundId; allowed: boolean },
  now: Temporal.Instant,
): Promise<true | null> {
  return write(db, (tx) => {
    const { round, allowed } = wish
    const changed = db
      .sql("UPDATE rounds SET notes = ? WHERE id = ? AND published_at IS NOT NULL")
      .run(allowed ? 1 : 0, round)
    if (changed.changes === 0) return null
    note(tx, actorOf(staff), allowed ? "notes-allowed" : "notes-stopped", { round }, now)
    return true as const
  })
}
