import type { Shown } from "../../../domain/rounds/figures.ts"

/** What a round came to, for staff ("je"). Numbers are written by the view. */
export const figures = {
  title: "Cijfers",
  lead: (title: string) =>
    `Wat ${title} opleverde, in aantallen. Er staan geen namen van ouders of kinderen in.`,
  small: (few: number) =>
    `Aantallen onder de ${few} tonen we niet precies: ze zouden iemand kunnen aanwijzen. Soms blijft daarom ook een ander getal weg.`,
  print: "Printen",
  erased: (day: string) =>
    `De gesprekken van deze ronde zijn gewist op ${day}. Daarom zijn er geen cijfers meer.`,
  kept: "De cijfers komen uit de gesprekken zelf. Worden die gewist, dan zijn ook de cijfers weg. Print ze als je ze wilt bewaren.",
  none: "Er zijn nog geen gesprekken gekozen",
  noneHow: "Zodra ouders kiezen, zie je hier hoe vol het loopt.",

  tiles: {
    talks: (count: string) => `${count === "1" ? "gesprek" : "gesprekken"} gekozen`,
    full: "van de tijden bezet",
    came: "van de gesprekken waar het is aangegeven: ouders kwamen",
    minutes: "nodig om te kiezen (de helft was sneller)",
  },
  share: (percent: number) => `${percent}%`,
  minutes: (count: string) => (count === "1" ? "1 minuut" : `${count} minuten`),

  teachers: "Per leraar",
  teacher: "Leraar",
  taken: "Gekozen",
  takenOf: (talks: string, slots: string) => `${talks} van ${slots}`,
  full: "Hoe vol",
  longer: "Een langer gesprek telt als alle tijden die het duurt.",
  came: "Kwam",
  stayedAway: "Kwam niet",

  groups: "Per groep",
  group: "Groep",
  pupils: "Leerlingen",
  withTalk: "Met gesprek",
  withoutTalk: "Zonder gesprek",
  talks: "Gesprekken",
  reached: "Deel met gesprek",
  all: "Samen",

  times: "Hoe lang ouders deden over kiezen",
  timesHow: "Van inloggen tot het laatste gekozen gesprek, per gezin dat zelf koos.",
  families: "Gezinnen",
  took: "Duur",
  timesFew: (few: number) => `Dat tonen we pas als ten minste ${few} gezinnen zelf hebben gekozen.`,
  step: {
    upTo: (most: number) => `tot ${most} minuten`,
    from: (least: number, most: number) => `${least} tot ${most} minuten`,
    over: "langer, of later nog eens",
  },

  shown: {
    few: (few: number) => `minder dan ${few}`,
    over: (count: string) => `meer dan ${count}`,
    hidden: "niet getoond",
  } satisfies Record<Exclude<Shown["kind"], "count">, unknown>,
}
