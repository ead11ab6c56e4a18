import type { GroupId, HouseholdId, PupilId } from "../../domain/ids.ts"
import type { FamilyAnswer } from "../../domain/rounds/answers.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { AnswersPage, type AnswersScreen } from "../staff/answers.tsx"
import { round } from "./round.ts"
import { moment, type Stage, type States } from "./stage.ts"

const group = (id: number, name: string) => ({ id: id as GroupId, name })

const family = (at: number, name: string, known: Partial<FamilyAnswer> = {}): FamilyAnswer => ({
  household: at as HouseholdId,
  pupil: at as PupilId,
  name,
  group: group(1, "4A"),
  home: null,
  answer: "open",
  wanted: false,
  waits: false,
  road: "email",
  invited: true,
  remindedAt: null,
  ...known,
})

const nobody = { email: 0, sms: 0, letter: 0, resting: 0, isNight: false }

const open = [
  family(1, "Bakker, Mila", { wanted: true, home: "Jansen", remindedAt: moment("2026-11-05 10:00") }),
  family(2, "El Amrani, Yusuf", { road: "letter", waits: true }),
  family(3, "Heuvel, Fleur van den", { group: group(2, "6B"), invited: false }),
  family(8, "Kaya, Emir", { road: "sms", remindedAt: moment("2026-11-05 10:00") }),
  family(4, "Yilmaz, Defne", { group: null, road: "nothing" }),
]
const all = [
  ...open,
  family(5, "Vries, Sem de", { answer: "chosen" }),
  family(6, "Jong, Bram de", { answer: "declined" }),
  family(7, "Smit, Liv", { answer: "not-needed" }),
]

const answering =
  (known: Partial<AnswersScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <AnswersPage
      frame={administrator}
      screen={{
        round,
        phase: "open",
        counts: { open: 4, chosen: 71, declined: 3, "not-needed": 12 },
        groups: [
          { ...group(1, "4A"), open: 2 },
          { ...group(2, "6B"), open: 1 },
        ],
        shown: open,
        filter: { answer: "open", group: null },
        reminding: { ...nobody, email: 12, sms: 3, letter: 1, resting: 1 },
        said: null,
        ...known,
      }}
    />
  )

export const answerStates: States = {
  "antwoorden-nog-niet": answering(),
  "antwoorden-alles": answering({ shown: all, filter: { answer: null, group: 1 as GroupId } }),
  "antwoorden-herinnerd": answering({
    said: { kind: "reminded", reminded: { email: 12, sms: 3 } },
    reminding: { ...nobody, letter: 1, resting: 16 },
  }),
  "antwoorden-nacht": answering({ reminding: { ...nobody, email: 1, sms: 3, isNight: true } }),
  "antwoorden-alleen-sms": answering({ reminding: { ...nobody, sms: 1 } }),
  "antwoorden-gesloten": answering({
    phase: "closed",
    said: { kind: "not", refusal: { kind: "round-closed" } },
  }),
  "antwoorden-iedereen": answering({ shown: [], reminding: nobody }),
}
