import { readFileSync, statSync } from "node:fs"
import { parseArgs } from "node:util"
import type { Db } from "../db/open.ts"
import { askToLook } from "../db/privacy/operator-windows.ts"
import { openSchool } from "../db/registry.ts"
import {
  bringIn,
  changesAnything,
  foundIn,
  type Outcome,
  rehearse,
  remarksOf,
} from "../db/rosters/rosters.ts"
import { accept, type Result } from "../domain/result.ts"
import type { Roster, RosterProblem } from "../domain/rosters/roster.ts"
import { type ColumnMapping, readMapping } from "../domain/rosters/roster-columns.ts"
import { type CommitRefusal, type Confirmation, tallyOf } from "../domain/rosters/roster-import.ts"
import { type HowToRead, readFor } from "../import-file.ts"
import type { Readout } from "../integrations/read-roster.ts"
import { mostBytes } from "../integrations/roster/bytes.ts"
import { droppedText, problemText } from "../views/staff/roster-problems.ts"
import { nl } from "../views/words/nl.ts"
import { operator } from "../views/words/operator.ts"
import { type Call, operatorActor, WrongUse } from "./call.ts"

const words = operator.import
const kinds = ["pupils", "groups", "teachers"] as const

/** Shows what a file would change, or brings it in with --commit. 0: done; 1: refused. */
export async function importFile(given: string[], call: Call): Promise<number> {
  const yes = { type: "boolean", default: false } as const
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: {
      commit: yes,
      leave: yes,
      "whole-school": yes,
      "another-school": yes,
      json: yes,
      mapping: { type: "string" },
    },
  })
  const [slug, path] = positionals
  if (!slug || !path || positionals.length > 2) throw new WrongUse(operator.missingSchool)
  const db = openSchool(call.registry, slug)
  if (!db) throw new WrongUse(operator.noSuchSchool(slug))
  // What a file would change says who is at the school.
  if (!(await askToLook(db, "import", call.now)).ok) {
    call.terminal.err(operator.look.closed(db.school.name))
    return 1
  }
  const how: HowToRead = {
    ...(values.mapping ? { mapping: mappingIn(values.mapping) } : {}),
    ...(values["another-school"] ? { anotherSchool: true } : {}),
  }
  const progress = values.json ? () => {} : call.terminal.err
  progress(words.reading)
  const read = readFile(db, path, how, call.now)
  const told: Told = {
    problems: read.problems,
    dropped: {},
    roster: null,
    outcome: null,
    refusal: null,
    committed: false,
    leaves: values.leave,
  }
  const tell = values.json ? tellJson : tellPeople
  if (!read.ok) {
    tell(call, db, told)
    return 1
  }
  progress(words.comparing)
  const { roster, problems, dropped } = read
  const signature = read.columns?.signature ?? null
  const file = { roster, problems, dropped, signature, anotherSchool: values["another-school"] }
  const leaving = { pupils: values.leave, teachers: values.leave }
  const wish: Confirmation = { seen: null, leaving, wholeFile: values["whole-school"] }
  const outcome: Result<Outcome, CommitRefusal> = values.commit
    ? await bringIn(db, operatorActor, file, wish, call.now)
    : accept(await rehearse(db, roster, leaving, call.now))
  if (!outcome.ok) {
    tell(call, db, { ...told, roster, dropped, refusal: outcome.refusal })
    return 1
  }
  const committed = values.commit && changesAnything(outcome.value)
  const all = [...problems, ...remarksOf(outcome.value)]
  tell(call, db, { ...told, problems: all, roster, dropped, outcome: outcome.value, committed })
  return 0
}

/** The bytes of a file, read for this school. One that is too large is not opened. */
function readFile(db: Db, path: string, how: HowToRead, now: Temporal.Instant): Readout {
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) throw new WrongUse(operator.noSuchFile(path))
  if (size > mostBytes) return { ok: false, problems: [{ code: "F01", variant: "too-large" }] }
  return readFor(db, readFileSync(path), how, now)
}

/** A mapping of columns as the operator wrote it down. */
function mappingIn(path: string): ColumnMapping {
  try {
    const { delimiter, headingRow, encoding, columns } = JSON.parse(readFileSync(path, "utf8"))
    if (!Array.isArray(columns)) throw new WrongUse(operator.notAMapping)
    return readMapping({
      delimiter: delimiter === "\t" ? "tab" : delimiter,
      headingRow: Number.isInteger(headingRow) ? headingRow : null,
      encoding,
      column: columns,
    })
  } catch {
    throw new WrongUse(operator.notAMapping)
  }
}

type Told = {
  problems: RosterProblem[]
  dropped: Record<string, number>
  roster: Roster | null
  outcome: Outcome | null
  refusal: CommitRefusal | null
  committed: boolean
  leaves: boolean
}

/** Counts, what was dropped, and problems with code and place; never a value of the file. */
function tellJson({ terminal }: Call, db: Db, told: Told): void {
  const { roster, outcome, refusal, committed, dropped, problems } = told
  const tally = outcome && tallyOf(outcome.changes)
  const each = (part: "new" | "changed" | "left" | "same") =>
    tally && Object.fromEntries(kinds.map((kind) => [kind, tally[kind][part]]))
  const { total, made, doubtful } = outcome?.homes ?? { total: 0, made: 0, doubtful: 0 }
  const answer = {
    school: db.school.slug,
    committed,
    refused: outcome ? null : (refusal?.kind ?? "file"),
    ...(roster ? foundIn(roster) : { pupils: 0, groups: 0, teachers: 0 }),
    households: { total, made, doubtful },
    new: each("new"),
    changed: each("changed"),
    left: each("left"),
    unchanged: each("same"),
    dropped,
    problems: problems.map(({ names: _, ...problem }) => ({ ...problem, message: problemText(nl, problem) })),
  }
  terminal.out(JSON.stringify(answer, null, 2))
}

/** The same for people, in Dutch. */
function tellPeople({ terminal }: Call, db: Db, told: Told): void {
  const { roster, outcome, refusal, dropped, problems } = told
  const say = (name: string, text: string) => terminal.out(`  ${name.padEnd(14)}${text}`)
  if (roster) {
    const { pupils, groups, teachers } = foundIn(roster)
    const said = nl.imports
    terminal.out(
      words.found(db.school.name, said.pupils(pupils), said.groups(groups), said.teachers(teachers)),
    )
  }
  if (outcome) {
    const tally = tallyOf(outcome.changes)
    if (outcome.erased > 0) terminal.out(words.erased(outcome.erased))
    for (const kind of kinds) {
      const { new: fresh, changed, left, same } = tally[kind]
      say(words.kind[kind], words.tally(fresh, changed, left, same))
    }
    const { total, made, doubtful } = outcome.homes
    say(words.homesName, words.homes(total, made, doubtful))
  }
  if (Object.keys(dropped).length > 0) terminal.out(`${words.notRead}: ${droppedText(nl, dropped)}`)
  const remarks = problems.filter(({ code }) => code !== "W04")
  if (remarks.length > 0) terminal.out(`${words.remarks}:`)
  for (const problem of remarks)
    terminal.out(`  ${problem.code}  ${problemText(nl, problem)}${namesOf(problem)}`)
  terminal.out(`\n${verdictOf(told, refusal)}`)
}

const namesOf = ({ names = [] }: RosterProblem) =>
  names.length > 0 ? ` ${nl.imports.checkNames} ${names.join(", ")}` : ""

function verdictOf({ outcome, committed, leaves }: Told, refusal: CommitRefusal | null): string {
  if (refusal) return words.refusal[refusal.kind]
  if (!outcome) return words.refused
  if (!changesAnything(outcome)) return outcome.changes.problems.length > 0 ? words.noChange : words.nothing
  if (!committed) return words.dry
  const stayed = outcome.changes.pupils.left.length + outcome.changes.teachers.left.length > 0 && !leaves
  return stayed ? `${words.committed}\n${words.stayed}` : words.committed
}
