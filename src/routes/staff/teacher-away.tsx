import { Elysia } from "elysia"
import { findRound } from "../../db/rounds/round-setup.ts"
import { listHeld } from "../../db/talks/pairs.ts"
import {
  daysAway,
  lookAhead,
  type Outlook,
  substitutesFor,
  unreachable,
} from "../../db/upheavals/upheaval-facts.ts"
import { letTeacherBeAway } from "../../db/upheavals/upheavals.ts"
import type { Office } from "../../domain/access/access.ts"
import { parseDate, parseTime, touchesClockChange } from "../../domain/clock.ts"
import type { RoundId, TeacherId } from "../../domain/ids.ts"
import { type AwayWay, untilMidnight } from "../../domain/upheavals/upheaval.ts"
import {
  type AwayAsked,
  type AwayProblem,
  TeacherAway,
  TeacherAwayPage,
} from "../../views/staff/teacher-away.tsx"
import type { AwayOutlook } from "../../views/staff/teacher-away-outlook.tsx"
import { form, idOf, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, missing, type Screen, show } from "../htmx.ts"

type Wish = { round: RoundId; teacher: TeacherId; asked: AwayAsked }

/** A teacher cannot be there: looking what happens to the talks, and doing it. */
export const teacherAway = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/rondes/:round/afwezig/:teacher",
      ({ visit, params, query }) => {
        const wish = wishOf(params, query)
        const way = "wat" in query ? wayOf(wish.asked, visit.now) : null
        if (typeof way === "string") return show(visit, away(visit, wish, null, way), 422)
        return show(visit, away(visit, "wat" in query ? wish : withNearest(visit, wish), way, null))
      },
      { planner: true },
    )
    .post(
      "/:school/team/rondes/:round/afwezig/:teacher",
      async ({ visit, params, body }) => {
        const wish = wishOf(params, body)
        const way = wayOf(wish.asked, visit.now)
        if (typeof way === "string") return show(visit, away(visit, wish, null, way), 422)
        const { round, teacher } = wish
        const scope = { round, teacher, day: parseDate(wish.asked.day) }
        const { db, visitor, now } = visit
        const outcome = await letTeacherBeAway(db, visitor, { ...scope, way, seen: body.seen }, now)
        if (!outcome) return missing()
        if (!outcome.ok) return show(visit, away(visit, wish, way, outcome.refusal.kind), 409)
        return go(visit, visit.to.timetable(round, { day: wish.asked.day, done: "veel" }))
      },
      {
        planner: true,
        body: form({
          dag: text(10),
          wat: text(10),
          wie: text(10),
          datum: text(10),
          vanaf: text(5),
          seen: text(20),
        }),
      },
    )

const ways = ["cancel", "substitute", "later"] as const

function wishOf(
  params: { round: string; teacher: string },
  given: Partial<Record<"dag" | "wat" | "wie" | "datum" | "vanaf", string>>,
): Wish {
  const asked: AwayAsked = {
    day: parseDate(given.dag ?? "")?.toString() ?? "",
    way: ways.find((each) => each === given.wat) ?? "cancel",
    substitute: given.wie ?? "",
    date: given.datum ?? "",
    from: given.vanaf ?? "",
  }
  return { round: idOf<RoundId>(params.round), teacher: idOf<TeacherId>(params.teacher), asked }
}

/** What was asked, or what is missing in it. */
function wayOf(asked: AwayAsked, now: Temporal.Instant): AwayWay | AwayProblem {
  if (asked.way === "cancel") return { kind: "cancel" }
  if (asked.way === "substitute") {
    const teacher = idOf<TeacherId>(asked.substitute)
    return teacher === 0 ? "who-missing" : { kind: "substitute", teacher }
  }
  const [date, from] = [parseDate(asked.date), parseTime(asked.from)]
  if (!date) return "date-missing"
  if (!from) return "from-missing"
  if (touchesClockChange(date, untilMidnight(from))) return "clock-changes"
  const starts = date.toZonedDateTime({ timeZone: "Europe/Amsterdam", plainTime: from }).toInstant()
  return Temporal.Instant.compare(starts, now) <= 0 ? "date-past" : { kind: "later", date, from }
}

/** Who holds these talks with somebody is asked about that one first: then they go on at the same time. */
function withNearest({ db }: Visit<Office>, wish: Wish): Wish {
  const held = listHeld(db, wish.round, wish.teacher)
  const [nearest] = held?.list === wish.teacher ? held.others : []
  return nearest
    ? { ...wish, asked: { ...wish.asked, way: "substitute", substitute: String(nearest.id) } }
    : wish
}

function away(visit: Visit<Office>, wish: Wish, way: AwayWay | null, problem: AwayProblem | null): Screen {
  const { db, visitor, now } = visit
  const round = findRound(db, wish.round)
  const found = daysAway(db, visitor, wish, now)
  if (!round || !found) return missing()
  const scope = { round: round.id, teacher: wish.teacher, day: parseDate(wish.asked.day) }
  const substitutes = substitutesFor(db, visitor, scope)
  const other = way?.kind === "substitute" ? substitutes.find(({ id }) => id === way.teacher) : undefined
  if (way?.kind === "substitute" && !other) return missing()
  const ahead = way && lookAhead(db, visitor, scope, way, now)
  const screen = {
    round,
    teacher: { id: wish.teacher, name: found.name },
    days: found.days,
    together: found.together,
    substitutes,
    asked: wish.asked,
    outlook: way && ahead ? outlookOf(visit, way, ahead, other?.name ?? "") : null,
    problem,
  }
  return {
    page: () => <TeacherAwayPage frame={visit.frame} screen={screen} />,
    fragment: () => <TeacherAway frame={visit.frame} screen={screen} />,
  }
}

function outlookOf(
  visit: Visit<Office>,
  way: AwayWay,
  { plan, closing, without, wait, seen }: Outlook,
  other: string,
): AwayOutlook {
  const households = [...new Set(plan.going.map(({ talk }) => talk.household))]
  const unheard = unreachable(visit.db, visit.visitor, households, visit.sms)
  const children = plan.going.filter(({ talk }) => unheard.has(talk.household)).map(({ talk }) => talk.child)
  return {
    way: way.kind,
    other,
    going: plan.going.map(({ talk, to }) => ({
      child: talk.child,
      at: talk.startsAt,
      to: to?.startsAt ?? null,
      until: to?.endsAt ?? null,
    })),
    stuck: plan.stuck.map(({ talk, why }) => ({ child: talk.child, at: talk.startsAt, why })),
    told: households.length - unheard.size,
    unreachable: [...new Set(children)],
    closing,
    without,
    wait,
    seen,
  }
}
