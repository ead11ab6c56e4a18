import type { BookingId, PupilId, TeacherId } from "../../domain/ids.ts"
import type { Round } from "../../domain/rounds/round.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import { overlap, type Span, takesOf } from "../../domain/talks/slot.ts"
import type { Db, Tx } from "../open.ts"
import { moveTalk, stepAside } from "./booking-changes.ts"
import { findSlot, findTalk, talksOf } from "./booking-facts.ts"
import type { Change } from "./booking-news.ts"
import { heldFor, offerNext } from "./waiting-offers.ts"
import { takeBackPromised } from "./waiting-promises.ts"

// A talk that takes longer than others: how long is said per child and teacher. A talk that stands follows where there is room.

type Length = { teacher: TeacherId; pupil: PupilId; takes: number }
type Talk = Booking & { uid: string }

/**
 * Says how many slots in a row the talk with this pupil's parents takes. Talks that stand become so long, at the same start, and their
 * families hear of it. False, and nothing is changed, when one of them has no room for it. Part of a write.
 */
export function setLength(db: Db, tx: Tx, change: Change, round: Round, length: Length): boolean {
  const standing = talksWith(db, round, length).filter(
    (talk) =>
      takesOf(talk, round) !== length.takes && Temporal.Instant.compare(talk.startsAt, change.now) > 0,
  )
  if (!standing.every((talk) => hasRoom(db, round, talk, length.takes, change.now))) return false
  save(db, round, length)
  for (const talk of standing) stretch(db, tx, change, round, talk, length.takes)
  // What is held for who waits is as long as the talk was: they are offered another time, or hear that it is held no more.
  const list = { round: round.id, teacher: length.teacher, pupil: length.pupil }
  takeBackPromised(db, tx, heldFor(db, null, list), change.now, 0)
  offerNext(db, tx, list, change.now)
  return true
}

function save(db: Db, { id }: Round, { teacher, pupil, takes }: Length): void {
  if (takes === 1)
    db.sql("DELETE FROM long_talks WHERE round_id = ? AND pupil_id = ? AND teacher_id = ?").run(
      id,
      pupil,
      teacher,
    )
  else
    db.sql(
      `INSERT INTO long_talks (round_id, pupil_id, teacher_id, takes) VALUES (?, ?, ?, ?)
         ON CONFLICT (round_id, pupil_id, teacher_id) DO UPDATE SET takes = excluded.takes`,
    ).run(id, pupil, teacher, takes)
}

const talksWith = (db: Db, round: Round, { teacher, pupil }: Length): Talk[] =>
  db
    .sql<{ id: BookingId }, [number, number, number]>(
      "SELECT id FROM bookings WHERE round_id = ? AND teacher_id = ? AND pupil_id = ? ORDER BY starts_at",
    )
    .all(round.id, teacher, pupil)
    .flatMap(({ id }) => findTalk(db, round.id, id) ?? [])

type NextRow = { starts: string; ends: string; shut: number }

/** Are enough slots free right behind this talk, and the family nowhere else then? */
function hasRoom(db: Db, round: Round, talk: Talk, takes: number, now: Temporal.Instant): boolean {
  const more = takes - takesOf(talk, round)
  if (more <= 0) return true
  const next = db
    .sql<NextRow, [number, number, string, string, number]>(
      `SELECT s.starts_at AS starts, s.ends_at AS ends, s.blocked = 1 OR EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id)
          OR EXISTS (SELECT 1 FROM holds WHERE slot_id = s.id AND until > ?4) AS shut
         FROM slots s WHERE s.round_id = ?1 AND s.teacher_id = ?2 AND s.starts_at >= ?3 ORDER BY s.starts_at LIMIT ?5`,
    )
    .all(round.id, talk.teacher, talk.endsAt.toString(), now.toString(), more)
  let { endsAt } = talk
  for (const { starts, ends, shut } of next) {
    if (shut === 1 || starts !== endsAt.add({ minutes: round.changeMinutes }).toString()) return false
    endsAt = Temporal.Instant.from(ends)
  }
  const whole: Span = { startsAt: talk.startsAt, endsAt }
  const others = talksOf(db, talk.household).filter(({ id }) => id !== talk.id)
  return next.length === more && !others.some((other) => overlap(other, whole))
}

/** Its slots come apart, and so many of them become one again. */
function stretch(db: Db, tx: Tx, change: Change, round: Round, talk: Talk, takes: number): void {
  stepAside(db, [talk.id])
  const found = findSlot(db, round.id, talk.slot, talk.pupil, talk.household, change.now, takes)
  if (!found || found.short !== null) throw new Error(`No room for talk ${talk.id}, which was looked at`)
  moveTalk(db, tx, change, talk, found.slot)
}
