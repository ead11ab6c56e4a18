import type { Replicated } from "../domain/backup/backup.ts"

/** The running Litestream, asked over its control socket. Paths are those of the files it copies. */
export type Replica = {
  /** Every file it copies. Throws ReplicaTrouble. */
  list(): Promise<Replicated[]>
  /** Waits until the bucket has all that is committed now, and gives the transaction that it reached. Throws ReplicaTrouble. */
  sync(file: string, seconds: number): Promise<{ txid: string }>
  /** Copies the last commits and lets go of the file; also when it did not know it. Throws ReplicaTrouble. */
  unregister(file: string, seconds: number): Promise<void>
  /** Copies the last commits and puts the file down, and takes it up again. Throws ReplicaTrouble. */
  stop(file: string, seconds: number): Promise<void>
  start(file: string): Promise<void>
  /** The process that answers; null when nobody does. */
  pid(): Promise<number | null>
}

/** Litestream did not answer (`away`: it may well do so in a moment) or said no. */
export class ReplicaTrouble extends Error {
  readonly away: boolean
  constructor(message: string, away: boolean) {
    super(message)
    this.name = "ReplicaTrouble"
    this.away = away
  }
}

/** The Litestream that listens at this socket, whether it runs or not. */
export function replicaAt(socket: string): Replica {
  const ask = (path: string, seconds: number, body?: object) => answerOf(socket, path, seconds, body)
  return {
    async list() {
      const answer = (await ask("/list", 5)) as { databases: { path: string; last_sync_at?: string }[] }
      return answer.databases.map(({ path, last_sync_at }) => ({
        file: path,
        syncedAt: last_sync_at ? Temporal.Instant.from(last_sync_at) : null,
      }))
    },
    async sync(file, seconds) {
      // Never with `wait` or `timeout`: Litestream 0.5.17 then ties its lock on the log to that request, and loses it when the request is
      // answered. Others may then clear the log under it, and the copy is damaged without a word (docs/decisions/0010).
      const ask1 = () =>
        ask("/sync", seconds, { path: file }) as Promise<{ txid: number; replicated_txid: number }>
      const limit = Date.now() + seconds * 1000
      const { txid } = await ask1()
      for (;;) {
        if ((await ask1()).replicated_txid >= txid) return { txid: txid.toString(16).padStart(16, "0") }
        if (Date.now() > limit) throw new ReplicaTrouble("The bucket is behind", false)
        await Bun.sleep(100)
      }
    },
    async unregister(file, seconds) {
      await ask("/unregister", seconds + 5, { path: file, timeout: seconds })
    },
    async stop(file, seconds) {
      await ask("/stop", seconds + 5, { path: file, timeout: seconds })
    },
    async start(file) {
      await ask("/start", 30, { path: file, timeout: 20 })
    },
    pid: () =>
      ask("/info", 2).then(
        (answer) => (answer as { pid: number }).pid,
        () => null,
      ),
  }
}

async function answerOf(socket: string, path: string, seconds: number, body?: object): Promise<unknown> {
  const wish = body
    ? { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }
    : {}
  let answer: Response
  try {
    answer = await fetch(`http://litestream${path}`, {
      ...wish,
      unix: socket,
      signal: AbortSignal.timeout(seconds * 1000),
    })
  } catch (error) {
    throw new ReplicaTrouble(error instanceof Error ? error.message : String(error), true)
  }
  const said = (await answer.json().catch(() => ({}))) as { error?: string }
  if (!answer.ok) throw new ReplicaTrouble(said.error ?? `Status ${answer.status}`, false)
  return said
}
