import { type CalledOff, calledOff } from "../../db/talks/called-off.ts"
import { nameOnList } from "../../db/talks/pairs.ts"
import { lookAtRound } from "../../db/talks/talks.ts"
import type { Parent } from "../../domain/access/access.ts"
import type { BookingId } from "../../domain/ids.ts"
import { CalledOffPage, type CalledOffScreen } from "../../views/parent/called-off.tsx"
import { type Place, placesOf, type RoundScreen } from "../../views/parent/round-screen.ts"
import type { Visit } from "../guards.ts"
import { go, missing, show } from "../htmx.ts"
import { roundScreen } from "./round-screen.ts"

// A talk that is off keeps its address for the family that it was of. To everybody else there is nothing there.

/** Sends this family to what there is to say of a talk that is off; nothing is there for anybody else. */
export function offOrMissing(visit: Visit<Parent>, booking: BookingId): never {
  if (!calledOff(visit.db, visit.visitor, booking, visit.now)) missing()
  throw go(visit, visit.to.booking(booking))
}

/** The page of a talk that is off. Null when it stands, or never was this family's. */
export function showOff(visit: Visit<Parent>, booking: BookingId): Response | null {
  const off = calledOff(visit.db, visit.visitor, booking, visit.now)
  if (!off) return null
  const screen = screenOf(visit, off)
  return show(visit, { page: () => <CalledOffPage frame={visit.frame} screen={screen} /> }, 410)
}

function screenOf(visit: Visit<Parent>, off: CalledOff): CalledOffScreen {
  const { db, visitor, to } = visit
  const look = lookAtRound(db, visitor, off.round)
  const round = look && roundScreen(visit, look)
  const places = round ? placesOf(round.family).filter((place) => isAbout(place, off)) : []
  const place = places.length === 1 ? places[0] : undefined
  return {
    startsAt: off.startsAt,
    by: off.by,
    finalAt: off.finalAt,
    teacher: place?.teacher.name ?? nameOnList(db, off.round, off.teacher),
    // The one child of this home that has this teacher now need not be the one that it was about.
    child: (off.pupil !== null && place?.child.name) || null,
    // What the school may still take back is no reason to choose again yet.
    next: (off.finalAt === null && round && place && nextOf(visit, round, place)) || {
      kind: "overview",
      address: round ? to.round(off.round) : to.home(),
    },
  }
}

const isAbout = ({ child, teacher }: Place, { pupil, teacher: list }: CalledOff) =>
  teacher.teacher === list && (pupil === null || child.pupil === pupil)

/** To the talk that they have instead, or to the times that they can choose from; null when there are neither. */
function nextOf({ to }: Visit, { family, choices }: RoundScreen, { at, child, teacher }: Place) {
  if (teacher.talk) return { kind: "stands" as const, address: to.booking(teacher.talk.id) }
  if (!choices[at]?.times.length) return null
  return { kind: "choose" as const, address: to.times(family.round.id, child.pupil, teacher.teacher) }
}
