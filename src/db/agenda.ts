import type { Staff } from "../domain/access.ts"
import type { Agenda, AgendaSlot } from "../domain/agenda.ts"
import type { PupilId, RoundId, SlotId, TeacherId } from "../domain/ids.ts"
import { fullName, type PersonName } from "../domain/people.ts"
import { phase } from "../domain/round.ts"
import type { Db } from "./open.ts"
import { findRound } from "./round-setup.ts"
import { placesOfRound } from "./talk-places.ts"

/** A round stays in the agenda for a while after its last talk: the evening is not over yet. */
export const lingers = { hours: 12 }

/** The slots of this member of staff, round by round. Null when they are no teacher. */
export function agendaOf(db: Db, staff: Staff, now: Temporal.Instant): Agenda[] | null {
  const { teacher } = staff
  if (teacher === null) return null
  return db
    .sql<{ id: RoundId; room: string }, [number, string]>(
      `SELECT r.id, t.room FROM round_teachers t JOIN rounds r ON r.id = t.round_id
        WHERE t.teacher_id = ? AND r.published_at IS NOT NULL AND r.ends_at > ? ORDER BY r.ends_at, r.id`,
    )
    .all(teacher, now.subtract(lingers).toString())
    .flatMap(({ id, room }) => {
      const round = findRound(db, id)
      if (!round) return []
      const { title, opensAt } = round
      const online = placesOfRound(db, id).includes("online")
      const slots = slotsOf(db, id, teacher)
      return { round: id, title, phase: phase(round, now), opensAt, room, online, slots }
    })
}

type SlotRow = Partial<PersonName> & {
  id: SlotId
  starts: string
  ends: string
  blocked: number
  freed: number
  pupil: PupilId | null
  group: string | null
  home: string | null
}

/** Erasing leaves nothing of a talk but the line of the logbook that says it is free. */
const freedSlots = "SELECT json_extract(about, '$.slot') FROM logbook WHERE act = 'talk-erased'"

/** The slots of a teacher in a round, with the child of each talk. */
export function slotsOf(db: Db, round: RoundId, teacher: TeacherId): AgendaSlot[] {
  const rows = db
    .sql<SlotRow, [number, number]>(
      `SELECT s.id, s.starts_at AS starts, s.ends_at AS ends, s.blocked, s.id IN (${freedSlots}) AS freed, p.id AS pupil, p.first, p.prefix, p.last, g.name AS "group",
          (SELECT group_concat(DISTINCT trim(prefix || ' ' || last)) FROM guardians WHERE household_id = b.household_id) AS home
         FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id LEFT JOIN pupils p ON p.id = b.pupil_id
         LEFT JOIN groups g ON g.id = p.group_id
        WHERE s.round_id = +? AND s.teacher_id = +? ORDER BY s.starts_at`,
    )
    .all(round, teacher)
  return rows.map((row) => {
    const { first = "", prefix = "", last = "" } = row
    const twice = rows.some((other) => other !== row && other.pupil === row.pupil)
    const home = twice ? (row.home?.replaceAll(",", ", ") ?? null) : null
    return {
      id: row.id,
      startsAt: Temporal.Instant.from(row.starts),
      endsAt: Temporal.Instant.from(row.ends),
      blocked: row.blocked === 1,
      freed: row.freed === 1 && row.pupil === null,
      talk:
        row.pupil === null
          ? null
          : { child: fullName({ first, prefix, last }), first, group: row.group ?? "", home },
    }
  })
}
