import { Elysia } from "elysia"
import { AccessibilityPage } from "../../views/door/accessibility.tsx"
import { guards, type Parts } from "../guards.ts"
import { show } from "../htmx.ts"

/** How these pages are built for everybody. */
export const accessibility = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/toegankelijkheid",
      ({ visit }) => show(visit, { page: () => <AccessibilityPage frame={visit.frame} /> }),
      { anyone: true },
    )
