import { Elysia } from "elysia"
import { closeFeed, feedOf, openFeed } from "../../db/rounds/calendar-feeds.ts"
import { TeacherFeedPage } from "../../views/teacher/calendar-feed.tsx"
import { guards, type Parts } from "../guards.ts"
import { go, show } from "../htmx.ts"

/** A teacher's own calendar feed: on with a new address, or off. */
export const teacherFeed = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/agenda",
      ({ visit }) => {
        const token = feedOf(visit.db, visit.visitor)
        const screen = {
          address: token === null ? null : `${visit.origin}${visit.to.calendarFeed(token)}`,
          isTeacher: visit.visitor.teacher !== null,
        }
        return show(visit, { page: () => <TeacherFeedPage frame={visit.frame} screen={screen} /> })
      },
      { teacher: true },
    )
    .post(
      "/:school/team/agenda",
      async ({ visit }) => {
        if (visit.visitor.teacher !== null) await openFeed(visit.db, visit.visitor, visit.now)
        return go(visit, visit.to.staffFeed())
      },
      { teacher: true },
    )
    .post(
      "/:school/team/agenda/uit",
      async ({ visit }) => {
        await closeFeed(visit.db, visit.visitor, visit.now)
        return go(visit, visit.to.staffFeed())
      },
      { teacher: true },
    )
