import { Elysia } from "elysia"
import { closeFeed, feedOf, openFeed } from "../../db/rounds/calendar-feeds.ts"
import { CalendarFeedPage } from "../../views/parent/calendar-feed.tsx"
import { guards, type Parts } from "../guards.ts"
import { go, show } from "../htmx.ts"

/** A parent's own calendar feed: on with a new address, or off. */
export const calendarFeed = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/agenda",
      ({ visit }) => {
        const token = feedOf(visit.db, visit.visitor)
        const screen = { address: token === null ? null : `${visit.origin}${visit.to.calendarFeed(token)}` }
        return show(visit, { page: () => <CalendarFeedPage frame={visit.frame} screen={screen} /> })
      },
      { parent: true },
    )
    .post(
      "/:school/agenda",
      async ({ visit }) => {
        await openFeed(visit.db, visit.visitor, visit.now)
        return go(visit, visit.to.feed())
      },
      { parent: true },
    )
    .post(
      "/:school/agenda/uit",
      async ({ visit }) => {
        await closeFeed(visit.db, visit.visitor, visit.now)
        return go(visit, visit.to.feed())
      },
      { parent: true },
    )
