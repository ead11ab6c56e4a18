import { Database } from "bun:sqlite"
import { afterAll, beforeAll, expect, it } from "bun:test"
import { join } from "node:path"
import { copyFromBackup } from "../../src/integrations/copies.ts"
import { type BucketServer, bucketServer, eventually, replicating, urlOf } from "../support/backup.ts"
import { folder } from "../support/folder.ts"
import { book, checkLedger, contentOf, openLedger } from "../support/ledger.ts"

// What moves every page of a file at once, while somebody books: the moments before and after it can both be brought back.

let server: BucketServer
beforeAll(async () => {
  server = await bucketServer()
})
afterAll(() => server.close())

/** By day ten, so that nobody waits. */
const megabytes = Number(process.env["MEGABYTES"] ?? 10)

const upheavals: Record<string, (client: Database) => void> = {
  [`${megabytes} megabytes that are read in`]: (client) => {
    const row = client.query("INSERT INTO pupils (name) VALUES (?)")
    client.transaction(() => {
      for (let at = 0; at < megabytes * 100; at++)
        row.run(crypto.getRandomValues(Buffer.alloc(5120)).toString("hex"))
    })()
  },
  "a table that is built anew": (client) => {
    client.transaction(() => {
      client.run("CREATE TABLE pupils_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, class TEXT)")
      client.run("INSERT INTO pupils_new (id, name) SELECT id, substr(name, 1, 200) FROM pupils")
      client.run("DROP TABLE pupils")
      client.run("ALTER TABLE pupils_new RENAME TO pupils")
      client.run("CREATE INDEX pupils_by_name ON pupils (name)")
    })()
  },
}

it(`brings back the moments before and after ${Object.keys(upheavals).join(", and ")}`, async () => {
  const world = replicating(urlOf(server))
  const name = `${crypto.randomUUID()}.20260901080000.db`
  const file = join(world.dataFolder, "schools", name)
  const client = openLedger(file)
  client.run("CREATE TABLE pupils (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
  book(client, "first")
  await world.start()
  const copied = async () => {
    let txid: { txid: string } | null = null
    await eventually("it is copied", async () => {
      txid = await world.replica.sync(file, 60)
      return true
    })
    return { txid: txid as unknown as { txid: string }, content: contentOf(client) }
  }
  const moments = [await copied()]
  for (const upheaval of Object.values(upheavals)) {
    upheaval(client)
    book(client, "right after it")
    moments.push(await copied())
  }
  for (const { txid, content } of moments) {
    const to = join(folder(), "back.db")
    expect(await copyFromBackup(world.setup, `schools/${name}`, to, txid)).not.toBeNull()
    const copy = new Database(to)
    checkLedger(copy)
    expect(contentOf(copy)).toBe(content)
    copy.close()
  }
  client.close()
  await world.stop()
}, 120_000)
