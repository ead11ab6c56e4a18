import { readFileSync } from "node:fs"
import { Elysia } from "elysia"
import { accountProviders } from "../domain/online/video-meeting.ts"
import { site } from "../paths.ts"
import { GuidePage } from "../views/guide.tsx"
import { languageOf } from "./front.tsx"
import { type Parts, toAnyone } from "./guards.ts"
import { send } from "./htmx.ts"

/** One source: what stands in the documents is what a school reads. */
const markdown = readFileSync(new URL("../../docs/school-guide.md", import.meta.url), "utf8")

/** The guide for schools, for everybody: the IT person whom a teacher sends here has no account. */
export const guide = (parts: Parts) =>
  new Elysia().get(
    site.guide(),
    ({ request }) => {
      const clients = accountProviders.flatMap((provider) => {
        const known = parts.video?.accounts[provider]?.forAdministrators
        return known ? [{ provider, clientId: known.clientId }] : []
      })
      return send(
        request,
        `<!doctype html>${GuidePage({ language: languageOf(request), markdown, clients }).html}`,
      )
    },
    toAnyone,
  )
