import type { Database } from "bun:sqlite"
import type { Actor } from "../../domain/access/access.ts"
import {
  type About,
  type Act,
  type Break,
  canonical,
  followChain,
  type Line,
} from "../../domain/privacy/logbook.ts"
import type { Keys } from "../../sealing.ts"
import { type Db, fileOf, type Tx } from "../open.ts"

type Row = Line & { hash: string }
const columns = "id, at, actor_kind AS actorKind, actor_id AS actorId, act, about, hash"

/** Notes who did what, inside the write that does it, linked to the line before. */
export function note(tx: Tx, actor: Actor, act: Act, about: About, now: Temporal.Instant): void {
  const db = fileOf(tx)
  const before = lastLink(db)
  const line: Line = {
    id: before.id + 1,
    at: now.toString(),
    actorKind: actor.kind,
    actorId: actor.id,
    act,
    about: JSON.stringify(about),
  }
  db.sql(
    "INSERT INTO logbook (id, at, actor_kind, actor_id, act, about, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
  ).run(
    line.id,
    line.at,
    line.actorKind,
    line.actorId,
    line.act,
    line.about,
    sealer(db.keys)(canonical(before.hash, line)),
  )
}

const sealer = (keys: Keys) => (text: string) => keys.hash("logbook", text)

/** The last row and its hash. The first link is made over all rows from before there was a chain. */
function lastLink(db: Db): { id: number; hash: string } {
  const last = db
    .sql<{ id: number; hash: string }, []>("SELECT id, hash FROM logbook ORDER BY id DESC LIMIT 1")
    .get()
  if (!last) return { id: 0, hash: "" }
  if (last.hash !== "") return last
  const rows = db.sql<Row, []>(`SELECT ${columns} FROM logbook ORDER BY id`).all()
  return {
    id: last.id,
    hash: rows.reduce((before, line) => sealer(db.keys)(canonical(before, line)), ""),
  }
}

export type LogbookState = { lines: number; broken: Break | null }

/**
 * Reads the whole chain of a school. `broken` names the first row that does not fit, or that the logbook lost its end since its head
 * was last noted in the control database.
 */
export function checkLogbook(db: Db, control: Database): LogbookState {
  const rows = db.client.query<Row, []>(`SELECT ${columns} FROM logbook ORDER BY id`)
  const chain = followChain(rows.iterate(), sealer(db.keys))
  if ("broken" in chain) return { lines: chain.broken.line - 1, broken: chain.broken }
  const lost = lostSince(db, control)
  return { lines: chain.lines, broken: lost && { ...lost, line: Math.min(lost.line, chain.lines + 1) } }
}

/** What does not fit with the head that was noted last: the row is gone, or another one. */
function lostSince(db: Db, control: Database): Break | null {
  const noted = control
    .query<{ line: number; hash: string }, [string]>(
      "SELECT line, hash FROM logbook_heads WHERE school_id = ?",
    )
    .get(db.school.id)
  if (!noted) return null
  const now = db.sql<{ hash: string }, [number]>("SELECT hash FROM logbook WHERE id = ?").get(noted.line)
  if (now?.hash === noted.hash) return null
  return { line: noted.line, why: now ? "changed" : "missing" }
}

/** Notes outside the school's file where its logbook ends now. False when it no longer fits what was noted before: that stays then. */
export function noteHead(db: Db, control: Database, now: Temporal.Instant): boolean {
  if (lostSince(db, control)) return false
  const last = db.sql<Row, []>(`SELECT ${columns} FROM logbook ORDER BY id DESC LIMIT 1`).get()
  if (last && last.hash !== "")
    control.run("REPLACE INTO logbook_heads (school_id, line, hash, noted_at) VALUES (?, ?, ?, ?)", [
      db.school.id,
      last.id,
      last.hash,
      now.toString(),
    ])
  return true
}

/** A file that was put back from a backup ends earlier, and goes on from there. */
export const forgetHead = (db: Pick<Db, "school">, control: Database): void => {
  control.run("DELETE FROM logbook_heads WHERE school_id = ?", [db.school.id])
}
