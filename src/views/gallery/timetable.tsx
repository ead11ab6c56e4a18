import type { BookingId, HouseholdId, PupilId, SlotId, TeacherId, UpheavalId } from "../../domain/ids.ts"
import type { TimetableHold, TimetableSlot, TimetableTeacher } from "../../domain/rounds/timetable.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { TimetablePage } from "../staff/timetable.tsx"
import type { InHand, TimetableScreen } from "../staff/timetable-screen.ts"
import type { UpheavalSeen } from "../staff/upheavals.tsx"
import { evenings, round } from "./round.ts"
import { moment, type Stage, type States } from "./stage.ts"
import { takenBack, upheavals } from "./upheavals.tsx"

const days = evenings.map((date) => Temporal.PlainDate.from(date))
const day = days[0] as Temporal.PlainDate
const names = ["Sem de Vries", "Defne Yilmaz", "Maximiliaan van der Berg-Waterman", "Mila Bakker"]

const holdOf = (offered: boolean): TimetableHold => ({
  household: 2 as HouseholdId,
  child: "Maximiliaan van der Berg-Waterman",
  offered,
  until: moment(`${day} ${offered ? "12:00" : "09:34"}`),
})

/** An evening of twelve times: every third one taken, one closed; with the third teacher the first talk takes two. */
const slotsOf = (teacher: number): TimetableSlot[] =>
  Array.from({ length: 12 }, (_, at) => {
    const startsAt = moment(`${day} 19:00`).add({ minutes: 10 * at })
    const child = names[(at + teacher) % names.length] ?? ""
    const talk = {
      booking: (teacher * 100 + at) as BookingId,
      household: 1 as HouseholdId,
      pupil: 1 as PupilId,
      child,
      group: "4A",
    }
    return {
      id: (teacher * 100 + at) as SlotId,
      startsAt,
      endsAt: startsAt.add({ minutes: teacher === 3 && at === 0 ? 20 : 10 }),
      blocked: at === 5,
      talk: (at + teacher) % 3 === 0 && at !== 5 ? talk : null,
      hold: at === 4 && teacher < 3 ? holdOf(teacher === 2) : null,
    }
  }).filter((_, at) => teacher !== 3 || at !== 1)

const teachers: TimetableTeacher[] = ["Tim Bos", "Hanneke van Amerongen-Veldhuizen", "Noor Willems"].map(
  (name, at) => ({
    teacher: (at + 1) as TeacherId,
    name: at === 2 ? `${name} & Sara van Dam` : name,
    holders: [name, ...(at === 2 ? ["Sara van Dam"] : [])].map((each, more) => ({
      teacher: (at + 1 + more) as TeacherId,
      name: each,
    })),
    room: at === 1 ? "" : String(10 + at),
    slots: slotsOf(at + 1),
  }),
)
const tim = teachers[0] as TimetableTeacher
const free = tim.slots.find((slot) => !slot.talk && !slot.blocked) as TimetableSlot
const hanneke = teachers[1] as TimetableTeacher
const promised = hanneke.slots.find((slot) => slot.hold) as TimetableSlot
const closed = tim.slots.find((slot) => slot.blocked) as TimetableSlot
const taken = tim.slots.find((slot) => slot.talk) as TimetableSlot & {
  talk: NonNullable<TimetableSlot["talk"]>
}
const expected = [
  {
    household: 3 as HouseholdId,
    pupil: 5 as PupilId,
    child: "Bakker, Mila",
    group: "4A",
    home: "Bakker",
    takes: 1,
  },
  {
    household: 4 as HouseholdId,
    pupil: 5 as PupilId,
    child: "Bakker, Mila",
    group: "4A",
    home: "Jansen",
    takes: 2,
  },
]

const swapped: UpheavalSeen = {
  id: 17 as UpheavalId,
  kind: "one-swapped",
  teacher: "",
  other: "",
  from: "",
  to: "",
  talks: 2,
  families: 2,
  leavesAt: moment(`${day} 09:40`),
  smsAt: null,
  state: "waiting",
  notBack: [],
}

const screen =
  (known: Partial<TimetableScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <TimetablePage
      frame={administrator}
      screen={{
        round,
        day,
        days,
        teachers,
        page: 1,
        pages: 1,
        inHand: null,
        planning: null,
        back: 0 as SlotId,
        told: null,
        parts: [{ id: 1, hours: "19:00 – 21:00" }],
        upheavals: [],
        said: null,
        act: null,
        ...known,
      }}
    />
  )
const holding = (inHand: InHand) => screen({ inHand })

export const timetableStates: States = {
  rooster: screen(),
  "rooster-leeg": screen({ teachers: [], days: [day] }),
  "rooster-veel-leraren": screen({ pages: 4, page: 2 }),
  "rooster-vrije-tijd": holding({ kind: "time", slot: free, teacher: tim, expected }),
  "rooster-niemand-meer": holding({ kind: "time", slot: free, teacher: tim, expected: [] }),
  "rooster-dichte-tijd": holding({ kind: "time", slot: closed, teacher: tim, expected }),
  "rooster-beloofde-tijd": holding({
    kind: "time",
    slot: promised,
    teacher: hanneke,
    expected: expected.slice(0, 1),
  }),
  "rooster-gesprek": holding({ kind: "talk", slot: taken, talk: taken.talk, teacher: tim, begun: false }),
  "rooster-begonnen": holding({ kind: "talk", slot: taken, talk: taken.talk, teacher: tim, begun: true }),
  "rooster-verzetten": holding({ kind: "moving", slot: taken, talk: taken.talk, teacher: tim }),
  "rooster-inplannen": screen({
    teachers: teachers.slice(0, 1),
    planning: {
      household: 4 as HouseholdId,
      pupil: 5 as PupilId,
      child: "Bakker, Mila",
      group: "4A",
      home: "Jansen",
      takes: 1,
      teachers: [1 as TeacherId],
    },
  }),
  "rooster-draai-terug": screen({ upheavals, said: "done" }),
  "rooster-teruggedraaid": screen({ upheavals: [takenBack], said: "done" }),
  "rooster-te-laat": screen({ upheavals: upheavals.slice(2), said: "told" }),
  "rooster-gewisseld": screen({ act: swapped }),
  "rooster-gewisseld-bericht-weg": screen({ act: { ...swapped, state: "left" } }),
  "rooster-wissel-teruggedraaid": screen({ act: { ...swapped, state: "undone" } }),
  "rooster-kon-niet-terug": screen({
    act: {
      ...swapped,
      kind: "one-cancelled",
      state: "waiting",
      talks: 1,
      families: 1,
      notBack: [{ child: "Sem de Vries", at: taken.startsAt, why: "taken" }],
    },
  }),
  "rooster-net-verzet": screen({
    told: { kind: "refused", why: { kind: "talk-moved", at: taken.startsAt, teacher: "Noor Willems" } },
  }),
  "rooster-beloofd": screen({
    told: { kind: "refused", why: { kind: "slot-offered", until: moment(`${day} 12:00`) } },
  }),
  "rooster-geweigerd": screen({
    told: { kind: "refused", why: { kind: "household-busy", at: taken.startsAt } },
    inHand: { kind: "talk", slot: taken, talk: taken.talk, teacher: tim, begun: false },
  }),
}
