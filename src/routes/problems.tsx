import { randomBytes } from "node:crypto"
import { Elysia } from "elysia"
import { SchoolLeft, SchoolUnavailable } from "../db/registry.ts"
import { whereOf } from "../domain/backup/trouble.ts"
import { site } from "../paths.ts"
import { TroublePage } from "../views/problems.tsx"
import { isLanguage } from "../views/words/languages.ts"
import { cookieOf } from "./cookies.ts"
import type { Visit } from "./guards.ts"
import { Missing, send } from "./htmx.ts"
import { headersFor, secured } from "./safety.ts"

export type Tell = (line: { reference: string; error: string }) => void

/** What nobody expected: a page in plain words for the visitor, where it happened for the log, nothing between. */
export const problems = (tell: Tell, origin: string) => {
  const secure = headersFor(origin)
  return new Elysia({ name: "problems" }).onError(({ error, code, request, set, visit }: Problem) => {
    if (error instanceof Response) return error
    const chosen = cookieOf(request, "taal") ?? "nl"
    const language = isLanguage(chosen) ? chosen : "nl"
    type Said = Parameters<typeof TroublePage>[0]
    const page = (trouble: Said["trouble"], more: Pick<Said, "reference" | "proof"> = {}) =>
      `<!doctype html>${TroublePage({ trouble, language, back: backOf(visit), ...more }).html}`
    // The log reads the status here.
    const answer = (markup: string, status: number) => {
      set.status = status
      const said = send(request, markup, status)
      // Where no door was found the framework does not come by safety.ts on its way out.
      secured(said.headers, secure)
      return said
    }
    if (error instanceof Missing || code === "NOT_FOUND") return answer(page("missing"), 404)
    if (error instanceof SchoolLeft) return answer(page("left", { proof: error.number }), 410)
    if (code === "VALIDATION" || code === "PARSE") return answer(page("not-understood"), 422)
    const reference = randomBytes(4).toString("hex").toUpperCase()
    // Which school cannot be opened is in the message; any other may hold a name.
    tell({ reference, error: error instanceof SchoolUnavailable ? error.message : whereOf(error) })
    if (error instanceof SchoolUnavailable) return answer(page("unavailable", { reference }), 503)
    return answer(page("broken", { reference }), 500)
  })
}

/** What is looked at, each by its name: of who is handed the whole context Elysia reads cookies, body and query of every request beforehand. */
type Problem = { error: unknown; code: unknown; request: Request; set: { status?: unknown }; visit?: Visit }

/** Where to go on: a parent who is in to their own talks, anybody else to the front. */
const backOf = (visit: Visit | undefined) =>
  visit?.visitor?.role === "parent" ? visit.to.home() : site.front()
