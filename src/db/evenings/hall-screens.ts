import { actorOf, type Office } from "../../domain/access/access.ts"
import { dayIn, dayToShow } from "../../domain/evenings/evening.ts"
import type { RoundId } from "../../domain/ids.ts"
import { hashToken, type Keys, newToken } from "../../sealing.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { roundDaysOf, type TeacherToday, teachersToday } from "./evening-teachers.ts"

// A screen in the hall has nobody behind it: its address is its only key. The file holds a hash of it, and a seed from which only who
// has the school's key can make it again.

const tokenOf = (keys: Keys, seed: string) => keys.derive("hall-screen", seed, 24).toString("base64url")

/** The key in the address of the screen of this round; null while there is none. */
export function hallScreenOf(db: Db, _office: Office, round: RoundId): string | null {
  const row = db
    .sql<{ seed: string }, [number]>("SELECT seed FROM hall_screens WHERE round_id = ?")
    .get(round)
  return row ? tokenOf(db.keys, row.seed) : null
}

/** Gives the screen of a round an address; an earlier one shows nothing from then on. Null when the round is not there. */
export function openHallScreen(
  db: Db,
  staff: Office,
  round: RoundId,
  now: Temporal.Instant,
): Promise<true | null> {
  const seed = newToken()
  return write(db, (tx) => {
    const found = db.sql("SELECT 1 FROM rounds WHERE id = ? AND published_at IS NOT NULL").get(round)
    if (!found) return null
    db.sql("REPLACE INTO hall_screens (round_id, seed, token_hash) VALUES (?, ?, ?)").run(
      round,
      seed,
      hashToken(tokenOf(db.keys, seed)),
    )
    note(tx, actorOf(staff), "hall-screen-opened", { round }, now)
    return true as const
  })
}

/** Makes the address of the screen worthless. Null when the round has none. */
export function closeHallScreen(
  db: Db,
  staff: Office,
  round: RoundId,
  now: Temporal.Instant,
): Promise<true | null> {
  return write(db, (tx) => {
    if (db.sql("DELETE FROM hall_screens WHERE round_id = ?").run(round).changes === 0) return null
    note(tx, actorOf(staff), "hall-screen-closed", { round }, now)
    return true as const
  })
}

/** What the screen in the hall shows: no child, no parent. `day`: null when the round has no days. */
export type Hall = {
  title: string
  day: Temporal.PlainDate | null
  isToday: boolean
  teachers: TeacherToday[]
}

/** The hall that this address shows; null when it is none, or not any more. */
export function hallBehind(db: Db, token: string, now: Temporal.Instant): Hall | null {
  const row = db
    .sql<{ round: RoundId; title: string }, [string]>(
      "SELECT r.id AS round, r.title FROM hall_screens h JOIN rounds r ON r.id = h.round_id WHERE h.token_hash = ?",
    )
    .get(hashToken(token))
  if (!row) return null
  const day = dayToShow(roundDaysOf(db, row.round), dayIn(now))
  return {
    title: row.title,
    day,
    isToday: day?.equals(dayIn(now)) ?? false,
    teachers: day ? teachersToday(db, row.round, day, now) : [],
  }
}
