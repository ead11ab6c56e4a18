import type { DroppedKind, RosterCode, rosterCodes } from "../../../domain/rosters/roster.ts"
import type { GuardianField, rowMeanings } from "../../../domain/rosters/roster-columns.ts"
import type { Difference } from "../../../domain/rosters/roster-differences.ts"
import type {
  CommitRefusal,
  ImportState,
  ImportStep,
  ListName,
  Stop,
  UndoRefusal,
} from "../../../domain/rosters/roster-import.ts"
import type { SignInFactor } from "../../../domain/school/school.ts"

type Sentence = string | ((count: number) => string)
/** Every code says something of its own for each of its variants; W04 names what was dropped. */
type Sentences = {
  [Code in Exclude<RosterCode, "W04">]: Record<"plain" | (typeof rosterCodes)[Code][number], Sentence>
}

/** "1.400" */
const written = new Intl.NumberFormat("nl-NL")
const leerlingen = (count: number) => (count === 1 ? "1 leerling" : `${written.format(count)} leerlingen`)
const groepen = (count: number) => (count === 1 ? "1 groep" : `${written.format(count)} groepen`)
const leraren = (count: number) => (count === 1 ? "1 leraar" : `${written.format(count)} leraren`)
const gezinnen = (count: number) => (count === 1 ? "1 gezin" : `${written.format(count)} gezinnen`)
const overgeslagen = (count: number) => (count === 1 ? "Die is overgeslagen." : "Die zijn overgeslagen.")

const problem: Sentences = {
  F01: {
    plain: "Dit bestand kunnen we niet lezen.",
    empty: "Het bestand is leeg. Maak de export opnieuw.",
    "too-large": "Het bestand is groter dan 20 MB. Kies een kleiner bestand.",
  },
  F02: {
    plain: "Dit soort bestand lezen we niet. Kies EdeXML of CSV.",
    excel: "Dit is een Excel-bestand. Sla het in Excel op als CSV en kies dat bestand.",
    pdf: "Dit is een pdf. Maak een export als EdeXML of CSV.",
    html: "Dit is een webpagina. Misschien was je uitgelogd. Maak de export opnieuw.",
    zip: "Dit is een zip-bestand. Pak het uit en kies het bestand dat erin zit.",
    unknown: "Dit soort bestand lezen we niet. Kies EdeXML of CSV.",
  },
  F03: {
    plain: "Dit bestand weigeren we om veiligheidsredenen. Maak de export opnieuw.",
    doctype: "In dit bestand staan opdrachten die we om veiligheidsredenen weigeren. Maak de export opnieuw.",
    "too-many-references": "In dit bestand staan te veel verwijzingen. Maak de export opnieuw.",
    "long-tag": "In dit bestand staat een veel te lang onderdeel. Maak de export opnieuw.",
  },
  F04: { plain: "Het bestand is beschadigd of niet compleet. Maak de export opnieuw." },
  F05: { plain: "Dit is geen EdeXML-bestand. Kies bij de export voor EdeXML." },
  F06: {
    plain: "Er staan geen leerlingen in dit bestand.",
    "all-left-out":
      "Er blijft geen leerling over. Ze zijn al van school, komen later, of hun regel klopt niet.",
  },
  F07: { plain: "Dit bestand is van een andere school. Er staat een andere BRIN-code in." },
  F08: {
    plain: "Dit bestand is te groot om te lezen. Deel het op.",
    pupils: "Er staan meer dan 30.000 leerlingen in dit bestand. Deel het op.",
    rows: "Er staan meer dan 50.000 regels in dit bestand. Deel het op.",
    columns: "Er staan meer dan 200 kolommen in dit bestand. Laat kolommen weg.",
  },
  F09: { plain: "Hier staat een aanhalingsteken verkeerd. Wat erna komt, is niet te lezen." },
  F10: {
    plain: "Wijs aan in welke kolom de naam staat.",
    "no-heading": "Er staan geen kopjes boven de kolommen. Wijs aan wat erin staat.",
    "no-name": "Wijs aan in welke kolom de naam staat.",
  },
  F11: { plain: "Dit is het oude EDEX-formaat. Kies bij de export voor EdeXML." },
  E01: {
    plain: "Deze regel is niet compleet en is overgeslagen.",
    "no-key": "Hier ontbreekt het leerlingnummer. De regel is overgeslagen.",
    "no-name": "Deze leerling heeft geen naam en is overgeslagen.",
    misaligned: "Deze regel heeft meer vakjes dan er kolommen zijn. De regel is overgeslagen.",
    teacher: "Deze leraar heeft geen naam en is overgeslagen.",
  },
  E02: {
    plain: "Dit nummer staat twee keer in het bestand. De eerste telt.",
    pupil: "Dit leerlingnummer staat er twee keer, met verschillende namen. De eerste telt.",
    teacher: "Deze code van een leraar staat er twee keer, met verschillende namen. De eerste telt.",
    group: "Deze code van een groep staat er twee keer, met verschillende namen. De eerste telt.",
  },
  E03: {
    plain: "Deze groep staat niet in het bestand.",
    pupil: "De groep van deze leerling staat niet in het bestand. De leerling komt zonder groep mee.",
    teacher: "Een groep van deze leraar staat niet in het bestand. Die groep is overgeslagen.",
  },
  E04: { plain: "Deze datum is niet te lezen. Alleen de datum is overgeslagen." },
  E05: { plain: "Dit e-mailadres klopt niet. Alleen het adres is overgeslagen." },
  W01: {
    plain: "Dit bestand is niet van nu. Klopt dat?",
    "other-year": "Dit bestand is van een ander schooljaar. Klopt dat?",
    old: "Dit bestand is meer dan twee maanden oud. Klopt dat?",
  },
  W02: {
    plain: "Controleer de spelling van namen.",
    guessed: "Het bestand zegt niet hoe letters met accenten geschreven zijn. Wij hebben dat geraden.",
    "declared-otherwise":
      "Het bestand is anders geschreven dan het zelf zegt. Controleer de spelling van namen.",
    "double-encoded": "Letters met accenten waren beschadigd. Wij hebben ze hersteld.",
  },
  W03: {
    plain: "In het bestand stond een fout. Die hebben we hersteld.",
    ampersands: (count) => `Een &-teken stond ${count} keer verkeerd. Dat hebben we hersteld.`,
    "control-characters": (count) => `Er stonden ${count} onzichtbare tekens in. Die hebben we weggelaten.`,
    "line-ends": "De regels eindigen niet overal hetzelfde. Dat hebben we hersteld.",
    quotes: "Hier staat een los aanhalingsteken. De regel is toch gelezen.",
    "repeated-element": "Een gegeven staat hier dubbel. Het eerste telt.",
    "root-name": "Het begin van het bestand is anders gespeld dan hoort. Het is toch gelezen.",
  },
  W05: {
    plain: (count) => `Deze groep stond in ${count} delen in het bestand. Wij hebben die samengevoegd.`,
  },
  W06: { plain: (count) => `${groepen(count)} met dezelfde naam. Wij houden ze uit elkaar.` },
  W07: {
    plain: "Controleer de leraren.",
    "no-teachers": "Er staan geen leraren in het bestand.",
    "group-without-teacher": (count) =>
      count === 1 ? "1 groep heeft geen leraar." : `${count} groepen hebben geen leraar.`,
    "teacher-without-group": (count) =>
      count === 1 ? "1 leraar heeft geen groep." : `${count} leraren hebben geen groep.`,
    "teacher-without-email": (count) => `Van ${leraren(count)} ontbreekt het e-mailadres.`,
    "teacher-many-groups": (count) =>
      count === 1
        ? "1 leraar staat bij meer dan zes groepen. Klopt dat?"
        : `${count} leraren staan bij meer dan zes groepen. Klopt dat?`,
  },
  W08: {
    plain: (count) => `Van ${leerlingen(count)} ontbreekt iets.`,
    "no-group": (count) =>
      count === 1 ? "1 leerling heeft geen groep." : `${count} leerlingen hebben geen groep.`,
    "no-postcode": (count) => `Van ${leerlingen(count)} ontbreekt de postcode. Daarmee vinden we gezinnen.`,
    "no-guardian-email": (count) =>
      `Van ${leerlingen(count)} ontbreekt het e-mailadres van ouders. Zij krijgen een brief.`,
    "no-factor": (count) =>
      `Van ${leerlingen(count)} ontbreekt het gegeven om mee in te loggen. Zij gebruiken hun code.`,
    "no-authority": (count) =>
      count === 1
        ? "1 ouder heeft volgens het bestand geen gezag. Die is niet ingelezen."
        : `${count} ouders hebben volgens het bestand geen gezag. Die zijn niet ingelezen.`,
    "third-home": (count) =>
      count === 1
        ? "1 ouder woont op een derde adres van het kind. Die is niet ingelezen."
        : `${count} ouders wonen op een derde adres van het kind. Die zijn niet ingelezen.`,
  },
  W09: {
    plain: (count) => `${leerlingen(count)} niet op school. ${overgeslagen(count)}`,
    former: (count) =>
      count === 1
        ? "1 leerling is al van school. Die is overgeslagen."
        : `${count} leerlingen zijn al van school. Die zijn overgeslagen.`,
    future: (count) =>
      count === 1
        ? "1 leerling begint later. Die is overgeslagen."
        : `${count} leerlingen beginnen later. Die zijn overgeslagen.`,
  },
  W10: {
    plain: "Deze leerling lijkt dubbel te zijn.",
    "same-person": "Deze leerling lijkt dubbel: een ander heeft dezelfde naam en geboortedatum.",
    "same-name": "In deze groep zit nog een leerling met deze naam.",
    "same-key": "Deze leerling staat twee keer in het bestand. Eén keer telt.",
    "two-groups": "Deze leerling staat ook in een andere groep. De eerste telt.",
  },
  W11: {
    plain: "Excel heeft dit bestand waarschijnlijk veranderd.",
    class: (count) =>
      `Excel heeft ${count} keer een groepsnaam veranderd, zoals 3/4 in 3 april. Dat is hersteld.`,
    number: (count) => `Bij ${leerlingen(count)} heeft Excel de nullen voor het nummer weggehaald.`,
    "number-exponent": (count) =>
      `Bij ${leerlingen(count)} heeft Excel het nummer beschadigd. We gebruiken het niet.`,
    phone: (count) => `Excel heeft ${count} keer de nul voor een telefoonnummer weggehaald. Dat is hersteld.`,
  },
  W12: {
    plain: "Controleer de leerlingnummers.",
    "temporary-keys": (count) =>
      `${leerlingen(count)} met een tijdelijk nummer. We herkennen ze aan naam en groep.`,
    renumbered: (count) =>
      `${count} leerlingnummers kennen we niet. Zijn de nummers veranderd? Dan komt iedereen dubbel binnen.`,
    unknown: (count) =>
      count === 1
        ? "1 leerling kennen we niet. De ouders daarvan zijn niet ingelezen."
        : `${written.format(count)} leerlingen kennen we niet. Hun ouders zijn niet ingelezen.`,
  },
  W13: {
    plain: "Controleer de kolommen.",
    "duplicate-headings": (count) =>
      count === 1 ? "1 kopje staat boven meer kolommen." : `${count} kopjes staan boven meer kolommen.`,
    "unknown-columns": (count) =>
      count === 1
        ? "1 kolom kennen we niet en is niet gelezen."
        : `${count} kolommen kennen we niet en zijn niet gelezen.`,
  },
  W14: { plain: (count) => `Over ${gezinnen(count)} twijfelen we. Bekijk ze na het inlezen.` },
}

const dropped: Record<DroppedKind, string> = {
  bsn: "burgerservicenummers",
  "bsn-last-four": "laatste cijfers van het BSN",
  "education-number": "onderwijsnummers",
  "national-number": "rijksregisternummers",
  ethnicity: "etniciteit",
  country: "landen",
  weight: "leerlinggewichten",
  sex: "geslacht",
  "home-language": "thuistaal",
  medical: "medische gegevens",
  "bank-account": "bankrekeningen",
  password: "wachtwoorden",
  photo: "foto’s",
  username: "gebruikersnamen",
  "eck-id": "ECK-nummers",
  "pupil-email": "e-mailadressen van leerlingen",
  extension: "extra blokken",
}

const meaning: Record<(typeof rowMeanings)[number], string> = {
  ignore: "Niet lezen",
  "pupil.key": "Leerlingnummer",
  "pupil.first": "Roepnaam",
  "pupil.prefix": "Tussenvoegsel",
  "pupil.last": "Achternaam",
  "pupil.full": "Hele naam",
  "pupil.officialFirst": "Officiële voornamen",
  "pupil.initials": "Voorletters",
  "pupil.birth": "Geboortedatum",
  "pupil.class": "Groep of klas",
  "pupil.year": "Leerjaar",
  "pupil.location": "Vestiging",
  "pupil.starts": "Op school sinds",
  "pupil.leaves": "Van school per",
  "pupil.protected": "Geheim adres",
  "address.street": "Straat",
  "address.number": "Huisnummer",
  "address.suffix": "Toevoeging",
  "address.postcode": "Postcode",
  "family.code": "Gezinscode",
  "class.teacher": "Leraar of mentor",
  "school.brin": "BRIN-code",
  "school.year": "Schooljaar",
  "guardian.children": "Leerlingnummers van de kinderen",
}

const guardianField: Record<GuardianField, string> = {
  full: "hele naam",
  initials: "voorletters",
  prefix: "tussenvoegsel",
  last: "achternaam",
  email: "e-mail",
  phone: "telefoon",
  street: "straat",
  number: "huisnummer",
  suffix: "toevoeging",
  postcode: "postcode",
  authority: "heeft gezag",
  mayMail: "mag post krijgen",
  livesWith: "kind woont daar",
  secretPhone: "geheim nummer",
}

/** Dutch is the source. Reading in the school's people. */
export const imports = {
  problem,
  dropped,
  line: (line: number) => `Regel ${line}`,
  column: (column: string) => `kolom ${column}`,
  more: (count: number) => `Nog ${count} keer`,
  checkNames: "Staan deze namen er goed?",
  pupils: leerlingen,
  groups: groepen,
  teachers: leraren,
  households: gezinnen,

  // Choosing a file
  upload: {
    title: "Leerlinggegevens inlezen",
    lead: "Je ziet eerst wat er verandert. Daarna beslis je.",
    weRead: "Wij lezen namen, groepen, leraren en, als die erin staan, contactgegevens van ouders.",
    weLeave: "Al het andere slaan we over, zoals het BSN. Het bestand zelf bewaren we niet.",
    factor: (factor: string) =>
      `Van ${factor} bewaren we een onleesbare afdruk, zodat ouders ermee kunnen inloggen.`,
    factors: {
      "birth-date": "de geboortedatum",
      "pupil-number": "het leerlingnummer",
      postcode: "de postcode",
      bsn4: "de laatste vier cijfers van het BSN",
    } satisfies Record<Exclude<SignInFactor, "none">, string>,
    file: "Bestand uit je administratie",
    fileHint: "EdeXML of CSV, hoogstens 20 MB.",
    tooLarge: "Dit bestand is groter dan 20 MB.",
    button: "Bestand inlezen",
    noFile: "Kies eerst een bestand.",
    where: "Waar vind ik het bestand?",
    systems: [
      [
        "ParnasSys",
        "Kies bij de exports ‘EDEX & UWLR’ en maak een EdeXML-bestand. Ouders staan daar niet in.",
      ],
      ["ESIS", "Kies bij de exports EdeXML, niet EDEX. Ouders staan daar niet in."],
      [
        "Magister",
        "Maak een lijst met stamnummer, roepnaam, tussenvoegsel, achternaam, klas en verzorgers. Bewaar die als CSV.",
      ],
      [
        "Somtoday",
        "Exporteer de leerlingen en de verzorgers als CSV. Lees eerst de leerlingen in en daarna de verzorgers.",
      ],
    ] as [string, string][],
    parents: "E-mailadressen van ouders lees je daarna in met een CSV-lijst. Zet het leerlingnummer erbij.",
    earlier: "Eerder ingelezen",
  },

  state: {
    reading: "Wordt gelezen",
    mapping: "Wacht op uitleg",
    review: "Wacht op je akkoord",
    committed: "Verwerkt",
    undone: "Teruggedraaid",
    discarded: "Weggegooid",
    refused: "Niet gelezen",
  } satisfies Record<ImportState, string>,

  reading: {
    title: "Je bestand wordt gelezen",
    lead: "Dit duurt meestal een paar seconden.",
    step: {
      waiting: "Even wachten op een ander bestand",
      reading: "Gegevens lezen",
      comparing: "Vergelijken met de school",
      keeping: "Gezinnen zoeken",
    } satisfies Record<ImportStep, string>,
    refresh: "Kijk of het klaar is",
  },

  refused: {
    title: "Dit bestand is niet ingelezen",
    nothing: "Er is niets veranderd.",
    stop: {
      "too-slow": "Het lezen duurde te lang. Kies een kleiner bestand of maak de export opnieuw.",
      broken: "Er ging iets mis bij ons. Kies het bestand opnieuw.",
      interrupted: "Het lezen is gestopt. Kies het bestand opnieuw.",
    } satisfies Record<Stop, string>,
    gone: "We hebben dit bestand niet meer. Kies het bestand opnieuw.",
    remembered: "Je keuze voor de kolommen is onthouden.",
    anotherSchool: "Weet je zeker dat dit bestand bij jullie school hoort? Dan lezen we het toch.",
    readAnyway: "Toch inlezen",
  },

  columns: {
    title: "Wat staat er in de kolommen?",
    lead: "Kies per kolom wat erin staat. Dat onthouden we voor de volgende keer.",
    column: (letter: string) => `Kolom ${letter}`,
    never: "Lezen we nooit",
    caption: "De eerste regels van het bestand",
    encoding: "Zien de letters er vreemd uit?",
    encodingLabel: "Schrijfwijze van het bestand",
    encodings: {
      "utf-8": "Unicode (UTF-8)",
      "windows-1252": "Windows, West-Europees",
      macintosh: "Mac",
      cp850: "DOS",
      "windows-1254": "Windows, Turks",
      "windows-1250": "Windows, Pools en Tsjechisch",
      "utf-16le": "Unicode (UTF-16)",
      "utf-16be": "Unicode (UTF-16, omgekeerd)",
    },
    button: "Zo inlezen",
    about: {
      pupil: "Leerling",
      address: "Adres en gezin",
      other: "Overig",
      guardian: (which: number) => `Ouder ${which}`,
    },
    meaning,
    guardianField,
  },

  review: {
    erased: (count: number) =>
      count === 1
        ? "1 leerling die jullie wisten, staat in dit bestand"
        : `${count} leerlingen die jullie wisten, staan in dit bestand`,
    erasedLead: "We lezen hen niet opnieuw in, tenzij je dat hier zegt.",
    bringBack: (count: number): string =>
      count === 1 ? "Lees deze leerling opnieuw in" : "Lees deze leerlingen opnieuw in",
    bringBackHint: "Haal hen anders ook uit jullie administratie. Dan vragen we dit niet meer.",
    title: "Wat verandert er?",
    found: (what: string) => `In het bestand staan ${what}.`,
    foundGuardians: (pupils: string) => `In het bestand staan ouders van ${pupils}.`,
    change: (parts: string) => `Leerlingen: ${parts}.`,
    new: (count: string) => `${count} nieuw`,
    changed: (count: string) => `${count} gewijzigd`,
    left: (count: string) => `${count} niet meer in het bestand`,
    same: (count: string) => `${count} gelijk`,
    nothing: "Er is niets veranderd",
    nothingLead: "Alles in dit bestand weten we al.",
    close: "Sluiten",
    contactsOnly: "Alleen contactgegevens of gezinnen veranderen.",
    homes: (all: string) => `Na het inlezen zijn er ${all}.`,
    homesMade: (written: string, count: number) => `${written} daarvan ${count === 1 ? "is" : "zijn"} nieuw.`,
    homesDoubt: (written: string, count: number) =>
      `Over ${written} ${count === 1 ? "gezin" : "gezinnen"} twijfelen we. Dat bekijk je daarna.`,
    notRead: "Niet gelezen",
    notReadLead: "Dit stond in het bestand. Wij hebben het overgeslagen:",
    remarks: (count: number) =>
      count === 1 ? "1 opmerking over het bestand" : `${count} opmerkingen over het bestand`,
    otherSchool: "Dit bestand noemt een andere school. Je hebt gekozen het toch te lezen.",
    list: {
      "pupils-left": (count) =>
        count === 1 ? "1 leerling staat er niet meer in" : `${count} leerlingen staan er niet meer in`,
      "pupils-new": (count) => (count === 1 ? "1 nieuwe leerling" : `${count} nieuwe leerlingen`),
      "pupils-changed": (count) => (count === 1 ? "1 gewijzigde leerling" : `${count} gewijzigde leerlingen`),
      "pupils-by-hand": (count) =>
        count === 1
          ? "Bij 1 leerling schreven jullie iets anders"
          : `Bij ${count} leerlingen schreven jullie iets anders`,
      "teachers-left": (count) =>
        count === 1 ? "1 leraar staat er niet meer in" : `${count} leraren staan er niet meer in`,
      "teachers-new": (count) => (count === 1 ? "1 nieuwe leraar" : `${count} nieuwe leraren`),
      "teachers-changed": (count) => (count === 1 ? "1 gewijzigde leraar" : `${count} gewijzigde leraren`),
      "groups-left": (count) =>
        count === 1 ? "1 groep staat er niet meer in" : `${count} groepen staan er niet meer in`,
      "groups-new": (count) => (count === 1 ? "1 nieuwe groep" : `${count} nieuwe groepen`),
      "groups-changed": (count) => (count === 1 ? "1 gewijzigde groep" : `${count} gewijzigde groepen`),
    } satisfies Record<ListName, (count: number) => string> as Record<ListName, (count: number) => string>,
    name: "Naam",
    group: "Groep",
    changes: "Wat verandert",
    talks: (count: number) => (count === 1 ? "1 afspraak" : `${count} afspraken`),
    from: (what: string, was: string, is: string) => `${what}: ${was} → ${is}`,
    none: "geen",
    what: {
      name: "naam",
      group: "groep",
      groups: "groepen",
      year: "leerjaar",
      location: "vestiging",
      email: "e-mail",
      returned: "komt terug",
      lessons: "andere lesgroepen",
      factor: "gegeven om mee in te loggen",
      address: "adres",
      key: "nummer in de administratie",
      roles: "rol",
    } satisfies Record<Difference["of"], string> as Record<Difference["of"], string>,
    pages: "Bladeren",
    previous: "Vorige 50",
    next: "Volgende 50",
    byHandLead:
      "Wat jullie met de hand aanpasten, blijft staan. Links staat wat er bij jullie staat, rechts wat het bestand zegt.",
    overrule: (count: number) =>
      count === 1
        ? "Neem voor deze leerling over wat het bestand zegt"
        : `Neem voor deze ${count} leerlingen over wat het bestand zegt`,
    overruleHint: "Zonder dit vinkje verandert er aan deze leerlingen niets.",
    leftHint: "Zet dit vinkje alleen als iedereen in deze lijst weg is.",
    leftTalks: (count: number) =>
      count === 1
        ? "1 van hen heeft nog een afspraak. Die blijft staan."
        : `${count} van hen hebben nog een afspraak. Die blijft staan.`,
    pupilsLeave: (count: number) =>
      count === 1 ? "Deze leerling verlaat de school" : `Deze ${count} leerlingen verlaten de school`,
    teachersLeave: (count: number) =>
      count === 1 ? "Deze leraar verlaat de school" : `Deze ${count} leraren verlaten de school`,
    sweeping: (left: number, present: number) =>
      `${left} van de ${present} leerlingen staan niet in dit bestand. Is dit wel het hele bestand?`,
    wholeFile: "Ja, in dit bestand staat de hele school",
    confirm: "Verwerk deze wijzigingen",
    discard: "Gooi dit bestand weg",
    columns: "Kolommen aanpassen",
    refusal: {
      "not-waiting": "Dit bestand wacht niet meer op je akkoord.",
      "factor-changed": "Ouders loggen nu met een ander gegeven in. Kies het bestand opnieuw.",
      "roster-changed-meanwhile": "De school is intussen veranderd. Bekijk de wijzigingen nog eens.",
      "whole-file-unsaid": "Meer dan een vijfde zou de school verlaten. Zeg erbij dat dit de hele school is.",
    } satisfies Record<CommitRefusal["kind"], string>,
  },

  committed: {
    title: "De gegevens zijn verwerkt",
    said: (parts: string) => `Leerlingen: ${parts}.`,
    new: (count: string) => `${count} nieuw`,
    changed: (count: string) => `${count} gewijzigd`,
    left: (count: string) => `${count} van school`,
    same: (count: string) => `${count} gelijk gebleven`,
    doubts: (written: string, count: number) =>
      `Over ${written} ${count === 1 ? "gezin" : "gezinnen"} twijfelen we. Kijk dat na voordat je uitnodigt.`,
    toHomes: "Bekijk de gezinnen",
    toRounds: "Maak een gespreksronde",
    undoTitle: "Toch niet goed?",
    undoLead: (until: string) => `Tot ${until} kun je dit terugdraaien. Dan staat alles weer zoals het was.`,
    staying: (parts: string) =>
      `Wat jullie daarna met de hand wijzigden, blijft dan staan, met wie daarbij hoort: ${parts}.`,
    undo: "Draai alles terug",
    noUndo: "Terugdraaien kan niet meer.",
    refusal: {
      "not-committed": "Dit bestand is niet verwerkt.",
      "too-late": "Terugdraaien kan alleen binnen 24 uur.",
      "newer-import": "Na dit bestand is er nog een verwerkt. Draai dat eerst terug.",
      "talks-booked": (count: number) =>
        count === 1
          ? "Er is al een afspraak gemaakt met wie nieuw is. Terugdraaien kan niet meer."
          : `Er zijn al ${count} afspraken gemaakt met wie nieuw is. Terugdraaien kan niet meer.`,
      "in-use": "Er is al verder gewerkt met de nieuwe gegevens. Terugdraaien kan niet meer.",
    } satisfies Record<Exclude<UndoRefusal["kind"], "talks-booked">, string> & {
      "talks-booked": (count: number) => string
    },
  },
  undone: {
    title: "Dit bestand is teruggedraaid",
    lead: "Alles staat weer zoals het was.",
    stayed: (parts: string) =>
      `Alles staat weer zoals het was. Alleen wat jullie daarna met de hand wijzigden, staat er nog, met wie daarbij hoort: ${parts}.`,
  },
  discarded: { title: "Dit bestand is weggegooid", lead: "Er is niets veranderd." },
  again: "Lees een ander bestand in",
}
