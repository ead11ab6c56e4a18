import type { RoundId, SlotId, StaffId, TeacherId } from "../../domain/ids.ts"
import type { OnlineRound, OnlineSlot } from "../../domain/online-round.ts"
import { places } from "../../domain/place.ts"
import { VideoPage } from "../teacher/video.tsx"
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

export const videoStates: States = {
  "nog-geen-links": ({ teacher }) => (
    <VideoPage frame={teacher} screen={{ round: round(slots(() => null)), said: null }} />
  ),
  "alle-links": ({ teacher }) => (
    <VideoPage frame={teacher} screen={{ round: round(slots(() => ready)), said: null }} />
  ),
  "link-geplakt": ({ teacher }) => (
    <VideoPage
      frame={teacher}
      screen={{
        round: round(slots(() => ({ ...ready, provider: "pasted" }))),
        said: { kind: "pasted", count: 8 },
      }}
    />
  ),
  "link-onbekend": ({ teacher }) => (
    <VideoPage
      frame={teacher}
      screen={{
        round: round(slots(() => null)),
        said: { kind: "link-refused", refusal: "link-unknown", typed: "https://voorbeeld.example/kamer" },
      }}
    />
  ),
  uit: ({ teacher }) => (
    <VideoPage frame={teacher} screen={{ round: round(null, { places: ["school"] }), said: null }} />
  ),
  kantoor: ({ administrator }) => (
    <VideoPage frame={administrator} screen={{ round: round(null), said: { kind: "places-saved" } }} />
  ),
}
