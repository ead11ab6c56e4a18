import { Elysia } from "elysia"
import { setTeachers, teachersToSet } from "../../db/rounds/round-teachers.ts"
import type { Office } from "../../domain/access/access.ts"
import type { RoundId, TeacherId } from "../../domain/ids.ts"
import { byName, fullName, sortName } from "../../domain/people/people.ts"
import type { WrittenTeacher } from "../../domain/rounds/presence.ts"
import { teachersNow } from "../../views/staff/round-meanwhile.ts"
import { RoundTeachers, RoundTeachersPage } from "../../views/staff/round-teachers.tsx"
import type { RoundTeachersScreen } from "../../views/staff/round-teachers-screen.ts"
import { type FormOf, form, idOf, many, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, missing, type Screen, show } from "../htmx.ts"
import { withWayOut } from "./round-obstacle.ts"

// One line per teacher, one cell ("teacher-day") per teacher and day; boxes that are not ticked do not arrive.
const fields = {
  teacher: many(1000, 15),
  room: many(1000, 20),
  with: many(1000, 15),
  cell: many(10_000, 31),
  from: many(10_000, 10),
  until: many(10_000, 10),
  there: many(10_000, 31),
  // Not sent when the round has one day.
  dayRoom: many(10_000, 20),
  seen: text(40),
}

/** Who is there, where, and from when until when. */
export const roundTeachers = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/rondes/:round/leraren",
      ({ visit, params }) => show(visit, setting(visit, idOf(params.round), {})),
      {
        planner: true,
      },
    )
    .post(
      "/:school/team/rondes/:round/leraren",
      async ({ visit, params, body }) => {
        const id = idOf<RoundId>(params.round)
        const { seen } = body
        const written = writtenOf(body)
        const outcome = await setTeachers(
          visit.db,
          visit.visitor,
          { round: id, seen, teachers: written },
          visit.now,
        )
        if (!outcome) return missing()
        if (outcome.ok) return go(visit, visit.to.staffRound(id))
        const { refusal } = outcome
        if (refusal.kind === "not-right")
          return show(visit, setting(visit, id, { written, seen, problems: refusal.problems }), 422)
        // What is there now counts as seen: the planner is told to look, and may then save over it.
        return refusal.kind === "changed-meanwhile"
          ? show(
              visit,
              setting(visit, id, { written, seen: refusal.seen, obstacle: { ...refusal, now: [] } }),
              409,
            )
          : show(
              visit,
              setting(visit, id, { written, seen, obstacle: withWayOut(visit.to, id, refusal) }),
              409,
            )
      },
      { planner: true, body: form(fields) },
    )

function writtenOf(body: FormOf<typeof fields>): WrittenTeacher[] {
  const there = new Set(body.there)
  const days = Map.groupBy(
    body.cell.map((cell, at) => ({
      teacher: cell.split("-")[0] ?? "",
      day: Number(cell.split("-")[1]),
      there: there.has(cell),
      from: body.from[at] ?? "",
      until: body.until[at] ?? "",
      room: body.dayRoom[at] ?? "",
    })),
    (line) => line.teacher,
  )
  return body.teacher.map((teacher, at) => ({
    teacher: idOf<TeacherId>(teacher),
    room: body.room[at] ?? "",
    with: body.with[at] ? idOf<TeacherId>(body.with[at]) : null,
    days: days.get(teacher) ?? [],
  }))
}

function setting(
  visit: Visit<Office>,
  id: RoundId,
  given: Partial<RoundTeachersScreen> & { written?: readonly WrittenTeacher[] },
): Screen {
  const found = teachersToSet(visit.db, visit.visitor, id)
  if (!found) return missing()
  const written = new Map(given.written?.map((line) => [line.teacher, line]))
  const lines = found.teachers
    .toSorted((one, other) => byName(sortName(one.name), sortName(other.name)))
    .map((line) => ({
      ...line,
      name: fullName(line.name),
      groups: line.groups.toSorted(byName),
      written: written.get(line.id) ?? line.written,
    }))
  const screen: RoundTeachersScreen = {
    address: visit.to.roundTeachers(id),
    back: visit.to.staffRound(id),
    title: found.round.title,
    days: found.days,
    teachers: lines.filter((line) => line.groups.length > 0),
    others: lines.filter((line) => line.groups.length === 0),
    problems: [],
    obstacle: null,
    seen: found.seen,
    isDraft: found.round.publishedAt === null,
    ...given,
  }
  if (screen.obstacle?.kind === "changed-meanwhile") {
    const standing = new Map(found.teachers.map((line) => [line.id, line.written]))
    const both = lines.map(({ id, name, written: typed }) => ({
      name,
      now: standing.get(id) ?? typed,
      typed,
    }))
    screen.obstacle = { kind: "changed-meanwhile", now: teachersNow(visit.frame, found.days, both) }
  }
  return {
    page: () => RoundTeachersPage({ frame: visit.frame, screen }),
    fragment: () => RoundTeachers({ frame: visit.frame, screen }),
  }
}
