import { readInstant } from "../../domain/clock.ts"
import type { HouseholdId } from "../../domain/ids.ts"
import { roadTo } from "../../domain/messages/message.ts"
import { leavesAt } from "../../domain/messages/sms.ts"
import { type Asked, reminderRoad } from "../../domain/rounds/reminding.ts"
import type { Round } from "../../domain/rounds/round.ts"
import type { Db } from "../open.ts"

/** Is household `h` reached by e-mail in this round: an address, and an invitation that did not fail? In SQL. */
export const reachedByMail = (
  round: string,
) => `(EXISTS (SELECT 1 FROM guardians g WHERE g.household_id = h.id AND g.email IS NOT NULL)
      AND NOT (EXISTS (SELECT 1 FROM messages m WHERE m.household_id = h.id AND m.round_id = ${round} AND m.kind = 'invitation' AND m.state = 'failed')
        AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.household_id = h.id AND m.round_id = ${round} AND m.kind = 'invitation' AND m.state <> 'failed')))`

type Row = {
  home: HouseholdId
  blocked: number
  hasMail: number
  /** JSON: the numbers of who has no e-mail. */
  phones: string
  mailedAt: string | null
  printedAt: string | null
  remindedAt: string | null
}

const rowsText = `SELECT h.id AS home, h.blocked,
    ${reachedByMail("?1")} AND EXISTS (SELECT 1 FROM guardians g WHERE g.household_id = h.id AND g.email IS NOT g.refused_email) AS hasMail,
    (SELECT json_group_array(g.phone) FROM guardians g
      WHERE g.household_id = h.id AND g.email IS NULL AND g.phone IS NOT NULL AND g.phone IS NOT g.refused_phone) AS phones,
    i.mailed_at AS mailedAt, i.printed_at AS printedAt,
    (SELECT max(coalesce(m.sent_at, m.due_at)) FROM messages m
      WHERE m.household_id = h.id AND m.round_id = ?1 AND m.kind = 'invitation-reminder') AS remindedAt
  FROM households h LEFT JOIN invitations i ON i.household_id = h.id AND i.round_id = ?1`

/** Every home of the school with its road to a reminder of this round now, and what it heard of it. `sms`: can SMS be sent at all? */
export function roadsOf(
  db: Db,
  round: Round,
  now: Temporal.Instant,
  sms: boolean,
): ReadonlyMap<HouseholdId, Asked> {
  const smsLeaves = sms && Temporal.Instant.compare(leavesAt(now), round.closesAt) < 0
  const rows = db.sql<Row, [number]>(rowsText).all(round.id)
  return new Map(rows.map((row) => [row.home, askedOf(row, smsLeaves)]))
}

function askedOf(row: Row, smsLeaves: boolean): Asked {
  const reached = {
    blocked: row.blocked === 1,
    hasMail: row.hasMail === 1,
    hasMobile: (JSON.parse(row.phones) as string[]).some((phone) => roadTo({ email: null, phone }) !== null),
    hasLetter: row.printedAt !== null,
  }
  return {
    home: row.home,
    road: reminderRoad(reached, smsLeaves),
    mailedAt: readInstant(row.mailedAt),
    printedAt: readInstant(row.printedAt),
    remindedAt: readInstant(row.remindedAt),
  }
}
