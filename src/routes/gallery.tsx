import { Elysia } from "elysia"
import { site } from "../paths.ts"
import { exampleMail, mailNames } from "../views/gallery/mails.ts"
import { GalleryPage, stateOf } from "../views/gallery/page.tsx"
import { isLanguage } from "../views/words/languages.ts"
import { type Parts, toAnyone } from "./guards.ts"
import { missing, send } from "./htmx.ts"

/** What a mail may do when it is shown as itself: look like itself, and nothing else. */
const mailPolicy =
  "default-src 'none'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** A screen that asks for itself anew every second would not find itself here. */
const still = (html: string) => html.replace(/ data-hx-trigger="every [^"]+"/g, ' data-hx-trigger="never"')

/** Every screen and mail in its states, without a data base. In development only; in production there is no such address. */
export const galleryRooms = (parts: Parts) => {
  const routes = new Elysia({ name: "gallery" })
  if (!parts.development) return routes
  return routes
    .get(site.gallery(), ({ request }) => send(request, `<!doctype html>${GalleryPage().html}`), toAnyone)
    .get(
      "/ontwikkel/galerij/:language/:part/:state",
      ({ request, params: { language, part, state } }) => {
        const page = isLanguage(language) ? stateOf(part, state, language, parts.origin) : null
        return send(request, `<!doctype html>${still((page ?? missing()).html)}`)
      },
      toAnyone,
    )
    .get(
      "/ontwikkel/galerij/:language/mail/:state/html",
      ({ request, params: { language, state } }) => {
        const kind = mailNames.find((name) => name === state)
        if (!kind || !isLanguage(language)) return missing()
        const { html } = exampleMail(kind, language, parts.origin)
        return send(request, html, 200, { "Content-Security-Policy": mailPolicy })
      },
      toAnyone,
    )
}
