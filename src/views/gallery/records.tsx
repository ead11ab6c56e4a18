import type { Leaving } from "../../domain/backup/leaving.ts"
import type { SchoolId, StaffId } from "../../domain/ids.ts"
import type { Certificate, ErasingPlan, Person } from "../../domain/privacy/erasing.ts"
import type { OperatorWindow } from "../../domain/privacy/operator-window.ts"
import { CheckPage, type CheckScreen } from "../check.tsx"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { CertificatePage } from "../staff/certificate.tsx"
import { LeavingPage, type LeavingScreen } from "../staff/leaving.tsx"
import { OperatorWindowPage, type WindowScreen } from "../staff/operator-window.tsx"
import { RecordPage, type RecordScreen } from "../staff/record.tsx"
import { RecordsPage, type RecordsScreen } from "../staff/records.tsx"
import { moment, type Stage, type States } from "./stage.ts"

const cleanFrom = Temporal.PlainDate.from("2026-11-11")
const certificate: Certificate = {
  number: "7K3D-9QXM",
  school: "De Regenboog",
  city: "Amsterdam",
  erased: { pupils: 1, seats: 2, talks: 2, messages: 5 },
  at: moment("2026-11-03 10:00"),
  cleanFrom,
}
const signed = "eyJhbGciOiJFZERTQSJ9.eyJ2ZXJzaW9uIjoxLCJudW1iZXIiOiI3SzNELTlRWE0ifQ.".padEnd(320, "Qx7")

const plan: ErasingPlan = {
  counts: {
    pupils: 3,
    guardians: 2,
    households: 1,
    seats: 3,
    talks: 2,
    invitations: 1,
    messages: 9,
    copies: 1,
  },
  talks: [
    {
      booking: 1 as never,
      startsAt: moment("2026-11-12 19:10"),
      child: "Sem de Vries",
      teacher: "Noor Willems",
      round: "Herfstgesprekken",
      told: true,
    },
    {
      booking: 2 as never,
      startsAt: moment("2026-11-12 19:30"),
      child: "Lotte de Vries",
      teacher: "Tim Bos",
      round: "Herfstgesprekken",
      told: false,
    },
  ],
  alsoHouseholds: 0,
  alsoPupils: 3,
  waitingFiles: 1,
  undoCopies: 1,
  fingerprint: "",
}
const deVries = (first: string) => ({ first, prefix: "de", last: "Vries" })
const family: Person = { kind: "household", id: 2 }

const record =
  (known: Partial<RecordScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <RecordPage
      frame={administrator}
      screen={{
        person: family,
        names: ["Sem", "Lotte", "Daan"].map(deVries),
        plan,
        cleanFrom,
        twoHomes: false,
        refusal: null,
        ...known,
      }}
    />
  )

const search =
  (known: Partial<RecordsScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <RecordsPage frame={administrator} screen={{ search: "", found: [], proofs: [], ...known }} />
  )

const window: OperatorWindow = {
  id: 3,
  purpose: "Uitzoeken waarom een bestand niet wordt gelezen",
  openedBy: 1 as StaffId,
  openedAt: moment("2026-11-03 10:00"),
  until: moment("2026-11-04 10:00"),
  closedAt: null,
}

const looking =
  (known: Partial<WindowScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <OperatorWindowPage
      frame={administrator}
      screen={{ open: null, past: [], purpose: "", hours: null, said: null, refusal: null, ...known }}
    />
  )

const asked: Leaving = {
  school: "00000000-0000-4000-8000-000000000000" as SchoolId,
  state: "asked",
  askedBy: 2 as StaffId,
  askedAt: moment("2026-11-03 10:00"),
  confirmedBy: null,
  endsAt: null,
  erasedAt: null,
  goneAt: null,
  number: "7K3D-9QXM",
  counts: {},
  objects: 0,
}
const numbers = { pupils: 280, households: 201, guardians: 362, staff: 24, rounds: 3, talks: 540, coming: 55 }

const leaving =
  (known: Partial<LeavingScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <LeavingPage
      frame={administrator}
      screen={{
        leaving: null,
        askedBy: null,
        numbers,
        others: 1,
        mayConfirm: false,
        said: null,
        refusal: null,
        ...known,
      }}
    />
  )

const check =
  (known: Partial<CheckScreen> = {}) =>
  ({ stranger }: Stage): Markup => (
    <CheckPage
      language={stranger.language}
      screen={{
        asked: null,
        known: null,
        comes: null,
        key: '{"crv":"Ed25519","kty":"OKP","x":"…"}',
        ...known,
      }}
    />
  )

export const recordStates: States = {
  "inzage-zoeken": search(),
  "inzage-gevonden": search({
    search: "vries",
    found: [
      { kind: "pupil", id: 2, names: [deVries("Sem")], hint: "4A", left: false },
      { kind: "pupil", id: 9, names: [deVries("Koen")], hint: "", left: true },
      { ...family, names: ["Sem", "Lotte", "Daan"].map(deVries), hint: "de Vries", left: false },
      { kind: "guardian", id: 2, names: [deVries("")], hint: "devries@post.example", left: false },
    ],
    proofs: [certificate],
  }),
  "inzage-niemand": search({ search: "xyz" }),
  "inzage-gezin": record(),
  "inzage-twee-gezinnen": record({
    person: { kind: "pupil", id: 5 },
    names: [{ first: "Mila", prefix: "", last: "Bakker" }],
    plan: {
      ...plan,
      counts: { pupils: 1, seats: 2 },
      talks: [],
      alsoPupils: 0,
      waitingFiles: 0,
      undoCopies: 0,
    },
    twoHomes: true,
  }),
  "wissen-niet-zeker": record({ refusal: { kind: "not-sure" } }),
  "wissen-veranderd": record({ refusal: { kind: "changed-meanwhile" } }),
  bewijs: ({ administrator }) => (
    <CertificatePage frame={administrator} screen={{ certificate, signed, scrubbedAt: null, fresh: true }} />
  ),
  controleren: check(),
  "controleren-echt": check({
    asked: certificate.number,
    known: { certificate, scrubbedAt: moment("2026-11-03 10:42") },
  }),
  "controleren-school": check({
    asked: certificate.number,
    known: {
      certificate: {
        ...certificate,
        erased: { pupils: 280, guardians: 362, households: 201, talks: 540, rounds: 3, staff: 24 },
        backup: { objects: 812, emptyAt: "2026-11-10T09:00:00Z" },
      },
      scrubbedAt: moment("2026-11-03 10:00"),
    },
  }),
  "controleren-komt-nog": check({ asked: certificate.number, comes: cleanFrom }),
  "controleren-onbekend": check({ asked: "0000-0000" }),
  stoppen: leaving(),
  "stoppen-lege-school": leaving({
    numbers: { pupils: 0, households: 0, guardians: 0, staff: 2, rounds: 0, talks: 0, coming: 0 },
  }),
  "stoppen-enige-beheerder": leaving({ others: 0 }),
  "stoppen-verkeerde-naam": leaving({ refusal: { kind: "name-differs" } }),
  "stoppen-aangevraagd": leaving({ leaving: asked, askedBy: "Marijke de Wit", said: "asked" }),
  "stoppen-bevestigen": leaving({ leaving: asked, askedBy: "Jan de Boer", mayConfirm: true }),
  "stoppen-bevestigd": leaving({
    leaving: { ...asked, state: "confirmed", endsAt: moment("2026-11-04 10:05") },
    askedBy: "Jan de Boer",
    said: "confirmed",
  }),
  "stoppen-te-laat": leaving({ refusal: { kind: "too-late" } }),
  "meekijken-dicht": looking(),
  "meekijken-zonder-doel": looking({ refusal: { kind: "purpose-missing" }, hours: 24 }),
  "meekijken-open": looking({
    open: window,
    said: "opened",
    past: [
      {
        ...window,
        id: 2,
        closedAt: moment("2026-10-02 11:00"),
        openedAt: moment("2026-10-02 09:00"),
        by: "Marijke de Wit",
        looks: 2,
      },
    ],
  }),
}
