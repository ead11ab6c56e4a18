import type { Staff } from "../../domain/access/access.ts"
import type { RoundId } from "../../domain/ids.ts"
import { openAt, placeOfCalendar, sealFor } from "../data-keys.ts"
import { type Db, write } from "../open.ts"
import type { MeetingOwner } from "./video-plan.ts"

// A calendar of ours in somebody's account: one per owner and round, so that a round is dropped in one go.

/** The id of this owner's calendar for a round; null when there is none yet. */
export async function calendarOf(db: Db, owner: MeetingOwner, round: RoundId): Promise<string | null> {
  const row = db
    .sql<{ sealed: string }, [number, string]>(
      "SELECT sealed_calendar AS sealed FROM video_calendars WHERE round_id = ? AND account_hash = ?",
    )
    .get(round, owner.account)
  return row ? openAt(db, row.sealed, placeOfCalendar(round, owner.account)) : null
}

/** Keeps a calendar that was just made. When another tab was first, its calendar counts; gives the one that does. */
export async function keepCalendar(
  db: Db,
  staff: Staff,
  owner: MeetingOwner,
  round: RoundId,
  calendar: string,
  now: Temporal.Instant,
): Promise<string> {
  const sealed = await sealFor(db, calendar, placeOfCalendar(round, owner.account), now)
  await write(db, () => {
    db.sql(
      `INSERT INTO video_calendars (round_id, account_hash, staff_id, sealed_calendar, made_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
    ).run(round, owner.account, staff.staff, sealed, now.toString())
  })
  return (await calendarOf(db, owner, round)) ?? calendar
}

/** Somebody removed the calendar: what stood in it is gone, and is made anew in another. */
export function forgetCalendar(db: Db, owner: MeetingOwner, round: RoundId): Promise<void> {
  return write(db, () => {
    db.sql("DELETE FROM video_calendars WHERE round_id = ? AND account_hash = ?").run(round, owner.account)
    db.sql(
      `UPDATE video_meetings SET state = CASE WHEN state = 'dropping' THEN 'dropped' ELSE 'asked' END, generation = generation + 1,
          sealed_event = NULL, sealed_link = NULL, lease_until = NULL, due_at = NULL
        WHERE round_id = ? AND account_hash = ? AND state <> 'dropped'`,
    ).run(round, owner.account)
  })
}
