import type { Database } from "bun:sqlite"
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core"

// Fills every table of a file with rows that mean nothing and break no rule, whatever the tables are. What may be in a column is
// taken from its kind, its name ("_at" is a moment) and the words that today's schema knows for it.

type Value = string | number | Uint8Array | null
type Column = { name: string; type: string; notnull: number; pk: number }
type Link = { from: string; table: string; to: string | null }
export type Words = Map<string, readonly string[]>

/** The words that a schema allows in a column, by "table.column". */
export function wordsOf(schema: Record<string, unknown>): Words {
  const words: Words = new Map()
  for (const table of Object.values(schema).filter((each) => each instanceof SQLiteTable)) {
    const { name, columns } = getTableConfig(table)
    for (const column of columns)
      if (column.enumValues?.length) words.set(`${name}.${column.name}`, column.enumValues)
  }
  return words
}

/** The names of all tables but the migrator's own. */
export const tablesOf = (client: Database) =>
  client
    .query<{ name: string }, []>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations' ORDER BY name",
    )
    .all()
    .map(({ name }) => name)

export const columnsOf = (client: Database, table: string) =>
  client.query<Column, []>(`SELECT name, type, "notnull", pk FROM pragma_table_info('${table}')`).all()

/** The same chances every time. */
function chances(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Three rows in every table, or as many as its rules allow; never none. Rules and links are on. */
export function fillEveryTable(client: Database, words: Words = new Map()): void {
  const below = chances(7)
  client.run("PRAGMA foreign_keys = ON")
  client.run("BEGIN")
  for (const table of inOrder(client)) {
    const columns = columnsOf(client, table)
    const links = linksOf(client, table)
    const names = columns.map(({ name }) => `"${name}"`).join(", ")
    const insert = client.prepare(
      `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => "?").join(", ")})`,
    )
    let rows = 0
    for (let tries = 0; rows < 3 && tries < 500; tries++)
      try {
        insert.run(...columns.map((column) => valueFor(client, table, column, links, words, below)))
        rows++
      } catch {
        // A rule of the table says no: other values may do.
      }
    insert.finalize()
    if (rows === 0) throw new Error(`No row could be made for ${table}`)
  }
  client.run("COMMIT")
}

const linksOf = (client: Database, table: string) =>
  client.query<Link, []>(`SELECT "from", "table", "to" FROM pragma_foreign_key_list('${table}')`).all()

/** Every table after those it points to. */
function inOrder(client: Database): string[] {
  const done: string[] = []
  const visit = (table: string, above: readonly string[]) => {
    if (done.includes(table) || above.includes(table)) return
    for (const link of linksOf(client, table)) visit(link.table, [...above, table])
    done.push(table)
  }
  for (const table of tablesOf(client)) visit(table, [])
  return done
}

function valueFor(
  client: Database,
  table: string,
  column: Column,
  links: readonly Link[],
  words: Words,
  below: (most: number) => number,
): Value {
  const link = links.find(({ from }) => from === column.name)
  if (link) {
    const to = link.to ?? "id"
    const known = client
      .query<{ value: Value }, []>(`SELECT "${to}" AS value FROM "${link.table}"`)
      .all()
      .map(({ value }) => value)
    // Where nothing may stand, sometimes nothing does.
    return known[below(known.length + 1 - column.notnull)] ?? null
  }
  const said = words.get(`${table}.${column.name}`)
  if (said) return said[below(said.length)] ?? null
  if (/INT/i.test(column.type)) return below(column.pk > 0 ? 9 : below(3) === 0 ? 90 : 5)
  if (column.type === "BLOB") return Uint8Array.of(0, 255, below(256))
  const two = (most: number) => String(below(most) + 1).padStart(2, "0")
  const day = `20${two(40)}-${two(12)}-${two(28)}`
  const time = `${two(22)}:${two(58)}`
  if (/(_at|until)$/.test(column.name)) return `${day}T${time}:00Z`
  if (column.name === "date") return day
  if (/(starts|ends)$/.test(column.name)) return time
  // Also a piece of JSON, for columns that hold some.
  return JSON.stringify(`${column.name} ${below(1e9)} ’Ÿ; --`)
}
