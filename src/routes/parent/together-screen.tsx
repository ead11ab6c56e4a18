import { boardOf, timesOn } from "../../db/talks/boards.ts"
import { heldBy } from "../../db/talks/holds.ts"
import type { Look } from "../../db/talks/talks.ts"
import type { Parent } from "../../domain/access/access.ts"
import { zone } from "../../domain/school/school.ts"
import type { FreeSlot } from "../../domain/talks/family-round.ts"
import { freeFor } from "../../domain/talks/family-round.ts"
import { type Proposal, proposeSets } from "../../domain/talks/proposal.ts"
import {
  type Asked,
  askForAll,
  decideAsked,
  halfHours,
  openTalks,
  within,
} from "../../domain/talks/together.ts"
import { placesOf } from "../../views/parent/round-screen.ts"
import { type SetTalk, Together, TogetherPage, type TogetherScreen } from "../../views/parent/together.tsx"
import type { Visit } from "../guards.ts"
import { done, show } from "../htmx.ts"

// What a family sees where it asks for all its talks in one go.

/** The free times of every talk that is not chosen yet. */
function freeTimes(visit: Visit<Parent>, { family, versions }: Look): Map<string, readonly FreeSlot[]> {
  const times = new Map<string, readonly FreeSlot[]>()
  for (const { at, child, teacher } of placesOf(family)) {
    const board = boardOf(visit.db, family.round.id, teacher.teacher, versions[at] ?? 0)
    times.set(
      `${child.pupil}-${teacher.teacher}`,
      freeFor(timesOn(board, teacher.takes, family.round), family.talks, visit.now).times,
    )
  }
  return times
}

/** Complete sets for what is asked; none when that cannot be. */
export function setsFor(visit: Visit<Parent>, found: Look, asked: Asked): Proposal[] {
  const decided = decideAsked(found.family, asked)
  if (!decided.ok) return []
  const times = freeTimes(visit, found)
  const wishes = decided.value.map(({ key, child, teacher }) => ({
    pupil: child.pupil,
    teacher: teacher.teacher,
    free: within(times.get(key) ?? [], asked),
  }))
  return proposeSets(wishes, found.family.talks, found.family.round.walkMinutes, 3)
}

/** The page or its part. After a press a plain browser is sent to where the answer can be read again. */
export function answer(
  visit: Visit<Parent>,
  found: Look,
  asked: Asked | null,
  { told = null, moved = false }: { told?: TogetherScreen["told"]; moved?: boolean } = {},
): Response {
  const screen = screenOf(visit, found, asked, told)
  const shapes = {
    page: () => <TogetherPage frame={visit.frame} screen={screen} />,
    fragment: () => <Together frame={visit.frame} screen={screen} />,
  }
  if (told) return show(visit, shapes, "kind" in told ? 422 : 409)
  if (!moved || !asked) return show(visit, shapes)
  return done(visit, shapes, visit.to.together(found.family.round.id, asked))
}

function screenOf(
  visit: Visit<Parent>,
  found: Look,
  asked: Asked | null,
  told: TogetherScreen["told"],
): TogetherScreen {
  const { family } = found
  const names = new Map(
    placesOf(family).map((place) => [`${place.child.pupil}-${place.teacher.teacher}`, place]),
  )
  const named = (talk: { pupil: number; teacher: number }) => {
    const place = names.get(`${talk.pupil}-${talk.teacher}`)
    return {
      child: place?.child.name ?? "",
      teacher: place?.teacher.name ?? "",
      room: place?.teacher.room ?? "",
    }
  }
  const held = heldBy(visit.db, visit.visitor, family.round.id, visit.now)
  const all = [...freeTimes(visit, found).values()].flat()
  const times = [...all, ...(held?.talks.map((talk) => ({ ...talk, id: talk.slot })) ?? [])]
  const days = new Set(
    times.map(({ startsAt }) => startsAt.toZonedDateTimeISO(zone).toPlainDate().toString()),
  )
  const sets = asked ? setsFor(visit, found, asked) : []
  return {
    round: family.round,
    open: openTalks(family),
    asked: asked ?? askForAll(family),
    hours: halfHours(times),
    days: [...days].sort(),
    held: held && { ...held, talks: held.talks.map((talk) => ({ ...talk, ...named(talk) })) },
    sets: sets.map((set) =>
      set.talks.map(
        (talk): SetTalk => ({
          pupil: talk.pupil,
          slot: talk.slot.id,
          startsAt: talk.slot.startsAt,
          endsAt: talk.slot.endsAt,
          ...named(talk),
        }),
      ),
    ),
    isAsked: asked !== null,
    told,
  }
}
