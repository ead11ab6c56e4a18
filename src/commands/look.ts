import { parseArgs } from "node:util"
import { fetchSchool, NothingToRestore, type Restoring } from "../backup/restoring.ts"
import { removeFile } from "../db/backup/school-files.ts"
import { schoolMigrations } from "../db/migrations/school.ts"
import { type Db, openDb, openFile } from "../db/open.ts"
import { failedFor, overviewFor, peopleFor, roundsFor } from "../db/privacy/operator-looks.ts"
import { askToLook } from "../db/privacy/operator-windows.ts"
import { openSchool } from "../db/registry.ts"
import { type LookAt, looks } from "../domain/privacy/operator-window.ts"
import { keysOf } from "../sealing.ts"
import { operator } from "../views/words/operator.ts"
import { operatorBackup as backup } from "../views/words/operator-backup.ts"
import { type Call, WrongUse } from "./call.ts"
import { backupFor, momentIn } from "./restore.ts"

const words = operator.look

/**
 * Shows the operator something of a school, as long as that school lets them; each look is a line in its logbook. With `--at` it is what the
 * backup has of that moment, read from a copy that goes again. 1: refused.
 */
export async function lookCommand(given: string[], { registry, env, terminal, now }: Call): Promise<number> {
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: { at: { type: "string" } },
  })
  const [slug, asked = "overview", ...rest] = positionals
  if (!slug) throw new WrongUse(operator.missingAddress)
  const what = looks.find((each) => each === asked)
  if (!what || what === "import") throw new WrongUse(words.unknown)
  if (what === "people" && rest.join("").length < 2) throw new WrongUse(words.whom)
  const db = openSchool(registry, slug)
  if (!db) throw new WrongUse(operator.noSuchSchool(slug))
  if (!(await askToLook(db, what, now)).ok) {
    terminal.err(words.closed(db.school.name))
    return 1
  }
  const tell = (from: Db) => {
    for (const line of show[what](from, rest.join(" "))) terminal.out(line)
  }
  const at = momentIn(values.at)
  if (at === null) tell(db)
  else
    try {
      await withCopy({ registry, backup: backupFor(env), now: () => now }, slug, at, terminal, tell)
    } catch (error) {
      if (!(error instanceof NothingToRestore)) throw error
      terminal.err(backup.nothing(slug))
      return 1
    }
  return 0
}

/** Reads a copy of a school as it was at a moment; the live file is not touched, and the copy goes again. Throws NothingToRestore. */
async function withCopy(
  restoring: Restoring,
  slug: string,
  at: Temporal.Instant,
  terminal: Call["terminal"],
  read: (db: Db) => void,
): Promise<void> {
  const school = restoring.registry.bySlug.get(slug)
  if (!school) throw new WrongUse(operator.noSuchSchool(slug))
  terminal.err(backup.fetching(slug))
  const { file, copy } = await fetchSchool(restoring, school, at)
  try {
    terminal.out(backup.found(school.name, slug, copy.txid, copy.reachedAt))
    // Older tables are brought up to date in the copy, so that the same questions can be asked.
    const db = openDb(openFile(file, schoolMigrations), school, keysOf(restoring.registry.master, school.id))
    try {
      read(db)
    } finally {
      db.close()
    }
  } finally {
    removeFile(file)
  }
}

const show: Record<Exclude<LookAt, "import">, (db: Db, search: string) => string[]> = {
  overview: (db) => Object.entries(overviewFor(db) ?? {}).map(([name, count]) => words.count(name, count)),
  rounds: (db) =>
    roundsFor(db).map(({ id, title, opensAt, closesAt, slots, taken }) =>
      words.round(id, title, `${opensAt} – ${closesAt}`, taken, slots),
    ),
  people: (db, search) => peopleFor(db, search).map(({ id, name, homes }) => words.person(id, name, homes)),
  messages: (db) =>
    failedFor(db).map(({ id, kind, failure, household, at }) =>
      words.message(id, kind, failure ?? "?", household ?? 0, at),
    ),
}
