import type {
  BookingId,
  DoubtId,
  GroupId,
  HouseholdId,
  ImportId,
  PupilId,
  RoundId,
  SlotId,
  StaffId,
  TeacherId,
  UpheavalId,
} from "./domain/ids.ts"
import type { Channel, TextKind } from "./domain/messages/message-text.ts"
import type { AccountProvider } from "./domain/online/video-meeting.ts"
import type { Person, PersonKind } from "./domain/privacy/erasing.ts"
import type { Paper } from "./domain/privacy/privacy.ts"
import type { AnswerFilter } from "./domain/rounds/answers.ts"
import type { Reminded } from "./domain/rounds/reminding.ts"
import type { ListKind } from "./domain/rounds/sheet.ts"
import type { Asked } from "./domain/talks/together.ts"

type TimetableAt = {
  day?: string
  page?: number
  slot?: SlotId
  talk?: BookingId
  move?: BookingId
  /** Which child of which home is to be planned: "2-5". */
  child?: string
  /** Which time was let go of: reading goes on there. */
  back?: SlotId
  done?: string
  /** What was just done with a talk, to be taken back. */
  act?: UpheavalId
}

/** The addresses outside any school. */
export const site = {
  front: () => "/",
  language: () => "/taal",
  /** Where Google and Microsoft send the browser back to: one address, for all schools. */
  videoReturn: (provider: AccountProvider) => `/video/terug/${provider}`,
  /** Where mail that came back is handed over. */
  mailReport: () => "/post/terug",
  health: () => "/health",
  /** Whether visitors may be sent here, and how the backup is. */
  ready: () => "/ready",
  /** How we are, for people. */
  status: () => "/status",
  asset: (name: string) => `/assets/${name}`,
  /** The guide for schools, at what an IT person of such a school needs. */
  guide: (school?: AccountProvider) =>
    `/handleiding${school ? `#voor-de-ict-beheerder-van-een-${school}-school` : ""}`,
  check: () => "/controleer",
  checked: (number: string) => `/controleer/${number}`,
  checkedPaper: (number: string) => `/controleer/${number}/pdf`,
  post: () => "/ontwikkel/post",
  caught: (mail: string) => `/ontwikkel/post/${mail}`,
  gallery: () => "/ontwikkel/galerij",
  state: (language: string, part: string, name: string) => `/ontwikkel/galerij/${language}/${part}/${name}`,
  mailExample: (language: string, name: string) => `/ontwikkel/galerij/${language}/mail/${name}/html`,
  door: (who: string) => `/ontwikkel/deur/${who}`,
}

/** Who a record is about, as an address says it. */
const kinds = { pupil: "leerling", household: "gezin", guardian: "ouder" } as const satisfies Record<
  PersonKind,
  string
>
/** What the texts of messages are called in addresses. */
const textNames: Record<TextKind, string> = {
  invitation: "uitnodiging",
  "invitation-reminder": "nog-niet-gekozen",
  "booking-confirmed": "bevestiging",
  "booking-moved": "verzet",
  "booking-cancelled": "afgezegd",
  reminder: "herinnering",
  "time-offered": "tijd-vrij",
  "waiting-changed": "wachtlijst",
  "swap-asked": "ruilen",
  "swap-over": "niet-geruild",
  "parent-link": "inloglink",
}
const roads: Record<Channel, string> = { email: "mail", sms: "sms" }

/** Which text an address means: "bevestiging-sms". Null when there is none of that name. */
export function textIn(written: string): { kind: TextKind; channel: Channel } | null {
  for (const kind of Object.keys(textNames) as TextKind[])
    for (const channel of ["email", "sms"] as const) {
      const only = channel === "sms" && (kind.startsWith("invitation") || kind === "parent-link")
      if (!only && written === `${textNames[kind]}-${roads[channel]}`) return { kind, channel }
    }
  return null
}

/** What is tapped on the evening itself, as an address says it. */
const turnActs = { call: "binnen", finish: "klaar", back: "terug", came: "kwam" } as const
export type TurnAct = keyof typeof turnActs

const todayAt = (slug: string, teacher: TeacherId | null) =>
  teacher === null ? `/${slug}/team/vandaag` : `/${slug}/team/leraren/${teacher}/vandaag`

const make = (slug: string) => ({
  // Parents' door
  door: () => `/${slug}`,
  signIn: () => `/${slug}/inloggen`,
  signOut: () => `/${slug}/uitloggen`,
  invitation: (token: string) => `/${slug}/uitnodiging/${token}`,
  signedOut: () => `/${slug}?uitgelogd`,
  askLink: () => `/${slug}/link`,
  linkSent: () => `/${slug}/link-verstuurd`,
  entry: (token: string) => `/${slug}/link/${token}`,
  /** Where the phone network tells what came of an SMS. */
  smsReport: (uid: string) => `/${slug}/sms/${uid}`,
  privacy: () => `/${slug}/privacy`,
  accessibility: () => `/${slug}/toegankelijkheid`,
  language: () => `/${slug}/taal`,
  /** The mark changes with what is behind it. */
  colours: (mark: string) => `/${slug}/kleuren.css?${mark}`,
  logo: (mark: string) => `/${slug}/logo?${mark}`,
  stay: () => `/${slug}/blijf`,
  // Parents
  home: () => `/${slug}/gesprekken`,
  round: (round: RoundId) => `/${slug}/gesprekken/${round}`,
  book: (round: RoundId) => `/${slug}/gesprekken/${round}/kies`,
  /** Which times are still free, for a page that is open. */
  free: (round: RoundId) => `/${slug}/gesprekken/${round}/vrij`,
  wait: (round: RoundId) => `/${slug}/gesprekken/${round}/wachtlijst`,
  decline: (round: RoundId) => `/${slug}/gesprekken/${round}/geen`,
  child: (round: RoundId, pupil: PupilId) => `/${slug}/gesprekken/${round}#c${pupil}`,
  /** All talks in one go; in the address what is asked, and the times that are held while one reads. */
  together: (round: RoundId, asked?: Asked, times: readonly string[] = []) => {
    const search = new URLSearchParams([
      ...(asked?.talks ?? []).map((talk) => ["gesprek", talk]),
      ...(asked?.days ?? []).map((day) => ["dag", day]),
      ...(asked?.from ? [["van", asked.from]] : []),
      ...(asked?.until ? [["tot", asked.until]] : []),
      ...times.map((time) => ["tijd", time]),
    ])
    return `/${slug}/gesprekken/${round}/samen${search.size > 0 ? `?${search}` : ""}`
  },
  noted: (booking: BookingId) => `/${slug}/afspraak/${booking}?bericht#note`,
  note: (booking: BookingId) => `/${slug}/afspraak/${booking}/bericht`,
  /** A calendar's own address, and the page where a parent switches it on and off. */
  calendarFeed: (token: string) => `/${slug}/agenda/${token}.ics`,
  feed: () => `/${slug}/agenda`,
  closeFeed: () => `/${slug}/agenda/uit`,
  /** How the evening runs, for a page that is open. */
  running: (round: RoundId) => `/${slug}/gesprekken/${round}/loopt`,
  hold: (round: RoundId) => `/${slug}/gesprekken/${round}/samen/vasthouden`,
  bookTogether: (round: RoundId) => `/${slug}/gesprekken/${round}/samen/kies`,
  booking: (booking: BookingId) => `/${slug}/afspraak/${booking}`,
  move: (booking: BookingId) => `/${slug}/afspraak/${booking}/verzetten`,
  /** At which other times this talk may be held, and changing places with another family. */
  alsoTimes: (booking: BookingId) => `/${slug}/afspraak/${booking}/ook`,
  swap: (booking: BookingId) => `/${slug}/afspraak/${booking}/ruilen`,
  notSwapped: (booking: BookingId) => `/${slug}/afspraak/${booking}?blijft`,
  alsoSaid: (booking: BookingId) => `/${slug}/afspraak/${booking}?ook`,
  cancel: (booking: BookingId) => `/${slug}/afspraak/${booking}/afzeggen`,
  /** The round with the times of one child and teacher opened, and with word of what was just done. */
  times: (round: RoundId, pupil: PupilId, teacher: TeacherId) =>
    `/${slug}/gesprekken/${round}?met=${pupil}-${teacher}`,
  chosen: (round: RoundId, booking: BookingId) => `/${slug}/gesprekken/${round}?gekozen=${booking}`,
  cancelled: (round: RoundId) => `/${slug}/gesprekken/${round}?afgezegd`,
  moved: (booking: BookingId) => `/${slug}/afspraak/${booking}?verzet`,
  choosePlace: (booking: BookingId) => `/${slug}/afspraak/${booking}/plek`,
  /** A talk with word of where it will be now. */
  placed: (booking: BookingId, how: "chosen" | "kept") =>
    `/${slug}/afspraak/${booking}?plek${how === "kept" ? "=zelfde" : ""}`,
  /** Our address of a talk online; it leads on to the room, in time and for who holds the talk. */
  join: (booking: BookingId) => `/${slug}/afspraak/${booking}/online`,
  calendarFile: (booking: BookingId) => `/${slug}/afspraak/${booking}/agenda.ics`,
  // Staff's door
  staffDoor: () => `/${slug}/team`,
  staffPassword: () => `/${slug}/team/wachtwoord`,
  staffCode: () => `/${slug}/team/code`,
  passkeyOptions: () => `/${slug}/team/passkey/opties`,
  passkey: () => `/${slug}/team/passkey`,
  staffRecover: () => `/${slug}/team/herstel`,
  staffSetup: (token: string) => `/${slug}/team/welkom/${token}`,
  staffSignOut: () => `/${slug}/team/uitloggen`,
  staffSetupOptions: (token: string) => `/${slug}/team/welkom/${token}/opties`,
  staffSetupPassword: (token: string) => `/${slug}/team/welkom/${token}/wachtwoord`,
  /** Shows passkey or code again; `back` is one of the addresses here. */
  prove: (back?: string) => `/${slug}/team/bevestig${back ? `?terug=${encodeURIComponent(back)}` : ""}`,
  proveOptions: () => `/${slug}/team/bevestig/opties`,
  account: () => `/${slug}/team/account`,
  accountOptions: () => `/${slug}/team/account/opties`,
  accountPassword: () => `/${slug}/team/account/wachtwoord`,
  // Staff
  start: () => `/${slug}/team/start`,
  agenda: () => `/${slug}/team/mijn-gesprekken`,
  /** Talks online. The cookie with a linked account is only sent here. */
  video: (done?: string) => `/${slug}/team/video${done ? `?gelukt=${done}` : ""}`,
  /** Why an account could not be linked or used, and where to go on after it. */
  videoTrouble: (trouble: string, provider: string, round: RoundId | null) =>
    `/${slug}/team/video?mis=${trouble}&bij=${provider}${round ? `&ronde=${round}` : ""}`,
  videoLink: (provider: AccountProvider, round: RoundId | null) =>
    `/${slug}/team/video/koppel/${provider}${round ? `?ronde=${round}` : ""}`,
  videoReturn: (provider: AccountProvider) => `/${slug}/team/video/terug/${provider}`,
  videoUnlink: () => `/${slug}/team/video/los`,
  videoMake: (round: RoundId) => `/${slug}/team/video/${round}/maak`,
  videoStep: (round: RoundId) => `/${slug}/team/video/${round}/stap`,
  videoClear: (round: RoundId) => `/${slug}/team/video/${round}/opruimen`,
  videoRound: (round: RoundId, done?: string) =>
    `/${slug}/team/video/${round}${done ? `?gelukt=${done}` : ""}`,
  pasteLink: (round: RoundId) => `/${slug}/team/video/${round}/plak`,
  dropPasted: (round: RoundId) => `/${slug}/team/video/${round}/plak/weg`,
  allowPlaces: (round: RoundId) => `/${slug}/team/video/${round}/plekken`,
  nameJitsi: (round: RoundId) => `/${slug}/team/video/${round}/jitsi`,
  /** A day of talks: one's own, or a teacher's whom the office helps; with the day when it is not today. */
  today: (teacher: TeacherId | null, day?: string) => `${todayAt(slug, teacher)}${day ? `?dag=${day}` : ""}`,
  staffFeed: () => `/${slug}/team/agenda`,
  closeStaffFeed: () => `/${slug}/team/agenda/uit`,
  turn: (teacher: TeacherId | null, act: TurnAct) => `${todayAt(slug, teacher)}/${turnActs[act]}`,
  myGroups: () => `/${slug}/team/mijn-groepen`,
  people: () => `/${slug}/team/leerlingen`,
  newPupil: (household?: HouseholdId) =>
    `/${slug}/team/leerlingen/nieuw${household ? `?gezin=${household}` : ""}`,
  pupil: (id: PupilId) => `/${slug}/team/leerlingen/${id}`,
  pupilLeft: (id: PupilId) => `/${slug}/team/leerlingen/${id}/vertrek`,
  pupilAddress: (id: PupilId) => `/${slug}/team/leerlingen/${id}/adres`,
  pupilSeat: (id: PupilId) => `/${slug}/team/leerlingen/${id}/gezin`,
  importing: () => `/${slug}/team/inlezen`,
  import: (id: ImportId) => `/${slug}/team/inlezen/${id}`,
  importColumns: (id: ImportId) => `/${slug}/team/inlezen/${id}/kolommen`,
  importConfirm: (id: ImportId) => `/${slug}/team/inlezen/${id}/bevestig`,
  importUndo: (id: ImportId) => `/${slug}/team/inlezen/${id}/terug`,
  importDiscard: (id: ImportId) => `/${slug}/team/inlezen/${id}/weg`,
  households: () => `/${slug}/team/gezinnen`,
  doubt: (doubt: DoubtId) => `/${slug}/team/gezinnen/vragen/${doubt}`,
  household: (id: HouseholdId) => `/${slug}/team/gezinnen/${id}`,
  householdDoubt: (id: HouseholdId, doubt: DoubtId) => `/${slug}/team/gezinnen/${id}/vragen/${doubt}`,
  splitHousehold: (id: HouseholdId) => `/${slug}/team/gezinnen/${id}/splitsen`,
  mergeHousehold: (id: HouseholdId) => `/${slug}/team/gezinnen/${id}/samenvoegen`,
  secondHousehold: (id: HouseholdId) => `/${slug}/team/gezinnen/${id}/tweede`,
  householdGuardian: (id: HouseholdId) => `/${slug}/team/gezinnen/${id}/ouder`,
  messagesAgain: (id: HouseholdId) => `/${slug}/team/gezinnen/${id}/ouder/opnieuw`,
  moveGuardian: (id: HouseholdId) => `/${slug}/team/gezinnen/${id}/ouder/verplaatsen`,
  officeCode: (id: HouseholdId) => `/${slug}/team/gezinnen/${id}/code`,
  renewCode: (id: HouseholdId) => `/${slug}/team/gezinnen/${id}/vernieuwen`,
  householdAccess: (id: HouseholdId) => `/${slug}/team/gezinnen/${id}/toegang`,
  rounds: () => `/${slug}/team/rondes`,
  newRound: () => `/${slug}/team/rondes/nieuw`,
  copyRound: (round: RoundId) => `/${slug}/team/rondes/nieuw?van=${round}`,
  staffRound: (round: RoundId) => `/${slug}/team/rondes/${round}`,
  /** A round with word of what was just done. */
  publishedRound: (round: RoundId) => `/${slug}/team/rondes/${round}?gepubliceerd`,
  invitedRound: (round: RoundId, mailed: number) => `/${slug}/team/rondes/${round}?gemaild=${mailed}`,
  changeRound: (round: RoundId) => `/${slug}/team/rondes/${round}/gegevens`,
  discardRound: (round: RoundId) => `/${slug}/team/rondes/${round}/weg`,
  marks: (round: RoundId, teacher: TeacherId) => `/${slug}/team/rondes/${round}/wie/${teacher}`,
  ownMarks: (round: RoundId) => `/${slug}/team/mijn-gesprekken/${round}/wie`,
  ownTimes: (round: RoundId) => `/${slug}/team/mijn-gesprekken/${round}/tijden`,
  ownTimesKept: (round: RoundId) => `/${slug}/team/mijn-gesprekken/${round}/tijden?bewaard`,
  answers: (round: RoundId, { answer, group }: AnswerFilter = { answer: "open", group: null }) =>
    `/${slug}/team/rondes/${round}/antwoorden?toon=${answer ?? "alles"}${group === null ? "" : `&groep=${group}`}`,
  answersReminded: (round: RoundId, group: GroupId | null, { email, sms }: Reminded) =>
    `/${slug}/team/rondes/${round}/antwoorden?herinnerd=${email}&sms=${sms}${group === null ? "" : `&groep=${group}`}`,
  remindInvited: (round: RoundId) => `/${slug}/team/rondes/${round}/antwoorden/herinneren`,
  openLetters: (round: RoundId) => `/${slug}/team/rondes/${round}/brieven?wie=open`,
  roundRoom: (round: RoundId) => `/${slug}/team/rondes/${round}/ruimte`,
  roundTeachers: (round: RoundId) => `/${slug}/team/rondes/${round}/leraren`,
  roundCheck: (round: RoundId) => `/${slug}/team/rondes/${round}/controle`,
  publish: (round: RoundId) => `/${slug}/team/rondes/${round}/openen`,
  /** A day of a round with all its teachers; with what is in hand, or what was just done. */
  timetable: (round: RoundId, { day, page, slot, talk, move, child, back, done, act }: TimetableAt = {}) =>
    withQuery(`/${slug}/team/rondes/${round}/rooster`, {
      dag: day,
      pagina: page,
      tijd: slot,
      gesprek: talk,
      verzet: move,
      kind: child,
      terug: back,
      gedaan: done,
      stap: act,
    }),
  timetableStep: (round: RoundId, step: string) => `/${slug}/team/rondes/${round}/rooster/${step}`,
  /** What happens to the talks of a teacher who cannot be there; of one day, or of all. */
  teacherAway: (round: RoundId, teacher: TeacherId, day?: string) =>
    `/${slug}/team/rondes/${round}/afwezig/${teacher}${day ? `?dag=${day}` : ""}`,
  moveDay: (round: RoundId, day: number) => `/${slug}/team/rondes/${round}/dag/${day}`,
  undoUpheaval: (round: RoundId, upheaval: UpheavalId) => `/${slug}/team/rondes/${round}/terug/${upheaval}`,
  invitations: (round: RoundId) => `/${slug}/team/rondes/${round}/uitnodigingen`,
  letters: (round: RoundId) => `/${slug}/team/rondes/${round}/brieven`,
  roundLists: (round: RoundId) => `/${slug}/team/rondes/${round}/lijsten`,
  doorSigns: (round: RoundId) => `/${slug}/team/rondes/${round}/deurbordjes`,
  hallList: (round: RoundId) => `/${slug}/team/rondes/${round}/hal`,
  dayLists: (round: RoundId) => `/${slug}/team/rondes/${round}/daglijsten`,
  keepList: (list: ListKind) => `/${slug}/team/lijsten/${list}`,
  figures: (round: RoundId) => `/${slug}/team/rondes/${round}/cijfers`,
  allowNotes: (round: RoundId) => `/${slug}/team/rondes/${round}/avond/berichten`,
  roundEvening: (round: RoundId) => `/${slug}/team/rondes/${round}/avond`,
  hallScreen: (round: RoundId) => `/${slug}/team/rondes/${round}/avond/scherm`,
  closeHallScreen: (round: RoundId) => `/${slug}/team/rondes/${round}/avond/scherm/sluiten`,
  /** What hangs in the hall: whoever has the token sees it. */
  hall: (token: string) => `/${slug}/scherm/${token}`,
  settings: () => `/${slug}/team/instellingen`,
  signInFactor: () => `/${slug}/team/instellingen/inloggen`,
  signInBsn: () => `/${slug}/team/instellingen/inloggen/bsn`,
  schoolDetails: () => `/${slug}/team/instellingen/school`,
  schoolLooks: () => `/${slug}/team/instellingen/uiterlijk`,
  schoolLogo: () => `/${slug}/team/instellingen/logo`,
  dropLogo: () => `/${slug}/team/instellingen/logo/weg`,
  schoolLanguages: () => `/${slug}/team/instellingen/talen`,
  roundKeeping: () => `/${slug}/team/instellingen/bewaren`,
  newColleague: () => `/${slug}/team/instellingen/collega`,
  colleague: (id: StaffId) => `/${slug}/team/instellingen/collega/${id}`,
  logbook: () => `/${slug}/team/logboek`,
  operatorWindow: () => `/${slug}/team/meekijken`,
  leaving: () => `/${slug}/team/stoppen`,
  confirmLeaving: () => `/${slug}/team/stoppen/bevestig`,
  stayHere: () => `/${slug}/team/stoppen/blijven`,
  closeWindow: () => `/${slug}/team/meekijken/stop`,
  records: () => `/${slug}/team/gegevens`,
  record: (person: Person) => `/${slug}/team/gegevens/${kinds[person.kind]}/${person.id}`,
  giveRecord: (person: Person) => `/${slug}/team/gegevens/${kinds[person.kind]}/${person.id}/inzage`,
  eraseRecord: (person: Person) => `/${slug}/team/gegevens/${kinds[person.kind]}/${person.id}/wissen`,
  certificate: (number: string) => `/${slug}/team/bewijzen/${number}`,
  certificatePaper: (number: string) => `/${slug}/team/bewijzen/${number}/pdf`,
  privacyPapers: () => `/${slug}/team/privacy`,
  privacyPaper: (paper: Paper) => `/${slug}/team/privacy/${paper}`,
  messages: () => `/${slug}/team/berichten`,
  messageTexts: () => `/${slug}/team/berichten/teksten`,
  messageText: (kind: TextKind, channel: Channel, language?: "nl" | "en") =>
    `/${slug}/team/berichten/teksten/${textNames[kind]}-${roads[channel]}${language ? `?taal=${language}` : ""}`,
  testText: (kind: TextKind, channel: Channel, language: "nl" | "en") =>
    `/${slug}/team/berichten/teksten/${textNames[kind]}-${roads[channel]}/proef?taal=${language}`,
  smsSender: () => `/${slug}/team/berichten/afzender`,
})

/** The addresses of one school. */
export type Paths = ReturnType<typeof make>

const made = new Map<string, Paths>()

/** Every address of a school, as a function. */
export function pathsOf(slug: string): Paths {
  const known = made.get(slug)
  if (known) return known
  const fresh = make(slug)
  made.set(slug, fresh)
  return fresh
}

/** An address with those of these values that say something. */
export function withQuery(
  address: string,
  values: Record<string, string | number | null | undefined>,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value))
  return query.size > 0 ? `${address}?${query}` : address
}
