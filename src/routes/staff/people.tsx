import { Elysia } from "elysia"
import { pupilList } from "../../db/people/people.ts"
import type { GroupId } from "../../domain/ids.ts"
import { People, PeoplePage } from "../../views/staff/people.tsx"
import { idOf, text, whole } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { show } from "../htmx.ts"

/** The pupils of today. */
export const people = (parts: Parts) =>
  new Elysia().use(guards(parts)).get(
    "/:school/team/leerlingen",
    ({ visit, query }) => {
      const { db, frame, visitor } = visit
      const wish = {
        search: text(80)(query["zoek"]),
        group: idOf<GroupId>(text(15)(query["groep"])) || null,
        unreachable: query["mail"] === "zonder",
        left: query["wie"] === "vertrokken",
        order: query["op"] === "groep" ? ("group" as const) : ("name" as const),
        page: whole(query["pagina"]) ?? 1,
      }
      const screen = { ...wish, ...pupilList(db, visitor, wish) }
      return show(visit, {
        page: () => PeoplePage({ frame, screen }),
        fragment: () => People({ frame, screen }),
      })
    },
    { planner: true },
  )
