import { existsSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import type { BackupTimes } from "../domain/backup/backup.ts"
import type { BucketKeys, Place } from "./bucket.ts"

/** All that Litestream has to know. */
export type ReplicatorSetup = {
  /** The program itself. */
  program: string
  /** litestream.yml. */
  config: string
  dataFolder: string
  place: Place
  keys: BucketKeys | null
  /** Where its metrics listen, "127.0.0.1:9090"; empty for nowhere. */
  metrics: string
}

/** Where Litestream listens to us. */
export const socketIn = (dataFolder: string) => join(resolve(dataFolder), "run", "litestream.sock")

/** Where one file lies in the backup, as Litestream's own address: "control.db", "schools/<id>.<epoch>.db". */
export const addressOf = (place: Place, name: string) => `${rootOf(place)}/${name}${optionsOf(place)}`

const rootOf = (place: Place) =>
  place.kind === "folder"
    ? `file://${place.folder}`
    : `s3://${[place.bucket, place.prefix].filter(Boolean).join("/")}`

function optionsOf(place: Place): string {
  if (place.kind === "folder") return ""
  const options = new URLSearchParams()
  if (place.endpoint) options.set("endpoint", place.endpoint)
  if (place.region) options.set("region", place.region)
  return options.size > 0 ? `?${options}` : ""
}

/** The environment that litestream.yml is read with. Nothing else of ours goes to another program. */
export const environmentOf = (setup: ReplicatorSetup): Record<string, string> => ({
  PATH: process.env["PATH"] ?? "",
  HOME: process.env["HOME"] || "/",
  DATA_DIR: resolve(setup.dataFolder),
  BACKUP_SOCKET: socketIn(setup.dataFolder),
  BACKUP_REPLICA: rootOf(setup.place),
  BACKUP_OPTIONS: optionsOf(setup.place),
  BACKUP_METRICS: setup.metrics,
  ...(setup.keys
    ? { LITESTREAM_ACCESS_KEY_ID: setup.keys.id, LITESTREAM_SECRET_ACCESS_KEY: setup.keys.secret }
    : {}),
})

/** One line of Litestream's log. In lines about a level of the backup, `level` is its number. */
export type ReplicatorLine = { level: string | number; msg: string } & Record<string, unknown>

const billion = 1e9

/**
 * Which times are in force: what the running process says at its start, and the one it does not say (how long snapshots are kept) from
 * the file it read.
 */
function timesIn(lines: readonly ReplicatorLine[], config: string): BackupTimes {
  const levels: Record<number, number> = {}
  let stepsKept: number | null = null
  for (const line of lines) {
    if (line.msg === "starting compaction monitor")
      levels[Number(line.level)] = Number(line["interval"]) / billion
    if (line.msg === "starting L0 retention monitor") stepsKept = Number(line["retention"]) / billion
  }
  return { levels, stepsKept, snapshotsKept: secondsIn(retentionIn(config)) }
}

/** What the file says of it; nothing where the process ended meanwhile and its file is gone. */
function retentionIn(config: string): string {
  if (!existsSync(config)) return ""
  const written = Bun.YAML.parse(readFileSync(config, "utf8")) as { snapshot?: { retention?: string } }
  return written.snapshot?.retention ?? ""
}

/** "144h" in seconds; null when it is not such a time. */
function secondsIn(text: string): number | null {
  const [, count, unit] = /^(\d+)(h|m|s)$/.exec(text) ?? []
  return count && unit ? Number(count) * ({ h: 3600, m: 60, s: 1 }[unit] ?? 1) : null
}

export type Replicator = {
  /** Asks it to copy what is left and waits so many seconds; then it has to go. */
  stop(seconds: number): Promise<void>
  /** Ends the process that hangs; another is started. */
  restart(): void
}

type Watching = {
  /** It runs, and these times are in force. */
  started: (pid: number, times: BackupTimes) => void
  /** It ended by itself; it is tried again after so many seconds. */
  ended: (code: number | null, again: number) => void
  /** It is about to be started again. */
  again: () => void | Promise<void>
  /** It warned about something. */
  warned: (line: ReplicatorLine) => void
}

/** The first and the longest pause before another try, and how long a run must last to count as a good one, in seconds. */
const firstPause = 0.25
const longestPause = 60
const goodRun = 60

/** Runs Litestream and starts it again whenever it ends: after ¼, ½, 1 … 60 seconds. `longest`: another than these 60. */
export function startReplicator(
  setup: ReplicatorSetup,
  watching: Watching,
  longest: number = longestPause,
): Replicator {
  const stopping = new AbortController()
  let current: Bun.Subprocess | null = null
  const running = (async () => {
    for (let pause = firstPause; !stopping.signal.aborted; pause = Math.min(longest, pause * 2)) {
      const began = Date.now()
      const child = spawn(setup)
      current = child
      await follow(child.stderr, child.pid, setup.config, watching)
      const code = await child.exited
      if (stopping.signal.aborted) return
      if (Date.now() - began > goodRun * 1000) pause = firstPause
      watching.ended(code, pause)
      await Promise.race([Bun.sleep(pause * 1000), aborted(stopping.signal)])
      if (!stopping.signal.aborted) await watching.again()
    }
  })()
  return {
    restart: () => void current?.kill("SIGKILL"),
    async stop(seconds) {
      stopping.abort()
      const child = current
      child?.kill("SIGTERM")
      const late = setTimeout(() => child?.kill("SIGKILL"), seconds * 1000)
      await running
      clearTimeout(late)
    },
  }
}

const spawn = (setup: ReplicatorSetup) =>
  Bun.spawn([setup.program, "replicate", "-config", setup.config], {
    env: environmentOf(setup),
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  })

const aborted = (signal: AbortSignal) =>
  new Promise<void>((done) => signal.addEventListener("abort", () => done(), { once: true }))

/** Reads its log to the end. Says that it started when the last of the monitors has said its times. */
async function follow(
  log: ReadableStream<Uint8Array>,
  pid: number,
  config: string,
  watching: Watching,
): Promise<void> {
  const first: ReplicatorLine[] = []
  let told = false
  for await (const line of linesOf(log)) {
    if (line.level === "WARN" || line.level === "ERROR") watching.warned(line)
    if (first.length < 10_000) first.push(line)
    if (told || line.msg !== "starting L0 retention monitor") continue
    // The monitors start side by side: what the others say may come a moment later.
    told = true
    setTimeout(() => watching.started(pid, timesIn(first, config)), 500)
  }
}

async function* linesOf(log: ReadableStream<Uint8Array>): AsyncGenerator<ReplicatorLine> {
  let rest = ""
  const decoder = new TextDecoder()
  for await (const part of log) {
    const lines = (rest + decoder.decode(part, { stream: true })).split("\n")
    rest = lines.pop() ?? ""
    for (const line of lines) {
      try {
        yield JSON.parse(line) as ReplicatorLine
      } catch {
        yield { level: "ERROR", msg: line } // what it says before it has read how to say it
      }
    }
  }
}
