import { accept, type Result, refuse } from "../result.ts"
import { type Phase, phase, type Round } from "../rounds/round.ts"

/** Why a family cannot say that it needs no talk about a child, or take that back. */
export type DecliningRefusal =
  | { kind: "round-not-open"; phase: Exclude<Phase, "open"> }
  | { kind: "has-talk" }

/** A family says for each child that it needs no talk, from the moment it sees the round until choosing ends; not while a talk stands. */
export function decideDeclining(
  { round, talks }: { round: Round; talks: number },
  now: Temporal.Instant,
): Result<true, DecliningRefusal> {
  const current = phase(round, now)
  if (current !== "open" && current !== "announced") return refuse({ kind: "round-not-open", phase: current })
  return talks > 0 ? refuse({ kind: "has-talk" }) : accept(true)
}
