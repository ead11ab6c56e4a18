import { actorOf, type Parent, type Staff } from "../../domain/access/access.ts"
import type { BookingId, HouseholdId, StaffId, TeacherId } from "../../domain/ids.ts"
import type { Feed, FeedTalk } from "../../domain/rounds/calendar-feed.ts"
import { roomAt } from "../../domain/rounds/rooms.ts"
import { hashToken, type Keys, newToken } from "../../sealing.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { holds } from "../talks/pairs.ts"
import { readRooms, roomsText } from "./rooms.ts"

// A calendar asks for its feed without anybody behind it: the address is the only key. As with the screen in the hall the file holds a
// hash of it, and a seed from which only who has the school's key can make it again.

const tokenOf = (keys: Keys, seed: string) => keys.derive("calendar-feed", seed, 24).toString("base64url")

/** Whose feed: in the two columns of the table, of which one is empty. */
const ownerOf = (visitor: Parent | Staff): [household: HouseholdId | null, staff: StaffId | null] =>
  visitor.role === "parent" ? [visitor.household, null] : [null, visitor.staff]

/** The key in the address of one's own feed; null while it is off. */
export function feedOf(db: Db, visitor: Parent | Staff): string | null {
  const row = db
    .sql<{ seed: string }, [number | null, number | null]>(
      "SELECT seed FROM calendar_feeds WHERE household_id IS ?1 AND staff_id IS ?2",
    )
    .get(...ownerOf(visitor))
  return row ? tokenOf(db.keys, row.seed) : null
}

/** Switches one's own feed on, with a new address; an earlier one is worthless from then on. */
export function openFeed(db: Db, visitor: Parent | Staff, now: Temporal.Instant): Promise<void> {
  const seed = newToken()
  return write(db, (tx) => {
    const owner = ownerOf(visitor)
    dropFeed(db, owner)
    db.sql(
      "INSERT INTO calendar_feeds (household_id, staff_id, seed, token_hash, made_at) VALUES (?, ?, ?, ?, ?)",
    ).run(...owner, seed, hashToken(tokenOf(db.keys, seed)), now.toString())
    note(tx, actorOf(visitor), "feed-opened", {}, now)
  })
}

/** Switches one's own feed off. Done twice, it does nothing more. */
export function closeFeed(db: Db, visitor: Parent | Staff, now: Temporal.Instant): Promise<void> {
  return write(db, (tx) => {
    if (dropFeed(db, ownerOf(visitor)) > 0) note(tx, actorOf(visitor), "feed-closed", {}, now)
  })
}

const dropFeed = (db: Db, owner: ReturnType<typeof ownerOf>) =>
  db.sql("DELETE FROM calendar_feeds WHERE household_id IS ?1 AND staff_id IS ?2").run(...owner).changes

type OwnerRow = { household: HouseholdId | null; language: "nl" | "en" | null; teacher: TeacherId | null }

/** What a calendar gets at this address; null when it is none, switched off, or of somebody who may no longer enter. */
export function feedBehind(db: Db, token: string): Feed | null {
  const owner = db
    .sql<OwnerRow, [string]>(
      `SELECT f.household_id AS household, h.language, s.teacher_id AS teacher
         FROM calendar_feeds f LEFT JOIN households h ON h.id = f.household_id AND h.blocked = 0
         LEFT JOIN staff s ON s.id = f.staff_id AND s.removed_at IS NULL
        WHERE f.token_hash = ? AND (h.id IS NOT NULL OR s.id IS NOT NULL)`,
    )
    .get(hashToken(token))
  if (!owner) return null
  const { household, teacher, language } = owner
  return household === null
    ? { of: "teacher", language: "nl", talks: talksIn(db, heldBy, teacher) }
    : {
        of: "parent",
        language: language ?? "nl",
        talks: talksIn(db, (row) => `${row}.household_id = ?1`, household),
      }
}

type TalkRow = {
  booking: BookingId
  uid: string
  sequence: number
  starts: string
  ends: string
  since: string
  rooms: string | null
  group: string | null
  place: string | null
  places: string | null
  off: number
}

const heldBy = (row: string) => holds(`${row}.teacher_id`, `${row}.round_id`, "?1")

/** Talks of an owner, each once and as it was last; `isTheirs` says in SQL which rows are. */
function talksIn(db: Db, isTheirs: (row: string) => string, owner: number | null): FeedTalk[] {
  if (owner === null) return []
  return db
    .sql<TalkRow, [number]>(
      `SELECT b.id AS booking, b.uid, b.sequence + b.ahead AS sequence, b.starts_at AS starts, b.ends_at AS ends,
          coalesce(b.changed_at, b.booked_at) AS since, ${roomsText("rt")} AS rooms,
          g.name AS "group", b.place, r.places, 0 AS off
         FROM bookings b JOIN rounds r ON r.id = b.round_id JOIN pupils p ON p.id = b.pupil_id LEFT JOIN groups g ON g.id = p.group_id
         LEFT JOIN round_teachers rt ON rt.round_id = b.round_id AND rt.teacher_id = b.teacher_id WHERE ${isTheirs("b")}
        UNION ALL
       SELECT id, uid, max(sequence), starts_at, ends_at, gone_at, NULL, NULL, NULL, NULL, 1 FROM gone_talks g
        WHERE ${isTheirs("g")} AND uid NOT IN (SELECT uid FROM bookings b WHERE ${isTheirs("b")}) GROUP BY uid
        ORDER BY starts, uid`,
    )
    .all(owner)
    .map((row) => ({
      booking: row.booking,
      uid: row.uid,
      sequence: row.sequence,
      startsAt: Temporal.Instant.from(row.starts),
      endsAt: Temporal.Instant.from(row.ends),
      // What changed before moments were kept counts seconds; so all count them, and a later version always has a later stamp.
      since: Temporal.Instant.from(row.since).add({ seconds: row.sequence }),
      room: roomAt(readRooms(row.rooms), Temporal.Instant.from(row.starts)),
      group: row.group ?? "",
      place: row.place,
      places: row.places ?? "",
      isOff: row.off === 1,
    }))
}
