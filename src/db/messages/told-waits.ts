import type { ToldTalk } from "../../domain/messages/message.ts"
import type { PersonName } from "../../domain/people/people.ts"
import type { Db } from "../open.ts"
import { isOfHome } from "../talks/booking-facts.ts"
import { alongText, teaches } from "../talks/pairs.ts"
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
  const held = slots.length > 0 && heardLast(db, message, facts) === "time-offered"
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

/** What this reader heard last of that time before: that it is held, or no more. Null when nothing. */
const heardLast = (
  db: Db,
  { id, household, guardian }: ClaimedMessage,
  { pupil, teacher, startsAt }: WaitFacts,
) =>
  db
    .sql<{ kind: string }, (number | string | null)[]>(
      // What is being sent for longer than this one leaves before it, or was lost in a crash and may have arrived.
      `SELECT kind FROM messages
        WHERE kind IN ('time-offered', 'waiting-changed') AND household_id = ?1 AND guardian_id = ?2 AND id <> ?3
          AND (state IN ('sent', 'delivered') OR failure = 'unclear'
            OR (state = 'sending' AND due_at < (SELECT due_at FROM messages WHERE id = ?3)))
          AND json_extract(facts, '$.pupil') = ?4 AND json_extract(facts, '$.teacher') = ?5 AND json_extract(facts, '$.startsAt') = ?6
        ORDER BY id DESC LIMIT 1`,
    )
    .get(household, guardian, id, pupil, teacher, startsAt)?.kind ?? null

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
