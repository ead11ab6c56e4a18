import { accept, type Result, refuse } from "../result.ts"
import { phase, type Round } from "../rounds/round.ts"
import type { Booking } from "./booking.ts"

/** Where a talk is held. */
export const places = ["school", "online", "phone"] as const
export type Place = (typeof places)[number]

const isPlace = (word: string): word is Place => places.some((place) => place === word)

/** The places of a round as they are kept: "school,online". At school when nothing else is left, and the first is where a talk begins. */
export function readPlaces(written: string): Place[] {
  const known = written.split(",").filter(isPlace)
  return known.length > 0 ? places.filter((place) => known.includes(place)) : ["school"]
}

/** Places as a column holds them, each once and in our order. */
export const writePlaces = (allowed: readonly Place[]) => readPlaces(allowed.join(",")).join(",")

/** Where a talk is held: as was chosen, as long as the school still allows it. */
export const heldAt = (chosen: string | null, allowed: readonly Place[]): Place =>
  allowed.find((place) => place === chosen) ?? allowed[0] ?? "school"

/** Why another place cannot be chosen. */
export type PlaceRefusal = { kind: "place-not-offered" } | { kind: "place-too-late" }

/** Parents choose among the places that the school allows, until the deadline for changes and never once the talk began. */
export function decidePlace(
  facts: { round: Round; booking: Pick<Booking, "startsAt">; allowed: readonly Place[]; wished: string },
  now: Temporal.Instant,
): Result<Place, PlaceRefusal> {
  const { round, booking, allowed, wished } = facts
  const notAfter = (one: Temporal.Instant) => Temporal.Instant.compare(one, now) <= 0
  const current = phase(round, now)
  const begun = current === "open" || current === "closed"
  if (!begun || notAfter(booking.startsAt) || notAfter(round.changeUntil))
    return refuse({ kind: "place-too-late" })
  const place = allowed.find((each) => each === wished)
  return place ? accept(place) : refuse({ kind: "place-not-offered" })
}
