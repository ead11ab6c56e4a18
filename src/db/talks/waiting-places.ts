import type { RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import type { MissedTime, Waiting } from "../../domain/talks/waiting.ts"
import type { Db } from "../open.ts"
import { isOfHome } from "./booking-facts.ts"
import { holders, teaches } from "./pairs.ts"

/**
 * Can who waits (w) take what would be offered? A home that may enter, with this child in it, which is one of this teacher's, has no talk
 * with any who hold that list and fewer talks than the round allows, and does not say that it needs none. Whoever cannot waits for nothing. In SQL.
 */
export const canTake = `EXISTS (SELECT 1 FROM households WHERE id = w.household_id AND blocked = 0)
  AND ${isOfHome("w.household_id", "w.pupil_id")} AND ${teaches("w.teacher_id", "w.round_id", "w.pupil_id")}
  AND NOT EXISTS (SELECT 1 FROM declines d WHERE d.round_id = w.round_id AND d.household_id = w.household_id AND d.pupil_id = w.pupil_id)
  AND (SELECT coalesce(sum(b.teacher_id IN ${holders("w.teacher_id", "w.round_id")}), 0) = 0 AND count(*) < coalesce((SELECT talks_per_pupil FROM rounds WHERE id = w.round_id), 1000)
    FROM bookings b WHERE b.household_id = w.household_id AND +b.round_id = w.round_id AND b.pupil_id = w.pupil_id)`

/**
 * In one text, for a place of a household (?1) in a round (?2): how many wait up to this one, and the time that is held for it if there is
 * one, the id of its first slot, start, end and until when. Null when it does not wait.
 */
export const waitingOfPlace = `(SELECT (SELECT count(*) FROM waits o WHERE o.round_id = w.round_id AND o.teacher_id = w.teacher_id
      AND (o.since, o.household_id, o.pupil_id) <= (w.since, w.household_id, w.pupil_id))
    || coalesce((SELECT ' ' || s.id || ' ' || s.starts_at || ' ' || (SELECT max(e.ends_at) FROM holds o JOIN slots e ON e.id = o.slot_id
        WHERE o.offer = 1 AND o.household_id = w.household_id AND o.pupil_id = w.pupil_id AND e.teacher_id = w.teacher_id AND e.round_id = w.round_id)
      || ' ' || h.until FROM holds h JOIN slots s ON s.id = h.slot_id
      WHERE h.offer = 1 AND h.household_id = w.household_id AND h.pupil_id = w.pupil_id AND s.teacher_id = w.teacher_id AND s.round_id = w.round_id
      ORDER BY s.starts_at LIMIT 1), '')
    FROM waits w WHERE w.round_id = +?2 AND w.household_id = +?1 AND w.pupil_id = p.id AND w.teacher_id = t.id)`

/** In one text, for the same place: the time that was held for it in vain, and until when. Null when there was none, or it was answered. */
export const missedOfPlace = `(SELECT m.starts_at || ' ' || m.until FROM missed_offers m
    WHERE m.round_id = +?2 AND m.household_id = +?1 AND m.pupil_id = p.id AND m.teacher_id = t.id)`

/** That text, read. */
export function readMissed(text: string): MissedTime {
  const [startsAt = "", until = ""] = text.split(" ")
  return { startsAt: Temporal.Instant.from(startsAt), until: Temporal.Instant.from(until) }
}

/** What stands of a place on a list, read. */
export function readWaiting(text: string): Waiting {
  const [place, slot, starts, ends, until] = text.split(" ")
  return {
    place: Number(place),
    offer:
      starts && ends && until
        ? {
            id: Number(slot) as SlotId,
            startsAt: Temporal.Instant.from(starts),
            endsAt: Temporal.Instant.from(ends),
            until: Temporal.Instant.from(until),
          }
        : null,
  }
}

/** Is nothing left of this teacher in a round, but times that the school closed? In SQL, from a moment on. */
export const isAway = (round: string, teacher: string, now: string) =>
  `(SELECT coalesce(min(s.blocked), 0) FROM slots s WHERE s.round_id = ${round} AND s.teacher_id = ${teacher} AND s.starts_at > ${now})`

/** The same. */
export const isTeacherAway = (db: Db, round: RoundId, teacher: TeacherId, now: Temporal.Instant): boolean =>
  db
    .sql<{ away: number }, [number, number, string]>(`SELECT ${isAway("+?1", "+?2", "+?3")} AS away`)
    .get(round, teacher, now.toString())?.away === 1
