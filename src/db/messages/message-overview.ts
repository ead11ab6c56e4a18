import type { Office } from "../../domain/access/access.ts"
import { type Page, pageSize } from "../../domain/households/household-lines.ts"
import type { HouseholdId } from "../../domain/ids.ts"
import {
  type DeliveryState,
  deliveryStates,
  type MessageLine,
  storedAs,
  type ToldLine,
  type WrongAddress,
  wrongWith,
} from "../../domain/messages/message-lines.ts"
import { linesOf } from "../households/household-lists.ts"
import type { Db } from "../open.ts"

type Row = Omit<MessageLine, "at" | "state"> & { at: string; stored: string }

const columns = `id, kind, channel, failure, household_id AS household, state AS stored, coalesce(sent_at, queued_at) AS at`

const lineOf = ({ stored, at, ...row }: Row): MessageLine => ({
  ...row,
  state: deliveryStates.find((state) => storedAs[state].includes(stored)) ?? "waiting",
  at: Temporal.Instant.from(at),
})

/** How many messages to households stand where. */
export function messageCounts(db: Db, _office: Office): Record<DeliveryState, number> {
  const rows = db
    .sql<{ stored: string; count: number }, []>(
      "SELECT state AS stored, count(*) AS count FROM messages WHERE household_id IS NOT NULL GROUP BY state",
    )
    .all()
  const of = (state: DeliveryState) =>
    rows.filter((row) => storedAs[state].includes(row.stored)).reduce((sum, { count }) => sum + count, 0)
  return { waiting: of("waiting"), sent: of("sent"), delivered: of("delivered"), failed: of("failed") }
}

/** Messages to households, newest first, a page at a time; of one state when it is given. */
export function messageList(
  db: Db,
  office: Office,
  { state, page: wished }: { state: DeliveryState | null; page: number },
): Page<ToldLine> {
  const counts = messageCounts(db, office)
  const total = state ? counts[state] : deliveryStates.reduce((sum, each) => sum + counts[each], 0)
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(Math.max(1, wished), pages)
  const from = (page - 1) * pageSize
  const rows = db
    .sql<Row, [string | null, number, number]>(
      `SELECT ${columns} FROM messages
        WHERE household_id IS NOT NULL AND (?1 IS NULL OR state IN (SELECT value FROM json_each(?1))) ORDER BY id DESC LIMIT ?2 OFFSET ?3`,
    )
    .all(state && JSON.stringify(storedAs[state]), pageSize, from)
    .map(lineOf)
  const lines = new Map(
    linesOf(db, [...new Set(rows.map((row) => row.household))]).map((line) => [line.id, line]),
  )
  return {
    rows: rows.map((row) => ({ ...row, line: lines.get(row.household) ?? null })),
    page,
    pages,
    total,
    from,
  }
}

/** What this household was told last, newest first. */
export const messagesOf = (db: Db, _office: Office, household: HouseholdId, most: number): MessageLine[] =>
  db
    .sql<Row, [number, number]>(
      `SELECT ${columns} FROM messages WHERE household_id = ? ORDER BY id DESC LIMIT ?`,
    )
    .all(household, most)
    .map(lineOf)

type GuardianRow = Pick<WrongAddress, "guardian" | "household"> & {
  prefix: string
  last: string
} & Parameters<typeof wrongWith>[0]

/** Addresses and numbers that nothing gets to, of households with a child at school; `sms`: whether SMS can be sent at all. */
export function wrongAddresses(
  db: Db,
  _office: Office,
  sms: boolean,
  household: HouseholdId | null = null,
): WrongAddress[] {
  return db
    .sql<GuardianRow, [number | null]>(
      `SELECT g.id AS guardian, g.household_id AS household, g.prefix, g.last, g.email, g.phone,
          g.refused_email AS refusedEmail, g.refused_phone AS refusedPhone,
          g.refused_why AS refusedWhy
         FROM guardians g JOIN households h ON h.id = g.household_id
        WHERE h.blocked = 0 AND (?1 IS NULL OR h.id = ?1) AND (g.email = g.refused_email OR (g.email IS NULL AND g.phone IS NOT NULL))
          AND EXISTS (SELECT 1 FROM household_pupils hp JOIN pupils p ON p.id = hp.pupil_id
            WHERE hp.household_id = h.id AND p.left_at IS NULL)
        ORDER BY g.id`,
    )
    .all(household)
    .flatMap(({ guardian, household: home, prefix, last, ...known }) => {
      const wrong = wrongWith(known, sms)
      return wrong ? [{ guardian, household: home, name: { prefix, last }, ...wrong }] : []
    })
}
