import { boardOf, timesOn } from "../../db/talks/boards.ts"
import type { SetRefusal } from "../../db/talks/booking-refusals.ts"
import type { WishedTalk } from "../../db/talks/bookings.ts"
import { heldBy } from "../../db/talks/holds.ts"
import { type Look, wishedSlot } from "../../db/talks/talks.ts"
import type { Parent } from "../../domain/access/access.ts"
import type { PupilId, TeacherId } from "../../domain/ids.ts"
import { roomAt } from "../../domain/rounds/rooms.ts"
import { zone } from "../../domain/school/school.ts"
import { type FamilyRound, type FreeSlot, freeFor } from "../../domain/talks/family-round.ts"
import { type Proposal, proposeSets } from "../../domain/talks/proposal.ts"
import type { Slot } from "../../domain/talks/slot.ts"
import {
  type Asked,
  type AskRefusal,
  askForAll,
  decideAsked,
  halfHours,
  openTalks,
  within,
} from "../../domain/talks/together.ts"
import { ownMark } from "../../views/parent/live.tsx"
import { placesOf } from "../../views/parent/round-screen.ts"
import { Together, TogetherPage } from "../../views/parent/together.tsx"
import { type SetTalk, type TogetherScreen, timeLine } from "../../views/parent/together-screen.ts"
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

/** What there is to say besides the set: what cannot be asked, which of these times could not be, or which were held until now. */
export type Said = {
  told?: AskRefusal
  lost?: { refusal: SetRefusal; of: readonly WishedTalk[] }
  lapsed?: readonly { pupil: PupilId; slot: Slot }[]
  moved?: boolean
}

/** The page or its part. After a press a plain browser is sent to where the answer can be read again. */
export function answer(visit: Visit<Parent>, found: Look, asked: Asked | null, said: Said = {}): Response {
  const screen = screenOf(visit, found, asked, said)
  const shapes = {
    page: () => <TogetherPage frame={visit.frame} screen={screen} />,
    fragment: () => <Together frame={visit.frame} screen={screen} />,
  }
  if (visit.request.method === "POST" && screen.told) return show(visit, shapes, said.told ? 422 : 409)
  if (!said.moved || !asked) return show(visit, shapes)
  const times = screen.held?.talks.map(timeLine)
  return done(visit, shapes, visit.to.together(found.family.round.id, asked, times))
}

function screenOf(visit: Visit<Parent>, found: Look, asked: Asked | null, said: Said): TogetherScreen {
  const { family } = found
  const named = namesIn(family)
  const held = heldBy(visit.db, visit.visitor, family.round.id, visit.now)
  const lapsed = said.lapsed?.map(({ pupil, slot }) => named({ pupil, ...slot, slot: slot.id })) ?? []
  const all = [...freeTimes(visit, found).values()].flat()
  const times = [...all, ...(held?.talks.map((talk) => ({ ...talk, id: talk.slot })) ?? [])]
  const days = new Set(
    times.map(({ startsAt }) => startsAt.toZonedDateTimeISO(zone).toPlainDate().toString()),
  )
  const sets = (asked ? setsFor(visit, found, asked) : []).map(({ talks }) =>
    talks.map(({ pupil, teacher, slot }) => named({ pupil, teacher, ...slot, slot: slot.id })),
  )
  const isLapsed = (set: readonly SetTalk[]) => linesOf(set) === linesOf(lapsed)
  return {
    round: family.round,
    open: openTalks(family),
    asked: asked ?? askForAll(family),
    hours: halfHours(times),
    days: [...days].sort(),
    held: held && {
      ...held,
      talks: held.talks.map(named),
      seconds: Math.ceil(visit.now.until(held.until).total("seconds")) + 1,
    },
    lapsed: lapsed.length > 0 ? lapsed : null,
    sets: sets.filter((set) => !isLapsed(set)),
    isAsked: asked !== null,
    told: said.told ?? (said.lost ? lostOf(visit, family, said.lost) : null),
    own: ownMark(family),
  }
}

const linesOf = (set: readonly SetTalk[]) => set.map(timeLine).sort().join()

/** Gives a talk of a set the names that this family reads. */
function namesIn(family: FamilyRound) {
  const places = new Map(
    placesOf(family).map((place) => [`${place.child.pupil}-${place.teacher.teacher}`, place]),
  )
  return (talk: Omit<SetTalk, "child" | "teacher" | "room" | "takes"> & { teacher: TeacherId }): SetTalk => {
    const place = places.get(`${talk.pupil}-${talk.teacher}`)
    return {
      ...talk,
      child: place?.child.name ?? "",
      teacher: place?.teacher.name ?? "",
      room: place ? roomAt(place.teacher.rooms, talk.startsAt) : "",
      takes: place?.teacher.takes ?? 1,
    }
  }
}

/** Why a set could not be: about whom and when the time is that was lost. */
function lostOf(
  { db, visitor }: Visit<Parent>,
  family: FamilyRound,
  { refusal, of }: NonNullable<Said["lost"]>,
): TogetherScreen["told"] {
  const time = wishedSlot(db, visitor, family.round.id, refusal.slot)
  const pupil = of.find(({ slot }) => slot === refusal.slot)?.pupil
  const place = placesOf(family).find(
    ({ child, teacher }) => child.pupil === pupil && teacher.teacher === time?.teacher,
  )
  return {
    refusal: refusal.why,
    at: time?.at ?? null,
    nearest: [],
    child: place?.child.name ?? "",
    teacher: place?.teacher.name ?? "",
  }
}
