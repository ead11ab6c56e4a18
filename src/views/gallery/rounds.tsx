import { parseHours } from "../../domain/clock.ts"
import type { GroupId, RoundId, TeacherId } from "../../domain/ids.ts"
import type { KnownDay } from "../../domain/rounds/presence.ts"
import { nobodyEarly, noDay, proposeRound } from "../../domain/rounds/round-draft.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { LetterSheet } from "../staff/letter.tsx"
import { LetterSheetsPage, LettersPage, type LettersScreen } from "../staff/letters.tsx"
import { RoundPage } from "../staff/round.tsx"
import type { RoundFormScreen } from "../staff/round-fields.tsx"
import { RoundFormPage } from "../staff/round-new.tsx"
import { RoundRoomPage } from "../staff/round-room.tsx"
import type { RoundScreen, TeacherLine } from "../staff/round-screen.ts"
import { RoundTeachersPage } from "../staff/round-teachers.tsx"
import type { RoundTeachersScreen } from "../staff/round-teachers-screen.ts"
import { RoundsPage } from "../staff/rounds.tsx"
import { type Start, StartPage } from "../staff/start.tsx"
import { evenings, round } from "./round.ts"
import { moment, type Stage, type States, school } from "./stage.ts"
import { upheavals } from "./upheavals.tsx"

const [first, second] = evenings.map((date) => Temporal.PlainDate.from(date)) as [
  Temporal.PlainDate,
  Temporal.PlainDate,
]
const hours = parseHours("18:30", "21:00") as NonNullable<ReturnType<typeof parseHours>>
const days: KnownDay[] = [first, second].map((date, at) => ({ id: at + 1, date, pause: null, ...hours }))
const draft = { ...round, publishedAt: null }

const teacher = (
  name: string,
  room: string,
  taken: number,
  known: Partial<TeacherLine> = {},
): TeacherLine => ({
  id: 1 as TeacherId,
  name,
  along: [],
  room,
  slots: 30,
  taken,
  first: moment("2026-11-10 18:30"),
  last: moment("2026-11-12 21:00"),
  pupils: 23,
  talks: 23,
  waiting: Math.max(0, 23 - taken),
  needs: Math.max(0, 23 - taken),
  listed:
    taken === 30
      ? [
          { first: "Defne", prefix: "", last: "Yilmaz" },
          { first: "Sem", prefix: "de", last: "Vries" },
        ]
      : [],
  ...known,
})
const teachers = [
  teacher("Tim Bos", "11", 12),
  teacher("Hanneke van Amerongen-Veldhuizen", "", 0, { pupils: 34, talks: 34, waiting: 34, needs: 36 }),
  teacher("Noor Willems", "6", 30),
]
const nobody = { households: 0, byMail: 0, mailed: 0, toMail: 0, byLetter: 0, printed: 0 }
const everybody = { households: 201, byMail: 179, mailed: 179, toMail: 0, byLetter: 22, printed: 0 }

const overview =
  (known: Partial<RoundScreen> = {}, Page = RoundPage) =>
  ({ administrator }: Stage): Markup => (
    <Page
      frame={administrator}
      screen={{
        round,
        phase: "open",
        next: null,
        days,
        groups: ["4A", "6B"],
        groupsWithoutTeacher: [],
        teachers,
        doubts: 0,
        invited: everybody,
        messages: { queued: 3, sent: 176, failed: 2 },
        kept: { until: Temporal.PlainDate.from("2027-02-10") },
        unanswered: 43,
        upheavals: [],
        said: null,
        ...known,
      }}
    />
  )

const toInvite = { ...everybody, mailed: 0, toMail: 179 }
const quiet = { queued: 0, sent: 0, failed: 0 }
const line = { id: round.id, opensAt: round.opensAt, closesAt: round.closesAt, days: [first, second] }

const form =
  (known: Partial<RoundFormScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <RoundFormPage
      frame={administrator}
      screen={{
        title: administrator.words.rounds.new,
        address: administrator.to.newRound(),
        back: { to: administrator.to.rounds(), name: administrator.words.rounds.title },
        draft: proposeRound("Herfstgesprekken", first.subtract({ days: 16 }), "primary", [1 as GroupId]),
        groups: ["1A", "1B", "2", "3", "4A", "4B", "5", "6A", "6B", "7", "8"].map((name, at) => ({
          id: (at + 1) as GroupId,
          name,
          kind: "home",
          pupils: 23,
        })),
        problems: [],
        obstacle: null,
        seen: "",
        stage: "new",
        kept: [],
        readsOn: null,
        copied: null,
        ...known,
      }}
    />
  )
const emptyMoment = { date: "", time: "" }
const emptyDraft = {
  title: "",
  days: [noDay],
  slotMinutes: "",
  changeMinutes: "",
  walkMinutes: "",
  talks: "1",
  groups: [],
  restAfter: "",
  restMinutes: "",
  early: nobodyEarly,
  swaps: true,
  opens: emptyMoment,
  closes: emptyMoment,
  change: emptyMoment,
}

const presence =
  (known: Partial<RoundTeachersScreen> = {}, room = "") =>
  ({ administrator }: Stage): Markup => {
    const toSet = (id: number, name: string, there: boolean) => ({
      id: id as TeacherId,
      name,
      groups: ["6B"],
      written: {
        teacher: id as TeacherId,
        room: there ? "11" : "",
        with: id === 1 || id === 3 ? (2 as TeacherId) : null,
        days: [1, 2].map((day) => ({
          day,
          there: there && day === 1,
          from: "18:30",
          until: "21:00",
          room: there && day === 1 ? room : "",
        })),
      },
      along: id === 1 && known.isDraft === false ? { carrier: 2 as TeacherId, talks: 12 } : null,
    })
    return (
      <RoundTeachersPage
        frame={administrator}
        screen={{
          address: administrator.to.roundTeachers(round.id),
          back: administrator.to.staffRound(round.id),
          title: round.title,
          days: days.map(({ id, date }) => ({ id, date })),
          teachers: [toSet(2, "Tim Bos", true), toSet(1, "Noor Willems", false)],
          others: [toSet(3, "Carla Meijer", false)],
          problems: [],
          obstacle: null,
          seen: "",
          isDraft: true,
          ...known,
        }}
      />
    )
  }

const letters =
  (known: Partial<LettersScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <LettersPage
      frame={administrator}
      screen={{
        address: administrator.to.letters(round.id),
        back: administrator.to.staffRound(round.id),
        round: round.title,
        withoutMail: 22,
        open: 9,
        onlyOpen: false,
        all: 201,
        printed: 0,
        groups: [
          { id: 1 as GroupId, name: "4A", withoutMail: 4, all: 24 },
          { id: 2 as GroupId, name: "6B", withoutMail: 1, all: 23 },
        ],
        isOver: false,
        ...known,
      }}
    />
  )
const sheets =
  (some: boolean) =>
  ({ administrator }: Stage): Markup => {
    const { language, to, origin } = administrator
    const letter = {
      language,
      pupils: [
        { first: "Sem", group: "4A" },
        { first: "Lotte", group: "6B" },
      ],
      code: "KM4P-7TQX",
      link: "voorbeeld",
    }
    const desk = { round, days: [first, second], school, to, origin }
    return (
      <LetterSheetsPage
        frame={administrator}
        screen={{
          round: round.title,
          address: to.letters(round.id),
          sheets: some ? [<LetterSheet letter={letter} desk={desk} />] : [],
        }}
      />
    )
  }

const inNumbers = { id: round.id, title: round.title, phase: "open" as const, closesAt: round.closesAt }
const start =
  (done: number, known: Partial<Start> = {}) =>
  ({ administrator }: Stage): Markup => (
    <StartPage
      frame={administrator}
      screen={{
        steps: (["import", "households", "factor", "round", "invite"] as const).map((name, at) => ({
          name,
          done: at < done,
        })),
        pupils: done > 0 ? 280 : 0,
        importedAt: done > 0 ? moment("2026-10-01 09:00") : null,
        households: done > 0 ? 201 : 0,
        openDoubts: 0,
        factor: done > 2 ? "birth-date" : null,
        factorEmpty: false,
        window: null,
        leaving: null,
        rounds: done > 3 ? [{ ...inNumbers, invited: done > 4 ? 179 : 0, booked: done > 4 ? 55 : 0 }] : [],
        ...known,
      }}
    />
  )

export const roundStates: States = {
  "start-nieuw": start(0),
  "start-vragen": start(1, { openDoubts: 15 }),
  "start-uitnodigen": start(4),
  "start-school-stopt": start(4, {
    leaving: {
      school: "00000000-0000-4000-8000-000000000000" as never,
      state: "confirmed",
      askedBy: null,
      askedAt: moment("2026-11-03 10:00"),
      confirmedBy: null,
      endsAt: moment("2026-11-04 10:05"),
      erasedAt: null,
      goneAt: null,
      number: null,
      counts: {},
      objects: 0,
    },
  }),
  "start-klaar": start(5),
  rondes: ({ administrator }) => (
    <RoundsPage
      frame={administrator}
      screen={{
        hasPupils: true,
        rounds: [
          { ...line, title: round.title, phase: "open", slots: 390, talks: 71 },
          { ...line, id: 2 as RoundId, title: "Rapportgesprekken", phase: "draft", slots: 0, talks: 0 },
          { ...line, id: 3 as RoundId, title: "Startgesprekken", phase: "past", slots: 300, talks: 268 },
        ],
      }}
    />
  ),
  "rondes-nog-geen": ({ administrator }) => (
    <RoundsPage frame={administrator} screen={{ rounds: [], hasPupils: true }} />
  ),
  "rondes-geen-leerlingen": ({ administrator }) => (
    <RoundsPage frame={administrator} screen={{ rounds: [], hasPupils: false }} />
  ),
  "ronde-nieuw": form(),
  "ronde-kopie": form({
    copied: { from: round.id, title: round.title, weeks: 13, firstDay: "2027-02-09" },
  }),
  "ronde-nieuw-fout": form({
    draft: emptyDraft,
    problems: [
      { at: "title", kind: "title-missing" },
      { at: "date-0", kind: "date-missing" },
      { at: "hours-0", kind: "hours-missing" },
      { at: "slotMinutes", kind: "length-odd" },
      { at: "groups", kind: "no-group" },
      { at: "opens", kind: "opens-missing" },
    ],
  }),
  "ronde-nieuw-eerder-kiezen": form({
    draft: {
      ...proposeRound("Herfstgesprekken", first.subtract({ days: 16 }), "primary", [1 as GroupId]),
      restAfter: "6",
      restMinutes: "10",
      early: { siblings: true, wanted: true, at: { date: "2026-10-31", time: "16:00" } },
    },
    problems: [{ at: "early", kind: "early-after-opening" }],
  }),
  "ronde-aanpassen": form({ stage: "published", title: round.title, kept: [1 as GroupId] }),
  "ronde-aanpassen-intussen-anders": (stage) =>
    form({
      stage: "published",
      title: round.title,
      obstacle: {
        kind: "changed-meanwhile",
        now: [{ label: stage.administrator.words.rounds.form.name, value: "Herfstgesprekken" }],
      },
    })(stage),
  "ronde-aanpassen-gesprek-in-de-weg": form({
    stage: "published",
    title: round.title,
    obstacle: {
      kind: "talks-in-the-way",
      teacher: "Tim Bos",
      at: moment("2026-11-10 19:00"),
      away: "/galerij/team/rondes/1/afwezig/2",
    },
  }),
  "ronde-leraren": presence(),
  "ronde-leraren-per-dag": presence({}, "Aula"),
  "ronde-leraren-fout": presence({
    problems: [{ teacher: 2 as TeacherId, day: 1, kind: "outside-day" }],
  }),
  "ronde-leraren-samen": presence({
    isDraft: false,
    problems: [{ teacher: 3 as TeacherId, kind: "with-another" }],
  }),
  "ronde-leraren-eigen-gesprekken": presence({
    isDraft: false,
    obstacle: {
      kind: "own-talks",
      teacher: "Tim Bos",
      talks: 3,
      waiting: 1,
      held: 0,
      away: "/galerij/team/rondes/1/afwezig/2",
    },
  }),
  "ronde-leraren-geen": presence({ teachers: [], others: [] }),
  "ronde-draai-terug": overview({ upheavals: upheavals.slice(0, 1) }),
  "ronde-concept": overview({
    round: draft,
    phase: "draft",
    invited: { ...nobody, households: 201 },
    messages: quiet,
    doubts: 15,
    groupsWithoutTeacher: ["8"],
  }),
  "ronde-concept-leeg": overview({
    round: draft,
    phase: "draft",
    teachers: [],
    invited: nobody,
    messages: quiet,
    said: { kind: "no-publishing", refusal: { kind: "no-slots" } },
  }),
  "ronde-gepubliceerd": overview({
    phase: "announced",
    invited: toInvite,
    messages: quiet,
    said: { kind: "published" },
  }),
  "ronde-open": overview(),
  "ronde-ruimte": overview({}, RoundRoomPage),
  "ronde-ruimte-concept": overview({ round: draft, phase: "draft" }, RoundRoomPage),
  "ronde-verstuurd": overview({ said: { kind: "sent", mailed: 179 } }),
  "ronde-gesloten": overview({ phase: "closed", next: "answers" }),
  "ronde-vandaag": overview({ phase: "closed", next: "evening" }),
  "ronde-geweest": overview({ phase: "past", next: "figures" }),
  brieven: letters(),
  "brieven-iedereen-mail": letters({ withoutMail: 0, printed: 22 }),
  "brieven-te-laat": letters({ isOver: true }),
  "brieven-klaar": sheets(true),
  "brieven-geen": sheets(false),
}
