import type { SchoolId, StaffId } from "../ids.ts"
import type { Counts } from "../privacy/erasing.ts"
import { accept, type Result, refuse } from "../result.ts"

// A school leaves: two people say so, a day passes, then all of it goes; and when the backup is empty as well there is a certificate.

/**
 * "asked": one person wants it. "confirmed": a second one too; it happens at a moment. "withdrawn": they changed their mind. "ending": the
 * door is shut and the files go. "erased": nothing is left but the backup. "gone": that is empty too.
 */
const leavingStates = ["asked", "confirmed", "withdrawn", "ending", "erased", "gone"] as const
export type LeavingState = (typeof leavingStates)[number]

/** How long a school can change its mind after both said yes. */
export const secondThoughts = { hours: 24 } as const
/** How long after the files the backup is emptied: six and a half days, so that a day to look again stays within seven. */
export const purgeAfter = { hours: 156 } as const

export type Leaving = {
  school: SchoolId
  state: LeavingState
  /** Null: the operator did, on the school's written word. */
  askedBy: StaffId | null
  askedAt: Temporal.Instant
  confirmedBy: StaffId | null
  endsAt: Temporal.Instant | null
  erasedAt: Temporal.Instant | null
  goneAt: Temporal.Instant | null
  /** Of the certificate, once there is one to wait for. */
  number: string | null
  /** What there was, and how many objects the backup had. */
  counts: Counts
  objects: number
}

/** What leaving does, in numbers. */
export type LeavingNumbers = {
  pupils: number
  households: number
  guardians: number
  staff: number
  rounds: number
  talks: number
  /** Talks that are still to come: nobody is told. */
  coming: number
}

export type LeavingRefusal =
  | { kind: "name-differs" }
  | { kind: "asked-already" }
  | { kind: "not-asked" }
  | { kind: "same-person" }
  | { kind: "too-late" }

const pending = (leaving: Leaving | null): leaving is Leaving =>
  leaving !== null && (leaving.state === "asked" || leaving.state === "confirmed")

/** Is somebody of the school able to stop it? */
export const canStay = pending

const even = (name: string) => name.trim().replace(/\s+/g, " ").toLowerCase()

/** The first person: types the name of the school, so that nobody does this by accident. */
export function decideAsking(
  leaving: Leaving | null,
  wish: { name: string; school: string },
): Result<null, LeavingRefusal> {
  if (leaving && leaving.state !== "withdrawn") return refuse({ kind: "asked-already" })
  return even(wish.name) === even(wish.school) ? accept(null) : refuse({ kind: "name-differs" })
}

/** The second person; gives the moment at which it happens. */
export function decideConfirming(
  leaving: Leaving | null,
  who: StaffId,
  now: Temporal.Instant,
): Result<Temporal.Instant, LeavingRefusal> {
  if (leaving?.state !== "asked") return refuse({ kind: "not-asked" })
  return leaving.askedBy === who ? refuse({ kind: "same-person" }) : accept(now.add(secondThoughts))
}

/** Anybody who decides, as long as the day lasts. */
export function decideStaying(leaving: Leaving | null, now: Temporal.Instant): Result<null, LeavingRefusal> {
  if (leaving === null || leaving.state === "withdrawn") return refuse({ kind: "not-asked" })
  return pending(leaving) && !isDue(leaving.endsAt, now) ? accept(null) : refuse({ kind: "too-late" })
}

const isDue = (at: Temporal.Instant | null, now: Temporal.Instant) =>
  at !== null && Temporal.Instant.compare(at, now) <= 0

/** What has to be done for this school now. */
export function nextStep(leaving: Leaving, now: Temporal.Instant): "shut" | "erase" | "purge" | null {
  const { state, endsAt, erasedAt } = leaving
  if (state === "confirmed") return isDue(endsAt, now) ? "shut" : null
  if (state === "ending") return "erase"
  return state === "erased" && isDue(erasedAt?.add(purgeAfter) ?? null, now) ? "purge" : null
}
