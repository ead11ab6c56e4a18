import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Elysia } from "elysia"
import { demoSchool, demoVisitors, enterDemo } from "../db/demo.ts"
import { openSchool } from "../db/registry.ts"
import { pathsOf, site } from "../paths.ts"
import { type CaughtMail, CaughtPage, PostPage } from "../views/dev.tsx"
import { cookieName, setCookie } from "./cookies.ts"
import { type Parts, toAnyone } from "./guards.ts"
import { go, missing, send } from "./htmx.ts"

const shown = 500

/** Doors without a lock and the post of everybody: in development only. In production these addresses do not exist. */
export const dev = (parts: Parts) => {
  const routes = new Elysia({ name: "dev" })
  if (!parts.development) return routes
  return routes
    .get(
      site.post(),
      ({ request }) => {
        const names = mailsIn(parts.postFolder)
        const mails = names.slice(0, shown).flatMap((name) => readMail(parts.postFolder, name) ?? [])
        return send(request, `<!doctype html>${PostPage({ mails, more: names.length - mails.length }).html}`)
      },
      toAnyone,
    )
    .get(
      "/ontwikkel/post/:name",
      ({ request, params }) => {
        const mail = readMail(parts.postFolder, params.name) ?? missing()
        return send(request, `<!doctype html>${CaughtPage({ mail, origin: parts.origin }).html}`)
      },
      toAnyone,
    )
    .get(
      "/ontwikkel/deur/:who",
      async ({ request, params }) => {
        const who = demoVisitors.find((each) => each === params.who) ?? missing()
        const db = openSchool(parts.registry, demoSchool) ?? missing()
        const token = (await enterDemo(db, who, parts.now())) ?? missing()
        const to = pathsOf(demoSchool)
        const [side, address] = {
          ouder: ["ouder", to.home()] as const,
          leraar: ["team", to.agenda()] as const,
          mentor: ["team", to.myGroups()] as const,
          planner: ["team", to.start()] as const,
          beheerder: ["team", to.start()] as const,
        }[who]
        const cookie = setCookie(parts.origin, cookieName(parts.origin, side, demoSchool), token)
        return go({ request }, address, { "Set-Cookie": cookie })
      },
      toAnyone,
    )
}

/** Names of the caught mails, newest first. */
function mailsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.slice(0, -".json".length))
      .toSorted()
      .reverse()
  } catch {
    return [] // the folder is made with the first mail
  }
}

function readMail(folder: string, name: string): CaughtMail | null {
  if (!/^\d+-[0-9a-f]{8}$/.test(name)) return null
  try {
    const { at, ...mail } = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"))
    return { calendar: null, ...mail, name, at: Temporal.Instant.from(at) }
  } catch {
    return null
  }
}
