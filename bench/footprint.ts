import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { addSchool, closeRegistry, openRegistry } from "../src/db/registry.ts"
import { median, memoryOf, result } from "./measure.ts"
import { master } from "./school.ts"

/** How soon the real server answers, and what it weighs with a hundred schools open. */
export async function footprint(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tienminuten-bench-"))
  const registry = openRegistry(folder, master)
  for (let at = 0; at < 100; at++)
    addSchool(
      registry,
      {
        name: `School ${at}`,
        slug: `school-${at}`,
        city: "Ede",
        phone: "",
        email: "",
        brin: null,
        sector: "primary",
      },
      Temporal.Now.instant(),
    )
  closeRegistry(registry)
  const starts: number[] = []
  let memory = 0
  for (let round = 0; round < 5; round++) {
    const port = 20_000 + Math.floor(Math.random() * 20_000)
    const began = performance.now()
    const child = Bun.spawn([process.execPath, "src/server.ts"], {
      env: {
        ...process.env,
        NODE_ENV: "production",
        HOST: "127.0.0.1",
        PORT: String(port),
        DATA_DIR: folder,
        ORIGIN: "https://bench.example",
        SMTP_URL: "smtp://127.0.0.1:9",
        MASTER_KEY: master.bytes.toString("base64"),
      },
      stdout: "ignore",
      stderr: "ignore",
    })
    const ask = (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`).then((answer) =>
        answer.arrayBuffer().then(() => answer.status),
      )
    while ((await ask("/health").catch(() => 0)) !== 200) await Bun.sleep(2)
    starts.push(performance.now() - began)
    if (round === 4) {
      for (let at = 0; at < 100; at++) await ask(`/school-${at}`)
      memory = memoryOf(child.pid)
    }
    child.kill("SIGKILL")
    await child.exited
  }
  result(
    "Cold start of the server, to its first answer",
    `${median(starts).toFixed(0)} ms`,
    "within 500 ms",
    median(starts) <= 500,
  )
  result("Memory with 100 schools open", `${memory.toFixed(0)} MB`, "within 250 MB", memory <= 250)
  rmSync(folder, { recursive: true, force: true })
}
