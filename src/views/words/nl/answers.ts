import type { Answer, ReminderRoad } from "../../../domain/rounds/answers.ts"

const families = (count: number) => (count === 1 ? "1 gezin" : `${count} gezinnen`)

/** Who answered to a round ("je"). */
export const answers = {
  title: "Wie heeft nog niet gekozen?",
  lead: "Per kind en per gezin. Wie de leraar graag spreekt, staat bovenaan.",
  remind: (count: number) => `Herinner ${families(count)} per e-mail`,
  reminded: (count: number) =>
    count === 0
      ? "Iedereen is vandaag al herinnerd. Er is niets verstuurd."
      : `${families(count)} ${count === 1 ? "krijgt" : "krijgen"} nu een herinnering.`,
  letters: (count: number) => `Maak brieven voor ${families(count)} zonder e-mail`,
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
  plan: "Plan in",
  planOf: (pupil: string) => `Plan in: ${pupil}, via het rooster`,
  road: "Bereikbaar",
  by: { email: "per e-mail", letter: "met een brief", nothing: "wordt niet uitgenodigd" } satisfies Record<
    ReminderRoad,
    string
  >,
  notInvited: "nog niet uitgenodigd",
  remindedOn: (day: string) => `herinnerd op ${day}`,
}
