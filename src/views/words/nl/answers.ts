import type { Answer } from "../../../domain/rounds/answers.ts"
import type { Reminded, ReminderRoad } from "../../../domain/rounds/reminding.ts"

const families = (count: number) => (count === 1 ? "1 gezin" : `${count} gezinnen`)

/** Who answered to a round ("je"). */
export const answers = {
  title: "Wie heeft nog niet gekozen?",
  lead: "Per kind en per gezin. Wie de leraar graag spreekt, staat bovenaan.",
  remind: ({ email, sms }: Reminded) => {
    if (sms === 0) return `Herinner ${families(email)} per e-mail`
    if (email === 0) return `Herinner ${families(sms)} per sms`
    return `Herinner ${families(email)} per e-mail en ${sms} per sms`
  },
  smsLater: "Het is nacht: de sms gaat om 8:00 uur weg.",
  reminded: ({ email, sms }: Reminded, isNight: boolean) => {
    if (email + sms === 0) return "Er is nu niemand om te herinneren. Er is niets verstuurd."
    const get = (count: number) => `${families(count)} ${count === 1 ? "krijgt" : "krijgen"}`
    const byMail = email === 0 ? [] : [`${get(email)} nu een e-mail.`]
    const bySms = sms === 0 ? [] : [`${get(sms)} ${isNight ? "om 8:00 uur" : "nu"} een sms.`]
    return [...byMail, ...bySms].join(" ")
  },
  resting: (count: number) =>
    `${families(count)} ${count === 1 ? "heeft" : "hebben"} de laatste 24 uur al bericht gehad.`,
  letters: (count: number) =>
    count === 1 ? "Maak een brief voor 1 gezin" : `Maak brieven voor ${families(count)}`,
  filterAnswers: "Welke antwoorden",
  filterGroups: "Welke groep",
  count: {
    open: (count: number) => `Nog niet gekozen (${count})`,
    chosen: (count: number) => `Gekozen (${count})`,
    declined: (count: number) => `Hoeft geen gesprek (${count})`,
    "not-needed": (count: number) => `Niet nodig volgens leraar (${count})`,
  } satisfies Record<Answer, (count: number) => string>,
  all: "Alles",
  toTimetable: "Bekijk het rooster",
  everyGroup: "Alle groepen",
  group: (name: string, open: number) => `${name} (${open})`,
  none: {
    open: "Iedereen heeft geantwoord",
    chosen: "Nog niemand heeft gekozen",
    declined: "Niemand heeft gezegd geen gesprek te hoeven",
    "not-needed": "Bij geen leerling staat dat een gesprek niet nodig is",
    all: "Er zijn geen leerlingen in deze ronde",
  } satisfies Record<Answer | "all", string>,
  pupil: "Leerling",
  groupHead: "Groep",
  answer: "Antwoord",
  of: {
    open: "nog niet gekozen",
    chosen: "gekozen",
    declined: "hoeft geen gesprek",
    "not-needed": "niet nodig",
  } satisfies Record<Answer, string>,
  wanted: "leraar wil spreken",
  waits: "op de wachtlijst",
  plan: "Plan in",
  planOf: (pupil: string) => `Plan in: ${pupil}, via het rooster`,
  road: "Bereikbaar",
  by: {
    email: "per e-mail",
    sms: "per sms",
    letter: "met een brief",
    nothing: "wordt niet uitgenodigd",
  } satisfies Record<ReminderRoad, string>,
  notInvited: "nog niet uitgenodigd",
  remindedOn: (day: string) => `herinnerd op ${day}`,
}
