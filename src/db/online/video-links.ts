import { actorOf, type Office, type Parent, type Staff } from "../../domain/access/access.ts"
import type { BookingId, RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import { type PasteRefusal, readPastedLink } from "../../domain/online/pasted-link.ts"
import {
  decideJoin,
  type JoinRefusal,
  type MeetingState,
  type Provider,
} from "../../domain/online/video-meeting.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { openAt, placeInMeeting, sealFor } from "../data-keys.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { talksOf } from "../talks/booking-facts.ts"
import { holds } from "../talks/pairs.ts"
import { placeOfTalk } from "./talk-places.ts"

// Who may follow the link of a talk online, and links that somebody pasted.

/** The school's own Jitsi; null when it has none. */
export const jitsiHostOf = (db: Db): string | null =>
  db.sql<{ host: string }, []>("SELECT jitsi_host AS host FROM school").get()?.host || null

type LinkRow = {
  provider: Provider
  state: MeetingState
  teacher: TeacherId
  startsAt: string
  endsAt: string
  sealed: string | null
}

/**
 * The link of a talk for the household that holds it, or why it does not work now. Null when the talk is not this parent's. A row
 * that was copied from another slot does not open: then there is no link.
 */
export async function linkForParent(
  db: Db,
  parent: Parent,
  booking: BookingId,
  now: Temporal.Instant,
): Promise<Result<string, JoinRefusal> | null> {
  const talk = talksOf(db, parent.household).find((each) => each.id === booking)
  if (!talk) return null
  const { decision, row } = mayJoin(db, parent, talk, now)
  if (!decision.ok) return decision
  const link = row?.sealed ? await openAt(db, row.sealed, placeInMeeting(talk.slot, "link")) : null
  return link === null ? refuse({ kind: "no-link-yet" }) : accept(link)
}

type Talk = ReturnType<typeof talksOf>[number]

function mayJoin(db: Db, parent: Parent, talk: Talk, now: Temporal.Instant) {
  const row = db
    .sql<LinkRow, [number]>(
      `SELECT provider, state, teacher_id AS teacher, starts_at AS startsAt, ends_at AS endsAt, sealed_link AS sealed
         FROM video_meetings WHERE slot_id = ?`,
    )
    .get(talk.slot)
  const meeting = row && {
    ...row,
    startsAt: Temporal.Instant.from(row.startsAt),
    endsAt: Temporal.Instant.from(row.endsAt),
  }
  const { place } = placeOfTalk(db, parent, talk)
  return { row, decision: decideJoin({ talk, place, meeting }, now) }
}

/** May the parent of this talk follow its link now? For showing; the link itself stays sealed. */
export const joiningOf = (
  db: Db,
  parent: Parent,
  talk: Talk,
  now: Temporal.Instant,
): Result<true, JoinRefusal> => mayJoin(db, parent, talk, now).decision

/** Names the school's own Jitsi; empty: it has none. */
export function nameJitsi(db: Db, office: Office, host: string, now: Temporal.Instant): Promise<void> {
  return write(db, (tx) => {
    db.sql("UPDATE school SET jitsi_host = ?").run(host)
    note(tx, actorOf(office), "jitsi-named", { on: host !== "" }, now)
  })
}

type OwnSlot = { id: SlotId; startsAt: string; endsAt: string }

/**
 * Gives all coming slots of this teacher, or one of them, the link that was pasted. A slot that has a meeting in an account keeps it.
 * Gives how many got it; null when the teacher has no such slot in this round.
 */
export async function pasteLink(
  db: Db,
  staff: Staff,
  wish: { round: RoundId; slot: SlotId | null; link: string },
  now: Temporal.Instant,
): Promise<Result<number, PasteRefusal> | null> {
  const { round, slot } = wish
  const slots = comingSlots(db, staff, round, now).filter(({ id }) => slot === null || id === slot)
  if (slots.length === 0) return null
  const link = readPastedLink(wish.link, jitsiHostOf(db))
  if (!link.ok) return link
  const owner = JSON.stringify({ name: staff.name })
  const sealed: { slot: OwnSlot; link: string; owner: string }[] = []
  for (const each of slots)
    sealed.push({
      slot: each,
      link: await sealFor(db, link.value.href, placeInMeeting(each.id, "link"), now),
      owner: await sealFor(db, owner, placeInMeeting(each.id, "owner"), now),
    })
  return write(db, (tx) => {
    let given = 0
    for (const { slot, link, owner } of sealed)
      given += db
        .sql(
          `INSERT INTO video_meetings (slot_id, round_id, teacher_id, starts_at, ends_at, provider, staff_id, state, sealed_link,
                sealed_owner, changed_at)
             SELECT id, round_id, teacher_id, starts_at, ends_at, 'pasted', ?2, 'ready', ?3, ?4, ?5 FROM slots WHERE id = ?1
             ON CONFLICT (slot_id) DO UPDATE SET provider = 'pasted', staff_id = ?2, account_hash = '', state = 'ready', failure = NULL,
               sealed_event = NULL, sealed_link = ?3, sealed_owner = ?4, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
               teacher_id = excluded.teacher_id, changed_at = ?5
             WHERE video_meetings.provider = 'pasted' OR video_meetings.state = 'dropped'`,
        )
        .run(slot.id, staff.staff, link, owner, now.toString()).changes
    note(tx, actorOf(staff), "link-pasted", { round, slots: given }, now)
    return accept(given)
  })
}

/** Takes the pasted links of the talks that this teacher holds in a round away again; gives how many. */
export function dropPasted(db: Db, staff: Staff, round: RoundId, now: Temporal.Instant): Promise<number> {
  return write(db, (tx) => {
    const { changes } = db
      .sql(
        `UPDATE video_meetings SET state = 'dropped', sealed_link = NULL, sealed_owner = NULL
          WHERE round_id = ?1 AND ${holds("video_meetings.teacher_id", "?1", "?2")} AND provider = 'pasted' AND state = 'ready'`,
      )
      .run(round, staff.teacher ?? 0)
    note(tx, actorOf(staff), "links-dropped", { round, slots: changes }, now)
    return changes
  })
}

/** The slots in a round that this member of staff holds, are not over and can be chosen, in order. */
const comingSlots = (db: Db, staff: Staff, round: RoundId, now: Temporal.Instant): OwnSlot[] =>
  db
    .sql<OwnSlot, [number, number, string]>(
      `SELECT s.id, s.starts_at AS startsAt, s.ends_at AS endsAt FROM slots s JOIN rounds r ON r.id = s.round_id
        WHERE ${holds("s.teacher_id", "?2", "?1")} AND s.round_id = ?2 AND s.ends_at > ?3 AND r.published_at IS NOT NULL
          AND (s.blocked = 0 OR EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id)) ORDER BY s.starts_at`,
    )
    .all(staff.teacher ?? 0, round, now.toString())
