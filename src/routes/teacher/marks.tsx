import { Elysia } from "elysia"
import { findRound } from "../../db/rounds/round-setup.ts"
import { marksOf, setMarks } from "../../db/talks/marks.ts"
import type { Staff } from "../../domain/access/access.ts"
import type { PupilId, RoundId, TeacherId } from "../../domain/ids.ts"
import { byName } from "../../domain/people/people.ts"
import { type Mark, type MarkWish, marks as possible } from "../../domain/talks/mark.ts"
import { mostSlots } from "../../domain/talks/slot.ts"
import { AgendaPage } from "../../views/teacher/agenda.tsx"
import { Marks, MarksPage, type MarksScreen } from "../../views/teacher/marks.tsx"
import { type FormOf, form, idOf, many, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, missing, type Screen, show } from "../htmx.ts"

const fields = {
  pupil: many(3000, 15),
  was: many(3000, 12),
  mark: many(3000, 12),
  took: many(3000, 3),
  takes: many(3000, 3),
  do: text(10),
}
const ticks = form(fields)

/** Whom a teacher wishes to see, with whom no talk is needed, and which talks take longer: said by themself, or by the office. */
export const marks = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/mijn-gesprekken/:round/wie",
      ({ visit, params, query }) => {
        const { teacher } = visit.visitor
        if (!findRound(visit.db, idOf(params.round))) return missing()
        if (teacher === null)
          return show(visit, {
            page: () => (
              <AgendaPage
                frame={visit.frame}
                screen={{ rounds: null, clock: null, isToday: false, todos: [], lacking: [] }}
              />
            ),
          })
        return show(visit, marking(visit, idOf(params.round), teacher, saidIn(query)))
      },
      { teacher: true },
    )
    .post(
      "/:school/team/mijn-gesprekken/:round/wie",
      ({ visit, params, body }) => mark(visit, idOf(params.round), visit.visitor.teacher ?? missing(), body),
      { teacher: true, body: ticks },
    )
    .get(
      "/:school/team/rondes/:round/wie/:teacher",
      ({ visit, params, query }) =>
        show(visit, marking(visit, idOf(params.round), idOf(params.teacher), saidIn(query))),
      { planner: true },
    )
    .post(
      "/:school/team/rondes/:round/wie/:teacher",
      ({ visit, params, body }) => mark(visit, idOf(params.round), idOf(params.teacher), body),
      { planner: true, body: ticks },
    )

/** What the address says was just done; and of whom the talk stayed as long as it was, for want of room. */
const saidIn = (query: Record<string, string>): Told =>
  "bewaard" in query
    ? { said: "kept", stuck: (query["blijft"] ?? "").split(".").map((pupil) => idOf<PupilId>(pupil)) }
    : { said: null, stuck: [] }

type Told = { said: MarksScreen["said"]; stuck: readonly PupilId[] }

async function mark(visit: Visit<Staff>, round: RoundId, teacher: TeacherId, body: FormOf<typeof fields>) {
  const wish = { round, teacher, marks: wishesOf(body) }
  const outcome = await setMarks(visit.db, visit.visitor, wish, visit.now)
  if (!outcome) return missing()
  if (!outcome.ok) return show(visit, marking(visit, round, teacher, { said: "over", stuck: [] }), 409)
  const { stuck } = outcome.value
  const kept = `?bewaard${stuck.length > 0 ? `&blijft=${stuck.join(".")}` : ""}`
  const screen = marking(visit, round, teacher, { said: "kept", stuck })
  return done(visit, screen, `${addressOf(visit, round, teacher)}${kept}`)
}

const addressOf = ({ request, to }: Visit, round: RoundId, teacher: TeacherId) =>
  request.url.includes("/mijn-gesprekken/") ? to.ownMarks(round) : to.marks(round, teacher)

const markIn = (written: string | undefined): Mark | null => possible.find((mark) => mark === written) ?? null

/** So many slots in a row; 1 where nothing was written. */
const takesIn = (written: string | undefined) => Math.min(mostSlots, Math.max(1, Number(written) || 1))

/** Every line of the list; the second button says "no talk needed" where nothing was said. */
const wishesOf = (body: FormOf<typeof fields>): MarkWish[] =>
  body.pupil.map((pupil, at) => ({
    pupil: idOf<PupilId>(pupil),
    was: { mark: markIn(body.was[at]), takes: takesIn(body.took[at]) },
    mark: markIn(body.mark[at]) ?? (body.do === "rest" ? "not-needed" : null),
    takes: takesIn(body.takes[at] ?? body.took[at]),
  }))

function marking(visit: Visit<Staff>, id: RoundId, teacher: TeacherId, told: Told): Required<Screen> {
  const { db, visitor, frame } = visit
  const found = marksOf(db, visitor, id, teacher)
  if (!found) return missing()
  const address = addressOf(visit, id, teacher)
  const isOwn = address === frame.to.ownMarks(id)
  const screen: MarksScreen = {
    ...found,
    address,
    isOwn,
    pupils: found.pupils.toSorted(
      (one, other) => byName(one.group, other.group) || byName(one.name, other.name),
    ),
    said: told.said,
    stuck: found.pupils.filter(({ pupil, talkAt }) => talkAt !== null && told.stuck.includes(pupil)),
    back: isOwn ? frame.to.agenda() : frame.to.staffRound(id),
  }
  return {
    page: () => <MarksPage frame={frame} screen={screen} />,
    fragment: () => <Marks frame={frame} screen={screen} />,
  }
}
