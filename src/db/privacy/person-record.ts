import { type Administrator, actorOf, type Proven } from "../../domain/access/access.ts"
import type { PersonName } from "../../domain/people/people.ts"
import type { Person, RecordKind } from "../../domain/privacy/erasing.ts"
import { recordKinds } from "../../domain/privacy/erasing.ts"
import type { LogbookLine } from "../../domain/privacy/logbook-line.ts"
import { type Db, write } from "../open.ts"
import { note } from "./logbook.ts"
import { linesOf } from "./logbook-reading.ts"
import { recordOf, rowsOf } from "./person-rows.ts"

/** A value as it is given to the person it is about. "sealed": kept in a form that nobody can read back, ourselves included. */
export type Given = string | number | null | { sealed: true }
export type GivenRow = Record<string, Given>

/** Everything that is kept of somebody. */
export type PersonRecord = {
  person: Person
  names: PersonName[]
  parts: { kind: RecordKind; rows: GivenRow[] }[]
  /** What the logbook says of them; of others no more than their role. */
  lines: LogbookLine[]
}

/** The name under which a school knows somebody; of a household those of its children. Null when there is no such person. */
export function namesOf(db: Db, { kind, id }: Person): PersonName[] | null {
  const texts = {
    pupil: "SELECT first, prefix, last FROM pupils WHERE id = ?",
    guardian: "SELECT '' AS first, prefix, last FROM guardians WHERE id = ?",
    household: `SELECT p.first, p.prefix, p.last FROM households h LEFT JOIN household_pupils s ON s.household_id = h.id
        LEFT JOIN pupils p ON p.id = s.pupil_id WHERE h.id = ? ORDER BY p.id`,
  }
  const rows = db.sql<PersonName | { last: null }, [number]>(texts[kind]).all(id)
  return rows.length === 0 ? null : rows.filter((row): row is PersonName => row.last !== null)
}

/** Has this pupil more than one home? */
export const isSeatedTwice = (db: Db, { kind, id }: Person): boolean =>
  kind === "pupil" &&
  (db
    .sql<{ seats: number }, [number]>("SELECT count(*) AS seats FROM household_pupils WHERE pupil_id = ?")
    .get(id)?.seats ?? 0) > 1

/**
 * Everything that is kept of somebody, and the line in the logbook that it was given. A household's holds its children; never another home
 * of theirs. Null when there is no such person.
 */
export async function giveRecord(
  db: Db,
  staff: Proven<Administrator>,
  person: Person,
  now: Temporal.Instant,
): Promise<PersonRecord | null> {
  const names = namesOf(db, person)
  if (names === null) return null
  const record = { person, names, parts: partsOf(db, person), lines: linesAbout(db, person) }
  await write(db, (tx) => note(tx, actorOf(staff), "record-shown", { [person.kind]: person.id }, now))
  return record
}

function partsOf(db: Db, person: Person): PersonRecord["parts"] {
  const rows = rowsOf(db, [person])
  if (person.kind === "household") {
    const children = db
      .sql<{ id: number }, [number]>("SELECT pupil_id AS id FROM household_pupils WHERE household_id = ?")
      .all(person.id)
    rows.set("pupils", new Set(children.map(({ id }) => id)))
  }
  const parts = new Map<RecordKind, GivenRow[]>()
  for (const [table, ids] of rows) {
    const kind = recordOf[table] ?? "other"
    const found = db
      .sql<Record<string, string | number | null>, [string]>(
        `SELECT * FROM "${table}" WHERE rowid IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify([...ids]))
    parts.set(kind, [...(parts.get(kind) ?? []), ...found.map((row) => given(db, row))])
  }
  return recordKinds.flatMap((kind) => {
    const found = parts.get(kind)
    return found ? [{ kind, rows: found }] : []
  })
}

/** Numbers of teachers, rounds and groups become names; hashes and sealed facts are named, not shown. */
function given(db: Db, row: Record<string, string | number | null>): GivenRow {
  const shown: GivenRow = {}
  for (const [column, value] of Object.entries(row)) {
    if (value === null || value === "") continue
    // Two families stand in one row: neither is given numbers of the other.
    if (/^(asker|holder)_/.test(column)) continue
    if (/(_hash|^uid)$/.test(column)) shown[column] = { sealed: true }
    else if (typeof value === "number" && column in names) shown[column] = names[column]?.(db, value) ?? value
    else if (column === "facts") Object.assign(shown, factsOf(String(value)))
    else shown[column] = value
  }
  return shown
}

function factsOf(json: string): GivenRow {
  const facts = JSON.parse(json) as Record<string, string | number>
  const shown: GivenRow = {}
  for (const [name, value] of Object.entries(facts))
    shown[name] = name === "sealed" || name === "uid" ? { sealed: true } : value
  return shown
}

const text = (sql: string) => (db: Db, id: number) =>
  db.sql<{ text: string }, [number]>(sql).get(id)?.text ?? null
const names: Record<string, (db: Db, id: number) => string | null> = {
  teacher_id: text(
    "SELECT trim(first || ' ' || trim(prefix || ' ' || last)) AS text FROM teachers WHERE id = ?",
  ),
  round_id: text("SELECT title AS text FROM rounds WHERE id = ?"),
  group_id: text("SELECT name AS text FROM groups WHERE id = ?"),
  location_id: text("SELECT name AS text FROM locations WHERE id = ?"),
}

/** The last thousand lines about somebody, newest first. */
function linesAbout(db: Db, { kind, id }: Person): LogbookLine[] {
  const words = kind === "household" ? ["household", "other", "made", "from", "to"] : [kind]
  const about = words.map((word) => `json_extract(about, '$.${word}') = ?1`)
  if (kind === "household") about.push("(actor_kind = 'parent' AND actor_id = ?1)")
  // "made" counts in one act.
  return linesOf(
    db,
    db
      .sql<Parameters<typeof linesOf>[1][number], [number]>(
        `SELECT id, at, actor_kind AS actorKind, actor_id AS actorId, act, about FROM logbook
          WHERE act <> 'invitations-made' AND (${about.join(" OR ")}) ORDER BY id DESC LIMIT 1000`,
      )
      .all(id),
  )
}
