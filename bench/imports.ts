import { rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { secondaryXml } from "../tests/support/roster-files.ts"
import { median, result } from "./measure.ts"

const goals = [
  { pupils: 1400, most: { ms: 1000, mb: null }, runs: 3 },
  { pupils: 20_000, most: { ms: 5000, mb: 400 }, runs: 2 },
]

/** Reading, comparing and committing whole schools, each in a fresh process of its own, as the server does it. */
export async function imports(): Promise<void> {
  for (const { pupils, most, runs } of goals) {
    const file = join(tmpdir(), `tienminuten-bench-${process.pid}.xml`)
    await Bun.write(file, secondaryXml({ pupils }))
    const said: { took: number; peak: number }[] = []
    for (let run = 0; run < runs; run++) said.push(await importOnce(file, pupils))
    rmSync(file)
    const took = median(said.map((run) => run.took))
    const peak = Math.max(...said.map((run) => run.peak))
    result(
      `Import of ${pupils.toLocaleString("en")} pupils: read, compared, committed`,
      `${took.toFixed(0)} ms, ${peak.toFixed(0)} MB at most`,
      `within ${most.ms / 1000} s${most.mb ? ` and ${most.mb} MB` : ""}`,
      took <= most.ms && (most.mb === null || peak <= most.mb),
    )
  }
}

async function importOnce(file: string, pupils: number) {
  const child = Bun.spawn([process.execPath, "bench/import-once.ts", file], {
    stdout: "pipe",
    stderr: "inherit",
    timeout: 60_000,
  })
  const said = await new Response(child.stdout).text()
  if ((await child.exited) !== 0)
    throw new Error(`The import of ${pupils} pupils ended with ${child.exitCode}`)
  const run = JSON.parse(said) as { took: number; peak: number; pupils: number }
  if (run.pupils !== pupils) throw new Error(`Only ${run.pupils} of ${pupils} were brought in`)
  return run
}
