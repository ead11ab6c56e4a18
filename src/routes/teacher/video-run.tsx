import { Elysia } from "elysia"
import { noteLinks } from "../../db/online/video-accounts.ts"
import { giveUpMeetings, retryStopped } from "../../db/online/video-meetings.ts"
import { runOf } from "../../db/online/video-plan.ts"
import type { Staff } from "../../domain/access/access.ts"
import type { RoundId } from "../../domain/ids.ts"
import { ownerOf, runStep } from "../../video-steps.ts"
import { Run, type RunScreen } from "../../views/teacher/video-run.tsx"
import { idOf } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, missing, show, wantsPart } from "../htmx.ts"
import { dropAccount, keepAccount, linkedAccount } from "./account-cookie.ts"

/** Making links, step by step, and dropping them: the browser asks for the next step as long as somebody looks. */
export const videoRun = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .post(
      "/:school/team/video/:round/maak",
      ({ visit, params }) => step(parts, visit, idOf(params.round), true),
      { teacher: true },
    )
    .post(
      "/:school/team/video/:round/stap",
      ({ visit, params }) => step(parts, visit, idOf(params.round), false),
      { teacher: true },
    )
    .post(
      "/:school/team/video/:round/opruimen",
      async ({ visit, params }) => {
        const round = idOf<RoundId>(params.round)
        const account = await linkedAccount(visit)
        if (!account) return go(visit, visit.to.videoTrouble("revoked", "", round))
        const { db, visitor, now } = visit
        await giveUpMeetings(db, visitor, ownerOf(db, account), round, now)
        return step(parts, visit, round, false)
      },
      { teacher: true },
    )

async function step(parts: Parts, visit: Visit<Staff>, round: RoundId, making: boolean): Promise<Response> {
  const account = await linkedAccount(visit)
  const { db, visitor, to } = visit
  if (!parts.video || !account) return go(visit, to.videoTrouble("revoked", "", round))
  const owner = ownerOf(db, account)
  const before = runOf(db, visitor, owner, round, visit.now)
  if (making && before.stopped) await retryStopped(db, owner, round)
  const outcome = await runStep(
    parts.video,
    db,
    visitor,
    account,
    { round, making },
    parts.now,
    visit.request.signal,
  )
  if (!outcome.ok) {
    // What was ended elsewhere is of no use here; everything else may be over in a moment.
    const answer = go(visit, to.videoTrouble(outcome.refusal, account.provider, round))
    if (outcome.refusal === "revoked") answer.headers.append("Set-Cookie", dropAccount(visit))
    return answer
  }
  const run = runOf(db, visitor, owner, round, parts.now())
  if (run.ready > before.ready && run.left === 0) await noteLinks(db, visitor, round, run.ready, visit.now)
  const line = await keepAccount(visit, { ...account, refreshToken: outcome.value })
  const answer = shown(visit, round, { run, provider: account.provider, email: account.email })
  if (line !== null) answer.headers.append("Set-Cookie", line)
  return answer
}

function shown(visit: Visit<Staff>, round: RoundId, screen: RunScreen): Response {
  if (!wantsPart(visit.request)) return go(visit, visit.to.videoRound(round))
  // Nothing left: the whole page tells what there is now.
  if (screen.run.left === 0) return go(visit, visit.to.videoRound(round, "klaar"))
  return show(visit, {
    page: () => missing(),
    fragment: () => <Run frame={visit.frame} round={round} screen={screen} />,
  })
}
