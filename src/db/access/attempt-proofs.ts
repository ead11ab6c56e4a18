import { createHmac, pbkdf2, randomBytes } from "node:crypto"
import { promisify } from "node:util"
import { budgets, showsWork } from "../../domain/access/attempts.ts"
import { sameText } from "../../sealing.ts"
import type { Attempts } from "./attempts.ts"

// Work that a strange device does before its try is looked at: cheap for one family, dear for who tries thousands.

const secondOf = (now: Temporal.Instant) => Math.floor(now.epochMilliseconds / 1000)
const sign = (attempts: Attempts, school: string, body: string) =>
  createHmac("sha256", attempts.secret).update(`challenge ${school} ${body}`).digest("base64url")

/** A piece of work for a strange device: signed, for this school, good for five minutes and once. */
export function newChallenge(attempts: Attempts, school: string, now: Temporal.Instant): string {
  const until = secondOf(now) + budgets.proof.lastsMinutes * 60
  const body = `${until}.${randomBytes(12).toString("base64url")}`
  return `${body}.${sign(attempts, school, body)}`
}

const derive = promisify(pbkdf2)

/** Was this work done? Every challenge is looked at once, right or wrong, so that looking stays cheap. */
export async function isProved(
  attempts: Attempts,
  school: string,
  proof: { challenge: string; answer: string },
  now: Temporal.Instant,
): Promise<boolean> {
  const [until = "", nonce = "", signature = ""] = proof.challenge.split(".")
  if (!sameText(signature, sign(attempts, school, `${until}.${nonce}`))) return false
  if (!/^\d{1,9}$/.test(proof.answer) || secondOf(now) >= Number(until) || attempts.answered.has(nonce))
    return false
  for (const [old, over] of attempts.answered) {
    if (over > secondOf(now)) break
    attempts.answered.delete(old)
  }
  attempts.answered.set(nonce, Number(until))
  return showsWork(await derive(proof.answer, nonce, budgets.proof.iterations, 32, "sha256"))
}
