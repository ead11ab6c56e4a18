import { parseTime } from "../../domain/clock.ts"
import type { Rooms } from "../../domain/rounds/rooms.ts"

// Whoever tells a room asks for it here: it may be another one on another day.

/** The rooms of row `rt` of round_teachers, to be read by `readRooms`. In SQL. */
export const roomsText = (rt: string) =>
  `json_array(coalesce(${rt}.room, ''), json((SELECT json_group_array(json_array(room_d.date, room_p.starts, room_p.ends, room_p.room))
      FROM presences room_p CROSS JOIN round_days room_d ON room_d.id = room_p.day_id
      WHERE room_p.teacher_id = ${rt}.teacher_id AND room_p.round_id = ${rt}.round_id AND room_p.room <> '')))`

/** Nearly always it is one room. */
export function readRooms(text: string | null): Rooms {
  const [usual, days] = JSON.parse(text ?? '["",[]]') as [string, [string, string, string, string][]]
  return {
    usual,
    days: days.map(([date, starts, ends, room]) => ({
      date: Temporal.PlainDate.from(date),
      starts: parseTime(starts) as Temporal.PlainTime,
      ends: parseTime(ends) as Temporal.PlainTime,
      room,
    })),
  }
}
