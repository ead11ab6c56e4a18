import { Elysia } from "elysia"
import { endSession } from "../../db/access/visitors.ts"
import { Stay } from "../../views/parts/stay.tsx"
import { cookieName, cookieOf, dropCookie } from "../cookies.ts"
import { guards, type Parts } from "../guards.ts"
import { go, show, wantsPart } from "../htmx.ts"

/** Staying signed in, and signing out. */
export const session = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .post(
      "/:school/blijf",
      // The door itself noted that the parent is still there.
      ({ visit }) =>
        wantsPart(visit.request)
          ? show(visit, {
              page: () => <Stay frame={visit.frame} />,
              fragment: () => <Stay frame={visit.frame} />,
            })
          : go(visit, visit.to.home()),
      { parent: true },
    )
    .post(
      "/:school/uitloggen",
      async ({ visit }) => {
        const name = cookieName(visit.origin, "ouder", visit.db.school.slug)
        const token = cookieOf(visit.request, name)
        if (token !== null) await endSession(visit.db, token)
        return go(visit, visit.to.signedOut(), {
          "Set-Cookie": dropCookie(visit.origin, name),
          "Clear-Site-Data": '"cache"',
        })
      },
      { anyone: true },
    )
