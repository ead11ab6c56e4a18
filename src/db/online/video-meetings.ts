import { actorOf, type Staff } from "../../domain/access/access.ts"
import type { RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import type { RoomOutcome } from "../../domain/online/room-task.ts"
import type { MeetingTask } from "../../domain/online/video-meeting.ts"
import type { Span } from "../../domain/talks/slot.ts"
import { openAt, placeInMeeting, sealFor } from "../data-keys.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { lasting, type MeetingOwner, planOf, type Row, span } from "./video-plan.ts"

// What stands at a provider, and what an owner has to do there. Steps take tasks for a moment, so that two tabs share the work.

/** A task that this step has for a while; `generation` is part of the key under which the provider knows it. */
export type TakenTask = Span & {
  kind: MeetingTask["kind"]
  slot: SlotId
  teacher: TeacherId
  generation: number
  attempts: number
  event: string | null
}

/** How long a step may keep a task before another may take it, in seconds: longer than any request lasts. */
const leaseSeconds = 60

/** Takes at most so many tasks for this step. Links that are missing are made when `making` is wished or was before. */
export async function takeTasks(
  db: Db,
  staff: Staff,
  owner: MeetingOwner,
  wish: { round: RoundId; making: boolean; most: number },
  now: Temporal.Instant,
): Promise<TakenTask[]> {
  const taken = await write(db, () => {
    const { slots, rows, tasks, freeAt } = planOf(db, staff, owner, wish.round, wish.making, now)
    const free = tasks.filter((task) => freeAt(task.slot) <= now.epochMilliseconds)
    return free.slice(0, wish.most).map((task) => {
      const row = rows.find((each) => each.slot === task.slot)
      const slot = slots.find((each) => each.id === task.slot)
      lease(db, staff, owner, wish.round, task, now)
      return {
        ...task,
        ...(slot ?? span(row as Row)),
        teacher: slot?.teacher ?? (row as Row).teacher,
        generation: row?.generation ?? 1,
        attempts: row?.attempts ?? 0,
        sealedEvent: row?.state === "dropped" ? null : (row?.sealedEvent ?? null),
      }
    })
  })
  return Promise.all(
    taken.map(async ({ sealedEvent, ...task }) => ({
      kind: task.kind,
      slot: task.slot,
      teacher: task.teacher,
      startsAt: task.startsAt,
      endsAt: task.endsAt,
      generation: task.generation,
      attempts: task.attempts,
      event: sealedEvent ? await openAt(db, sealedEvent, placeInMeeting(task.slot, "event")) : null,
    })),
  )
}

/** The row is there before the provider is asked: what was asked is never forgotten. Part of a write. */
function lease(
  db: Db,
  staff: Staff,
  owner: MeetingOwner,
  round: RoundId,
  task: MeetingTask,
  now: Temporal.Instant,
): void {
  const until = now.add({ seconds: leaseSeconds }).toString()
  if (task.kind !== "make") {
    db.sql(
      "UPDATE video_meetings SET lease_until = ?, attempts = attempts + 1 WHERE slot_id = ? AND account_hash = ?",
    ).run(until, task.slot, owner.account)
    return
  }
  db.sql(
    `INSERT INTO video_meetings (slot_id, round_id, teacher_id, starts_at, ends_at, provider, staff_id, account_hash, state,
          lease_until, attempts, changed_at)
       SELECT id, ?2, teacher_id, starts_at, ends_at, ?3, ?4, ?5, 'asked', ?6, 1, ?7 FROM slots WHERE id = ?1
       ON CONFLICT (slot_id) DO UPDATE SET provider = ?3, staff_id = ?4, account_hash = ?5, state = 'asked', lease_until = ?6,
         attempts = attempts + 1, teacher_id = excluded.teacher_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
         changed_at = ?7`,
  ).run(task.slot, round, owner.provider, staff.staff, owner.account, until, now.toString())
}

/** Keeps what came of one task, sealed for its slot. What was given up meanwhile stays given up. */
export async function keepOutcome(
  db: Db,
  staff: Staff,
  owner: MeetingOwner,
  task: TakenTask,
  outcome: RoomOutcome,
  now: Temporal.Instant,
): Promise<void> {
  if (!outcome.ok) return keepFailure(db, owner, task, outcome, now)
  if (outcome.state === "dropped") return keepDropped(db, owner, task, now)
  const seal = (text: string | null, part: "event" | "owner" | "link") =>
    text === null ? null : sealFor(db, text, placeInMeeting(task.slot, part), now)
  const event = await seal(outcome.event, "event")
  const link = await seal(outcome.link, "link")
  const person = await seal(JSON.stringify({ name: staff.name, email: owner.email }), "owner")
  // A link that is still being made is asked for after one, two, four seconds …
  const due = outcome.state === "made" ? now.add({ seconds: Math.min(30, 2 ** task.attempts) }) : null
  await write(db, () => {
    db.sql(
      `UPDATE video_meetings SET state = CASE WHEN state = 'dropping' THEN state ELSE ?4 END, failure = NULL, lease_until = NULL,
          due_at = ?5, attempts = CASE WHEN ?4 = 'ready' THEN 0 ELSE attempts END, sealed_event = coalesce(?6, sealed_event),
          sealed_link = coalesce(?7, sealed_link), sealed_owner = ?8, starts_at = ?9, ends_at = ?10, changed_at = ?11
        WHERE slot_id = ?1 AND account_hash = ?2 AND generation = ?3`,
    ).run(
      task.slot,
      owner.account,
      task.generation,
      outcome.state,
      due?.toString() ?? null,
      event,
      link,
      person,
      task.startsAt.toString(),
      task.endsAt.toString(),
      now.toString(),
    )
  })
}

/** Waits grow with every try, and are never shorter than the provider asked. */
const waitAfter = (attempts: number) => Math.min(600, 2 ** Math.min(attempts, 9))

function keepFailure(
  db: Db,
  owner: MeetingOwner,
  task: TakenTask,
  outcome: Extract<RoomOutcome, { ok: false }>,
  now: Temporal.Instant,
): Promise<void> {
  const { failure, renew } = outcome
  const seconds =
    lasting.includes(failure) || renew ? 0 : Math.max(outcome.waitSeconds ?? 0, waitAfter(task.attempts))
  const due = seconds === 0 ? null : now.add({ seconds }).toString()
  return write(db, () => {
    db.sql(
      renew
        ? `UPDATE video_meetings SET failure = ?4, due_at = ?5, lease_until = NULL, generation = generation + 1, sealed_event = NULL,
             sealed_link = NULL, state = CASE WHEN state = 'dropping' THEN 'dropped' ELSE 'asked' END
            WHERE slot_id = ?1 AND account_hash = ?2 AND generation = ?3`
        : `UPDATE video_meetings SET failure = ?4, due_at = ?5, lease_until = NULL
            WHERE slot_id = ?1 AND account_hash = ?2 AND generation = ?3`,
    ).run(task.slot, owner.account, task.generation, failure, due)
  })
}

function keepDropped(db: Db, owner: MeetingOwner, task: TakenTask, now: Temporal.Instant): Promise<void> {
  return write(db, () => {
    db.sql(
      `UPDATE video_meetings SET ${given} WHERE slot_id = ?2 AND account_hash = ?3 AND generation = ?4`,
    ).run(now.toString(), task.slot, owner.account, task.generation)
    forgetLoose(db)
  })
}

/** What is left of a meeting that is gone: its generation, so that the next one gets another id. */
const given = `state = 'dropped', failure = NULL, lease_until = NULL, due_at = NULL, attempts = 0, generation = generation + 1,
  sealed_event = NULL, sealed_link = NULL, sealed_owner = NULL, changed_at = ?1`

/** Rows of slots that are gone, with nothing at any provider. Part of a write. */
function forgetLoose(db: Db): void {
  db.sql(
    `DELETE FROM video_meetings WHERE (state = 'dropped' OR provider = 'pasted')
       AND NOT EXISTS (SELECT 1 FROM slots WHERE slots.id = video_meetings.slot_id)`,
  ).run()
}

/** Gives up every meeting of this owner in a round: parents see no link from now on, and steps drop them. Gives how many. */
export function giveUpMeetings(
  db: Db,
  staff: Staff,
  owner: MeetingOwner,
  round: RoundId,
  now: Temporal.Instant,
): Promise<number> {
  return write(db, (tx) => {
    const { changes } = db
      .sql(
        `UPDATE video_meetings SET state = 'dropping', failure = NULL, due_at = NULL, attempts = 0
          WHERE round_id = ? AND account_hash = ? AND staff_id = ? AND state IN ('asked', 'made', 'ready')`,
      )
      .run(round, owner.account, staff.staff)
    if (changes > 0) note(tx, actorOf(staff), "links-dropped", { round, slots: changes }, now)
    return changes
  })
}

/** Every meeting of this owner in the round is gone, with the calendar they stood in. */
export function keepAllDropped(
  db: Db,
  owner: MeetingOwner,
  round: RoundId,
  now: Temporal.Instant,
): Promise<void> {
  return write(db, () => {
    db.sql(
      `UPDATE video_meetings SET ${given} WHERE round_id = ?2 AND account_hash = ?3 AND state <> 'dropped'`,
    ).run(now.toString(), round, owner.account)
    db.sql("DELETE FROM video_calendars WHERE round_id = ? AND account_hash = ?").run(round, owner.account)
    forgetLoose(db)
  })
}

/** A person did something about what stopped the work: it is tried again. */
export function retryStopped(db: Db, owner: MeetingOwner, round: RoundId): Promise<void> {
  return write(db, () => {
    db.sql(
      `UPDATE video_meetings SET failure = NULL, due_at = NULL, attempts = 0
        WHERE round_id = ? AND account_hash = ? AND failure IS NOT NULL AND state <> 'dropped'`,
    ).run(round, owner.account)
  })
}
