import { Elysia } from "elysia"
import { allSchools } from "../db/registry.ts"
import { site } from "../paths.ts"
import { FrontPage } from "../views/front.tsx"
import { isLanguage } from "../views/words/languages.ts"
import { cookieOf } from "./cookies.ts"
import { form, oneOf } from "./form.ts"
import { guards, type Parts } from "./guards.ts"
import { go, send } from "./htmx.ts"

const anyone = { detail: { policy: "anyone" } as Record<string, unknown> }
const year = 365 * 24 * 3600

/** What belongs to no school: the front page, the choice of language, and how we are. */
export const front = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      site.front(),
      ({ request }) => {
        const chosen = cookieOf(request, "taal") ?? "nl"
        const language = isLanguage(chosen) ? chosen : "nl"
        return send(
          request,
          `<!doctype html>${FrontPage({ language, schools: allSchools(parts.registry) }).html}`,
        )
      },
      anyone,
    )
    .post(
      "/:school/taal",
      ({ visit, body }) => {
        const cookie = `taal=${body.language}; Path=/; SameSite=Lax; Max-Age=${year}`
        return go(
          visit,
          backTo(visit.request, visit.to.door()),
          body.language ? { "Set-Cookie": cookie } : {},
        )
      },
      { anyone: true, body: form({ language: oneOf("nl", "en") }) },
    )
    .get(site.health(), () => new Response("ok"), anyone)

/** The page that the visitor came from, when it is one of ours. */
function backTo(request: Request, otherwise: string): string {
  const from = request.headers.get("Referer")
  if (from === null || !URL.canParse(from)) return otherwise
  const url = new URL(from)
  return url.host === new URL(request.url).host ? url.pathname + url.search : otherwise
}
