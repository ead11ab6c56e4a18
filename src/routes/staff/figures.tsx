import { Elysia } from "elysia"
import { type Figures, figuresOf } from "../../db/rounds/figures.ts"
import { byName, sortName } from "../../domain/people/people.ts"
import {
  few,
  inSteps,
  median,
  type ShownHalves,
  shownCount,
  shownHalves,
  shownRoughly,
} from "../../domain/rounds/figures.ts"
import { nameTogether } from "../../domain/talks/pair.ts"
import { FiguresPage, type FiguresScreen } from "../../views/staff/figures.tsx"
import { idOf } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { missing, show } from "../htmx.ts"

/** What a round came to, in numbers. */
export const figures = (parts: Parts) =>
  new Elysia().use(guards(parts)).get(
    "/:school/team/rondes/:round/cijfers",
    ({ visit, params }) => {
      const found = figuresOf(visit.db, visit.visitor, idOf(params.round))
      if (!found) return missing()
      const screen = screenOf(found)
      return show(visit, { page: () => <FiguresPage frame={visit.frame} screen={screen} /> })
    },
    { planner: true },
  )

const blank: ShownHalves = { part: { kind: "hidden" }, rest: { kind: "hidden" } }

function screenOf({ round, erasedAt, teachers, groups, minutes }: Figures): FiguresScreen {
  const people = teachers.toSorted((one, other) => byName(sortName(one.name), sortName(other.name)))
  const classes = groups.toSorted((one, other) => byName(one.name, other.name))
  const attendance = shownHalves(people.map(({ came, stayedAway }) => ({ part: came, rest: stayedAway })))
  const reached = shownHalves(
    classes.map(({ withTalk, pupils }) => ({ part: withTalk, rest: pupils - withTalk })),
  )
  const came = people.reduce((sum, each) => sum + each.came, 0)
  return {
    round: round.id,
    title: round.title,
    erasedAt,
    teachers: people.map(({ name, along, slots, taken, talks }, at) => ({
      name: nameTogether(name, along),
      slots,
      taken,
      talks,
      attendance: attendance[at] ?? blank,
    })),
    groups: classes.map(({ name, pupils, talks, withTalk }, at) => {
      const halves = reached[at] ?? blank
      // A bar is a number too: where the number is blurred, there is none.
      const isExact = halves.part.kind === "count"
      return {
        name,
        pupils,
        talks: isExact ? shownCount(talks) : shownRoughly(talks),
        reached: halves,
        share: isExact ? withTalk : null,
      }
    }),
    attendance: { came, noted: came + people.reduce((sum, each) => sum + each.stayedAway, 0) },
    median: median(minutes),
    times: minutes.length < few ? null : inSteps(minutes).map(shownCount),
  }
}
