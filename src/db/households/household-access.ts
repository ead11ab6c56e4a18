import { randomBytes } from "node:crypto"
import { actorOf, type Office } from "../../domain/access/access.ts"
import type { HouseholdId } from "../../domain/ids.ts"
import { accept, refuse } from "../../domain/result.ts"
import { spellCode } from "../../sealing.ts"
import { hashCode } from "../access/invitations.ts"
import { endSessionsOf } from "../access/visitors.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { entryTickets } from "../schema.ts"
import { endVain } from "../talks/waiting-ends.ts"
import type { Cared } from "./household-care.ts"
import { raiseVersion, renewCodes } from "./household-codes.ts"

/** How long a code that the office made opens the door, in hours. */
const officeCodeHours = 24

const blockedOf = (db: Db, household: HouseholdId) =>
  db.sql<{ blocked: number }, [number]>("SELECT blocked FROM households WHERE id = ?").get(household)

/** Shuts a household out, at once and on every device, or lets it in again. Its talks stay; it
 * waits for no other. Null when it is not there. */
export function blockHousehold(
  db: Db,
  staff: Office,
  wish: { household: HouseholdId; blocked: boolean },
  now: Temporal.Instant,
): Cared<{ household: HouseholdId }> {
  return write(db, (tx) => {
    const { household, blocked } = wish
    if (!blockedOf(db, household)) return null
    db.sql("UPDATE households SET blocked = ? WHERE id = ?").run(blocked ? 1 : 0, household)
    endSessionsOf(db, household)
    db.sql("DELETE FROM entry_tickets WHERE household_id = ?").run(household)
    raiseVersion(db, household)
    note(tx, actorOf(staff), blocked ? "household-blocked" : "household-unblocked", { household }, now)
    endVain(db, tx, household, now)
    return accept({ household })
  })
}

/** Makes every code and link of this household worthless; new ones come with the next letter or mail. Null when it is not there. */
export function renewCode(
  db: Db,
  staff: Office,
  household: HouseholdId,
  now: Temporal.Instant,
): Cared<{ household: HouseholdId }> {
  return write(db, (tx) => {
    if (!blockedOf(db, household)) return null
    renewCodes(db, household)
    note(tx, actorOf(staff), "code-renewed", { household }, now)
    return accept({ household })
  })
}

/**
 * Makes a code for a parent at the counter or on the phone: good once, for 24 hours, instead of any such code before. It is in this
 * answer and nowhere else. Null when the household is not there.
 */
export function makeOfficeCode(
  db: Db,
  staff: Office,
  household: HouseholdId,
  now: Temporal.Instant,
): Cared<{ code: string; until: Temporal.Instant }> {
  const code = spellCode(randomBytes(16))
  return write(db, (tx) => {
    const there = blockedOf(db, household)
    if (!there) return null
    if (there.blocked === 1) return refuse({ kind: "blocked" })
    const until = now.add({ hours: officeCodeHours })
    db.sql("DELETE FROM entry_tickets WHERE household_id = ? AND purpose = 'office-code'").run(household)
    tx.insert(entryTickets)
      .values({
        tokenHash: hashCode(db.keys, code),
        purpose: "office-code",
        householdId: household,
        createdAt: now.toString(),
        expiresAt: until.toString(),
      })
      .run()
    note(tx, actorOf(staff), "office-code-made", { household }, now)
    return accept({ code, until })
  })
}
