import type { Staff } from "../../domain/access/access.ts"
import type { HouseholdId, PupilId, RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import { fullName, type PersonName } from "../../domain/people/people.ts"
import type { Agenda, AgendaSlot } from "../../domain/rounds/agenda.ts"
import { phase } from "../../domain/rounds/round.ts"
import { nameOfHome } from "../households/home-names.ts"
import { placesOfRound } from "../online/talk-places.ts"
import type { Db } from "../open.ts"
import { holds, listHeld } from "../talks/pairs.ts"
import { findRound } from "./round-setup.ts"

/** A round stays in the agenda for a while after its last talk: the evening is not over yet. */
export const lingers = { hours: 12 }

/**
 * The slots of this member of staff, round by round: also of one that is planned, which has none yet, until its last day. Null when they
 * are no teacher.
 */
export function agendaOf(db: Db, staff: Staff, now: Temporal.Instant): Agenda[] | null {
  const { teacher } = staff
  if (teacher === null) return null
  return db
    .sql<{ id: RoundId }, [number, string]>(
      `SELECT r.id FROM round_teachers t JOIN rounds r ON r.id = t.round_id
        WHERE t.teacher_id = ?1
          AND iif(r.published_at IS NULL, (SELECT max(date) FROM round_days d WHERE d.round_id = r.id), r.ends_at) > ?2
        ORDER BY r.published_at IS NULL, r.ends_at, r.id`,
    )
    .all(teacher, now.subtract(lingers).toString())
    .flatMap(({ id }) => {
      const [round, held] = [findRound(db, id), listHeld(db, id, teacher)]
      if (!round || !held) return []
      const { title, opensAt } = round
      const online = placesOfRound(db, id).includes("online")
      const slots = slotsOf(db, id, teacher)
      const { rooms, together } = held
      return { round: id, title, phase: phase(round, now), opensAt, rooms, together, online, slots }
    })
}

type SlotRow = Partial<PersonName> & {
  id: SlotId
  teacher: TeacherId
  starts: string
  ends: string
  blocked: number
  freed: number
  pupil: PupilId | null
  group: string | null
  household: HouseholdId
  minutes: number | null
}

/** Erasing leaves nothing of a talk but the line of the logbook that says it is free. */
const freedSlots = "SELECT json_extract(about, '$.slot') FROM logbook WHERE act = 'talk-erased'"

/** How many minutes a talk at slot `s` takes when it is longer than others. In SQL. */
export const longerMinutes = `(SELECT (unixepoch(s.ends_at) - unixepoch(s.starts_at)) / 60
    WHERE EXISTS (SELECT 1 FROM joined_slots WHERE slot_id = s.id)) AS minutes`

/** The slots of a round (?1), with the child of each talk. */
const slotsText = (
  whose: string,
) => `SELECT s.id, s.teacher_id AS teacher, s.starts_at AS starts, s.ends_at AS ends, s.blocked,
    s.id IN (${freedSlots}) AS freed, b.household_id AS household, p.id AS pupil, p.first, p.prefix, p.last, g.name AS "group",
    ${longerMinutes}
   FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id LEFT JOIN pupils p ON p.id = b.pupil_id
   LEFT JOIN groups g ON g.id = p.group_id
  WHERE s.round_id = +?1${whose} ORDER BY s.starts_at, s.teacher_id`

const held = ` AND ${holds("s.teacher_id", "+?1", "+?2")}`

/** The slots that a teacher holds in a round, in order. */
const slotsOf = (db: Db, round: RoundId, teacher: TeacherId): AgendaSlot[] =>
  readSlots(db, db.sql<SlotRow, [number, number]>(slotsText(held)).all(round, teacher))

/** The slots of every teacher of a round, in order. */
export function slotsByTeacher(db: Db, round: RoundId): Map<TeacherId, AgendaSlot[]> {
  const rows = db.sql<SlotRow, [number]>(slotsText("")).all(round)
  const own = Map.groupBy(rows, (row) => row.teacher)
  return new Map([...own].map(([teacher, slots]) => [teacher, readSlots(db, slots)]))
}

/** Slots of one teacher; whose parents come is said of a child that comes twice. */
function readSlots(db: Db, rows: readonly SlotRow[]): AgendaSlot[] {
  const [once, twice] = [new Set<PupilId>(), new Set<PupilId>()]
  for (const { pupil } of rows) if (pupil !== null) (once.has(pupil) ? twice : once).add(pupil)
  return rows.map((row) => ({
    id: row.id,
    startsAt: Temporal.Instant.from(row.starts),
    endsAt: Temporal.Instant.from(row.ends),
    blocked: row.blocked === 1,
    freed: row.freed === 1 && row.pupil === null,
    talk:
      row.pupil === null ? null : talkOf(row, twice.has(row.pupil) ? nameOfHome(db, row.household) : null),
  }))
}

const talkOf = ({ first = "", prefix = "", last = "", group, minutes }: SlotRow, home: string | null) => ({
  child: fullName({ first, prefix, last }),
  first,
  group: group ?? "",
  home,
  minutes,
})
