import { Elysia } from "elysia"
import type { SetRefusal } from "../../db/talks/booking-refusals.ts"
import { bookSet, decideWishes, type WishedTalk } from "../../db/talks/bookings.ts"
import { heldBy, holdSet, releaseHold } from "../../db/talks/holds.ts"
import { type Look, lookAtRound } from "../../db/talks/talks.ts"
import type { Parent } from "../../domain/access/access.ts"
import type { PupilId, RoundId } from "../../domain/ids.ts"
import { phase } from "../../domain/rounds/round.ts"
import type { Proposal } from "../../domain/talks/proposal.ts"
import { readTime } from "../../domain/talks/shown-time.ts"
import { type Asked, decideAsked, openTalks } from "../../domain/talks/together.ts"
import { type FormOf, form, idOf, many, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, missing } from "../htmx.ts"
import { answer, type Said, setsFor } from "./together-screen.tsx"

const fields = { gesprek: many(40, 25), dag: many(20, 10), van: text(5), tot: text(5), tijd: many(20, 30) }
const asking = form(fields)

/** All talks of a family in one go: asked for, held for a few minutes, and booked with one press. */
export const together = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/gesprekken/:round/samen",
      ({ visit, params }) => {
        const look = openRound(visit, idOf(params.round))
        if (look instanceof Response) return look
        const { asked, times } = searchOf(visit.request.url)
        return answer(visit, look, asked, sinceHeld(visit, idOf(params.round), times))
      },
      { parent: true },
    )
    .post(
      "/:school/gesprekken/:round/samen",
      async ({ visit, params, body }) => {
        const id = idOf<RoundId>(params.round)
        const open = openRound(visit, id)
        if (open instanceof Response) return open
        const asked = askedOf(body)
        const decided = decideAsked(open.family, asked)
        if (!decided.ok) return answer(visit, open, asked, { told: decided.refusal })
        const { db, visitor, now } = visit
        const since = await releaseHold(db, visitor, id, now)
        for (const set of setsFor(visit, look(visit, id), asked)) {
          const held = await holdSet(db, visitor, { round: id, talks: wishesOf(set), since }, now)
          if (held?.ok) break
        }
        return answer(visit, look(visit, id), asked, { moved: true })
      },
      { parent: true, body: asking },
    )
    .post(
      "/:school/gesprekken/:round/samen/vasthouden",
      async ({ visit, params, body }) => {
        const id = idOf<RoundId>(params.round)
        const wish = { round: id, talks: timesOf(body.tijd) }
        const held = await holdSet(visit.db, visit.visitor, wish, visit.now)
        if (!held) return missing()
        const isLost = !held.ok && !("kind" in held.refusal)
        const said = isLost
          ? { lost: { refusal: held.refusal as SetRefusal, of: wish.talks } }
          : { moved: true }
        return answer(visit, look(visit, id), askedOf(body), said)
      },
      { parent: true, body: asking },
    )
    .post(
      "/:school/gesprekken/:round/samen/kies",
      async ({ visit, params, body }) => {
        const id = idOf<RoundId>(params.round)
        const wish = { round: id, talks: timesOf(body.tijd) }
        const booked = await bookSet(visit.db, visit.visitor, wish, visit.now)
        if (!booked) return missing()
        const [first] = booked.ok ? booked.value : []
        if (first) return go(visit, visit.to.chosen(id, first))
        if (booked.ok) return go(visit, visit.to.together(id))
        const lost = { refusal: booked.refusal, of: wish.talks }
        return answer(visit, look(visit, id), askedOf(body), { lost })
      },
      { parent: true, body: asking },
    )

const look = (visit: Visit<Parent>, round: RoundId): Look =>
  lookAtRound(visit.db, visit.visitor, round) ?? missing()

/** The round, when talks can be chosen and there is more than nothing to choose; else the way to its page, which says why not. */
function openRound(visit: Visit<Parent>, round: RoundId): Look | Response {
  const found = look(visit, round)
  const isOpen = phase(found.family.round, visit.now) === "open" && openTalks(found.family).length > 0
  return isOpen ? found : go(visit, visit.to.round(round))
}

const askedOf = (body: FormOf<typeof fields>): Asked => ({
  talks: body.gesprek,
  from: body.van,
  until: body.tot,
  days: body.dag,
})

/** The child and the time of each line. */
const timesOf = (lines: readonly string[]): WishedTalk[] =>
  lines.map((line) => {
    const [pupil, time] = line.split("-")
    return { pupil: idOf<PupilId>(pupil), ...readTime(time ?? "") }
  })

/** What the address asks for, null when it asks nothing; and the times that were held when it was written. */
function searchOf(url: string): { asked: Asked | null; times: WishedTalk[] } {
  const search = new URL(url).searchParams
  const all = (name: string) => search.getAll(name).slice(0, 40)
  const [talks, days, times] = [all("gesprek"), all("dag"), timesOf(all("tijd"))]
  const [from, until] = [search.get("van") ?? "", search.get("tot") ?? ""]
  return { asked: search.has("gesprek") ? { talks, from, until, days } : null, times }
}

/** What became of times that were held while the family read. While they are, there is nothing to say. */
function sinceHeld({ db, visitor, now }: Visit<Parent>, round: RoundId, times: WishedTalk[]): Said {
  if (times.length === 0 || heldBy(db, visitor, round, now)) return {}
  const decided = decideWishes(db, visitor, { round, talks: times }, now)
  if (!decided) return {}
  return decided.ok
    ? { lapsed: decided.value.filter(({ known }) => known === null) }
    : { lost: { refusal: decided.refusal, of: times } }
}

const wishesOf = (set: Proposal): WishedTalk[] =>
  set.talks.map(({ pupil, slot }) => ({ pupil, slot: slot.id, startsAt: slot.startsAt }))
