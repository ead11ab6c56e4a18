import type { Act, Topic } from "../../../domain/privacy/logbook.ts"
import type { LookAt } from "../../../domain/privacy/operator-window.ts"

/** Says what stands under a word in a row: a name, a number, or that somebody was erased. */
export type Say = (word: string) => string

const looks: Record<LookAt, string> = {
  overview: "aantallen",
  rounds: "rondes",
  people: "leerlingen",
  messages: "mislukte berichten",
  import: "een bestand inlezen",
}
const lookedAt = (what: string) => looks[what as LookAt] ?? what

/** "1 gesprek", "3 gesprekken". */
const of = (count: string, one: string, more: string) => `${count} ${count === "1" ? one : more}`

/** The logbook: one sentence for each act, after the name of who did it. */
export const logbook = {
  card: "Gegevens en toegang",
  see: "Bekijk",
  title: "Logboek",
  lead: "Wie deed wat, en wanneer. Regels komen erbij en gaan nooit weg.",
  how: "In de regels staan geen namen, alleen nummers. De namen zoeken we op terwijl je kijkt.",
  who: "Wie",
  everybody: "Iedereen",
  what: "Wat",
  everything: "Alles",
  from: "Vanaf",
  until: "Tot en met",
  show: "Laat zien",
  all: "Toon alle regels",
  found: (count: string) => (count === "1" ? "1 regel" : `${count} regels`),
  none: "Geen regels gevonden",
  noneHow: "Kies een andere periode of een ander onderwerp.",
  erased: "(gewist)",
  household: (children: string) => `het gezin van ${children}`,
  guardian: (name: string) => `ouder ${name}`,
  slot: (moment: string, teacher: string) => `${moment} bij ${teacher}`,
  actors: {
    parent: "Ouders",
    staff: "Alle medewerkers",
    operator: "De beheerder van Tienminuten",
    system: "Tienminuten zelf",
  },
  actor: {
    erasedParent: "Een gezin (gewist)",
    erasedStaff: "Een medewerker (gewist)",
    operator: "De beheerder van Tienminuten",
    system: "Tienminuten",
  },
  topic: {
    "sign-in": "Inloggen",
    talks: "Gesprekken",
    families: "Gezinnen en ouders",
    people: "Gegevens inlezen",
    rounds: "Rondes",
    messages: "Berichten en brieven",
    school: "School en medewerkers",
    privacy: "Wissen, inzage en meekijken",
  } satisfies Record<Topic, string>,
  /** An act from before or after this version. */
  unknown: (act: string) => `deed iets: ${act}`,
  act: {
    "signed-in": () => "logde in",
    "link-mailed": (it) => `mailde een link om in te loggen aan ${it("household")}`,
    "sign-in-guarded": () => "vroeg extra controle bij het inloggen, omdat er veel geraden werd",
    "staff-signed-in": () => "logde in",
    "staff-set-up": () => "kwam voor het eerst binnen",
    "staff-recovered": () => "herstelde de toegang",
    "staff-recovery-asked": (it) => `mailde een herstellink aan ${it("staff")}`,
    "sessions-ended": (it) => `logde op ${of(it("ended"), "andere plek", "andere plekken")} uit`,
    "passkey-added": () => "voegde een passkey toe",
    "passkey-dropped": () => "verwijderde een passkey",
    "password-replaced": () => "koos een nieuw wachtwoord",
    "password-dropped": () => "verwijderde het wachtwoord",
    "talk-booked": (it) => `koos ${it("slot")}`,
    "talk-moved": (it) => `verzette een gesprek naar ${it("slot")}`,
    "talk-cancelled": (it) => `zegde ${it("slot")} af`,
    "talk-restored": (it) => `zette een gesprek terug op ${it("slot")}`,
    "teacher-away": (it) =>
      `veranderde in één keer ${of(it("talks"), "gesprek", "gesprekken")} van een leraar in de ronde ${it("round")}`,
    "day-moved": (it) =>
      `verplaatste een dag van de ronde ${it("round")}, met ${of(it("talks"), "gesprek", "gesprekken")}`,
    "upheaval-undone": (it) =>
      `draaide dat terug: ${of(it("talks"), "gesprek", "gesprekken")} in de ronde ${it("round")}`,
    "slot-closed": (it) => `sloot ${it("slot")}`,
    "absences-said": (it) =>
      `veranderde bij ${of(it("times"), "tijd", "tijden")} of een leraar er is, in ${it("round")}`,
    "marks-set": (it) =>
      `zette bij ${of(it("marks"), "leerling", "leerlingen")} of een gesprek nodig is in ${it("round")}`,
    "talk-declined": (it) => `wil in ${it("round")} geen gesprek over ${it("pupil")}`,
    "talk-wanted-again": (it) => `wil in ${it("round")} toch een gesprek over ${it("pupil")}`,
    "swap-times-said": (it) =>
      `zei bij ${it("slot")} wanneer het ook kan: ${of(it("times"), "tijd", "tijden")}`,
    "swap-asked": (it) => `vroeg om te ruilen voor ${it("slot")}`,
    "swap-refused": (it) => `wil ${it("slot")} niet ruilen`,
    "swap-withdrawn": (it) => `trok een vraag om te ruilen in, bij ${it("slot")}`,
    "wait-begun": (it) => `zette ${it("pupil")} op een wachtlijst in ${it("round")}`,
    "wait-ended": (it) => `haalde ${it("pupil")} van een wachtlijst in ${it("round")}`,
    "time-offered": (it) => `bood ${it("household")} ${it("slot")} aan van de wachtlijst`,
    "offer-passed": (it) => `liet ${it("slot")} voorbijgaan`,
    "offer-expired": (it) => `kreeg op tijd geen antwoord van ${it("household")} op de wachtlijst`,
    "slot-opened": (it) => `opende ${it("slot")} weer`,
    "talk-erased": (it) => `wiste een gesprek: ${it("slot")} is weer vrij`,
    "place-chosen": (it) => `koos een andere plek voor een gesprek: ${it("booking")}`,
    "link-pasted": (it) =>
      `plakte een videolink bij ${of(it("slots"), "tijd", "tijden")} in de ronde ${it("round")}`,
    "account-linked": () => "koppelde een account voor videogesprekken",
    "account-unlinked": () => "maakte het account voor videogesprekken los",
    "links-made": (it) => `maakte ${of(it("made"), "videolink", "videolinks")} in de ronde ${it("round")}`,
    "links-dropped": (it) =>
      `haalde ${of(it("slots"), "videolink", "videolinks")} weg in de ronde ${it("round")}`,
    "attendance-noted": (it) => `noteerde wie er kwam: ${it("slot")}`,
    "note-written": (it) => `schreef aan de leraar bij ${it("slot")}`,
    "feed-opened": () => "zette de gesprekken in een eigen agenda",
    "feed-closed": () => "haalde de gesprekken uit de eigen agenda",
    "doubt-settled": (it) => `beantwoordde een vraag over ${it("household")}`,
    "households-merged": (it) => `voegde twee gezinnen samen: ${it("household")}`,
    "household-split": (it) => `splitste ${it("household")}; apart is nu ${it("made")}`,
    "second-household": (it) => `maakte een tweede huishouden: ${it("made")}`,
    "household-blocked": (it) => `sloot de toegang voor ${it("household")}`,
    "household-unblocked": (it) => `gaf ${it("household")} weer toegang`,
    "code-renewed": (it) => `gaf ${it("household")} een nieuwe code`,
    "office-code-made": (it) => `maakte een code voor één keer inloggen voor ${it("household")}`,
    "guardian-added": (it) => `voegde een ouder toe aan ${it("household")}`,
    "guardian-moved": (it) => `verplaatste ${it("guardian")} naar ${it("to")}`,
    "guardian-changed": (it) => `veranderde de gegevens van ${it("guardian")}`,
    "pupil-corrected": (it) => `verbeterde de gegevens van ${it("pupil")}`,
    "pupil-added": (it) => `voegde ${it("pupil")} toe`,
    "pupil-left": (it) => `zette ${it("pupil")} op vertrokken`,
    "pupil-returned": (it) => `zette ${it("pupil")} weer op school`,
    "address-protected": (it) => `veranderde of het adres van ${it("pupil")} geheim is`,
    "seat-added": (it) => `zette ${it("pupil")} ook in ${it("household")}`,
    "seat-removed": (it) => `haalde ${it("pupil")} uit ${it("household")}`,
    "list-exported": (it) => `bewaarde een lijst met ${of(it("rows"), "regel", "regels")}: ${it("list")}`,
    "import-committed": (it) =>
      `las leerlingen in: ${it("new")} nieuw, ${it("changed")} gewijzigd, ${it("left")} vertrokken`,
    "import-undone": () => "draaide het inlezen terug",
    "import-discarded": () => "gooide een ingelezen bestand weg",
    "round-made": (it) => `maakte de ronde ${it("round")}`,
    "round-changed": (it) => `veranderde de ronde ${it("round")}`,
    "round-teachers-set": (it) =>
      `zette ${of(it("teachers"), "leraar", "leraren")} in de ronde ${it("round")}`,
    "round-published": (it) => `publiceerde de ronde ${it("round")} met ${of(it("slots"), "tijd", "tijden")}`,
    "round-discarded": () => "gooide een ronde weg die nog concept was",
    "places-allowed": (it) => `koos waar gesprekken kunnen zijn in de ronde ${it("round")}`,
    "notes-allowed": (it) => `liet ouders aan de leraar schrijven in de ronde ${it("round")}`,
    "notes-stopped": (it) => `liet ouders niet meer aan de leraar schrijven in de ronde ${it("round")}`,
    "hall-screen-opened": (it) => `gaf het scherm in de hal een nieuw adres: ${it("round")}`,
    "hall-screen-closed": (it) => `sloot het scherm in de hal: ${it("round")}`,
    "invitations-made": (it) =>
      `maakte ${of(it("made"), "uitnodiging", "uitnodigingen")} voor de ronde ${it("round")}`,
    "invitations-sent": (it) =>
      `mailde ${of(it("mailed"), "uitnodiging", "uitnodigingen")} voor de ronde ${it("round")}`,
    "letters-made": (it) => `maakte ${of(it("letters"), "brief", "brieven")} voor de ronde ${it("round")}`,
    "message-failed": (it) => `kon bericht ${it("message")} niet bezorgen`,
    "messages-again": (it) => `stuurde ${it("guardian")} opnieuw wat niet aankwam`,
    "reminders-queued": (it) =>
      `herinnerde ouders aan hun gesprek: ${of(it("queued"), "bericht", "berichten")}`,
    "invitations-reminded": (it) =>
      `herinnerde ${of(it("reminded"), "gezin", "gezinnen")} aan de uitnodiging voor de ronde ${it("round")}`,
    "text-changed": () => "veranderde de tekst van een bericht",
    "text-reset": () => "zette de tekst van een bericht terug",
    "text-tested": () => "stuurde zichzelf een bericht als proef",
    "sms-sender-chosen": () => "koos de naam boven de sms-berichten",
    "staff-invited": (it) => `nodigde ${it("staff")} uit`,
    "staff-invited-again": (it) => `nodigde ${it("staff")} opnieuw uit`,
    "staff-removed": (it) => `stopte de toegang van ${it("staff")}`,
    "role-changed": (it) => `gaf ${it("staff")} een andere rol`,
    "staff-changed": (it) => `veranderde de gegevens van ${it("staff")}`,
    "details-changed": () => "veranderde de gegevens van de school",
    "school-restored": () => "zette de school terug uit de reservekopie",
    "looks-changed": () => "veranderde het logo of de kleuren",
    "jitsi-named": () => "veranderde het adres van de Jitsi van de school",
    "languages-changed": () => "koos welke talen ouders zien",
    "keeping-changed": (it) => `koos om rondes ${of(it("days"), "dag", "dagen")} te bewaren`,
    "contact-changed": () => "veranderde waar ouders hulp vinden",
    "factor-chosen": () => "koos waarmee ouders inloggen",
    "pupil-erased": (it) =>
      `wiste een leerling voorgoed: ${of(it("records"), "gegeven", "gegevens")}, bewijs ${it("number")}`,
    "household-erased": (it) =>
      `wiste een gezin voorgoed: ${of(it("records"), "gegeven", "gegevens")}, bewijs ${it("number")}`,
    "guardian-erased": (it) =>
      `wiste een ouder voorgoed: ${of(it("records"), "gegeven", "gegevens")}, bewijs ${it("number")}`,
    "round-erased": (it) =>
      `wiste de gesprekken van ${it("round")}: de bewaartijd was om (${of(it("talks"), "gesprek", "gesprekken")})`,
    "record-shown": () => "maakte een overzicht van iemands gegevens",
    "leaving-asked": () => "vroeg aan om te stoppen met Tienminuten",
    "leaving-confirmed": () => "bevestigde dat de school stopt",
    "leaving-withdrawn": () => "besloot dat de school blijft",
    "window-opened": (it) => `liet de beheerder van Tienminuten meekijken, ${it("hours")} uur lang`,
    "window-closed": () => "stopte het meekijken door de beheerder van Tienminuten",
    "operator-looked": (it) => `keek mee: ${lookedAt(it("what"))}`,
    "operator-refused": (it) => `wilde meekijken en werd geweigerd: ${lookedAt(it("what"))}`,
  } satisfies Record<Act, (it: Say) => string>,
}
