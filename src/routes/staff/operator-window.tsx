import { Elysia } from "elysia"
import { closeWindow, lastWindows, openWindow, openWindowOf } from "../../db/privacy/operator-windows.ts"
import type { Administrator } from "../../domain/access/access.ts"
import { longestPurpose } from "../../domain/privacy/operator-window.ts"
import { OperatorWindowPage, type WindowScreen } from "../../views/staff/operator-window.tsx"
import { form, oneOf, text, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"

const doneOf = oneOf("opened", "stopped")

/** The school lets the operator look along, for a purpose and a time, or stops it. */
export const operatorWindow = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/meekijken", ({ visit, query }) => page(visit, { said: doneOf(query["gelukt"]) }), {
      administrator: true,
    })
    .post(
      "/:school/team/meekijken",
      async ({ visit, body }) => {
        const outcome = await openWindow(visit.db, visit.visitor, body, visit.now)
        if (!outcome.ok) return page(visit, { ...body, refusal: outcome.refusal })
        return go(visit, `${visit.to.operatorWindow()}?gelukt=opened`)
      },
      { provenAdministrator: true, body: form({ purpose: text(longestPurpose), hours: whole }) },
    )
    .post(
      "/:school/team/meekijken/stop",
      async ({ visit }) => {
        await closeWindow(visit.db, visit.visitor, visit.now)
        return go(visit, `${visit.to.operatorWindow()}?gelukt=stopped`)
      },
      { administrator: true },
    )

function page(visit: Visit<Administrator>, more: Partial<WindowScreen>): Response {
  const { db, frame, visitor, now } = visit
  const open = openWindowOf(db, now)
  const screen: WindowScreen = {
    open,
    past: lastWindows(db, visitor).filter(({ id }) => id !== open?.id),
    purpose: "",
    hours: null,
    said: null,
    refusal: null,
    ...more,
  }
  const status = screen.refusal === null ? 200 : screen.refusal.kind === "open-already" ? 409 : 422
  return show(visit, { page: () => OperatorWindowPage({ frame, screen }) }, status)
}
