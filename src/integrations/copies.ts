import { rmSync } from "node:fs"
import type { Bucket } from "./bucket.ts"
import { addressOf, environmentOf, type ReplicatorSetup } from "./replicator.ts"

/** What was brought back: the last transaction in it, and when that was copied. */
export type Copy = { txid: string; reachedAt: Temporal.Instant }

/** How long Litestream may take to see what there is, and to fetch it, in milliseconds: it never gives up a request by itself. */
const usual = { plan: 2 * 60_000, copy: 30 * 60_000 }

/**
 * Brings one file back from the backup, as it is now, as it was at a moment (rounded down to what the backup has) or after a transaction,
 * next to where it belongs. SQLite has checked all of it. Null when the backup has nothing of it at that moment; throws when it cannot be reached or is
 * damaged, and leaves no file then.
 */
export async function copyFromBackup(
  setup: ReplicatorSetup,
  name: string,
  to: string,
  at: Temporal.Instant | { txid: string } | null,
  limits: typeof usual = usual,
): Promise<Copy | null> {
  const plan = await planOf(setup, name, to, at, limits.plan)
  const last = plan?.files.at(-1)
  if (!plan || !last) return null
  // The very transaction that was promised: the plan may have grown meanwhile.
  const exact = ["-txid", plan.max_txid, "-o", to, addressOf(setup.place, name)]
  const fetched = await litestream(
    setup,
    ["restore", "-integrity-check", "full", ...exact],
    limits.copy,
  ).catch((error) => {
    for (const begun of [to, `${to}.tmp`]) rmSync(begun, { force: true })
    throw error
  })
  if (fetched === null) return null
  return { txid: plan.max_txid, reachedAt: Temporal.Instant.from(last.timestamp) }
}

/** The last transaction of a file that the backup has; null when it has nothing of it. */
export async function newestIn(setup: ReplicatorSetup, name: string, to: string): Promise<string | null> {
  return (await planOf(setup, name, to, null))?.max_txid ?? null
}

type Plan = { max_txid: string; files: { timestamp: string }[] }

/** Which objects together are the file at that moment; null when the backup has nothing as old as that. */
async function planOf(
  setup: ReplicatorSetup,
  name: string,
  to: string,
  at: Temporal.Instant | { txid: string } | null,
  limit: number = usual.plan,
): Promise<Plan | null> {
  const when = at === null ? [] : "txid" in at ? ["-txid", at.txid] : ["-timestamp", at.toString()]
  const asked = ["restore", "-dry-run", "-json", ...when, "-o", to, addressOf(setup.place, name)]
  const said = await litestream(setup, asked, limit)
  if (said !== null) return JSON.parse(said) as Plan
  if (at === null || "txid" in at) return null
  // It knows no moment after the last change. What was true then is true later.
  const newest = await planOf(setup, name, to, null, limit)
  const last = newest?.files.at(-1)
  return last && Temporal.Instant.compare(Temporal.Instant.from(last.timestamp), at) <= 0 ? newest : null
}

/** How it says that the backup has nothing of this file, or nothing as old as that moment. */
const nothingThere = ["no matching backup files available", "timestamp does not exist"]

/** Runs it to its end and gives what it says; null when the backup has nothing. Throws with its own words. */
async function litestream(setup: ReplicatorSetup, given: string[], limit: number): Promise<string | null> {
  const run = Bun.spawn([setup.program, ...given], {
    env: environmentOf(setup),
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    timeout: limit,
    killSignal: "SIGKILL",
  })
  const [out, err] = await Promise.all([new Response(run.stdout).text(), new Response(run.stderr).text()])
  if ((await run.exited) === 0) return out
  if (nothingThere.some((words) => err.includes(words))) return null
  if (run.signalCode !== null) throw new Error(`Litestream was not done after ${limit / 1000} s`)
  throw new Error(err.trim() || out.trim() || "Litestream failed")
}

/** The names of all copies of schools that the backup has something of: "<id>.<epoch>.db". */
export const copiesIn = (bucket: Bucket) => bucket.names("schools/")
