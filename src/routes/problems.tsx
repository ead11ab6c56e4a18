import { randomBytes } from "node:crypto"
import { Elysia } from "elysia"
import { SchoolUnavailable } from "../db/registry.ts"
import { site } from "../paths.ts"
import { TroublePage } from "../views/problems.tsx"
import { isLanguage } from "../views/words/languages.ts"
import { cookieOf } from "./cookies.ts"
import { Missing, send } from "./htmx.ts"

export type Tell = (line: { reference: string; error: string }) => void

/** What nobody expected: a page in plain words for the visitor, the whole story for the log, nothing between. */
export const problems = (tell: Tell) =>
  new Elysia({ name: "problems" }).onError(({ error, code, request }) => {
    if (error instanceof Response) return error
    const chosen = cookieOf(request, "taal") ?? "nl"
    const language = isLanguage(chosen) ? chosen : "nl"
    const page = (trouble: Parameters<typeof TroublePage>[0]["trouble"], reference?: string) =>
      `<!doctype html>${TroublePage({ trouble, language, back: site.front(), ...(reference ? { reference } : {}) }).html}`
    if (error instanceof Missing || code === "NOT_FOUND") return send(request, page("missing"), 404)
    if (code === "VALIDATION" || code === "PARSE") return send(request, page("not-understood"), 422)
    const reference = randomBytes(4).toString("hex").toUpperCase()
    tell({ reference, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    if (error instanceof SchoolUnavailable) return send(request, page("unavailable", reference), 503)
    return send(request, page("broken", reference), 500)
  })
