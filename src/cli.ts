/** The operator's command line. Every command is a few calls to the rooms, in this process; the server may run meanwhile. */
import { backupCommand } from "./commands/backup.ts"
import { type Bare, type Call, WrongUse } from "./commands/call.ts"
import { checkCommand } from "./commands/check.ts"
import { importFile } from "./commands/import.ts"
import { keysCommand } from "./commands/keys.ts"
import { schoolEnd, schoolStay, schoolsLeaving } from "./commands/leaving.ts"
import { logbookCommand } from "./commands/logbook.ts"
import { lookCommand } from "./commands/look.ts"
import { restore } from "./commands/restore.ts"
import { schoolAdd } from "./commands/school-add.ts"
import { anyReplaced, closeRegistry, openRegistry } from "./db/registry.ts"
import { whereOf } from "./domain/backup/trouble.ts"
import { type Env, readEnv } from "./env.ts"
import { operator } from "./views/words/operator.ts"

/** Runs one command; gives 0 when it was done, 1 when it was refused, 2 when it was not understood. */
export async function runCommand(
  given: readonly string[],
  env: Env,
  terminal: Call["terminal"],
): Promise<number> {
  const [command = "help", ...rest] = given
  if (command === "help") {
    terminal.out(operator.help)
    return 0
  }
  const bare = bareCommands[command]
  if (bare) return told(terminal, () => bare(rest, { env, terminal, now: () => Temporal.Now.instant() }))
  return told(terminal, () => withOpenRegistry(command, rest, env, terminal))
}

async function withOpenRegistry(command: string, rest: string[], env: Env, terminal: Call["terminal"]) {
  const run = commands[command]
  if (!run) throw new WrongUse(operator.unknownCommand)
  const registry = openRegistry(env.dataFolder, env.master)
  try {
    const code = await run(rest, { registry, env, terminal, now: Temporal.Now.instant() })
    if (!anyReplaced(registry)) return code
    terminal.err(operator.replaced)
    return 1
  } finally {
    closeRegistry(registry)
  }
}

/** Says in words what went wrong. */
async function told(terminal: Call["terminal"], run: () => Promise<number>): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof WrongUse || isArgumentError(error)) {
      terminal.err(operator.wrongUse((error as Error).message))
      return 2
    }
    terminal.err(operator.broken(whereOf(error)))
    return 1
  }
}

/** Commands for when the registry may not be there. */
const bareCommands: Record<string, (given: string[], call: Bare) => Promise<number>> = {
  check: checkCommand,
  restore,
}

const commands: Record<string, (given: string[], call: Call) => Promise<number>> = {
  school: ([what = "", ...rest], call) => {
    const run = schoolCommands[what]
    if (!run) throw new WrongUse(operator.unknownCommand)
    return run(rest, call)
  },
  backup: backupCommand,
  import: importFile,
  keys: keysCommand,
  logbook: logbookCommand,
  look: lookCommand,
}

const schoolCommands: Record<string, (given: string[], call: Call) => Promise<number>> = {
  add: schoolAdd,
  end: schoolEnd,
  stay: schoolStay,
  leaving: schoolsLeaving,
}

const isArgumentError = (error: unknown) =>
  error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")

if (import.meta.main)
  process.exitCode = await runCommand(process.argv.slice(2), readEnv(), {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
  })
