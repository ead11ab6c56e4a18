import { readFileSync } from "node:fs"

const ticks = 100 // USER_HZ of Linux

export type Running = { port: number; cpu: () => number; memory: () => number; stop: () => Promise<void> }

/** Starts a server of ours in its own process and waits until it says its port. */
export async function serve(...words: string[]): Promise<Running> {
  const child = Bun.spawn([process.execPath, "bench/server.ts", ...words], {
    env: { ...process.env, NODE_ENV: "production" },
    stdout: "pipe",
    stderr: "inherit",
  })
  const reader = child.stdout.getReader()
  const said = new TextDecoder().decode((await reader.read()).value)
  return {
    port: Number(said.trim().split("\n")[0]),
    cpu: () => cpuOf(child.pid),
    memory: () => memoryOf(child.pid),
    stop: async () => {
      child.kill("SIGKILL")
      await child.exited
    },
  }
}

/** Processor seconds, user and system, that a process has used. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ")
  return (Number(fields[11]) + Number(fields[12])) / ticks
}

/** Resident memory in megabytes. */
export function memoryOf(pid: number): number {
  const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))
  return Number(line?.[1] ?? 0) / 1024
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
/** A line of the results: what was measured, the figure, the goal, and whether it was met. */
export function result(what: string, figure: string, goal: string, met: boolean | null): void {
  lines.push(`| ${what} | ${figure} | ${goal} | ${met === null ? "" : met ? "yes" : "**no**"} |`)
  console.log(`${met === false ? "MISSED" : "ok    "} ${what}: ${figure} (goal ${goal})`)
}
export const results = () => lines
