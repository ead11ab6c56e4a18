import { afterEach, expect, it } from "bun:test"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

// An operator types a command at a server of their own. The settings stand in a file that the service manager reads, and a shell does not.

const folder = mkdtempSync(join(tmpdir(), "tienminuten-settings-"))
afterEach(() => rmSync(folder, { recursive: true }))

it("finds the settings of the service, whatever signs are in them", async () => {
  const settings = join(folder, "tienminuten.env")
  const lines = [
    "# what the service is run with",
    `DATA_DIR=${folder}`,
    'BACKUP_URL="s3://backups/v1?endpoint=https://bucket.example&region=nl-ams"',
    "BACKUP_KEY_ID=key $HOME `id`",
    "BACKUP_KEY_SECRET=a=b",
    "OPERATOR=Tienminuten BV, hulp@tienminuten.example, 030 123 45 67",
    // Only looked for, never run: a machine on which Litestream was not made yet asks the same.
    `LITESTREAM=${process.execPath}`,
    "# the end",
  ]
  writeFileSync(settings, lines.join("\n"))
  const typed = Bun.spawn(["bin/tienminuten", "backup"], {
    env: { PATH: process.env["PATH"] ?? "", HOME: folder, SETTINGS: settings },
    stdout: "pipe",
    stderr: "pipe",
  })
  const [out, err] = await Promise.all([new Response(typed.stdout).text(), new Response(typed.stderr).text()])
  expect(err).toBe("")
  expect(out).toContain("s3://backups/v1?endpoint=https%3A%2F%2Fbucket.example&region=nl-ams")
  expect(await typed.exited).toBe(0)
})
