import { actorOf, type Office } from "../../domain/access/access.ts"
import type { HouseholdId, PupilId } from "../../domain/ids.ts"
import type { PupilRefusal } from "../../domain/people/pupil-care.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { raiseVersion, renewCodes } from "../households/household-codes.ts"
import { isLate } from "../households/household-sight.ts"
import { closeToRules } from "../households/household-verdicts.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { endVain } from "../talks/waiting-ends.ts"
import { seatsOf } from "./pupils.ts"

// In which households a pupil sits. What staff choose stays: both households are theirs from then on. A wish may carry what was `seen`
// of them: over a change of a colleague in one of them it is refused.

type Cared<Value> = Promise<Result<Value, PupilRefusal> | null>
type Seat = { pupil: PupilId; household: HouseholdId }
type Wish = Seat & { seen?: string }

const isLateFor = (db: Db, { pupil, household, seen }: Wish) =>
  isLate(db, seen, [household, ...seatsOf(db, pupil).map((each) => each.household)])

/** Lets a pupil sit in one more household: children of separated parents. Null when either is not there. */
export function addSeat(db: Db, staff: Office, wish: Wish, now: Temporal.Instant): Cared<Seat> {
  return write(db, (tx) => {
    const { pupil, household } = wish
    if (isLateFor(db, wish)) return refuse({ kind: "changed-meanwhile" })
    const there = db
      .sql("SELECT 1 FROM pupils, households WHERE pupils.id = ? AND households.id = ?")
      .get(pupil, household)
    if (!there) return null
    const seats = seatsOf(db, pupil)
    if (seats.some((each) => each.household === household)) return refuse({ kind: "seat-taken" })
    db.sql("INSERT INTO household_pupils (household_id, pupil_id) VALUES (?, ?)").run(household, pupil)
    closeToRules(db, household)
    raiseVersion(db, household)
    note(tx, actorOf(staff), "seat-added", { pupil, household }, now)
    return accept({ pupil, household })
  })
}

/**
 * Takes a pupil out of a household; its codes are renewed, because who had them saw this child. Refuses the last seat, and while a
 * talk of theirs is still to come. Null when the pupil does not sit there.
 */
export function removeSeat(db: Db, staff: Office, wish: Wish, now: Temporal.Instant): Cared<Seat> {
  return write(db, (tx) => {
    const { pupil, household } = wish
    if (isLateFor(db, wish)) return refuse({ kind: "changed-meanwhile" })
    const seats = seatsOf(db, pupil)
    if (!seats.some((each) => each.household === household)) return null
    if (seats.length === 1) return refuse({ kind: "last-seat" })
    const talks = db
      .sql("SELECT 1 FROM bookings WHERE household_id = ? AND pupil_id = ? AND ends_at > ?")
      .get(household, pupil, now.toString())
    if (talks) return refuse({ kind: "talks-there" })
    db.sql("DELETE FROM household_pupils WHERE household_id = ? AND pupil_id = ?").run(household, pupil)
    for (const each of seats) closeToRules(db, each.household)
    renewCodes(db, household)
    endVain(db, tx, household, now)
    note(tx, actorOf(staff), "seat-removed", { pupil, household }, now)
    return accept({ pupil, household })
  })
}
