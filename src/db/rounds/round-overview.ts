import type { Office } from "../../domain/access/access.ts"
import type { RoundId, TeacherId } from "../../domain/ids.ts"
import type { PersonName } from "../../domain/people/people.ts"
import { absencesOn, isClosed } from "../../domain/rounds/absence.ts"
import { type PupilInRound, unansweredHomes } from "../../domain/rounds/answers.ts"
import { demandOf } from "../../domain/rounds/demand.ts"
import type { RoundOverview, TeacherInRound } from "../../domain/rounds/round-overview.ts"
import { ownLists } from "../../domain/talks/pair.ts"
import { cutSlots, type Span } from "../../domain/talks/slot.ts"
import type { Db } from "../open.ts"
import { alongText, readAlong } from "../talks/pairs.ts"
import { absencesOf } from "./absences.ts"
import { invitedOf } from "./round-invitations.ts"
import { pupilsInRound } from "./round-pupils.ts"
import { type RoundSetup, readSetup } from "./round-setup.ts"

/** A round with everything a planner looks after. Null when there is no such round. */
export function overviewOf(db: Db, _office: Office, id: RoundId): RoundOverview | null {
  const setup = readSetup(db, id)
  if (!setup) return null
  const pupils = [...pupilsInRound(db, id).values()]
  const groups = groupsOf(db, id)
  return {
    round: setup.round,
    days: setup.days,
    groups: groups.map((each) => each.name),
    groupsWithoutTeacher: groups.filter((each) => each.teachers === 0).map((each) => each.name),
    teachers: teachersOf(db, setup, pupils),
    doubts: countDoubts(db),
    invited: invitedOf(db, id),
    unanswered: unansweredHomes(pupils).size,
    messages: countMessages(db, id),
  }
}

const groupsOf = (db: Db, round: RoundId) =>
  db
    .sql<{ name: string; teachers: number }, [number]>(
      `SELECT g.name, (SELECT count(*) FROM teacher_groups tg JOIN round_teachers rt ON rt.teacher_id = tg.teacher_id
                        WHERE tg.group_id = g.id AND rt.round_id = rg.round_id) AS teachers
         FROM round_groups rg JOIN groups g ON g.id = rg.group_id WHERE rg.round_id = ?`,
    )
    .all(round)

const countDoubts = (db: Db) =>
  db
    .sql<{ count: number }, []>("SELECT count(*) AS count FROM household_doubts WHERE settled_at IS NULL")
    .get()?.count ?? 0

function countMessages(db: Db, round: RoundId) {
  const rows = db
    .sql<{ state: string; count: number }, [number]>(
      "SELECT state, count(*) AS count FROM messages WHERE round_id = ? GROUP BY state",
    )
    .all(round)
  const of = (...states: string[]) =>
    rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.count, 0)
  return { queued: of("queued", "sending"), sent: of("sent", "delivered"), failed: of("failed") }
}

type ListedRow = { teacher: TeacherId } & PersonName

/** The children for whom families wait, by teacher, the longest waiting first. */
const listedIn = (db: Db, round: RoundId) =>
  Map.groupBy(
    db
      .sql<ListedRow, [number]>(
        `SELECT w.teacher_id AS teacher, p.first, p.prefix, p.last FROM waits w JOIN pupils p ON p.id = w.pupil_id
          WHERE w.round_id = ? ORDER BY w.since, w.household_id, w.pupil_id`,
      )
      .all(round),
    ({ teacher }) => teacher,
  )

type TeacherRow = { id: TeacherId; along: string } & PersonName

function teachersOf(db: Db, setup: RoundSetup, pupils: readonly PupilInRound[]): TeacherInRound[] {
  const { round } = setup
  const demand = demandOf(pupils, round.talksPerPupil ?? Number.POSITIVE_INFINITY)
  const spans = round.publishedAt === null ? plannedSlots(db, setup) : cutAlready(db, round.id)
  const listed = listedIn(db, round.id)
  return db
    .sql<TeacherRow, [number]>(
      `SELECT t.id, t.first, t.prefix, t.last, ${alongText("t.id", "rt.round_id")} AS along
         FROM round_teachers rt JOIN teachers t ON t.id = rt.teacher_id
        WHERE rt.round_id = ?1
          AND (rt.with_teacher_id IS NULL OR EXISTS (SELECT 1 FROM slots s WHERE s.round_id = ?1 AND s.teacher_id = t.id))`,
    )
    .all(round.id)
    .map(({ id, along, ...name }) => ({
      id,
      name,
      along: readAlong(along),
      room: roomsOf(setup, id),
      listed: (listed.get(id) ?? []).map(({ teacher: _, ...child }) => child),
      ...(spans.get(id) ?? { slots: 0, taken: 0, first: null, last: null }),
      ...(demand.get(id) ?? { pupils: 0, talks: 0, waiting: 0, needs: 0 }),
    }))
}

/** "12", or "12, 14" of who is in another room on another day. */
function roomsOf({ teachers }: RoundSetup, id: TeacherId): string {
  const found = teachers.find(({ teacher }) => teacher === id)
  if (!found) return ""
  const rooms = new Set(found.presence.map(({ room }) => room ?? found.room))
  return rooms.size === 0 ? found.room : [...rooms].filter(Boolean).join(", ")
}

type Slots = Pick<TeacherInRound, "slots" | "taken" | "first" | "last">

function plannedSlots(db: Db, { round, days, teachers }: RoundSetup): Map<TeacherId, Slots> {
  // Most teachers are there at the same hours: what is cut once need not be cut again.
  const cut = new Map<string, Span[]>()
  const absences = absencesOf(db, round.id)
  return new Map(
    ownLists(teachers).map(({ teacher, presence }) => {
      const hours = JSON.stringify(presence)
      const all = cut.get(hours) ?? cutSlots({ ...round, days, presence })
      cut.set(hours, all)
      const away = absencesOn(teacher, absences, teachers)
      const spans = all.filter((span) => !isClosed(span, away))
      const [first, last] = [spans[0]?.startsAt ?? null, spans.at(-1)?.endsAt ?? null]
      return [teacher, { slots: spans.length, taken: 0, first, last }]
    }),
  )
}

/** How many times more than one each longer talk takes, by its slot: it counts for all of them. In SQL. */
export const timesMore = "(SELECT slot_id, count(*) - 1 AS more FROM joined_slots GROUP BY slot_id)"

function cutAlready(db: Db, round: RoundId): Map<TeacherId, Slots> {
  const rows = db
    .sql<{ id: TeacherId; slots: number; taken: number; first: string; last: string }, [number]>(
      `SELECT s.teacher_id AS id, count(*) + coalesce(sum(j.more), 0) AS slots, count(b.id) + coalesce(sum(j.more), 0) AS taken,
          min(s.starts_at) AS first, max(s.ends_at) AS last
         FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id
         LEFT JOIN ${timesMore} j ON j.slot_id = s.id
        WHERE s.round_id = ? AND (s.blocked = 0 OR b.id IS NOT NULL) GROUP BY s.teacher_id`,
    )
    .all(round)
  return new Map(
    rows.map(({ id, slots, taken, first, last }) => [
      id,
      { slots, taken, first: Temporal.Instant.from(first), last: Temporal.Instant.from(last) },
    ]),
  )
}
