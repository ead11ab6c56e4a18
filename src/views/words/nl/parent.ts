import type { BookingRefusal } from "../../../domain/booking.ts"
import { mostWishes } from "../../../domain/proposal.ts"
import type { AskRefusal } from "../../../domain/together.ts"

const talks = (count: number) => (count === 1 ? "1 gesprek" : `${count} gesprekken`)

/** What a parent reads about talks: choosing, moving, cancelling. */
export const parent = {
  keptUntil: (day: string) => `We bewaren deze afspraken tot en met ${day}. Daarna wissen we ze.`,
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
    nothingToDo: "U hoeft niets meer te doen.",
    closed: (moment: string) => `Kiezen kon tot ${moment}.`,
    changeUntil: (moment: string) => `Verzetten of afzeggen kan tot ${moment}.`,
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
    enough: (child: string) => `U heeft alle gesprekken over ${child} gekozen.`,
    show: "Bekijk de tijden",
    showOf: (teacher: string, child: string) => `Bekijk de tijden van ${teacher}, voor ${child}`,
    free: (count: number) => (count === 1 ? "nog 1 tijd vrij" : `nog ${count} tijden vrij`),
    cancelled: "Het gesprek is afgezegd",
    cancelledHow: "De tijd is weer vrij. U kunt hieronder een andere tijd kiezen.",
    cancelledOver: "De tijd is weer vrij voor een ander gezin.",
  },
  /** A time to choose: what is seen, and the same with everything that someone who only listens needs. */
  time: (time: string, teacher: string, room: string | null, child: string) =>
    [`${time} uur`, teacher, room, `voor ${child}`].filter((part) => part !== null).join(", "),
  times: {
    none: "Er zijn geen vrije tijden meer. Bel of mail de school.",
    noneMove: "Er zijn geen andere vrije tijden.",
    clash: "U heeft dan al een gesprek: alle vrije tijden vallen samen met een ander gesprek van u.",
    gone: "net gekozen door iemand anders",
    nearest: "Deze tijden liggen het dichtst erbij:",
  },
  talk: {
    title: "Uw afspraak",
    booked: "Gekozen",
    bookedMail: "U krijgt een bevestiging per e-mail.",
    moved: "Het gesprek is verzet",
    movedMail: "U krijgt een nieuwe bevestiging per e-mail.",
    lead: "Uw afspraak staat vast.",
    leadPast: "Dit gesprek is geweest.",
    about: "Over",
    with: "Met",
    when: "Wanneer",
    where: "Waar",
    from: (starts: string, ends: string) => `${starts} tot ${ends} uur`,
    at: (moment: string) => `${moment} uur`,
    move: "Verzetten",
    moveOf: (child: string, teacher: string) => `Verzetten: het gesprek over ${child} met ${teacher}`,
    cancel: "Afzeggen",
    cancelOf: (child: string, teacher: string) => `Afzeggen: het gesprek over ${child} met ${teacher}`,
    more: "Bekijk of zet in agenda",
    moreOf: (child: string, teacher: string) =>
      `Bekijk of zet in agenda: het gesprek over ${child} met ${teacher}`,
    change: "Kunt u niet?",
    calendar: "Zet in uw agenda",
    print: "Afdrukken",
    all: "Naar alle gesprekken",
  },
  together: {
    title: "Alle gesprekken in één keer",
    short: "Zoek tijden voor alle gesprekken",
    shortHow: "Dan sluiten ze op elkaar aan. U kunt ook hieronder zelf kiezen.",
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
    longer: "Langer vasthouden",
    take: (count: number) => (count === 1 ? "Kies deze tijd" : `Kies deze ${count} tijden`),
    others: "Of liever zo?",
    possible: "Dit past",
    see: "Deze tijden bekijken",
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
    keep: "Terug, niet verzetten",
  },
  cancel: {
    title: "Gesprek afzeggen",
    sure: (child: string, teacher: string, moment: string) =>
      `Wilt u het gesprek over ${child} met ${teacher} op ${moment} uur afzeggen?`,
    how: "De tijd wordt dan vrij voor een ander gezin.",
    do: "Zeg dit gesprek af",
    keep: "Terug, niet afzeggen",
  },
  /** Why not: a title, and what to do now. `time` is the time that was wished. */
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
    "slot-taken": {
      title: () => "Iemand was u net voor",
      how: "Deze tijd is net gekozen door iemand anders. Kies een andere tijd.",
    },
    "too-late": {
      title: () => "Verzetten of afzeggen kan niet meer",
      how: "Bel of mail de school als u niet kunt komen.",
    },
  } satisfies Record<BookingRefusal["kind"], { title: (time: string) => string; how: string }> as Record<
    BookingRefusal["kind"],
    { title: (time: string) => string; how: string }
  >,
}
