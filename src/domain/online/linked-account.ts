import type { Result } from "../result.ts"
import type { AccountProvider } from "./video-meeting.ts"

/** An account that a member of staff linked in this browser. It exists in their cookie and nowhere else. */
export type LinkedAccount = {
  provider: AccountProvider
  /** Who it is at the provider; never shown. */
  subject: string
  email: string
  refreshToken: string
}

/**
 * Why an account could not be linked or used. Of the provider: "denied": they said no there. "unticked": the box for the calendar was
 * left empty. "admin-needed": the school's administrator must consent first. "personal-account": no account of a school. "code-used":
 * the answer was used before. "revoked": the link was ended elsewhere. "clock": our clock and theirs differ. "unreachable": no
 * answer. "unclear": an answer we do not know. "not-set-up": our own settings are wrong. Of this browser: "wrong-state" and
 * "other-browser": the answer belongs to another question or another person. "too-late": the question is too old. "too-large": it
 * does not fit a cookie.
 */
export const linkTroubles = [
  "denied",
  "unticked",
  "admin-needed",
  "personal-account",
  "code-used",
  "revoked",
  "clock",
  "unreachable",
  "unclear",
  "not-set-up",
  "wrong-state",
  "other-browser",
  "too-late",
  "too-large",
] as const
export type LinkTrouble = (typeof linkTroubles)[number]

/** What is remembered, sealed, while somebody is at the provider. */
export type LinkQuestion = { state: string; verifier: string; nonce: string }

/** What the provider sends back with the browser. `fault` is a code of the provider, "AADSTS65001". */
export type LinkAnswer = { code: string; error: string; fault: string }

/** One provider's accounts: asked for, refreshed, given up. Tokens are in what these give and in no other place. */
export type Accounts = {
  /** Where the browser goes, and what to remember meanwhile. `state` is chosen by us. */
  ask(redirect: string, state: string): { address: string; question: LinkQuestion }
  finish(
    redirect: string,
    question: LinkQuestion,
    answer: LinkAnswer,
    now: Temporal.Instant,
  ): Promise<Result<LinkedAccount, LinkTrouble>>
  /** An access token for one request, and the refresh token to keep from now on. */
  refresh(refreshToken: string): Promise<Result<{ access: string; refreshToken: string }, LinkTrouble>>
  /** Ends the link at the provider, for every browser; null when it offers no way. */
  revoke: ((refreshToken: string) => Promise<boolean>) | null
  /** For the school's IT person: what the program is called there, and where to allow it. */
  forAdministrators: { clientId: string; address: string }
}
