import { Database } from "bun:sqlite"
import { afterAll, expect, it } from "bun:test"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { copyFromBackup } from "../../src/integrations/copies.ts"
import { bucketServer, eventually, litestream, replicating, urlOf } from "../support/backup.ts"
import { folder } from "../support/folder.ts"
import { book, checkLedger, contentOf, openLedger } from "../support/ledger.ts"

// Before another Litestream: OTHER_LITESTREAM=<the program>. It takes over a school and its backup, and gives them back to ours: nobody may
// find out with the data of schools that there is no way back.

const other = process.env["OTHER_LITESTREAM"] ?? ""
if (!existsSync(other)) console.log("NOT RUN: OTHER_LITESTREAM names no program")
const server = await bucketServer()
afterAll(() => server.close())

it.skipIf(!existsSync(other))(
  "another Litestream goes on where ours stopped, and ours where that one stopped",
  async () => {
    const world = replicating(urlOf(server))
    const name = `${crypto.randomUUID()}.20260901080000.db`
    const file = join(world.dataFolder, "schools", name)
    const client = openLedger(file)
    let rows = 0
    for (const program of [litestream, other, litestream]) {
      world.setup.program = program
      await world.start()
      for (let at = 0; at < 200; at++) rows = book(client, crypto.randomUUID().repeat(20))
      await eventually("it is copied", () => world.replica.sync(file, 30), 60)
      for (const reader of [litestream, other]) {
        const to = join(folder(), "back.db")
        const setup = { ...world.setup, program: reader }
        expect(await copyFromBackup(setup, `schools/${name}`, to, null)).not.toBeNull()
        const back = new Database(to)
        expect(checkLedger(back)).toBe(rows)
        expect(contentOf(back)).toBe(contentOf(client))
        back.close()
      }
      // While another is put in its place somebody books.
      await world.stop()
      rows = book(client, "meanwhile")
    }
    client.close()
  },
)
