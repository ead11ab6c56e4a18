import { accept, type Result, refuse } from "../result.ts"
import type { SignInFactor } from "../school/school.ts"
import type { RosterProblem } from "./roster.ts"
import { isSweeping, type RosterChanges } from "./roster-changes.ts"

export type ImportState = "reading" | "mapping" | "review" | "committed" | "undone" | "discarded" | "refused"

/** How far the reading of a file is, in order. */
export const importSteps = ["waiting", "reading", "comparing", "keeping"] as const
export type ImportStep = (typeof importSteps)[number]

/** Why a file was not read to its end, other than by its contents. */
export type Stop = "too-slow" | "broken" | "interrupted"

/** What is kept about an import: counts, codes and lines, never a value of the file. */
export type ImportReport = {
  problems: RosterProblem[]
  dropped: Record<string, number>
  /** What is in the file; null when it was refused. */
  found: { pupils: number; groups: number; teachers: number } | null
  homes: Homes | null
  /** The headings' key, under which a corrected mapping is remembered; null for a file without columns. */
  signature: string | null
  /** Read although it names another school, because a person said so. */
  anotherSchool: boolean
  stop: Stop | null
  /** What was done; null while nothing is. */
  applied: Tally | null
  /** What stayed as it was when it was taken back; left out while it is not. */
  stayed?: Staying
}

export const emptyReport: ImportReport = {
  problems: [],
  dropped: {},
  found: null,
  homes: null,
  signature: null,
  anotherSchool: false,
  stop: null,
  applied: null,
}

/** All households after the import, how many of them are new, how many wait for a person, and whether any changed. */
export type Homes = { total: number; made: number; doubtful: number; changed: boolean }

type Kind = "pupils" | "teachers" | "groups"
/** The lists of a review, who left first: somebody must tell them. */
export const listNames = [
  "pupils-left",
  "teachers-left",
  "pupils-new",
  "pupils-changed",
  "pupils-by-hand",
  "teachers-new",
  "teachers-changed",
  "groups-new",
  "groups-changed",
  "groups-left",
] as const
export type ListName = (typeof listNames)[number]

export type Tally = Record<Kind, { new: number; changed: number; left: number; same: number }>

/** Who of those that are not in the file leaves the school. */
export type Leaving = { pupils: boolean; teachers: boolean }

/** How many of each kind are new, changed, left and the same. Who is asked to stay has not left. */
export function tallyOf(changes: RosterChanges, leaving: Leaving = { pupils: true, teachers: true }): Tally {
  const count = (kind: Kind, leaves = true) => ({
    new: changes[kind].new.length,
    changed: changes[kind].changed.length,
    left: leaves ? changes[kind].left.length : 0,
    same: changes[kind].same,
  })
  return {
    pupils: count("pupils", leaving.pupils),
    groups: count("groups"),
    teachers: count("teachers", leaving.teachers),
  }
}

/**
 * What a person confirms: what they saw (a fingerprint), who leaves, and that the file is the whole school. `bringBack`: pupils whom
 * this school erased lately come in anew; they stay out unless somebody says so. `overrule`: where staff wrote something else by hand,
 * the file wins.
 */
export type Confirmation = {
  seen: string | null
  leaving: Leaving
  wholeFile: boolean
  bringBack?: boolean
  overrule?: boolean
}

export type CommitRefusal =
  | { kind: "not-waiting" }
  | { kind: "factor-changed" }
  | { kind: "roster-changed-meanwhile" }
  | { kind: "whole-file-unsaid"; leaving: number; present: number }

/** A file may be brought in as it was shown, with hashes of the fact that the school asks for, and a fifth of the school leaves only when that was asked. */
export function decideCommit(
  facts: { changes: RosterChanges; fingerprint: string; hashedWith: SignInFactor; factor: SignInFactor },
  wish: Confirmation,
): Result<RosterChanges, CommitRefusal> {
  const { changes } = facts
  if (facts.hashedWith !== facts.factor) return refuse({ kind: "factor-changed" })
  if (wish.seen !== null && wish.seen !== facts.fingerprint)
    return refuse({ kind: "roster-changed-meanwhile" })
  if (wish.leaving.pupils && isSweeping(changes) && !wish.wholeFile)
    return refuse({
      kind: "whole-file-unsaid",
      leaving: changes.pupils.left.length,
      present: changes.present,
    })
  return accept(changes)
}

/** An import can be taken back for this long. */
export const undoLasts = { hours: 24 }

/** Until when an import can be taken back; null when that is over. */
export function undoUntil(
  committedAt: Temporal.Instant | null,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const until = committedAt?.add(undoLasts) ?? null
  return until && Temporal.Instant.compare(now, until) < 0 ? until : null
}

export type UndoRefusal =
  | { kind: "not-committed" }
  | { kind: "too-late" }
  | { kind: "newer-import" }
  | { kind: "talks-booked"; count: number }
  | { kind: "in-use" }

/** How much people changed by hand since an import: it stays as it is when the import is taken back. */
export type Staying = { pupils: number; households: number }

export type UndoFacts = {
  state: ImportState
  committedAt: Temporal.Instant | null
  /** Another file was brought in after this one. */
  newer: boolean
  /** Talks of pupils, homes and teachers that this import made. */
  talks: number
}

/** Taking back is for a day, for the last import, and not over the heads of parents who have booked since. */
export function decideUndo(facts: UndoFacts, now: Temporal.Instant): Result<null, UndoRefusal> {
  if (facts.state !== "committed" || facts.committedAt === null) return refuse({ kind: "not-committed" })
  if (Temporal.Instant.compare(now, facts.committedAt.add(undoLasts)) >= 0)
    return refuse({ kind: "too-late" })
  if (facts.newer) return refuse({ kind: "newer-import" })
  return facts.talks > 0 ? refuse({ kind: "talks-booked", count: facts.talks }) : accept(null)
}
