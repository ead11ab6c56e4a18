/** The operator's command line. Every command is a few calls to the rooms, in this process; the server may run meanwhile. */
import { parseArgs } from "node:util"
import { type Backup, backupOf } from "./backup.ts"
import {
  anyReplaced,
  closeRegistry,
  goLive,
  openRegistry,
  type PreparedSchool,
  prepareSchool,
} from "./db/registry.ts"
import { removeFile } from "./db/school-files.ts"
import { inviteStaff } from "./db/staff.ts"
import { evenEmail } from "./domain/staff.ts"
import { whereOf } from "./domain/trouble.ts"
import { type Env, readEnv } from "./env.ts"
import { type Call, importFile, operatorActor, WrongUse } from "./import-command.ts"
import { keysCommand } from "./keys-command.ts"
import { schoolEnd, schoolStay, schoolsLeaving } from "./leaving-command.ts"
import { logbookCommand } from "./logbook-command.ts"
import { lookCommand } from "./look-command.ts"
import { pathsOf } from "./paths.ts"
import { type Bare, restore } from "./restore-command.ts"
import { taken } from "./restoring.ts"
import { operator } from "./views/words/operator.ts"

const words = operator.school

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
const bareCommands: Record<string, (given: string[], call: Bare) => Promise<number>> = { restore }

const commands: Record<string, (given: string[], call: Call) => Promise<number>> = {
  school: ([what = "", ...rest], call) => {
    const run = schoolCommands[what]
    if (!run) throw new WrongUse(operator.unknownCommand)
    return run(rest, call)
  },
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

/** Makes a school with its first administrator, and shows the link that lets them in, once. */
async function schoolAdd(given: string[], { registry, env, terminal, now }: Call): Promise<number> {
  const text = { type: "string" } as const
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: {
      name: text,
      city: text,
      brin: text,
      sector: { ...text, default: "primary" },
      phone: { ...text, default: "" },
      email: { ...text, default: "" },
      "admin-name": text,
      "admin-email": text,
    },
  })
  const [slug] = positionals
  if (!slug || positionals.length > 1) throw new WrongUse(operator.missingAddress)
  const needed = (option: "name" | "city" | "admin-name" | "admin-email") => {
    const value = values[option]?.trim()
    if (!value) throw new WrongUse(operator.missing(option))
    return value
  }
  const [name, city] = [needed("name"), needed("city")]
  const person = { name: needed("admin-name"), email: needed("admin-email") }
  const { sector, brin = null, phone, email } = values
  const refused = (why: keyof typeof words.refusal) => {
    terminal.err(words.refusal[why])
    return 1
  }
  if (sector !== "primary" && sector !== "secondary") throw new WrongUse(words.refusal.sector)
  if (brin !== null && !/^\d{2}[A-Z]{2}$/.test(brin)) throw new WrongUse(words.refusal.brin)
  if (evenEmail(person.email) === null) return refused("email-invalid")
  const prepared = prepareSchool(registry, { slug, name, city, phone, email, brin, sector }, now)
  if (!prepared.ok) return refused(prepared.refusal.kind)
  const { backup } = backupOf(env)
  if (backup && !(await firstCopy(backup, prepared.value, terminal))) return 1
  const school = goLive(registry, prepared.value)
  const invited = await inviteStaff(
    school,
    operatorActor,
    { ...person, role: "administrator", teacher: null },
    now,
  )
  if (!invited.ok) return refused(invited.refusal.kind)
  const to = pathsOf(slug)
  terminal.out(words.added(name, `${env.origin}${to.door()}`))
  terminal.out(words.link(person.name, `${env.origin}${to.staffSetup(invited.value.token)}`))
  return 0
}

/** Waits until a new school is in the backup. When that takes too long its file goes and the school does not come. */
async function firstCopy(backup: Backup, { file }: PreparedSchool, terminal: Call["terminal"]) {
  // While the service does not run nobody can come in either; it copies all there is when it starts.
  if ((await backup.replica.pid()) === null) return true
  terminal.err(words.backupFirst)
  try {
    await taken(backup, file)
    return true
  } catch {
    removeFile(file)
    terminal.err(words.backupAway)
    return false
  }
}

if (import.meta.main)
  process.exitCode = await runCommand(process.argv.slice(2), readEnv(), {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
  })
