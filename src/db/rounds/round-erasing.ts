import type { Database } from "bun:sqlite"
import type { Office } from "../../domain/access/access.ts"
import type { RoundId } from "../../domain/ids.ts"
import { isKeptEnough, type Kept, keepRounds, keptUntil } from "../../domain/privacy/retention.ts"
import { type Db, type Tx, write } from "../open.ts"
import { confirmErasure, logErasure } from "../privacy/erasure-log.ts"
import { note } from "../privacy/logbook.ts"
import { deleteRows, gather, type Rows } from "../privacy/person-rows.ts"

/** How many days after its last talk this school keeps the talks of a round. */
export function keepDaysOf(db: Db): number {
  const row = db.sql<{ days: number }, []>("SELECT keep_round_days AS days FROM school WHERE id = 1").get()
  return row?.days ?? keepRounds.usual
}

/** Until when the talks of a round are kept, or when they were erased; null while it has no talks to come or gone. */
export function keptOf(db: Db, _office: Office, round: RoundId): Kept | null {
  const row = db
    .sql<{ endsAt: string | null; erasedAt: string | null }, [number]>(
      "SELECT ends_at AS endsAt, erased_at AS erasedAt FROM rounds WHERE id = ? AND published_at IS NOT NULL",
    )
    .get(round)
  if (row?.erasedAt) return { erasedAt: Temporal.Instant.from(row.erasedAt) }
  return row?.endsAt ? { until: keptUntil(Temporal.Instant.from(row.endsAt), keepDaysOf(db)) } : null
}

/** Erases, one by one, the rounds that were kept long enough. Gives how many. */
export async function eraseOldRounds(control: Database, db: Db, now: Temporal.Instant): Promise<number> {
  const days = keepDaysOf(db)
  const due = db
    .sql<{ id: RoundId; endsAt: string }, []>(
      "SELECT id, coalesce(ends_at, closes_at) AS endsAt FROM rounds WHERE erased_at IS NULL AND published_at IS NOT NULL",
    )
    .all()
    .filter(({ endsAt }) => isKeptEnough(Temporal.Instant.from(endsAt), days, now))
  for (const { id } of due) {
    const logged = logErasure(control, db.school.id, [{ kind: "round", id }], null, now)
    await write(db, (tx) => {
      const talks = eraseRound(db, tx, id, now)
      if (talks !== null) note(tx, { kind: "system", id: null }, "round-erased", { round: id, talks }, now)
    })
    confirmErasure(control, logged)
  }
  return due.length
}

/**
 * Erases who talked with whom in a round: talks, links, invitations, messages, and when teachers were there. Its title and days stay, so that a
 * school still sees that there was a round. Gives how many talks went; null when it was done before. Part of a write.
 */
export function eraseRound(db: Db, _tx: Tx, round: RoundId, now: Temporal.Instant): number | null {
  const marked = db
    .sql("UPDATE rounds SET erased_at = ? WHERE id = ? AND erased_at IS NULL")
    .run(now.toString(), round)
  if (marked.changes === 0) return null
  // Its slots go as they stand: none may come apart on the way out.
  db.sql("DELETE FROM joined_slots WHERE slot_id IN (SELECT id FROM slots WHERE round_id = ?)").run(round)
  const rows: Rows = new Map()
  for (const table of [
    "bookings",
    "slots",
    "video_meetings",
    "video_calendars",
    "marks",
    "long_talks",
    "declines",
    "waits",
    "missed_offers",
    "invitations",
    "messages",
    "presences",
    "absences",
    "gone_talks",
  ])
    gather(db, rows, table, idsOfRound(db, table, round))
  deleteRows(db, rows)
  db.sql("UPDATE households SET version = version + 1").run()
  db.sql("UPDATE round_teachers SET version = version + 1 WHERE round_id = ?").run(round)
  return rows.get("bookings")?.size ?? 0
}

const idsOfRound = (db: Db, table: string, round: RoundId) =>
  db
    .sql<{ rowid: number }, [number]>(`SELECT rowid AS rowid FROM ${table} WHERE round_id = ?`)
    .all(round)
    .map((row) => row.rowid)
