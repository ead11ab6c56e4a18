import { type Hours, isBefore } from "../clock.ts"
import type { BookingId, HouseholdId, TeacherId } from "../ids.ts"
import { zone } from "../school/school.ts"
import type { Booking } from "../talks/booking.ts"
import { cutSlots, inARow, overlap, type Span, takesOf } from "../talks/slot.ts"

// A change of many talks at once by the school: a teacher cannot be there, or a day of a round moves. Nobody is asked why.

/** What happens to the talks of a teacher who cannot be there. */
export type AwayWay =
  | { kind: "cancel" }
  | { kind: "substitute"; teacher: TeacherId }
  | { kind: "later"; date: Temporal.PlainDate; from: Temporal.PlainTime }

/** A time with a teacher, whether or not it is cut yet. */
export type Place = Span & { teacher: TeacherId }

/** Why a talk cannot go where the others go: there the teacher is taken, or the family is elsewhere, or has this talk already. */
export type StuckWhy = "teacher-busy" | "family-busy" | "already-booked" | "no-room" | "past"

/** What will happen to each talk: it goes to a place, or is off (`to` is null), or stays where it is because it cannot. */
export type AwayPlan<Talk> = {
  going: { talk: Talk; to: Place | null }[]
  stuck: { talk: Talk; why: StuckWhy }[]
}

type Standing = Pick<Booking, "id" | "round" | "pupil" | "teacher" | "household"> & Span
/** Every talk of each household, in all rounds. */
export type TalksOfHomes = (household: HouseholdId) => readonly Standing[]

/** Every talk is off; the families choose again. */
export const planCancelling = <Talk>(talks: readonly Talk[]): AwayPlan<Talk> => ({
  going: talks.map((talk) => ({ talk, to: null })),
  stuck: [],
})

/** Another teacher has every talk at its own time, except where that teacher is `busy`. */
export function planSubstitute<Talk extends Standing>(
  talks: readonly Talk[],
  { teacher, busy, homes }: { teacher: TeacherId; busy: readonly Span[]; homes: TalksOfHomes },
): AwayPlan<Talk> {
  const plan: AwayPlan<Talk> = { going: [], stuck: [] }
  for (const talk of talks) {
    const to = { teacher, startsAt: talk.startsAt, endsAt: talk.endsAt }
    const hasOne = homes(talk.household).some(
      (each) => each.round === talk.round && each.pupil === talk.pupil && each.teacher === teacher,
    )
    if (hasOne) plan.stuck.push({ talk, why: "already-booked" })
    else if (busy.some((span) => overlap(span, to))) plan.stuck.push({ talk, why: "teacher-busy" })
    else plan.going.push({ talk, to })
  }
  return plan
}

/** From this time until the last minute of the day. */
export const untilMidnight = (from: Temporal.PlainTime): Hours => ({
  starts: from,
  ends: Temporal.PlainTime.from("23:59"),
})

/**
 * The talks follow each other in the same order from another moment on, around what is `busy` and the pause of that day. Who cannot be
 * there then keeps the talk as it is, and the next one does not move up.
 */
export function planLater<Talk extends Standing>(
  talks: readonly Talk[],
  facts: {
    date: Temporal.PlainDate
    from: Temporal.PlainTime
    pause: Hours | null
    slotMinutes: number
    changeMinutes: number
    busy: readonly Span[]
    homes: TalksOfHomes
  },
  now: Temporal.Instant,
): AwayPlan<Talk> {
  const spans = cutSlots({
    days: [{ id: 1, date: facts.date, pause: facts.pause }],
    presence: [{ day: 1, ...untilMidnight(facts.from) }],
    slotMinutes: facts.slotMinutes,
    changeMinutes: facts.changeMinutes,
    kept: facts.busy,
  })
  const moving = new Set<BookingId>(talks.map(({ id }) => id))
  const plan: AwayPlan<Talk> = { going: [], stuck: [] }
  let left: readonly Span[] = spans
  for (const talk of talks) {
    const { span, after } = nextSpan(left, takesOf(talk, facts), facts.changeMinutes)
    left = after
    const others = facts.homes(talk.household).filter(({ id }) => !moving.has(id))
    if (!span) plan.stuck.push({ talk, why: "no-room" })
    else if (!isBefore(now, span.startsAt)) plan.stuck.push({ talk, why: "past" })
    else if (others.some((other) => overlap(other, span))) plan.stuck.push({ talk, why: "family-busy" })
    else plan.going.push({ talk, to: { teacher: talk.teacher, ...span } })
  }
  return aroundTheStuck(plan)
}

/** The first place for a talk that takes so many in a row, and what comes after it. */
function nextSpan(spans: readonly Span[], takes: number, changeMinutes: number) {
  const numbered = spans.map((span, at) => ({ ...span, id: at }))
  const [found] = inARow(numbered, takes, changeMinutes)
  if (!found) return { span: null, after: spans }
  const { startsAt, endsAt, id } = found
  return { span: { startsAt, endsAt }, after: spans.slice(id + takes) }
}

/** Who stays where it is may be in the way of another, who then stays as well. */
function aroundTheStuck<Talk extends Standing>({ going, stuck }: AwayPlan<Talk>): AwayPlan<Talk> {
  const isFree = ({ to }: { to: Place | null }) => !to || !stuck.some(({ talk }) => overlap(talk, to))
  const free = going.filter(isFree)
  if (free.length === going.length) return { going, stuck }
  const more = going
    .filter((each) => !isFree(each))
    .map(({ talk }) => ({ talk, why: "teacher-busy" as const }))
  return aroundTheStuck({ going: free, stuck: [...stuck, ...more] })
}

/**
 * So many minutes nothing leaves, and all of it can be taken back: ten, and never more than a quarter of the time that is left until the first
 * talk it is about.
 */
export function waitMinutes(talks: readonly Pick<Span, "startsAt">[], now: Temporal.Instant): number {
  const left = talks.map(({ startsAt }) => now.until(startsAt).total("minutes"))
  return Math.max(0, Math.min(10, ...left.map((minutes) => Math.floor(minutes / 4))))
}

/** So long it is remembered what was changed. */
export const rememberedFor = { hours: 24 }

/**
 * Until when a family may choose again after its talk was changed, also when booking has closed: a week, until eight in the evening. A
 * time that is past, and a round that is over, are never to choose.
 */
export const chooseAgainUntil = (now: Temporal.Instant): Temporal.Instant =>
  now
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days: 7 })
    .toZonedDateTime({ timeZone: zone, plainTime: { hour: 20 } })
    .toInstant()
