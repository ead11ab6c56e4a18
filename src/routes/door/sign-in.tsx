import { Elysia } from "elysia"
import { form, oneOf, text } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { go, show } from "../htmx.ts"
import { byCode } from "./by-code.ts"
import { byNames, nameFields } from "./by-names.tsx"
import { door, noteOf } from "./screen.tsx"

const fields = { road: oneOf("code", "names"), code: text(40), ...nameFields }

/** The door of a school: by code, or by names and the factor that the school chose. */
export const signIn = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school", ({ visit }) => show(visit, door(visit, { note: noteOf(visit) })), { anyone: true })
    .get("/:school/inloggen", ({ visit }) => go(visit, visit.to.door()), { anyone: true })
    .post(
      "/:school/inloggen",
      ({ visit, body, server }) =>
        body.road === "names" ? byNames(parts, visit, body, server) : byCode(parts, visit, body.code, server),
      { anyone: true, body: form(fields) },
    )
