import { actorOf, type Office, type Parent } from "../domain/access.ts"
import type { BookingId, HouseholdId, RoundId } from "../domain/ids.ts"
import {
  decidePlace,
  heldAt,
  type Place,
  type PlaceRefusal,
  readPlaces,
  writePlaces,
} from "../domain/place.ts"
import type { Result } from "../domain/result.ts"
import { talksOf } from "./booking-facts.ts"
import { raiseVersion } from "./household-codes.ts"
import { note } from "./logbook.ts"
import { type Db, write } from "./open.ts"
import { findRound } from "./round-setup.ts"
import { roundFor } from "./second-chances.ts"

// Where talks are held: the school allows places, parents choose among them.

/** Where talks of this round may be held, in order. */
export function placesOfRound(db: Db, round: RoundId): Place[] {
  const row = db.sql<{ places: string }, [number]>("SELECT places FROM rounds WHERE id = ?").get(round)
  return readPlaces(row?.places ?? "")
}

/** Where this talk of this parent is held, and where it may be. */
export function placeOfTalk(db: Db, _parent: Parent, talk: { id: BookingId; round: RoundId }) {
  const allowed = placesOfRound(db, talk.round)
  const row = db
    .sql<{ place: Place | null }, [number]>("SELECT place FROM bookings WHERE id = ?")
    .get(talk.id)
  return { place: heldAt(row?.place ?? null, allowed), allowed }
}

/** This household's talks of a round that are not held at school. */
export function elsewhereOf(db: Db, household: HouseholdId, round: RoundId): Map<BookingId, Place> {
  const allowed = placesOfRound(db, round)
  return new Map(
    db
      .sql<{ id: BookingId; place: Place | null }, [number, number]>(
        // By household: the plus keeps SQLite from walking through all talks of the round.
        "SELECT id, place FROM bookings WHERE household_id = +? AND +round_id = +?",
      )
      .all(household, round)
      .map(({ id, place }) => [id, heldAt(place, allowed)] as const)
      .filter(([, place]) => place !== "school"),
  )
}

/** Chooses where a talk is held, or says why not. Null when the talk is not this parent's. */
export function choosePlace(
  db: Db,
  parent: Parent,
  wish: { booking: BookingId; place: string },
  now: Temporal.Instant,
): Promise<Result<Place, PlaceRefusal> | null> {
  return write(db, (tx) => {
    const booking = talksOf(db, parent.household).find((talk) => talk.id === wish.booking)
    const found = booking && findRound(db, booking.round)
    if (!booking || !found) return null
    const round = roundFor(db, found, parent.household)
    const { allowed } = placeOfTalk(db, parent, booking)
    const decision = decidePlace({ round, booking, allowed, wished: wish.place }, now)
    if (!decision.ok) return decision
    db.sql("UPDATE bookings SET place = ? WHERE id = ?").run(decision.value, booking.id)
    raiseVersion(db, parent.household)
    note(
      tx,
      actorOf(parent),
      "place-chosen",
      { booking: booking.id, round: round.id, place: decision.value },
      now,
    )
    return decision
  })
}

/** Decides where talks of a round may be held; the first is where a talk begins. Null when there is no such round. */
export function allowPlaces(
  db: Db,
  office: Office,
  round: RoundId,
  places: readonly Place[],
  now: Temporal.Instant,
): Promise<true | null> {
  return write(db, (tx) => {
    const written = writePlaces(places)
    const { changes } = db.sql("UPDATE rounds SET places = ? WHERE id = ?").run(written, round)
    if (changes === 0) return null
    db.sql(
      "UPDATE households SET version = version + 1 WHERE id IN (SELECT household_id FROM bookings WHERE round_id = ?)",
    ).run(round)
    note(tx, actorOf(office), "places-allowed", { round, places: written }, now)
    return true as const
  })
}
