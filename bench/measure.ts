import { readFileSync } from "node:fs"
import { createServer } from "node:net"
import { master } from "./school.ts"

export type Running = {
  port: number
  /** Processor time used so far, user and system, all threads, in microseconds. */
  cpu: () => Promise<number>
  stop: () => Promise<void>
}

type Said = { port: number } | { cpu: number }

/** Starts a server of `bench/server.ts` in a process of its own and waits until it says its port. */
export async function serve(...words: string[]): Promise<Running> {
  let hear = (_said: Said): void => {}
  const next = () => new Promise<Said>((done) => (hear = done))
  const first = next()
  const child = Bun.spawn([process.execPath, "bench/server.ts", ...words], {
    env: { ...process.env, NODE_ENV: "production" },
    stdout: "ignore",
    stderr: "inherit",
    ipc: (said) => hear(said as Said),
  })
  const said = await first
  return {
    port: "port" in said ? said.port : 0,
    // The kernel's own accounting, to the microsecond; /proc counts in ticks of ten milliseconds.
    cpu: async () => {
      const answer = next()
      child.send("cpu")
      const told = await answer
      return "cpu" in told ? told.cpu : Number.NaN
    },
    stop: async () => {
      child.kill("SIGKILL")
      await child.exited
    },
  }
}

/** Starts the real server, `src/server.ts`, on this folder; gives it back when it answers. Throws when it does not within 15 seconds. */
export async function serveReal(folder: string, settings: Record<string, string> = {}) {
  const port = await freePort()
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
      ...settings,
    },
    stdout: "ignore",
    stderr: "inherit",
  })
  const stop = async () => {
    child.kill("SIGKILL")
    await child.exited
  }
  const origin = `http://127.0.0.1:${port}`
  const answers = async () => (await fetch(`${origin}/health`).catch(() => null))?.status === 200
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`)
    if (performance.now() - began > 15_000) {
      await stop()
      throw new Error("The server does not answer")
    }
    await Bun.sleep(2)
  }
  return { origin, pid: child.pid, started: performance.now() - began, stop }
}

/** Processor time that a process used so far, user and system, in milliseconds. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? []
  // In ticks, of which Linux has a hundred a second wherever it runs.
  return (Number(fields[11]) + Number(fields[12])) * 10
}

const freePort = () =>
  new Promise<number>((done) => {
    const holder = createServer().listen(0, "127.0.0.1", () => {
      const { port } = holder.address() as { port: number }
      holder.close(() => done(port))
    })
  })

/** Resident memory now, and at its highest, in megabytes. */
export const memoryOf = (pid: number) => statusOf(pid, "VmRSS")
export const peakOf = (pid: number) => statusOf(pid, "VmHWM")
function statusOf(pid: number, name: string): number {
  const line = new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))
  return Number(line?.[1] ?? Number.NaN) / 1024
}

/** So many requests, so many at once; gives how long each took, in milliseconds, and how often each status came. */
export async function load(total: number, atOnce: number, ask: (at: number) => Promise<Response>) {
  const took: number[] = []
  const statuses = new Map<number, number>()
  let next = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < total) {
        const at = next++
        const start = performance.now()
        const answer = await ask(at)
        await answer.arrayBuffer()
        took.push(performance.now() - start)
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      }
    }),
  )
  return { took, statuses, seconds: (performance.now() - began) / 1000 }
}

export const median = (numbers: number[]) => quantile(numbers, 0.5)
export function quantile(numbers: number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

const lines: string[] = []
/** A line of the results: what was measured, the figure, the goal, and whether it was met; null when there is none to meet. */
export function result(what: string, figure: string, goal: string, met: boolean | null): void {
  lines.push(`| ${what} | ${figure} | ${goal} | ${met === null ? "" : met ? "yes" : "**no**"} |`)
  console.log(
    `${met === null ? "      " : met ? "ok    " : "MISSED"} ${what}: ${figure}${goal ? ` (goal ${goal})` : ""}`,
  )
}
const tables: string[] = []
/** A table that stands below the results, with its own heading. */
export const detail = (...rows: string[]) => void tables.push(rows.join("\n"))
export const results = () => lines
export const details = () => tables
