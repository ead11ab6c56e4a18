import type { Staff } from "../../domain/access/access.ts"
import { staffSession } from "../../domain/access/sign-in.ts"
import type { RoundId } from "../../domain/ids.ts"
import type { LinkedAccount, LinkQuestion } from "../../domain/online/linked-account.ts"
import { type AccountProvider, accountProviders } from "../../domain/online/video-meeting.ts"
import { cookieName, cookieOf, dropCookie, setCookie, videoCookie } from "../cookies.ts"
import type { Visit } from "../guards.ts"
import { sessionToken } from "../staff/entry.ts"

// The linked account, sealed, in the browser of who linked it: the only place where it is. It opens for this school, this member of
// staff and this session, and is only sent to the pages about talks online.

/** Browsers refuse a cookie that is larger; with its name and attributes. */
const most = 3900

const sessionMark = (visit: Visit<Staff>) => visit.db.keys.hash("video-session", sessionToken(visit))
const boundTo = (visit: Visit<Staff>, what: "account" | "question") =>
  `video-${what}|${visit.db.school.id}|${visit.visitor.staff}|${sessionMark(visit)}`

/** The account that is linked in this browser; null when there is none, or it is not this session's. */
export async function linkedAccount(visit: Visit<Staff>): Promise<LinkedAccount | null> {
  const sealed = cookieOf(visit.request, videoCookie(visit).name)
  const opened = sealed ? await visit.db.keys.open(sealed, boundTo(visit, "account")) : null
  return opened === null ? null : (JSON.parse(opened) as LinkedAccount)
}

/** The line that keeps an account in this browser; null when it is too large for any browser. */
export async function keepAccount(visit: Visit<Staff>, account: LinkedAccount): Promise<string | null> {
  const sealed = await visit.db.keys.seal(JSON.stringify(account), boundTo(visit, "account"))
  const { name, path } = videoCookie(visit)
  if (name.length + sealed.length > most) return null
  return setCookie(visit.origin, name, sealed, staffSession.longestHours * 3600, path)
}

/** The line that takes it out of the browser. */
export function dropAccount(visit: Pick<Visit, "db" | "origin">): string {
  const { name, path } = videoCookie(visit)
  return setCookie(visit.origin, name, "", 0, path)
}

/** How long somebody may be at the provider, in seconds. */
const questionLasts = 600

export type AskedLink = LinkQuestion & { provider: AccountProvider; round: RoundId | null; until: number }

const questionName = (visit: Visit<Staff>) => cookieName(visit.origin, "koppel", visit.db.school.slug)

/** The line that remembers what was asked of the provider. */
export async function keepQuestion(visit: Visit<Staff>, asked: Omit<AskedLink, "until">): Promise<string> {
  const until = visit.now.epochMilliseconds + questionLasts * 1000
  const sealed = await visit.db.keys.seal(JSON.stringify({ ...asked, until }), boundTo(visit, "question"))
  return setCookie(visit.origin, questionName(visit), sealed, questionLasts)
}

/** What was asked from this browser by this person in this session; null when nothing was. */
export async function questionOf(visit: Visit<Staff>): Promise<AskedLink | null> {
  const sealed = cookieOf(visit.request, questionName(visit))
  const opened = sealed ? await visit.db.keys.open(sealed, boundTo(visit, "question")) : null
  return opened === null ? null : (JSON.parse(opened) as AskedLink)
}

export const dropQuestion = (visit: Visit<Staff>) => dropCookie(visit.origin, questionName(visit))

export const isProvider = (word: string | undefined): word is AccountProvider =>
  accountProviders.some((provider) => provider === word)
