import { actorOf, type Staff } from "../../domain/access/access.ts"
import {
  courseOf,
  dayIn,
  decideAttendance,
  decideCall,
  type EveningRefusal,
  mayLead,
  standOf,
} from "../../domain/evenings/evening.ts"
import type { BookingId, TeacherId } from "../../domain/ids.ts"
import { accept, type Result } from "../../domain/result.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { type EveningRow, talksOn, talkWith } from "./evening-talks.ts"

// What a teacher taps on the evening itself. Every tap may come twice or late: it then changes nothing.

export type TalkOfTeacher = { teacher: TeacherId; booking: BookingId }
type Tapped = Promise<Result<BookingId, EveningRefusal> | null>

/**
 * Calls a family in: who was in is done, and who is called came. Null when it is no talk of this teacher, or not for this person to say;
 * refused on any other day than that of the talk.
 */
export function callIn(db: Db, staff: Staff, wish: TalkOfTeacher, now: Temporal.Instant): Tapped {
  return write(db, () => {
    const talk = own(db, staff, wish)
    if (!talk) return null
    const decision = decideCall(talk, now)
    if (!decision.ok) return decision
    if (talk.turn.calledAt !== null) return accept(talk.booking)
    const { inside } = courseOf(talksOn(db, wish.teacher, dayIn(now)), now)
    if (inside !== null) end(db, inside, now)
    save(db, talk, { calledAt: now, endedAt: null, came: true })
    return accept(talk.booking)
  })
}

/** The talk is over and nobody is called in yet. */
export function finishTalk(db: Db, staff: Staff, wish: TalkOfTeacher, now: Temporal.Instant): Tapped {
  return write(db, () => {
    const talk = own(db, staff, wish)
    if (!talk) return null
    if (standOf(talk) === "inside") end(db, talk.booking, now)
    return accept(talk.booking)
  })
}

/** Takes the last tap back: who was called in waits again, and who was in before is in again; a talk that was ended goes on. */
export function takeTurnBack(db: Db, staff: Staff, wish: TalkOfTeacher, now: Temporal.Instant): Tapped {
  return write(db, () => {
    const talk = own(db, staff, wish)
    if (!talk) return null
    const talks = talksOn(db, wish.teacher, dayIn(talk.startsAt))
    const { calledAt, endedAt } = talk.turn
    if (courseOf(talks, now).last !== talk.booking) return accept(talk.booking)
    if (endedAt !== null) save(db, talk, { ...talk.turn, endedAt: null })
    else {
      const before = talks.find((each) => calledAt && each.turn.endedAt?.equals(calledAt))
      save(db, talk, { calledAt: null, endedAt: null, came: null })
      if (before) save(db, before, { ...before.turn, endedAt: null })
    }
    return accept(talk.booking)
  })
}

/** Notes whether a family came; null takes it back. The same promises as for calling in, from the day of the talk on. */
export function noteCame(
  db: Db,
  staff: Staff,
  wish: TalkOfTeacher & { came: boolean | null },
  now: Temporal.Instant,
): Tapped {
  return write(db, (tx) => {
    const talk = own(db, staff, wish)
    if (!talk) return null
    const decision = decideAttendance(talk, now)
    if (!decision.ok) return decision
    if (talk.turn.came === wish.came) return accept(talk.booking)
    save(db, talk, { ...talk.turn, came: wish.came })
    const { booking, round, slot } = talk
    note(tx, actorOf(staff), "attendance-noted", { booking, round, slot }, now)
    return accept(booking)
  })
}

const own = (db: Db, staff: Staff, { teacher, booking }: TalkOfTeacher) =>
  mayLead(staff, teacher) ? talkWith(db, teacher, booking) : null

const end = (db: Db, booking: BookingId, now: Temporal.Instant) =>
  db.sql("UPDATE turns SET ended_at = ? WHERE booking_id = ?").run(now.toString(), booking)

const save = (db: Db, { booking, slot }: EveningRow, { calledAt, endedAt, came }: EveningRow["turn"]) =>
  db
    .sql("REPLACE INTO turns (booking_id, slot_id, called_at, ended_at, came) VALUES (?, ?, ?, ?, ?)")
    .run(
      booking,
      slot,
      calledAt?.toString() ?? null,
      endedAt?.toString() ?? null,
      came === null ? null : came ? 1 : 0,
    )
