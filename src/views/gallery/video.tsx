import type { RoundId, SlotId, StaffId, TeacherId } from "../../domain/ids.ts"
import { type LinkTrouble, linkTroubles } from "../../domain/online/linked-account.ts"
import type { OnlineRound, OnlineSlot } from "../../domain/online/online-round.ts"
import { accountProviders } from "../../domain/online/video-meeting.ts"
import { places } from "../../domain/talks/place.ts"
import { GuidePage } from "../guide.tsx"
import { VideoPage } from "../teacher/video.tsx"
import { AccountPage, type AccountScreen } from "../teacher/video-account.tsx"
import type { RunScreen } from "../teacher/video-run.tsx"
import { moment, type States } from "./stage.ts"

const children = ["Lotte de Vries", "Daan de Vries", "Mila Bakker", "Yusuf El Amrani", "Fleur van den Heuvel"]

const slots = (link: (at: number) => OnlineSlot["link"]): OnlineSlot[] =>
  Array.from({ length: 8 }, (_, at) => ({
    id: (200 + at) as SlotId,
    startsAt: moment("2026-11-10 18:30").add({ minutes: 10 * at }),
    endsAt: moment("2026-11-10 18:40").add({ minutes: 10 * at }),
    talk: at % 3 === 2 ? null : { child: children[at % 5] ?? "", place: at % 4 === 1 ? "school" : "online" },
    link: link(at),
  }))

const round = (mine: OnlineRound["mine"], known: Partial<OnlineRound> = {}): OnlineRound => ({
  round: 1 as RoundId,
  title: "Herfstgesprekken",
  places,
  isPast: false,
  jitsiHost: null,
  mine,
  teachers: [
    {
      teacher: 1 as TeacherId,
      name: "Noor Willems",
      slots: 18,
      ready: 18,
      owners: [
        {
          staff: 3 as StaffId,
          provider: "google",
          name: "Noor Willems",
          email: "noor@regenboog.example",
        },
      ],
    },
    { teacher: 2 as TeacherId, name: "Tim Bos", slots: 8, ready: 0, owners: [] },
    {
      teacher: 3 as TeacherId,
      name: "Hanna Visser",
      slots: 12,
      ready: 12,
      owners: [{ staff: 4 as StaffId, provider: "pasted", name: "Hanna Visser", email: null }],
    },
  ],
  ...known,
})

const ready = { provider: "google", state: "ready", failure: null } as const

const unlinked = { run: null, offers: accountProviders, todo: 0 }

const run = (known: Partial<RunScreen["run"]> = {}): RunScreen => ({
  run: {
    left: 0,
    ready: 0,
    slots: 8,
    clearing: false,
    begun: false,
    waitSeconds: null,
    stopped: null,
    ...known,
  },
  provider: "google",
  email: "tim@regenboog.example",
  still: true,
})
const linkedTo = (known: RunScreen) => ({ ...unlinked, run: known })
const made = (at: number) => (at < 5 ? ready : null)

const account = (known: Partial<AccountScreen> = {}): AccountScreen => ({
  account: null,
  offers: accountProviders.map((provider) => ({ provider, ready: true })),
  trouble: null,
  administrators: null,
  canRevoke: false,
  said: null,
  rounds: [],
  todos: [],
  ...known,
})
const troubled =
  (kind: LinkTrouble): States[string] =>
  ({ teacher }) => (
    <AccountPage
      frame={teacher}
      screen={account({
        trouble: { kind, provider: "microsoft", round: 1 as RoundId },
        administrators: {
          clientId: "0d8f0c1e-1111-4222-8333-944455566677",
          address: "https://login.example/beheer",
        },
      })}
    />
  )

/** As the guide is built: headings, lists and a table. */
const guide = `# Handleiding voor scholen

## Online gesprekken: wat je regelt

1. Zet bij de ronde aan dat gesprekken online kunnen.
2. Laat jullie ICT-beheerder de pagina hieronder lezen.

## Voor de ICT-beheerder van een Google-school

| Recht                  | Wat het is                                                 |
| ---------------------- | ---------------------------------------------------------- |
| \`calendar.app.created\` | een eigen agenda maken en daarin **afspraken** zetten     |
`

export const videoStates: States = {
  "account-koppelen": ({ teacher }) => <AccountPage frame={teacher} screen={account()} />,
  "account-gekoppeld": ({ teacher }) => (
    <AccountPage
      frame={teacher}
      screen={account({
        account: { provider: "google", email: "tim@regenboog.example" },
        canRevoke: true,
        said: "linked",
        rounds: [{ id: 1 as RoundId, title: "Herfstgesprekken" }],
        todos: [{ round: 1 as RoundId, title: "Herfstgesprekken", count: 3 }],
      })}
    />
  ),
  handleiding: ({ stranger: { language } }) => (
    <GuidePage
      language={language}
      markdown={guide}
      clients={accountProviders.map((provider) => ({ provider, clientId: `tienminuten-${provider}` }))}
    />
  ),
  "account-niet-ingesteld": ({ teacher }) => (
    <AccountPage
      frame={teacher}
      screen={account({ offers: accountProviders.map((provider) => ({ provider, ready: false })) })}
    />
  ),
  ...Object.fromEntries(linkTroubles.map((kind) => [`account-${kind}`, troubled(kind)])),
  "account-even-geen-antwoord": ({ teacher }) => (
    <AccountPage
      frame={teacher}
      screen={account({
        account: { provider: "microsoft", email: "tim@regenboog.example" },
        trouble: { kind: "unreachable", provider: "microsoft", round: 1 as RoundId },
        rounds: [{ id: 1 as RoundId, title: "Herfstgesprekken" }],
      })}
    />
  ),
  "links-maken": ({ teacher }) => (
    <VideoPage
      frame={teacher}
      screen={{ round: round(slots(() => null)), said: { kind: "linked" }, ...linkedTo(run()) }}
    />
  ),
  "links-bezig": ({ teacher }) => (
    <VideoPage
      frame={teacher}
      screen={{ round: round(slots(made)), said: null, ...linkedTo(run({ begun: true, ready: 5, left: 3 })) }}
    />
  ),
  "links-wachten": ({ teacher }) => (
    <VideoPage
      frame={teacher}
      screen={{
        round: round(slots(made)),
        said: null,
        ...linkedTo(run({ begun: true, ready: 5, left: 3, waitSeconds: 20 })),
      }}
    />
  ),
  "links-gestopt": ({ teacher }) => (
    <VideoPage
      frame={teacher}
      screen={{
        round: round(slots(() => null)),
        said: null,
        ...linkedTo(run({ begun: true, left: 8, stopped: "no-meet" })),
      }}
    />
  ),
  "links-klaar": ({ teacher }) => (
    <VideoPage
      frame={teacher}
      screen={{
        round: round(slots(() => ready)),
        said: { kind: "up-to-date" },
        ...linkedTo(run({ begun: true, ready: 8 })),
      }}
    />
  ),
  "links-voorbij": ({ teacher }) => (
    <VideoPage
      frame={teacher}
      screen={{ round: round([]), said: null, ...unlinked, run: run({ begun: true, slots: 0 }), todo: 8 }}
    />
  ),
  "links-opruimen": ({ teacher }) => (
    <VideoPage
      frame={teacher}
      screen={{ round: round(slots(() => null)), said: null, ...linkedTo(run({ clearing: true, left: 4 })) }}
    />
  ),

  "nog-geen-links": ({ teacher }) => (
    <VideoPage frame={teacher} screen={{ round: round(slots(() => null)), said: null, ...unlinked }} />
  ),
  "alle-links": ({ teacher }) => (
    <VideoPage frame={teacher} screen={{ round: round(slots(() => ready)), said: null, ...unlinked }} />
  ),
  "link-geplakt": ({ teacher }) => (
    <VideoPage
      frame={teacher}
      screen={{
        round: round(slots(() => ({ ...ready, provider: "pasted" }))),
        said: { kind: "pasted", count: 8 },
        ...unlinked,
      }}
    />
  ),
  "link-onbekend": ({ teacher }) => (
    <VideoPage
      frame={teacher}
      screen={{
        round: round(slots(() => null)),
        said: { kind: "link-refused", refusal: "link-unknown", typed: "https://voorbeeld.example/kamer" },
        ...unlinked,
      }}
    />
  ),
  uit: ({ teacher }) => (
    <VideoPage
      frame={teacher}
      screen={{ round: round(null, { places: ["school"] }), said: null, ...unlinked }}
    />
  ),
  kantoor: ({ administrator }) => (
    <VideoPage
      frame={administrator}
      screen={{ round: round(null), said: { kind: "places-saved", count: 12 }, ...unlinked }}
    />
  ),
}
