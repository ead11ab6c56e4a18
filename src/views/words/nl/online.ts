import type { LinkTrouble } from "../../../domain/online/linked-account.ts"
import type { PasteRefusal } from "../../../domain/online/pasted-link.ts"
import type { AccountProvider, MeetingFailure, Provider } from "../../../domain/online/video-meeting.ts"
import type { Place, PlaceRefusal } from "../../../domain/talks/place.ts"

const times = (count: number) => (count === 1 ? "1 tijd" : `${count} tijden`)

/** Talks online: what parents read ("u") and what staff read ("je"). */
export const online = {
  place: { school: "Op school", online: "Online", phone: "Telefonisch" } satisfies Record<Place, string>,
  /** In mails. */
  mailed: {
    online: "Online, via de pagina van uw afspraak",
    phone: "Telefonisch: de leraar belt u op",
  },
  /** For parents. */
  talk: {
    online: "Online, via deze pagina",
    phone: (teacher: string) => `Telefonisch: u wordt gebeld door ${teacher}`,
    join: "Naar het videogesprek",
    joinHow: "Heeft u even geduld: de leraar laat u binnen.",
    from: (time: string) => `Vanaf ${time} uur staat hier een knop naar het videogesprek.`,
    soon: "De leraar maakt de link nog. Hij komt op deze pagina.",
    early: (time: string) => `Het videogesprek gaat open om ${time} uur`,
    earlyHow: "Op de pagina van uw afspraak staat dan een knop naar het gesprek.",
    over: "Dit gesprek is geweest",
    overHow: "De link werkt niet meer.",
    none: "Er is nog geen link",
    noneHow: "De leraar moet de link nog maken. Begint uw gesprek bijna? Bel de school.",
    notOnline: "Dit gesprek is niet online",
    notOnlineHow: "Op de pagina van uw afspraak staat waar u verwacht wordt.",
    back: "Naar uw afspraak",
    change: "Liever ergens anders?",
    legend: "Waar wilt u het gesprek?",
    choose: "Bewaar mijn keuze",
    chosen: "Uw keuze is bewaard",
    hints: {
      school: "U komt naar school.",
      online: "U praat via uw telefoon, tablet of computer.",
      phone: "De leraar belt u.",
    } satisfies Record<Place, string>,
  },
  refusal: {
    "place-not-offered": "Deze plek kan niet. Kies een van de plekken hieronder.",
    "place-too-late": "Kiezen kan niet meer. Bel of mail de school.",
    "link-missing": "Plak een link.",
    "link-unreadable": "Dit is geen link. Kopieer de hele link, vanaf https.",
    "link-unknown":
      "Deze link kennen we niet. Het kan met Google Meet, Teams, Whereby, Zoom, of de Jitsi van de school.",
    "link-without-room": "Deze link gaat niet naar een gesprek. Kopieer de link van het gesprek zelf.",
    "host-unreadable": "Dit is geen adres. Schrijf het zo: praten.school.nl",
  } satisfies Record<PlaceRefusal["kind"] | PasteRefusal["kind"] | "host-unreadable", string>,
  /** For staff. */
  title: "Online gesprekken",
  lead: "Ouders komen via onze pagina bij je gesprek: van een kwartier ervoor tot het einde. De link zelf staat in geen mail.",
  open: "Online gesprekken",
  off: "In deze ronde zijn geen gesprekken online",
  offHow: "De school kan dat aanzetten.",
  mine: "Mijn tijden",
  noneMine: "Je hebt in deze ronde geen tijden meer die komen.",
  ready: (ready: number, slots: number) => `${ready} van ${times(slots)} met een link`,
  column: {
    time: "Tijd",
    who: "Gesprek",
    place: "Plek",
    link: "Link",
  },
  free: "vrij",
  noLink: "geen",
  hasLink: "klaar",
  making: "in de maak",
  paste: {
    title: "Plak een link",
    how: "Gebruik je altijd dezelfde ruimte? Plak hier de link: van Meet, Teams, Whereby, Zoom, of de Jitsi van de school. Zet in die ruimte de wachtkamer aan.",
    link: "Link",
    for: "Voor",
    all: "Al mijn tijden",
    do: "Bewaar de link",
    done: (count: number) =>
      count === 0 ? "Deze tijden hadden al een link uit je account." : `De link staat bij ${times(count)}.`,
    drop: "Haal mijn geplakte links weg",
    dropped: "De geplakte links zijn weg. Ouders zien ze niet meer.",
  },
  colleagues: {
    title: "Wie heeft links gemaakt?",
    how: "Klopt er iets niet? Vraag het aan wie de links maakte: alleen die kan ze wijzigen.",
    provider: {
      google: "Google-account",
      microsoft: "Microsoft-account",
      pasted: "geplakte link",
    } satisfies Record<Provider, string>,
    of: (name: string) => `van ${name}`,
  },
  school: {
    title: "Waar kunnen gesprekken zijn?",
    how: "Ouders kiezen per gesprek een van deze plekken. Zonder keuze geldt de bovenste.",
    legend: "Plekken in deze ronde",
    saved: (talks: number) =>
      talks === 0
        ? "De plekken zijn bewaard."
        : `De plekken zijn bewaard. ${talks === 1 ? "1 gesprek is nu" : `${talks} gesprekken zijn nu`} ergens anders: ouders krijgen binnen tien minuten bericht. Toch niet goed? Zet het nu terug.`,
    jitsi: "Jitsi van de school",
    jitsiHint: "Alleen als de school een eigen Jitsi heeft. Bijvoorbeeld praten.school.nl",
    jitsiSaved: "Het adres is bewaard.",
  },
  /** The guide for schools, which is in Dutch. */
  guide: {
    title: "Handleiding voor scholen",
    client: "Nummer van de toepassing.",
    open: "Handleiding voor scholen",
    office: "Wat er voor online gesprekken geregeld moet zijn, bij Google en Microsoft ook, staat hier:",
    forIt: (name: string) => `Voor je ICT-beheerder: wat er bij ${name} aan moet staan`,
  },
  providers: { google: "Google", microsoft: "Microsoft" } satisfies Record<AccountProvider, string>,
  lacking: (count: number, title: string) =>
    `${count === 1 ? "1 online gesprek" : `${count} online gesprekken`} van ${title} ${count === 1 ? "heeft" : "hebben"} nog geen link.`,
  toLinks: "Maak links",
  todo: (count: number, title: string) =>
    `${count === 1 ? "1 videolink" : `${count} videolinks`} van ${title} ${count === 1 ? "moet" : "moeten"} in je account nog worden verzet of opgeruimd.`,
  /** Making links with one's own account. */
  run: {
    title: "Links uit je eigen account",
    linked: (name: string, email: string) => `Gekoppeld: ${name}, ${email}.`,
    other: "Ander account of loskoppelen",
    link: "Koppel je account",
    linkHow: "Met je eigen Google- of Microsoft-account van school maken we voor elke tijd een eigen link.",
    make: "Maak links voor mijn gesprekken",
    again: "Probeer het opnieuw",
    how: (count: number, name: string) =>
      `We zetten ${times(count)} in je ${name}-account, elk met een eigen link. Er komt geen naam van een kind in te staan.`,
    making: (ready: number, slots: number) => `${ready} van ${slots} links klaar`,
    clearing: (left: number) => `We ruimen op: nog ${left === 1 ? "1 link" : `${left} links`}.`,
    close: "Je mag deze pagina sluiten. Kom je terug, dan gaan we verder.",
    wait: (seconds: number) =>
      `Even geduld: we gaan over ${seconds === 1 ? "1 seconde" : `${seconds} seconden`} verder.`,
    goOn: "Ga verder",
    all: (count: number) =>
      `${count === 1 ? "Je tijd heeft" : `Al je ${count} tijden hebben`} een link. Je hoeft niets meer te doen.`,
    clear: "Ruim deze ronde op",
    clearHow: (name: string) =>
      `Alle afspraken van deze ronde gaan weg uit je ${name}-account. Ouders kunnen dan niet meer online binnenkomen.`,
    clearDo: "Ruim alles op",
    over: "Deze gesprekken zijn geweest. Ruim de links op.",
    nothing: "Je hebt in deze ronde geen tijden die komen.",
    done: "Alles is bijgewerkt.",
  },
  /** One's own account. */
  account: {
    title: "Je account voor videogesprekken",
    lead: "Je koppelt je account in deze browser. Log je uit, dan is de koppeling weg. Je links blijven werken.",
    anyProvider: "je account",
    linkedNow: "Je account is gekoppeld.",
    unlinkedNow: "Je account is losgekoppeld. De links die er al zijn, blijven werken.",
    toRound: "Werk ze bij",
    linkedTitle: "Gekoppeld in deze browser",
    everywhere: (name: string) => `Trek de toestemming ook bij ${name} in, in elke browser`,
    elsewhere: "De toestemming helemaal intrekken doe je bij Microsoft zelf: myapps.microsoft.com.",
    unlink: "Koppel los",
    offers: "Koppel een account van school",
    link: (name: string) => `Koppel ${name}`,
    noneReady:
      "Koppelen kan hier nog niet: de beheerder van Tienminuten moet Google of Microsoft eerst instellen.",
    orPaste:
      "Geen account van school? Plak dan bij je gesprekken een link van Meet, Teams, Whereby, Zoom of Jitsi.",
    rounds: "Naar je gesprekken",
    whatTitle: "Wat we doen",
    what: [
      "We maken afspraken met een videolink in je account, en halen alleen het nummer en de link daarvan op.",
      "Andere afspraken in je agenda lezen we niet.",
      "Je inlog staat alleen in een cookie in deze browser, versleuteld. Niet bij ons.",
      "Nummer, eigenaar en link bewaren we versleuteld. Ouders zien alleen de link van hun eigen gesprek.",
      "Collega’s zien dat jouw account is gebruikt, zodat ze je kunnen bereiken.",
    ] as string[],
    forAdministrators: "Voor de ICT-beheerder van de school: sta deze toepassing toe.",
    administratorsLink: (name: string) => `Naar het beheer van ${name}`,
    clientId: "Nummer van de toepassing:",
    trouble: {
      denied: {
        title: "Je gaf geen toestemming",
        how: (name) =>
          `Er is niets gekoppeld. Wil je het toch? Koppel ${name} opnieuw en kies Toestaan. Mag je dat niet zelf? Vraag het je ICT-beheerder.`,
      },
      unticked: {
        title: "Eén vinkje ontbreekt",
        how: () =>
          "Zonder het vinkje bij de agenda kunnen we geen links maken. Koppel opnieuw en laat het vinkje staan.",
      },
      "admin-needed": {
        title: "Je ICT-beheerder moet eerst toestemming geven",
        how: (name) =>
          `De school laat deze toepassing bij ${name} nog niet toe. Stuur je ICT-beheerder de eerste link hieronder, en het nummer.`,
      },
      "personal-account": {
        title: "Dit is geen account van een school",
        how: (name) =>
          `Met een persoonlijk account kunnen deze links niet. Koppel opnieuw en kies je ${name}-account van school.`,
      },
      "code-used": {
        title: "Dit antwoord is al gebruikt",
        how: () => "Er is niets gekoppeld. Begin opnieuw.",
      },
      revoked: {
        title: "Je account is niet meer gekoppeld",
        how: () =>
          "Je logde opnieuw in, of de toestemming is ergens anders ingetrokken. Koppel je account opnieuw. Je links blijven werken.",
      },
      clock: {
        title: "Onze klok loopt niet gelijk",
        how: (name) =>
          `De tijd hier en bij ${name} verschilt te veel. Dat is onze fout. Meld het aan de beheerder van Tienminuten.`,
      },
      unreachable: {
        title: "Geen antwoord",
        how: (name) => `We kregen geen antwoord van ${name}. Probeer het over een paar minuten opnieuw.`,
      },
      unclear: {
        title: "Dat lukte niet",
        how: (name) =>
          `We kregen een antwoord van ${name} dat we niet begrijpen. Probeer het opnieuw. Lukt het weer niet? Vraag het je ICT-beheerder.`,
      },
      "not-set-up": {
        title: "Koppelen kan hier nog niet",
        how: (name) =>
          `De beheerder van Tienminuten moet ${name} eerst goed instellen. Tot die tijd kun je een link plakken.`,
      },
      "wrong-state": {
        title: "Dit antwoord hoort bij een andere vraag",
        how: () => "Er is niets gekoppeld. Begin opnieuw, in één tabblad.",
      },
      "other-browser": {
        title: "Dit antwoord hoort niet bij deze browser",
        how: () =>
          "Het koppelen begon ergens anders, of al een tijd geleden. Er is niets gekoppeld. Begin hier opnieuw.",
      },
      "too-late": {
        title: "Het duurde te lang",
        how: () => "Je hebt tien minuten om te koppelen. Begin opnieuw.",
      },
      "too-large": {
        title: "Dit past niet in je browser",
        how: (name) =>
          `De inlog van ${name} is te groot om in een cookie te bewaren. Er is niets gekoppeld. Plak een link, of meld het je ICT-beheerder.`,
      },
    } satisfies Record<LinkTrouble, { title: string; how: (name: string) => string }> as Record<
      LinkTrouble,
      { title: string; how: (name: string) => string }
    >,
  },
  /** The clock of a teacher. */
  clock: {
    left: (minutes: number) => (minutes === 1 ? "Nog 1 minuut" : `Nog ${minutes} minuten`),
    oneMore: "Nog één minuut",
    soon: (minutes: number) => (minutes === 1 ? "Over 1 minuut" : `Over ${minutes} minuten`),
    now: (child: string, until: string) => `${child}, tot ${until}.`,
    next: (time: string, child: string) => `Hierna, om ${time}: ${child}.`,
    noNext: "Hierna komt er niemand meer.",
    freeAfter: "Hierna is het vrij: een minuut langer kan.",
  },
  failure: {
    "not-allowed": "Je school staat dit account niet toe",
    "no-meet": "Meet staat uit voor dit account",
    "no-licence": "Dit account heeft geen Teams-licentie",
    "admin-needed": "Je ICT-beheerder moet eerst toestemming geven",
    relink: "Koppel je account opnieuw",
    "slow-down": "Even wachten, het gaat zo verder",
    gone: "De afspraak is bij je account weggehaald",
    unreachable: "Geen verbinding, we proberen het opnieuw",
    unclear: "Geen duidelijk antwoord, we proberen het opnieuw",
  } satisfies Record<MeetingFailure, string>,
}
