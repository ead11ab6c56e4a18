import { boardOf, timesOn } from "../../db/talks/boards.ts"
import { offBySchool } from "../../db/talks/called-off.ts"
import type { Look } from "../../db/talks/talks.ts"
import { isTeacherAway } from "../../db/talks/waiting-places.ts"
import type { Parent } from "../../domain/access/access.ts"
import type { BookingId, RoundId } from "../../domain/ids.ts"
import { toldBy } from "../../domain/messages/message.ts"
import { phase } from "../../domain/rounds/round.ts"
import { decideCancellation } from "../../domain/talks/booking.ts"
import { type FamilyRound, freeFor, hasEnough } from "../../domain/talks/family-round.ts"
import { isOffering } from "../../domain/talks/waiting.ts"
import { placesOf, type RoundScreen, type Told } from "../../views/parent/round-screen.ts"
import type { Visit } from "../guards.ts"
import { wordsToday } from "./evening.ts"

/** With more times than this on one page, a parent opens them teacher by teacher. */
const manyTimes = 200

/** What the clock says about a round of a household: where it is, whether others still wait, and which of its talks can still change. */
export function momentOfRound({ family: { round, opening, talks } }: Look, now: Temporal.Instant) {
  const changeable = new Set<BookingId>()
  for (const booking of talks)
    if (booking.round === round.id && decideCancellation({ round, booking }, now).ok)
      changeable.add(booking.id)
  const isAhead = opening !== null && Temporal.Instant.compare(now, opening.others) < 0
  return { phase: phase(round, now), isOffering: isOffering(round, now), changeable, isAhead }
}

/** From the first day on times pass: what was drawn holds for a minute. Empty before that day. */
export function minuteOf({ firstDay }: FamilyRound, now: Temporal.Instant): string {
  const at = now.toString()
  return firstDay !== null && at >= firstDay ? at.slice(0, 16) : ""
}

/** Talks of this family that the school called off lately, of this round. */
export const offIn = ({ db, visitor, now }: Visit<Parent>, round: RoundId) =>
  offBySchool(db, visitor, now).filter((off) => off.round === round)

/** Everything on the page of a round. `met` is the child and teacher whose times were asked for: "5-12". */
export function roundScreen(
  visit: Visit<Parent>,
  look: Look,
  { told = null, met = null }: { told?: Told | null; met?: string | null } = {},
): RoundScreen {
  const { db, now } = visit
  const { family, versions } = look
  const moment = momentOfRound(look, now)
  const places = placesOf(family)
  const choices = places.map(({ at, child, teacher }) => {
    if (moment.phase !== "open" || teacher.talk || child.declined || hasEnough(family.round, child))
      return null
    const board = boardOf(db, family.round.id, teacher.teacher, versions[at] ?? 0)
    return freeFor(timesOn(board, teacher.takes, family.round), family.talks, now)
  })
  const away = places.filter(({ at, teacher }) =>
    (teacher.waiting && !teacher.waiting.offer) || choices[at]?.times.length === 0
      ? isTeacherAway(db, family.round.id, teacher.teacher, now)
      : false,
  )
  const times = choices.reduce((sum, choice) => sum + (choice?.times.length ?? 0), 0)
  const asked = places.findIndex(({ child, teacher }) => `${child.pupil}-${teacher.teacher}` === met)
  return {
    family,
    ...moment,
    away: new Set(away.map(({ at }) => at)),
    choices,
    opened: times <= manyTimes ? "all" : asked < 0 ? null : asked,
    told,
    toldBy: toldBy(family.roads, visit.sms, now),
    today: wordsToday(visit, family),
    off: offIn(visit, family.round.id),
  }
}
