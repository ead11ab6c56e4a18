import type { Actor, Administrator } from "../../domain/access/access.ts"
import type { Page } from "../../domain/households/household-lines.ts"
import { pageSize } from "../../domain/households/household-lines.ts"
import type { PersonName } from "../../domain/people/people.ts"
import {
  type About,
  acts,
  type Line,
  type NamedKind,
  namedIn,
  type Topic,
} from "../../domain/privacy/logbook.ts"
import type { LogbookLine, Named } from "../../domain/privacy/logbook-line.ts"
import { zone } from "../../domain/school/school.ts"
import type { Db } from "../open.ts"

export type LogbookSearch = {
  actor: Actor["kind"] | null
  /** One person of the staff, or one household. */
  actorId: number | null
  topic: Topic | null
  /** First and last day, in Amsterdam. */
  from: Temporal.PlainDate | null
  until: Temporal.PlainDate | null
  page: number
}

/** The logbook of this school, newest first, a page at a time. Names are looked up now: the rows hold none. */
export function logbookPage(db: Db, _staff: Administrator, search: LogbookSearch): Page<LogbookLine> {
  const [where, bound] = condition(search)
  const total =
    db.client
      .query<{ n: number }, (string | number)[]>(`SELECT count(*) AS n FROM logbook ${where}`)
      .get(...bound)?.n ?? 0
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(Math.max(1, search.page), pages)
  const from = (page - 1) * pageSize
  const rows = db.client
    .query<Line, (string | number)[]>(
      `SELECT id, at, actor_kind AS actorKind, actor_id AS actorId, act, about FROM logbook ${where} ORDER BY id DESC LIMIT ? OFFSET ?`,
    )
    .all(...bound, pageSize, from)
  return { rows: linesOf(db, rows), page, pages, total, from }
}

function condition(search: LogbookSearch): [string, (string | number)[]] {
  const parts: string[] = []
  const bound: (string | number)[] = []
  const add = (part: string, value: string | number) => {
    parts.push(part)
    bound.push(value)
  }
  if (search.actor) add("actor_kind = ?", search.actor)
  if (search.actorId !== null) add("actor_id = ?", search.actorId)
  if (search.topic) add("act IN (SELECT value FROM json_each(?))", JSON.stringify(actsOf(search.topic)))
  if (search.from) add("at >= ?", startOf(search.from))
  if (search.until) add("at < ?", startOf(search.until.add({ days: 1 })))
  return [parts.length > 0 ? `WHERE ${parts.join(" AND ")}` : "", bound]
}

const actsOf = (topic: Topic) => Object.entries(acts).flatMap(([act, of]) => (of === topic ? [act] : []))

/** The first moment of a day. "2026-11-12T09:00:00.5Z" sorts after this, "…:00Z" too. */
const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant().toString().slice(0, 19)

/** Rows with the names behind their ids. */
export function linesOf(db: Db, rows: readonly Line[]): LogbookLine[] {
  const known = new Map<string, Named | null>()
  const nameOf = (kind: NamedKind, id: number) => {
    const key = `${kind} ${id}`
    const name = known.has(key) ? (known.get(key) ?? null) : look[kind](db, id)
    known.set(key, name)
    return name
  }
  return rows.map((row) => {
    const about = JSON.parse(row.about) as About
    const names: Record<string, Named | null> = {}
    for (const { word, kind, id } of namedIn(row.act, about)) names[word] = nameOf(kind, id)
    const kind = row.actorKind === "parent" ? "household" : "staff"
    const actorName = row.actorId === null ? null : nameOf(kind, row.actorId)
    const { id, act, actorKind: actor } = row
    return { id, at: Temporal.Instant.from(row.at), actor, actorName, act, about, names }
  })
}

const people = (rows: PersonName[]): Named | null => (rows.length > 0 ? { kind: "people", of: rows } : null)
const text = (row: { text: string } | null): Named | null => row && { kind: "text", text: row.text }

const look: Record<NamedKind, (db: Db, id: number) => Named | null> = {
  household: (db, id) =>
    people(
      db
        .sql<PersonName, [number]>(
          `SELECT p.first, p.prefix, p.last FROM household_pupils h JOIN pupils p ON p.id = h.pupil_id
            WHERE h.household_id = ? ORDER BY p.id`,
        )
        .all(id),
    ),
  guardian: (db, id) =>
    people(
      db.sql<PersonName, [number]>("SELECT '' AS first, prefix, last FROM guardians WHERE id = ?").all(id),
    ),
  pupil: (db, id) =>
    people(db.sql<PersonName, [number]>("SELECT first, prefix, last FROM pupils WHERE id = ?").all(id)),
  staff: (db, id) =>
    text(db.sql<{ text: string }, [number]>("SELECT name AS text FROM staff WHERE id = ?").get(id)),
  round: (db, id) =>
    text(db.sql<{ text: string }, [number]>("SELECT title AS text FROM rounds WHERE id = ?").get(id)),
  slot(db, id) {
    const row = db
      .sql<PersonName & { at: string }, [number]>(
        `SELECT s.starts_at AS at, t.first, t.prefix, t.last FROM slots s JOIN teachers t ON t.id = s.teacher_id WHERE s.id = ?`,
      )
      .get(id)
    return row && { kind: "slot", at: Temporal.Instant.from(row.at), teacher: row }
  },
}

/** Who of the staff did something that was noted, for the list to choose from. */
export const staffInLogbook = (db: Db, _staff: Administrator) =>
  db.sql<{ id: number; name: string }, []>("SELECT id, name FROM staff ORDER BY name").all()
