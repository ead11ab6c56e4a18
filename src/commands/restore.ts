import { existsSync, statSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { fetchAside } from "../backup/aside.ts"
import { type Backup, backupOf } from "../backup/backup.ts"
import {
  type Fetched,
  fetchControl,
  fetchSchool,
  NothingToRestore,
  type Restoring,
  swapControl,
  swapIn,
} from "../backup/restoring.ts"
import { countSchool, examineControl, registeredSchools } from "../db/backup/restored.ts"
import { removeFile } from "../db/backup/school-files.ts"
import { closeRegistry, openRegistry, type Registered, type Registry, schoolFile } from "../db/registry.ts"
import { parseMoment, shareDone } from "../domain/backup/backup.ts"
import type { Env } from "../env.ts"
import { operatorBackup as words } from "../views/words/operator-backup.ts"
import { type Bare, type Call, WrongUse } from "./call.ts"

const flag = { type: "boolean", default: false } as const
const options = {
  all: flag,
  control: flag,
  yes: flag,
  at: { type: "string" },
  file: { type: "string" },
} as const

/**
 * Brings back one school, all of them, or the control database; to the newest there is, to a moment, or one school from a file that was put
 * aside. A school is named by its address, or as the log does by its number. Without --yes it only shows what would come: nothing is changed. 0: done or shown; 1: it could not be done.
 */
export async function restore(given: string[], { env, terminal, now }: Bare): Promise<number> {
  const { values, positionals } = parseArgs({ args: given, allowPositionals: true, options })
  const wishes = [positionals.length === 1, values.all, values.control].filter(Boolean)
  if (wishes.length !== 1 || positionals.length > 1) throw new WrongUse(words.oneOfThree)
  const at = momentIn(values.at)
  if (values.file !== undefined && (positionals.length === 0 || at)) throw new WrongUse(words.fileOfOne)
  const backup = backupFor(env)
  if (values.control) return restoreControl(env, backup, at, values.yes, terminal, now)
  return withRegistry(env, async (registry) => {
    const all = registeredSchools(registry)
    const named = (name: string) => all.find(({ slug, id }) => slug === name || name === id) ?? missing(name)
    const schools = positionals[0] === undefined ? all : [named(positionals[0])]
    const restoring = { registry, backup, now }
    const { file } = values
    const fetch = async (school: Registered) =>
      file === undefined ? fetchSchool(restoring, school, at) : fetchAside(restoring, school, file)
    return restoreSchools(restoring, schools, fetch, values.yes, terminal)
  })
}

function missing(slug: string): never {
  throw new WrongUse(words.noSuchSchool(slug))
}

/** The moment that was typed; null when none was. Throws WrongUse when it is none. */
export function momentIn(text: string | undefined): Temporal.Instant | null {
  if (text === undefined) return null
  const moment = parseMoment(text)
  if (!moment) throw new WrongUse(words.notAMoment(text))
  return moment
}

/** The backup of these settings. Throws WrongUse when there is none. */
export function backupFor(env: Env): Backup {
  const { backup, why } = backupOf(env)
  if (!backup) throw new WrongUse(words.noBackup(why))
  return backup
}

/** The registry that is there. An empty one would look as if there were no schools. */
async function withRegistry(env: Env, work: (registry: Registry) => Promise<number>): Promise<number> {
  if (!existsSync(join(env.dataFolder, "control.db"))) throw new WrongUse(words.noRegistry)
  const registry = openRegistry(env.dataFolder, env.master)
  try {
    return await work(registry)
  } finally {
    closeRegistry(registry)
  }
}

async function restoreSchools(
  restoring: Restoring,
  schools: readonly Registered[],
  fetch: (school: Registered) => Promise<Fetched>,
  yes: boolean,
  terminal: Call["terminal"],
): Promise<number> {
  const sizes = schools.map((school) => sizeOf(restoring.registry, school))
  let failed = 0
  for (const [at, school] of schools.entries()) {
    terminal.err(
      words.fetching(school.slug, sizes[at] ?? 0, { at, of: schools.length, part: shareDone(sizes, at) }),
    )
    try {
      const fetched = await fetch(asOfNow(restoring.registry, school))
      show(restoring.registry, fetched, terminal)
      if (!yes) {
        removeFile(fetched.file)
        continue
      }
      terminal.err(words.swapping(school.slug))
      const { aside, erased, copied } = await swapIn(restoring, fetched)
      terminal.out(words.swapped(school.slug, fetched.epoch, erased, aside))
      if (!(await copied())) terminal.err(words.notCopied)
    } catch (error) {
      failed++
      terminal.err(
        error instanceof NothingToRestore
          ? words.nothing(school.slug)
          : words.failed(school.slug, error instanceof Error ? error.message : String(error)),
      )
    }
  }
  if (!yes) terminal.out(words.dry)
  return failed > 0 ? 1 : 0
}

/** A file that was written anew since the first school was fetched is at another epoch. */
const asOfNow = (registry: Registry, { id, slug }: Registered): Registered =>
  registeredSchools(registry).find((school) => school.id === id) ?? missing(slug)

const sizeOf = (registry: Registry, { id, epoch }: Registered): number =>
  statSync(schoolFile(registry, id, epoch), { throwIfNoEntry: false })?.size ?? 0

function show(registry: Registry, fetched: Fetched, terminal: Call["terminal"]): void {
  const { school, copy, counts, from } = fetched
  terminal.out(words.found(school.name, school.slug, copy.txid, copy.reachedAt))
  if (from !== school.epoch) terminal.out(words.fromAnotherEpoch(from, school.epoch))
  terminal.out(words.counts(counts, countSchool(schoolFile(registry, school.id, school.epoch))))
}

async function restoreControl(
  env: Env,
  backup: Backup,
  at: Temporal.Instant | null,
  yes: boolean,
  terminal: Call["terminal"],
  now: () => Temporal.Instant,
): Promise<number> {
  terminal.err(words.fetching("control"))
  const fetched = await fetchControl(backup, env.dataFolder, at, now())
  if (!fetched) {
    terminal.err(words.nothing("control"))
    return 1
  }
  const live = join(env.dataFolder, "control.db")
  const before = existsSync(live) ? readable(() => examineControl(live)) : null
  terminal.out(words.found("control", "control.db", fetched.copy.txid, fetched.copy.reachedAt))
  terminal.out(words.schools(fetched.schools, before))
  if (!yes) {
    removeFile(fetched.file)
    if (fetched.newest) removeFile(fetched.newest)
    terminal.out(words.dry)
    return 0
  }
  const outcome = await swapControl(backup, env.dataFolder, fetched, env.master, now())
  if (outcome === "in-use") {
    terminal.err(words.inUse)
    return 1
  }
  terminal.out(words.swappedControl(outcome.aside))
  return 0
}

function readable<Outcome>(read: () => Outcome): Outcome | null {
  try {
    return read()
  } catch {
    return null
  }
}
