import { Elysia } from "elysia"
import { mentorRounds } from "../../db/people/mentor-groups.ts"
import { GroupsPage } from "../../views/teacher/groups.tsx"
import { guards, type Parts } from "../guards.ts"
import { show } from "../htmx.ts"

/** Talks and answers of a mentor's own groups. */
export const myGroups = (parts: Parts) =>
  new Elysia().use(guards(parts)).get(
    "/:school/team/mijn-groepen",
    ({ visit }) => {
      const screen = { rounds: mentorRounds(visit.db, visit.visitor, visit.now) }
      return show(visit, { page: () => <GroupsPage frame={visit.frame} screen={screen} /> })
    },
    { mentor: true },
  )
