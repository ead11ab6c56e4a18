/** Brings one file into an empty school, the way the server does it, and prints how long it took and the most memory it held. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { addSchool, closeRegistry, openRegistry } from "../src/db/registry.ts"
import { importOf } from "../src/db/rosters/imports.ts"
import { comparisonOf } from "../src/db/rosters/rosters.ts"
import type { Administrator } from "../src/domain/access/access.ts"
import { startImporting } from "../src/importing.ts"
import { peakOf } from "./measure.ts"
import { master } from "./school.ts"

const file = process.argv[2] ?? ""
const folder = mkdtempSync(join(tmpdir(), "tienminuten-bench-"))
const registry = openRegistry(folder, master)
const now = () => Temporal.Now.instant()
const made = addSchool(
  registry,
  { name: "Bench", slug: "bench", city: "Ede", phone: "", email: "", brin: null, sector: "secondary" },
  now(),
)
if (!made.ok) throw new Error(made.refusal.kind)
const db = made.value
const operator = { kind: "operator", id: null } as const
const imports = startImporting(master, console.error)

const bytes = await Bun.file(file).arrayBuffer()
const began = performance.now()
const id = await imports.receive(db, operator, bytes, now())
const eyes = {
  role: "administrator",
  staff: 1,
  name: "",
  teacher: null,
  fresh: true,
} as never as Administrator
while (imports.stepOf(db, id) !== null) await Bun.sleep(5)
const waiting = importOf(db, eyes, id)
if (waiting?.state !== "review") throw new Error(`The file ended as ${waiting?.state}`)
const seen = comparisonOf(db, eyes, id, now())?.fingerprint ?? null
const outcome = await imports.commit(
  db,
  operator,
  id,
  { seen, leaving: { pupils: false, teachers: false }, wholeFile: true } as never,
  now(),
)
const took = performance.now() - began
if (!outcome?.ok) throw new Error(JSON.stringify(outcome))
const count = db.client.query<{ n: number }, []>("SELECT count(*) AS n FROM pupils").get()?.n ?? 0
console.log(JSON.stringify({ took, peak: peakOf(process.pid), pupils: count }))
await imports.stop()
closeRegistry(registry)
rmSync(folder, { recursive: true, force: true })
process.exit(0)
