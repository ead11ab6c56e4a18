import type { DayRefusal } from "../../../domain/upheavals/day-move.ts"
import type { NotBack } from "../../../domain/upheavals/undoing.ts"
import type { StuckWhy } from "../../../domain/upheavals/upheaval.ts"

const talks = (count: number) => (count === 1 ? "1 gesprek" : `${count} gesprekken`)
const families = (count: number) => (count === 1 ? "1 gezin" : `${count} gezinnen`)

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** A change of many talks at once, for the office. */
export const upheaval = {
  away: {
    link: "kan er niet zijn",
    title: (teacher: string) => `${teacher} kan er niet zijn`,
    lead: "Kies wat er met de gesprekken gebeurt. Je ziet eerst wat dat betekent. Er verandert nog niets.",
    carries: (teacher: string, others: string) =>
      `${teacher} houdt deze gesprekken samen met ${others}. Geef ze aan wie er wel is: dan gaan ze door op dezelfde tijd, en lezen ouders met wie.`,
    goesOn: (others: string) => `De gesprekken gaan door met ${others}`,
    along: (teacher: string, others: string) =>
      `${teacher} houdt ze samen met ${others}. Je hoeft niets te verzetten, en ouders krijgen geen bericht. Moeten ouders alleen nog ${others} zien staan? Haal ${teacher} dan uit deze ronde: haal alle vinkjes weg.`,
    toTeachers: "Naar de leraren van deze ronde",
    when: "Welke gesprekken?",
    ofDay: (day: string, count: number) => `${upper(day)}: ${talks(count)}`,
    whole: (count: number) => `Alles wat nog komt: ${talks(count)}`,
    how: "Wat gebeurt ermee?",
    ways: {
      cancel: "Ze gaan niet door",
      substitute: "Een andere leraar neemt ze over",
      later: "Ze gaan naar een ander moment",
    },
    hints: {
      cancel: "De gezinnen kiezen een andere tijd. Dat kan een week lang, ook als kiezen al gesloten is.",
      substitute: "Op dezelfde tijden. Waar die leraar bezet is, zie je straks.",
      later: "Bij dezelfde leraar en in dezelfde volgorde, achter elkaar.",
    },
    who: "Wie neemt ze over?",
    nobody: "Kies een leraar",
    date: "Naar welke dag?",
    from: "Vanaf hoe laat?",
    look: "Bekijk wat er gebeurt",
    ahead: "Dit gaat er gebeuren",
    cancelled: (count: number) =>
      count === 1 ? "1 gesprek gaat niet door." : `${talks(count)} gaan niet door.`,
    substituted: (count: number, other: string) =>
      `${talks(count)} ${count === 1 ? "gaat" : "gaan"} naar ${other}, op dezelfde tijd.`,
    moved: (count: number, from: string, until: string) =>
      `${talks(count)} ${count === 1 ? "gaat" : "gaan"} naar ${from} tot ${until}.`,
    none: "Geen enkel gesprek kan mee.",
    noTalks: "Er zijn geen gesprekken.",
    told: (count: number) => `${families(count)} ${count === 1 ? "krijgt" : "krijgen"} bericht.`,
    chooseAgain: "In dat bericht staat een link om een andere tijd te kiezen.",
    without: (count: number) =>
      `Voor ${families(count)} is er nu geen andere tijd om te kiezen. Maak eerst tijd op een andere dag, of bel hen.`,
    moreTime: "Tijden van leraren aanpassen",
    moreDays: "Een dag toevoegen",
    closing: (count: number) =>
      count === 1 ? "1 vrije tijd gaat dicht." : `${count} vrije tijden gaan dicht.`,
    unreachable: (children: string) => `Geen e-mail of sms bereikt de ouders van ${children}. Bel hen zelf.`,
    stuckTitle: (count: number) =>
      count === 1
        ? "1 gesprek kan niet mee en blijft staan"
        : `${talks(count)} kunnen niet mee en blijven staan`,
    stuck: {
      "teacher-busy": "de leraar is dan bezet",
      "family-busy": "het gezin heeft dan een ander gesprek",
      "already-booked": "het kind heeft al een gesprek met die leraar",
      "no-room": "past niet meer op die dag",
      past: "dat moment is al voorbij",
    } satisfies Record<StuckWhy, string>,
    each: (count: number) => `Bekijk ${count === 1 ? "het gesprek" : `alle ${talks(count)}`}`,
    becomes: (was: string, is: string) => `${was} wordt ${is}`,
    wait: (minutes: number) =>
      minutes === 0
        ? "Er is haast: het bericht gaat meteen weg. Terugdraaien kan dan niet."
        : `Het bericht wacht ${minutes === 1 ? "1 minuut" : `${minutes} minuten`}. Zo lang kun je alles terugdraaien.`,
    noReason: "Waarom de leraar er niet is, staat er niet in.",
    press: {
      cancel: (count: number) => (count === 0 ? "Sluit deze tijden" : `Zeg ${talks(count)} af`),
      substitute: (count: number, other: string) => `Geef ${talks(count)} aan ${other}`,
      later: (count: number) => `Verplaats ${talks(count)}`,
    },
    problem: {
      "changed-meanwhile": "Er is net iets veranderd. Hieronder staat hoe het nu is. Klopt dit nog?",
      "nothing-to-do": "Er is niets om te veranderen. Kies iets anders.",
      "round-not-open": "In deze ronde kan dat nu niet.",
      "who-missing": "Kies wie de gesprekken overneemt.",
      "date-missing": "Vul een datum in, bijvoorbeeld 12-11-2026.",
      "from-missing": "Vul een tijd in, bijvoorbeeld 19:00.",
      "date-past": "Dat moment is al voorbij. Kies een moment dat nog komt.",
      "clock-changes": "In die nacht wordt de klok verzet. Kies een tijd vanaf 3:00 uur.",
    },
  },
  day: {
    link: "Verplaats deze dag",
    title: (day: string) => `Verplaats ${day}`,
    lead: "Alle leraren en alle gesprekken gaan mee, op dezelfde tijden. Er verandert nog niets.",
    date: "Naar welke dag?",
    look: "Bekijk wat er gebeurt",
    moves: (count: number, from: string, to: string) =>
      count === 0
        ? `De tijden van ${from} gaan naar ${to}.`
        : `${talks(count)} van ${from} ${count === 1 ? "gaat" : "gaan"} naar ${to}.`,
    press: (to: string) => `Verplaats naar ${to}`,
    refusal: {
      "date-missing": () => "Vul een datum in, bijvoorbeeld 12-11-2026.",
      "date-past": () => "Die dag is al voorbij. Kies een dag die nog komt.",
      "same-date": () => "Dat is dezelfde dag.",
      "day-begun": () => "De gesprekken van deze dag zijn al begonnen.",
      "clock-changes": () =>
        "In die nacht wordt de klok verzet. Tussen 2:00 en 3:00 uur kan er geen gesprek zijn.",
      "days-overlap": () => "Deze ronde heeft op die dag al gesprekken op dezelfde tijd.",
      "opens-after": () => "Ouders kunnen pas na die dag kiezen. Pas eerst aan vanaf wanneer dat kan.",
      "teacher-elsewhere": (who) => `${who} heeft dan al andere tijden.`,
      "families-elsewhere": (who) => `Er is dan al een ander gesprek over ${who}. Verzet dat eerst.`,
      "round-not-open": () => "In deze ronde kan dat nu niet.",
      "changed-meanwhile": () => "Er is net iets veranderd. Hieronder staat hoe het nu is. Klopt dit nog?",
    } satisfies Record<
      DayRefusal["kind"] | "round-not-open" | "changed-meanwhile",
      (who: string) => string
    > as Record<DayRefusal["kind"] | "round-not-open" | "changed-meanwhile", (who: string) => string>,
  },
  done: {
    "one-cancelled": "Afgezegd.",
    "one-moved": "Verzet.",
    "one-swapped": "Gewisseld.",
    cancelled: (count: number, teacher: string) => `Afgezegd: ${talks(count)} van ${teacher}.`,
    substituted: (count: number, teacher: string, other: string) =>
      `${other} neemt ${talks(count)} van ${teacher} over.`,
    moved: (count: number, teacher: string) => `Verplaatst: ${talks(count)} van ${teacher}.`,
    "day-moved": (count: number, from: string, to: string) =>
      `Verplaatst: ${from} naar ${to}, met ${talks(count)}.`,
    leaves: (count: number, time: string) =>
      count === 0
        ? `Terugdraaien kan tot ${time}.`
        : `Bericht aan ${families(count)} gaat om ${time} de deur uit.`,
    erased: "Terugdraaien kan niet meer: de gegevens van dit kind of gezin zijn gewist.",
    undo: "Draai terug",
    left: (count: number, time: string) =>
      count === 0
        ? `Terugdraaien kon tot ${time}.`
        : `Bericht aan ${families(count)} ging om ${time} de deur uit.`,
    /** No phone rings at night. */
    smsAt: (time: string) => `Een sms gaat pas om ${time}.`,
    undone: "Dit is teruggedraaid.",
    allBack: (count: number) =>
      count === 0
        ? "De tijden zijn weer zoals eerst."
        : `${count === 1 ? "Het gesprek staat" : `${count === 2 ? "Beide gesprekken" : `Alle ${talks(count)}`} staan`} weer zoals eerst. Het wachtende bericht is weggehaald.`,
    someBack: (back: number, all: number) =>
      `${back} van ${talks(all)} staan weer zoals eerst. Niet terug kon:`,
    noneBack: "Terugdraaien kon niet:",
    notBack: {
      taken: "die tijd is nu van een ander gezin, of dicht",
      "chosen-again": "het gezin koos al een andere tijd",
      "family-busy": "het gezin heeft dan nu een ander gesprek",
      changed: "dit gesprek is daarna nog veranderd",
      past: "die tijd is voorbij",
    } satisfies Record<NotBack, string>,
  },
  undoRefusal: {
    told: "Terugdraaien kan niet meer: de berichten zijn weg. Verzet of wissel gesprekken in het rooster.",
    "not-the-last": "Draai eerst terug wat daarna is gedaan.",
    "undone-before": "Dit was al teruggedraaid.",
    "changed-meanwhile": "Een collega heeft deze dag daarna veranderd. Terugdraaien kan niet meer.",
    "families-elsewhere": "Een gezin heeft op de oude tijd nu een ander gesprek. Terugdraaien kan niet.",
    "teacher-elsewhere": "Een leraar heeft op de oude tijd nu andere tijden. Terugdraaien kan niet.",
    "date-past": "De oude tijd is voorbij. Terugdraaien kan niet meer.",
  },
}
