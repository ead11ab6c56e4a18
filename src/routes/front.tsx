import { Elysia } from "elysia"
import { chooseLanguage } from "../db/access/entries.ts"
import { allSchools, type Registry } from "../db/registry.ts"
import { type BackupHealth, canarySlug } from "../domain/backup/backup.ts"
import { languageDays } from "../domain/privacy/privacy.ts"
import { fewSchools, schoolsLike } from "../domain/school/school-search.ts"
import { site } from "../paths.ts"
import { FrontPage, type FrontScreen } from "../views/front.tsx"
import { StatusPage } from "../views/status.tsx"
import { isLanguage, type Language } from "../views/words/languages.ts"
import { cookieOf } from "./cookies.ts"
import { form, oneOf, text } from "./form.ts"
import { guards, type Parts, toAnyone } from "./guards.ts"
import { go, missing, send } from "./htmx.ts"

const languageField = form({ language: oneOf("nl", "en") })

/** What belongs to no school: the front page, the choice of language, and how we are. */
export const front = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      site.front(),
      ({ request, query }) => {
        const language = languageOf(request)
        const screen = schoolsFor(parts, text(80)(query["zoek"]))
        return send(request, `<!doctype html>${FrontPage({ language, screen }).html}`)
      },
      toAnyone,
    )
    .post(
      "/:school/taal",
      async ({ visit, body }) => {
        const { visitor, db } = visit
        if (body.language && visitor?.role === "parent") await chooseLanguage(db, visitor, body.language)
        return go(visit, backTo(visit.request, visit.to.door()), kept(body.language))
      },
      { anyone: true, body: languageField },
    )
    .post(site.language(), ({ request, body }) => go({ request }, site.front(), kept(body.language)), {
      ...toAnyone,
      body: languageField,
    })
    .get(
      site.status(),
      async ({ request }) => {
        const status = (await parts.status?.()) ?? missing()
        const language = languageOf(request)
        return send(request, `<!doctype html>${StatusPage({ language, status }).html}`)
      },
      toAnyone,
    )
    .get(site.health(), () => new Response("ok"), toAnyone)
    .get(site.ready(), async () => readiness(parts.registry, (await parts.backup?.()) ?? "none"), toAnyone)

/** A backup that is away or behind keeps nobody out; one that keeps what is erased for longer than we promise does. */
function readiness({ control }: Registry, backup: BackupHealth): Response {
  const ready = backup !== "not-ours" && control.query("SELECT 1").get() !== null
  return Response.json({ ready, backup }, { status: ready ? 200 : 503 })
}

/** A few schools are listed, many are searched. */
function schoolsFor(parts: Parts, asked: string): FrontScreen {
  const all = allSchools(parts.registry).filter(({ slug }) => slug !== canarySlug)
  return all.length <= fewSchools
    ? { schools: all, asked: null, few: true }
    : { schools: schoolsLike(all, asked), asked: asked || null, few: false }
}

/** The language that was chosen in this browser. */
export function languageOf(request: Request): Language {
  const chosen = cookieOf(request, "taal") ?? "nl"
  return isLanguage(chosen) ? chosen : "nl"
}

const kept = (language: Language | null): Record<string, string> =>
  language
    ? { "Set-Cookie": `taal=${language}; Path=/; SameSite=Lax; Max-Age=${languageDays * 24 * 3600}` }
    : {}

/** The page that the visitor came from, when it is one of ours. */
function backTo(request: Request, otherwise: string): string {
  const from = request.headers.get("Referer")
  if (from === null || !URL.canParse(from)) return otherwise
  const url = new URL(from)
  // Two slashes would lead to another host.
  const isOurs = url.host === new URL(request.url).host && !url.pathname.startsWith("//")
  return isOurs ? url.pathname + url.search : otherwise
}
