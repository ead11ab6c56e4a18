import type { PasteRefusal } from "../../../domain/pasted-link.ts"
import type { Place, PlaceRefusal } from "../../../domain/place.ts"
import type { MeetingFailure, Provider } from "../../../domain/video-meeting.ts"

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
    phone: (teacher: string) => `Telefonisch: ${teacher} belt u op`,
    join: "Naar het videogesprek",
    joinHow: "Heeft u even geduld: de leraar laat u binnen.",
    from: (time: string) => `Vanaf ${time} uur staat hier een knop naar het videogesprek.`,
    soon: "De leraar maakt de link nog. Hij komt op deze pagina.",
    early: (time: string) => `Het videogesprek gaat open om ${time} uur`,
    earlyHow: "Kom dan terug op deze pagina en kies dezelfde knop.",
    over: "Dit gesprek is geweest",
    overHow: "De link werkt niet meer.",
    none: "Er is nog geen link",
    noneHow: "De leraar moet de link nog maken. Begint uw gesprek bijna? Bel de school.",
    notOnline: "Dit gesprek is niet online",
    notOnlineHow: "Op de pagina van uw afspraak staat waar u verwacht wordt.",
    back: "Terug naar uw afspraak",
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
  lead: "Ouders komen via onze pagina bij je gesprek: van een kwartier ervoor tot het einde. De link zelf staat nergens.",
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
    saved: "De plekken zijn bewaard.",
    jitsi: "Jitsi van de school",
    jitsiHint: "Alleen als de school een eigen Jitsi heeft. Bijvoorbeeld praten.school.nl",
    jitsiSaved: "Het adres is bewaard.",
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
