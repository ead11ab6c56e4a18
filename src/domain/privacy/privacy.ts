import type { SignInFactor } from "../school/school.ts"

// What is kept, of whom and what for. Every column of both schemas names one of these kinds (src/db/privacy/purposes.ts); the privacy page
// of parents and the papers of the school are made from them, and cannot say less than what is kept.

/** Where data is kept, and how long after the end it stays in backups. Said on the privacy page; the same as in our agreement. */
export const keeping = {
  backupDays: 7,
  place: "Amsterdam",
  backupPlace: "Noord-Brabant",
  /** A told message is kept until so long after its round. */
  messageDays: 30,
  /** A way in that was used or is over. */
  ticketHours: 24,
  /** That somebody was erased, so that a restored file or a next import does not bring them back. */
  erasedDays: 31,
} as const

/** The choice of language is kept a year, in days. */
export const languageDays = 365

/** Whose data it is; "nobody": it says nothing about a person. */
export type Subject = "pupil" | "parent" | "staff" | "school" | "nobody"

/** What data may be used for. There is no other use. */
export type Use =
  | "sign-in"
  | "home"
  | "talks"
  | "messages"
  | "roster"
  | "work"
  | "account"
  | "safety"
  | "running"

/** How it is kept: as it is, as a keyed hash that nobody can read back, or sealed with a key that is elsewhere. */
export type Form = "plain" | "hash" | "sealed"

/** When it goes: with the school, when another factor is chosen, after hours, or after days. */
export type Ending =
  | "school"
  | "factor"
  | "session"
  | "device"
  | "ticket"
  | "message"
  | "round"
  | "undo"
  | "erased"

type About = { of: Subject; for: readonly Use[]; as: Form; until: Ending }

/** Every kind of data there is, in the order in which papers list them. */
export const kinds = {
  "pupil-name": { of: "pupil", for: ["sign-in", "home", "talks"], as: "plain", until: "school" },
  "pupil-group": { of: "pupil", for: ["talks"], as: "plain", until: "school" },
  "pupil-home": { of: "pupil", for: ["home"], as: "hash", until: "school" },
  "pupil-factor": { of: "pupil", for: ["sign-in"], as: "hash", until: "factor" },
  "pupil-number": { of: "pupil", for: ["roster"], as: "plain", until: "school" },
  "pupil-protected": { of: "pupil", for: ["home"], as: "plain", until: "school" },
  "pupil-left": { of: "pupil", for: ["roster"], as: "plain", until: "school" },
  erased: { of: "pupil", for: ["account"], as: "hash", until: "erased" },
  "guardian-name": { of: "parent", for: ["talks", "messages"], as: "plain", until: "school" },
  "guardian-email": { of: "parent", for: ["messages", "sign-in"], as: "plain", until: "school" },
  "guardian-phone": { of: "parent", for: ["messages"], as: "plain", until: "school" },
  household: { of: "parent", for: ["home", "sign-in"], as: "plain", until: "school" },
  talk: { of: "parent", for: ["talks"], as: "plain", until: "round" },
  "talk-note": { of: "parent", for: ["talks"], as: "plain", until: "round" },
  "calendar-feed": { of: "parent", for: ["talks"], as: "hash", until: "school" },
  invitation: { of: "parent", for: ["sign-in"], as: "hash", until: "round" },
  "parent-visit": { of: "parent", for: ["sign-in"], as: "hash", until: "session" },
  device: { of: "parent", for: ["safety"], as: "hash", until: "device" },
  ticket: { of: "parent", for: ["sign-in"], as: "hash", until: "ticket" },
  message: { of: "parent", for: ["messages"], as: "plain", until: "message" },
  "teacher-name": { of: "staff", for: ["talks"], as: "plain", until: "school" },
  "teacher-email": { of: "staff", for: ["messages"], as: "plain", until: "school" },
  "teacher-work": { of: "staff", for: ["talks", "roster"], as: "plain", until: "school" },
  "staff-account": { of: "staff", for: ["work"], as: "plain", until: "school" },
  "staff-key": { of: "staff", for: ["work", "safety"], as: "sealed", until: "school" },
  "staff-visit": { of: "staff", for: ["work"], as: "hash", until: "session" },
  "video-meeting": { of: "staff", for: ["talks"], as: "sealed", until: "school" },
  "school-contact": { of: "school", for: ["talks", "messages"], as: "plain", until: "school" },
  "waiting-file": { of: "pupil", for: ["roster"], as: "plain", until: "undo" },
  logbook: { of: "staff", for: ["account"], as: "plain", until: "school" },
  choice: { of: "nobody", for: ["running"], as: "plain", until: "school" },
  round: { of: "nobody", for: ["talks"], as: "plain", until: "school" },
  row: { of: "nobody", for: ["running"], as: "plain", until: "school" },
} as const satisfies Record<string, About>

export type Kind = keyof typeof kinds
/** Kinds that are about a person, or about the school as somebody to reach. */
export type PersonalKind = { [K in Kind]: (typeof kinds)[K]["of"] extends "nobody" ? never : K }[Kind]
/** Kinds that parents read about on their own page. */
export type FamilyKind = { [K in Kind]: (typeof kinds)[K]["of"] extends "pupil" | "parent" ? K : never }[Kind]

const inOrder = Object.keys(kinds) as Kind[]

/** Does this kind say something about a person? */
export const isPersonal = (kind: Kind): kind is PersonalKind => kinds[kind].of !== "nobody"
const isOf = (kind: Kind, of: Subject) => kinds[kind].of === of

/** Which of these kinds this school really keeps, in order: without a factor, none is kept. */
export const keptKinds = (stated: ReadonlySet<Kind>, { factor }: { factor: SignInFactor }): PersonalKind[] =>
  inOrder
    .filter((kind) => stated.has(kind) && !(kind === "pupil-factor" && factor === "none"))
    .filter(isPersonal)

/** What is kept of pupils, or of parents. */
export const familyKinds = (kept: readonly PersonalKind[], of: "pupil" | "parent"): FamilyKind[] =>
  kept.filter((kind): kind is FamilyKind => isOf(kind, of))

/** What a company does for us with data of schools. */
const processorTasks = ["hosting", "backup", "mail", "sms"] as const
export type ProcessorTask = (typeof processorTasks)[number]
export type Processor = { task: ProcessorTask; name: string; place: string }

/** Who runs this service and with whom, as its settings say. Null: not said. */
export type Running = {
  operator: { name: string; email: string; phone: string } | null
  processors: readonly Processor[]
}

/** Nothing was said: a service in development. */
export const unstated: Running = { operator: null, processors: [] }

/** The companies of the tasks that are done; a task without a company has an empty name: the papers show the gap. */
export function processorsOf({ processors }: Running, { sms }: { sms: boolean }): Processor[] {
  return processorTasks
    .filter((task) => task !== "sms" || sms)
    .flatMap((task) => {
      const named = processors.filter((each) => each.task === task)
      const place = { hosting: keeping.place as string, backup: keeping.backupPlace, mail: "", sms: "" }[task]
      return named.length > 0 ? named : [{ task, name: "", place }]
    })
}

/** "hosting: Voorbeeld BV, Amsterdam; mail: Post BV, Utrecht" as companies. Throws on what it cannot read: a paper must not be wrong. */
export const readProcessors = (written: string): Processor[] =>
  written
    .split(";")
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each) => {
      const [, task = "", name = "", place = ""] = /^(\w+):\s*([^,]+),\s*(.+)$/.exec(each) ?? []
      if (!processorTasks.includes(task as ProcessorTask)) throw new Error(`Not a processor: ${each}`)
      return { task: task as ProcessorTask, name, place }
    })

/** The papers that a school reads and prints. */
export const papers = ["register", "bijsluiter", "beveiliging", "cookies"] as const
export type Paper = (typeof papers)[number]

/** How much harm it would do, in the words of the certification scheme of Dutch schools: the BSN weighs more. */
export const classification = (factor: SignInFactor) =>
  ({
    availability: "middle",
    integrity: "middle",
    confidentiality: factor === "bsn4" ? "high" : "middle",
  }) as const
