import { isBefore } from "../clock.ts"
import type { RoundId } from "../ids.ts"
import { accept, type Result, refuse } from "../result.ts"
import type { Rest } from "../talks/slot.ts"

/** One occasion on which a school holds talks. Instants are UTC. */
export type Round = {
  id: RoundId
  title: string
  /** Length of a talk and time between two talks of one teacher, in minutes. */
  slotMinutes: number
  changeMinutes: number
  /** What parents need to get from one teacher to the next, in minutes, when talks are proposed together. */
  walkMinutes: number
  opensAt: Temporal.Instant
  closesAt: Temporal.Instant
  /** Until this moment parents may move and cancel. */
  changeUntil: Temporal.Instant
  publishedAt: Temporal.Instant | null
  /** How many talks a child may have in this round; null: one with each teacher. */
  talksPerPupil: number | null
  /** The end of the last slot; null while none is cut. */
  endsAt: Temporal.Instant | null
  /** Who may choose before `opensAt`; null: nobody. */
  early: EarlyRule | null
  /** Teachers rest so many minutes after so many talks in a row; null: they do not. */
  rest: Rest | null
  /** May families change places among themselves? */
  swaps: boolean
}

/** From when on families with several children in the round, or whom a teacher wishes to see, choose before others. */
export type EarlyRule = { at: Temporal.Instant; siblings: boolean; wanted: boolean }

export type Phase = "draft" | "announced" | "open" | "closed" | "past"

/** Where a round is, computed from its dates. */
export function phase(round: Round, now: Temporal.Instant): Phase {
  if (round.publishedAt === null) return "draft"
  if (round.endsAt !== null && !isBefore(now, round.endsAt)) return "past"
  if (isBefore(now, round.opensAt)) return "announced"
  return isBefore(now, round.closesAt) ? "open" : "closed"
}

export type PublishRefusal =
  | { kind: "already-published" }
  | { kind: "no-slots" }
  | { kind: "first-talk-past" }
  | { kind: "closes-past" }
  | { kind: "teacher-elsewhere"; teacher: string; at: Temporal.Instant }

/** May the slots of this round be given out? They must lie ahead, and none of its teachers may be promised to another round. */
export function decidePublish(
  round: Round,
  facts: {
    slots: readonly { startsAt: Temporal.Instant }[]
    elsewhere: { teacher: string; at: Temporal.Instant } | null
  },
  now: Temporal.Instant,
): Result<true, PublishRefusal> {
  if (round.publishedAt !== null) return refuse({ kind: "already-published" })
  if (facts.slots.length === 0) return refuse({ kind: "no-slots" })
  if (facts.slots.some((slot) => isBefore(slot.startsAt, now))) return refuse({ kind: "first-talk-past" })
  if (!isBefore(now, round.closesAt)) return refuse({ kind: "closes-past" })
  if (facts.elsewhere) return refuse({ kind: "teacher-elsewhere", ...facts.elsewhere })
  return accept(true)
}

export type InviteRefusal = { kind: "not-published" } | { kind: "round-closed" }

/** Parents are invited from the moment a round is published until nothing can be chosen any more. */
export function decideInviting(round: Round, now: Temporal.Instant): Result<true, InviteRefusal> {
  const current = phase(round, now)
  if (current === "draft") return refuse({ kind: "not-published" })
  return current === "announced" || current === "open" ? accept(true) : refuse({ kind: "round-closed" })
}
