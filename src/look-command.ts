import type { Db } from "./db/open.ts"
import { failedFor, overviewFor, peopleFor, roundsFor } from "./db/operator-looks.ts"
import { askToLook } from "./db/operator-windows.ts"
import { openSchool } from "./db/registry.ts"
import { type LookAt, looks } from "./domain/operator-window.ts"
import { type Call, WrongUse } from "./import-command.ts"
import { operator } from "./views/words/operator.ts"

const words = operator.look

/** Shows the operator something of a school, as long as that school lets them; each look is a line in its logbook. 1: refused. */
export async function lookCommand(given: string[], { registry, terminal, now }: Call): Promise<number> {
  const [slug, asked = "overview", ...rest] = given
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
  for (const line of show[what](db, rest.join(" "))) terminal.out(line)
  return 0
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
