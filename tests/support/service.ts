import { readFileSync } from "node:fs"
import { join } from "node:path"
import { bucketKeys, eventually } from "./backup.ts"
import { folder } from "./folder.ts"
import { freePort } from "./port.ts"

/** The whole of it as a container runs it: bin/start, in a folder of its own. */
export type Service = {
  dataFolder: string
  origin: string
  backupUrl: string
  /** Starts it and waits until it answers. */
  start: () => Promise<void>
  /** Asks it to stop and gives its exit code and how long that took, in milliseconds. */
  stop: () => Promise<{ code: number; took: number }>
  /** The processes of the app. */
  app: () => Promise<number[]>
  /** Waits until it has ended by itself. */
  ended: () => Promise<number>
  /** Ends everything at once, as when the machine falls over. */
  crash: () => Promise<void>
  /** Begins bin/tienminuten with these words. */
  command: (...words: string[]) => Bun.Subprocess<"ignore", "pipe", "pipe">
  /** The same, to its end. */
  operator: (...words: string[]) => Promise<{ code: number; out: string; err: string }>
  ready: () => Promise<{ ready: boolean; backup: string }>
  /** What bin/start said, line by line. */
  said: () => Record<string, unknown>[]
}

export function service(backupUrl: string, settings: Record<string, string> = {}): Service {
  const dataFolder = folder()
  const port = freePort()
  const origin = `http://127.0.0.1:${port}`
  const environment = {
    PATH: process.env["PATH"] ?? "",
    HOME: dataFolder,
    NODE_ENV: "development",
    DATA_DIR: dataFolder,
    POST_DIR: join(dataFolder, "post"),
    PORT: String(port),
    BACKUP_URL: backupUrl,
    BACKUP_KEY_ID: bucketKeys.id,
    BACKUP_KEY_SECRET: bucketKeys.secret,
    // In the place of the key that development lays beside the data: a lost machine does not take it along.
    MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
    ...settings,
  }
  const root = join(import.meta.dir, "../..")
  let log = ""
  let running: Bun.Subprocess<"ignore", "ignore", "pipe"> | null = null
  const begin = (...words: string[]) =>
    Bun.spawn([process.execPath, "src/cli.ts", ...words], {
      cwd: root,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    })
  return {
    dataFolder,
    origin,
    backupUrl,
    async start() {
      const child = Bun.spawn([process.execPath, "src/start.ts"], {
        cwd: root,
        env: environment,
        stdio: ["ignore", "ignore", "pipe"],
      })
      running = child
      log = ""
      void (async () => {
        for await (const part of child.stderr) log += new TextDecoder().decode(part)
      })()
      const answers = () => fetch(`${origin}/health`).then(({ ok }) => ok)
      const ended = child.exited.then(() => Bun.sleep(100)).then(() => Promise.reject(new Error(log)))
      await Promise.race([eventually("the service answers", answers, 90), ended])
    },
    async stop() {
      const began = performance.now()
      running?.kill("SIGTERM")
      const code = (await running?.exited) ?? -1
      running = null
      return { code, took: performance.now() - began }
    },
    async app() {
      const parts = running ? await childrenOf(running.pid) : []
      return parts.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("server.ts"))
    },
    async ended() {
      const code = (await running?.exited) ?? -1
      running = null
      return code
    },
    async crash() {
      if (!running) return
      const pids = [running.pid, ...(await childrenOf(running.pid))]
      for (const pid of pids) process.kill(pid, "SIGKILL")
      await running.exited
      running = null
      await eventually("all of it is gone", () => pids.every((pid) => !alive(pid)))
    },
    command: begin,
    async operator(...words) {
      const run = begin(...words)
      const [out, err] = await Promise.all([new Response(run.stdout).text(), new Response(run.stderr).text()])
      return { code: await run.exited, out, err }
    },
    ready: async () => (await fetch(`${origin}/ready`)).json() as Promise<{ ready: boolean; backup: string }>,
    said: () =>
      log
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line)),
  }
}

/** The processes that bin/start runs: the app and Litestream. */
async function childrenOf(pid: number): Promise<number[]> {
  const text = await Bun.file(`/proc/${pid}/task/${pid}/children`).text()
  return text.trim().split(/\s+/).filter(Boolean).map(Number)
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
