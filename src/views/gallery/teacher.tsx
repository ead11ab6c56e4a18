import type { PupilId, RoundId, SlotId } from "../../domain/ids.ts"
import type { FamilyAnswer, MentorRound } from "../../domain/people/mentor-groups.ts"
import type { Agenda, AgendaSlot } from "../../domain/rounds/agenda.ts"
import { oneRoom } from "../../domain/rounds/rooms.ts"
import type { MarkedPupil } from "../../domain/talks/mark.ts"
import { notCut } from "../../domain/talks/shown-time.ts"
import { dayOf } from "../format.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { ListsPage } from "../staff/lists.tsx"
import { DayListsPage, DoorSignsPage, HallListPage, type RoundPapers } from "../staff/round-papers.tsx"
import { AgendaPage } from "../teacher/agenda.tsx"
import { TeacherFeedPage } from "../teacher/calendar-feed.tsx"
import { GroupsPage } from "../teacher/groups.tsx"
import { MarksPage, type MarksScreen } from "../teacher/marks.tsx"
import { OwnTimesPage, type OwnTimesScreen } from "../teacher/own-times.tsx"
import { evenings, round } from "./round.ts"
import { moment, type Stage, type States } from "./stage.ts"

const children = ["Lotte de Vries", "Daan de Vries", "Mila Bakker", "Yusuf El Amrani", "Fleur van den Heuvel"]

const agenda = (filled: number): Agenda => ({
  round: round.id,
  title: round.title,
  phase: "open",
  opensAt: round.opensAt,
  rooms: oneRoom("11"),
  together: null,
  online: true,
  slots: evenings
    .flatMap((date) =>
      Array.from({ length: 9 }, (_, at) => moment(`${date} 18:30`).add({ minutes: 10 * at })),
    )
    .map((startsAt, at) => ({
      id: (200 + at) as SlotId,
      startsAt,
      endsAt: startsAt.add({ minutes: 10 }),
      blocked: at === 4,
      freed: at === 6,
      talk:
        at % 4 < filled && at !== 4
          ? {
              child: children[at % 5] ?? "",
              first: children[at % 5]?.split(" ")[0] ?? "",
              group: "6B",
              home: at % 5 === 2 ? "Bakker" : null,
              minutes: at === 1 ? 20 : null,
            }
          : null,
    })),
})

const announced: Agenda = {
  ...agenda(0),
  round: 2 as RoundId,
  title: "Rapportgesprekken",
  phase: "announced",
  rooms: oneRoom(""),
}

const draft: Agenda = { ...announced, phase: "draft", slots: [] }

const family = (
  at: number,
  first: string,
  last: string,
  known: Partial<FamilyAnswer> = {},
): FamilyAnswer => ({
  pupil: at as PupilId,
  name: { first, prefix: "", last },
  home: null,
  invited: true,
  talks: [],
  ...known,
})
const answers: MentorRound = {
  round: round.id,
  title: round.title,
  phase: "open",
  groups: [
    {
      name: "2vb",
      families: [
        family(1, "Defne", "Yilmaz", {
          talks: [{ startsAt: moment("2026-11-10 19:00"), teacher: "Noor Willems", room: "6" }],
        }),
        family(2, "Mila", "Bakker", { home: "Bakker" }),
        family(2, "Mila", "Bakker", { home: "Jansen", invited: false }),
      ],
    },
  ],
}

const sheets: RoundPapers = {
  id: round.id,
  title: round.title,
  days: evenings.flatMap((date) =>
    ["Noor Willems", "Annemarie van den Heuvel-Oosterbaan"].map((name, at) => {
      const [first = "", ...last] = name.split(" ")
      return {
        teacher: {
          name: { first, prefix: "", last: last.join(" ") },
          along: at === 0 ? [{ first: "Tim", prefix: "", last: "Bos" }] : [],
          room: at === 0 ? "12" : "",
          groups: ["6B"],
        },
        date: Temporal.PlainDate.from(date),
        slots: agenda(2).slots.filter(
          (slot) => !slot.blocked && dayOf(slot.startsAt, "nl") === dayOf(moment(`${date} 12:00`), "nl"),
        ),
      }
    }),
  ),
}
const marked = (at: number, name: string, known: Partial<MarkedPupil> = {}): MarkedPupil => ({
  pupil: at as PupilId,
  name,
  group: "6B",
  mark: null,
  takes: 1,
  talkAt: null,
  ...known,
})
const pupils = [
  marked(1, "Bakker, Mila", { mark: "wanted" }),
  marked(2, "El Amrani, Yusuf", { talkAt: moment("2026-11-10 19:00"), takes: 2 }),
  marked(3, "Heuvel, Fleur van den", { mark: "not-needed" }),
  marked(4, "Vries, Daan de"),
]
const marking =
  (known: Partial<MarksScreen> = {}) =>
  ({ teacher, administrator }: Stage): Markup => (
    <MarksPage
      frame={known.isOwn === false ? administrator : teacher}
      screen={{
        round,
        address: teacher.to.ownMarks(round.id),
        teacher: "Tim Bos",
        isOwn: true,
        times: 29,
        pupils,
        said: null,
        stuck: [],
        back: teacher.to.agenda(),
        ...known,
      }}
    />
  )
const planned = agenda(0).slots.map(({ startsAt }, at) => ({
  slot: notCut,
  startsAt,
  closed: at < 3,
  taken: false,
  minutes: null,
}))
const ownTimes =
  (known: Partial<OwnTimesScreen> = {}) =>
  ({ teacher }: Stage): Markup => (
    <OwnTimesPage
      frame={teacher}
      screen={{
        round: round.id,
        title: round.title,
        isDraft: false,
        together: null,
        times: agenda(2).slots.map(({ id, startsAt, blocked, talk }) => ({
          slot: id,
          startsAt,
          closed: blocked,
          taken: talk !== null,
          minutes: talk?.minutes ?? null,
        })),
        said: null,
        ...known,
      }}
    />
  )

const quiet = { clock: null, isToday: false, todos: [], lacking: [] }
const [first, second] = agenda(2).slots as [AgendaSlot, AgendaSlot]

export const teacherStates: States = {
  lijsten: ({ administrator }) => (
    <ListsPage frame={administrator} screen={{ id: round.id, title: round.title, mayKeep: true }} />
  ),
  deurbordjes: ({ administrator }) => <DoorSignsPage frame={administrator} screen={sheets} named={false} />,
  "deurbordjes-met-namen": ({ administrator }) => (
    <DoorSignsPage frame={administrator} screen={sheets} named />
  ),
  "hal-lijst": ({ administrator }) => <HallListPage frame={administrator} screen={sheets} />,
  "hal-lijst-nog-leeg": ({ administrator }) => (
    <HallListPage frame={administrator} screen={{ ...sheets, days: [] }} />
  ),
  daglijsten: ({ administrator }) => <DayListsPage frame={administrator} screen={sheets} />,
  "mijn-gesprekken": ({ teacher }) => (
    <AgendaPage frame={teacher} screen={{ rounds: [agenda(2)], ...quiet }} />
  ),
  "mijn-gesprekken-samen": ({ teacher }) => (
    <AgendaPage
      frame={teacher}
      screen={{ rounds: [{ ...agenda(2), together: "Noor Willems & Tim Bos" }], ...quiet }}
    />
  ),
  "mijn-gesprekken-klok": ({ teacher }) => (
    <AgendaPage
      frame={teacher}
      screen={{
        rounds: [agenda(2)],
        clock: { kind: "talk", slot: first, minutes: 2, next: second },
        isToday: true,
        todos: [{ round: round.id, title: round.title, count: 2 }],
        lacking: [{ round: round.id, title: round.title, count: 3 }],
      }}
    />
  ),
  "mijn-gesprekken-nog-een-minuut": ({ teacher }) => (
    <AgendaPage
      frame={teacher}
      screen={{
        rounds: [agenda(2)],
        clock: { kind: "one-more-minute", slot: second, next: null },
        isToday: true,
        todos: [],
        lacking: [],
      }}
    />
  ),
  "mijn-gesprekken-nog-leeg": ({ teacher }) => (
    <AgendaPage frame={teacher} screen={{ rounds: [announced], ...quiet }} />
  ),
  "mijn-gesprekken-vooraf": ({ teacher }) => (
    <AgendaPage frame={teacher} screen={{ rounds: [draft], ...quiet }} />
  ),
  "mijn-gesprekken-twee-rondes": ({ teacher }) => (
    <AgendaPage frame={teacher} screen={{ rounds: [agenda(4), announced], ...quiet }} />
  ),
  "mijn-gesprekken-geen-ronde": ({ teacher }) => (
    <AgendaPage frame={teacher} screen={{ rounds: [], ...quiet }} />
  ),
  "mijn-gesprekken-geen-leraar": ({ teacher }) => (
    <AgendaPage frame={teacher} screen={{ rounds: null, ...quiet }} />
  ),
  "mijn-gesprekken-beheerder": ({ administrator }) => (
    <AgendaPage frame={administrator} screen={{ rounds: null, ...quiet }} />
  ),
  "agenda-uit": ({ teacher }) => (
    <TeacherFeedPage frame={teacher} screen={{ address: null, isTeacher: true }} />
  ),
  "agenda-aan": ({ teacher }) => (
    <TeacherFeedPage
      frame={teacher}
      screen={{
        address: "https://tienminuten.example/galerij/agenda/Q7kT0pYlmB4xWc2dVn9sRa1f.ics",
        isTeacher: true,
      }}
    />
  ),
  "agenda-geen-leraar": ({ administrator }) => (
    <TeacherFeedPage frame={administrator} screen={{ address: null, isTeacher: false }} />
  ),
  "mijn-groepen": ({ mentor }) => <GroupsPage frame={mentor} screen={{ rounds: [answers], ...quiet }} />,
  "mijn-groepen-geen-ronde": ({ mentor }) => <GroupsPage frame={mentor} screen={{ rounds: [], ...quiet }} />,
  "wie-spreken": marking(),
  "wie-spreken-op-een-na": marking({ said: "kept", stuck: pupils.slice(1, 2) }),
  "wie-spreken-bewaard": marking({ said: "kept", isOwn: false }),
  "wie-spreken-voorbij": marking({ said: "over" }),
  "wie-spreken-niemand": marking({ pupils: [] }),
  "mijn-tijden": ownTimes(),
  "mijn-tijden-bewaard": ownTimes({ said: "kept" }),
  "mijn-tijden-net-gekozen": ownTimes({ said: { chosen: [moment("2026-11-10 18:40")] } }),
  "mijn-tijden-net-verzet": ownTimes({ said: "moved-meanwhile" }),
  "mijn-tijden-samen": ownTimes({ together: "Noor Willems & Tim Bos" }),
  "mijn-tijden-vooraf": ownTimes({ isDraft: true, times: planned }),
  "mijn-tijden-vooraf-bewaard": ownTimes({ isDraft: true, times: planned, said: "kept" }),
  "mijn-tijden-geen": ownTimes({ times: [] }),
  "mijn-groepen-geen-leraar": ({ administrator }) => (
    <GroupsPage frame={administrator} screen={{ rounds: null, ...quiet }} />
  ),
}
