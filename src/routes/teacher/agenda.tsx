import { Elysia } from "elysia"
import { talksWithoutLink, videoTodos } from "../../db/online/video-todo.ts"
import { agendaOf } from "../../db/rounds/agenda.ts"
import { dayIn } from "../../domain/evenings/evening.ts"
import { clockOf } from "../../domain/evenings/teacher-clock.ts"
import { isOn } from "../../domain/rounds/agenda.ts"
import { AgendaPage } from "../../views/teacher/agenda.tsx"
import { Clock } from "../../views/teacher/clock.tsx"
import { guards, type Parts } from "../guards.ts"
import { show } from "../htmx.ts"

/** A teacher's own talks. */
export const agenda = (parts: Parts) =>
  new Elysia().use(guards(parts)).get(
    "/:school/team/mijn-gesprekken",
    ({ visit }) => {
      const { db, visitor, now, frame } = visit
      const rounds = agendaOf(db, visitor, now)
      const clock = clockOf(rounds?.flatMap((each) => each.slots) ?? [], now)
      const screen = {
        rounds,
        clock,
        isToday: rounds?.some((each) => isOn(each, dayIn(now))) ?? false,
        todos: videoTodos(db, visitor, now),
        lacking: talksWithoutLink(db, visitor, now),
      }
      return show(visit, {
        page: () => <AgendaPage frame={frame} screen={screen} />,
        fragment: () => <Clock frame={frame} clock={clock} />,
      })
    },
    { teacher: true },
  )
