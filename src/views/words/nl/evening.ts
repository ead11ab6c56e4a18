import type { EveningRefusal } from "../../../domain/evenings/evening.ts"
import type { NoteRefusal } from "../../../domain/talks/talk-note.ts"

const minutes = (count: number) => (count === 1 ? "1 minuut" : `${count} minuten`)
const talks = (count: number) => (count === 1 ? "1 gesprek" : `${count} gesprekken`)

/** The evening itself: for who leads it ("je"), for who waits ("u"), and for the screen in the hall. */
export const evening = {
  /** On the page of a parent, beside the talk. One short line: it must not grow when it changes. */
  onTime: "Loopt op tijd",
  runsLate: (count: number, at: string) => `Loopt ${minutes(count)} uit: rond ${at}`,
  yourTurn: "U bent aan de beurt",

  /** What a parent writes to the teacher. */
  note: {
    title: "Bericht aan de leraar",
    label: (teacher: string) => `Waar wilt u het met ${teacher} over hebben?`,
    hint: (most: number) =>
      `Niet verplicht. Hoogstens ${most} tekens. Alleen de leraar en de administratie lezen dit.`,
    save: "Bewaar het bericht",
    kept: "Uw bericht is bewaard. De leraar leest het voor het gesprek.",
    dropped: "Uw bericht is weggehaald.",
    refusal: {
      "notes-not-allowed": "De school neemt geen berichten meer aan. U kunt uw bericht alleen weghalen.",
      "note-too-late": "Het gesprek is al begonnen. U kunt niets meer schrijven.",
      "note-too-long": (over: number) =>
        `Dit is ${over} ${over === 1 ? "teken" : "tekens"} te lang. Maak het wat korter.`,
    } satisfies Record<NoteRefusal["kind"], unknown>,
    from: "Van de ouders:",
    allowTitle: "Bericht van ouders aan de leraar",
    allowed:
      "Ouders kunnen bij hun gesprek opschrijven waar ze het over willen hebben. Alleen de leraar en de administratie lezen dat. Het wordt samen met het gesprek gewist.",
    notAllowed:
      "Nu kunnen ouders niets meegeven. Zet je dit aan, dan kunnen ze bij hun gesprek opschrijven waar ze het over willen hebben, in hoogstens 300 tekens.",
    allow: "Zet aan",
    stop: "Zet uit",
  },

  title: "Gesprekken van vandaag",
  titleOf: (day: string) => `Gesprekken van ${day}`,
  of: (teacher: string) => `bij ${teacher}`,
  lead: "Tik op de knop als de volgende binnenkomt. Ouders zien dan op hun telefoon hoe het loopt.",
  leadAhead: "Op de dag zelf tik je hier wie er binnen is.",
  leadOther: "Hier kun je nog aangeven wie er kwam.",
  none: "Je hebt geen gesprekken",
  noneHow: "Op de dag van de gesprekken staat hier wie er komt en wie de volgende is.",
  days: "Andere dagen",
  inside: "Nu binnen",
  nobody: "Nog niemand",
  next: "Hierna",
  noNext: "Niemand meer",
  over: "Dit waren alle gesprekken.",
  late: (count: number) => `loopt ${minutes(count)} uit`,
  inTime: "op tijd",
  lateHow: "Ouders zien dit ook.",
  call: (child: string) => `${child} is binnen`,
  stayedAwayNext: (child: string) => `${child} kwam niet`,
  finish: "Gesprek is klaar",
  back: "Laatste tik terug",
  list: "Wie er kwam",
  listAhead: "Wie er komt",
  listHow: "Wie je binnenroept, staat vanzelf op ‘kwam’. Tik om het te veranderen.",
  came: "Kwam",
  stayedAway: "Kwam niet",
  cameOf: (child: string, at: string) => `${child}, ${at}: kwam`,
  stayedAwayOf: (child: string, at: string) => `${child}, ${at}: kwam niet`,
  home: (names: string) => `ouder: ${names}`,
  refusal: {
    "not-today": "Dit gesprek is niet vandaag. Binnenroepen kan alleen op de dag zelf.",
    "not-yet": "Dit gesprek moet nog komen. Wie er kwam, geef je op de dag zelf aan.",
  } satisfies Record<EveningRefusal["kind"], string>,
  toToday: "De avond zelf",

  // For the office
  round: {
    title: "De avond zelf",
    lead: (title: string, day: string) => `${title} op ${day}: hoe het bij elke leraar loopt.`,
    none: "Er zijn nog geen dagen met gesprekken",
    noneHow: "Zodra de ronde gepubliceerd is, zie je hier hoe de avond loopt.",
    teacher: "Leraar",
    room: "Lokaal",
    now: "Nu",
    runs: "Hoe het loopt",
    came: "Kwam",
    cameOf: (came: number, all: number) => `${came} van ${all}`,
    stayedAway: (count: number) => (count === 1 ? "1 kwam niet" : `${count} kwamen niet`),
    notBegun: "nog niet begonnen",
    finished: "klaar",
    nextAt: (at: string) => `straks ${at}`,
    noTalks: "geen gesprekken",
    talks,
  },
  screen: {
    title: "Scherm in de hal",
    how: "Een pagina voor een groot scherm: welke leraar in welk lokaal zit en hoe het loopt. Er staan geen namen van ouders of kinderen op.",
    none: "Nu is er geen scherm.",
    make: "Maak een adres",
    address: "Open dit adres op het scherm",
    careful: "Wie dit adres heeft, ziet het scherm. Inloggen is niet nodig.",
    open: "Bekijk het scherm",
    renew: "Nieuw adres",
    renewHow: "Met een nieuw adres werkt het oude niet meer.",
    close: "Scherm sluiten",
  },

  // The screen itself
  hall: {
    now: "Nu",
    nextAt: (at: string) => `Straks ${at}`,
    late: (count: number) => `Loopt ${minutes(count)} uit`,
    onTime: "Op tijd",
    notBegun: "Nog niet begonnen",
    finished: "Klaar",
    part: (at: number, of: number) => `${at} van ${of}`,
    later: (day: string) => `De gesprekken zijn op ${day}.`,
    past: "De gesprekken zijn geweest.",
    closedTitle: "Dit scherm is gesloten",
    closed: "Vraag de administratie om het nieuwe adres.",
  },
}
