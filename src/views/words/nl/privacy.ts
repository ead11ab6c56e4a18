import type { SignInFactor } from "../../../domain/school.ts"

/** What happens with data, in plain words. Says what the program does; change both together. */
export const privacy = {
  title: "Uw gegevens",
  lead: (school: string) => `Hier leest u welke gegevens ${school} gebruikt voor de oudergesprekken.`,
  whoTitle: "Wie is verantwoordelijk?",
  who: (school: string) => `${school} beslist over deze gegevens. Tienminuten bewaart ze voor de school.`,

  whatTitle: "Welke gegevens?",
  ofChild: "Van uw kind",
  childName: "Voornaam en achternaam.",
  childGroup: "Groep of klas, en de leraren.",
  childPostcode: "Postcode en huisnummer. Wij maken ze onleesbaar.",
  childFactor: {
    none: "",
    "birth-date": "De geboortedatum, om in te loggen. Wij maken hem onleesbaar.",
    "pupil-number": "Het leerlingnummer, om in te loggen. Wij maken het onleesbaar.",
    postcode: "De laatste vier tekens van de postcode, om in te loggen. Wij maken ze onleesbaar.",
    bsn4: "De laatste vier cijfers van het BSN, om in te loggen. Wij maken ze onleesbaar.",
  } satisfies Record<SignInFactor, string>,
  ofYou: "Van u",
  yourName: "Achternaam.",
  yourMail: "E-mailadres en telefoonnummer, als de school die doorgaf.",
  yourTalks: "Uw afspraken: met wie, waar en wanneer.",
  yourVisits: "Wanneer u inlogde of iets veranderde. Uw naam staat daar niet bij.",
  unreadable: "Onleesbaar betekent: wij kunnen zien of iets klopt. Wij kunnen het niet teruglezen.",
  notKept: {
    plain: "Wij bewaren geen BSN, geen cijfers en geen gegevens over zorg of gezondheid.",
    bsn4: "Het hele BSN bewaren wij nooit. Ook geen cijfers of gegevens over zorg of gezondheid.",
  },

  whyTitle: "Waarvoor?",
  whySignIn: "Om u te laten inloggen.",
  whyHome: "Om kinderen van één adres samen te zetten. Dan logt u één keer in voor al uw kinderen.",
  whyMail: "Om u berichten over uw afspraken te sturen.",

  fromTitle: "Waar komen ze vandaan?",
  from: "Van de school. Die levert een bestand uit de leerlingadministratie aan.",

  longTitle: "Hoe lang?",
  long: "Zolang de school Tienminuten gebruikt. Stopt de school, dan wissen we alles.",
  longBackups: (days: number) => `Na ${days} dagen zijn ze ook weg uit de reservekopieën.`,
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
