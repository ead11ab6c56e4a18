import type { BookingRefusal } from "../../../domain/talks/booking.ts"
import type { DecliningRefusal } from "../../../domain/talks/declining.ts"
import { mostWishes } from "../../../domain/talks/proposal.ts"
import type { SwapRefusal } from "../../../domain/talks/swap.ts"
import type { AskRefusal } from "../../../domain/talks/together.ts"
import type { WaitRefusal } from "../../../domain/talks/waiting.ts"

const talks = (count: number) => (count === 1 ? "1 gesprek" : `${count} gesprekken`)

type WhyNot = { title: (time: string, minutes: string) => string; how: string }

/** What a parent reads about talks: choosing, moving, cancelling. */
export const parent = {
  keptUntil: (day: string) => `Na ${day} wissen we deze afspraken.`,
  home: {
    title: "Uw gesprekken",
    lead: "Kies de gesprekken die u wilt bekijken.",
    none: "Er zijn nu geen gesprekken",
    noneHow: "U krijgt bericht van school als u een tijd kunt kiezen.",
    from: (moment: string) => `Kiezen kan vanaf ${moment}.`,
    until: (moment: string) => `Kiezen kan tot ${moment}.`,
    closed: "Kiezen kan niet meer.",
    chosen: (count: number) => (count === 0 ? "Nog niets gekozen" : `${talks(count)} gekozen`),
  },
  round: {
    announced: (moment: string) => `U kunt een tijd kiezen vanaf ${moment}.`,
    announcedHow: "Kom dan terug op deze pagina. Wie eerst kiest, heeft de meeste keus.",
    open: (moment: string) => `Kies een tijd voor elk gesprek. Dat kan tot ${moment}.`,
    opening: {
      you: "U mag eerder kiezen dan anderen.",
      rule: {
        siblings: (first: string, others: string) =>
          `Gezinnen met meer kinderen kiezen vanaf ${first}. Alle anderen kiezen vanaf ${others}.`,
        wanted: (first: string, others: string) =>
          `Ouders die de leraar graag wil spreken, kiezen vanaf ${first}. Alle anderen kiezen vanaf ${others}.`,
        both: (first: string, others: string) =>
          `Gezinnen met meer kinderen, en ouders die de leraar graag wil spreken, kiezen vanaf ${first}. Alle anderen kiezen vanaf ${others}.`,
      },
    },
    mark: {
      wanted: (teacher: string, together: boolean) =>
        `${teacher} ${together ? "willen" : "wil"} u graag spreken.`,
      "not-needed": (teacher: string, together: boolean) =>
        `${teacher} ${together ? "vinden" : "vindt"} een gesprek nu niet nodig. Wilt u toch praten? Dan kunt u een tijd kiezen.`,
    },
    /** Above the times to choose, for a talk that is longer than others. */
    takes: (minutes: string) => `Dit gesprek duurt ${minutes}.`,
    noneNeeded: "U hoeft geen gesprek te kiezen. Het mag wel.",
    nothingToDo: "U hoeft niets meer te doen.",
    closed: (moment: string) => `Kiezen kon tot ${moment}.`,
    changeUntil: (moment: string) => `Verzetten of afzeggen kan tot ${moment}.`,
    changeFrom: (moment: string) => `Verzetten of afzeggen kan vanaf ${moment}.`,
    changeOver: "Verzetten of afzeggen kan niet meer. Bel of mail de school als u niet kunt komen.",
    past: "Deze gesprekken zijn geweest.",
    progress: (chosen: number, wanted: number) =>
      `${chosen} van ${wanted} ${wanted === 1 ? "gesprek" : "gesprekken"} gekozen`,
    most: (count: number) => `U kiest voor elk kind hoogstens ${talks(count)}.`,
    complete: (count: number): string =>
      count === 1 ? "Uw gesprek is gekozen" : "Alle gesprekken zijn gekozen",
    group: (name: string) => `groep ${name}`,
    noTeachers: "Voor dit kind zijn er in deze ronde geen gesprekken.",
    noneChosen: "U heeft hier geen gesprek gekozen.",
    noneChosenHow: "Wilt u toch een gesprek? Bel of mail de school.",
    noTime: "Geen tijd gekozen.",
    enough: (child: string) => `U heeft alle gesprekken over ${child} gekozen.`,
    show: "Bekijk de tijden",
    showOf: (teacher: string, child: string) => `Bekijk de tijden van ${teacher}, voor ${child}`,
    free: (count: number) => (count === 1 ? "nog 1 tijd vrij" : `nog ${count} tijden vrij`),
    cancelled: "Het gesprek is afgezegd",
    cancelledHow: "De tijd is weer vrij. U kunt hieronder een andere tijd kiezen.",
    cancelledOver: "De tijd is weer vrij voor een ander gezin.",
  },
  waiting: {
    how: "Komt er een tijd vrij? Dan houden wij die voor u vast en krijgt u bericht.",
    join: "Zet ons op de wachtlijst",
    onList: "U staat op de wachtlijst.",
    place: (place: number) =>
      place === 1
        ? "U bent de eerste die een tijd krijgt aangeboden."
        : `U bent nummer ${place}. Wij sturen een bericht als er een tijd voor u is.`,
    leave: "Haal ons van de wachtlijst",
    offered: "Er is een tijd voor u vrij",
    heldUntil: (until: string) => `Wij houden deze tijd voor u vast tot ${until}.`,
    take: (time: string) => `Kies ${time}`,
    /** The time that was held went by without an answer. */
    missed: (time: string, until: string) =>
      `Wij hielden ${time} voor u vast tot ${until}. Wij kregen geen antwoord. U staat niet meer op de wachtlijst.`,
    /** The family has another talk at the time that it is offered. */
    busy: (time: string) =>
      `U heeft om ${time} al een ander gesprek. Wilt u deze tijd? Verzet dan eerst dat gesprek, of zeg het af.`,
    toOther: "Naar het andere gesprek",
    pass: "Dan kunnen wij niet",
    passHow: "Kunt u dan niet? Dan blijft u op de wachtlijst, als laatste.",
    refusal: {
      "round-not-open": "Op de wachtlijst komen kan nu niet.",
      "not-your-teacher": "Deze leraar geeft uw kind geen les.",
      "already-booked": "U heeft al een gesprek met deze leraar.",
      "enough-talks": "U heeft al genoeg gesprekken voor dit kind.",
      "times-free": "Er zijn weer vrije tijden. U kunt er hieronder een kiezen.",
      "teacher-away":
        "Er zijn geen gesprekken meer bij deze leraar. Wilt u toch een gesprek? Bel of mail de school.",
      "nobody-to-tell":
        "De wachtlijst kan alleen als wij u een mail of sms kunnen sturen. Geef uw e-mailadres aan de school.",
    } satisfies Record<WaitRefusal["kind"], string>,
  },
  declining: {
    do: (child: string) => `Wij hoeven geen gesprek over ${child}`,
    said: (child: string) => `U heeft gezegd dat u geen gesprek over ${child} hoeft.`,
    undo: "Toch een gesprek",
    refusal: {
      "round-not-open": "Dit kan nu niet. U ziet hierboven wanneer het kan of kon.",
      "has-talk": "U heeft al een gesprek over dit kind. Zeg dat eerst af.",
    } satisfies Record<DecliningRefusal["kind"], string>,
  },
  /** A time to choose: what is seen, and the same with everything that someone who only listens needs. */
  time: (time: string, teacher: string, room: string | null, child: string) =>
    [`${time} uur`, teacher, room, `voor ${child}`].filter((part) => part !== null).join(", "),
  times: {
    none: "Er zijn geen vrije tijden meer.",
    noneMove: "Er zijn geen andere vrije tijden.",
    clash: "U heeft dan al een gesprek: alle vrije tijden vallen samen met een ander gesprek van u.",
    gone: "niet meer vrij",
    changed: "Uw gesprekken zijn veranderd.",
    renew: "Bekijk ze opnieuw",
    nearest: "Deze tijden liggen het dichtst erbij:",
  },
  talk: {
    title: "Uw afspraak",
    booked: "Gekozen",
    bookedNews: {
      email: "U krijgt een bevestiging per e-mail.",
      sms: "U krijgt een bevestiging per sms.",
      both: "U krijgt een bevestiging per e-mail of sms.",
      "sms-later": "U krijgt na 8:00 uur een bevestiging per sms.",
      "both-later": "U krijgt een bevestiging per e-mail, of na 8:00 uur per sms.",
    },
    moved: "Het gesprek is verzet",
    movedNews: {
      email: "U krijgt een nieuwe bevestiging per e-mail.",
      sms: "U krijgt een nieuwe bevestiging per sms.",
      both: "U krijgt een nieuwe bevestiging per e-mail of sms.",
      "sms-later": "U krijgt na 8:00 uur een nieuwe bevestiging per sms.",
      "both-later": "U krijgt een nieuwe bevestiging per e-mail, of na 8:00 uur per sms.",
    },
    lead: "Uw afspraak staat vast.",
    leadPast: "Dit gesprek is geweest.",
    about: "Over",
    with: "Met",
    when: "Wanneer",
    where: "Waar",
    from: (starts: string, ends: string) => `${starts} tot ${ends} uur`,
    at: (moment: string) => `${moment} uur`,
    /** Of a talk that is longer than others. */
    atFor: (moment: string, minutes: string) => `${moment} uur (${minutes})`,
    move: "Verzetten",
    moveOf: (child: string, teacher: string) => `Verzetten: het gesprek over ${child} met ${teacher}`,
    cancel: "Afzeggen",
    cancelOf: (child: string, teacher: string) => `Afzeggen: het gesprek over ${child} met ${teacher}`,
    more: "Bekijk of zet in agenda",
    moreOf: (child: string, teacher: string) =>
      `Bekijk of zet in agenda: het gesprek over ${child} met ${teacher}`,
    change: "Kunt u niet?",
    calendar: "Zet in uw agenda",
    print: "Printen",
    all: "Alle gesprekken",
  },
  together: {
    title: "Alle gesprekken in één keer",
    short: "Zoek passende tijden",
    shortHow: "Vlak na elkaar. Of kies hieronder zelf.",
    how: "Wij zoeken tijden die op elkaar aansluiten.",
    which: "Welke gesprekken?",
    talk: (child: string, teacher: string) => `${child} met ${teacher}`,
    when: "Welke dagen kunt u?",
    from: "Vanaf",
    until: "Tot",
    noMatter: "Elke tijd",
    search: "Zoek tijden",
    proposal: (count: number) => (count === 1 ? "Deze tijd past" : `Deze ${count} tijden passen`),
    heldUntil: (time: string) => `Wij houden ze voor u vast tot ${time}.`,
    lapsed: (count: number): string =>
      count === 1
        ? "Wij houden deze tijd niet meer voor u vast. Hij is nog vrij."
        : "Wij houden deze tijden niet meer voor u vast. Ze zijn nog vrij.",
    noneChosen: "Er is nog niets gekozen.",
    longer: "Langer vasthouden",
    take: (count: number) => (count === 1 ? "Kies deze tijd" : `Kies deze ${count} tijden`),
    others: "Of liever zo?",
    possible: "Dit past",
    see: "Deze tijden bekijken",
    seeOf: (times: string) => `Deze tijden bekijken: ${times}`,
    otherwise: "Andere dag of andere tijd",
    none: "Deze gesprekken passen niet samen",
    noneHow: "Kies een ruimere tijd of minder gesprekken. U kunt ook per gesprek zelf een tijd kiezen.",
    byHand: "Liever zelf kiezen",
    ask: {
      "no-talk": () => "Kies minstens één gesprek.",
      "too-many": () => `Kies hoogstens ${mostWishes} gesprekken tegelijk.`,
      "too-many-of-child": (most) => `U kiest voor elk kind hoogstens ${talks(most)}.`,
    } satisfies Record<AskRefusal["kind"], (most: number) => string> as Record<
      AskRefusal["kind"],
      (most: number) => string
    >,
  },
  move: {
    title: "Kies een andere tijd",
    now: (child: string, teacher: string, moment: string) =>
      `Het gesprek over ${child} met ${teacher} is nu op ${moment} uur.`,
    how: "Kies een nieuwe tijd. De oude tijd komt dan vrij.",
  },
  swap: {
    becomes: "wordt",
    asked: "Wilt u ruilen?",
    askedHow: "Een ander gezin vraagt om uw tijd.",
    at: (time: string) => `om ${time}`,
    yes: (at: string) => `Ja, ik kom ${at}`,
    no: (at: string) => `Nee, ik blijf ${at}`,
    nothing: (moment: string) => `Antwoorden kan tot ${moment}. Zegt u niets, dan verandert er niets.`,
    see: "Bekijk de vraag",
    asking: "U heeft gevraagd om te ruilen",
    askingHow: (time: string, until: string) =>
      `U krijgt bericht, uiterlijk ${until}. Tot dan blijft uw gesprek om ${time}.`,
    withdraw: "Toch niet ruilen",
    stays: "Uw gesprek blijft op deze tijd.",
    kept: "Bewaard",
    way: "Kunt u ook op een andere tijd?",
    wayHow: "Daar helpt u misschien een ander gezin mee.",
    tick: "Vink tijden aan",
    ticked: (times: string) => `U kunt ook ${times}. U krijgt bericht als uw gesprek daarheen gaat.`,
    change: "Tijden veranderen",
    title: "Ik kan ook op een andere tijd",
    about: (child: string, teacher: string) => `Het gesprek over ${child} met ${teacher} is nu op`,
    how: [
      "Vink aan wanneer u ook kunt.",
      "Wil een ander gezin uw tijd? Dan verzetten wij uw gesprek naar een tijd die u aanvinkt, hoogstens één keer.",
      "U krijgt dan bericht, minstens een dag van tevoren.",
    ],
    none: "Er zijn geen andere tijden waarop u kunt.",
    save: "Bewaar",
    askSomeone: "Staat uw tijd er niet bij? Vraag of een gezin wil ruilen",
    takenTitle: "Ruilen met een ander gezin",
    atOnce: "Deze gezinnen kunnen ook op een andere tijd. U kunt hun tijd meteen kiezen.",
    onAsking: "Deze tijden zijn bezet. Kiest u er een, dan vragen wij dat gezin of het wil ruilen.",
    refusal: {
      "round-not-open": "Ruilen kan nu niet.",
      "slot-past": "Deze tijd is al geweest. Kies een andere tijd.",
      "household-busy": "U heeft dan al een ander gesprek. Kies een andere tijd.",
      "too-late": "Ruilen kan niet meer. Bel of mail de school als u niet kunt komen.",
      "no-swaps": "In deze ronde kunt u niet ruilen. Een andere vrije tijd kiezen kan wel.",
      "cannot-swap": "Ruilen met deze tijd kan niet meer. Kies een andere tijd.",
      "asking-already": "U heeft al een gezin gevraagd. Wacht op het antwoord.",
      "asked-enough":
        "U heeft voor dit gesprek al drie keer gevraagd. Bel of mail de school als u niet kunt komen.",
      "nobody-to-tell":
        "Ruilen kan alleen als wij u een mail of sms kunnen sturen. Geef uw e-mailadres aan de school.",
      "question-over": "Deze vraag is voorbij. Uw gesprek blijft op deze tijd.",
    } satisfies Record<SwapRefusal["kind"], string>,
  },
  cancel: {
    title: "Gesprek afzeggen",
    sure: (child: string, teacher: string, moment: string) =>
      `Wilt u het gesprek over ${child} met ${teacher} op ${moment} uur afzeggen?`,
    how: "De tijd wordt dan vrij voor een ander gezin.",
    do: "Zeg dit gesprek af",
    keep: "Niet afzeggen",
  },
  /** Of a talk that is off, or that the school is changing and may still put back. */
  calledOff: {
    title: "Dit gesprek gaat niet door",
    by: { school: "De school heeft dit gesprek afgezegd.", family: "U heeft dit gesprek afgezegd." },
    changing: "De school verandert dit gesprek",
    lookAgain: (time: string) =>
      `Kijk na ${time} uur opnieuw op deze pagina. Dan ziet u of het gesprek doorgaat.`,
    stands: (teacher: string) => `U heeft een ander gesprek met ${teacher}.`,
    next: { choose: "Kies een andere tijd", stands: "Bekijk uw gesprek", overview: "Naar uw gesprekken" },
    /** On the page of all talks, where it stood. */
    here: (moment: string) => `De school heeft uw gesprek van ${moment} uur afgezegd.`,
    hereChanging: (moment: string, time: string) =>
      `De school verandert uw gesprek van ${moment} uur. Kijk na ${time} uur opnieuw.`,
  },
  notYet: "Verzetten of afzeggen kan nog niet",
  /** Why not: a title, and what to do now. `time` is the time that was wished, `minutes` how long the talk takes. */
  refusal: {
    "round-not-open": {
      title: () => "Kiezen kan nu niet",
      how: "U ziet hierboven wanneer het kan of kon.",
    },
    "not-your-teacher": {
      title: () => "Dit gesprek kunt u niet kiezen",
      how: "Deze leraar geeft uw kind geen les. Kies een tijd van deze pagina.",
    },
    "slot-past": { title: (time) => `${time} is al geweest`, how: "Kies een andere tijd." },
    "already-booked": {
      title: () => "U heeft hier al een gesprek",
      how: "Wilt u een andere tijd? Kies dan Verzetten.",
    },
    "enough-talks": {
      title: () => "U heeft al genoeg gesprekken voor dit kind",
      how: "Wilt u een ander gesprek? Zeg er dan eerst een af.",
    },
    "household-busy": { title: (time) => `Om ${time} heeft u al een gesprek`, how: "Kies een andere tijd." },
    "slot-blocked": { title: (time) => `${time} kan niet meer`, how: "Kies een andere tijd." },
    "slot-moved": {
      title: () => "De tijden zijn veranderd",
      how: "Kies opnieuw uit de tijden zoals ze nu zijn.",
    },
    "slot-taken": {
      title: () => "Iemand was u net voor",
      how: "Deze tijd is net gekozen door iemand anders. Kies een andere tijd.",
    },
    "does-not-fit": {
      title: (_, minutes) => `Dit gesprek duurt ${minutes}`,
      how: "Zo lang is er op deze tijd niet vrij. Kies een andere tijd.",
    },
    "too-late": {
      title: () => "Verzetten of afzeggen kan niet meer",
      how: "Bel of mail de school als u niet kunt komen.",
    },
  } satisfies Record<BookingRefusal["kind"], WhyNot> as Record<BookingRefusal["kind"], WhyNot>,
}
