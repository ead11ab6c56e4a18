/**
 * bin/start: brings back what is missing, then runs the app and Litestream side by side. Litestream may end as often as it likes: it is
 * started again and bookings go on. When the app ends, so do we. SIGTERM stops the app first, and then lets Litestream copy the rest.
 * `bun src/start.ts <command …>` runs another app than the server.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { type Backup, backupOf } from "./backup/backup.ts"
import { databasesIn, isStuck } from "./backup/minding.ts"
import { type ReplicatorReport, reportFile } from "./backup/report.ts"
import { bringBackControl, bringBackSchools } from "./backup/restoring.ts"
import { emptyLog } from "./db/backup/restored.ts"
import { closeRegistry, openRegistry } from "./db/registry.ts"
import { strangeTimes } from "./domain/backup/backup.ts"
import { readEnv } from "./env.ts"
import type { Copy } from "./integrations/copies.ts"
import { type Replicator, startReplicator } from "./integrations/replicator.ts"

const env = readEnv()
const now = () => Temporal.Now.instant()
const tell = (line: Record<string, unknown>) =>
  console.error(JSON.stringify({ at: now().toString(), ...line }))
/** How long we may take to stop, in seconds; the platform kills us after that. */
const stopWithin = Number(process.env["STOP_SECONDS"] ?? 110)

let stopping = false
let replicator: Replicator | null = null
let app: Bun.Subprocess | null = null
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, () => {
    stopping = true
    app?.kill("SIGTERM")
  })

const { backup, why } = backupOf(env)
mkdirSync(join(env.dataFolder, "schools"), { recursive: true })
mkdirSync(join(env.dataFolder, "run"), { recursive: true })
if (backup) await prepare(backup)
else tell({ backup: "none", why })

if (!stopping) {
  const given = process.argv.slice(2)
  if (backup) replicator = replicate(backup)
  app = Bun.spawn(given.length > 0 ? given : [process.execPath, join(import.meta.dir, "server.ts")], {
    stdio: ["inherit", "inherit", "inherit"],
  })
}
const code = app ? await app.exited : 0
if (!stopping) tell({ app: "ended", code: code ?? -1 })
await replicator?.stop(stopWithin)
process.exit(stopping ? 0 : code || 1)

/** Before anybody is served. */
async function prepare(backup: Backup): Promise<void> {
  const other = await backup.replica.pid()
  // Two on one place would mix their histories.
  if (other !== null)
    throw new Error(`Litestream is running already in ${env.dataFolder}, as process ${other}`)
  const wasThere = existsSync(join(env.dataFolder, "control.db"))
  const copy = await bringBackControl(backup, env.dataFolder, now())
  if (copy) tell({ restored: "control", ...inLog(copy) })
  else if (!wasThere) tell({ restored: "nothing", why: "the backup is empty: a new service" })
  const registry = openRegistry(env.dataFolder, env.master)
  try {
    await bringBackSchools({ registry, backup, now }, (returned) =>
      tell(
        "error" in returned
          ? { restored: "FAILED", school: returned.school, error: returned.error }
          : { restored: "school", school: returned.school, ...inLog(returned.copy) },
      ),
    )
  } finally {
    closeRegistry(registry)
  }
  emptyLogs()
}

/** Before Litestream runs: what it finds in a log that others cleared or wrote to meanwhile, it may take for what it knew (decision 10). */
function emptyLogs(): void {
  for (const { file } of databasesIn(env.dataFolder, now()))
    try {
      if (!emptyLog(file)) tell({ log: "NOT EMPTIED", file: basename(file), why: "in use" })
    } catch (error) {
      tell({ log: "NOT EMPTIED", file: basename(file), why: String(error) })
    }
}

function inLog({ txid, reachedAt }: Copy) {
  return { txid, reached: reachedAt.toString() }
}

function replicate(backup: Backup): Replicator {
  let running = now()
  const say = (state: Omit<ReplicatorReport, "since">) => report({ ...state, since: running.toString() })
  say({ pid: null, strange: [] })
  const replicator = startReplicator(backup.setup, {
    started(pid, times) {
      running = now()
      const strange = strangeTimes(times)
      say({ pid, strange })
      tell({
        backup: strange.length > 0 ? "not-ours" : "running",
        pid,
        ...(strange.length > 0 ? { strange } : {}),
      })
    },
    ended(code, again) {
      say({ pid: null, strange: [] })
      tell({ backup: "ended", code, again })
    },
    again: emptyLogs,
    warned: ({ level, msg, ...rest }) => tell({ backup: level, msg, ...rest }),
  })
  const look = async () => {
    if (!(await isStuck(backup, running, now()))) return
    tell({ backup: "stuck", restarting: true })
    replicator.restart()
  }
  setInterval(() => void look(), 60_000).unref()
  return replicator
}

/** What the app reads when somebody asks whether it is ready. On a full disk it cannot be written down: that ends nobody's bookings. */
function report(state: ReplicatorReport): void {
  try {
    writeFileSync(reportFile(env.dataFolder), JSON.stringify(state))
  } catch (error) {
    tell({ report: "NOT WRITTEN", why: String(error) })
  }
}
