import { Elysia } from "elysia"
import { parentOf, staffOf } from "../db/access/visitors.ts"
import { type Db, look } from "../db/open.ts"
import { openSchool, type Registry } from "../db/registry.ts"
import type { Importing } from "../db/rosters/imports.ts"
import { lookOf } from "../db/school/looks.ts"
import {
  type Administrator,
  isStaffDoor,
  type Mentor,
  mayEnter,
  type Office,
  type Parent,
  type Policy,
  type Staff,
  type Visitor,
} from "../domain/access/access.ts"
import type { TrustedProxy } from "../domain/access/attempts.ts"
import type { Status } from "../domain/backup/alarm.ts"
import { type BackupHealth, canarySlug } from "../domain/backup/backup.ts"
import type { ReadBounce } from "../domain/messages/bounce.ts"
import type { Running } from "../domain/privacy/privacy.ts"
import type { ReadSmsReport } from "../integrations/sms.ts"
import { type Paths, pathsOf } from "../paths.ts"
import type { VideoParts } from "../video-steps.ts"
import type { Frame } from "../views/layout.tsx"
import { isLanguage, type Language, languages } from "../views/words/languages.ts"
import { cookieName, cookieOf } from "./cookies.ts"
import { go, missing } from "./htmx.ts"
import { askAgain, readTyped } from "./staff/proof.tsx"
import { rememberWanted } from "./wanted.ts"

/** What the routes are given to work with. Tests hand in their own world. */
export type Parts = {
  registry: Registry
  now: () => Temporal.Instant
  /** Where visitors find us: "https://tienminuten.example". */
  origin: string
  development: boolean
  /** Where mail falls in development. */
  postFolder: string
  /** Reads files in a thread of its own. */
  imports: Importing
  /** When answers to names and factor come, and how long a second of waiting is, in milliseconds. Tests are in a hurry. */
  signInFloor?: number
  waitingSecond?: number
  /** SMS can be sent: screens say so when it cannot. */
  sms: boolean
  /** Reads what the phone network reports; left out when SMS is off. */
  readSmsReport?: ReadSmsReport
  /** Reads mail that came back, and what opens the door to who hands it over; left out when nobody does. */
  mailReports?: { read: ReadBounce; secret: string }
  /** A proxy of ours stands in front: the visitor's address is in the header that it sets, and in no other. */
  trustedProxy?: TrustedProxy
  /** Who runs this service and with whom; the privacy papers say it. */
  running?: Running
  /** How the backup is doing; left out where there is none. */
  backup?: () => Promise<BackupHealth>
  /** Google and Microsoft, for talks online. Left out: links can only be pasted. */
  video?: VideoParts
  /** All of it, for people. */
  status?: () => Promise<Status>
  /** One line of the request log: ids and patterns, never a name. Left out in tests. */
  log?: (line: Record<string, string | number>) => void
}

/** A request that passed its door. Every answer is made with one, so that no route can do without a policy. */
export type Visit<Who extends Visitor | null = Visitor | null> = {
  request: Request
  db: Db
  visitor: Who
  to: Paths
  language: Language
  /** What every page of this visit needs: school, words, addresses. */
  frame: Frame
  now: Temporal.Instant
  origin: string
  /** SMS can be sent. */
  sms: boolean
}

/** A door that everybody may enter without a visit: it belongs to no school. Read by the tests that knock on every door. */
export const toAnyone = { detail: { policy: "anyone" } as Record<string, unknown> }

/**
 * Every route names its door: `anyone`, `parent`, `teacher` (all staff), `mentor`, `planner` or `administrator`. A dangerous
 * act stands behind `provenTeacher`, `provenPlanner` or `provenAdministrator`: who proved themselves long ago does so first,
 * and what they typed goes on with them.
 */
export const guards = (parts: Parts) => {
  const door = <Who extends Visitor | null>(policy: Policy) => ({
    resolve: ({ request, params }: { request: Request; params: unknown }) => ({
      visit: enter(parts, request, slugIn(params), policy) as Visit<Who>,
    }),
    // Read by the tests that knock on every door.
    detail: { policy, dangerous: false } as Record<string, unknown>,
  })
  const proven = <Who extends Staff>(policy: Policy) => ({
    transform: async (context: { request: Request; params: unknown; body: unknown }) => {
      const db = openSchool(parts.registry, slugIn(context.params))
      const { request, body } = context
      if (db && request.method === "POST")
        context.body = await readTyped({ db, request, origin: parts.origin }, body)
    },
    resolve: async ({ request, params }: { request: Request; params: unknown }) => {
      const visit = await askAgain(enter(parts, request, slugIn(params), policy) as Visit<Who>)
      if (visit instanceof Response) throw visit
      return { visit }
    },
    detail: { policy, dangerous: true } as Record<string, unknown>,
  })
  return new Elysia({ name: "guards" }).macro({
    anyone: door<Visitor | null>("anyone"),
    parent: door<Parent>("parent"),
    teacher: door<Staff>("teacher"),
    mentor: door<Mentor | Office>("mentor"),
    planner: door<Office>("planner"),
    administrator: door<Administrator>("administrator"),
    provenTeacher: proven<Staff>("teacher"),
    provenPlanner: proven<Office>("planner"),
    provenAdministrator: proven<Administrator>("administrator"),
  })
}

const slugIn = (params: unknown) => (params as { school?: string }).school ?? ""

function enter(parts: Parts, request: Request, slug: string, policy: Policy): Visit {
  const db = slug === canarySlug ? null : openSchool(parts.registry, slug)
  if (!db) return missing()
  look(db)
  const now = parts.now()
  const visitor = whoIs(parts, db, request, policy, now)
  const to = pathsOf(slug)
  if (!mayEnter(visitor, policy)) {
    if (visitor && policy !== "parent") return missing()
    if (policy !== "parent") throw go({ request }, to.staffDoor())
    throw go({ request }, to.door(), rememberWanted(parts.origin, slug, request))
  }
  const own = lookOf(db)
  const chosen = cookieOf(request, "taal")
  // What the school leaves out is left out for parents; its own people read what they like.
  const offered = isStaffDoor(policy) || isStaffAddress(request.url) || !own.leftOut.includes(chosen ?? "")
  const language = chosen && isLanguage(chosen) && offered ? chosen : "nl"
  const frame: Frame = {
    school: db.school,
    look: own,
    to,
    language,
    words: languages[language],
    visitor,
    origin: parts.origin,
  }
  return { request, db, visitor, to, language, frame, now, origin: parts.origin, sms: parts.sms }
}

/** Looks at the cookie that the door is about: a parent's at parents' doors, a staff member's at the others. */
function whoIs(
  parts: Parts,
  db: Db,
  request: Request,
  policy: Policy,
  now: Temporal.Instant,
): Visitor | null {
  const staffSide = isStaffDoor(policy) || isStaffAddress(request.url)
  const token = cookieOf(request, cookieName(parts.origin, staffSide ? "team" : "ouder", db.school.slug))
  if (!token) return null
  const watching = request.headers.has("X-Watching")
  return staffSide ? staffOf(db, token, now, watching) : parentOf(db, token, now, watching)
}

const isStaffAddress = (url: string) => /^https?:\/\/[^/]+\/[^/]+\/team(?:[/?]|$)/.test(url)
