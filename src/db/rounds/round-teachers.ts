import { actorOf, type Office } from "../../domain/access/access.ts"
import { writeTime } from "../../domain/clock.ts"
import type { GroupId, RoundId, TeacherId } from "../../domain/ids.ts"
import type { PersonName } from "../../domain/people/people.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import {
  decideTeachers,
  type KnownDay,
  type PresenceRefusal,
  type RoundTeacher,
  type WrittenTeacher,
} from "../../domain/rounds/presence.ts"
import { phase, type Round } from "../../domain/rounds/round.ts"
import { decidePairs, inOneRoom, type PairRefusal } from "../../domain/talks/pair.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { putListsRight } from "../talks/waiting-ends.ts"
import { carryMarks, type OwnTalks, ownTalksInTheWay, pairings, strikeOut } from "./round-pairs.ts"
import { readSetup, seenTeachers } from "./round-setup.ts"
import { applySlots, type InTheWay, raiseRound, slotChanges } from "./round-slots.ts"

export type TeacherLine = {
  id: TeacherId
  name: PersonName
  /** Names of the groups of this round that this teacher has. Empty: nobody can choose this teacher. */
  groups: string[]
  written: WrittenTeacher
  /** Who carries the talks that this teacher holds along now, and how many there are; null for who has their own. */
  along: { carrier: TeacherId; talks: number } | null
}

export type TeachersToSet = { round: Round; days: KnownDay[]; seen: string; teachers: TeacherLine[] }

/** Who could be in this round, and when they are there. Null when there is no such round. */
export function teachersToSet(db: Db, _office: Office, id: RoundId): TeachersToSet | null {
  const setup = readSetup(db, id)
  if (!setup) return null
  const present = new Map(setup.teachers.map((each) => [each.teacher, each]))
  const groups = groupNames(db, id)
  const along = talksAlong(db, id)
  const teachers = db
    .sql<{ id: TeacherId; left: string | null } & PersonName, []>(
      `SELECT id, first, prefix, last, left_at AS "left" FROM teachers ORDER BY id`,
    )
    .all()
    .filter((row) => row.left === null || present.has(row.id))
    .map(({ id: teacher, left: _, ...name }) => ({
      id: teacher,
      name,
      groups: groups.get(teacher) ?? [],
      written: writeTeacher(teacher, present.get(teacher), setup.days),
      along: along.get(teacher) ?? null,
    }))
  return { round: setup.round, days: setup.days, seen: seenTeachers(setup), teachers }
}

/** Who is not in the round yet finds the whole day filled in, not ticked. */
const writeTeacher = (
  teacher: TeacherId,
  present: RoundTeacher | undefined,
  days: readonly KnownDay[],
): WrittenTeacher => ({
  teacher,
  room: present?.room ?? "",
  with: present?.with ?? null,
  days: days.map((day) => {
    const had = present?.presence.find((each) => each.day === day.id)
    const hours = had ?? day
    return {
      day: day.id,
      there: had !== undefined,
      from: writeTime(hours.starts),
      until: writeTime(hours.ends),
      room: had?.room ?? "",
    }
  }),
})

/** How many talks stand that stay with the carrier when a pair ends, by who is with another. */
const talksAlong = (db: Db, round: RoundId) =>
  new Map(
    db
      .sql<{ teacher: TeacherId; carrier: TeacherId; talks: number }, [number]>(
        `SELECT rt.teacher_id AS teacher, rt.with_teacher_id AS carrier,
            (SELECT count(*) FROM bookings b WHERE b.round_id = rt.round_id AND b.teacher_id = rt.with_teacher_id) AS talks
           FROM round_teachers rt WHERE rt.round_id = ? AND rt.with_teacher_id IS NOT NULL`,
      )
      .all(round)
      .map(({ teacher, ...along }) => [teacher, along]),
  )

/** The groups of this round by teacher. */
function groupNames(db: Db, round: RoundId): Map<TeacherId, string[]> {
  const names = new Map<TeacherId, string[]>()
  for (const row of db
    .sql<{ teacher: TeacherId; name: string }, [number]>(
      `SELECT tg.teacher_id AS teacher, g.name FROM round_groups rg
         JOIN teacher_groups tg ON tg.group_id = rg.group_id JOIN groups g ON g.id = rg.group_id
        WHERE rg.round_id = ? ORDER BY g.id`,
    )
    .all(round))
    names.set(row.teacher, [...(names.get(row.teacher) ?? []), row.name])
  return names
}

export type SetTeachersRefusal =
  | { kind: "not-right"; problems: (PresenceRefusal | PairRefusal)[] }
  /** A colleague changed it since `seen`; what it is now. */
  | { kind: "changed-meanwhile"; seen: string }
  | ({ kind: "talks-in-the-way" } & InTheWay)
  | ({ kind: "teacher-elsewhere" } & InTheWay)
  /** Who should be with another has talks of their own. */
  | ({ kind: "own-talks" } & OwnTalks)
  | { kind: "over" }

/**
 * Decides who is there, where, from when until when, and with whom. Teachers who are not mentioned stay as they are. Of a published round
 * the slots follow, and no slot with a talk may be lost. Null when there is no such round.
 */
export function setTeachers(
  db: Db,
  office: Office,
  wish: { round: RoundId; seen: string; teachers: readonly WrittenTeacher[] },
  now: Temporal.Instant,
): Promise<Result<true, SetTeachersRefusal> | null> {
  return write(db, (tx) => {
    const before = readSetup(db, wish.round)
    if (!before) return null
    if (phase(before.round, now) === "past") return refuse({ kind: "over" })
    if (seenTeachers(before) !== wish.seen)
      return refuse({ kind: "changed-meanwhile", seen: seenTeachers(before) })
    const known = new Set(
      db
        .sql<{ id: TeacherId }, []>("SELECT id FROM teachers")
        .all()
        .map(({ id }) => id),
    )
    const written = wish.teachers.filter(({ teacher }) => known.has(teacher))
    const decision = decideTeachers(written, before.days, before.round.slotMinutes)
    if (!decision.ok) return refuse({ kind: "not-right", problems: decision.refusal })
    const mentioned = new Set(written.map(({ teacher }) => teacher))
    const teachers = inOneRoom([
      ...decision.value,
      ...before.teachers.filter((each) => !mentioned.has(each.teacher)),
    ])
    const together = decidePairs(teachers)
    if (together.length > 0) return refuse({ kind: "not-right", problems: together })
    const changed = pairings(before.teachers, teachers)
    const own = ownTalksInTheWay(db, wish.round, changed, now)
    if (own) return refuse({ kind: "own-talks", ...own })

    if (before.round.publishedAt !== null) {
      const changes = slotChanges(db, before.round, before.days, teachers)
      if (changes.lost) return refuse({ kind: "talks-in-the-way", ...changes.lost })
      if (changes.elsewhere) return refuse({ kind: "teacher-elsewhere", ...changes.elsewhere })
      applySlots(db, tx, wish.round, changes, now)
    }
    saveTeachers(db, wish.round, teachers)
    carryMarks(db, wish.round, changed)
    strikeOut(db, wish.round, changed, now)
    if (before.round.publishedAt !== null) {
      raiseRound(db, wish.round)
      putListsRight(db, tx, now)
    }
    note(tx, actorOf(office), "round-teachers-set", { round: wish.round, teachers: teachers.length }, now)
    return accept(true)
  })
}

/** Keeps who is there; a teacher who stays keeps the version of the board. Part of a write. */
export function saveTeachers(db: Db, round: RoundId, teachers: readonly RoundTeacher[]): void {
  db.sql("DELETE FROM presences WHERE round_id = ?").run(round)
  db.sql(
    "DELETE FROM round_teachers WHERE round_id = ? AND teacher_id NOT IN (SELECT value FROM json_each(?))",
  ).run(round, JSON.stringify(teachers.map((each) => each.teacher)))
  const keep = db.sql(
    `INSERT INTO round_teachers (round_id, teacher_id, room, with_teacher_id) VALUES (?, ?, ?, ?)
       ON CONFLICT (round_id, teacher_id) DO UPDATE SET room = excluded.room, with_teacher_id = excluded.with_teacher_id`,
  )
  const present = db.sql(
    "INSERT INTO presences (round_id, teacher_id, day_id, starts, ends, room) VALUES (?, ?, ?, ?, ?, ?)",
  )
  for (const { teacher, room, presence, with: other } of teachers) {
    keep.run(round, teacher, room, other)
    for (const { day, starts, ends, room: own = "" } of presence)
      present.run(round, teacher, day, writeTime(starts), writeTime(ends), own)
  }
}

/** Teachers who hold talks and teach one of these groups. */
function hostsOf(db: Db, groups: readonly GroupId[]): TeacherId[] {
  const wanted = new Set(groups)
  const rows = db
    .sql<{ teacher: TeacherId; group: GroupId }, []>(
      `SELECT t.id AS teacher, tg.group_id AS "group" FROM teachers t JOIN teacher_groups tg ON tg.teacher_id = t.id
        WHERE t.host = 1 AND t.left_at IS NULL ORDER BY t.id`,
    )
    .all()
  return [...new Set(rows.filter((each) => wanted.has(each.group)).map((each) => each.teacher))]
}

/** Teachers of groups that joined arrive; those who taught only groups that are gone leave; who was added by hand stays. */
export function followGroups(
  db: Db,
  teachers: readonly RoundTeacher[],
  before: readonly GroupId[],
  after: readonly GroupId[],
): { staying: RoundTeacher[]; arriving: TeacherId[] } {
  const here = new Set(teachers.map((each) => each.teacher))
  const wanted = new Set(hostsOf(db, after))
  const gone = new Set(
    hostsOf(
      db,
      before.filter((group) => !after.includes(group)),
    ),
  )
  const joined = hostsOf(
    db,
    after.filter((group) => !before.includes(group)),
  )
  return {
    staying: teachers.filter(({ teacher }) => wanted.has(teacher) || !gone.has(teacher)),
    arriving: joined.filter((teacher) => !here.has(teacher)),
  }
}
