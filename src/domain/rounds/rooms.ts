import type { Hours } from "../clock.ts"
import { zone } from "../school/school.ts"

/** Where a teacher is in a round: in their usual room, and on some days in another. Empty: the school wrote no room. */
export type Rooms = { usual: string; days: readonly DayRoom[] }
type DayRoom = Hours & { date: Temporal.PlainDate; room: string }

/** The same room on every day. */
export const oneRoom = (usual: string): Rooms => ({ usual, days: [] })

/** In which room a talk is that begins then. */
export function roomAt({ usual, days }: Rooms, at: Temporal.Instant): string {
  if (days.length === 0) return usual
  const there = at.toZonedDateTimeISO(zone)
  const isThen = ({ date, starts, ends }: DayRoom) =>
    date.equals(there.toPlainDate()) &&
    Temporal.PlainTime.compare(starts, there.toPlainTime()) <= 0 &&
    Temporal.PlainTime.compare(there.toPlainTime(), ends) < 0
  return days.find(isThen)?.room ?? usual
}

/** The rooms of talks that begin then, each once: "12", or "12, 14" of who changes rooms in between. */
export const roomsAt = (rooms: Rooms, starts: readonly { startsAt: Temporal.Instant }[]): string =>
  rooms.days.length === 0
    ? rooms.usual
    : [...new Set(starts.map(({ startsAt }) => roomAt(rooms, startsAt)))].filter(Boolean).join(", ")
