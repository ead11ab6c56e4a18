import { createHash } from "node:crypto"
import type { Actor, Office } from "../../domain/access/access.ts"
import type { ImportId } from "../../domain/ids.ts"
import { fullName } from "../../domain/people/people.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import type { Roster, RosterProblem } from "../../domain/rosters/roster.ts"
import { compareRosters, isNothing, type RosterChanges } from "../../domain/rosters/roster-changes.ts"
import { nameIn } from "../../domain/rosters/roster-differences.ts"
import {
  type CommitRefusal,
  type Confirmation,
  decideCommit,
  emptyReport,
  type Homes,
  type ImportReport,
  type Leaving,
  tallyOf,
} from "../../domain/rosters/roster-import.ts"
import { type Db, type Tx, write } from "../open.ts"
import { erasedIn, forgetErased, without } from "../privacy/erased-pupils.ts"
import { note } from "../privacy/logbook.ts"
import { settingsOf } from "../school/settings.ts"
import { type Copy, copyOf, insertImport, keepCopy, reportIn, withoutNames } from "./imports.ts"
import { applyChanges } from "./roster-apply.ts"
import { rememberPeople } from "./roster-memory.ts"
import { ourRoster } from "./roster-ours.ts"

/** A read file laid beside the school, and the fingerprint by which "what was seen" is known again. */
export type Comparison = {
  roster: Roster
  changes: RosterChanges
  fingerprint: string
  /** The name of a group, ours or new. */
  groupName: (id: number | null) => string
  /** Names in which a person should check the spelling. */
  names: string[]
  /** Names of pupils whom this school erased lately: they stay out unless somebody says otherwise. */
  erased: string[]
}

/** What a waiting import would change now; null when it does not wait (any more). */
export function comparisonOf(db: Db, _: Office, id: ImportId, now: Temporal.Instant): Comparison | null {
  const copy = copyOf(db, id)
  return copy && { ...compare(db, copy.roster, now), names: copy.names }
}

/** `asked`: whom the school erased comes in all the same; the file wins over what was written by hand. */
function compare(
  db: Db,
  file: Roster,
  now: Temporal.Instant,
  { bringBack, overrule } = { bringBack: false, overrule: false },
) {
  const found = erasedIn(db, file)
  const roster = bringBack ? file : without(file, found)
  const ours = ourRoster(db, now)
  const changes = compareRosters(ours, roster, overrule)
  const groupName = nameIn(ours.groups, roster.groups)
  const erased = found.flatMap((at) => fullName(file.pupils[at]?.name ?? { first: "", prefix: "", last: "" }))
  return { roster, changes, fingerprint: fingerprintOf(changes), groupName, found, erased }
}

/** Stands for all that a person was shown: another name, another group or a talk more make another one. */
function fingerprintOf({ locations, groups, pupils, teachers, byHand }: RosterChanges): string {
  const shown = createHash("sha256")
  for (const kind of [locations, groups, pupils, teachers]) {
    for (const one of kind.new) shown.update(JSON.stringify(one))
    for (const { is, what } of kind.changed) shown.update(JSON.stringify([is.id, what]))
    for (const one of kind.left) shown.update(JSON.stringify([one.id, "talks" in one ? one.talks : 0]))
    shown.update(`\n${kind.same}\n`)
  }
  for (const { was, what } of byHand) shown.update(JSON.stringify([was.id, what]))
  return shown.digest("base64url").slice(0, 22)
}

class TakenBack extends Error {}

/** A write that is taken back at its end, unless it is to be kept. */
async function tentatively<Outcome>(
  db: Db,
  work: (tx: Tx) => { keep: boolean; outcome: Outcome },
): Promise<Outcome> {
  const done: { outcome?: Outcome } = {}
  try {
    await write(db, (tx) => {
      const { keep, outcome } = work(tx)
      done.outcome = outcome
      if (!keep) throw new TakenBack()
    })
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error
  }
  return done.outcome as Outcome
}

/** `erased`: pupils who stayed out, because this school erased them lately. */
export type Outcome = { changes: RosterChanges; homes: Homes; erased: number }

/** What a file would do, without doing it: it is done, and taken back in the same breath. */
export const rehearse = (db: Db, roster: Roster, leaving: Leaving, now: Temporal.Instant): Promise<Outcome> =>
  tentatively(db, (tx) => {
    const { changes, roster: file, erased } = compare(db, roster, now)
    const homes = applyChanges(db, tx, file, changes, leaving, now)
    return { keep: false, outcome: { changes, homes, erased: erased.length } }
  })

/** A file that was read. */
export type ReadFile = {
  roster: Roster
  problems: RosterProblem[]
  dropped: Record<string, number>
  signature: string | null
  anotherSchool: boolean
}

/** Rehearses a file and keeps it for a person to look at. */
export async function keepForReview(
  db: Db,
  id: ImportId,
  file: ReadFile,
  now: Temporal.Instant,
): Promise<void> {
  const outcome = await rehearse(db, file.roster, { pupils: false, teachers: false }, now)
  const copy: Copy = { roster: file.roster, names: file.problems.flatMap(({ names = [] }) => names) }
  const problems = [...file.problems, ...remarksOf(outcome)]
  await keepCopy(db, id, copy, reportOf({ ...file, problems }, outcome.homes))
}

const reportOf = (file: ReadFile, homes: Homes | null): ImportReport => ({
  ...emptyReport,
  problems: withoutNames(file.problems),
  dropped: file.dropped,
  found: foundIn(file.roster),
  homes,
  signature: file.signature,
  anotherSchool: file.anotherSchool,
})

/** How many of each are in a file. */
export const foundIn = ({ pupils, groups, teachers }: Roster) => ({
  pupils: pupils.length,
  groups: groups.length,
  teachers: teachers.length,
})

/** What only shows when a file is laid beside the school: renumbered pupils, and households for a person to look at. */
export const remarksOf = ({ changes, homes }: Outcome): RosterProblem[] => [
  ...changes.problems,
  ...(homes.doubtful > 0 ? [{ code: "W14", count: homes.doubtful } as const] : []),
]

/**
 * Brings a waiting import in, all of it or nothing, exactly as it was shown. Null when there is no such import. What is needed to
 * put everything back is kept for a day.
 */
export function applyRoster(
  db: Db,
  actor: Actor,
  id: ImportId,
  wish: Confirmation,
  now: Temporal.Instant,
): Promise<Result<Outcome, CommitRefusal> | null> {
  return write(db, (tx): Result<Outcome, CommitRefusal> | null => {
    const report = reportIn(db, id)
    if (report === null) return null
    const copy = copyOf(db, id)
    if (copy === null) return refuse({ kind: "not-waiting" })
    return commit(db, tx, actor, { id, roster: copy.roster, report }, wish, now)
  })
}

/**
 * Brings a file in at once, for the operator and the demo, who have no page to look at. A file that changes nothing leaves
 * nothing behind.
 */
export const bringIn = (
  db: Db,
  actor: Actor,
  file: ReadFile,
  wish: Confirmation,
  now: Temporal.Instant,
): Promise<Result<Outcome, CommitRefusal>> =>
  tentatively(db, (tx) => {
    const id = insertImport(db, actor, now)
    const { roster } = file
    const outcome = commit(db, tx, actor, { id, roster, report: reportOf(file, null) }, wish, now)
    return { keep: outcome.ok && changesAnything(outcome.value), outcome }
  })

/** Is there anything to bring in at all? */
export const changesAnything = ({ changes, homes }: Outcome) => !isNothing(changes) || homes.changed

type Waiting = { id: ImportId; roster: Roster; report: ImportReport }

function commit(
  db: Db,
  tx: Tx,
  actor: Actor,
  { id, roster, report }: Waiting,
  wish: Confirmation,
  now: Temporal.Instant,
): Result<Outcome, CommitRefusal> {
  // What was shown is without whom the school erased and with what it wrote by hand; what is done is as it was asked.
  const shown = compare(db, roster, now)
  const { fingerprint } = shown
  const bringBack = wish.bringBack === true && shown.found.length > 0
  const asked = { bringBack, overrule: wish.overrule === true }
  const { changes, roster: file } = bringBack || asked.overrule ? compare(db, roster, now, asked) : shown
  const hashes = { hashedWith: roster.factor, factor: settingsOf(db).factor }
  const decision = decideCommit({ changes: shown.changes, fingerprint, ...hashes }, wish)
  if (!decision.ok) return decision
  const howItWas = rememberPeople(db)
  const homes = applyChanges(db, tx, file, changes, wish.leaving, now)
  if (bringBack) forgetErased(db, roster, shown.found)
  const applied = tallyOf(changes, wish.leaving)
  db.sql(
    "UPDATE imports SET state = 'committed', kind = ?, roster = NULL, report = ?, undo = ?, committed_at = ? WHERE id = ?",
  ).run(
    roster.source.kind,
    JSON.stringify({ ...report, homes, applied }),
    JSON.stringify(howItWas()),
    now.toString(),
    id,
  )
  const { same: _, ...pupils } = applied.pupils
  note(tx, actor, "import-committed", { import: id, ...pupils }, now)
  return accept({ changes, homes, erased: bringBack ? 0 : shown.found.length })
}
