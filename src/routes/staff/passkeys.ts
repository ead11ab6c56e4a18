import { randomBytes } from "node:crypto"
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server"
import type { Db } from "../../db/open.ts"
import { type OwnPasskey, type Passkey, passkeyOf } from "../../db/staff/passkeys.ts"
import type { StaffId } from "../../domain/ids.ts"
import { sameText } from "../../sealing.ts"
import { text } from "../form.ts"
import type { Visit } from "../guards.ts"

// WebAuthn level 3, with the verification of SimpleWebAuthn. The authenticator always checks its owner (finger, face or PIN).

/** What a challenge is for: it opens nothing else. */
export type Purpose = "enter" | `prove:${StaffId}` | `make:${StaffId}`

/** What a browser says about one passkey, as a field of a form. */
export const credential = text(16_000)

const lasts = 5 * 60_000
const spent = new Map<string, number>()

/** A challenge that proves by itself that we made it, for what, and when: asking for many costs us nothing to keep. */
function newChallenge(db: Db, purpose: Purpose, now: Temporal.Instant): Uint8Array<ArrayBuffer> {
  const until = (now.epochMilliseconds + lasts).toString(36).padStart(12, "0")
  const body = until + randomBytes(16).toString("base64url")
  return new TextEncoder().encode(`${body}.${markOf(db, purpose, body)}`)
}

const markOf = (db: Db, purpose: Purpose, body: string) =>
  db.keys.hash("passkey-challenge", `${purpose} ${body}`)

/** Uses a challenge: true once, within five minutes, for the purpose it was made for. */
function spend(db: Db, purpose: Purpose, challenge: string, now: Temporal.Instant): boolean {
  const [body = "", mark = ""] = Buffer.from(challenge, "base64url").toString().split(".")
  if (!sameText(mark, markOf(db, purpose, body))) return false
  const until = Number.parseInt(body.slice(0, 12), 36)
  for (const [old, over] of spent) if (over < now.epochMilliseconds) spent.delete(old)
  if (until < now.epochMilliseconds || spent.has(challenge)) return false
  spent.set(challenge, until)
  return true
}

const rpOf = (visit: Visit) => new URL(visit.origin).hostname
const userOf = (db: Db, staff: StaffId) => new Uint8Array(db.keys.derive("passkey-user", String(staff), 32))

/** What a browser needs to show a passkey: any of this site, or one of these. */
export const showOptions = (visit: Visit, purpose: Purpose, only: readonly OwnPasskey[] = []) =>
  generateAuthenticationOptions({
    rpID: rpOf(visit),
    userVerification: "required",
    challenge: newChallenge(visit.db, purpose, visit.now),
    timeout: lasts,
    allowCredentials: only.map((each) => ({ id: each.credentialId })),
  })

/** What a browser needs to make a passkey for this person, that it can find without a name. */
export const makeOptions = (
  visit: Visit,
  person: { staff: StaffId; name: string; email: string },
  known: readonly OwnPasskey[],
) =>
  generateRegistrationOptions({
    rpID: rpOf(visit),
    rpName: "Tienminuten",
    userID: userOf(visit.db, person.staff),
    userName: person.email,
    userDisplayName: `${person.name} (${visit.db.school.name})`,
    challenge: newChallenge(visit.db, `make:${person.staff}`, visit.now),
    timeout: lasts,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    excludeCredentials: known.map((each) => ({ id: each.credentialId })),
  })

/** The passkey that was shown, when it is one of this school and everything about it is right; null otherwise. */
export async function checkShown(visit: Visit, purpose: Purpose, written: string) {
  const shown = parse<Parameters<typeof verifyAuthenticationResponse>[0]["response"]>(written)
  const known = shown && passkeyOf(visit.db, String(shown.id))
  if (!shown || !known) return null
  const handle = shown.response?.userHandle ?? undefined
  const owner = Buffer.from(userOf(visit.db, known.staff)).toString("base64url")
  if (handle === undefined ? purpose === "enter" : handle !== owner) return null
  const answer = await orNull(() =>
    verifyAuthenticationResponse({
      response: shown,
      expectedChallenge: (challenge) => spend(visit.db, purpose, challenge, visit.now),
      expectedOrigin: visit.origin,
      expectedRPID: rpOf(visit),
      credential: {
        id: known.credentialId,
        publicKey: new Uint8Array(Buffer.from(known.publicKey, "base64url")),
        counter: known.counter,
      },
    }),
  )
  if (!answer?.verified) return null
  return {
    credentialId: known.credentialId,
    counter: answer.authenticationInfo.newCounter,
    staff: known.staff,
  }
}

/** The passkey that was made for this person; null when anything about it is wrong. */
export async function checkMade(visit: Visit, staff: StaffId, written: string): Promise<Passkey | null> {
  const made = parse<Parameters<typeof verifyRegistrationResponse>[0]["response"]>(written)
  const answer =
    made &&
    (await orNull(() =>
      verifyRegistrationResponse({
        response: made,
        expectedChallenge: (challenge) => spend(visit.db, `make:${staff}`, challenge, visit.now),
        expectedOrigin: visit.origin,
        expectedRPID: rpOf(visit),
      }),
    ))
  if (!answer?.verified) return null
  const { id, publicKey, counter } = answer.registrationInfo.credential
  return {
    credentialId: id,
    publicKey: Buffer.from(publicKey).toString("base64url"),
    counter,
    transports: wordsOf(answer.registrationInfo.credential.transports).join(","),
  }
}

/** How a browser says it reaches a passkey: unsigned, so only plain words are kept. */
const wordsOf = (said: unknown) =>
  Array.isArray(said) ? said.filter((each) => /^[a-z-]{1,20}$/.test(String(each))).slice(0, 8) : []

function parse<Shape>(written: string): Shape | null {
  try {
    const read: unknown = JSON.parse(written)
    return typeof read === "object" && read !== null ? (read as Shape) : null
  } catch {
    return null
  }
}

/** The library says no by throwing; for us every no is the same. */
async function orNull<Answer>(check: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await check()
  } catch {
    return null
  }
}
