import type { Staff } from "../../domain/access/access.ts"
import type { RoundId } from "../../domain/ids.ts"
import { heldAt, readPlaces } from "../../domain/talks/place.ts"
import type { Db } from "../open.ts"
import { holds } from "../talks/pairs.ts"

/** What an owner still has to do in an account of theirs, per round: links of slots that moved, went or changed hands, or are over. */
export type VideoTodo = { round: RoundId; title: string; count: number }

/** Only the browser with the account can do it: the owner sees it as a line until then. Most urgent round first. */
export const videoTodos = (db: Db, staff: Staff, now: Temporal.Instant): VideoTodo[] =>
  db
    .sql<VideoTodo, [number, string]>(
      `SELECT r.id AS round, r.title, count(*) AS count FROM video_meetings m JOIN rounds r ON r.id = m.round_id
         LEFT JOIN slots s ON s.id = m.slot_id
        WHERE m.staff_id = ?1 AND m.provider <> 'pasted' AND (m.state = 'dropping' OR (m.state IN ('asked', 'made', 'ready')
          AND (r.ends_at <= ?2 OR s.id IS NULL OR s.teacher_id <> m.teacher_id OR s.starts_at <> m.starts_at OR s.ends_at <> m.ends_at
            OR (s.blocked = 1 AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id)))))
        GROUP BY r.id ORDER BY r.ends_at`,
    )
    .all(staff.staff, now.toString())

/** Talks online of this teacher that are to come and have no link yet, per round: their parents would stand before a closed door. */
export function talksWithoutLink(db: Db, staff: Staff, now: Temporal.Instant): VideoTodo[] {
  const talks = db
    .sql<{ round: RoundId; title: string; place: string | null; places: string }, [number, string]>(
      `SELECT r.id AS round, r.title, b.place, r.places FROM bookings b JOIN rounds r ON r.id = b.round_id
         LEFT JOIN video_meetings m ON m.slot_id = b.slot_id AND m.state = 'ready' AND m.teacher_id = b.teacher_id
           AND (m.provider = 'pasted' OR m.starts_at = b.starts_at)
        WHERE ${holds("b.teacher_id", "b.round_id", "?1")} AND b.ends_at > ?2 AND m.slot_id IS NULL ORDER BY r.ends_at`,
    )
    .all(staff.teacher ?? 0, now.toString())
    .filter(({ place, places }) => heldAt(place, readPlaces(places)) === "online")
  return [...Map.groupBy(talks, ({ round }) => round)].map(([round, each]) => ({
    round,
    title: each[0]?.title ?? "",
    count: each.length,
  }))
}
