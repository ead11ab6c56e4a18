import type { Database } from "bun:sqlite"
import { afterEach, describe, expect, it } from "bun:test"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core"
import * as controlSchema from "../../src/db/control-schema.ts"
import { controlMigrations } from "../../src/db/migrations/control.ts"
import { schoolMigrations } from "../../src/db/migrations/school.ts"
import { type Migration, openFile } from "../../src/db/open.ts"
import * as schoolSchema from "../../src/db/schema.ts"
import { columnsOf, fillEveryTable, tablesOf, type Words, wordsOf } from "../support/filling.ts"

// Every migration, those of years to come included, runs over files full of rows as they were before it. A migration that is
// added is tested without a word here.

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

type Row = Record<string, unknown>
type Contents = Map<string, { columns: string[]; rows: Row[] }>

/** Everything in a file, each table in the order of its key. */
function contentsOf(client: Database): Contents {
  return new Map(
    tablesOf(client).map((table) => {
      const columns = columnsOf(client, table)
      const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => `"${name}"`)
      const order = key.length > 0 ? key.join(", ") : "rowid"
      const rows = client.query<Row, []>(`SELECT * FROM "${table}" ORDER BY ${order}`).all()
      return [table, { columns: columns.map(({ name }) => name), rows }]
    }),
  )
}

/** The columns that a migration says it writes anew, as "table.column". */
function rewritten(migrations: readonly Migration[]): Set<string> {
  const found = new Set<string>()
  for (const { sql } of migrations)
    for (const [, table, set = ""] of sql.matchAll(/UPDATE\s+[`"]?(\w+)[`"]?\s+SET\s+([\s\S]*?)(?:;|$)/gi))
      for (const [, column] of set.matchAll(/[`"]?(\w+)[`"]?\s*=/g)) found.add(`${table}.${column}`)
  return found
}

/** What was there and is not there any more, in words. A table or column that was taken away altogether is not missed. */
function lost(before: Contents, after: Contents, meant: ReadonlySet<string>): string[] {
  const found: string[] = []
  for (const [table, was] of before) {
    const is = after.get(table)
    if (!is) continue
    if (is.rows.length !== was.rows.length)
      found.push(`${table}: ${was.rows.length} rows became ${is.rows.length}`)
    for (const column of was.columns) {
      if (!is.columns.includes(column) || meant.has(`${table}.${column}`)) continue
      const one = JSON.stringify(was.rows.map((row) => row[column]))
      if (one !== JSON.stringify(is.rows.map((row) => row[column]))) found.push(`${table}.${column} changed`)
    }
  }
  return found
}

/** Opens a file as it was with the first so many migrations, fills it, opens it again with all of them, and says what was lost. */
function lostBy(migrations: readonly Migration[], from: number, words: Words): string[] {
  const folder = mkdtempSync(join(tmpdir(), "tienminuten-migrations-"))
  folders.push(folder)
  const path = join(folder, "school.db")
  const old = openFile(path, migrations.slice(0, from))
  fillEveryTable(old, words)
  const before = contentsOf(old)
  old.close()
  const fresh = openFile(path, migrations)
  try {
    expect([...before].filter(([, { rows }]) => rows.length === 0)).toEqual([])
    expect(fresh.query("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }])
    return lost(before, contentsOf(fresh), rewritten(migrations.slice(from)))
  } finally {
    fresh.close()
  }
}

for (const [database, migrations, schema] of [
  ["a school", schoolMigrations, schoolSchema],
  ["the registry", controlMigrations, controlSchema],
] as const)
  describe(`the file of ${database}`, () => {
    for (let from = 1; from <= migrations.length; from++)
      it(`loses nothing when it comes from ${migrations[from - 1]?.name}`, () => {
        expect(lostBy(migrations, from, wordsOf(schema))).toEqual([])
      })

    it("has every table and column of its schema, once all have run", () => {
      const client = openFile(":memory:", migrations)
      for (const table of Object.values<unknown>(schema).filter((each) => each instanceof SQLiteTable)) {
        const { name, columns } = getTableConfig(table)
        const has = columnsOf(client, name).map((each) => each.name)
        expect([name, ...has.sort()]).toEqual([name, ...columns.map((each) => each.name).sort()])
      }
      client.close()
    })
  })

describe("the test itself", () => {
  const first: Migration = {
    name: "0000_first",
    sql: `CREATE TABLE homes (id integer PRIMARY KEY AUTOINCREMENT NOT NULL, name text NOT NULL) STRICT;--> statement-breakpoint
CREATE TABLE talks (id integer PRIMARY KEY AUTOINCREMENT NOT NULL, home_id integer NOT NULL REFERENCES homes(id) ON DELETE CASCADE,
  starts text NOT NULL, ends text NOT NULL, CHECK (starts < ends)) STRICT;`,
  }
  const rebuilt = (copy: string): Migration => ({
    name: "0001_rebuilt",
    sql: `CREATE TABLE __new (id integer PRIMARY KEY AUTOINCREMENT NOT NULL, name text NOT NULL, size integer NOT NULL DEFAULT 1) STRICT;--> statement-breakpoint
${copy};--> statement-breakpoint
DROP TABLE homes;--> statement-breakpoint
ALTER TABLE __new RENAME TO homes;`,
  })
  const outcome = (second: Migration) => lostBy([first, second], 1, new Map())

  it("is content with a table that is rebuilt with care", () => {
    expect(outcome(rebuilt("INSERT INTO __new (id, name) SELECT id, name FROM homes"))).toEqual([])
  })

  it("sees a row that stayed behind, and one that changed", () => {
    const onlySome = "INSERT INTO __new (id, name) SELECT id, name FROM homes LIMIT 2"
    // The talks of the home that is gone make the migrator itself refuse, unless nobody had one there.
    expect(() => {
      const said = outcome(rebuilt(onlySome))
      if (said.length > 0) throw new Error(said.join())
    }).toThrow(/rows/)
    expect(outcome(rebuilt("INSERT INTO __new (id, name) SELECT id, upper(name) FROM homes"))).toEqual([
      "homes.name changed",
    ])
    expect(
      outcome({ name: "0001_fewer", sql: "DELETE FROM talks WHERE id = (SELECT min(id) FROM talks)" }),
    ).toContain("talks: 3 rows became 2")
  })

  it("allows what a migration says it does", () => {
    expect(outcome({ name: "0001_names", sql: "UPDATE homes SET name = trim(name, '\"')" })).toEqual([])
    expect(outcome({ name: "0001_less", sql: "DROP TABLE talks" })).toEqual([])
  })
})
