import type { Stand } from "../../../domain/rounds/timetable.ts"
import type { ArrangeRefusal } from "../../../domain/talks/arranging.ts"

/** The timetable of a round, for the office. */
export const timetable = {
  title: (round: string) => `Rooster: ${round}`,
  heading: (day: string) => `Rooster van ${day}`,
  lead: "Kies een tijd of een gesprek om er iets mee te doen.",
  ways: "Andere dagen en leraren",
  pages: "Leraren:",
  pageOf: (page: number, pages: number) => `Leraren, pagina ${page} van ${pages}`,
  none: "Deze ronde heeft nog geen tijden.",
  time: "Tijd",
  stand: { free: "vrij", closed: "dicht", held: "wordt gekozen", offered: "aangeboden" } satisfies Record<
    Stand,
    string
  >,
  until: (time: string) => `tot ${time}`,
  at: (time: string, teacher: string) => `${time} bij ${teacher}`,
  talkAt: (child: string, at: string) => `${child}, ${at}`,
  timeAt: {
    free: (at) => `${at} is vrij`,
    closed: (at) => `${at} is dicht`,
    held: (at) => `${at} wordt net gekozen`,
    offered: (at) => `${at} is aangeboden van de wachtlijst`,
  } satisfies Record<Stand, (at: string) => string> as Record<Stand, (at: string) => string>,
  promised: (child: string, moment: string) =>
    `Deze tijd is voor het gezin van ${child}, tot ${moment}. Tot dan kun je die alleen aan dit gezin geven.`,
  begun: "Dit gesprek is al begonnen of geweest. Afzeggen kan niet meer.",
  away: "Laat maar",
  move: "Verzet of wissel",
  moving: (child: string) => `Waar moet het gesprek over ${child} heen?`,
  movingFrom: (at: string) => `Nu: ${at}.`,
  movingHow: "Kies een vrije tijd. Of kies een ander gesprek: dan wisselen ze.",
  moveHere: (at: string) => `verzet naar ${at}`,
  swapHere: (at: string) => `wissel, ${at}`,
  cancel: "Zeg af",
  household: "Naar het gezin",
  close: "Sluit deze tijd",
  open: "Maak deze tijd weer vrij",
  who: "Welk kind?",
  plan: "Plan in",
  planning: (child: string) => `Je plant in: ${child}`,
  planningHow: "Je ziet alleen de leraren van dit kind. Kies een vrije tijd: het gezin krijgt bericht.",
  planHere: (at: string) => `plan in, ${at}`,
  nobody: "Alle kinderen van deze leraar hebben al een gesprek.",
  done: {
    booked: "Ingepland. Het gezin krijgt bericht.",
    moved: "Verzet.",
    swapped: "Gewisseld.",
    cancelled: "Afgezegd.",
    closed: "Deze tijd is dicht. Niemand kan die kiezen.",
    opened: "Deze tijd is weer vrij.",
  },
  /** `what`: the time, the place or the length that it is about. */
  refusal: {
    "round-not-open": () => "In deze ronde kan dat nu niet.",
    "slot-past": () => "Die tijd is al geweest.",
    "already-booked": () => "Dit kind heeft al een gesprek met deze leraar.",
    "household-busy": (time) => `Dit gezin heeft om ${time} al een ander gesprek.`,
    "slot-blocked": () => "Die tijd is dicht.",
    "slot-taken": () => "Die tijd is net gekozen. Kies een andere.",
    "does-not-fit": (minutes) => `Dit gesprek duurt ${minutes}. Zo lang is er op die tijd niet vrij.`,
    "slot-has-talk": () => "Er is een gesprek op deze tijd. Verzet dat eerst.",
    "teacher-elsewhere": () => "Wie dit gesprek zou houden, heeft dan een ander gesprek.",
    "same-talk": () => "Dat is hetzelfde gesprek.",
    "same-child": () =>
      "Dat is een ander gesprek over hetzelfde kind: wisselen verandert niets. Kies een vrije tijd.",
    "slot-held": (time) => `Een ander gezin is die tijd nu aan het kiezen, tot ${time}. Kies een andere.`,
    "slot-offered": (moment) =>
      `Die tijd is aangeboden aan een gezin op de wachtlijst, tot ${moment}. Kies een andere.`,
    "talk-begun": () => "Dat gesprek is al begonnen of geweest. Verzetten of afzeggen kan niet meer.",
    "talk-gone": () => "Dat gesprek is net afgezegd. Er is verder niets veranderd.",
    "slot-moved": (moment) =>
      `Die tijd is net verzet, naar ${moment}. Er is verder niets veranderd: kies opnieuw.`,
    "talk-moved": (place) =>
      `Dat gesprek is net verzet, naar ${place}. Er is verder niets veranderd: kijk opnieuw.`,
  } satisfies Record<ArrangeRefusal["kind"], (what: string) => string> as Record<
    ArrangeRefusal["kind"],
    (what: string) => string
  >,
}
