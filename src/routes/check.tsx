import { Elysia } from "elysia"
import { certificateComes } from "../db/backup/departures.ts"
import { checkCertificate, publicKeyOf } from "../db/privacy/certificates.ts"
import { cleanDay } from "../domain/privacy/retention.ts"
import { site } from "../paths.ts"
import { CheckPage } from "../views/check.tsx"
import { writePaper } from "../views/paper.ts"
import { certificatePaper } from "../views/staff/certificate.tsx"
import { languages } from "../views/words/languages.ts"
import { text } from "./form.ts"
import { languageOf } from "./front.tsx"
import { type Parts, toAnyone } from "./guards.ts"
import { download, missing, send } from "./htmx.ts"

/** Anybody checks a certificate of erasing here; it names nobody. */
export const check = (parts: Parts) =>
  new Elysia()
    .get(
      site.check(),
      ({ request, query }) => answer(parts, request, text(4000)(query["bewijs"]) || null),
      toAnyone,
    )
    .get(
      `${site.check()}/:number`,
      ({ request, params }) => answer(parts, request, text(40)(params.number)),
      toAnyone,
    )
    .get(
      `${site.check()}/:number/pdf`,
      ({ request, params }) => paper(parts, request, text(40)(params.number) ?? ""),
      toAnyone,
    )

/** The same on paper: a school that left has no other door to it. */
async function paper({ registry, origin }: Parts, request: Request, number: string): Promise<Response> {
  const known = (await checkCertificate(registry, number)) ?? missing()
  const language = languageOf(request)
  const frame = { words: languages[language], language, origin }
  const written = await writePaper(certificatePaper({ frame, screen: known }))
  return download(written, "application/pdf", `bewijs-${known.certificate.number}.pdf`)
}

async function answer({ registry }: Parts, request: Request, asked: string | null): Promise<Response> {
  const language = languageOf(request)
  const known = asked === null ? null : await checkCertificate(registry, asked)
  const comes = asked === null || known ? null : certificateComes(registry.control, asked)
  const screen = { asked, known, comes: comes && cleanDay(comes), key: JSON.stringify(publicKeyOf(registry)) }
  const status = asked !== null && known === null ? 404 : 200
  return send(request, `<!doctype html>${CheckPage({ language, screen }).html}`, status)
}
