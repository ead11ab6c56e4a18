import {
  type DoubtCard,
  type HouseholdLine,
  type PupilLine,
  pageOf,
} from "../../domain/households/household-lines.ts"
import type { DoubtId, GroupId, GuardianId, HouseholdId, MessageId, PupilId } from "../../domain/ids.ts"
import type { PupilSheet } from "../../domain/people/pupil-care.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { HouseholdPage } from "../staff/household.tsx"
import type { HouseholdScreen } from "../staff/household-screen.ts"
import { HouseholdsPage, type HouseholdsScreen } from "../staff/households.tsx"
import { NewPupilPage, type NewPupilScreen } from "../staff/new-pupil.tsx"
import { PeoplePage, type PeopleScreen } from "../staff/people.tsx"
import { PupilPage, type PupilScreen } from "../staff/pupil.tsx"
import { moment, type Stage, type States } from "./stage.ts"

type Written = [first: string, prefix: string, last: string, group: string]

const home = (
  id: number,
  pupils: Written[],
  mail: string | null,
  known: Partial<HouseholdLine> = {},
): HouseholdLine => ({
  id: id as HouseholdId,
  blocked: false,
  version: 1,
  children: pupils.map(([first, prefix, last, group], at) => ({
    id: (10 * id + at) as PupilId,
    name: { first, prefix, last },
    group,
  })),
  guardians: pupils.slice(0, 1).map(([, prefix, last]) => ({
    id: id as GuardianId,
    prefix,
    last,
    email: mail,
    phone: "06 12 34 56 78",
    origin: "file",
  })),
  others: [],
  doubts: 0,
  ...known,
})

const vries: Written[] = [
  ["Sem", "de", "Vries", "4A"],
  ["Lotte", "de", "Vries", "6B"],
  ["Daan", "de", "Vries", "6B"],
]
const deVries = home(2, vries, "familie.devries@post.example")
export const homes = [
  home(1, [["Defne", "", "Yilmaz", "4A"]], "yilmaz@post.example"),
  deVries,
  home(3, [["Mila", "", "Bakker", "4A"]], "bakker@post.example", { others: [4 as HouseholdId], doubts: 1 }),
  home(4, [["Mila", "", "Bakker", "4A"]], null, { others: [3 as HouseholdId], guardians: [] }),
  home(5, [["Maximiliaan", "van den", "Heuvel-Oosterbaan", "8"]], null, { blocked: true }),
]
const homeAt = (at: number) => homes[at] as HouseholdLine

const doubts: DoubtCard[] = [
  { id: 1 as DoubtId, kind: "maybe-same-home", household: homeAt(0), other: homeAt(2) },
  { id: 2 as DoubtId, kind: "contradicting-guardians", household: deVries, other: null },
  { id: 3 as DoubtId, kind: "protected-address", household: homeAt(3), other: homeAt(4) },
]

const list =
  (known: Partial<HouseholdsScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <HouseholdsPage
      frame={administrator}
      screen={{
        doubts: [],
        left: 0,
        list: pageOf(homes, 1),
        search: "",
        order: "name",
        said: null,
        ...known,
      }}
    />
  )

const one =
  (line: HouseholdLine, known: Partial<HouseholdScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <HouseholdPage
      frame={administrator}
      screen={{
        line,
        related: [],
        doubts: [],
        messages: [],
        wrong: [],
        said: null,
        doing: null,
        typed: null,
        picked: null,
        search: "",
        found: [],
        code: null,
        ...known,
      }}
    />
  )

const pupils: PupilLine[] = homes
  .filter(({ id }) => id !== 4)
  .flatMap((line) =>
    line.children.map(({ id, name, group }) => ({
      id,
      name,
      group: group ? { id: 1 as GroupId, name: group } : null,
      teachers: group === "6B" ? ["Tim Bos"] : ["Noor Willems"],
      households: [line.id, ...line.others],
      reachable: line.guardians.some(({ email }) => email !== null),
    })),
  )
const many = Array.from({ length: 120 }, (_, at) => pupils[at % pupils.length] as PupilLine)

const people =
  (rows: PupilLine[], known: Partial<PeopleScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <PeoplePage
      frame={administrator}
      screen={{
        list: pageOf(rows, 1),
        groups: ["4A", "6B", "8"].map((name, at) => ({ id: (at + 1) as GroupId, name })),
        counts: { pupils: rows.length, groups: 3, households: 5, unreachable: 2 },
        search: "",
        group: null,
        unreachable: false,
        left: false,
        order: "name",
        ...known,
      }}
    />
  )

const sheet: PupilSheet = {
  id: 30 as PupilId,
  version: 1,
  name: { first: "Mila", prefix: "", last: "Bakker" },
  group: 1 as GroupId,
  groupName: "4A",
  factorKnown: true,
  homeKnown: true,
  secret: false,
  leftAt: null,
  byHand: [],
  talks: 0,
  households: [homeAt(2), homeAt(3)],
}
const groups = ["4A", "6B", "8"].map((name, at) => ({ id: (at + 1) as GroupId, name }))
const typed = { first: "Mila", prefix: "", last: "Jansen", group: "1", factor: "", postcode: "", house: "" }

const pupil =
  (known: Partial<PupilSheet> = {}, more: Partial<PupilScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <PupilPage
      frame={administrator}
      screen={{
        pupil: { ...sheet, ...known },
        groups,
        factor: "birth-date",
        said: null,
        typed: null,
        search: "",
        found: [],
        ...more,
      }}
    />
  )

const newPupil =
  (more: Partial<NewPupilScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <NewPupilPage
      frame={administrator}
      screen={{
        groups,
        factor: "birth-date",
        typed: { ...typed, first: "", last: "" },
        household: null,
        refused: null,
        ...more,
      }}
    />
  )

export const householdStates: States = {
  leerling: pupil(),
  "leerling-met-de-hand": pupil({ byHand: ["name", "group"], secret: true, talks: 2 }),
  "leerling-tweede-gezin-zoeken": pupil({}, { search: "vries", found: [deVries] }),
  "leerling-intussen-veranderd": pupil({}, { said: { refused: "changed-meanwhile" }, typed }),
  "leerling-postcode-fout": pupil({}, { said: { refused: "postcode-invalid" }, typed }),
  "leerling-vertrokken": pupil({ leftAt: moment("2026-10-30 10:00") }, { said: { done: "left" } }),
  "leerling-nieuw": newPupil(),
  "leerling-nieuw-in-gezin": newPupil({ household: deVries, refused: "name-missing" }),
  leerlingen: people(many),
  "leerlingen-nog-geen": people([]),
  "leerlingen-niets-gevonden": people(pupils, { list: pageOf([], 1), search: "xyz" }),
  gezinnen: list(),
  "gezinnen-nog-geen": list({ list: pageOf([], 1) }),
  "gezinnen-niets-gevonden": list({ list: pageOf([], 1), search: "xyz" }),
  "gezinnen-vragen": list({ doubts, left: 15 }),
  "gezinnen-vraag-beantwoord": list({ doubts: doubts.slice(1), left: 14, said: { done: "settled" } }),
  gezin: one(deVries),
  "gezin-met-vraag": one(deVries, { doubts: doubts.slice(1, 2) }),
  "gezin-twee-huizen": one(homeAt(2), { related: [homeAt(3)] }),
  "gezin-geblokkeerd": one(homeAt(4)),
  "gezin-nieuwe-code": one(deVries, { code: { code: "KM4P-7TQX", until: moment("2026-11-03 12:00") } }),
  "gezin-splitsen": one(deVries, { doing: "split", said: { refused: "nobody-chosen" } }),
  "gezin-intussen-veranderd": one(deVries, {
    doing: "split",
    said: {
      refused: "changed-meanwhile",
      changes: [
        { kind: "child-gone", name: "Noor de Vries" },
        { kind: "guardian-here", name: "Smit" },
      ],
    },
  }),
  "gezin-mail-kwam-terug": one(deVries, {
    wrong: [
      {
        guardian: deVries.guardians[0]?.id as GuardianId,
        household: deVries.id,
        name: { prefix: "de", last: "Vries" },
        by: "email",
        address: "familie.devries@post.example",
        why: "full",
      },
    ],
    messages: [
      {
        id: 1 as MessageId,
        kind: "booking-confirmed",
        channel: "email",
        state: "failed",
        failure: "full",
        at: moment("2026-11-03 10:00"),
        household: deVries.id,
      },
    ],
  }),
  "gezin-samenvoegen": one(deVries, { doing: "merge", search: "bakker", found: homes.slice(2, 4) }),
  "gezin-tweede-huis": one(deVries, { doing: "second" }),
  "gezin-ouder-fout": one(deVries, {
    doing: "guardian",
    said: { refused: "email-invalid" },
    typed: { prefix: "de", last: "Vries", email: "devries@post", phone: "", guardian: null },
  }),
}
