import type { BookingId } from "../../domain/ids.ts"
import type { AddressedMessage, ToldTalk } from "../../domain/messages/message.ts"
import type { Mail } from "../messages/letter.ts"
import { writeMail } from "../messages/mail.ts"
import type { Language } from "../words/languages.ts"
import { moment, school } from "./stage.ts"

const reader = {
  by: "email",
  to: "familie.devries@post.example",
  reader: "De Vries",
  language: "nl",
} as const
const talk: ToldTalk = {
  booking: 1 as BookingId,
  uid: "galerij-1@tienminuten.example",
  sequence: 0,
  startsAt: moment("2026-11-10 19:00"),
  endsAt: moment("2026-11-10 19:10"),
  wasAt: null,
  pupil: "Sem",
  teacher: "Noor Willems",
  room: "6",
  place: "school",
  title: "Herfstgesprekken",
}
const until = moment("2026-11-03 10:30")
const colleague = { name: "Tim Bos", token: "voorbeeld", until }

/** One of every kind of message: a new kind does not compile without its example. */
const examples: { [Kind in AddressedMessage["kind"]]: AddressedMessage & { kind: Kind } } = {
  invitation: {
    ...reader,
    kind: "invitation",
    title: "Herfstgesprekken",
    token: "voorbeeld",
    opensAt: moment("2026-11-02 16:00"),
    closesAt: moment("2026-11-10 22:00"),
  },
  "invitation-reminder": {
    ...reader,
    kind: "invitation-reminder",
    title: "Herfstgesprekken",
    token: "voorbeeld",
    opensAt: moment("2026-11-02 16:00"),
    closesAt: moment("2026-11-10 22:00"),
  },
  "booking-confirmed": { ...reader, kind: "booking-confirmed", talk },
  "booking-moved": {
    ...reader,
    kind: "booking-moved",
    talk: { ...talk, sequence: 1, wasAt: moment("2026-11-10 18:40") },
  },
  "booking-cancelled": { ...reader, kind: "booking-cancelled", talk: { ...talk, sequence: 2 } },
  reminder: {
    ...reader,
    kind: "reminder",
    talks: [
      talk,
      { ...talk, pupil: "Lotte", startsAt: moment("2026-11-10 19:20"), endsAt: moment("2026-11-10 19:30") },
    ],
  },
  "time-offered": {
    ...reader,
    kind: "time-offered",
    talk: { ...talk, choose: { until: moment("2026-11-05 22:00"), token: "voorbeeld" } },
  },
  "waiting-changed": {
    ...reader,
    kind: "waiting-changed",
    talk: { ...talk, waiting: { held: true, over: false, other: false } },
  },
  "swap-asked": {
    ...reader,
    kind: "swap-asked",
    talk: {
      ...talk,
      question: { at: moment("2026-11-10 19:40"), until: moment("2026-11-04 10:00"), token: "voorbeeld" },
    },
  },
  "swap-over": { ...reader, kind: "swap-over", talk },
  "parent-link": { ...reader, kind: "parent-link", token: "voorbeeld", until },
  "staff-setup": { ...reader, kind: "staff-setup", ...colleague },
  "staff-recovery": { ...reader, kind: "staff-recovery", ...colleague },
}

/** The same kinds of a talk that is held elsewhere, and where the school changed the talk. */
const bySchool = { ...talk, bySchool: true as const, sequence: 3 }
const elsewhere = { wasAt: talk.startsAt, place: "online", placeWas: "school" } as const
const more: Record<string, AddressedMessage> = {
  "waiting-over": {
    ...reader,
    kind: "waiting-changed",
    talk: { ...talk, waiting: { held: false, over: true, other: false } },
  },
  "booking-elsewhere": { ...reader, kind: "booking-moved", talk: { ...talk, ...elsewhere, sequence: 1 } },
  "booking-elsewhere-by-school": { ...reader, kind: "booking-moved", talk: { ...bySchool, ...elsewhere } },
  "booking-confirmed-by-school": { ...reader, kind: "booking-confirmed", talk: bySchool },
  "booking-moved-by-school": {
    ...reader,
    kind: "booking-moved",
    talk: { ...bySchool, wasAt: moment("2026-11-10 18:40") },
  },
  "booking-with-another-teacher": {
    ...reader,
    kind: "booking-moved",
    talk: { ...bySchool, teacher: "Tim Bos", wasAt: talk.startsAt, wasWith: "Noor Willems" },
  },
  "booking-longer": {
    ...reader,
    kind: "booking-moved",
    talk: { ...bySchool, wasAt: talk.startsAt, minutes: 10, wasMinutes: 5 },
  },
  "booking-swapped": {
    ...reader,
    kind: "booking-moved",
    talk: { ...talk, swapped: true, sequence: 1, wasAt: moment("2026-11-10 18:40") },
  },
  "booking-cancelled-by-school": {
    ...reader,
    kind: "booking-cancelled",
    talk: { ...bySchool, choose: { until: moment("2026-11-10 18:00"), token: "voorbeeld" } },
  },
}

const all: Record<string, AddressedMessage> = { ...examples, ...more }
export const mailNames = Object.keys(all)

/** The example of this name, as it leaves in this language. */
export function exampleMail(name: string, language: Language, origin: string): Mail {
  const now = moment("2026-11-03 10:00")
  return writeMail(
    { ...(all[name] as AddressedMessage), language },
    { school, origin, sender: "noreply@tienminuten.example" },
    now,
  )
}
