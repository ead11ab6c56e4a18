import type { TeacherId, UpheavalId } from "../../domain/ids.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { DayMovePage, type DayMoveScreen } from "../staff/day-move.tsx"
import { type AwayScreen, TeacherAwayPage } from "../staff/teacher-away.tsx"
import type { AwayOutlook } from "../staff/teacher-away-outlook.tsx"
import type { UpheavalSeen } from "../staff/upheavals.tsx"
import { evenings, round } from "./round.ts"
import { moment, type Stage, type States } from "./stage.ts"

const days = evenings.map((date, at) => ({ date: Temporal.PlainDate.from(date), talks: 9 - 4 * at }))
const first = days[0]?.date ?? Temporal.PlainDate.from("2026-11-10")
const at = (minutes: number) => moment(`${first} 19:00`).add({ minutes })
const names = ["Sem de Vries", "Defne Yilmaz", "Maximiliaan van der Berg-Waterman", "Mila Bakker"]

const outlook: AwayOutlook = {
  way: "cancel",
  other: "",
  going: Array.from({ length: 9 }, (_, talk) => ({
    child: names[talk % names.length] ?? "",
    at: at(10 * talk),
    to: null,
    until: null,
  })),
  stuck: [],
  told: 8,
  unreachable: [],
  closing: 3,
  without: 0,
  wait: 10,
  seen: "gezien",
}
const later = outlook.going.map((talk) => ({
  ...talk,
  to: talk.at.add({ hours: 24 * 7 }),
  until: talk.at.add({ hours: 24 * 7, minutes: 10 }),
}))

const away =
  (known: Partial<AwayScreen>) =>
  ({ administrator }: Stage): Markup => (
    <TeacherAwayPage
      frame={administrator}
      screen={{
        round,
        teacher: { id: 1 as TeacherId, name: "Noor Willems" },
        days,
        together: null,
        substitutes: [
          { id: 2 as TeacherId, name: "Tim Bos" },
          { id: 3 as TeacherId, name: "Hanneke van Amerongen-Veldhuizen" },
        ],
        asked: { day: first.toString(), way: "cancel", substitute: "", date: "", from: "" },
        outlook: null,
        problem: null,
        ...known,
      }}
    />
  )
const asked = { day: first.toString(), substitute: "2", date: `${first.add({ days: 7 })}`, from: "19:00" }

const day =
  (known: Partial<DayMoveScreen>) =>
  ({ administrator }: Stage): Markup => (
    <DayMovePage
      frame={administrator}
      screen={{ round, day: { id: 1, date: first }, asked: "", outlook: null, refusal: null, ...known }}
    />
  )

const seen: UpheavalSeen = {
  id: 1 as UpheavalId,
  kind: "cancelled",
  teacher: "Noor Willems",
  other: "",
  from: "",
  to: "",
  talks: 9,
  families: 8,
  leavesAt: moment("2026-11-10 12:10"),
  smsAt: null,
  state: "waiting",
  notBack: [],
}
/** One that can be taken back, one that was, as far as it went, and one that families know of. */
export const upheavals: readonly UpheavalSeen[] = [
  seen,
  {
    ...seen,
    kind: "substituted",
    other: "Tim Bos",
    state: "undone",
    notBack: [
      { child: "Sem de Vries", at: at(10), why: "taken" },
      { child: "Mila Bakker", at: at(30), why: "chosen-again" },
    ],
  },
  {
    ...seen,
    kind: "day-moved",
    from: first.toString(),
    to: first.add({ days: 7 }).toString(),
    talks: 214,
    families: 160,
    state: "left",
  },
]
export const takenBack: UpheavalSeen = { ...seen, state: "undone" }

export const upheavalStates: States = {
  "leraar-weg": away({}),
  "leraar-weg-afzeggen": away({ outlook }),
  "leraar-weg-onbereikbaar": away({ outlook: { ...outlook, told: 6, unreachable: names.slice(0, 2) } }),
  "leraar-weg-vervangen": away({
    asked: { ...asked, way: "substitute" },
    outlook: {
      ...outlook,
      way: "substitute",
      other: "Tim Bos",
      going: outlook.going.slice(2),
      stuck: [
        { child: "Sem de Vries", at: at(0), why: "teacher-busy" },
        { child: "Defne Yilmaz", at: at(10), why: "already-booked" },
      ],
    },
  }),
  "leraar-weg-later": away({
    asked: { ...asked, way: "later" },
    outlook: { ...outlook, way: "later", going: later },
  }),
  "leraar-weg-niets": away({ outlook: { ...outlook, going: [], told: 0, closing: 0 } }),
  "leraar-weg-geen-keus": away({ outlook: { ...outlook, without: 7 } }),
  "leraar-weg-op-het-laatst": away({ outlook: { ...outlook, wait: 0 } }),
  "leraar-weg-veranderd": away({ outlook, problem: "changed-meanwhile" }),
  "leraar-weg-datum": away({ asked: { ...asked, way: "later", date: "" }, problem: "date-missing" }),
  "leraar-weg-samen": away({
    together: { carries: true, others: [{ name: "Tim Bos" }] },
    asked: { ...asked, way: "substitute" },
  }),
  "leraar-weg-gaat-door": away({
    teacher: { id: 2 as TeacherId, name: "Tim Bos" },
    together: { carries: false, others: [{ name: "Noor Willems" }] },
    days: [],
  }),
  "leraar-weg-een-dag": away({ days: days.slice(0, 1), substitutes: [] }),
  "dag-verplaatsen": day({}),
  "dag-verplaatsen-nakijken": day({
    asked: asked.date,
    outlook: {
      to: first.add({ days: 7 }),
      talks: 214,
      told: 158,
      unreachable: names.slice(0, 2),
      wait: 10,
      seen: "gezien",
    },
  }),
  "dag-verplaatsen-gezin-elders": day({
    asked: asked.date,
    refusal: { kind: "families-elsewhere", children: names.slice(0, 2) },
  }),
  "dag-verplaatsen-voorbij": day({ asked: "2020-01-01", refusal: { kind: "date-past" } }),
}
