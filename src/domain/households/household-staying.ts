import type { HouseholdId } from "../ids.ts"
import type { Home } from "./household-evidence.ts"

/**
 * Which household each home goes on as; null for a new one. What must stay does; then the household with most of its seats in a
 * home, so that codes, sessions and talks stay with the same people.
 */
export function householdsOf(homes: readonly Home[]): (HouseholdId | null)[] {
  const ids = homes.map((home) => home.stays.values().next().value ?? null)
  const taken = new Set<HouseholdId | null>(ids)
  const claims = homes.flatMap((home, at) => {
    const counts = Map.groupBy(home.seats, (seat) => seat.was)
    return [...counts].map(([was, seats]) => ({ at, was, seats: seats.length }))
  })
  claims.sort((a, b) => b.seats - a.seats || (a.was ?? 0) - (b.was ?? 0) || a.at - b.at)
  for (const { at, was } of claims) {
    if (was === null || ids[at] !== null || taken.has(was)) continue
    ids[at] = was
    taken.add(was)
  }
  return ids
}
