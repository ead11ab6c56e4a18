import { actorOf, type Parent } from "../../domain/access/access.ts"
import type { HouseholdId } from "../../domain/ids.ts"
import { accept, type Result } from "../../domain/result.ts"
import { inARow } from "../../domain/talks/slot.ts"
import { decideWaiting, type WaitRefusal } from "../../domain/talks/waiting.ts"
import { raiseVersion } from "../households/household-codes.ts"
import { toldAt } from "../messages/messages.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { findRound } from "../rounds/round-setup.ts"
import { roundFor } from "../upheavals/second-chances.ts"
import { isOfHousehold, isTeacherOf, talksOf } from "./booking-facts.ts"
import { endWait, forgetMissed } from "./waiting-ends.ts"
import { freeOf, offerNext, takeBackOffers, takesFor, type WaitWish } from "./waiting-offers.ts"
import { isTeacherAway } from "./waiting-places.ts"

// The waiting list of a teacher in a round: what a family does about it.

/**
 * Puts a family on the list of a teacher who is full, or says why not. Asked twice, it is done once. Null when the child is not theirs
 * or the round not published. `sms`: can any be sent?
 */
export function waitFor(
  db: Db,
  parent: Parent,
  wish: WaitWish,
  now: Temporal.Instant,
  sms: boolean,
): Promise<Result<true, WaitRefusal> | null> {
  return write(db, (tx) => {
    const { household } = parent
    const { round: id, pupil, teacher } = wish
    const found = findRound(db, id)
    if (!found?.publishedAt || !isOfHousehold(db, household, pupil) || isShutOut(db, household)) return null
    const round = roundFor(db, found, household)
    const yours = isTeacherOf(db, id, pupil, teacher)
    const facts = {
      round,
      pupil,
      teacher,
      yours,
      talks: talksOf(db, household),
      told: toldAt(db, household, now, sms),
      away: isTeacherAway(db, id, teacher, now),
      free: inARow(freeOf(db, id, teacher), takesFor(db, wish), round.changeMinutes),
    }
    const decision = decideWaiting(facts, now)
    if (!decision.ok) return decision
    const { changes } = db
      .sql(
        "INSERT INTO waits (round_id, household_id, pupil_id, teacher_id, since) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
      )
      .run(id, household, pupil, teacher, now.toString())
    if (changes > 0) {
      forgetMissed(db, household, wish)
      // Who waits for a talk needs one after all.
      db.sql("DELETE FROM declines WHERE round_id = ? AND household_id = ? AND pupil_id = ?").run(
        id,
        household,
        pupil,
      )
      raiseVersion(db, household)
      note(tx, actorOf(parent), "wait-begun", { round: id, pupil, teacher }, now)
    }
    return accept(true)
  })
}

/** Did the school shut this household out, perhaps while it was on its way here? */
const isShutOut = (db: Db, household: HouseholdId) =>
  db.sql<unknown, [number]>("SELECT 1 FROM households WHERE id = ? AND blocked = 1").get(household) !== null

/** Takes a family off a list; a time that was held for it goes to the next. Null when it was on none. */
export function stopWaiting(
  db: Db,
  parent: Parent,
  wish: WaitWish,
  now: Temporal.Instant,
): Promise<true | null> {
  return write(db, (tx) => {
    if (!endWait(db, parent.household, wish)) return null
    note(
      tx,
      actorOf(parent),
      "wait-ended",
      { round: wish.round, pupil: wish.pupil, teacher: wish.teacher },
      now,
    )
    offerNext(db, tx, wish, now)
    return true as const
  })
}

/** Lets a time go by that was offered, and waits on behind the others; that time goes to the next. Null when none was offered. */
export function passOffer(
  db: Db,
  parent: Parent,
  wish: WaitWish,
  now: Temporal.Instant,
): Promise<true | null> {
  return write(db, (tx) => {
    const { household } = parent
    const { round, pupil, teacher } = wish
    const [passed] = takeBackOffers(db, household, wish)
    if (passed === undefined) return null
    db.sql(
      "UPDATE waits SET since = ?, passed_slot = ? WHERE round_id = ? AND household_id = ? AND pupil_id = ? AND teacher_id = ?",
    ).run(now.toString(), passed, round, household, pupil, teacher)
    raiseVersion(db, household)
    note(tx, actorOf(parent), "offer-passed", { round, pupil, slot: passed }, now)
    offerNext(db, tx, wish, now)
    return true as const
  })
}
