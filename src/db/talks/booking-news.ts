import type { Actor } from "../../domain/access/access.ts"
import type { TeacherId } from "../../domain/ids.ts"
import type { TalkFacts } from "../../domain/messages/talk-news.ts"
import { type Booking, entrySequence } from "../../domain/talks/booking.ts"
import { raiseVersion } from "../households/household-codes.ts"
import { queueMessage } from "../messages/messages.ts"
import { tellOffBefore } from "../messages/off-first.ts"
import type { Db, Tx } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { closeAlongside } from "./pair-places.ts"
import { endVain, endWait, forgetMissed } from "./waiting-ends.ts"
import { offerNext } from "./waiting-offers.ts"
import { takeBackPromised } from "./waiting-promises.ts"

// What follows from every change of a talk: who hears of it, whose page is another, who waits no longer. Always part of a write.

/** Who changes a talk. The school's own changes are told as such, and may wait so many minutes, to be taken back meanwhile. */
export type Change = {
  actor: Actor
  now: Temporal.Instant
  bySchool?: boolean
  /** The family said beforehand that it may be moved, and another has its old time. */
  swapped?: boolean
  waitMinutes?: number
  offersLater?: true
}

/** A talk that was booked, with the name of its entry in calendars. */
export type StandingTalk = Booking & { uid: string }

type Told = StandingTalk & { wasAt?: Temporal.Instant; wasUntil?: Temporal.Instant; teacherWas?: TeacherId }

const acts = {
  "booking-confirmed": "talk-booked",
  "booking-moved": "talk-moved",
  "booking-cancelled": "talk-cancelled",
} as const

type Settled = Pick<Booking, "round" | "household" | "pupil" | "teacher">

/** Who has a talk needs one after all, waits for it no longer, and looks at no other time for it. */
export function settle(db: Db, { round, household, pupil, teacher }: Settled): void {
  db.sql("DELETE FROM declines WHERE round_id = ? AND household_id = ? AND pupil_id = ?").run(
    round,
    household,
    pupil,
  )
  endWait(db, household, { round, pupil, teacher })
  forgetMissed(db, household, { round, pupil, teacher })
  db.sql(
    `DELETE FROM holds WHERE household_id = ? AND round_id = ? AND pupil_id = ? AND offer = 0
        AND slot_id IN (SELECT id FROM slots WHERE teacher_id = ?)`,
  ).run(household, round, pupil, teacher)
}

/** What follows from every change: other pages for this household and this teacher's board, a message, a line in the logbook. */
export function tell(db: Db, tx: Tx, change: Change, kind: keyof typeof acts, talk: Told): void {
  const { round, household, teacher, pupil, slot, uid } = talk
  if (kind !== "booking-cancelled") {
    settle(db, talk)
    tellOffBefore(db, talk, change.now.add({ minutes: change.waitMinutes ?? 0 }))
    const closed = closeAlongside(db, round, talk)
    if (closed.length > 0) takeBackPromised(db, tx, closed, change.now, change.waitMinutes ?? 0)
  }
  raiseBoard(db, talk)
  raiseVersion(db, household)
  const facts: TalkFacts = {
    booking: talk.id,
    pupil,
    teacher,
    startsAt: talk.startsAt.toString(),
    endsAt: talk.endsAt.toString(),
    uid,
    sequence: entrySequence(talk),
    ...(talk.wasAt ? { wasAt: talk.wasAt.toString() } : {}),
    ...otherLength(talk),
    ...(talk.teacherWas === undefined || talk.teacherWas === teacher ? {} : { teacherWas: talk.teacherWas }),
    ...(change.bySchool ? { bySchool: true as const } : {}),
    ...(change.swapped ? { swapped: true as const } : {}),
  }
  queueMessage(tx, { kind, round, household, facts }, change.now, change.waitMinutes)
  note(tx, change.actor, acts[kind], { booking: talk.id, round, slot }, change.now)
  if (change.offersLater) return
  // One talk more may be all that a child can have.
  endVain(db, tx, household, change.now)
  // What came free goes to who waits for it, before anybody else sees it.
  offerNext(db, tx, { round, teacher }, change.now, change.waitMinutes)
  if (talk.teacherWas !== undefined && talk.teacherWas !== teacher)
    offerNext(db, tx, { round, teacher: talk.teacherWas }, change.now, change.waitMinutes)
}

/** Until when it was, when it was longer or shorter. */
const otherLength = ({ wasAt, wasUntil, startsAt, endsAt }: Told) =>
  wasAt && wasUntil && Temporal.Duration.compare(wasAt.until(wasUntil), startsAt.until(endsAt)) !== 0
    ? { wasUntil: wasUntil.toString() }
    : {}

/** The board of this teacher is another. */
export const raiseBoard = (db: Db, { round, teacher }: Pick<Booking, "round" | "teacher">) =>
  db
    .sql("UPDATE round_teachers SET version = version + 1 WHERE round_id = ? AND teacher_id = ?")
    .run(round, teacher)
