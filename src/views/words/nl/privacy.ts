import type { FamilyKind } from "../../../domain/privacy/privacy.ts"
import type { SignInFactor } from "../../../domain/school/school.ts"

/** What happens with data, in plain words. Says what the program does; change both together. */
export const privacy = {
  title: "Uw gegevens",
  lead: (school: string) => `Hier leest u welke gegevens ${school} gebruikt voor de oudergesprekken.`,
  whoTitle: "Wie is verantwoordelijk?",
  who: (school: string) => `${school} beslist over deze gegevens. Tienminuten bewaart ze voor de school.`,

  whatTitle: "Welke gegevens?",
  ofChild: "Van uw kind",
  kind: {
    "pupil-name": "Voornaam en achternaam.",
    "pupil-group": "Groep of klas, en de leraren.",
    "pupil-home": "Postcode en huisnummer. Wij maken ze onleesbaar.",
    "pupil-factor": "",
    "pupil-number": "Het nummer in de leerlingadministratie.",
    "pupil-protected": "Of het adres geheim is.",
    "pupil-left": "Wanneer uw kind van school ging.",
    "waiting-file": "Wat in het laatste bestand van de school stond, tot een dag na het inlezen.",
    erased: "Dat iets gewist is. Wij maken het onleesbaar.",
    "guardian-name": "Achternaam.",
    "guardian-email": "E-mailadres, als de school dat doorgaf.",
    "guardian-phone": "Telefoonnummer, als de school dat doorgaf.",
    household: "Welke kinderen bij u horen, en uw taal.",
    talk: "Uw afspraken: met wie, waar en wanneer.",
    "talk-note": "Wat u aan de leraar schreef.",
    "calendar-feed": "Het adres voor uw agenda, als u dat aanzet. Wij maken het onleesbaar.",
    invitation: "De code uit de brief. Wij maken hem onleesbaar.",
    "parent-visit": "Dat u bent ingelogd, tot u uitlogt.",
    device: "Een kenmerk van uw apparaat. Wij maken het onleesbaar.",
    ticket: "Een link of code om één keer in te loggen. Wij maken hem onleesbaar.",
    message: "Welke berichten wij u stuurden.",
  } satisfies Record<FamilyKind, string>,
  childFactor: {
    none: "",
    "birth-date": "De geboortedatum, om in te loggen. Wij maken hem onleesbaar.",
    "pupil-number": "Het leerlingnummer, om in te loggen. Wij maken het onleesbaar.",
    postcode: "De laatste vier tekens van de postcode, om in te loggen. Wij maken ze onleesbaar.",
    bsn4: "De laatste vier cijfers van het BSN, om in te loggen. Wij maken ze onleesbaar.",
  } satisfies Record<SignInFactor, string>,
  ofYou: "Van u",
  yourVisits: "Wanneer u inlogde of iets veranderde. Uw naam staat daar niet bij.",
  unreadable: "Onleesbaar betekent: wij kunnen zien of iets klopt. Wij kunnen het niet teruglezen.",
  notKept: {
    plain: "Wij bewaren geen BSN, geen cijfers en geen gegevens over zorg of gezondheid.",
    bsn4: "Het hele BSN bewaren wij nooit. Ook geen cijfers of gegevens over zorg of gezondheid.",
  },

  whyTitle: "Waarvoor?",
  whySignIn: "Om u te laten inloggen.",
  whyHome: "Om kinderen van één adres samen te zetten. Dan logt u één keer in voor al uw kinderen.",
  whyMail: {
    mail: "Om u per e-mail berichten over uw afspraken te sturen.",
    sms: "Om u per e-mail en sms berichten over uw afspraken te sturen.",
  },

  fromTitle: "Waar komen ze vandaan?",
  from: "Van de school. Die levert een bestand uit de leerlingadministratie aan.",

  longTitle: "Hoe lang?",
  long: "Zolang de school Tienminuten gebruikt. Stopt de school, dan wissen we alles.",
  longBackups: (days: number) => `Na ${days} dagen zijn ze ook weg uit de reservekopieën.`,
  longRounds: (days: number) => `Uw gesprekken wissen we ${days} dagen na het laatste gesprek van de ronde.`,
  longMessages: (days: number) => `Welke berichten wij stuurden: tot ${days} dagen na de gesprekken.`,
  longErase: "De school kan gegevens ook eerder wissen.",

  whereTitle: "Waar staan ze?",
  where: (place: string, backup: string) =>
    `In een datacentrum in ${place}. De reservekopie staat in ${backup}.`,
  safe: "De verbinding is beveiligd. Er staan geen volgers of advertenties op deze pagina’s.",

  readTitle: "Wie kan erbij?",
  readSchool: "Medewerkers van de school.",
  readUs: "Beheerders van Tienminuten, alleen als de school dat toestaat.",
  readOthers: "Niemand anders, tenzij de school dat nadrukkelijk goedvindt.",
  readHomes: "Woont uw kind op twee adressen? Dan ziet het ene adres niets van het andere.",

  cookiesTitle: "Welke cookies?",
  cookiesLead: "Een cookie is een stukje tekst dat uw browser bewaart. Wij gebruiken er vier.",
  cookies: {
    session: "U blijft ingelogd.",
    device: "Wij herkennen dit apparaat. Anderen kunnen het inloggen dan niet vertragen.",
    language: "De taal die u koos.",
    wanted: "De pagina waar u was, voor na het inloggen.",
  },
  sessionLasts: (minutes: number, hours: number) =>
    `Tot u uitlogt, ${minutes} minuten niets doet, of na ${hours} uur`,
  days: (days: number) => `${days} dagen`,
  year: "1 jaar",
  minutes: (minutes: number) => `${minutes} minuten`,

  rightsTitle: "Wat kunt u vragen?",
  rights: "U mag uw gegevens zien, laten verbeteren of laten wissen. Vraag het aan de school:",
  complaint: "Niet tevreden? U kunt klagen bij de Autoriteit Persoonsgegevens.",
}

export const accessibility = {
  title: "Toegankelijkheid",
  lead: "Iedereen moet een gesprek kunnen kiezen. Daarom bouwen wij deze pagina’s zo:",
  standard: "Wij volgen de Europese regels: WCAG 2.2, niveau A en AA.",
  keyboard: "Alles werkt met alleen een toetsenbord, en zonder JavaScript.",
  zoom: "U kunt vergroten tot 400 procent. De kleuren passen zich aan uw apparaat aan.",
  time: (minutes: number) => `Na ${minutes} minuten vragen we of u er nog bent. U kunt dan ingelogd blijven.`,
  testedTitle: "Hoe is dit getest?",
  tested: "Een programma test elke pagina bij elke verandering. Onafhankelijk onderzoek is nog niet gedaan.",
  brokenTitle: "Werkt iets niet?",
  broken: "Vertel het de school. Die helpt u, en geeft het aan ons door:",
  dated: "Deze tekst is van november 2026.",
}
