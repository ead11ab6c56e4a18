import { parseArgs } from "node:util"
import { leaveOnRequest, leavers, leavingNumbers, leavingOf, stay } from "../db/backup/departures.ts"
import type { Db } from "../db/open.ts"
import { openSchool } from "../db/registry.ts"
import { operator } from "../views/words/operator.ts"
import { operatorLeaving as words } from "../views/words/operator-leaving.ts"
import { type Call, WrongUse } from "./call.ts"

function schoolOf(call: Call, given: readonly string[]): Db {
  const [slug] = given
  if (!slug || given.length > 1) throw new WrongUse(operator.missingSchool)
  const db = openSchool(call.registry, slug)
  if (!db) throw new WrongUse(operator.noSuchSchool(slug))
  return db
}

/** Shows what ending a school takes, in numbers; with --yes it ends in a day. The running service does the rest. */
export async function schoolEnd(given: string[], call: Call): Promise<number> {
  const options = { yes: { type: "boolean", default: false } } as const
  const { values, positionals } = parseArgs({ args: given, allowPositionals: true, options })
  const db = schoolOf(call, positionals)
  const { terminal, registry, now } = call
  terminal.out(words.what(db.school.name, leavingNumbers(db, now)))
  if (!values.yes) {
    terminal.out(words.dry)
    return 0
  }
  const outcome = await leaveOnRequest(registry, db, now)
  const leaving = leavingOf(registry.control, db.school.id)
  if (!outcome.ok || !leaving?.endsAt) {
    terminal.err(words.already)
    return 1
  }
  terminal.out(words.ends(leaving.endsAt, db.school.slug))
  terminal.out(words.proof(leaving.number ?? ""))
  return 0
}

/** Stops the end of a school, as long as the day lasts. */
export async function schoolStay(given: string[], call: Call): Promise<number> {
  const db = schoolOf(call, given)
  const outcome = await stay(call.registry, db, null, call.now)
  if (outcome.ok) call.terminal.out(words.stays(db.school.name))
  else call.terminal.err(outcome.refusal.kind === "too-late" ? words.tooLate : words.notAsked)
  return outcome.ok ? 0 : 1
}

/** Every school that leaves or left, and how far it is. */
export async function schoolsLeaving(_given: string[], { registry, terminal }: Call): Promise<number> {
  const all = leavers(registry.control)
  if (all.length === 0) terminal.out(words.none)
  for (const { slug, school, state, objects, ...when } of all)
    terminal.out(
      words.line(slug ?? school, state, when.goneAt ?? when.erasedAt ?? when.endsAt ?? when.askedAt, objects),
    )
  return 0
}
