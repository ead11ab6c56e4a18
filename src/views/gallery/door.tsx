import type { Status } from "../../domain/backup/alarm.ts"
import type { SignInFactor } from "../../domain/school/school.ts"
import { AccessibilityPage } from "../door/accessibility.tsx"
import { InvitationPage } from "../door/invitation.tsx"
import { LinkReadyPage, LinkSentPage, WayOverPage } from "../door/link.tsx"
import { MomentPage } from "../door/moment.tsx"
import { PrivacyPage } from "../door/privacy.tsx"
import { SignInPage, type SignInScreen } from "../door/sign-in.tsx"
import { FrontPage } from "../front.tsx"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { TroublePage } from "../problems.tsx"
import { StatusPage } from "../status.tsx"
import { cookies, keptWith } from "./papers.tsx"
import { moment, type Stage, type States, school } from "./stage.ts"

const typed = { first: "Sem", last: "de Vries", email: "" }
const door =
  (known: Partial<SignInScreen> = {}) =>
  ({ stranger }: Stage): Markup => (
    <SignInPage
      frame={stranger}
      screen={{
        factor: "birth-date",
        trouble: null,
        note: null,
        typed: { first: "", last: "", email: "" },
        ...known,
      }}
    />
  )

const factors: SignInFactor[] = ["birth-date", "pupil-number", "postcode", "bsn4"]
const forgotten = (factor: SignInFactor) =>
  door({ factor, trouble: { at: "names", kind: "incomplete", missing: ["first", "last", "factor"] } })

const privacy =
  (factor: SignInFactor) =>
  ({ stranger }: Stage): Markup => (
    <PrivacyPage
      frame={stranger}
      screen={{ factor, kept: keptWith(factor), sms: false, keepDays: 90, cookies, wantedMinutes: 15 }}
    />
  )

const front =
  (asked: string | null, schools: number) =>
  ({ stranger: { language } }: Stage): Markup => {
    const found = Array.from({ length: schools }, (_, at) =>
      at === 0 ? school : { ...school, slug: "galerij", name: "De Wilg", city: "Utrecht" },
    )
    return <FrontPage language={language} screen={{ schools: found, asked, few: asked === null }} />
  }

const trouble =
  (kind: "missing" | "left" | "broken" | "unavailable" | "not-understood", reference?: string) =>
  ({ stranger: { language } }: Stage): Markup =>
    TroublePage({
      trouble: kind,
      language,
      proof: kind === "left" ? "7K3D-9QXM" : null,
      ...(reference ? { reference } : {}),
    })

const status =
  (known: Partial<Status> = {}) =>
  ({ stranger: { language } }: Stage): Markup => (
    <StatusPage
      language={language}
      status={{
        health: "ok",
        copiedAt: moment("2026-11-03 10:00"),
        sweep: {
          at: moment("2026-11-03 09:30"),
          fine: true,
          objects: 8120,
          oldest: moment("2026-10-27 15:10"),
        },
        drill: { at: moment("2026-11-03 03:10"), fine: true, files: 5 },
        canary: { at: moment("2026-11-03 03:10"), fine: true },
        since: moment("2026-11-01 04:00"),
        schools: 24,
        alarms: [],
        ...known,
      }}
    />
  )

export const doorStates: States = {
  "voordeur-weinig-scholen": front(null, 2),
  "voordeur-zoeken": front("", 0),
  "voordeur-gevonden": front("de", 2),
  "voordeur-niets-gevonden": front("xyz", 0),
  inloggen: door(),
  "inloggen-zonder-namen": door({ factor: "none" }),
  "inloggen-al-binnen": door({ note: "already" }),
  "inloggen-uitgelogd": door({ note: "signed-out" }),
  "inloggen-op-weg": door({ note: "wanted" }),
  "inloggen-geen-code": door({ trouble: { at: "code", kind: "missing" } }),
  "inloggen-code-fout": door({ trouble: { at: "code", kind: "wrong" } }),
  "inloggen-code-druk": door({ trouble: { at: "code", kind: "busy" } }),
  "inloggen-namen-fout": door({ trouble: { at: "names", kind: "wrong" }, typed }),
  "inloggen-alleen-code": door({ trouble: { at: "names", kind: "code-or-link" }, typed }),
  "inloggen-even-wachten": door({ trouble: { at: "names", kind: "stopped", minutes: 15 }, typed }),
  ...Object.fromEntries(factors.map((factor) => [`inloggen-leeg-${factor}`, forgotten(factor)])),
  "inloggen-mail-fout": door({
    trouble: { at: "link", kind: "email" },
    typed: { ...typed, email: "ouder@post" },
  }),
  moment: ({ stranger }) => (
    <MomentPage frame={stranger} screen={{ challenge: "1.gallery", fields: { first: "Sem" } }} />
  ),
  uitnodiging: ({ stranger }) => (
    <InvitationPage frame={stranger} screen={{ token: "voorbeeld", title: "Herfstgesprekken" }} />
  ),
  "uitnodiging-met-code": ({ stranger }) => (
    <InvitationPage frame={stranger} screen={{ token: "voorbeeld", code: "KM4P-7TQX" }} />
  ),
  "uitnodiging-voorbij": ({ stranger }) => <WayOverPage frame={stranger} screen={{ was: "invitation" }} />,
  "link-verstuurd": ({ stranger }) => <LinkSentPage frame={stranger} />,
  "link-klaar": ({ stranger }) => <LinkReadyPage frame={stranger} screen={{ token: "voorbeeld" }} />,
  "link-voorbij": ({ stranger }) => <WayOverPage frame={stranger} screen={{ was: "link" }} />,
  gegevens: privacy("birth-date"),
  "gegevens-bsn": privacy("bsn4"),
  toegankelijkheid: ({ stranger }) => <AccessibilityPage frame={stranger} />,
  "er-is-niets": trouble("missing"),
  "school-is-gestopt": trouble("left"),
  "status-goed": status(),
  "status-nog-niets": status({ copiedAt: null, sweep: null, drill: null, canary: null }),
  "status-loopt-achter": status({
    health: "degraded",
    alarms: [{ alarm: "backup-behind", health: "degraded" }],
  }),
  "status-vond-iets": status({
    drill: { at: moment("2026-11-03 03:10"), fine: false, files: 5 },
    canary: { at: moment("2026-11-03 03:10"), fine: false },
    alarms: [{ alarm: "canary-lost" }],
  }),
  "status-zonder-back-up": status({ health: "none" }),
  "niet-begrepen": trouble("not-understood"),
  "school-onbereikbaar": trouble("unavailable", "4F0A91C2"),
  "fout-van-ons": trouble("broken", "4F0A91C2"),
}
