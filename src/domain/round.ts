import type { RoundId } from "./ids.ts"

/** One occasion on which a school holds talks. Instants are UTC. */
export type Round = {
  id: RoundId
  title: string
  /** Length of a talk and time between two talks of one teacher, in minutes. */
  slotMinutes: number
  changeMinutes: number
  opensAt: Temporal.Instant
  closesAt: Temporal.Instant
  /** Until this moment parents may move and cancel. */
  changeUntil: Temporal.Instant
  publishedAt: Temporal.Instant | null
  /** How many talks a child may have in this round; null: one with each teacher. */
  talksPerPupil: number | null
  /** The end of the last slot; null while none is cut. */
  endsAt: Temporal.Instant | null
}

export type Phase = "draft" | "announced" | "open" | "closed" | "past"

const before = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) < 0

/** Where a round is, computed from its dates. */
export function phase(round: Round, now: Temporal.Instant): Phase {
  if (round.publishedAt === null) return "draft"
  if (round.endsAt !== null && !before(now, round.endsAt)) return "past"
  if (before(now, round.opensAt)) return "announced"
  return before(now, round.closesAt) ? "open" : "closed"
}
