import type { Parent } from "../../domain/access/access.ts"
import type { BookingId, HouseholdId, RoundId } from "../../domain/ids.ts"
import { hashToken } from "../../sealing.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { type Attempts, countLetIn } from "./attempts.ts"
import { rememberDevice, startParentSession } from "./visitors.ts"

// Where a way in, once checked, becomes a session. Every road ends here.

/** Who knocks: the network address, what the browser carries, and the language it asked for. Never kept. */
export type Caller = {
  address: string
  session: string | null
  device: string | null
  language: "nl" | "en" | null
}

/** How the visitor came in, as the logbook says it. */
export type Road = "names" | "code" | "office-code" | "invitation" | "mail-link"

/** What a way in opens: a household, and the round that it was for. */
export type Way = { household: HouseholdId; round: RoundId | null; road: Road }

/** A parent who got in: tokens for the cookies, and the round that the way in was for. */
export type Entry = { household: HouseholdId; session: string; device: string; round: RoundId | null }

/**
 * Lets a household in and counts it: a new session, the old one of this browser ended, the device known from now on, mails in the
 * language that was asked for. `way` is asked inside the write: what was good when it was looked at may be taken back since. Null
 * when it is, or when the school blocked the household.
 */
export async function enterHousehold(
  db: Db,
  attempts: Attempts,
  way: () => Way | null,
  caller: Caller,
  now: Temporal.Instant,
): Promise<Entry | null> {
  const entry = await write(db, (tx) => {
    const found = way()
    return found && !isBlocked(db, found.household) ? beginVisit(db, tx, found, caller, now) : null
  })
  if (entry)
    countLetIn(attempts, { school: db.school.id, address: caller.address, household: entry.household }, now)
  return entry
}

function beginVisit(
  db: Db,
  tx: Tx,
  { household, round, road }: Way,
  caller: Caller,
  now: Temporal.Instant,
): Entry {
  if (caller.session !== null)
    db.sql("DELETE FROM parent_sessions WHERE token_hash = ?").run(hashToken(caller.session))
  if (caller.language !== null) speak(db, household, caller.language)
  note(tx, { kind: "parent", id: household }, "signed-in", { road }, now)
  return {
    household,
    session: startParentSession(tx, household, now),
    device: rememberDevice(db, tx, caller.device, household, now),
    round,
  }
}

const isBlocked = (db: Db, household: HouseholdId) =>
  db.sql<unknown, [number]>("SELECT 1 FROM households WHERE id = ? AND blocked = 0").get(household) === null

/** From now on mails to this household are in this language, unless the school leaves it out. Part of a write. */
function speak(db: Db, household: HouseholdId, language: "nl" | "en"): void {
  db.sql(
    `UPDATE households SET language = ?1, version = version + 1
      WHERE id = ?2 AND language <> ?1 AND NOT EXISTS (SELECT 1 FROM school WHERE instr(languages_left_out, ?1) > 0)`,
  ).run(language, household)
}

/** The parent chose a language: mails follow. */
export const chooseLanguage = (db: Db, parent: Parent, language: "nl" | "en") =>
  write(db, () => speak(db, parent.household, language))

/** May this household still choose in this round, now or later? */
export const isStillToChoose = (db: Db, round: RoundId, household: HouseholdId, now: Temporal.Instant) =>
  db
    .sql<unknown, [number, string, number]>(
      `SELECT 1 FROM rounds WHERE id = ?1 AND published_at IS NOT NULL AND (closes_at > ?2
          OR EXISTS (SELECT 1 FROM second_chances WHERE round_id = ?1 AND household_id = ?3 AND until > ?2))`,
    )
    .get(round, now.toString(), household) !== null

/** Is this talk of this household? */
export const isTheirs = (db: Db, household: HouseholdId, booking: BookingId) =>
  db
    .sql<unknown, [number, number]>("SELECT 1 FROM bookings WHERE id = ? AND household_id = ?")
    .get(booking, household) !== null
