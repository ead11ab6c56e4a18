import type { Office } from "../../domain/access/access.ts"
import type { RoundId, TeacherId } from "../../domain/ids.ts"
import type { PersonName } from "../../domain/people/people.ts"
import type { PaperDay } from "../../domain/rounds/agenda.ts"
import { roomsAt } from "../../domain/rounds/rooms.ts"
import type { Round } from "../../domain/rounds/round.ts"
import { zone } from "../../domain/school/school.ts"
import type { Db } from "../open.ts"
import { alongText, holders, readAlong } from "../talks/pairs.ts"
import { slotsByTeacher } from "./agenda.ts"
import { readRooms, roomsText } from "./rooms.ts"
import { findRound } from "./round-setup.ts"

/** Every teacher and day of a round, by day and then by name. Null when there is no such round. */
export function papersOfRound(
  db: Db,
  _staff: Office,
  id: RoundId,
): { round: Round; days: PaperDay[] } | null {
  const round = findRound(db, id)
  if (!round) return null
  const teachers = db
    .sql<PersonName & { id: TeacherId; along: string; rooms: string; groups: string | null }, [number]>(
      `SELECT t.id, t.first, t.prefix, t.last, ${alongText("t.id", "rt.round_id")} AS along, ${roomsText("rt")} AS rooms,
              (SELECT group_concat(DISTINCT g.name) FROM teacher_groups tg JOIN groups g ON g.id = tg.group_id
                JOIN round_groups rg ON rg.group_id = g.id AND rg.round_id = rt.round_id
                WHERE tg.teacher_id IN ${holders("t.id", "rt.round_id")}) AS groups
         FROM round_teachers rt JOIN teachers t ON t.id = rt.teacher_id WHERE rt.round_id = ? ORDER BY t.last, t.first, t.id`,
    )
    .all(id)
  const slots = slotsByTeacher(db, id)
  const days = teachers.flatMap(({ id: teacher, first, prefix, last, along, rooms, groups }) => {
    const open = (slots.get(teacher) ?? []).filter((slot) => !slot.blocked || slot.talk !== null)
    const byDay = Map.groupBy(open, (slot) => slot.startsAt.toZonedDateTimeISO(zone).toPlainDate().toString())
    return [...byDay].map(([date, own]) => ({
      teacher: {
        name: { first, prefix, last },
        along: readAlong(along),
        room: roomsAt(readRooms(rooms), own),
        groups: (groups ?? "").split(",").filter(Boolean),
      },
      date: Temporal.PlainDate.from(date),
      slots: own,
    }))
  })
  return { round, days: days.sort((one, other) => Temporal.PlainDate.compare(one.date, other.date)) }
}
