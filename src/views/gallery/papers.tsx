import { pageOf } from "../../domain/households/household-lines.ts"
import type { Act } from "../../domain/privacy/logbook.ts"
import type { LogbookLine } from "../../domain/privacy/logbook-line.ts"
import {
  type Kind,
  keptKinds,
  kinds,
  type Paper,
  papers,
  processorsOf,
  unstated,
} from "../../domain/privacy/privacy.ts"
import type { SignInFactor } from "../../domain/school/school.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { LogbookPage, type LogbookScreen } from "../staff/logbook.tsx"
import { PaperPage, type PapersScreen, PrivacyPapersPage } from "../staff/privacy-papers.tsx"
import { moment, type Stage, type States } from "./stage.ts"

export const cookies = {
  session: "__Host-ouder-de-regenboog",
  device: "__Host-toestel-de-regenboog",
  language: "taal",
  wanted: "__Host-terug-de-regenboog",
}
const staffCookies = {
  team: "__Host-team-de-regenboog",
  step: "__Host-stap-de-regenboog",
  video: "__Secure-video-de-regenboog",
  link: "__Host-koppel-de-regenboog",
}

/** Everything that a school with this factor keeps. */
export const keptWith = (factor: SignInFactor) => keptKinds(new Set(Object.keys(kinds) as Kind[]), { factor })

const screen = (known: Partial<PapersScreen> = {}): PapersScreen => ({
  factor: "birth-date",
  kept: keptWith("birth-date"),
  operator: { name: "Tienminuten", email: "hallo@tienminuten.example", phone: "020 555 09 87" },
  processors: [
    { task: "hosting", name: "Voorbeeld BV", place: "Amsterdam" },
    { task: "backup", name: "Voorbeeld BV", place: "Noord-Brabant" },
    { task: "mail", name: "Post BV", place: "Utrecht" },
  ],
  sms: false,
  cookies: { ...cookies, ...staffCookies },
  wantedMinutes: 15,
  halfwayMinutes: 10,
  keepDays: 90,
  now: moment("2026-11-03 10:00"),
  ...known,
})

const papersOf =
  (known: Partial<PapersScreen> = {}) =>
  ({ administrator }: Stage): Markup => <PrivacyPapersPage frame={administrator} screen={screen(known)} />
const paper =
  (name: Paper) =>
  ({ administrator }: Stage): Markup => <PaperPage frame={administrator} screen={screen()} paper={name} />

const row = (id: number, at: string, act: Act, known: Partial<LogbookLine> = {}): LogbookLine => ({
  id,
  at: moment(at),
  actor: "staff",
  actorName: { kind: "text", text: "Marijke de Wit" },
  act,
  about: {},
  names: {},
  ...known,
})
const rows = [
  row(3, "2026-11-03 09:40", "contact-changed"),
  row(2, "2026-11-03 08:05", "staff-signed-in"),
  row(1, "2026-11-02 16:00", "link-mailed", { actor: "system", actorName: null }),
]
const logbook =
  (known: Partial<LogbookScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <LogbookPage
      frame={administrator}
      screen={{
        list: pageOf(rows, 1),
        staff: [{ id: 1, name: "Marijke de Wit" }],
        who: "",
        topic: null,
        from: "",
        until: "",
        ...known,
      }}
    />
  )

export const paperStates: States = {
  logboek: logbook(),
  "logboek-niets-gevonden": logbook({ list: pageOf([], 1), topic: "talks" }),
  papieren: papersOf(),
  "papieren-met-gaten": papersOf({ operator: null, processors: processorsOf(unstated, { sms: true }) }),
  ...Object.fromEntries(papers.map((name) => [`papier-${name}`, paper(name)])),
}
