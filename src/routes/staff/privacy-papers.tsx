import { Elysia } from "elysia"
import { statedKinds } from "../../db/privacy/purposes.ts"
import { keepDaysOf } from "../../db/rounds/round-erasing.ts"
import { settingsOf } from "../../db/school/settings.ts"
import { keptKinds, papers, processorsOf, type Running, unstated } from "../../domain/privacy/privacy.ts"
import { PaperPage, type PapersScreen, PrivacyPapersPage } from "../../views/staff/privacy-papers.tsx"
import { cookieName, videoCookie } from "../cookies.ts"
import { oneOf } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { missing, show } from "../htmx.ts"
import { wantedMinutes } from "../wanted.ts"
import { halfwayLasts } from "./entry.ts"

/** The privacy papers of the school, made from how it runs. */
export const privacyPapers = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/privacy",
      ({ visit }) => {
        const screen = screenOf(visit, parts.running ?? unstated)
        return show(visit, { page: () => <PrivacyPapersPage frame={visit.frame} screen={screen} /> })
      },
      { administrator: true },
    )
    .get(
      "/:school/team/privacy/:paper",
      ({ visit, params }) => {
        const paper = paperOf(params.paper) ?? missing()
        const screen = screenOf(visit, parts.running ?? unstated)
        return show(visit, {
          page: () => <PaperPage frame={visit.frame} screen={screen} paper={paper} />,
        })
      },
      { administrator: true },
    )

const paperOf = oneOf(...papers)

function screenOf({ db, origin, sms, now }: Visit, running: Running): PapersScreen {
  const { factor } = settingsOf(db)
  const name = (kind: Parameters<typeof cookieName>[1]) => cookieName(origin, kind, db.school.slug)
  return {
    factor,
    kept: keptKinds(statedKinds, { factor }),
    operator: running.operator,
    processors: processorsOf(running, { sms }),
    sms,
    cookies: {
      session: name("ouder"),
      device: name("toestel"),
      language: "taal",
      wanted: name("terug"),
      team: name("team"),
      step: name("stap"),
      video: videoCookie({ db, origin }).name,
      link: name("koppel"),
    },
    keepDays: keepDaysOf(db),
    wantedMinutes,
    halfwayMinutes: halfwayLasts / 60,
    now,
  }
}
