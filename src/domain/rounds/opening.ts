import type { EarlyRule, Round } from "./round.ts"

// Who may choose before all others: families for whom it is hardest, so that the evening does not go to who is quickest.

/** What the rule asks of a household: children in the round, and whether a teacher wishes to see it. */
export type EarlyFacts = { children: number; wanted: boolean }

export const isEarly = (rule: EarlyRule, { children, wanted }: EarlyFacts): boolean =>
  (rule.siblings && children > 1) || (rule.wanted && wanted)

/** Whom the rule is for, in one word. */
export const whoIsEarly = ({ siblings, wanted }: EarlyRule): "siblings" | "wanted" | "both" =>
  siblings && wanted ? "both" : siblings ? "siblings" : "wanted"

/** The round as it opens for this household: sooner for who may choose early. */
export const openingFor = (round: Round, facts: EarlyFacts): Round =>
  round.early && isEarly(round.early, facts) ? { ...round, opensAt: round.early.at } : round

/** What parents read of it: who is first, when, from when on everybody, and whether they are first themselves. */
export type Opening = EarlyRule & { others: Temporal.Instant; isFirst: boolean }
