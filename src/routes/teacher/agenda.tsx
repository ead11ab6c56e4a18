import { Elysia } from "elysia"
import { agendaOf } from "../../db/agenda.ts"
import { AgendaPage } from "../../views/teacher/agenda.tsx"
import { guards, type Parts } from "../guards.ts"
import { show } from "../htmx.ts"

/** A teacher's own talks. */
export const agenda = (parts: Parts) =>
  new Elysia().use(guards(parts)).get(
    "/:school/team/mijn-gesprekken",
    ({ visit }) => {
      const screen = { rounds: agendaOf(visit.db, visit.visitor, visit.now) }
      return show(visit, { page: () => <AgendaPage frame={visit.frame} screen={screen} /> })
    },
    { teacher: true },
  )
