import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { addSchool, closeRegistry, openRegistry } from "../src/db/registry.ts"
import { median, memoryOf, result, serveReal } from "./measure.ts"
import { master } from "./school.ts"

const schools = 100

/** How soon the real server answers, and what it weighs when a hundred schools were asked for and are open. */
export async function footprint(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tienminuten-bench-"))
  makeSchools(folder)
  const starts: number[] = []
  let memory = 0
  for (let round = 0; round < 7; round++) {
    const server = await serveReal(folder)
    starts.push(server.started)
    if (round === 6) {
      for (let at = 0; at < schools; at++) {
        const answer = await fetch(`${server.origin}/school-${at}`)
        await answer.arrayBuffer()
        if (answer.status !== 200) throw new Error(`A school answered ${answer.status}`)
      }
      memory = memoryOf(server.pid)
    }
    await server.stop()
  }
  result(
    "Cold start of the server, from the command to its first answer, files in the page cache",
    `${median(starts).toFixed(0)} ms`,
    "within 500 ms",
    median(starts) <= 500,
  )
  result("Memory with 100 schools open", `${memory.toFixed(0)} MB`, "within 250 MB", memory <= 250)
  rmSync(folder, { recursive: true, force: true })
}

function makeSchools(folder: string): void {
  const registry = openRegistry(folder, master)
  const about = { city: "Ede", phone: "", email: "", brin: null, sector: "primary" } as const
  for (let at = 0; at < schools; at++)
    addSchool(registry, { ...about, name: `School ${at}`, slug: `school-${at}` }, Temporal.Now.instant())
  closeRegistry(registry)
}
