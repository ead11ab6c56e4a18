import type { ToldTalk } from "../../domain/messages/message.ts"
import type { PersonName } from "../../domain/people/people.ts"
import type { Db } from "../open.ts"
import { isOfHome } from "../talks/booking-facts.ts"
import { alongText, teaches } from "../talks/pairs.ts"
import { haveSameReader, saySame } from "./message-facts.ts"
import type { ClaimedMessage, WaitFacts } from "./messages.ts"
import { told } from "./told-talks.ts"

// What who waits is told of its place: as it is at the moment of sending.

/**
 * What became of a place on a waiting list; null when the family chose, or left the list or the child's home, meanwhile. Of a time that is
 * held for it once more its offer tells, and of one of which this reader heard no offer there is nothing to take back.
 */
export function waitOf(db: Db, message: ClaimedMessage, now: Temporal.Instant): ToldTalk | null {
  const facts = JSON.parse(message.facts) as WaitFacts
  const named = namesOf(db, message, facts)
  if (!named) return null
  const { slots, over: _, ...about } = facts
  const over = named.ended === 1
  const held = slots.length > 0 && wasPromised(db, message)
  const promised = promisedTo(db, message, facts, now)
  if (!over && (!held || promised === facts.startsAt)) return null
  const row = {
    ...about,
    ...named,
    rooms: '["",[]]',
    booking: 0,
    uid: "",
    sequence: 0,
    place: null,
    places: "school",
  }
  return { ...told(row), waiting: { held, over, other: promised !== null } }
}

type Names = PersonName & { along: string; pupil: string; title: string; usual: number; ended: number }

/** `ended`: nothing is left to wait for, or the teacher is no more the child's. Null when it is on the list all the same, or the other way about. */
const namesOf = (db: Db, { round, household }: ClaimedMessage, { teacher, pupil, over }: WaitFacts) =>
  db
    .sql<Names, (number | null)[]>(
      `SELECT p.first AS pupil, t.first, t.prefix, t.last, ${alongText("t.id", "r.id")} AS along, r.title, r.slot_minutes AS usual,
          ?5 OR NOT ${teaches("t.id", "r.id", "p.id")} AS ended
         FROM rounds r JOIN teachers t ON t.id = ?1 JOIN pupils p ON p.id = ?2
        WHERE r.id = ?3 AND ${isOfHome("?4", "?2")} AND ended <> EXISTS (SELECT 1 FROM waits w
          WHERE w.round_id = r.id AND w.household_id = ?4 AND w.pupil_id = p.id AND w.teacher_id = t.id)`,
    )
    .get(teacher, pupil, round, household, over ? 1 : 0)

/**
 * Did its reader hear last that the time is held, which this message takes back? What is being sent for longer leaves before it, or was
 * lost in a crash and may have arrived.
 */
const wasPromised = (db: Db, { id }: ClaimedMessage) =>
  db
    .sql(`SELECT 1 FROM messages m WHERE id = ? AND ${lastOfTime("m", leftBefore)} = 'time-offered'`)
    .get(id) !== null
const leftBefore =
  "o.id <> m.id AND (o.state IN ('sent', 'delivered') OR o.failure = 'unclear' OR o.state = 'sending' AND o.due_at < m.due_at)"

/** SQL: the kind of the last of these other messages (`o`) that tells the same reader of the same time: that it is held, or no more. */
export const lastOfTime = (message: string, others: string) =>
  `(SELECT o.kind FROM messages o WHERE o.kind IN ('time-offered', 'waiting-changed') AND ${others}
      AND ${haveSameReader("o", message)} AND ${saySame("o", message, "pupil", "teacher", "startsAt")} ORDER BY o.id DESC LIMIT 1)`

/** When the time begins that is held for this family now, with this teacher; null when there is none. */
const promisedTo = (
  db: Db,
  { round, household }: ClaimedMessage,
  { pupil, teacher }: WaitFacts,
  now: Temporal.Instant,
) =>
  db
    .sql<{ at: string | null }, (number | string | null)[]>(
      `SELECT min(s.starts_at) AS at FROM holds h JOIN slots s ON s.id = h.slot_id
        WHERE h.offer = 1 AND h.round_id = ? AND h.household_id = ? AND h.pupil_id = ? AND s.teacher_id = ? AND h.until > ?`,
    )
    .get(round, household, pupil, teacher, now.toString())?.at ?? null
