import { createHash } from "node:crypto"
import { parseTime, readInstant } from "../../domain/clock.ts"
import type { GroupId, RoundId, TeacherId } from "../../domain/ids.ts"
import { inRoom, type KnownDay, type Presence, type RoundTeacher } from "../../domain/rounds/presence.ts"
import type { Round } from "../../domain/rounds/round.ts"
import type { RoundPlan } from "../../domain/rounds/round-plan.ts"
import type { Db } from "../open.ts"
import type { rounds } from "../schema.ts"

/** A round as it is arranged: its dates, its groups, and who is there when. */
export type RoundSetup = {
  round: Round
  groups: GroupId[]
  days: KnownDay[]
  teachers: RoundTeacher[]
}
const time = (text: string) => parseTime(text) as Temporal.PlainTime

/** As SQLite gives it. */
type RoundRow = Omit<typeof rounds.$inferSelect, "swaps"> & { swaps: number }

export const roundColumns = `id, title, slot_minutes AS slotMinutes, change_minutes AS changeMinutes, walk_minutes AS walkMinutes, opens_at AS opensAt,
  closes_at AS closesAt, change_until AS changeUntil, published_at AS publishedAt, talks_per_pupil AS talksPerPupil, ends_at AS endsAt,
  early_for AS earlyFor, early_at AS earlyAt, rest_after AS restAfter, rest_minutes AS restMinutes, swaps`

/** A row of the table as the rules know it. */
export const readRound = (row: Omit<RoundRow, "createdAt" | "invitedAt" | "erasedAt">): Round => ({
  id: row.id,
  title: row.title,
  slotMinutes: row.slotMinutes,
  changeMinutes: row.changeMinutes,
  walkMinutes: row.walkMinutes,
  opensAt: Temporal.Instant.from(row.opensAt),
  closesAt: Temporal.Instant.from(row.closesAt),
  changeUntil: Temporal.Instant.from(row.changeUntil),
  publishedAt: readInstant(row.publishedAt),
  talksPerPupil: row.talksPerPupil,
  endsAt: readInstant(row.endsAt),
  early: row.earlyFor && row.earlyAt ? earlyOf(row.earlyFor, row.earlyAt) : null,
  rest: row.restAfter && row.restMinutes ? { after: row.restAfter, minutes: row.restMinutes } : null,
  swaps: row.swaps === 1,
})

const earlyOf = (who: NonNullable<RoundRow["earlyFor"]>, at: string) => ({
  at: Temporal.Instant.from(at),
  siblings: who !== "wanted",
  wanted: who !== "siblings",
})

/** The round with this id; null when there is none. */
export function findRound(db: Db, round: RoundId): Round | null {
  const row = db.sql<RoundRow, [number]>(`SELECT ${roundColumns} FROM rounds WHERE id = ?`).get(round)
  return row ? readRound(row) : null
}

/** Everything that is arranged for a round; null when there is none. */
export function readSetup(db: Db, id: RoundId): RoundSetup | null {
  const round = findRound(db, id)
  if (!round) return null
  const groups = db
    .sql<{ id: GroupId }, [number]>("SELECT group_id AS id FROM round_groups WHERE round_id = ? ORDER BY 1")
    .all(id)
  return {
    round,
    groups: groups.map((each) => each.id),
    days: readDays(db, id),
    teachers: readTeachers(db, id),
  }
}

type DayRow = {
  id: number
  date: string
  starts: string
  ends: string
  pauseStarts: string | null
  pauseEnds: string | null
}

/** The days of a round, in order. */
export const readDays = (db: Db, round: RoundId): KnownDay[] =>
  db
    .sql<DayRow, [number]>(
      `SELECT id, date, starts, ends, pause_starts AS pauseStarts, pause_ends AS pauseEnds
         FROM round_days WHERE round_id = ? ORDER BY date, starts`,
    )
    .all(round)
    .map((row) => ({
      id: row.id,
      date: Temporal.PlainDate.from(row.date),
      starts: time(row.starts),
      ends: time(row.ends),
      pause:
        row.pauseStarts === null || row.pauseEnds === null
          ? null
          : { starts: time(row.pauseStarts), ends: time(row.pauseEnds) },
    }))

function readTeachers(db: Db, round: RoundId): RoundTeacher[] {
  const presences = new Map<TeacherId, Presence[]>()
  for (const row of db
    .sql<{ teacher: TeacherId; day: number; starts: string; ends: string; room: string }, [number]>(
      "SELECT teacher_id AS teacher, day_id AS day, starts, ends, room FROM presences WHERE round_id = ? ORDER BY day_id",
    )
    .all(round)) {
    const presence = { day: row.day, starts: time(row.starts), ends: time(row.ends), ...inRoom(row.room) }
    presences.set(row.teacher, [...(presences.get(row.teacher) ?? []), presence])
  }
  return db
    .sql<Omit<RoundTeacher, "presence">, [number]>(
      `SELECT teacher_id AS teacher, room, with_teacher_id AS "with" FROM round_teachers WHERE round_id = ? ORDER BY teacher_id`,
    )
    .all(round)
    .map((row) => ({ ...row, presence: presences.get(row.teacher) ?? [] }))
}

/** The part of a setup that the round's form is about. */
export const planOf = ({ round, groups, days }: RoundSetup): RoundPlan => ({
  title: round.title,
  days,
  slotMinutes: round.slotMinutes,
  changeMinutes: round.changeMinutes,
  walkMinutes: round.walkMinutes,
  talksPerPupil: round.talksPerPupil,
  groups,
  rest: round.rest,
  early: round.early,
  swaps: round.swaps,
  opensAt: round.opensAt,
  closesAt: round.closesAt,
  changeUntil: round.changeUntil,
})

const digest = (content: unknown) =>
  createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, 16)

/** What someone saw when they began to write; another one means that a colleague was faster. */
export const seenPlan = (setup: RoundSetup) => digest([planOf(setup), setup.round.publishedAt])
/** The same of the teachers with their rooms and hours. */
export const seenTeachers = (setup: RoundSetup) =>
  digest([setup.days, setup.teachers, setup.round.publishedAt])
