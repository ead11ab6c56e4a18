import { Elysia } from "elysia"
import { onlineRound } from "../../db/online/online-rounds.ts"
import { allowPlaces } from "../../db/online/talk-places.ts"
import { dropPasted, nameJitsi, pasteLink } from "../../db/online/video-links.ts"
import { runOf } from "../../db/online/video-plan.ts"
import { videoTodos } from "../../db/online/video-todo.ts"
import type { Staff } from "../../domain/access/access.ts"
import type { RoundId, SlotId } from "../../domain/ids.ts"
import { readHost } from "../../domain/online/pasted-link.ts"
import { accountProviders } from "../../domain/online/video-meeting.ts"
import { type Place, places } from "../../domain/talks/place.ts"
import { ownerOf } from "../../video-steps.ts"
import { VideoPage } from "../../views/teacher/video.tsx"
import type { VideoSaid, VideoScreen } from "../../views/teacher/video-screen.ts"
import { form, idOf, many, text, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, missing, show } from "../htmx.ts"
import { linkedAccount } from "./account-cookie.ts"

/** Talks online in one round: pasted links, and where talks may be held. */
export const video = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/video/:round",
      ({ visit, params, query }) => page(parts, visit, idOf(params.round), saidIn(query["gelukt"])),
      { teacher: true },
    )
    .post(
      "/:school/team/video/:round/plak",
      async ({ visit, params, body }) => {
        const round = idOf<RoundId>(params.round)
        const wish = { round, slot: body.slot as SlotId | null, link: body.link }
        const outcome = await pasteLink(visit.db, visit.visitor, wish, visit.now)
        if (!outcome) return missing()
        if (outcome.ok) return go(visit, visit.to.videoRound(round, `geplakt-${outcome.value}`))
        return page(parts, visit, round, {
          kind: "link-refused",
          refusal: outcome.refusal.kind,
          typed: body.link,
        })
      },
      { teacher: true, body: form({ link: text(1500), slot: whole }) },
    )
    .post(
      "/:school/team/video/:round/plak/weg",
      async ({ visit, params }) => {
        const round = idOf<RoundId>(params.round)
        await dropPasted(visit.db, visit.visitor, round, visit.now)
        return go(visit, visit.to.videoRound(round, "weg"))
      },
      { teacher: true },
    )
    .post(
      "/:school/team/video/:round/plekken",
      async ({ visit, params, body }) => {
        const round = idOf<RoundId>(params.round)
        const chosen = places.filter((place) => body.place.includes(place)) as Place[]
        const saved = await allowPlaces(visit.db, visit.visitor, round, chosen, visit.now)
        return saved === null ? missing() : go(visit, visit.to.videoRound(round, `plekken-${saved}`))
      },
      { planner: true, body: form({ place: many(5, 10) }) },
    )
    .post(
      "/:school/team/video/:round/jitsi",
      async ({ visit, params, body }) => {
        const round = idOf<RoundId>(params.round)
        const host = body.host === "" ? "" : readHost(body.host)
        if (host === null) return page(parts, visit, round, { kind: "host-refused", typed: body.host })
        await nameJitsi(visit.db, visit.visitor, host, visit.now)
        return go(visit, visit.to.videoRound(round, "jitsi"))
      },
      { planner: true, body: form({ host: text(200) }) },
    )

async function page(
  parts: Parts,
  visit: Visit<Staff>,
  id: RoundId,
  said: VideoSaid | null,
): Promise<Response> {
  const round = await onlineRound(visit.db, visit.visitor, id, visit.now)
  if (!round) return missing()
  const { db, visitor, now } = visit
  const account = await linkedAccount(visit)
  const screen: VideoScreen = {
    round,
    said,
    run: account && {
      run: runOf(db, visitor, ownerOf(db, account), id, now),
      provider: account.provider,
      email: account.email,
    },
    offers: accountProviders.filter((provider) => parts.video?.accounts[provider]),
    todo: videoTodos(db, visitor, now).find((each) => each.round === id)?.count ?? 0,
  }
  const failed = said?.kind === "link-refused" || said?.kind === "host-refused"
  return show(visit, { page: () => <VideoPage frame={visit.frame} screen={screen} /> }, failed ? 422 : 200)
}

/** Word of what was just done, as it stands in the address. */
function saidIn(written: string | undefined): VideoSaid | null {
  const pasted = /^geplakt-(\d{1,4})$/.exec(written ?? "")
  if (pasted) return { kind: "pasted", count: Number(pasted[1]) }
  const placed = /^plekken-(\d{1,5})$/.exec(written ?? "")
  if (placed) return { kind: "places-saved", count: Number(placed[1]) }
  if (written === "gekoppeld") return { kind: "linked" }
  if (written === "klaar") return { kind: "up-to-date" }
  if (written === "weg") return { kind: "pasted-dropped" }
  return written === "jitsi" ? { kind: "jitsi-saved" } : null
}
