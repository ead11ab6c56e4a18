import type { Place } from "../talks/place.ts"

/** Facts of a talk as they were when it was booked, moved or cancelled; ids and instants, no names. */
export type TalkFacts = {
  booking: number
  pupil: number
  teacher: number
  startsAt: string
  endsAt: string
  uid: string
  sequence: number
  /** Where it was before, for a talk that moved. */
  wasAt?: string
  /** Until when it was before, for a talk that became longer or shorter. */
  wasUntil?: string
  /** Whose talk it was before, for one that went to another teacher. */
  teacherWas?: number
  /** Where it is held and was before, for one that is held elsewhere now. */
  place?: Place
  placeWas?: Place
  /** The school changed it, not the family. */
  bySchool?: true
  /** It moved because its family had said that it may, and another has its old time. */
  swapped?: true
}

/** What there is to tell one guardian about one talk. */
export type TalkNews = {
  kind: "booking-confirmed" | "booking-moved" | "booking-cancelled"
  facts: TalkFacts
}

/**
 * What is still worth telling when several messages about one talk wait for one guardian, oldest first. What a family did itself it knows,
 * also when no message of it left yet: what others made of that talk afterwards is told. Null when there is nothing to tell.
 */
export function latestNews(wasTold: boolean, waiting: readonly TalkNews[]): TalkNews | null {
  const own = waiting.findLastIndex(({ facts }) => !facts.bySchool && !facts.swapped)
  const afterOwn = own === -1 ? [] : waiting.slice(own + 1)
  return foldedNews(true, afterOwn) ?? foldedNews(wasTold, waiting)
}

/**
 * Who was told nothing, or that it is off, hears nothing of a talk that is off, and gets one confirmation with the newest time. That it is
 * off is said of the time that was known.
 */
function foldedNews(wasTold: boolean, waiting: readonly TalkNews[]): TalkNews | null {
  const last = waiting.at(-1)
  if (last === undefined) return null
  const confirmed = wasTold ? undefined : waiting.find((news) => news.kind === "booking-confirmed")
  if (last.kind === "booking-cancelled") return confirmed ? null : offAsKnown(waiting, last)
  const { wasAt, wasUntil, teacherWas, bySchool, swapped, place, placeWas, ...facts } = last.facts
  const who = (by: TalkFacts["bySchool"]) => (by ? { bySchool: by } : {})
  // It is the school's only as long as the family did nothing with it. A move that nothing came before took the place of its confirmation.
  const isOwn = !wasTold && !confirmed
  const onlySchool = (!isOwn && waiting.every((news) => news.facts.bySchool)) || undefined
  const confirmation: TalkNews = { kind: "booking-confirmed", facts: { ...facts, ...who(onlySchool) } }
  if (confirmed || last.kind === "booking-confirmed") return confirmation
  const known = waiting.find((news) => news.kind === "booking-moved")?.facts ?? last.facts
  const knownWith = known.teacherWas ?? known.teacher
  const withAnother = knownWith !== facts.teacher
  const isOther = minutesBefore(known) !== minutesBetween(facts.startsAt, facts.endsAt)
  const moves = placesIn(waiting)
  if (known.wasAt === facts.startsAt && !withAnother && !isOther && !moves)
    return wasTold ? null : confirmation // there and back again
  const was = {
    ...(known.wasAt === undefined ? {} : { wasAt: known.wasAt }),
    ...(known.wasAt !== undefined && isOther ? { wasUntil: endBefore(known.wasAt, known) } : {}),
    ...(withAnother ? { teacherWas: knownWith } : {}),
    ...moves,
  }
  return {
    kind: "booking-moved",
    facts: { ...facts, ...was, ...who(bySchool), ...(swapped ? { swapped } : {}) },
  }
}

/** A talk that is off, at the time and with the teacher that were known: nobody heard of what came in between. */
function offAsKnown([first]: readonly TalkNews[], off: TalkNews): TalkNews {
  if (first === undefined) return off
  const { facts } = first
  const known = facts.wasAt ?? facts.startsAt
  return {
    ...off,
    facts: {
      ...off.facts,
      teacher: facts.teacherWas ?? facts.teacher,
      startsAt: known,
      endsAt: facts.wasAt === undefined ? facts.endsAt : endBefore(known, facts),
    },
  }
}

/** From where it was held to where it is held now; null when that is the same. */
function placesIn(waiting: readonly TalkNews[]): { place: Place; placeWas: Place } | null {
  const placeWas = waiting.find(({ facts }) => facts.placeWas !== undefined)?.facts.placeWas
  const place = waiting.findLast(({ facts }) => facts.place !== undefined)?.facts.place
  return placeWas === undefined || place === undefined || place === placeWas ? null : { place, placeWas }
}

const minutesBetween = (from: string, until: string) =>
  Temporal.Instant.from(from).until(Temporal.Instant.from(until)).total("minutes")

/** How long a talk that moved was before, in minutes. */
const minutesBefore = ({ wasAt, wasUntil, startsAt, endsAt }: TalkFacts) =>
  wasAt !== undefined && wasUntil !== undefined
    ? minutesBetween(wasAt, wasUntil)
    : minutesBetween(startsAt, endsAt)

const endBefore = (wasAt: string, facts: TalkFacts) =>
  Temporal.Instant.from(wasAt)
    .add({ minutes: minutesBefore(facts) })
    .toString()
