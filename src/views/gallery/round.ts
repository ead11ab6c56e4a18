import type { BookingId, HouseholdId, PupilId, RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import { oneRoom } from "../../domain/rounds/rooms.ts"
import type { Round } from "../../domain/rounds/round.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import type {
  ChildInRound,
  FamilyRound,
  FreeSlot,
  FreeTimes,
  TeacherOfChild,
} from "../../domain/talks/family-round.ts"
import { moment } from "./stage.ts"

// An invented round on two evenings, with families de Vries (three children) and Yilmaz (one).

export const round: Round = {
  id: 1 as RoundId,
  title: "Herfstgesprekken",
  slotMinutes: 10,
  changeMinutes: 0,
  walkMinutes: 5,
  opensAt: moment("2026-11-02 16:00"),
  closesAt: moment("2026-11-10 22:00"),
  changeUntil: moment("2026-11-11 12:00"),
  publishedAt: moment("2026-10-30 09:00"),
  talksPerPupil: 1,
  endsAt: moment("2026-11-12 21:00"),
  early: null,
  rest: null,
  swaps: true,
}

export const evenings = ["2026-11-10", "2026-11-12"] as const

/** Every ten minutes between half past six and nine, on both evenings; some are gone. */
export const freeSlots = (teacher: number, gone: number): FreeSlot[] =>
  evenings
    .flatMap((date) =>
      Array.from({ length: 15 }, (_, at) => moment(`${date} 18:30`).add({ minutes: 10 * at })),
    )
    .map((startsAt, at) => ({
      id: (100 * teacher + at) as SlotId,
      startsAt,
      endsAt: startsAt.add({ minutes: 10 }),
    }))
    .filter((_, at) => (at * 7 + teacher) % 10 >= gone)

/** A talk of the family at this time. */
export const talk = (id: number, pupil: number, teacher: number, at: string): Booking => ({
  id: id as BookingId,
  household: 2 as HouseholdId,
  pupil: pupil as PupilId,
  teacher: teacher as TeacherId,
  round: round.id,
  slot: (100 * teacher + id) as SlotId,
  sequence: 0,
  ahead: 0,
  startsAt: moment(at),
  endsAt: moment(at).add({ minutes: 10 }),
})

const noor = (booked: Booking | null = null): TeacherOfChild => ({
  teacher: 1 as TeacherId,
  name: "Noor Willems",
  together: false,
  rooms: oneRoom("6"),
  talk: booked,
  mark: null,
  takes: 1,
  waiting: null,
  missed: null,
})
const tim = (booked: Booking | null = null): TeacherOfChild => ({
  teacher: 2 as TeacherId,
  name: "Tim Bos",
  together: false,
  rooms: oneRoom("11"),
  talk: booked,
  mark: null,
  takes: 1,
  waiting: null,
  missed: null,
})

const child = (pupil: number, name: string, group: string, teachers: TeacherOfChild[]): ChildInRound => ({
  pupil: pupil as PupilId,
  name,
  group,
  declined: false,
  teachers,
})

/** Three children, who have these talks. */
export const deVries = (sem: Booking | null, lotte: Booking | null, daan: Booking | null): ChildInRound[] => [
  child(2, "Sem", "4A", [noor(sem)]),
  child(3, "Lotte", "6B", [tim(lotte)]),
  child(4, "Daan", "6B", [tim(daan)]),
]

/** The same family, with two teachers who hold all their talks together. */
export const withBoth = (sem: Booking | null): ChildInRound[] => {
  const both = (booked: Booking | null) => ({
    ...noor(booked),
    name: "Noor Willems & Tim Bos",
    together: true,
  })
  return [child(2, "Sem", "4A", [both(sem)]), child(3, "Lotte", "6B", [{ ...both(null), mark: "wanted" }])]
}

/** A family whose teacher is in another room on the second evening. */
export const inTwoRooms = (): ChildInRound[] => {
  const [starts, ends] = [Temporal.PlainTime.from("18:30"), Temporal.PlainTime.from("21:00")]
  const days = [{ date: Temporal.PlainDate.from(evenings[1]), starts, ends, room: "Aula" }]
  return [child(2, "Sem", "4A", [{ ...noor(), rooms: { usual: "6", days } }])]
}

/** One child in secondary education: many teachers, a few talks. */
export const secondary: ChildInRound[] = [
  child(
    5,
    "Defne",
    "2vb",
    ["Nederlands", "wiskunde", "Engels", "geschiedenis", "biologie"].map((subject, at) => ({
      teacher: (10 + at) as TeacherId,
      name: `${["Gülay Arslan", "Lars Jonker", "Nadia Haddad", "Esther Maas", "Olaf Prins"][at]}, ${subject}`,
      together: false,
      rooms: oneRoom(at === 2 ? "" : `1.${at + 10}`),
      talk: null,
      mark: null,
      takes: 1,
      waiting: null,
      missed: null,
    })),
  ),
]

/** What a household sees of a round with these children. */
export const family = (children: ChildInRound[], of: Round = round): FamilyRound => ({
  household: 2 as HouseholdId,
  round: of,
  opening: null,
  firstDay: evenings[0],
  keptUntil: Temporal.PlainDate.from("2027-02-10"),
  children,
  talks: children.flatMap((each) => each.teachers.flatMap((teacher) => teacher.talk ?? [])),
  asked: new Set(),
  elsewhere: new Map(),
  roads: { email: true, sms: false },
  stamp: "",
})

/** Times wherever there is something to choose. */
export const choicesFor = (of: FamilyRound, gone = 3): (FreeTimes | null)[] =>
  of.children.flatMap((each) =>
    each.teachers.map((teacher) =>
      teacher.talk ? null : { times: freeSlots(teacher.teacher, gone), clash: false },
    ),
  )
