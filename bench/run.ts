/** Measures what the product promises about speed, as ratios within one run, and writes bench/results.md. With names of parts: only those, renewing their rows. */

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

const file = join(import.meta.dir, "results.md")
const today = new Date().toISOString().slice(0, 10)
if (wanted.length === 0) {
  const sqlite = new Database(":memory:")
    .query<{ version: string }, []>("SELECT sqlite_version() AS version")
    .get()?.version
  const head = `# Measured

Made by \`bun run bench\` on ${today}: Bun ${Bun.version}, SQLite ${sqlite}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"} shared with the load generator, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()}, load average ${busy.toFixed(1)} before it began. All on loopback, files in the page cache. Ratios compare two things measured in turn within one run; single times are only good for this machine.

| What | Measured | Goal | Met |
| --- | --- | --- | --- |
`
  const notes = await Bun.file(join(import.meta.dir, "notes.md")).text()
  const parts = [`${head}${results().join("\n")}`, ...details(), notes.trim()].filter((part) => part !== "")
  writeFileSync(file, `${parts.join("\n\n")}\n`)
} else writeFileSync(file, renewed(await Bun.file(file).text()))

/** What stood there, with what was measured again in the place of its rows and its tables, and a line that says so. */
function renewed(before: string): string {
  const [head = "", ...sections] = before.trimEnd().split(/\n\n(?=## )/)
  // Behind the colon stand numbers of the run.
  const whatOf = (row: string) => row.split("|")[1]?.split(":")[0]?.trim()
  const fresh = new Map(results().map((row) => [whatOf(row), row]))
  const old = head.split("\n")
  const at = old.findLastIndex((row) => fresh.has(whatOf(row)))
  const added = results().filter((row) => !old.some((each) => whatOf(each) === whatOf(row)))
  const rows = old.flatMap((row, line) => [fresh.get(whatOf(row)) ?? row, ...(line === at ? added : [])])
  const again = `Again by itself on ${today}, load average ${busy.toFixed(1)} before it began: ${wanted.join(", ")}.`
  const titleOf = (section: string) => section.split("\n")[0]
  const tables = new Map(details().map((table) => [titleOf(table), table]))
  const kept = sections.map((section) => tables.get(titleOf(section)) ?? section)
  return `${[`${rows.join("\n")}\n\n${again}`, ...kept].join("\n\n")}\n`
}
