import { Elysia } from "elysia"
import { eveningOf } from "../../db/evenings/evenings.ts"
import { callIn, finishTalk, noteCame, takeTurnBack } from "../../db/evenings/turns.ts"
import type { Staff } from "../../domain/access/access.ts"
import { parseDate } from "../../domain/clock.ts"
import type { EveningRefusal } from "../../domain/evenings/evening.ts"
import type { BookingId, TeacherId } from "../../domain/ids.ts"
import type { Result } from "../../domain/result.ts"
import { Today, TodayPage } from "../../views/teacher/today.tsx"
import { type FormOf, form, idOf, oneOf, text, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, go, missing, type Screen, show } from "../htmx.ts"

const fields = { booking: whole, came: oneOf("yes", "no", "unsaid"), day: text(10) }
const tapped = form(fields)
type Tap = FormOf<typeof fields>

/** One's own talks of today as they go, and the same for a teacher whom the office helps. */
export const today = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/vandaag", ({ visit, query }) => look(visit, null, query["dag"]), { teacher: true })
    .post("/:school/team/vandaag/binnen", ({ visit, body }) => tap(visit, null, body, callIn), {
      teacher: true,
      body: tapped,
    })
    .post("/:school/team/vandaag/klaar", ({ visit, body }) => tap(visit, null, body, finishTalk), {
      teacher: true,
      body: tapped,
    })
    .post("/:school/team/vandaag/terug", ({ visit, body }) => tap(visit, null, body, takeTurnBack), {
      teacher: true,
      body: tapped,
    })
    .post("/:school/team/vandaag/kwam", ({ visit, body }) => tap(visit, null, body, noteCame), {
      teacher: true,
      body: tapped,
    })
    .get(
      "/:school/team/leraren/:teacher/vandaag",
      ({ visit, params, query }) => look(visit, idOf(params.teacher), query["dag"]),
      { planner: true },
    )
    .post(
      "/:school/team/leraren/:teacher/vandaag/binnen",
      ({ visit, params, body }) => tap(visit, idOf(params.teacher), body, callIn),
      { planner: true, body: tapped },
    )
    .post(
      "/:school/team/leraren/:teacher/vandaag/klaar",
      ({ visit, params, body }) => tap(visit, idOf(params.teacher), body, finishTalk),
      { planner: true, body: tapped },
    )
    .post(
      "/:school/team/leraren/:teacher/vandaag/terug",
      ({ visit, params, body }) => tap(visit, idOf(params.teacher), body, takeTurnBack),
      { planner: true, body: tapped },
    )
    .post(
      "/:school/team/leraren/:teacher/vandaag/kwam",
      ({ visit, params, body }) => tap(visit, idOf(params.teacher), body, noteCame),
      { planner: true, body: tapped },
    )

/** Whom the office helps; null: one's own. */
type Whose = TeacherId | null

function screenOf(
  visit: Visit<Staff>,
  whose: Whose,
  day: string | undefined,
  refusal: EveningRefusal | null = null,
): Screen {
  const teacher = whose ?? visit.visitor.teacher
  const wish = { teacher: teacher as TeacherId, day: parseDate(day ?? "") }
  const evening = teacher === null ? null : eveningOf(visit.db, visit.visitor, wish, visit.now)
  if (whose !== null && !evening) return missing()
  const screen = { teacher: whose, evening, refusal }
  return {
    page: () => <TodayPage frame={visit.frame} screen={screen} />,
    fragment: () => <Today frame={visit.frame} screen={screen} />,
  }
}

const look = (visit: Visit<Staff>, whose: Whose, day: string | undefined) =>
  show(visit, screenOf(visit, whose, day))

type Verb = (
  db: Visit["db"],
  staff: Staff,
  wish: { teacher: TeacherId; booking: BookingId; came: boolean | null },
  now: Temporal.Instant,
) => Promise<Result<unknown, EveningRefusal> | null>

/** Does what was tapped. What is not there any more is simply not on the page that comes back. */
async function tap(visit: Visit<Staff>, whose: Whose, body: Tap, verb: Verb): Promise<Response> {
  const here = visit.to.today(whose, body.day || undefined)
  const teacher = whose ?? visit.visitor.teacher
  if (teacher === null) return go(visit, here)
  const came = { yes: true, no: false, unsaid: null }[body.came ?? "unsaid"]
  const wish = { teacher, booking: (body.booking ?? 0) as BookingId, came }
  const outcome = await verb(visit.db, visit.visitor, wish, visit.now)
  if (outcome && !outcome.ok) return show(visit, screenOf(visit, whose, body.day, outcome.refusal), 409)
  return done(visit, screenOf(visit, whose, body.day), here)
}
