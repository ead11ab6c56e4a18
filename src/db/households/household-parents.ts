import { actorOf, type Office } from "../../domain/access/access.ts"
import { evenEmail } from "../../domain/households/guardian.ts"
import {
  readGuardian,
  type SecondGuardian,
  type WrittenGuardian,
} from "../../domain/households/household-care.ts"
import type { GuardianId, HouseholdId, PupilId } from "../../domain/ids.ts"
import { accept, refuse } from "../../domain/result.ts"
import { sendAgain } from "../messages/message-outcomes.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { type Cared, makeBeside } from "./household-care.ts"
import { raiseVersion, renewCodes } from "./household-codes.ts"
import { isLate } from "./household-sight.ts"
import { pupilsIn } from "./household-verdicts.ts"

// Guardians as staff want them. What staff wrote or moved has origin "staff": no import changes it or brings it back elsewhere. Every
// wish may carry what was `seen` of the households it is about: over a change of a colleague it is refused.

type Found = { id: GuardianId; household: HouseholdId; email: string | null; phone: string | null }

const find = (db: Db, guardian: GuardianId) =>
  db
    .sql<Found, [number]>("SELECT id, household_id AS household, email, phone FROM guardians WHERE id = ?")
    .get(guardian)

const insert = (
  db: Db,
  household: HouseholdId,
  one: { prefix: string; last: string; email: string | null; phone: string | null },
) =>
  db
    .sql(
      "INSERT INTO guardians (household_id, prefix, last, email, phone, origin) VALUES (?, ?, ?, ?, ?, 'staff')",
    )
    .run(household, one.prefix, one.last, one.email, one.phone)

const move = (db: Db, guardian: GuardianId, to: HouseholdId) =>
  db.sql("UPDATE guardians SET household_id = ?, origin = 'staff' WHERE id = ?").run(to, guardian)

/**
 * Gives children of separated parents a second household beside this one, for one of its guardians or for somebody new. Talks stay
 * where they were booked. Null when the household or the guardian is not there.
 */
export function addSecondHousehold(
  db: Db,
  staff: Office,
  wish: { household: HouseholdId; pupils: readonly PupilId[]; guardian: SecondGuardian; seen?: string },
  now: Temporal.Instant,
): Cared<{ household: HouseholdId; made: HouseholdId }> {
  return write(db, (tx) => {
    const { household, guardian } = wish
    if (isLate(db, wish.seen, [household])) return refuse({ kind: "changed-meanwhile" })
    const there = db
      .sql<{ language: string; blocked: number }, [number]>(
        "SELECT language, blocked FROM households WHERE id = ?",
      )
      .get(household)
    if (!there || ("moves" in guardian && find(db, guardian.moves)?.household !== household)) return null
    const pupils = pupilsIn(db, household).filter((pupil) => wish.pupils.includes(pupil))
    if (pupils.length === 0) return refuse({ kind: "nobody-chosen" })
    const read = "moves" in guardian ? null : readGuardian(guardian)
    if (read && !read.ok) return read
    const made = makeBeside(db, { language: there.language, blocked: false }, "staff")
    for (const pupil of pupils)
      db.sql("INSERT INTO household_pupils (household_id, pupil_id) VALUES (?, ?)").run(made, pupil)
    if (read) insert(db, made, read.value)
    else if ("moves" in guardian) {
      move(db, guardian.moves, made)
      renewCodes(db, household)
    }
    note(
      tx,
      actorOf(staff),
      "second-household",
      { household, made, pupils: pupils.length, moved: read === null },
      now,
    )
    return accept({ household, made })
  })
}

/** Households that have to do with this one: they share a child, or staff told them apart, or asked whether they are one. */
export const relatedTo = (db: Db, household: HouseholdId): HouseholdId[] =>
  db
    .sql<{ id: HouseholdId }, [number]>(
      `SELECT DISTINCT b.household_id AS id FROM household_pupils a JOIN household_pupils b ON b.pupil_id = a.pupil_id WHERE a.household_id = ?1
       UNION SELECT b.household_id FROM household_pupils a
         JOIN household_decisions d ON a.pupil_id IN (d.pupil_id, d.other_id) AND d.verdict = 'apart'
         JOIN household_pupils b ON b.pupil_id IN (d.pupil_id, d.other_id) WHERE a.household_id = ?1
       UNION SELECT other_id FROM household_doubts WHERE household_id = ?1 AND other_id IS NOT NULL
       UNION SELECT household_id FROM household_doubts WHERE other_id = ?1`,
    )
    .all(household)
    .map((row) => row.id)
    .filter((id) => id !== household)

/** Moves a guardian of this household to a related one; this one gets new codes. Null when they are not there, or not related. */
export function moveGuardian(
  db: Db,
  staff: Office,
  wish: { household: HouseholdId; guardian: GuardianId; to: HouseholdId; seen?: string },
  now: Temporal.Instant,
): Cared<{ household: HouseholdId }> {
  return write(db, (tx) => {
    if (isLate(db, wish.seen, [wish.household, wish.to])) return refuse({ kind: "changed-meanwhile" })
    const guardian = find(db, wish.guardian)
    if (guardian?.household !== wish.household) return null
    if (guardian.household === wish.to) return refuse({ kind: "same-household" })
    if (!relatedTo(db, guardian.household).includes(wish.to)) return null
    move(db, guardian.id, wish.to)
    renewCodes(db, guardian.household)
    raiseVersion(db, wish.to)
    note(
      tx,
      actorOf(staff),
      "guardian-moved",
      { guardian: guardian.id, from: guardian.household, to: wish.to },
      now,
    )
    return accept({ household: guardian.household })
  })
}

/**
 * Changes a guardian's surname, e-mail or phone. A link may be in the old mailbox: with another address, the household gets new
 * codes. What the old address refused is sent again. Null when this household has no such guardian.
 */
export function editGuardian(
  db: Db,
  staff: Office,
  wish: { household: HouseholdId; guardian: GuardianId; seen?: string } & WrittenGuardian,
  now: Temporal.Instant,
): Cared<{ household: HouseholdId; codesRenewed: boolean }> {
  return write(db, (tx) => {
    if (isLate(db, wish.seen, [wish.household])) return refuse({ kind: "changed-meanwhile" })
    const guardian = find(db, wish.guardian)
    if (guardian?.household !== wish.household) return null
    const read = readGuardian(wish)
    if (!read.ok) return read
    const { prefix, last, email, phone } = read.value
    db.sql(
      "UPDATE guardians SET prefix = ?, last = ?, email = ?, phone = ?, origin = 'staff' WHERE id = ?",
    ).run(prefix, last, email, phone, guardian.id)
    const codesRenewed = guardian.email !== null && evenEmail(guardian.email) !== evenEmail(email)
    if (codesRenewed) renewCodes(db, guardian.household)
    else raiseVersion(db, guardian.household)
    const elsewhere = guardian.email !== email || guardian.phone !== phone
    const again = elsewhere ? sendAgain(db, guardian.id, now) : 0
    note(
      tx,
      actorOf(staff),
      "guardian-changed",
      { guardian: guardian.id, household: guardian.household, codesRenewed, again },
      now,
    )
    return accept({ household: guardian.household, codesRenewed })
  })
}

/** Adds a guardian that no file knows. Null when the household is not there. */
export function addGuardian(
  db: Db,
  staff: Office,
  wish: { household: HouseholdId; seen?: string } & WrittenGuardian,
  now: Temporal.Instant,
): Cared<{ household: HouseholdId }> {
  return write(db, (tx) => {
    const { household } = wish
    if (isLate(db, wish.seen, [household])) return refuse({ kind: "changed-meanwhile" })
    if (!db.sql("SELECT 1 FROM households WHERE id = ?").get(household)) return null
    const read = readGuardian(wish)
    if (!read.ok) return read
    insert(db, household, read.value)
    raiseVersion(db, household)
    note(tx, actorOf(staff), "guardian-added", { household }, now)
    return accept({ household })
  })
}

/**
 * Tries the address of a guardian once more: it was full, or its server away. What is still true is sent again. Null when this
 * household has no such guardian.
 */
export function sendToGuardianAgain(
  db: Db,
  staff: Office,
  wish: { household: HouseholdId; guardian: GuardianId },
  now: Temporal.Instant,
): Cared<{ household: HouseholdId }> {
  return write(db, (tx) => {
    const guardian = find(db, wish.guardian)
    if (guardian?.household !== wish.household) return null
    db.sql("UPDATE guardians SET refused_email = NULL, refused_why = NULL WHERE id = ?").run(guardian.id)
    const again = sendAgain(db, guardian.id, now)
    note(
      tx,
      actorOf(staff),
      "messages-again",
      { guardian: guardian.id, household: wish.household, again },
      now,
    )
    return accept({ household: wish.household })
  })
}
