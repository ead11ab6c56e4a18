import { type Administrator, actorOf, type Proven } from "../../domain/access/access.ts"
import { readInstant } from "../../domain/clock.ts"
import type { StaffId } from "../../domain/ids.ts"
import {
  decideLook,
  decideWindow,
  isOpen,
  type LookAt,
  type OperatorWindow,
  type WindowRefusal,
} from "../../domain/privacy/operator-window.ts"
import { accept, type Result } from "../../domain/result.ts"
import { type Db, write } from "../open.ts"
import { note } from "./logbook.ts"

type Row = {
  id: number
  purpose: string
  openedBy: StaffId
  openedAt: string
  until: string
  closedAt: string | null
}
const columns = "id, purpose, opened_by AS openedBy, opened_at AS openedAt, until, closed_at AS closedAt"

const windowFrom = ({ openedAt, until, closedAt, ...row }: Row): OperatorWindow => ({
  ...row,
  openedAt: Temporal.Instant.from(openedAt),
  until: Temporal.Instant.from(until),
  closedAt: readInstant(closedAt),
})

/** The window that is open now; null when there is none. */
export function openWindowOf(db: Db, now: Temporal.Instant): OperatorWindow | null {
  const row = db.sql<Row, []>(`SELECT ${columns} FROM operator_windows ORDER BY id DESC LIMIT 1`).get()
  const window = row ? windowFrom(row) : null
  return window && isOpen(window, now) ? window : null
}

/** A window that was, with who opened it and how often the operator looked. */
export type PastWindow = OperatorWindow & { by: string; looks: number }

/** The last twenty windows, newest first. */
export const lastWindows = (db: Db, _staff: Administrator): PastWindow[] =>
  db
    .sql<Row & { by: string; looks: number }, []>(
      `SELECT w.id, purpose, opened_by AS openedBy, opened_at AS openedAt, until, closed_at AS closedAt, s.name AS by,
              (SELECT count(*) FROM logbook WHERE act = 'operator-looked' AND json_extract(about, '$.window') = w.id) AS looks
         FROM operator_windows w JOIN staff s ON s.id = w.opened_by ORDER BY w.id DESC LIMIT 20`,
    )
    .all()
    .map(({ by, looks, ...row }) => ({ ...windowFrom(row), by, looks }))

/** Lets the operator look, for a purpose and so many hours. Refused without either, and while a window is open. */
export function openWindow(
  db: Db,
  staff: Proven<Administrator>,
  wish: { purpose: string; hours: number | null },
  now: Temporal.Instant,
): Promise<Result<null, WindowRefusal>> {
  return write(db, (tx): Result<null, WindowRefusal> => {
    const decision = decideWindow(wish, openWindowOf(db, now))
    if (!decision.ok) return decision
    const { purpose, hours } = decision.value
    const until = now.add({ hours })
    db.sql("INSERT INTO operator_windows (purpose, opened_by, opened_at, until) VALUES (?, ?, ?, ?)").run(
      purpose,
      staff.staff,
      now.toString(),
      until.toString(),
    )
    note(tx, actorOf(staff), "window-opened", { hours }, now)
    return accept(null)
  })
}

/** Shuts the window at once. False when none was open. */
export function closeWindow(db: Db, staff: Administrator, now: Temporal.Instant): Promise<boolean> {
  return write(db, (tx) => {
    const window = openWindowOf(db, now)
    if (!window) return false
    db.sql("UPDATE operator_windows SET closed_at = ? WHERE id = ?").run(now.toString(), window.id)
    note(tx, actorOf(staff), "window-closed", { window: window.id }, now)
    return true
  })
}

/** Has anybody of the school been inside? From then on it is theirs. */
const isLive = (db: Db) =>
  db
    .sql(
      `SELECT 1 FROM staff s WHERE removed_at IS NULL
          AND (password_hash IS NOT NULL OR EXISTS (SELECT 1 FROM passkeys WHERE staff_id = s.id))`,
    )
    .get() !== null

/**
 * Asked before every look of an operator, and noted in the school's logbook before anything is shown; a look that is refused is noted
 * too. A school that is still being set up has nobody to ask and nothing to note: what is brought in there says so itself.
 */
export async function askToLook(
  db: Db,
  at: LookAt,
  now: Temporal.Instant,
): Promise<Result<null, { kind: "no-window" }>> {
  if (!isLive(db)) return accept(null)
  return write(db, (tx): Result<null, { kind: "no-window" }> => {
    const decision = decideLook(openWindowOf(db, now))
    const operator = { kind: "operator", id: null } as const
    if (decision.ok) note(tx, operator, "operator-looked", { what: at, window: decision.value.id }, now)
    else note(tx, operator, "operator-refused", { what: at }, now)
    return decision.ok ? accept(null) : decision
  })
}
