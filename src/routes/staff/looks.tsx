import { Elysia } from "elysia"
import { chooseColours, dropLogo, setLogo } from "../../db/school/looks.ts"
import { seenOf } from "../../db/school/seen-settings.ts"
import type { Administrator } from "../../domain/access/access.ts"
import { ourMain, ourSecond, readColour, tonesOf } from "../../domain/school/colour.ts"
import { heaviestLogo, type LogoRefusal, readLogo } from "../../domain/school/logo.ts"
import { LooksPage, type LooksScreen } from "../../views/staff/looks.tsx"
import { form, oneOf, seen, sentFileOf, text, ticked } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"

/** Logo and colours. */
export const looks = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/instellingen/uiterlijk",
      ({ visit, query }) => page(visit, { done: doneOf(query["gelukt"]) }),
      { administrator: true },
    )
    .post("/:school/team/instellingen/uiterlijk", async ({ visit, body }) => choose(visit, body), {
      administrator: true,
      body: form({ deed: oneOf("choose", "ours"), main: text(9), second: text(9), band: ticked, seen }),
    })
    .post(
      "/:school/team/instellingen/logo",
      async ({ visit }) => {
        const { file, seen } = await sentFileOf(visit.request, "file")
        if (file === null) return page(visit, { refusal: { kind: "no-file" } }, 422)
        if (file.size > heaviestLogo) return page(visit, { refusal: { kind: "too-heavy" } }, 422)
        const bytes = new Uint8Array(await file.arrayBuffer())
        const read = readLogo(bytes)
        if (!read.ok) return page(visit, { refusal: read.refusal }, 422)
        const outcome = await setLogo(visit.db, visit.visitor, { type: read.value, bytes, seen }, visit.now)
        if (!outcome.ok) return page(visit, { changed: "logo" }, 409)
        return go(visit, `${visit.to.schoolLooks()}?gelukt=logo-set`)
      },
      // The body is only looked at behind the door.
      { administrator: true, parse: "none" },
    )
    .post(
      "/:school/team/instellingen/logo/weg",
      async ({ visit, body: { seen } }) => {
        const outcome = await dropLogo(visit.db, visit.visitor, seen, visit.now)
        if (!outcome.ok) return page(visit, { changed: "logo" }, 409)
        return go(visit, `${visit.to.schoolLooks()}?gelukt=logo-dropped`)
      },
      { administrator: true, body: form({ seen }) },
    )

type Written = { deed: "choose" | "ours" | null; main: string; second: string; band: boolean; seen: string }

async function choose(visit: Visit<Administrator>, written: Written): Promise<Response> {
  const [main, second] = [readColour(written.main), readColour(written.second)]
  if (written.deed !== "ours") {
    if (main === null) return page(visit, { written, wrong: "main" }, 422)
    if (written.band && second === null) return page(visit, { written, wrong: "second" }, 422)
  }
  const colours =
    written.deed === "ours" ? { main: null, second: null } : { main, second: written.band ? second : null }
  const wish = { ...colours, seen: written.seen }
  const outcome = await chooseColours(visit.db, visit.visitor, wish, visit.now)
  if (!outcome.ok) return page(visit, { written, changed: "colours" }, 409)
  return go(visit, `${visit.to.schoolLooks()}?gelukt=colours-chosen`)
}

type News = {
  written?: Written
  wrong?: LooksScreen["wrong"]
  refusal?: LogoRefusal
  /** What somebody else chose meanwhile. */
  changed?: "colours" | "logo"
  done?: LooksScreen["done"]
}

function page(visit: Visit<Administrator>, news: News, status = 200): Response {
  const { look } = visit.frame
  const tones = look.main && tonesOf(look.main, null)
  const shown = tones && { day: tones.light.brand, night: tones.dark.brand }
  const isCorrected = shown !== null && (shown.day !== look.main || shown.night !== look.main)
  const screen: LooksScreen = {
    main: news.written?.main ?? look.main ?? ourMain,
    second: news.written?.second ?? look.second ?? ourSecond,
    band: news.written?.band ?? look.second !== null,
    wrong: news.wrong ?? null,
    corrected: look.main && shown && isCorrected ? { given: look.main, ...shown } : null,
    refusal: news.refusal ?? null,
    colours: { seen: seenOf(visit.db, "colours"), changed: news.changed === "colours" },
    logo: { seen: seenOf(visit.db, "logo"), changed: news.changed === "logo" },
    done: news.done ?? null,
  }
  return show(visit, { page: () => <LooksPage frame={visit.frame} screen={screen} /> }, status)
}

const doneOf = oneOf<NonNullable<LooksScreen["done"]>>("logo-set", "logo-dropped", "colours-chosen")
