import { Database } from "bun:sqlite"
import { afterAll, beforeEach, expect } from "bun:test"
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runCommand } from "../../src/cli.ts"
import { readEnv } from "../../src/env.ts"

export type Ended = { status: number; out: string; err: string }

export const schoolAdd = [
  ...["school", "add", "de-lijster", "--name", "De Lijster", "--city", "Utrecht", "--brin", "99ZZ"],
  ...["--admin-name", "Ans de Boer", "--admin-email", "ans@lijster.example"],
]

export type Counts = { pupils: number; groups: number; teachers: number }
export type Answer = Counts & {
  committed: boolean
  refused: string | null
  households: { total: number; made: number; doubtful: number }
  new: Counts
  changed: Counts
  left: Counts
  unchanged: Counts
  dropped: Record<string, number>
  problems: { code: string; variant?: string; line?: number; count?: number; message: string }[]
}

/** An operator at a console: every test of the file has an empty folder, in which nobody but this operator works. */
export function atConsole() {
  let folder = ""
  let environment: Record<string, string> = {}
  const folders: string[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tienminuten-command-"))
    folders.push(folder)
    environment = {
      DATA_DIR: join(folder, "data"),
      NODE_ENV: "production",
      ORIGIN: "https://tienminuten.example",
      SMTP_URL: "smtp://localhost",
      MASTER_KEY: Buffer.alloc(32, 5).toString("base64"),
    }
  })
  afterAll(() => {
    for (const each of folders) rmSync(each, { recursive: true, force: true })
  })

  async function run(...given: string[]): Promise<Ended> {
    const out: string[] = []
    const err: string[] = []
    const status = await runCommand(given, readEnv(environment), {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
    })
    return { status, out: out.join("\n"), err: err.join("\n") }
  }

  /** The same in a process of its own, as it is typed. */
  function typed(...given: string[]): Ended {
    const { exitCode, stdout, stderr } = Bun.spawnSync(["bin/tienminuten", ...given], {
      env: { ...process.env, ...environment },
    })
    return { status: exitCode, out: stdout.toString(), err: stderr.toString() }
  }

  /** Reads a file in, and gives what is said of it. */
  async function read(path: string, ...more: string[]): Promise<Answer & { status: number }> {
    const { status, out, err } = await run("import", "de-lijster", path, "--json", ...more)
    expect(err).toBe("")
    return { status, ...(JSON.parse(out) as Answer) }
  }

  /** A file of this test, on disk as an operator has it. */
  function onDisk(name: string, contents: string | Uint8Array): string {
    const path = join(folder, name)
    writeFileSync(path, contents)
    return path
  }

  return { run, typed, read, onDisk, kept: () => contentsOf(join(folder, "data")) }
}

/** Everything that is kept, school and registry, as text. */
function contentsOf(data: string): string {
  const files = readdirSync(data, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".db"))
  return files
    .sort()
    .map((file) => {
      const db = new Database(join(data, file), { readonly: true })
      const tables = db
        .query<{ name: string }, []>("SELECT name FROM sqlite_master WHERE type = 'table'")
        .all()
      const said = tables.map(
        ({ name }) => `${name} ${JSON.stringify(db.query(`SELECT * FROM "${name}"`).all())}`,
      )
      db.close()
      return said.join("\n")
    })
    .join("\n")
}
