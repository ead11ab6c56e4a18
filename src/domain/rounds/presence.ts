import { type Hours, hoursWithin, parseHours, parseTime, touchesClockChange } from "../clock.ts"
import type { TeacherId } from "../ids.ts"
import { accept, type Result, refuse } from "../result.ts"
import type { RoundDay } from "../talks/slot.ts"

/** When a teacher is there on one day of a round, and in which room when that day has one of its own. */
export type Presence = Hours & { day: number; room?: string | undefined }

/**
 * A teacher in a round; without presence there are no talks to choose. `with`: the colleague on whose list their talks are (`pair.ts`);
 * when they are there is then only remembered.
 */
export type RoundTeacher = {
  teacher: TeacherId
  room: string
  presence: readonly Presence[]
  with: TeacherId | null
}

export type KnownDay = RoundDay & { id: number }

/** Present from beginning to end. */
export const wholeDays = (days: readonly KnownDay[]): Presence[] =>
  days.map((day) => ({ day: day.id, starts: day.starts, ends: day.ends }))

/** The line of one teacher as a planner wrote it. */
export type WrittenTeacher = {
  teacher: TeacherId
  room: string
  with: TeacherId | null
  /** `room`: empty or left out when it is the room of the round. */
  days: readonly { day: number; there: boolean; from: string; until: string; room?: string }[]
}

export type PresenceRefusal = {
  teacher: TeacherId
  day: number
  kind: "times-missing" | "ends-before-start" | "outside-day" | "clock-changes" | "too-short"
}

/** Who is there, in which room, from when until when. A teacher who is there on no day is not in the round. */
export function decideTeachers(
  written: readonly WrittenTeacher[],
  days: readonly KnownDay[],
  slotMinutes: number,
): Result<RoundTeacher[], PresenceRefusal[]> {
  const refusals: PresenceRefusal[] = []
  const teachers = written.flatMap(({ teacher, room, with: other, days: lines }) => {
    const presence = lines.flatMap((line) => {
      const day = days.find((each) => each.id === line.day)
      if (!day || !line.there) return []
      const hours = readPresence(line, day, slotMinutes)
      const own = line.room?.trim()
      if (typeof hours !== "string")
        return [{ day: day.id, ...hours, ...inRoom(own === room.trim() ? "" : own) }]
      refusals.push({ teacher, day: day.id, kind: hours })
      return []
    })
    return presence.length > 0 ? [{ teacher, room: room.trim(), presence, with: other }] : []
  })
  return refusals.length > 0 ? refuse(refusals) : accept(teachers)
}

/** A day with a room of its own, or without. */
export const inRoom = (room: string | undefined) => (room ? { room } : {})

function readPresence(
  line: { from: string; until: string },
  day: KnownDay,
  slotMinutes: number,
): Hours | PresenceRefusal["kind"] {
  if (!parseTime(line.from) || !parseTime(line.until)) return "times-missing"
  const hours = parseHours(line.from, line.until)
  if (!hours) return "ends-before-start"
  if (!hoursWithin(hours, day)) return "outside-day"
  if (touchesClockChange(day.date, hours)) return "clock-changes"
  return hours.starts.until(hours.ends).total("minutes") < slotMinutes ? "too-short" : hours
}

const later = (one: Temporal.PlainTime, other: Temporal.PlainTime) =>
  Temporal.PlainTime.compare(one, other) < 0 ? other : one
const earlier = (one: Temporal.PlainTime, other: Temporal.PlainTime) =>
  Temporal.PlainTime.compare(one, other) < 0 ? one : other

/**
 * How presence follows the days of a round: who was there the whole day is there the whole new day, who had hours of their own
 * keeps what is left of them, a new day finds everybody present, and a day that is gone takes its presence with it.
 */
export function followDays(
  teachers: readonly RoundTeacher[],
  before: readonly KnownDay[],
  after: readonly KnownDay[],
): RoundTeacher[] {
  return teachers.map((teacher) => ({
    ...teacher,
    presence: after.flatMap((day) => {
      const old = before.find((each) => each.id === day.id)
      if (!old) return wholeDays([day])
      const had = teacher.presence.find((each) => each.day === day.id)
      return had ? follow(had, old, day) : []
    }),
  }))
}

function follow(had: Presence, old: KnownDay, day: KnownDay): Presence[] {
  const whole = had.starts.equals(old.starts) && had.ends.equals(old.ends)
  const own = inRoom(had.room)
  if (whole) return wholeDays([day]).map((hours) => ({ ...hours, ...own }))
  const [starts, ends] = [later(had.starts, day.starts), earlier(had.ends, day.ends)]
  return Temporal.PlainTime.compare(starts, ends) < 0 ? [{ day: day.id, starts, ends, ...own }] : []
}
