import { type Hours, writeTime } from "../../domain/clock.ts"
import type { RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import { type Rooms, roomsAt } from "../../domain/rounds/rooms.ts"
import { zone } from "../../domain/school/school.ts"
import { partsOf, type Slot, type SlotLength, type Span } from "../../domain/talks/slot.ts"
import type { Place } from "../../domain/upheavals/upheaval.ts"
import type { Db, Tx } from "../open.ts"
import { letGoOf } from "../talks/boards.ts"
import { closeAlongside } from "../talks/pair-places.ts"
import { takeBackPromised } from "../talks/waiting-promises.ts"

// The times of a round that an upheaval closes, adds and takes away, and who is there for them: all of it can be put back.

type Written = { starts: string; ends: string }

/** What was done to times and presence: ids, instants and hours, nothing of families. */
export type Changes = {
  closed: SlotId[]
  added: SlotId[]
  dropped: { teacher: TeacherId; startsAt: string; endsAt: string }[]
  /** Teachers who were not in this round. */
  joined: TeacherId[]
  /** Days that were made or became longer, and presence that was; null where there was none. */
  days: { day: number; was: Written | null }[]
  presence: { teacher: TeacherId; day: number; was: Written | null }[]
}

export const noChanges = (): Changes => ({
  closed: [],
  added: [],
  dropped: [],
  joined: [],
  days: [],
  presence: [],
})

type SlotRow = { id: SlotId; startsAt: string; endsAt: string }

/**
 * The slot at exactly this time with this teacher, made when it is not cut; free ones that overlap it go, and on another list of who holds
 * it they close. A longer talk gets as many as it
 * takes, which become one when it comes. What stands there was looked at before. Part of a write.
 */
export function makeRoom(db: Db, changes: Changes, round: RoundId, place: Place): Slot {
  const { teacher, startsAt, endsAt } = place
  const alongside = closeAlongside(db, round, place)
  letGoOf(db, alongside)
  changes.closed.push(...alongside)
  const overlapping = db
    .sql<SlotRow, [number, number, string, string]>(
      `SELECT id, starts_at AS startsAt, ends_at AS endsAt FROM slots s
        WHERE round_id = +? AND teacher_id = +? AND starts_at < ? AND ends_at > ?
          AND NOT EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id)`,
    )
    .all(round, teacher, endsAt.toString(), startsAt.toString())
  const parts = partsOf(place, lengthIn(db, round)).map((part) => ({ ...part, teacher }))
  const exact = parts.map((part) => overlapping.find((slot) => isAt(slot, part)))
  for (const slot of overlapping)
    if (!exact.includes(slot)) {
      db.sql("DELETE FROM slots WHERE id = ?").run(slot.id)
      changes.dropped.push({ teacher, startsAt: slot.startsAt, endsAt: slot.endsAt })
    }
  const [id, ...also] = parts.map((part, at) => {
    const known = exact[at]
    if (known) return known.id
    const made = addSlot(db, round, part)
    changes.added.push(made)
    return made
  })
  return { id: id as SlotId, teacher, startsAt, endsAt, blocked: false, also }
}

const isAt = (slot: SlotRow, { startsAt, endsAt }: Span) =>
  slot.startsAt === startsAt.toString() && slot.endsAt === endsAt.toString()

const lengthIn = (db: Db, round: RoundId) =>
  db
    .sql<SlotLength, [number]>(
      "SELECT slot_minutes AS slotMinutes, change_minutes AS changeMinutes FROM rounds WHERE id = ?",
    )
    .get(round) as SlotLength

const addSlot = (db: Db, round: RoundId, { teacher, startsAt, endsAt }: Place): SlotId =>
  Number(
    db
      .sql("INSERT INTO slots (round_id, teacher_id, starts_at, ends_at) VALUES (?, ?, ?, ?)")
      .run(round, teacher, startsAt.toString(), endsAt.toString()).lastInsertRowid,
  ) as SlotId

/**
 * Closes what is still free with a teacher from one moment up to another; who was promised such a time hears so when the others do. Part of
 * a write.
 */
export function closeFree(
  db: Db,
  tx: Tx,
  changes: Changes,
  { round, teacher, span, wait }: { round: RoundId; teacher: TeacherId; span: Span; wait: number },
  now: Temporal.Instant,
): void {
  const free = db
    .sql<{ id: SlotId }, [number, number, string, string]>(
      `UPDATE slots SET blocked = 1 WHERE round_id = +? AND teacher_id = +? AND starts_at >= ? AND starts_at < ? AND blocked = 0
          AND NOT EXISTS (SELECT 1 FROM bookings WHERE slot_id = slots.id) RETURNING id`,
    )
    .all(round, teacher, span.startsAt.toString(), span.endsAt.toString())
  const ids = free.map(({ id }) => id)
  takeBackPromised(db, tx, ids, now, wait)
  changes.closed.push(...ids)
}

/**
 * Lets a teacher be in the round, and there, for all these times: a day that does not reach so far becomes longer, and one that is not
 * there is made. Who is new in the round is in these rooms. Part of a write.
 */
export function beThere(
  db: Db,
  changes: Changes,
  round: RoundId,
  teacher: TeacherId,
  { spans, rooms }: { spans: readonly Span[]; rooms: Rooms },
): void {
  const joined = db
    .sql("INSERT INTO round_teachers (round_id, teacher_id, room) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
    .run(round, teacher, rooms.usual)
  if (joined.changes > 0) changes.joined.push(teacher)
  const there = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone)
  const days = Map.groupBy(spans, ({ startsAt }) => there(startsAt).toPlainDate().toString())
  for (const [date, ofDay] of days) {
    const times = ofDay.flatMap(({ startsAt, endsAt }) => [there(startsAt), there(endsAt)])
    const clock = times.map((time) => time.toPlainTime()).sort(Temporal.PlainTime.compare)
    const hours = { starts: clock[0], ends: clock.at(-1) } as Hours
    const day = widenDay(db, changes, round, date, hours)
    widenPresence(db, changes, round, teacher, day, hours)
    const room = roomsAt(rooms, ofDay)
    if (joined.changes > 0 && room !== rooms.usual)
      db.sql("UPDATE presences SET room = ? WHERE teacher_id = ? AND day_id = ?").run(room, teacher, day)
  }
}

type HoursRow = Written & { id: number }

function widenDay(db: Db, changes: Changes, round: RoundId, date: string, hours: Hours): number {
  const wanted = writeHours(hours)
  const day = db
    .sql<HoursRow, [number, string, string, string]>(
      "SELECT id, starts, ends FROM round_days WHERE round_id = ? AND date = ? AND starts <= ? AND ends >= ? ORDER BY starts",
    )
    .get(round, date, wanted.ends, wanted.starts)
  if (!day) {
    const made = db
      .sql("INSERT INTO round_days (round_id, date, starts, ends) VALUES (?, ?, ?, ?)")
      .run(round, date, wanted.starts, wanted.ends)
    changes.days.push({ day: Number(made.lastInsertRowid), was: null })
    return Number(made.lastInsertRowid)
  }
  const wide = hull(day, wanted)
  if (wide.starts !== day.starts || wide.ends !== day.ends) {
    db.sql("UPDATE round_days SET starts = ?, ends = ? WHERE id = ?").run(wide.starts, wide.ends, day.id)
    changes.days.push({ day: day.id, was: { starts: day.starts, ends: day.ends } })
  }
  return day.id
}

function widenPresence(
  db: Db,
  changes: Changes,
  round: RoundId,
  teacher: TeacherId,
  day: number,
  hours: Hours,
): void {
  const had = db
    .sql<Written, [number, number]>("SELECT starts, ends FROM presences WHERE teacher_id = ? AND day_id = ?")
    .get(teacher, day)
  const wanted = writeHours(hours)
  const wide = had ? hull(had, wanted) : wanted
  if (had && wide.starts === had.starts && wide.ends === had.ends) return
  db.sql(
    `INSERT INTO presences (round_id, teacher_id, day_id, starts, ends) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (teacher_id, day_id) DO UPDATE SET starts = excluded.starts, ends = excluded.ends`,
  ).run(round, teacher, day, wide.starts, wide.ends)
  changes.presence.push({ teacher, day, was: had })
}

const writeHours = ({ starts, ends }: Hours): Written => ({
  starts: writeTime(starts),
  ends: writeTime(ends),
})
const hull = (one: Written, other: Written): Written => ({
  starts: one.starts < other.starts ? one.starts : other.starts,
  ends: one.ends > other.ends ? one.ends : other.ends,
})

/** Opens again what was closed, before talks go back. Part of a write. */
export function reopen(db: Db, { closed }: Changes): void {
  db.sql("UPDATE slots SET blocked = 0 WHERE id IN (SELECT value FROM json_each(?))").run(
    JSON.stringify(closed),
  )
}

/**
 * Takes away what was made and cuts again what went, as far as no talk needs it; who was promised such a time meanwhile hears so. Part of a
 * write.
 */
export function putBackPlaces(db: Db, tx: Tx, changes: Changes, round: RoundId, now: Temporal.Instant): void {
  takeBackPromised(db, tx, changes.added, now, 0)
  const gone = db.sql(
    `DELETE FROM slots WHERE id = ? AND NOT EXISTS (SELECT 1 FROM bookings WHERE slot_id = slots.id)`,
  )
  const staying = changes.added.filter((id) => gone.run(id).changes === 0)
  const again = db.sql(
    `INSERT INTO slots (round_id, teacher_id, starts_at, ends_at) SELECT ?1, ?2, ?3, ?4
       WHERE NOT EXISTS (SELECT 1 FROM slots WHERE teacher_id = ?2 AND starts_at < ?4 AND ends_at > ?3)
         AND NOT EXISTS (SELECT 1 FROM round_teachers WHERE round_id = ?1 AND teacher_id = ?2 AND with_teacher_id IS NOT NULL)`,
  )
  for (const { teacher, startsAt, endsAt } of changes.dropped) again.run(round, teacher, startsAt, endsAt)
  if (staying.length > 0) return
  for (const { teacher, day, was } of changes.presence.toReversed())
    if (was)
      db.sql("UPDATE presences SET starts = ?, ends = ? WHERE teacher_id = ? AND day_id = ?").run(
        was.starts,
        was.ends,
        teacher,
        day,
      )
    else db.sql("DELETE FROM presences WHERE teacher_id = ? AND day_id = ?").run(teacher, day)
  for (const { day, was } of changes.days.toReversed())
    if (was) db.sql("UPDATE round_days SET starts = ?, ends = ? WHERE id = ?").run(was.starts, was.ends, day)
    else
      db.sql(
        "DELETE FROM round_days WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM presences WHERE day_id = ?1)",
      ).run(day)
  for (const teacher of changes.joined)
    db.sql(
      `DELETE FROM round_teachers WHERE round_id = ?1 AND teacher_id = ?2
          AND with_teacher_id IS NULL AND NOT EXISTS (SELECT 1 FROM round_teachers WHERE round_id = ?1 AND with_teacher_id = ?2)
          AND NOT EXISTS (SELECT 1 FROM slots WHERE round_id = ?1 AND teacher_id = ?2)`,
    ).run(round, teacher)
}

/** The end of the round follows its times. Part of a write. */
export const followEnd = (db: Db, round: RoundId) =>
  db
    .sql("UPDATE rounds SET ends_at = (SELECT max(ends_at) FROM slots WHERE round_id = ?1) WHERE id = ?1")
    .run(round)
