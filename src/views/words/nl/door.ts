import type { SignInFactor } from "../../../domain/school/school.ts"
import { accessibility, privacy } from "./privacy.ts"

/** The parents' door. Dutch is the source. */
export const door = {
  // The front page
  frontTitle: "Oudergesprekken",
  frontLead: "Zoek uw school. Daarna kiest u een tijd voor het gesprek.",
  frontSearch: "Naam of plaats van de school",
  frontFind: "Zoek school",
  frontFound: (count: number) => (count === 1 ? "1 school gevonden" : `${count} scholen gevonden`),
  frontNothing: "Geen school gevonden. Controleer de naam, of zoek op de plaats.",
  frontNoSchools: "Er is nog geen school.",
  frontLetter: "Heeft u een brief met een QR-code? Scan die met uw telefoon. Dan hoeft u niet te zoeken.",

  // Signing in
  title: "Inloggen",
  lead: "Log in om een tijd te kiezen voor het gesprek over uw kind.",
  already: "U bent al ingelogd.",
  alreadyGo: "Naar uw gesprekken",
  signedOut: "U bent uitgelogd.",
  wanted: "Log in. Daarna gaat u verder waar u was.",
  codeTitle: "Met de code uit de brief",
  code: "Uw code",
  codeHint: "Uit de brief van school, zoals 7K3D-9QXM.",
  codeMissing: "Vul de code in.",
  codeWrong: "Deze code werkt niet (meer).",
  codeBusy: "Vanaf uw internetverbinding proberen nu te veel mensen een code.",
  codeBusyTodo: "Probeer het over een minuut weer, of gebruik ander internet.",
  codeWrongTodo: "Controleer de code in uw nieuwste brief. Elke brief heeft een nieuwe code.",
  signIn: "Inloggen",
  otherWays: "Geen brief of code?",
  namesTitle: "Met de gegevens van uw kind",
  namesLead: "Vul in wat de school ook van uw kind weet.",
  first: "Voornaam van uw kind",
  last: "Achternaam van uw kind",
  factor: {
    none: "",
    "birth-date": "Geboortedatum van uw kind",
    "pupil-number": "Leerlingnummer van uw kind",
    postcode: "Postcode van uw kind",
    bsn4: "Laatste vier cijfers van het BSN van uw kind",
  } satisfies Record<SignInFactor, string>,
  factorHint: {
    none: "",
    "birth-date": "Bijvoorbeeld 27 3 2015.",
    "pupil-number": "Dit nummer krijgt uw kind van de school.",
    postcode: "Bijvoorbeeld 1234 AB.",
    bsn4: "Vul nooit het hele nummer in. Wij kunnen deze cijfers niet teruglezen.",
  } satisfies Record<SignInFactor, string>,
  day: "Dag",
  month: "Maand",
  year: "Jaar",
  firstMissing: "Vul de voornaam in.",
  lastMissing: "Vul de achternaam in.",
  factorMissing: {
    none: "",
    "birth-date": "Vul een datum in, zoals 27 3 2015.",
    "pupil-number": "Vul het leerlingnummer in.",
    postcode: "Vul de postcode in, zoals 1234 AB.",
    bsn4: "Vul vier cijfers in.",
  } satisfies Record<SignInFactor, string>,
  namesWrong: "Met deze gegevens kunnen we u niet inloggen.",
  namesWrongTodo: "Controleer wat u invulde, of gebruik de code of een link.",
  twoHomes: "Woont uw kind op twee adressen? Gebruik dan de code of een link.",
  codeOrLink: "Inloggen met namen kan nu niet.",
  codeOrLinkTodo: "Gebruik de code uit de brief, of vraag hieronder een link per e-mail.",
  stopped: (minutes: number) =>
    `Vanaf uw internetverbinding is te vaak geprobeerd. Met namen inloggen kan weer over ${minutes === 1 ? "1 minuut" : `${minutes} minuten`}.`,
  stoppedTodo: "Met de code of een link kunt u meteen verder.",
  askSchool: "Lukt het niet? De school helpt u:",

  // A link by e-mail
  linkTitle: "Met een link per e-mail",
  linkLead: "We sturen de link naar het adres dat de school van u heeft.",
  email: "Uw e-mailadres",
  emailWrong: "Vul een e-mailadres in, zoals naam@voorbeeld.nl.",
  sendLink: "Stuur mij een link",
  linkSentTitle: "Kijk in uw e-mail",
  linkSent: "Kent de school dit adres? Dan krijgt u binnen een paar minuten een link.",
  linkSentTimes: (minutes: number) => `De link werkt ${minutes} minuten, één keer.`,
  linkSentNothing: "Niets gekregen? Kijk bij ongewenste mail, of bel de school.",
  linkReadyTitle: "Bijna klaar",
  linkReady: "Druk op de knop om in te loggen.",
  linkOverTitle: "Deze link werkt niet meer",
  linkOver: "Een link uit de mail werkt één keer en niet lang. Vraag een nieuwe, of gebruik uw code.",

  // An invitation
  welcomeTitle: (school: string) => `Welkom bij ${school}`,
  welcome: (title: string) => `U bent uitgenodigd voor: ${title}.`,
  welcomeHow: "Druk op de knop. Daarna kiest u een tijd voor het gesprek over uw kind.",
  welcomeCode: "De code uit uw brief:",
  welcomeGo: "Kies een tijd",
  invitationOverTitle: "Deze uitnodiging werkt niet meer",
  invitationOver: "Misschien zijn de gesprekken voorbij, of heeft u een nieuwere uitnodiging.",

  // Proof of work
  momentTitle: "Een ogenblik",
  moment: "Het is druk bij het inloggen. We controleren uw aanvraag. Dit duurt een paar tellen.",
  momentFailed: "Dat lukt niet in deze browser.",
  momentNoScript: "Zonder JavaScript kan inloggen met namen nu niet.",
  momentOther: "Log in met de code of een link",

  // Staying signed in
  stayTitle: "Bent u er nog?",
  stay: "U wordt zo uitgelogd, omdat u even niets deed.",
  stayGo: "Blijf ingelogd",

  staff: "Werkt u op deze school?",
  staffGo: "Inloggen voor medewerkers",

  privacy,
  accessibility,
}
