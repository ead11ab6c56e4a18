import type { Word } from "../../domain/evenings/evening.ts"
import type { BookingId, SlotId } from "../../domain/ids.ts"
import { accept, refuse } from "../../domain/result.ts"
import { oneRoom } from "../../domain/rounds/rooms.ts"
import type { Booking, BookingRefusal } from "../../domain/talks/booking.ts"
import type { FamilyRound } from "../../domain/talks/family-round.ts"
import type { Mark } from "../../domain/talks/mark.ts"
import { places } from "../../domain/talks/place.ts"
import { askForAll, openTalks } from "../../domain/talks/together.ts"
import type { Waiting } from "../../domain/talks/waiting.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { BookingPage, CancelPage, MovePage, type MoveScreen, type TalkScreen } from "../parent/booking.tsx"
import { CalendarFeedPage } from "../parent/calendar-feed.tsx"
import { CalledOffPage, type CalledOffScreen } from "../parent/called-off.tsx"
import { RoundPage } from "../parent/choose-slot.tsx"
import { HomePage } from "../parent/home.tsx"
import type { Today } from "../parent/late.tsx"
import type { RoundScreen } from "../parent/round-screen.ts"
import { NotNowPage, type TalkPlace } from "../parent/talk-online.tsx"
import type { Refused } from "../parent/times.tsx"
import { TogetherPage } from "../parent/together.tsx"
import type { SetTalk, TogetherScreen } from "../parent/together-screen.ts"
import {
  choicesFor,
  deVries,
  evenings,
  family,
  freeSlots,
  inTwoRooms,
  round,
  secondary,
  talk,
  withBoth,
} from "./round.ts"
import { moment, type Stage, type States } from "./stage.ts"

const sem = talk(1, 2, 1, "2026-11-10 19:00")
const lotte = talk(2, 3, 2, "2026-11-10 19:20")
const daan = talk(3, 4, 2, "2026-11-10 19:30")

const choosing =
  (of: FamilyRound, known: Partial<RoundScreen> = {}) =>
  ({ parent }: Stage): Markup => {
    const screen: RoundScreen = {
      family: of,
      phase: "open",
      isOffering: true,
      away: new Set(),
      isAhead: of.opening !== null,
      changeable: new Set(of.talks.map(({ id }) => id)),
      choices: choicesFor(of),
      opened: "all",
      told: null,
      toldBy: "email",
      today: null,
      off: [],
      ...known,
    }
    return <RoundPage frame={parent} screen={screen} />
  }

const refused = (refusal: BookingRefusal): Refused => ({
  refusal,
  at: moment("2026-11-10 19:00"),
  nearest: isAboutTime(refusal) ? freeSlots(1, 3).slice(2, 5) : [],
})
const isAboutTime = ({ kind }: BookingRefusal) => kind.startsWith("slot-") || kind === "household-busy"

/** Every reason not to give a time, where it is said: at the child and teacher it is about. */
const refusals: Record<BookingRefusal["kind"], BookingRefusal> = {
  "round-not-open": { kind: "round-not-open", phase: "closed" },
  "not-your-teacher": { kind: "not-your-teacher" },
  "slot-moved": { kind: "slot-moved" },
  "slot-past": { kind: "slot-past" },
  "already-booked": { kind: "already-booked" },
  "enough-talks": { kind: "enough-talks", most: 1 },
  "household-busy": { kind: "household-busy", at: moment("2026-11-10 19:00") },
  "slot-blocked": { kind: "slot-blocked" },
  "slot-taken": { kind: "slot-taken" },
  "does-not-fit": { kind: "does-not-fit", minutes: 20 },
  "too-late": { kind: "too-late" },
}

const noneYet = family(deVries(null, null, null))
const first = noneYet.children[0]
const placed = { pupil: sem.pupil, teacher: sem.teacher, kind: "refused" as const }
const nowhere = (of: FamilyRound) => choicesFor(of).map(() => null)

export const one = (known: Partial<TalkScreen> = {}): TalkScreen => ({
  talk: sem,
  round,
  who: { child: "Sem", teacher: "Noor Willems", rooms: oneRoom("6") },
  changeable: true,
  changeableLater: false,
  isPast: false,
  keptUntil: Temporal.PlainDate.from("2027-02-10"),
  toldBy: "email",
  moved: false,
  where: { place: "school", allowed: ["school"], joining: refuse({ kind: "not-online" }), said: null },
  today: null,
  note: { allowed: false, text: "", said: null },
  swap: { question: null, mayTick: true, ticked: [], said: null },
  ...known,
})

const everywhere = { allowed: places, said: null }
const online = (joining: TalkPlace["joining"], said: TalkPlace["said"] = null): Partial<TalkScreen> => ({
  where: { ...everywhere, place: "online", joining, said },
})

export const moving =
  (known: Partial<MoveScreen> = {}) =>
  ({ parent }: Stage): Markup => (
    <MovePage
      frame={parent}
      screen={{
        ...one(),
        free: { times: freeSlots(1, 3), clash: false },
        refused: null,
        taken: { atOnce: [], onAsking: [] },
        notSwapped: null,
        own: "",
        ...known,
      }}
    />
  )

const all = family(deVries(sem, lotte, daan))
const some = family(deVries(sem, null, null))
const single = family(first ? [first] : [])
const limited = family(secondary, { ...round, title: "Rapportgesprekken", talksPerPupil: 2 })
/** Sem's talk takes longer than others. */
const withLonger = (booked: Booking | null) =>
  family(
    deVries(booked, null, null).map((child, at) => ({
      ...child,
      teachers: child.teachers.map((each) => ({ ...each, takes: at === 0 ? 2 : 1 })),
    })),
  )
const semLonger: Booking = { ...sem, endsAt: sem.startsAt.add({ minutes: 20 }) }
const line = { id: round.id, title: round.title, opensAt: round.opensAt, closesAt: round.closesAt }

const inSet = (of: Booking, child: string, teacher: string, room: string): SetTalk => ({
  ...of,
  child,
  teacher,
  room,
  takes: 1,
})
const set = [
  inSet(sem, "Sem", "Noor Willems", "6"),
  inSet(lotte, "Lotte", "Tim Bos", "11"),
  inSet(daan, "Daan", "Tim Bos", "11"),
]
const together =
  (known: Partial<TogetherScreen> = {}) =>
  ({ parent }: Stage): Markup => (
    <TogetherPage
      frame={parent}
      screen={{
        round,
        open: openTalks(noneYet),
        asked: askForAll(noneYet),
        hours: ["18:30", "19:00", "19:30", "20:00", "20:30", "21:00"],
        days: [...evenings],
        held: null,
        lapsed: null,
        sets: [],
        isAsked: false,
        told: null,
        own: "",
        ...known,
      }}
    />
  )
const off =
  (known: Partial<CalledOffScreen>) =>
  ({ parent }: Stage): Markup => (
    <CalledOffPage
      frame={parent}
      screen={{
        startsAt: sem.startsAt,
        child: "Sem",
        teacher: "Noor Willems",
        by: "school",
        finalAt: null,
        next: { kind: "overview", address: "#" },
        ...known,
      }}
    />
  )
const held = { talks: set, until: moment("2026-11-03 10:05"), seconds: 300, extendable: true }
/** The evening itself: late with one teacher, on time with the other, and a child whose turn it is. */
const running: Today = new Map<BookingId, Word | null>([
  [sem.id, { kind: "late", minutes: 12, begins: moment("2026-11-10 19:12") }],
  [lotte.id, { kind: "now" }],
  [daan.id, { kind: "on-time" }],
])

const staged = (isFirst: boolean): FamilyRound => ({
  ...noneYet,
  opening: {
    at: moment("2026-11-02 16:00"),
    others: moment("2026-11-03 16:00"),
    siblings: true,
    wanted: true,
    isFirst,
  },
})
const marked = (of: FamilyRound, marks: readonly (Mark | null)[]): FamilyRound => ({
  ...of,
  children: of.children.map((child, at) => ({
    ...child,
    teachers: child.teachers.map((each) => ({ ...each, mark: marks[at] ?? null })),
  })),
})
const declined: FamilyRound = {
  ...noneYet,
  children: noneYet.children.map((child, at) => ({ ...child, declined: at === 0 })),
}
const waitingFor = (offer: Waiting["offer"]): FamilyRound => ({
  ...single,
  children: single.children.map((child) => ({
    ...child,
    teachers: child.teachers.map((each) => ({ ...each, waiting: { place: 2, offer } })),
  })),
})
/** Sem waits and is offered the time at which Lotte has her talk. */
const offeredThen = {
  id: 7 as SlotId,
  startsAt: lotte.startsAt,
  endsAt: lotte.endsAt,
  until: moment("2026-11-05 22:00"),
}
const alone = family(deVries(null, lotte, daan))
const busyThen: FamilyRound = {
  ...alone,
  children: alone.children.map((child, at) => ({
    ...child,
    teachers: child.teachers.map((each) =>
      at === 0 ? { ...each, waiting: { place: 1, offer: offeredThen } } : each,
    ),
  })),
}
const missed = { startsAt: moment("2026-11-10 19:10"), until: moment("2026-11-05 22:00") }
const missedOne: FamilyRound = {
  ...single,
  children: single.children.map((child) => ({
    ...child,
    teachers: child.teachers.map((each) => ({ ...each, missed })),
  })),
}
const withMarks = marked(noneYet, ["wanted", null, "not-needed"])
const notNeeded = marked(single, ["not-needed"])

export const parentStates: States = {
  "rondes-geen": ({ parent }) => <HomePage frame={parent} screen={{ rounds: [] }} />,
  "rondes-twee": ({ parent }) => (
    <HomePage
      frame={parent}
      screen={{
        rounds: [
          { ...line, phase: "open", talks: 1 },
          { ...line, title: "Startgesprekken", phase: "past", talks: 3 },
        ],
      }}
    />
  ),
  "kiezen-nog-niet": choosing(noneYet, { phase: "announced", choices: nowhere(noneYet) }),
  "kiezen-eerder-aan-de-beurt": choosing(staged(true)),
  "kiezen-later-aan-de-beurt": choosing(staged(false), { phase: "announced", choices: nowhere(noneYet) }),
  "kiezen-gewenst-en-niet-nodig": choosing(withMarks),
  "kiezen-geen-gesprek-nodig": choosing(notNeeded),
  "kiezen-geen-gesprek": choosing(declined, { choices: [null, ...choicesFor(noneYet).slice(1)] }),
  "kiezen-geen-gesprek-kan-niet": choosing(some, {
    told: { kind: "not-declined", refusal: { kind: "has-talk" } },
  }),
  "kiezen-op-wachtlijst": choosing(waitingFor(null), { choices: [{ times: [], clash: false }] }),
  "kiezen-tijd-aangeboden": choosing(
    waitingFor({
      id: 7 as SlotId,
      startsAt: moment("2026-11-10 19:10"),
      endsAt: moment("2026-11-10 19:20"),
      until: moment("2026-11-05 22:00"),
    }),
    { choices: [{ times: [], clash: false }] },
  ),
  "kiezen-tijd-aangeboden-ander-gesprek": choosing(busyThen, {
    choices: busyThen.children.flatMap(({ teachers }) => teachers.map(() => null)),
  }),
  "kiezen-wachtlijst-tijd-gemist": choosing(missedOne, { choices: [{ times: [], clash: false }] }),
  "kiezen-wachtlijst-leraar-is-er-niet": choosing(waitingFor(null), {
    choices: [{ times: [], clash: false }],
    away: new Set([0]),
  }),
  "kiezen-wachtlijst-geen-adres": choosing(single, { choices: [{ times: [], clash: false }], toldBy: null }),
  "kiezen-wachtlijst-niet-nodig": choosing(single, {
    told: { kind: "not-waiting", refusal: { kind: "times-free" } },
  }),
  "kiezen-langer": choosing(withLonger(null)),
  "kiezen-langer-gekozen": choosing(withLonger(semLonger), { told: { kind: "booked", booking: sem.id } }),
  "gesprek-langer": ({ parent }) => <BookingPage frame={parent} screen={one({ talk: semLonger })} />,
  "kiezen-een-kind": choosing(single),
  "kiezen-drie-kinderen": choosing(noneYet),
  "kiezen-samen": choosing(family(withBoth(sem))),
  "kiezen-ander-lokaal": choosing(family(inTwoRooms())),
  "kiezen-vol": choosing(noneYet, { choices: choicesFor(noneYet).map(() => ({ times: [], clash: false })) }),
  "kiezen-alles-tegelijk": choosing(some, {
    choices: [null, { times: [], clash: true }, { times: freeSlots(2, 8), clash: false }],
  }),
  "kiezen-voortgezet": choosing(limited, { opened: 1 }),
  "kiezen-net-gekozen": choosing(some, { told: { kind: "booked", booking: sem.id } }),
  "kiezen-klaar": choosing(all, { told: { kind: "booked", booking: daan.id } }),
  "kiezen-terug-op-klaar": choosing(all),
  "de-avond-zelf": choosing(all, { phase: "closed", changeable: new Set(), today: running }),
  "de-avond-zelf-gesprek": ({ parent }) => (
    <BookingPage frame={parent} screen={one({ changeable: false, today: running })} />
  ),
  "bericht-aan-de-leraar": ({ parent }) => (
    <BookingPage frame={parent} screen={one({ note: { allowed: true, text: "", said: null } })} />
  ),
  "bericht-bewaard": ({ parent }) => (
    <BookingPage
      frame={parent}
      screen={one({ note: { allowed: true, text: "Sem wil graag meer lezen.", said: "kept" } })}
    />
  ),
  "bericht-te-lang": ({ parent }) => (
    <BookingPage
      frame={parent}
      screen={one({
        note: {
          allowed: true,
          text: "Sem leest graag. ".repeat(18),
          said: { kind: "note-too-long", over: 6 },
        },
      })}
    />
  ),
  "agenda-uit": ({ parent }) => <CalendarFeedPage frame={parent} screen={{ address: null }} />,
  "agenda-aan": ({ parent }) => (
    <CalendarFeedPage
      frame={parent}
      screen={{ address: "https://tienminuten.example/galerij/agenda/Q7kT0pYlmB4xWc2dVn9sRa1f.ics" }}
    />
  ),
  "kiezen-afgezegd": choosing(some, { told: { kind: "cancelled" } }),
  "kiezen-school-verandert": choosing(single, { off: [{ ...sem, finalAt: moment("2026-11-10 12:10") }] }),
  "kiezen-school-zegde-af": choosing(single, { off: [{ ...sem, finalAt: null }] }),
  "kiezen-gesloten": choosing(some, { phase: "closed", choices: nowhere(some) }),
  "kiezen-gesloten-niets": choosing(noneYet, { phase: "closed", choices: nowhere(noneYet) }),
  "kiezen-geweest": choosing(all, { phase: "past", changeable: new Set() }),
  ...Object.fromEntries(
    Object.entries(refusals).map(([kind, refusal]) => [
      `geweigerd-${kind}`,
      choosing(noneYet, { told: { ...placed, ...refused(refusal) } }),
    ]),
  ),
  gesprek: ({ parent }) => <BookingPage frame={parent} screen={one()} />,
  "gesprek-online": ({ parent }) => (
    <BookingPage
      frame={parent}
      screen={one(online(refuse({ kind: "too-early", opensAt: moment("2026-11-10 18:45") }), "chosen"))}
    />
  ),
  "gesprek-online-open": ({ parent }) => (
    <BookingPage frame={parent} screen={one({ ...online(accept(true)), changeable: false })} />
  ),
  "gesprek-online-zonder-link": ({ parent }) => (
    <BookingPage frame={parent} screen={one(online(refuse({ kind: "no-link-yet" }), "place-too-late"))} />
  ),
  "online-te-vroeg": ({ parent }) => (
    <NotNowPage
      frame={parent}
      talk={sem}
      refusal={{ kind: "too-early", opensAt: moment("2026-11-10 18:45") }}
    />
  ),
  "online-geen-link": ({ parent }) => (
    <NotNowPage frame={parent} talk={sem} refusal={{ kind: "no-link-yet" }} />
  ),
  "gesprek-net-verzet": ({ parent }) => <BookingPage frame={parent} screen={one({ moved: true })} />,
  "gesprek-te-laat": ({ parent }) => <BookingPage frame={parent} screen={one({ changeable: false })} />,
  "gesprek-geweest": ({ parent }) => (
    <BookingPage frame={parent} screen={one({ isPast: true, changeable: false })} />
  ),
  verzetten: moving(),
  "verzetten-vol": moving({ free: { times: [], clash: false } }),
  "verzetten-weg": moving({ refused: refused({ kind: "slot-taken" }) }),
  "verzetten-te-laat": moving({ changeable: false }),
  afzeggen: ({ parent }) => <CancelPage frame={parent} screen={one()} refused={null} />,
  "gesprek-nog-niet": ({ parent }) => (
    <BookingPage frame={parent} screen={one({ changeable: false, changeableLater: true })} />
  ),
  "verzetten-nog-niet": moving({ changeable: false, changeableLater: true }),
  "afzeggen-nog-niet": ({ parent }) => (
    <CancelPage frame={parent} screen={one({ changeable: false, changeableLater: true })} refused={null} />
  ),
  "kiezen-nog-niet-klaar": choosing(all, { phase: "announced", changeable: new Set() }),
  "afzeggen-te-laat": ({ parent }) => (
    <CancelPage
      frame={parent}
      screen={one({ changeable: false })}
      refused={{ refusal: { kind: "too-late" }, at: null, nearest: [] }}
    />
  ),
  "gesprek-is-af": off({ next: { kind: "choose", address: "#" } }),
  "gesprek-is-af-elders": off({ by: "family", next: { kind: "stands", address: "#" } }),
  "gesprek-is-af-over": off({ child: null, by: "family", next: { kind: "overview", address: "#" } }),
  "gesprek-verandert": off({ finalAt: moment("2026-11-10 12:10") }),
  samen: together(),
  "samen-voorstel": together({ isAsked: true, held, sets: [set] }),
  "samen-niets-gevonden": together({ isAsked: true }),
  "samen-niets-gevraagd": together({ told: { kind: "no-talk" } }),
  "samen-niet-meer-vast": together({ isAsked: true, lapsed: set }),
  "samen-net-weg": together({
    isAsked: true,
    told: { ...refused({ kind: "slot-taken" }), child: "Sem", teacher: "Noor Willems" },
    sets: [set],
  }),
}
