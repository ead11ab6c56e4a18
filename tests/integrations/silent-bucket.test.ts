import { afterAll, afterEach, expect, it } from "bun:test"
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { bucketAt, type Place, placeOf } from "../../src/integrations/bucket.ts"
import { copyFromBackup } from "../../src/integrations/copies.ts"

// A bucket that takes a question and never says a word. Mail, scrubbing and leaving wait in line behind whoever asked.

const silent = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  idleTimeout: 0,
  fetch: () => new Promise<Response>(() => {}),
})
const folder = mkdtempSync(join(tmpdir(), "silent-"))
afterEach(() => expect(Date.now() - began).toBeLessThan(8000))
afterAll(() => {
  silent.stop(true)
  rmSync(folder, { recursive: true })
})
let began = Date.now()

it("is given up, whatever it was asked", async () => {
  began = Date.now()
  const address = encodeURIComponent(`http://127.0.0.1:${silent.port}`)
  const place = placeOf(`s3://copies/v1?endpoint=${address}&region=nl`) as Place
  const bucket = bucketAt(place, { id: "a", secret: "b" }, 100)
  await expect(Array.fromAsync(bucket.list(""))).rejects.toThrow("does not answer")
  await expect(bucket.names("schools/")).rejects.toThrow("does not answer")
  await expect(bucket.delete("control.db/ltx/1/a-b.ltx")).rejects.toThrow("does not answer")
})

it("and so is a Litestream that waits for it", async () => {
  began = Date.now()
  const program = join(folder, "litestream")
  writeFileSync(program, "#!/bin/sh\nexec sleep 60\n")
  chmodSync(program, 0o755)
  const place = { kind: "folder", folder } as const
  const setup = { program, config: "", dataFolder: folder, place, keys: null, metrics: "" }
  const limits = { plan: 100, copy: 100 }
  await expect(copyFromBackup(setup, "control.db", join(folder, "copy.db"), null, limits)).rejects.toThrow(
    "not done",
  )
})
