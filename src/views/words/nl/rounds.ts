import type { PresenceRefusal } from "../../../domain/rounds/presence.ts"
import type { Phase } from "../../../domain/rounds/round.ts"
import type { RoundRefusal } from "../../../domain/rounds/round-plan.ts"
import type { PairRefusal } from "../../../domain/talks/pair.ts"

const talks = (count: number) => (count === 1 ? "1 gesprek" : `${count} gesprekken`)
const times = (count: number) => (count === 1 ? "1 tijd" : `${count} tijden`)
const households = (count: number) => (count === 1 ? "1 gezin" : `${count} gezinnen`)
const get = (count: number) => `${households(count)} ${count === 1 ? "krijgt" : "krijgen"}`
const minutes = (count: number) => (count === 1 ? "1 minuut" : `${count} minuten`)
const letters = (count: number) => (count === 1 ? "1 brief" : `${count} brieven`)
const pupils = (count: number) => (count === 1 ? "1 leerling" : `${count} leerlingen`)

/** Rounds, for staff ("je"), and the letter to parents ("u"). */
export const rounds = {
  title: "Rondes",
  lead: "Een ronde is één keer gesprekken houden, bijvoorbeeld de herfstgesprekken.",
  new: "Nieuwe ronde",
  empty: {
    title: "Maak je eerste ronde",
    how: "Je kiest de dagen en de groepen. Wij maken er tijden van. Daarna kiezen de ouders zelf.",
    noPupils: "Lees eerst de leerlingen in. Daarna maak je hier een ronde.",
    toImport: "Leerlingen inlezen",
  },
  phase: {
    draft: "Concept",
    announced: "Nog niet open",
    open: "Open",
    closed: "Gesloten",
    past: "Voorbij",
  } satisfies Record<Phase, string>,
  season: { autumn: "Herfstgesprekken", spring: "Voorjaarsgesprekken" },
  taken: (taken: string, slots: string) => `${taken} van ${slots} tijden gekozen`,
  nextOf: {
    draft: "Nog niet gepubliceerd. Ouders zien deze ronde niet.",
    announced: (at: string) => `Kiezen kan vanaf ${at}.`,
    open: (until: string) => `Kiezen kan tot ${until}.`,
    closed: (at: string) => `Kiezen kon tot ${at}.`,
    past: "De gesprekken zijn geweest.",
  },

  step: (at: number, title: string) => `Stap ${at} van 3: ${title}`,
  steps: { plan: "gegevens", teachers: "leraren", check: "nakijken" },

  form: {
    newTitle: "Nieuwe ronde",
    changeTitle: (title: string) => `${title} aanpassen`,
    newLead: "We hebben alvast iets ingevuld. Pas aan wat anders moet.",
    changeLead: "Ouders zien wat je hier wijzigt meteen.",
    when: "Wanneer zijn de gesprekken?",
    name: "Naam van de ronde",
    nameHint: "Ouders zien deze naam.",
    day: (at: number) => `Dag ${at}`,
    date: "Datum",
    starts: "Van",
    ends: "Tot",
    pause: "Pauze op deze dag",
    pauseStarts: "Pauze van",
    pauseEnds: "Pauze tot",
    addDay: "Dag toevoegen",
    removeDay: "Weghalen",
    removeDayOf: (at: number) => `Dag ${at} weghalen`,
    length: "Minuten per gesprek",
    changing: "Minuten tussen twee gesprekken",
    changingHint: "Om te wisselen. 0 mag ook.",
    walking: "Minuten die ouders nodig hebben van de ene leraar naar de andere",
    walkingHint: "Daar houden we rekening mee als ouders alle gesprekken in één keer kiezen.",
    fixedLength: (length: number, changing: number) =>
      changing === 0
        ? `Een gesprek duurt ${minutes(length)}. Dat ligt vast nu de ronde gepubliceerd is.`
        : `Een gesprek duurt ${minutes(length)}, met ${minutes(changing)} ertussen. Dat ligt vast nu de ronde gepubliceerd is.`,
    whom: "Voor welke groepen?",
    groups: "Groepen",
    lessonGroups: (count: number) => `Lesgroepen (${count})`,
    inRound: (groups: string) => `In deze ronde: ${groups}.`,
    addGroups: "Groepen toevoegen",
    pupils,
    talks: "Hoeveel gesprekken per kind?",
    talksOf: (count: number) => (count === 1 ? "1 gesprek" : `Hoogstens ${count} gesprekken`),
    talksEach: "Eén met elke leraar",
    rest: "Pauze voor leraren",
    restHint: "Alleen als een leraar zoveel gesprekken achter elkaar heeft. Leeg: geen pauze.",
    restAfter: "Na hoeveel gesprekken",
    restMinutes: "Minuten pauze",
    fixedRest: (after: number, rest: number) =>
      `Na ${talks(after)} achter elkaar heeft een leraar ${minutes(rest)} pauze.`,
    early: "Laat gezinnen eerder kiezen",
    earlyWho: "Wie mag er eerder kiezen?",
    earlyHint: "Ouders lezen deze regel op hun pagina. Niets aangevinkt: iedereen begint tegelijk.",
    earlySiblings: "Gezinnen met meer kinderen in deze ronde",
    earlyWanted: "Ouders die een leraar graag wil spreken",
    earlyAt: "Zij kiezen vanaf",
    window: "Wanneer kunnen ouders kiezen?",
    opens: "Kiezen kan vanaf",
    closes: "Kiezen kan tot",
    change: "Verzetten en afzeggen kan tot",
    changeHint: "Daarna bellen ouders de school.",
    swaps: "Gezinnen mogen onderling van tijd ruilen",
    swapsHint:
      "Dat gaat via ons: niemand leest met wie. Een gesprek gaat alleen naar een tijd die het gezin zelf goed vindt.",
    swapsOn: "ja",
    swapsOff: "nee",
    dateOf: (what: string) => `${what}: datum`,
    timeOf: (what: string) => `${what}: tijd`,
    at: "om",
    make: "Verder naar de leraren",
    save: "Bewaar",
    cancel: "Niet bewaren",
  },
  refusal: {
    "title-missing": "Geef de ronde een naam.",
    "no-day": "Vul ten minste één dag in.",
    "too-many-days": "Een ronde heeft hoogstens 10 dagen.",
    "date-missing": "Vul een datum in, bijvoorbeeld 12-11-2026.",
    "date-past": "Deze dag is al voorbij. Kies een dag die nog komt.",
    "hours-missing": "Vul in van hoe laat tot hoe laat.",
    "ends-before-start": "De eindtijd moet na de begintijd liggen.",
    "clock-changes": "In deze nacht wordt de klok verzet. Tussen 2:00 en 3:00 uur kan er geen gesprek zijn.",
    "days-overlap": "Deze dag valt samen met een andere dag in de lijst.",
    "pause-odd": "Vul het begin en het einde van de pauze in, of laat beide leeg.",
    "pause-outside": "De pauze moet tussen de begintijd en de eindtijd liggen.",
    "length-odd": "Vul een aantal minuten in van 1 tot 240.",
    "length-does-not-fit": "Zo’n lang gesprek past niet op elke dag. Kies minder minuten of langere dagen.",
    "changing-odd": "Vul een aantal minuten in van 0 tot 60.",
    "talks-odd": "Kies hoeveel gesprekken een kind mag hebben.",
    "no-group": "Kies ten minste één groep.",
    "rest-odd": "Vul allebei in: na hoeveel gesprekken, en hoeveel minuten. Of laat allebei leeg.",
    "early-missing": "Vul in vanaf wanneer zij eerder mogen kiezen.",
    "early-after-opening": "Eerder kiezen moet vóór het moment liggen waarop iedereen kiest.",
    "opens-missing": "Vul in wanneer ouders mogen gaan kiezen.",
    "opens-after-first-talk": "Ouders moeten kunnen kiezen vóór het eerste gesprek.",
    "closes-missing": "Vul in tot wanneer ouders mogen kiezen.",
    "closes-before-opening": "Kiezen moet later sluiten dan het begint.",
    "closes-past": "Het moment waarop kiezen sluit, is al voorbij.",
    "closes-after-last-talk": "Kiezen sluit nu pas na het laatste gesprek. Kies een eerder moment.",
    "change-missing": "Vul in tot wanneer ouders mogen verzetten of afzeggen.",
    "change-after-first-talk": "Verzetten en afzeggen moet stoppen vóór het eerste gesprek.",
  } satisfies Record<RoundRefusal["kind"], string>,
  presence: {
    "times-missing": "Vul beide tijden in.",
    "ends-before-start": "De eindtijd moet na de begintijd liggen.",
    "clock-changes": "In deze nacht wordt de klok verzet. Tussen 2:00 en 3:00 uur kan er geen gesprek zijn.",
    "outside-day": "Blijf binnen de tijden van deze dag.",
    "too-short": "Hier past geen gesprek in.",
    "not-there": "Wie de gesprekken samen houden, doen allebei mee. Zet bij de ander een vinkje bij een dag.",
    "with-another": "Die houdt de gesprekken zelf al samen met een ander. Kies die ander.",
    "with-self": "Kies een collega.",
  } satisfies Record<(PresenceRefusal | PairRefusal)["kind"], string>,
  conflict: { away: "is er niet" },
  talksInTheWay: (teacher: string, at: string) =>
    `${teacher} heeft al een gesprek op ${at}. Dat zou wegvallen. Laat die tijd staan, of verzet eerst het gesprek.`,
  awayInstead: (teacher: string) => `Kan ${teacher} er niet zijn? Regel alle gesprekken in één keer`,
  elsewhere: (teacher: string, at: string) =>
    `${teacher} heeft op ${at} al tijden in een andere ronde. Kies een andere tijd.`,
  ownTalks: (teacher: string, own: { talks: number; waiting: number; held: number }) => {
    const what = [
      ...(own.talks > 0 ? [own.talks === 1 ? "1 gesprek" : `${own.talks} gesprekken`] : []),
      ...(own.waiting > 0
        ? [own.waiting === 1 ? "1 gezin dat wacht" : `${own.waiting} gezinnen die wachten`]
        : []),
      ...(own.held > 0
        ? [own.held === 1 ? "1 tijd die nu wordt gekozen" : `${own.held} tijden die nu worden gekozen`]
        : []),
    ]
    return `${teacher} heeft in deze ronde al iets van zichzelf: ${what.join(" en ")}. Kies het andersom, bij de collega. Of verzet dit eerst.`
  },
  over: "Deze ronde is voorbij. Wijzigen kan niet meer.",

  teachers: {
    title: "Leraren",
    lead: "Wie is er wanneer, en in welk lokaal? Haal het vinkje weg als iemand er niet is.",
    teacher: "Leraar",
    room: "Lokaal",
    with: "Samen met",
    withOf: (teacher: string) => `Met wie ${teacher} de gesprekken samen houdt`,
    withName: (teacher: string) => `samen met ${teacher}`,
    alone: "alleen",
    withNear: "Van dezelfde groep",
    withFar: "Andere leraren",
    /** At the line of who is with another. */
    timesOf: (teacher: string) => `De tijden en het lokaal van ${teacher} gelden.`,
    /** What becomes of the talks when this pair ends. */
    staysWith: (carrier: string, talks: number) =>
      talks === 1
        ? `Samen hebben zij 1 gesprek. Kies je hier iets anders, dan blijft dat bij ${carrier}.`
        : `Samen hebben zij ${talks} gesprekken. Kies je hier iets anders, dan blijven die bij ${carrier}.`,
    together: "Houden twee leraren de gesprekken samen?",
    togetherHow:
      "Kies bij een van hen de ander. Ouders zien dan één rij met beide namen en kiezen één tijd. Beide leraren hebben het gesprek in hun lijst.",
    togetherNow:
      "Gesprekken die er al zijn, blijven staan, ook als je weer ‘alleen’ kiest. Ouders krijgen geen bericht: wie er is, staat op hun pagina en in de herinnering.",
    there: "Aanwezig",
    from: "van",
    until: "tot",
    none: "Deze groepen hebben nog geen leraren.",
    noneHow: "Lees een bestand in waarin de leraren bij hun groep staan. Of kies andere groepen.",
    others: (count: number) => `Andere leraren (${count})`,
    othersHint:
      "Zij hebben geen groep in deze ronde. Ouders kunnen alleen leraren van hun eigen kind kiezen.",
    roomOf: (teacher: string) => `Lokaal van ${teacher}`,
    roomPerDay: "Per dag anders",
    roomOnDay: (teacher: string, day: string) => `Lokaal van ${teacher} op ${day}`,
    thereOf: (teacher: string, day: string) => `${teacher} is er op ${day}`,
    fromOf: (teacher: string, day: string) => `${teacher}, ${day}, van`,
    untilOf: (teacher: string, day: string) => `${teacher}, ${day}, tot`,
    save: "Bewaar",
    saveNext: "Bewaar en ga verder",
  },

  overview: {
    left: (most: number) =>
      `Aan het eind van een dag ${most === 1 ? "blijft 1 minuut" : `blijven tot ${minutes(most)}`} over: daar past geen gesprek meer in.`,
    dates: (title: string, days: string, length: number) =>
      `${title} op ${days}. Een gesprek duurt ${minutes(length)}.`,
    day: (day: string, from: string, until: string) => `${day} van ${from} tot ${until}`,
    window: (from: string, until: string) => `Ouders kiezen van ${from} tot ${until}.`,
    change: (until: string) => `Verzetten en afzeggen kan tot ${until}.`,
    noSwaps: "Gezinnen ruilen niet onderling.",
    early: (who: string, from: string) => `${who} kiezen al vanaf ${from}.`,
    earlyFor: {
      siblings: "Gezinnen met meer kinderen",
      wanted: "Ouders die een leraar graag wil spreken",
      both: "Gezinnen met meer kinderen en ouders die een leraar graag wil spreken",
    },
    groups: (count: number) => (count === 1 ? "1 groep" : `${count} groepen`),
    lead: {
      draft: "Kijk de ronde na. Ouders zien die pas als je publiceert.",
      announced: (at: string) => `De ronde staat klaar. Ouders kunnen kiezen vanaf ${at}.`,
      open: (until: string) => `Ouders kunnen nu kiezen, tot ${until}.`,
      closed: "Ouders kunnen niet meer kiezen. De gesprekken komen nog.",
      past: "De gesprekken zijn geweest.",
    },
    doubtsTitle: (count: number) =>
      `Kijk eerst naar ${count === 1 ? "1 twijfel" : `${count} twijfels`} over gezinnen`,
    doubts: "Elk gezin krijgt één eigen code. Daarom moeten de gezinnen kloppen voordat je publiceert.",
    toDoubts: "Gezinnen nakijken",
    noTeacherTitle: "Groepen zonder leraar",
    noTeacher: (groups: string) => `Ouders van groep ${groups} kunnen niets kiezen. Voeg een leraar toe.`,
    notChosen: (teachers: string) =>
      `${teachers}: geen leerlingen in deze ronde. Geen ouder kan deze tijden kiezen.`,
    notChosenTitle: "Leraren zonder leerlingen",
    noTeachers: "Er is nog geen leraar met tijden. Zonder tijden kun je niet publiceren.",
    publish: "Publiceer de ronde",
    publishHint: (count: number) =>
      `Alle tijden worden gemaakt, en ${get(count)} een eigen code. Er gaat nog niets naar ouders.`,
    published: "De ronde is gepubliceerd. Nodig nu de ouders uit.",
    publishRefusal: {
      "already-published": "Deze ronde is al gepubliceerd.",
      "no-slots": "Er zijn nog geen tijden. Geef eerst aan welke leraren er zijn.",
      "first-talk-past": "De eerste dag is al voorbij. Kies nieuwe dagen.",
      "closes-past": "Het moment tot wanneer ouders kunnen kiezen, is al voorbij. Pas het aan.",
    },
    changeDetails: "Gegevens aanpassen",
    ways: {
      title: "In deze ronde",
      answers: { name: "Wie heeft nog niet gekozen?", about: "Herinner, of plan een gesprek in." },
      timetable: { name: "Rooster", about: "Alle leraren naast elkaar. Verzet, wissel, zeg af." },
      papers: { name: "Papier en lijsten", about: "Deurbordjes, daglijsten en bestanden." },
      evening: { name: "De avond zelf", about: "Wie er is, wat uitloopt, en het scherm in de hal." },
      figures: { name: "Cijfers", about: "Hoe vol, en wie er kwam." },
    },
    changeTeachers: "Leraren aanpassen",
    discardOpen: "Concept weggooien",
    discardSure: "De ronde en alle tijden van leraren verdwijnen. Dit kan niet terug.",
    discard: "Gooi dit concept weg",
    numbers: {
      households: (count: number): string => (count === 1 ? "gezin doet mee" : "gezinnen doen mee"),
      taken: (count: number): string => (count === 1 ? "tijd gekozen" : "tijden gekozen"),
      free: (count: number): string => (count === 1 ? "tijd vrij" : "tijden vrij"),
    },
    teacher: "Leraar",
    room: "Lokaal",
    slots: "Tijden",
    hours: "Van – tot",
    pupils: "Leerlingen",
    takenOf: "Gekozen",
    inviting: "Uitnodigen",
    mailed: (mailed: number, all: number) =>
      mailed === all
        ? all === 1
          ? "Het enige gezin met een e-mailadres is gemaild."
          : `Alle ${households(all)} met een e-mailadres zijn gemaild.`
        : `${mailed} van ${households(all)} met een e-mailadres gemaild.`,
    noMail: "Geen enkel gezin heeft een e-mailadres.",
    byLetter: (count: number) =>
      count === 1
        ? "1 gezin is niet per e-mail te bereiken."
        : `${count} gezinnen zijn niet per e-mail te bereiken.`,
    handOut: "Geef een brief mee.",
    printed: (count: number, all: number) => `Brieven gemaakt voor ${count} van ${all}.`,
    send: (count: number) => `Mail ${households(count)}`,
    unanswered: (count: number) =>
      count === 1 ? "1 gezin koos nog niet" : `${households(count)} kozen nog niet`,
    letters: "Brieven maken",
    sent: (count: number) =>
      count === 0 ? "Iedereen was al gemaild. Er is niets verstuurd." : `${get(count)} nu een e-mail.`,
    inviteRefusal: {
      "not-published": "Publiceer de ronde eerst.",
      "round-closed": "Ouders kunnen niet meer kiezen. Uitnodigen heeft geen zin meer.",
    },
    post: "Berichten",
    queued: (count: number) => (count === 1 ? "1 wacht" : `${count} wachten`),
    sentCount: (count: number) => `${count} verstuurd`,
    failed: (count: number) => `${count} niet aangekomen`,
    failedHint: "Gezinnen bij wie de e-mail niet aankwam, staan bij de brieven.",
  },

  copy: {
    this: "Maak een kopie van deze ronde",
    last: "Kopieer de vorige ronde",
    lead: "Kijk de data na. De rest kun je laten staan.",
    how: (title: string, weeks: number) =>
      `Alles is als bij ${title}, met dezelfde lokalen en aanwezigheid, ${weeks === 1 ? "1 week" : `${weeks} weken`} later en op dezelfde weekdagen.`,
    week: "Liever een andere week?",
    weekHint: "Kies een dag in de week waarin de gesprekken beginnen. Alle data schuiven mee.",
    move: "Verschuif alles",
  },
  /** Is there time for everybody? */
  room: {
    title: "Is er genoeg tijd?",
    lead: "Per leraar: hoeveel tijden gekozen zijn en hoeveel gezinnen nog moeten kiezen. Deze pagina loopt vanzelf mee.",
    leadDraft: "Per leraar: hoeveel tijden er komen, en voor hoeveel leerlingen.",
    times,
    standing: (taken: number, slots: number, waiting: number) =>
      `${taken} van ${slots}${waiting === 0 ? ", iedereen heeft gekozen" : `, nog ${waiting} te kiezen`}`,
    /** Afterwards: nobody has anything left to choose. */
    stood: (taken: number, slots: number) => `${taken} van ${slots}`,
    listed: (count: number) => `${count} op de wachtlijst`,
    tooFew: (count: number) => `${count} te weinig`,
    short: (teacher: string, count: number, slots: number) =>
      `${teacher}: ${pupils(count)}, ${times(slots)}.`,
    shortTalks: (teacher: string, count: number, wanted: number, slots: number) =>
      `${teacher}: ${pupils(count)}, ongeveer ${talks(wanted)}, ${times(slots)}.`,
    /** `needs`: how many times those talks take. */
    shortNow: (teacher: string, waiting: number, needs: number, free: number) =>
      `${teacher}: nog ${talks(waiting)} te kiezen${needs === waiting ? "" : ` (samen ${times(needs)})`}, ${free === 0 ? "geen tijd meer vrij" : `${times(free)} vrij`}.`,
    shortTitle: (count: number) =>
      count === 1 ? "Eén leraar heeft te weinig tijden" : `${count} leraren hebben te weinig tijden`,
    shortMore: (count: number) =>
      count === 1 ? "Nog 1 leraar: zie de lijst." : `Nog ${count} leraren: zie de lijst.`,
    advice: "Maak meer tijden, of laat de leraar kiezen wie er moet komen.",
    letChoose: (teacher: string) => `Wie moet er bij ${teacher} komen?`,
    marksOf: (teacher: string, count: number) => `${pupils(count)} van ${teacher}: wie moet er komen?`,
    moreTimes: "Tijden van leraren aanpassen",
    moreDays: "Dag of uren toevoegen",
  },

  letters: {
    title: "Brieven",
    lead: "Voor elk gezin één A4 met een eigen code. Elk gezin krijgt de brief via het jongste kind.",
    careful: "Met een code kan iemand voor dat gezin kiezen. Laat de brieven niet liggen.",
    which: "Welke gezinnen?",
    withoutMail: (count: number) => `Alleen zonder e-mail (${count})`,
    open: (count: number) => `Nog niet gekozen, zonder e-mail of sms (${count})`,
    all: (count: number) => `Alle gezinnen (${count})`,
    group: "Welke groep?",
    every: "Alle groepen",
    groupOf: (name: string, withoutMail: number, all: number) =>
      `${name} (${withoutMail} zonder e-mail, ${all} in totaal)`,
    make: "Maak de brieven",
    printed: (count: number) =>
      `Er zijn al brieven gemaakt voor ${households(count)}. Opnieuw maken geeft dezelfde codes.`,
    ready: (count: number) => `${letters(count)} klaar om te printen`,
    readyHint: "Je ziet de codes alleen nu. Sluit deze pagina als je klaar bent.",
    none: "Er zijn geen gezinnen die zo’n brief nodig hebben.",
    print: "Print de brieven",
    closed: "De gesprekken zijn geweest. Brieven maken kan niet meer.",
  },

  letter: {
    to: (pupils: string) => `Aan de ouders/verzorgers van ${pupils}`,
    title: (title: string) => `${title}: kies zelf uw tijd`,
    when: (days: string) => `De gesprekken zijn op ${days}.`,
    window: (from: string, until: string) => `U kunt kiezen van ${from} tot ${until}.`,
    scan: "Scan dit met uw telefoon",
    qr: "QR-code om in te loggen",
    or: "Of ga op een computer naar",
    code: "Vul daar deze code in",
    keep: "Deze code is alleen voor uw gezin. Bewaar de brief tot na het gesprek.",
    help: (phone: string) => `Lukt het niet? Bel de school: ${phone}.`,
    other: (address: string) =>
      `Nederlands: scan de QR-code of ga naar ${address} en vul de code in. Kies dan een tijd.`,
  },
}
