import type { Office } from "../../domain/access/access.ts"
import type { BookingId, HouseholdId, PupilId, RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import { byName, fullName, type PersonName, sortName } from "../../domain/people/people.ts"
import { roomsAt } from "../../domain/rounds/rooms.ts"
import type { Expected, TimetableSlot, TimetableTeacher, ToPlan } from "../../domain/rounds/timetable.ts"
import { zone } from "../../domain/school/school.ts"
import { nameOfHome } from "../households/home-names.ts"
import type { Db } from "../open.ts"
import { findTalk, isTeacherOf } from "../talks/booking-facts.ts"
import { alongText, holders, nameOfHolders, readAlong } from "../talks/pairs.ts"
import { readRooms, roomsText } from "./rooms.ts"
import { taughtOnList } from "./round-pupils.ts"

type SlotRow = Partial<PersonName> & {
  id: SlotId
  teacher: TeacherId
  starts: string
  ends: string
  blocked: number
  booking: BookingId | null
  household: HouseholdId
  pupil: PupilId
  group: string | null
  /** Whose the time is promised, when it has no talk. */
  heldBy: HouseholdId | null
  until: string
  offered: number
}

/** Every teacher with times on this day of a round, in the order of their surnames, and every time with who comes. */
export function timetableOf(
  db: Db,
  _office: Office,
  round: RoundId,
  day: Temporal.PlainDate,
  now: Temporal.Instant,
): TimetableTeacher[] {
  const starts = day.toZonedDateTime(zone).toInstant().toString()
  const ends = day.add({ days: 1 }).toZonedDateTime(zone).toInstant().toString()
  const slots = db
    .sql<SlotRow, [number, string, string, string]>(
      `SELECT s.id, s.teacher_id AS teacher, s.starts_at AS starts, s.ends_at AS ends, s.blocked, b.id AS booking,
          b.household_id AS household, p.id AS pupil, p.first, p.prefix, p.last, g.name AS "group",
          h.household_id AS heldBy, h.until, h.offer AS offered
         FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id LEFT JOIN holds h ON h.slot_id = s.id AND h.until > ?4
         LEFT JOIN pupils p ON p.id = coalesce(b.pupil_id, h.pupil_id) LEFT JOIN groups g ON g.id = p.group_id
        WHERE s.round_id = ?1 AND s.starts_at >= ?2 AND s.starts_at < ?3 ORDER BY s.starts_at`,
    )
    .all(round, starts, ends, now.toString())
  const own = Map.groupBy(slots, (slot) => slot.teacher)
  return db
    .sql<PersonName & { teacher: TeacherId; rooms: string; along: string }, [number]>(
      `SELECT t.id AS teacher, t.first, t.prefix, t.last, ${alongText("t.id", "rt.round_id")} AS along, ${roomsText("rt")} AS rooms FROM round_teachers rt JOIN teachers t ON t.id = rt.teacher_id
        WHERE rt.round_id = ?`,
    )
    .all(round)
    .filter(({ teacher }) => own.has(teacher))
    .sort((one, other) => byName(sortName(one), sortName(other)))
    .map(({ teacher, rooms, ...name }) => {
      const times = (own.get(teacher) ?? []).map(readSlot)
      return {
        teacher,
        name: nameOfHolders(name),
        holders: [{ teacher, ...name }, ...readAlong(name.along)].map((each) => ({
          teacher: each.teacher,
          name: fullName(each),
        })),
        room: roomsAt(readRooms(rooms), times),
        slots: times,
      }
    })
}

const readSlot = (row: SlotRow): TimetableSlot => ({
  id: row.id,
  startsAt: Temporal.Instant.from(row.starts),
  endsAt: Temporal.Instant.from(row.ends),
  blocked: row.blocked === 1,
  talk:
    row.booking === null
      ? null
      : {
          booking: row.booking,
          household: row.household,
          pupil: row.pupil,
          child: childOf(row),
          group: row.group ?? "",
        },
  hold:
    row.booking !== null || row.heldBy === null
      ? null
      : {
          household: row.heldBy,
          child: childOf(row),
          offered: row.offered === 1,
          until: Temporal.Instant.from(row.until),
        },
})

const childOf = ({ first = "", prefix = "", last = "" }: SlotRow) => fullName({ first, prefix, last })

/** The days of a round on which there are times. */
export const timetableDays = (db: Db, _office: Office, round: RoundId): Temporal.PlainDate[] => {
  const starts = db
    .sql<{ starts: string }, [number]>(
      "SELECT DISTINCT starts_at AS starts FROM slots WHERE round_id = ? ORDER BY 1",
    )
    .all(round)
  const days = new Set(
    starts.map((row) => Temporal.Instant.from(row.starts).toZonedDateTimeISO(zone).toPlainDate().toString()),
  )
  return [...days].map((day) => Temporal.PlainDate.from(day))
}

/** The day on which a talk of this round stands. Null when there is no such talk. */
export function dayOfTalk(
  db: Db,
  _office: Office,
  round: RoundId,
  booking: BookingId,
): Temporal.PlainDate | null {
  const talk = findTalk(db, round, booking)
  return talk && talk.startsAt.toZonedDateTimeISO(zone).toPlainDate()
}

type ExpectedRow = PersonName & {
  household: HouseholdId
  pupil: PupilId
  group: string | null
  homes: number
  takes: number
}

/** This child of this home, to be planned. Null when there is none, or nobody left to plan it with. */
export function toPlan(
  db: Db,
  _office: Office,
  round: RoundId,
  { household, pupil }: Pick<Expected, "household" | "pupil">,
): ToPlan | null {
  const places = db
    .sql<{ teacher: TeacherId }, [number]>(
      "SELECT teacher_id AS teacher FROM round_teachers WHERE round_id = ?",
    )
    .all(round)
    .filter(({ teacher }) => isTeacherOf(db, round, pupil, teacher))
    .flatMap(({ teacher }) =>
      withoutTalk(db, round, teacher)
        .filter((each) => each.household === household && each.pupil === pupil)
        .map((child) => ({ teacher, child })),
    )
  const [first] = places
  return first ? { ...first.child, teachers: places.map(({ teacher }) => teacher) } : null
}

/** The first day on which one of these teachers has a free time; null when none has. */
export function firstFreeDay(
  db: Db,
  _office: Office,
  round: RoundId,
  teachers: readonly TeacherId[],
  now: Temporal.Instant,
): Temporal.PlainDate | null {
  const row = db
    .sql<{ starts: string | null }, [number, string, string]>(
      `SELECT min(s.starts_at) AS starts FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id
        WHERE s.round_id = ? AND s.teacher_id IN (SELECT value FROM json_each(?)) AND s.blocked = 0 AND b.id IS NULL AND s.starts_at > ?`,
    )
    .get(round, JSON.stringify(teachers), now.toString())
  return row?.starts ? Temporal.Instant.from(row.starts).toZonedDateTimeISO(zone).toPlainDate() : null
}

/**
 * The children of this teacher in this round that have no talk with them yet, once for each of their homes, by surname. Not of homes that
 * said they need none.
 */
export const expectedAt = (db: Db, _office: Office, round: RoundId, teacher: TeacherId): Expected[] =>
  withoutTalk(
    db,
    round,
    teacher,
    "AND NOT EXISTS (SELECT 1 FROM declines d WHERE d.round_id = ?1 AND d.household_id = hp.household_id AND d.pupil_id = p.id)",
  )

const withoutTalk = (db: Db, round: RoundId, teacher: TeacherId, only = ""): Expected[] =>
  db
    .sql<ExpectedRow, [number, number]>(
      `SELECT hp.household_id AS household, p.id AS pupil, p.first, p.prefix, p.last, g.name AS "group",
          (SELECT count(*) FROM household_pupils WHERE pupil_id = p.id) AS homes,
          coalesce((SELECT takes FROM long_talks WHERE round_id = ?1 AND teacher_id = ?2 AND pupil_id = p.id), 1) AS takes
         FROM pupils p JOIN household_pupils hp ON hp.pupil_id = p.id LEFT JOIN groups g ON g.id = p.group_id
        WHERE p.left_at IS NULL AND ${taughtOnList("?1", "?2")}
          AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.round_id = ?1 AND b.teacher_id IN ${holders("?2", "?1")} AND b.pupil_id = p.id
                           AND b.household_id = hp.household_id) ${only}
        ORDER BY p.last, p.first, p.id`,
    )
    .all(round, teacher)
    .map(({ first, prefix, last, homes, group, ...ids }) => ({
      ...ids,
      child: sortName({ first, prefix, last }),
      group: group ?? "",
      home: homes > 1 ? nameOfHome(db, ids.household) : null,
    }))
