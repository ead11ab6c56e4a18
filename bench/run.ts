/** Measures what the product promises about speed, as ratios within one run, and writes bench/results.md. */

import { Database } from "bun:sqlite"
import { writeFileSync } from "node:fs"
import { cpus, loadavg, platform, totalmem } from "node:os"
import { join } from "node:path"
import { backup } from "./backup.ts"
import { bookings } from "./bookings.ts"
import { evening } from "./evening.ts"
import { footprint } from "./footprint.ts"
import { imports } from "./imports.ts"
import { live } from "./live.ts"
import { details, results } from "./measure.ts"
import { page } from "./page.ts"
import { proposals } from "./proposals.ts"
import { staff } from "./staff.ts"

const parts = { page, live, bookings, proposals, evening, staff, imports, footprint, backup }
const wanted = process.argv.slice(2)
/** What else the machine had to do when we began: above one or two, single times say more of that than of us. */
const busy = loadavg()[0] ?? 0

for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n${name}`)
  await measure()
}

if (wanted.length === 0) {
  const sqlite = new Database(":memory:")
    .query<{ version: string }, []>("SELECT sqlite_version() AS version")
    .get()?.version
  const head = `# Measured

Made by \`bun run bench\` on ${new Date().toISOString().slice(0, 10)}: Bun ${Bun.version}, SQLite ${sqlite}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"} shared with the load generator, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()}, load average ${busy.toFixed(1)} before it began. All on loopback, files in the page cache. Ratios compare two things measured in turn within one run; single times are only good for this machine.

| What | Measured | Goal | Met |
| --- | --- | --- | --- |
`
  const notes = await Bun.file(join(import.meta.dir, "notes.md")).text()
  const parts = [`${head}${results().join("\n")}`, ...details(), notes.trim()].filter((part) => part !== "")
  writeFileSync(join(import.meta.dir, "results.md"), `${parts.join("\n\n")}\n`)
}
