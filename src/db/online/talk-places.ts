import { actorOf, type Office, type Parent } from "../../domain/access/access.ts"
import type { BookingId, HouseholdId, RoundId } from "../../domain/ids.ts"
import type { TalkFacts } from "../../domain/messages/talk-news.ts"
import { accept, type Result } from "../../domain/result.ts"
import { type Booking, entrySequence } from "../../domain/talks/booking.ts"
import {
  decidePlace,
  heldAt,
  type Place,
  type PlaceRefusal,
  readPlaces,
  writePlaces,
} from "../../domain/talks/place.ts"
import { waitMinutes } from "../../domain/upheavals/upheaval.ts"
import { raiseVersion } from "../households/household-codes.ts"
import { queueMessage } from "../messages/messages.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { findRound } from "../rounds/round-setup.ts"
import { talksOf } from "../talks/booking-facts.ts"
import { roundFor } from "../upheavals/second-chances.ts"

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

/**
 * Chooses where a talk is held, or says why not. The family hears of it a little later, unless it is "kept" where it was or goes back in
 * time. Null when the talk is not this parent's.
 */
export function choosePlace(
  db: Db,
  parent: Parent,
  wish: { booking: BookingId; place: string },
  now: Temporal.Instant,
): Promise<Result<"chosen" | "kept", PlaceRefusal> | null> {
  return write(db, (tx): Result<"chosen" | "kept", PlaceRefusal> | null => {
    const booking = talksOf(db, parent.household).find((talk) => talk.id === wish.booking)
    const found = booking && findRound(db, booking.round)
    if (!booking || !found) return null
    const round = roundFor(db, found, parent.household)
    const { place: was, allowed } = placeOfTalk(db, parent, booking)
    const decision = decidePlace({ round, booking, allowed, wished: wish.place }, now)
    if (!decision.ok) return decision
    const place = decision.value
    db.sql("UPDATE bookings SET place = ? WHERE id = ?").run(place, booking.id)
    raiseVersion(db, parent.household)
    note(tx, actorOf(parent), "place-chosen", { booking: booking.id, round: round.id, place }, now)
    if (place === was) return accept("kept")
    tellPlace(db, tx, booking, { place, placeWas: was }, { now, waitMinutes: 2 })
    return accept("chosen")
  })
}

/**
 * Decides where talks of a round may be held; the first is where a talk begins. Families whose talk is held elsewhere by it hear so ten
 * minutes later, unless it was taken back by then. Gives how many talks that are; null when there is no such round.
 */
export function allowPlaces(
  db: Db,
  office: Office,
  round: RoundId,
  places: readonly Place[],
  now: Temporal.Instant,
): Promise<number | null> {
  return write(db, (tx) => {
    const before = placesOfRound(db, round)
    const written = writePlaces(places)
    const { changes } = db.sql("UPDATE rounds SET places = ? WHERE id = ?").run(written, round)
    if (changes === 0) return null
    const elsewhere = talksToCome(db, round, now)
      .map(({ chosen, ...talk }) => ({
        talk,
        placeWas: heldAt(chosen, before),
        place: heldAt(chosen, readPlaces(written)),
      }))
      .filter(({ place, placeWas }) => place !== placeWas)
    const wait = waitMinutes(
      elsewhere.map(({ talk }) => talk),
      now,
    )
    for (const { talk, ...moves } of elsewhere)
      tellPlace(db, tx, talk, moves, { now, waitMinutes: wait, bySchool: true })
    db.sql(
      "UPDATE households SET version = version + 1 WHERE id IN (SELECT household_id FROM bookings WHERE round_id = ?)",
    ).run(round)
    note(tx, actorOf(office), "places-allowed", { round, places: written }, now)
    return elsewhere.length
  })
}

type Standing = Booking & { uid: string }

/** Every talk of a round that is still to come, with what its family chose. */
function talksToCome(
  db: Db,
  round: RoundId,
  now: Temporal.Instant,
): (Standing & { chosen: string | null })[] {
  const rows = db
    .sql<{ id: BookingId; household: HouseholdId; chosen: string | null }, [number, string]>(
      "SELECT id, household_id AS household, place AS chosen FROM bookings WHERE round_id = ? AND starts_at > ? ORDER BY id",
    )
    .all(round, now.toString())
  return rows.flatMap(({ id, household, chosen }) => {
    const talk = talksOf(db, household).find((each) => each.id === id)
    return talk ? [{ ...talk, chosen }] : []
  })
}

/** The same talk at the same time, elsewhere: a later version of its entry in calendars, and a message that can still be taken back. */
function tellPlace(
  db: Db,
  tx: Tx,
  talk: Standing,
  moves: { place: Place; placeWas: Place },
  { now, waitMinutes, bySchool }: { now: Temporal.Instant; waitMinutes: number; bySchool?: true },
): void {
  const { id, round, household, pupil, teacher, uid } = talk
  const startsAt = talk.startsAt.toString()
  const sequence = entrySequence(talk) + 1
  db.sql("UPDATE bookings SET sequence = sequence + 1, changed_at = ? WHERE id = ?").run(now.toString(), id)
  const facts: TalkFacts = {
    booking: id,
    pupil,
    teacher,
    startsAt,
    endsAt: talk.endsAt.toString(),
    uid,
    sequence,
    wasAt: startsAt,
    ...moves,
    ...(bySchool ? { bySchool } : {}),
  }
  queueMessage(tx, { kind: "booking-moved", round, household, facts }, now, waitMinutes)
}
