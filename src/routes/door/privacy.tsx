import { Elysia } from "elysia"
import { statedKinds } from "../../db/privacy/purposes.ts"
import { keepDaysOf } from "../../db/rounds/round-erasing.ts"
import { settingsOf } from "../../db/school/settings.ts"
import { keptKinds } from "../../domain/privacy/privacy.ts"
import { PrivacyPage, type PrivacyScreen } from "../../views/door/privacy.tsx"
import { cookieName } from "../cookies.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { show } from "../htmx.ts"
import { wantedMinutes } from "../wanted.ts"

/** What happens with data: for everybody, from every page. */
export const privacy = (parts: Parts) =>
  new Elysia().use(guards(parts)).get(
    "/:school/privacy",
    ({ visit }) => {
      const screen = factsOf(visit)
      return show(visit, { page: () => <PrivacyPage frame={visit.frame} screen={screen} /> })
    },
    { anyone: true },
  )

function factsOf({ db, origin, sms }: Visit): PrivacyScreen {
  const { factor } = settingsOf(db)
  const name = (kind: Parameters<typeof cookieName>[1]) => cookieName(origin, kind, db.school.slug)
  return {
    factor,
    kept: keptKinds(statedKinds, { factor }),
    sms,
    keepDays: keepDaysOf(db),
    cookies: { session: name("ouder"), device: name("toestel"), language: "taal", wanted: name("terug") },
    wantedMinutes,
  }
}
