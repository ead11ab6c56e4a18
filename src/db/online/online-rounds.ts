import { isOffice, type Staff } from "../../domain/access/access.ts"
import type { RoundId, SlotId, StaffId, TeacherId } from "../../domain/ids.ts"
import type { LinkOwner, OnlineRound, OnlineSlot, TeacherOnline } from "../../domain/online/online-round.ts"
import type { MeetingFailure, MeetingState, Provider } from "../../domain/online/video-meeting.ts"
import { fullName, type PersonName } from "../../domain/people/people.ts"
import { phase } from "../../domain/rounds/round.ts"
import { heldAt, type Place, readPlaces } from "../../domain/talks/place.ts"
import { openAt, placeInMeeting } from "../data-keys.ts"
import type { Db } from "../open.ts"
import { findRound } from "../rounds/round-setup.ts"
import { alongText, holds, listHeld, nameOfHolders } from "../talks/pairs.ts"
import { placesOfRound } from "./talk-places.ts"
import { jitsiHostOf } from "./video-links.ts"

// What staff see of talks online. Never a link: that is for the household that holds the talk.

/** A round as far as talks online go; null when there is none that this member of staff may see. */
export async function onlineRound(
  db: Db,
  staff: Staff,
  id: RoundId,
  now: Temporal.Instant,
): Promise<OnlineRound | null> {
  const round = findRound(db, id)
  if (!round || (!round.publishedAt && !isOffice(staff))) return null
  const places = placesOfRound(db, id)
  const slots = slotsOf(db, id, staff.teacher, places, now)
  return {
    round: id,
    title: round.title,
    places,
    isPast: phase(round, now) === "past",
    jitsiHost: jitsiHostOf(db),
    mine: staff.teacher !== null && listHeld(db, id, staff.teacher) ? slots : null,
    teachers: await teachersOf(db, id, now),
  }
}

/** Every published round that is not over for long, the first to be held first. */
export const onlineRounds = (db: Db, _staff: Staff, now: Temporal.Instant) =>
  db
    .sql<{ id: RoundId; title: string; places: string }, [string]>(
      `SELECT id, title, places FROM rounds WHERE published_at IS NOT NULL AND ends_at > ? ORDER BY ends_at, id`,
    )
    .all(now.subtract({ hours: 24 * 14 }).toString())
    .map(({ places, ...round }) => ({ ...round, places: readPlaces(places) }))

type SlotRow = Partial<PersonName> & {
  id: SlotId
  startsAt: string
  endsAt: string
  pupil: number | null
  place: Place | null
  provider: Provider | null
  state: MeetingState | null
  failure: MeetingFailure | null
}

/** What was given up is no link any more, whether the provider knows or not. */
const gone: ReadonlySet<MeetingState> = new Set(["dropping", "dropped"])

function slotsOf(
  db: Db,
  round: RoundId,
  teacher: TeacherId | null,
  places: readonly Place[],
  now: Temporal.Instant,
): OnlineSlot[] {
  const rows = db
    .sql<SlotRow, [number, number, string]>(
      `SELECT s.id, s.starts_at AS startsAt, s.ends_at AS endsAt, b.place, b.pupil_id AS pupil, p.first, p.prefix, p.last,
          m.provider, m.state, m.failure
         FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id LEFT JOIN pupils p ON p.id = b.pupil_id
         LEFT JOIN video_meetings m ON m.slot_id = s.id
        WHERE s.round_id = ?1 AND ${holds("s.teacher_id", "?1", "?2")} AND s.ends_at > ?3 AND (s.blocked = 0 OR b.id IS NOT NULL)
        ORDER BY s.starts_at`,
    )
    .all(round, teacher ?? 0, now.toString())
  return rows.map(({ first = "", prefix = "", last = "", ...row }) => ({
    id: row.id,
    startsAt: Temporal.Instant.from(row.startsAt),
    endsAt: Temporal.Instant.from(row.endsAt),
    talk:
      row.pupil === null
        ? null
        : {
            child: fullName({ first, prefix, last }),
            place: heldAt(row.place, places),
          },
    link:
      row.provider === null || row.state === null || gone.has(row.state)
        ? null
        : { provider: row.provider, state: row.state, failure: row.failure },
  }))
}

type CountRow = PersonName & { id: TeacherId; along: string; slots: number; ready: number }
type OwnerRow = { teacher: TeacherId; slot: SlotId; staff: StaffId; provider: Provider; sealed: string }

async function teachersOf(db: Db, round: RoundId, now: Temporal.Instant): Promise<TeacherOnline[]> {
  const counts = db
    .sql<CountRow, [number, string]>(
      `SELECT t.id, t.first, t.prefix, t.last, ${alongText("t.id", "rt.round_id")} AS along, count(s.id) AS slots,
          sum(CASE WHEN m.state = 'ready' AND (m.provider = 'pasted' OR m.starts_at = s.starts_at) AND m.teacher_id = s.teacher_id THEN 1 ELSE 0 END) AS ready
         FROM round_teachers rt JOIN teachers t ON t.id = rt.teacher_id
         LEFT JOIN slots s ON s.round_id = rt.round_id AND s.teacher_id = rt.teacher_id AND s.ends_at > ?2
           AND (s.blocked = 0 OR EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id))
         LEFT JOIN video_meetings m ON m.slot_id = s.id
        WHERE rt.round_id = ?1 GROUP BY t.id HAVING rt.with_teacher_id IS NULL OR count(s.id) > 0 ORDER BY t.last, t.first, t.id`,
    )
    .all(round, now.toString())
  const owners = db
    .sql<OwnerRow, [number]>(
      `SELECT teacher_id AS teacher, min(slot_id) AS slot, staff_id AS staff, provider, sealed_owner AS sealed FROM video_meetings
        WHERE round_id = ? AND sealed_owner IS NOT NULL AND state <> 'dropped' GROUP BY teacher_id, staff_id, provider, account_hash`,
    )
    .all(round)
  const opened = await Promise.all(owners.map((row) => ownerOf(db, row)))
  return counts.map(({ id, slots, ready, ...name }) => ({
    teacher: id,
    name: nameOfHolders(name),
    slots,
    ready: ready ?? 0,
    owners: opened.filter((each) => each.teacher === id).map(({ teacher: _, ...owner }) => owner),
  }))
}

async function ownerOf(db: Db, row: OwnerRow): Promise<LinkOwner & { teacher: TeacherId }> {
  const text = await openAt(db, row.sealed, placeInMeeting(row.slot, "owner"))
  const owner = text === null ? {} : (JSON.parse(text) as { name?: string; email?: string })
  return {
    teacher: row.teacher,
    staff: row.staff,
    provider: row.provider,
    name: owner.name ?? "",
    email: owner.email ?? null,
  }
}
