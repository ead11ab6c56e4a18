import { Elysia } from "elysia"
import { attemptsOf } from "../../db/access/attempts.ts"
import { isLinkGood, mailLink, signInByLink } from "../../db/access/entry-tickets.ts"
import { evenEmail } from "../../domain/staff/staff.ts"
import { LinkReadyPage, LinkSentPage, WayOverPage } from "../../views/door/link.tsx"
import { form, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"
import { atTheFloor, callerOf, letIn } from "./entering.ts"
import { door } from "./screen.tsx"

/** A link by e-mail: asked for, announced, looked at, used once. */
export const link = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/link", ({ visit }) => go(visit, visit.to.door()), { anyone: true })
    .post(
      "/:school/link",
      async ({ visit, body, server }) => {
        const email = evenEmail(body.email)
        if (email === null) return notAnAddress(visit, body.email)
        const attempts = attemptsOf(parts.registry, visit.now)
        await atTheFloor(parts, () =>
          mailLink(visit.db, attempts, email, callerOf(parts, visit, server), visit.now),
        )
        return go(visit, visit.to.linkSent())
      },
      { anyone: true, body: form({ email: text(200) }) },
    )
    .get(
      "/:school/link-verstuurd",
      ({ visit }) => show(visit, { page: () => <LinkSentPage frame={visit.frame} /> }),
      {
        anyone: true,
      },
    )
    .get(
      "/:school/link/:token",
      ({ visit, params }) =>
        isLinkGood(visit.db, params.token, visit.now)
          ? show(visit, {
              page: () => <LinkReadyPage frame={visit.frame} screen={{ token: params.token }} />,
            })
          : over(visit),
      { anyone: true },
    )
    .post(
      "/:school/link/:token",
      async ({ visit, params, server }) => {
        const caller = callerOf(parts, visit, server)
        const attempts = attemptsOf(parts.registry, visit.now)
        const entry = await signInByLink(visit.db, attempts, params.token, caller, visit.now)
        return entry ? letIn(visit, entry) : over(visit)
      },
      { anyone: true },
    )

const notAnAddress = (visit: Visit, email: string) =>
  show(
    visit,
    door(visit, { trouble: { at: "link", kind: "email" }, typed: { first: "", last: "", email } }),
    422,
  )

const over = (visit: Visit) =>
  show(visit, { page: () => <WayOverPage frame={visit.frame} screen={{ was: "link" }} /> }, 404)
