import { shownCount, shownHalves, shownRoughly } from "../../domain/rounds/figures.ts"
import { FiguresPage, type FiguresScreen } from "../staff/figures.tsx"
import { round } from "./round.ts"
import { moment, type Stage, type States } from "./stage.ts"

const attendance = shownHalves([
  { part: 21, rest: 0 },
  { part: 20, rest: 2 },
  { part: 18, rest: 6 },
])
const reached = shownHalves([
  { part: 21, rest: 0 },
  { part: 22, rest: 3 },
  { part: 24, rest: 6 },
])
const full: FiguresScreen = {
  round: round.id,
  title: round.title,
  erasedAt: null,
  teachers: ["Hanneke van Amerongen-Veldhuizen", "Tim Bos", "Noor Willems"].map((name, at) => ({
    name,
    slots: 30,
    taken: [21, 22, 25][at] ?? 0,
    talks: [21, 22, 24][at] ?? 0,
    attendance: attendance[at] as FiguresScreen["teachers"][number]["attendance"],
  })),
  groups: ["2A", "4A", "6B"].map((name, at) => {
    const halves = reached[at] as FiguresScreen["groups"][number]["reached"]
    const isExact = halves.part.kind === "count"
    const talks = [21, 22, 24][at] ?? 0
    return {
      name,
      pupils: [21, 25, 30][at] ?? 0,
      talks: isExact ? shownCount(talks) : shownRoughly(talks),
      reached: halves,
      share: isExact ? talks : null,
    }
  }),
  attendance: { came: 59, noted: 67 },
  median: 3.4,
  times: [11, 23, 9, 3, 12].map(shownCount),
}

const showing =
  (known: Partial<FiguresScreen> = {}) =>
  ({ administrator }: Stage) => <FiguresPage frame={administrator} screen={{ ...full, ...known }} />

export const figureStates: States = {
  cijfers: showing(),
  "cijfers-te-weinig": showing({ median: null, times: null, attendance: { came: 3, noted: 3 } }),
  "cijfers-nog-niets": showing({ teachers: full.teachers.map((line) => ({ ...line, talks: 0 })) }),
  "cijfers-gewist": showing({ erasedAt: moment("2027-02-11 03:00"), teachers: [], groups: [] }),
}
