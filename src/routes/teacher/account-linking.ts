import { noteAccount } from "../../db/online/video-accounts.ts"
import type { Staff } from "../../domain/access/access.ts"
import type { RoundId } from "../../domain/ids.ts"
import type { LinkTrouble } from "../../domain/online/linked-account.ts"
import { site } from "../../paths.ts"
import { newToken, sameText } from "../../sealing.ts"
import type { Parts, Visit } from "../guards.ts"
import { go, missing } from "../htmx.ts"
import { isFromOurPages } from "../safety.ts"
import { dropQuestion, isProvider, keepAccount, keepQuestion, questionOf } from "./account-cookie.ts"

// To the provider and back: a question that is sealed in this browser, and an answer that must fit it.

const redirectOf = (visit: Visit, provider: "google" | "microsoft") =>
  `${visit.origin}${site.videoReturn(provider)}`

/** Sends the browser to the provider, and remembers what was asked. */
export async function begin(parts: Parts, visit: Visit<Staff>, provider: string, round: RoundId) {
  if (!isProvider(provider)) return missing()
  const accounts = parts.video?.accounts[provider]
  if (!accounts || !isFromOurPages(visit.request)) return go(visit, visit.to.video())
  const state = `${visit.db.school.slug}.${newToken()}`
  const { address, question } = accounts.ask(redirectOf(visit, provider), state)
  const kept = await keepQuestion(visit, { ...question, provider, round: round || null })
  return go(visit, address, { "Set-Cookie": kept })
}

/** The way back from the provider. It shows nothing itself: what is in its address must not stay in a history. */
export async function finish(
  parts: Parts,
  visit: Visit<Staff>,
  provider: string,
  query: Record<string, string | undefined>,
): Promise<Response> {
  const asked = await questionOf(visit)
  const round = asked?.round ?? null
  const outcome = await linkedBy(parts, visit, provider, query)
  const line = outcome.ok ? await keepAccount(visit, outcome.account) : null
  const trouble = outcome.ok ? (line === null ? "too-large" : null) : outcome.trouble
  if (trouble === null) await noteAccount(visit.db, visit.visitor, "account-linked", visit.now)
  const back = round === null ? visit.to.video("gekoppeld") : visit.to.videoRound(round, "gekoppeld")
  const answer = go(visit, trouble === null ? back : visit.to.videoTrouble(trouble, provider, round))
  answer.headers.append("Set-Cookie", dropQuestion(visit))
  if (line !== null) answer.headers.append("Set-Cookie", line)
  return answer
}

async function linkedBy(
  parts: Parts,
  visit: Visit<Staff>,
  provider: string,
  query: Record<string, string | undefined>,
) {
  const no = (trouble: LinkTrouble) => ({ ok: false as const, trouble })
  const asked = await questionOf(visit)
  if (!asked) return no("other-browser")
  if (asked.provider !== provider || !sameText(asked.state, query["state"] ?? "")) return no("wrong-state")
  if (asked.until < visit.now.epochMilliseconds) return no("too-late")
  const accounts = parts.video?.accounts[asked.provider]
  if (!accounts) return no("not-set-up")
  const answer = { code: query["code"] ?? "", error: query["error"] ?? "", fault: query["fout"] ?? "" }
  const finished = await accounts.finish(redirectOf(visit, asked.provider), asked, answer, visit.now)
  return finished.ok ? { ok: true as const, account: finished.value } : no(finished.refusal)
}
