import type { Database } from "bun:sqlite"
import { createHash } from "node:crypto"
import { openFile } from "../../src/db/open.ts"

// A ledger is a chain: every row holds the hash of the one before. A copy of it cannot miss a row, or have one twice, unseen.

const link = (before: string, payload: string) =>
  createHash("sha256")
    .update(before + payload)
    .digest("hex")

export function openLedger(file: string): Database {
  const client = openFile(file, [])
  client.run(
    "CREATE TABLE IF NOT EXISTS ledger (seq INTEGER PRIMARY KEY, payload TEXT NOT NULL, hash TEXT NOT NULL)",
  )
  client.run("CREATE INDEX IF NOT EXISTS payloads ON ledger (payload)")
  return client
}

/** Adds a row and gives its number once it is on disk; "inside" a transaction of somebody else, once that is. */
export function book(client: Database, payload: string, where: "alone" | "inside" = "alone"): number {
  if (where === "alone") client.run("BEGIN IMMEDIATE")
  const last = client
    .query<{ seq: number; hash: string }, []>("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1")
    .get() ?? { seq: 0, hash: "" }
  client.run("INSERT INTO ledger VALUES (?, ?, ?)", [last.seq + 1, payload, link(last.hash, payload)])
  if (where === "alone") client.run("COMMIT")
  return last.seq + 1
}

/** The number of the last row. Throws when SQLite finds damage, or when the chain is broken. */
export function checkLedger(client: Database): number {
  const said = client.query<{ integrity_check: string }, []>("PRAGMA integrity_check").all()
  if (said.length !== 1 || said[0]?.integrity_check !== "ok") throw new Error(JSON.stringify(said))
  let before = { seq: 0, hash: "" }
  for (const row of client
    .query<{ seq: number; payload: string; hash: string }, []>("SELECT * FROM ledger ORDER BY seq")
    .iterate()) {
    if (row.seq !== before.seq + 1 || row.hash !== link(before.hash, row.payload))
      throw new Error(`The chain breaks at ${row.seq}`)
    before = row
  }
  return before.seq
}

/** Everything in a database as one hash, whatever the order of its pages. Litestream's own tables are not ours to compare. */
export function contentOf(client: Database): string {
  const hash = createHash("sha256")
  const tables = client
    .query<{ name: string; sql: string }, []>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_litestream%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' ORDER BY name",
    )
    .all()
  for (const { name, sql } of tables) {
    hash.update(sql)
    for (const row of client.query(`SELECT * FROM "${name}" ORDER BY 1`).iterate())
      hash.update(JSON.stringify(row))
  }
  return hash.digest("hex")
}

/** `bun tests/support/ledger.ts <file> <pause>`: books until it is ended, and says the number of every row that is on disk. */
if (import.meta.main) {
  const [file = "", pause = "5"] = process.argv.slice(2)
  const client = openLedger(file)
  // Between two bookings: one that is killed may have written what nobody was told of.
  process.on("SIGTERM", () => process.exit(0))
  for (;;) {
    process.stdout.write(`${book(client, crypto.randomUUID().repeat(8))}\n`)
    await Bun.sleep(Number(pause))
  }
}
