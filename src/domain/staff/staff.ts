import type { Staff } from "../access/access.ts"
import { guessableWords } from "../access/guessable-words.ts"
import type { StaffId, TeacherId } from "../ids.ts"
import type { ChangedMeanwhile } from "../meanwhile.ts"
import { fold } from "../people/people.ts"
import { accept, type Result, refuse } from "../result.ts"

export type StaffRole = Staff["role"]

/** Someone of the staff as colleagues see them. `ready`: has a passkey, or a password with a code. */
export type Colleague = {
  id: StaffId
  name: string
  email: string
  role: StaffRole
  teacher: TeacherId | null
  ready: boolean
  /** The last mail to them did not arrive. */
  unreached: boolean
  version: number
}

/** What someone can sign in with. */
export type Factors = { passkeys: number; password: boolean }

// Passwords, after NIST SP 800-63B-4: length counts, composition does not, nothing ever expires.

const shortestPassword = 15
/** In characters, as written; a longer one is not hashed. */
export const longestPassword = 128

export type PasswordRefusal = { kind: "too-short" | "too-long" | "common" | "about-you" }

/** Who and where a password is for: a guesser tries these words first. */
export type PasswordOwner = { name: string; email: string; school: string }

/** A password that may be used: long enough, and not mostly made of common words or of words about its owner or school. */
export function decidePassword(password: string, owner: PasswordOwner): Result<string, PasswordRefusal> {
  const signs = [...password].length
  if (signs < shortestPassword) return refuse({ kind: "too-short" })
  if (signs > longestPassword) return refuse({ kind: "too-long" })
  const own = `${owner.name} ${owner.email} ${owner.school} tienminuten`.split(/[^\p{L}\p{N}]+/u).map(fold)
  const close = own.filter((word) => word.length > 2)
  if (isThin(password, [])) return refuse({ kind: "common" })
  if (isThin(password, close)) return refuse({ kind: "about-you" })
  if (isThin(password, [...close, ...guessableWords])) return refuse({ kind: "common" })
  return accept(password)
}

/** Is little left of a password without these words, numbers that count up, and repeats? */
function isThin(password: string, words: readonly string[]): boolean {
  const longestFirst = [...words].sort((one, other) => other.length - one.length)
  const varied = withoutRuns(password)
  return [varied, plainLetters(varied)].some((spelling) => {
    let rest = fold(spelling)
    for (const word of longestFirst) rest = rest.replaceAll(word, " ")
    return new Set(withoutRuns(rest).replace(/\s/g, "")).size < 6
  })
}

const lookalikes: Record<string, string> = {
  0: "o",
  1: "i",
  3: "e",
  4: "a",
  5: "s",
  7: "t",
  "@": "a",
  $: "s",
  "!": "i",
}
/** "W3lk0m" reads as "Welkom". */
const plainLetters = (text: string) => text.replace(/[013457@$!]/g, (sign) => lookalikes[sign] ?? sign)

/** Without years, and without four or more signs that count up, count down or stay the same: "1234", "dcba", "0000". */
function withoutRuns(text: string): string {
  let kept = ""
  for (let at = 0; at < text.length; ) {
    const step = text.charCodeAt(at + 1) - text.charCodeAt(at)
    let end = at + 1
    while (Math.abs(step) < 2 && text.charCodeAt(end) - text.charCodeAt(end - 1) === step) end++
    if (end - at < 4) kept += text.charAt(at++)
    else at = end
  }
  return kept.replace(/(19|20)\d\d/g, "")
}

/** An e-mail address as it is kept: lower case, no blanks around it; null when it cannot be one (RFC 5321 lengths). */
export function evenEmail(written: string): string | null {
  const email = written.trim().toLowerCase()
  if (
    email.length > 254 ||
    !/^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\]+\.[^\s@<>"(),:;[\]\\.]{2,}$/.test(email)
  )
    return null
  return email.includes("..") ? null : email
}

/** Wrong tries for which nobody waits. A passkey never waits. */
export const freeTries = 10

/** How many seconds to wait after so many wrong tries in a row: none for ten, then half a minute, doubling to fifteen minutes. */
export const waitAfter = (wrong: number) =>
  wrong < freeTries ? 0 : Math.min(900, 30 * 2 ** (wrong - freeTries))

export type InviteRefusal = { kind: "email-taken" | "email-invalid" }
export type RemovalRefusal = { kind: "last-administrator" | "yourself" }
export type ChangeRefusal =
  | { kind: "name-missing" | "last-administrator" | "own-role" }
  | InviteRefusal
  | ChangedMeanwhile
export type FactorRefusal = { kind: "last-factor" }

/** A school always keeps an administrator, and nobody locks themselves out by a slip. */
export function decideRemoval(facts: {
  role: StaffRole
  self: boolean
  administrators: number
}): Result<null, RemovalRefusal> {
  if (facts.role === "administrator" && facts.administrators < 2)
    return refuse({ kind: "last-administrator" })
  return facts.self ? refuse({ kind: "yourself" }) : accept(null)
}

/** Another role for somebody: under the same two rules as stopping their access. */
export function decideRole(facts: {
  from: StaffRole
  to: StaffRole
  self: boolean
  administrators: number
}): Result<null, { kind: "last-administrator" | "own-role" }> {
  if (facts.from === facts.to) return accept(null)
  if (facts.from === "administrator" && facts.administrators < 2)
    return refuse({ kind: "last-administrator" })
  return facts.self ? refuse({ kind: "own-role" }) : accept(null)
}

/** A way in may go as long as another one stays. */
export const decideDropFactor = (left: Factors): Result<null, FactorRefusal> =>
  left.passkeys > 0 || left.password ? accept(null) : refuse({ kind: "last-factor" })
