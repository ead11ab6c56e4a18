import type { Staff } from "../../domain/access/access.ts"
import type { RoundId, SlotId, StaffId, TeacherId } from "../../domain/ids.ts"
import type { OnlineRun } from "../../domain/online/online-round.ts"
import {
  type AccountProvider,
  type MeetingFailure,
  type MeetingState,
  type Provider,
  tasksOf,
  type VideoMeeting,
  type WantedSlot,
} from "../../domain/online/video-meeting.ts"
import type { Span } from "../../domain/talks/slot.ts"
import type { Db } from "../open.ts"
import { holds } from "../talks/pairs.ts"

// What an owner has to do at a provider, read from what stands there and what the slots are now.

/** In whose account, as far as the rows know: a keyed hash, never the account. */
export type MeetingOwner = { provider: AccountProvider; account: string; email: string }

export const accountHash = (db: Db, provider: AccountProvider, subject: string) =>
  db.keys.hash("video-account", `${provider}|${subject}`)

/** A meeting as it is kept. */
export type Row = {
  slot: SlotId
  round: RoundId
  teacher: TeacherId
  startsAt: string
  endsAt: string
  provider: Provider
  staff: StaffId
  account: string
  generation: number
  state: MeetingState
  failure: MeetingFailure | null
  sealedEvent: string | null
  leaseUntil: string | null
  dueAt: string | null
  attempts: number
}

const columns = `slot_id AS slot, round_id AS round, teacher_id AS teacher, starts_at AS startsAt, ends_at AS endsAt, provider,
  staff_id AS staff, account_hash AS account, generation, state, failure, sealed_event AS sealedEvent, lease_until AS leaseUntil,
  due_at AS dueAt, attempts`

/** Failures that time does not mend. */
export const lasting: readonly (MeetingFailure | null)[] = [
  "not-allowed",
  "no-meet",
  "no-licence",
  "admin-needed",
  "relink",
]

/** What this owner has to do in a round, with the slots and rows that say so. */
export function planOf(
  db: Db,
  staff: Staff,
  owner: MeetingOwner,
  round: RoundId,
  making: boolean,
  now: Temporal.Instant,
) {
  const slots = db
    .sql<
      { id: SlotId; teacher: TeacherId; startsAt: string; endsAt: string; blocked: number; booked: number },
      [number, number]
    >(
      `SELECT id, teacher_id AS teacher, starts_at AS startsAt, ends_at AS endsAt, blocked,
          EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = slots.id) AS booked
         FROM slots WHERE round_id = ?1 AND ${holds("slots.teacher_id", "?1", "?2")} ORDER BY starts_at`,
    )
    .all(round, staff.teacher ?? 0)
    .map(
      (row): WantedSlot => ({
        ...row,
        ...span(row),
        blocked: row.blocked === 1,
        booked: row.booked === 1,
      }),
    )
  const rows = db
    .sql<Row, [number, string, number]>(
      `SELECT ${columns} FROM video_meetings WHERE round_id = ?1 AND (account_hash = ?2
          OR slot_id IN (SELECT id FROM slots s WHERE round_id = ?1 AND ${holds("s.teacher_id", "?1", "?3")}))`,
    )
    .all(round, owner.account, staff.teacher ?? 0)
  const own = rows.filter((row) => row.account === owner.account)
  const begun = own.some(({ state }) => state === "asked" || state === "made" || state === "ready")
  const meetings = rows.map((row): VideoMeeting => ({ ...row, ...span(row) }))
  const tasks = tasksOf({ slots, meetings, account: owner.account, making: making || begun }, now)
  const bySlot = new Map(rows.map((row) => [row.slot, row]))
  const held = heldUntil(own)
  /** When this slot may be worked on again, in milliseconds; in the past: now. */
  const freeAt = (slot: SlotId) => Math.max(held, leaseOrDue(bySlot.get(slot)))
  return { slots, rows, own, begun, tasks, freeAt }
}

/** Who is asked for patience about one meeting, leaves all of them alone for so long. In milliseconds. */
const heldUntil = (own: readonly Row[]) =>
  Math.max(
    0,
    ...own.filter(({ failure }) => failure === "slow-down").map(({ dueAt }) => Date.parse(dueAt ?? "") || 0),
  )

export const span = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): Span => ({
  startsAt: Temporal.Instant.from(startsAt),
  endsAt: Temporal.Instant.from(endsAt),
})

const leaseOrDue = (row: Row | undefined) =>
  row ? Math.max(...[row.leaseUntil, row.dueAt].map((at) => (at === null ? 0 : Date.parse(at)))) : 0

/** How far this owner's work is. */
export function runOf(
  db: Db,
  staff: Staff,
  owner: MeetingOwner,
  round: RoundId,
  now: Temporal.Instant,
): OnlineRun {
  const { slots, rows, own, begun, tasks, freeAt } = planOf(db, staff, owner, round, false, now)
  const wanted = slots.filter(
    (slot) => (!slot.blocked || slot.booked) && Temporal.Instant.compare(slot.endsAt, now) > 0,
  )
  const waits = tasks.map((task) => freeAt(task.slot) - now.epochMilliseconds)
  const wait = Math.min(...waits)
  const stopped = own.find((row) => lasting.includes(row.failure) && row.state !== "dropped")?.failure ?? null
  return {
    left: tasks.length,
    ready: wanted.filter(({ id }) => rows.some((row) => row.slot === id && row.state === "ready")).length,
    slots: wanted.length,
    clearing: own.some(({ state }) => state === "dropping"),
    begun,
    waitSeconds: tasks.length === 0 || wait <= 0 ? null : Math.ceil(wait / 1000),
    stopped,
  }
}
