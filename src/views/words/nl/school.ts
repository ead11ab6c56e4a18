import type { LogoRefusal } from "../../../domain/school/logo.ts"
import type { DetailsRefusal, KeepingRefusal, SchoolDetails } from "../../../domain/school/school-details.ts"

/** The settings of the school itself: details, looks, languages, how long rounds are kept. */
export const school = {
  details: {
    title: "Gegevens van de school",
    lead: "Naam, plaats en hulp staan op de pagina’s en in de mail voor ouders. De rest gebruiken we voor brieven en contact met jullie.",
    card: "Ouders zien deze naam. Onderaan elke pagina staat waar ze hulp krijgen.",
    field: {
      name: "Naam van de school",
      address: "Straat en huisnummer",
      postcode: "Postcode",
      city: "Plaats",
      contactPerson: "Contactpersoon",
      phone: "Telefoonnummer voor ouders",
      email: "E-mailadres voor ouders",
    } satisfies Record<keyof SchoolDetails, string>,
    contactHint: "Wie bellen wij als er iets is? Ouders zien deze naam niet.",
    refusal: {
      "name-missing": "Vul de naam van de school in.",
      "city-missing": "Vul de plaats in.",
      "postcode-invalid": "Dit is geen postcode. Schrijf hem als 1234 AB.",
      "phone-invalid": "Dit is geen telefoonnummer. Gebruik alleen cijfers, spaties en streepjes.",
      "email-invalid": "Dit is geen e-mailadres.",
      "contact-missing": "Vul een telefoonnummer of e-mailadres in. Anders vinden ouders geen hulp.",
    } satisfies Record<DetailsRefusal["kind"], string>,
  },
  looks: {
    title: "Logo en kleuren",
    lead: "Zo herkennen ouders hun eigen school.",
    ours: "Nu: de kleuren van Tienminuten.",
    own: "Nu: jullie eigen kleuren.",
    withLogo: "Er staat een logo bij de naam.",
    withoutLogo: "Er is nog geen logo.",
    logo: "Logo",
    logoHint: "Een PNG, JPEG of WebP van hoogstens 200 kB. Klein is beter: dan is de pagina sneller.",
    choose: "Kies een bestand",
    send: "Zet dit logo erop",
    drop: "Haal het logo weg",
    alt: "Het logo van nu",
    colours: "Kleuren",
    coloursHint:
      "Is een kleur slecht te lezen, dan maken we hem vanzelf donkerder of lichter. Overdag en in het donker.",
    main: "Hoofdkleur",
    mainHint: "Voor knoppen en links.",
    second: "Tweede kleur",
    secondHint: "Voor de streep bovenaan elke pagina.",
    band: "Zet een streep in een tweede kleur bovenaan",
    colourInvalid: "Dit is geen kleur. Kies er een.",
    back: "Terug naar onze kleuren",
    corrected: (given: string, day: string, night: string) =>
      `Tekst in ${given} is niet overal goed te lezen. Daarom gebruiken we overdag ${day} en in het donker ${night}.`,
    done: {
      "logo-set": "Het logo staat op alle pagina’s.",
      "logo-dropped": "Het logo is weg.",
      "colours-chosen": "De kleuren staan op alle pagina’s.",
    },
    refusal: {
      "no-file": "Kies eerst een bestand.",
      "too-heavy": "Dit bestand is groter dan 200 kB. Maak het kleiner.",
      svg: "Een SVG kan programmacode bevatten. Bewaar het logo als PNG.",
      "not-a-picture": "Dit is geen PNG, JPEG of WebP.",
      "too-big": "Deze afbeelding is te groot. Hoogstens 2000 bij 2000 beeldpunten.",
    } satisfies Record<LogoRefusal["kind"], string>,
  },
  languages: {
    title: "Talen voor ouders",
    lead: "Ouders kiezen zelf hun taal. Nederlands staat er altijd bij.",
    legend: "Welke talen kunnen ouders kiezen?",
    always: "Altijd",
    now: (list: string) => `Nu: ${list}.`,
  },
  keeping: {
    title: "Hoe lang rondes blijven",
    lead: "Daarna wissen we de afspraken en berichten van een ronde vanzelf.",
    days: "Aantal dagen na het laatste gesprek",
    hint: (least: number, most: number, usual: number) =>
      `Tussen ${least} en ${most} dagen. De meeste scholen kiezen ${usual}.`,
    now: (days: number) => `Nu: ${days} dagen na het laatste gesprek.`,
    what: "Leerlingen, gezinnen en collega’s blijven staan. Wat gewist is, komt niet terug.",
    erases: (rounds: number, talks: number) =>
      `Vannacht wissen we dan ${rounds === 1 ? "1 ronde" : `${rounds} rondes`} met ${talks === 1 ? "1 afspraak" : `${talks} afspraken`} en alle berichten daarover. Dat kan niet terug.`,
    agree: (days: string) => `Bewaar rondes ${days} dagen`,
    refusal: {
      "days-missing": "Vul een aantal dagen in.",
      "too-short": "Kies minstens 14 dagen. Korter is te kort om iets na te kijken.",
      "too-long": "Kies hoogstens 400 dagen. Langer bewaren dan nodig mag niet.",
    } satisfies Record<Exclude<KeepingRefusal["kind"], "erases">, string>,
  },
  saved: "Bewaard.",
  change: "Wijzig",
}
