import { courseOf, noTurn, type Turn } from "../../domain/evenings/evening.ts"
import type { BookingId, TeacherId } from "../../domain/ids.ts"
import { HallClosedPage, type HallLine, HallPage, type HallScreen } from "../door/hall.tsx"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { RoundEveningPage, type TeacherLine } from "../staff/evening.tsx"
import { TodayPage } from "../teacher/today.tsx"
import type { Evening, TodayScreen } from "../teacher/today-screen.ts"
import { round } from "./round.ts"
import { moment, type Stage, type States, school } from "./stage.ts"

const day = Temporal.PlainDate.from("2026-11-10")
const other = Temporal.PlainDate.from("2026-11-12")
const at = (time: string) => moment(`2026-11-10 ${time}`)
const children = ["Lotte de Vries", "Daan de Vries", "Mila Bakker", "Yusuf El Amrani", "Fleur van den Heuvel"]

/** Five talks from half past six, with what was tapped so far. */
function evening(turns: readonly Partial<Turn>[], now: string): Evening {
  const lines = children.map((child, index) => {
    const startsAt = at("18:30").add({ minutes: 10 * index })
    return {
      booking: (index + 1) as BookingId,
      startsAt,
      endsAt: startsAt.add({ minutes: 10 }),
      turn: { ...noTurn, ...turns[index] },
      child,
      group: "6B",
      home: index === 2 ? "Jansen" : null,
      minutes: index === 4 ? 20 : null,
      note: index === 3 ? "Yusuf slaapt slecht.\nWij willen graag weten hoe het in de klas gaat." : "",
    }
  })
  return {
    name: "Tim Bos",
    together: null,
    room: "11",
    day,
    days: [day, other],
    isToday: true,
    isAhead: false,
    lines,
    course: courseOf(lines, at(now)),
  }
}
const came = (from: string, until?: string): Turn => ({
  calledAt: at(from),
  endedAt: until ? at(until) : null,
  came: true,
})
const going = evening([came("18:31", "18:44"), came("18:44"), {}, {}, {}], "18:58")
const ready = evening(
  [
    came("18:30", "18:40"),
    came("18:40", "18:51"),
    came("18:51", "19:00"),
    { came: false },
    came("19:10", "19:19"),
  ],
  "19:20",
)

const leading =
  (known: Partial<TodayScreen> = {}) =>
  ({ teacher }: Stage): Markup => (
    <TodayPage frame={teacher} screen={{ teacher: null, evening: going, refusal: null, ...known }} />
  )

const line = (id: number, name: string, room: string, known: Partial<TeacherLine>): TeacherLine => ({
  teacher: id as TeacherId,
  name,
  room,
  now: null,
  next: null,
  late: null,
  isQuiet: false,
  talks: 12,
  came: 0,
  stayedAway: 0,
  ...known,
})
const teachers = [
  line(1, "Hanneke van Amerongen-Veldhuizen", "Speellokaal", { next: at("18:30") }),
  line(2, "Tim Bos", "11", { now: at("19:00"), next: at("19:10"), late: 12, came: 3, stayedAway: 1 }),
  line(3, "Noor Willems", "6", { now: at("19:10"), next: at("19:20"), late: 0, came: 4 }),
  line(4, "Sanne Peeters", "2", { came: 12 }),
  line(6, "Fatima Aydın", "9", { now: at("18:10"), next: at("18:20"), isQuiet: true, came: 2 }),
  line(5, "Bram Mulder", "", { talks: 0 }),
]
const address = `https://tienminuten.example/${school.slug}/scherm/Q7kT0pYlmB4xWc2dVn9sRa1f`

const hanging =
  (known: Partial<HallScreen> = {}) =>
  ({ stranger }: Stage): Markup => (
    <HallPage
      frame={stranger}
      screen={{
        title: round.title,
        now: at("19:12"),
        day,
        when: "today",
        lines: teachers,
        part: 1,
        parts: 1,
        address: stranger.to.hall("voorbeeld"),
        ...known,
      }}
    />
  )
const many: HallLine[] = Array.from({ length: 24 }, (_, index) => ({
  ...(teachers[index % teachers.length] as TeacherLine),
  room: String(index + 1),
}))

export const eveningStates: States = {
  "vandaag-nog-niet-begonnen": leading({ evening: evening([], "18:29") }),
  "vandaag-loopt-uit": leading(),
  "vandaag-klaar": leading({ evening: ready }),
  "vandaag-geen-gesprekken": leading({ evening: null }),
  "vandaag-nog-niet": leading({ evening: { ...ready, isToday: false, isAhead: true } }),
  "vandaag-niet-vandaag": leading({ evening: { ...ready, isToday: false }, refusal: { kind: "not-today" } }),
  "vandaag-voor-een-leraar": ({ administrator }) => (
    <TodayPage frame={administrator} screen={{ teacher: 2 as TeacherId, evening: going, refusal: null }} />
  ),
  avond: ({ administrator }) => (
    <RoundEveningPage
      frame={administrator}
      screen={{ round: round.id, title: round.title, day, teachers, hall: address, notes: true }}
    />
  ),
  "avond-nog-leeg": ({ administrator }) => (
    <RoundEveningPage
      frame={administrator}
      screen={{ round: round.id, title: round.title, day: null, teachers: [], hall: null, notes: false }}
    />
  ),
  scherm: hanging(),
  "scherm-in-delen": hanging({ lines: many, part: 2, parts: 3 }),
  "scherm-morgen": hanging({ when: "later" }),
  "scherm-voorbij": hanging({ when: "past" }),
  "scherm-gesloten": ({ stranger }) => <HallClosedPage frame={stranger} />,
}
