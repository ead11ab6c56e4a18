import { budgets } from "../../domain/access/attempts.ts"
import type { GuardianId, HouseholdId } from "../../domain/ids.ts"
import { hashToken, newToken } from "../../sealing.ts"
import { queueMessage, tokenInMessage } from "../messages/messages.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { entryTickets } from "../schema.ts"
import { type Attempts, mayAskLink, mayMailLink } from "./attempts.ts"
import { type Caller, type Entry, enterHousehold, type Way } from "./entries.ts"

// Ways in for parents that are good for once: a link by e-mail, and a code that the office made (household-access.ts).

type Purpose = "parent-link" | "office-code"

/** The household that this ticket opens for; null when it is unknown, used, too old or blocked. Looking does not use it. */
export const ticketFor = (
  db: Db,
  purpose: Purpose,
  hash: string,
  now: Temporal.Instant,
): HouseholdId | null =>
  db
    .sql<{ household: HouseholdId }, [string, string, string]>(
      `SELECT t.household_id AS household FROM entry_tickets t JOIN households h ON h.id = t.household_id
        WHERE t.token_hash = ? AND t.purpose = ? AND t.used_at IS NULL AND t.expires_at > ? AND h.blocked = 0`,
    )
    .get(hash, purpose, now.toString())?.household ?? null

/** Uses the ticket up; false when somebody was first. Part of a write. */
export const spendTicket = (db: Db, hash: string, now: Temporal.Instant): boolean =>
  db
    .sql("UPDATE entry_tickets SET used_at = ? WHERE token_hash = ? AND used_at IS NULL")
    .run(now.toString(), hash).changes > 0

/** Does this mailed link still open the door? */
export const isLinkGood = (db: Db, token: string, now: Temporal.Instant) =>
  ticketFor(db, "parent-link", hashToken(token), now) !== null

/** Lets a parent in with the link that was mailed, once; null when it was used or is too old. */
export async function signInByLink(
  db: Db,
  attempts: Attempts,
  token: string,
  caller: Caller,
  now: Temporal.Instant,
): Promise<Entry | null> {
  const hash = hashToken(token)
  const household = ticketFor(db, "parent-link", hash, now)
  if (household === null) return null
  const way = (): Way | null =>
    spendTicket(db, hash, now) ? { household, round: null, road: "mail-link" } : null
  return enterHousehold(db, attempts, way, caller, now)
}

/**
 * Mails a link to every household where a guardian has this address, ten minutes valid and once. Who asks learns nothing, and
 * cannot flood a mailbox: too many requests bring the same answer and no mail.
 */
export async function mailLink(
  db: Db,
  attempts: Attempts,
  email: string,
  caller: Caller,
  now: Temporal.Instant,
): Promise<void> {
  const may = mayAskLink(attempts, caller.address, now)
  const homes = homesOf(db, email).filter(
    ({ household }) => may && mayMailLink(attempts, db.school.id, household, now),
  )
  const tickets = await Promise.all(
    homes.map(async (home) => {
      const token = newToken()
      return { ...home, token, sealed: await db.keys.seal(token, tokenInMessage) }
    }),
  )
  if (tickets.length === 0) return
  await write(db, (tx) => {
    // Whom the school took away meanwhile gets none.
    const still = homesOf(db, email)
    for (const { household, guardian, token, sealed } of tickets) {
      if (!still.some((home) => home.household === household && home.guardian === guardian)) continue
      tx.insert(entryTickets)
        .values({
          tokenHash: hashToken(token),
          purpose: "parent-link",
          householdId: household,
          createdAt: now.toString(),
          expiresAt: now.add({ minutes: budgets.link.lastsMinutes }).toString(),
        })
        .run()
      queueMessage(tx, { kind: "parent-link", household, guardian, facts: { sealed } }, now)
      note(tx, { kind: "system", id: null }, "link-mailed", { household }, now)
    }
  })
}

const homesOf = (db: Db, email: string) =>
  db
    .sql<{ household: HouseholdId; guardian: GuardianId }, [string]>(
      `SELECT g.household_id AS household, min(g.id) AS guardian FROM guardians g JOIN households h ON h.id = g.household_id
        WHERE lower(g.email) = lower(?) AND h.blocked = 0 GROUP BY g.household_id`,
    )
    .all(email)
