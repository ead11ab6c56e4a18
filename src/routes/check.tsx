import { Elysia } from "elysia"
import { checkCertificate, publicKeyOf } from "../db/certificates.ts"
import { site } from "../paths.ts"
import { CheckPage } from "../views/check.tsx"
import { isLanguage, type Language } from "../views/words/languages.ts"
import { cookieOf } from "./cookies.ts"
import { text } from "./form.ts"
import type { Parts } from "./guards.ts"
import { send } from "./htmx.ts"

const anyone = { detail: { policy: "anyone" } as Record<string, unknown> }

/** Anybody checks a certificate of erasing here; it names nobody. */
export const check = (parts: Parts) =>
  new Elysia()
    .get(
      site.check(),
      ({ request, query }) => answer(parts, request, text(4000)(query["bewijs"]) || null),
      anyone,
    )
    .get(
      `${site.check()}/:number`,
      ({ request, params }) => answer(parts, request, text(40)(params.number)),
      anyone,
    )

async function answer({ registry }: Parts, request: Request, asked: string | null): Promise<Response> {
  const chosen = cookieOf(request, "taal") ?? "nl"
  const language: Language = isLanguage(chosen) ? chosen : "nl"
  const known = asked === null ? null : await checkCertificate(registry, asked)
  const screen = { asked, known, key: JSON.stringify(publicKeyOf(registry)) }
  const status = asked !== null && known === null ? 404 : 200
  return send(request, `<!doctype html>${CheckPage({ language, screen }).html}`, status)
}
