import { createHash } from "node:crypto"
import type { Office } from "../../domain/access/access.ts"
import type { BookingId, HouseholdId, RoundId, TeacherId } from "../../domain/ids.ts"
import { roadTo } from "../../domain/messages/message.ts"
import { byName, fullName, type PersonName, sortName } from "../../domain/people/people.ts"
import { phase, type Round } from "../../domain/rounds/round.ts"
import { zone } from "../../domain/school/school.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import type { Span } from "../../domain/talks/slot.ts"
import {
  type AwayPlan,
  type AwayWay,
  planCancelling,
  planLater,
  planSubstitute,
  type TalksOfHomes,
  waitMinutes,
} from "../../domain/upheavals/upheaval.ts"
import type { Db } from "../open.ts"
import { findRound, readDays } from "../rounds/round-setup.ts"
import { talksOf } from "../talks/booking-facts.ts"
import { type HeldList, isShared, listHeld, teaches } from "../talks/pairs.ts"

// What is known before many talks change at once: which, whose, and what each of them would come to.

export type StandingTalk = Booking & {
  uid: string
  bookedAt: string
  place: string | null
  /** What the parents wrote to the teacher. */
  note: string
  child: string
}

/** Whose talks, and of which day; null for all that are still to come. */
export type AwayScope = { round: RoundId; teacher: TeacherId; day: Temporal.PlainDate | null }

type TalkRow = Omit<Booking, "startsAt" | "endsAt"> &
  PersonName & {
    uid: string
    bookedAt: string
    place: string | null
    note: string
    starts: string
    ends: string
  }

/** From one moment up to another. */
const dayOf = (day: Temporal.PlainDate): Span => ({
  startsAt: day.toZonedDateTime(zone).toInstant(),
  endsAt: day.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
})

/** What is still to come of a scope. */
export function comingOf({ day }: AwayScope, now: Temporal.Instant): Span {
  const after = now.add({ milliseconds: 1 })
  if (!day) return { startsAt: after, endsAt: Temporal.Instant.from("9999-01-01T00:00:00Z") }
  const span = dayOf(day)
  return Temporal.Instant.compare(span.startsAt, after) < 0 ? { ...span, startsAt: after } : span
}

/** The talks of this scope that are still to come, in order. */
function talksAway(db: Db, scope: AwayScope, now: Temporal.Instant): StandingTalk[] {
  const { startsAt, endsAt } = comingOf(scope, now)
  return readTalks(db, "b.round_id = ?1 AND b.teacher_id = ?2 AND b.starts_at >= ?3 AND b.starts_at < ?4", [
    scope.round,
    scope.teacher,
    startsAt.toString(),
    endsAt.toString(),
  ])
}

/** Talks with the name of their child, in order. */
export const readTalks = (db: Db, where: string, values: (string | number)[]): StandingTalk[] =>
  db
    .sql<TalkRow, (string | number)[]>(
      `SELECT b.id, b.slot_id AS slot, b.round_id AS round, b.teacher_id AS teacher, b.pupil_id AS pupil, b.household_id AS household,
          b.sequence, b.ahead, b.uid, b.place, b.note, b.booked_at AS bookedAt, b.starts_at AS starts, b.ends_at AS ends, p.first, p.prefix, p.last
         FROM bookings b JOIN pupils p ON p.id = b.pupil_id WHERE ${where} ORDER BY b.starts_at, b.id`,
    )
    .all(...values)
    .map(({ starts, ends, first, prefix, last, ...row }) => ({
      ...row,
      startsAt: Temporal.Instant.from(starts),
      endsAt: Temporal.Instant.from(ends),
      child: fullName({ first, prefix, last }),
    }))

/** All talks of a household, looked up once. */
export function homesOf(db: Db): TalksOfHomes {
  const known = new Map<HouseholdId, readonly Booking[]>()
  return (household) => {
    const talks = known.get(household) ?? talksOf(db, household)
    known.set(household, talks)
    return talks
  }
}

type BusyRow = { booking: BookingId | null; starts: string; ends: string }

/**
 * When a teacher's list cannot be given a talk of this round: its talks, closed and held times, what is promised to other rounds, and what
 * anybody who holds it has on another list.
 */
export const busyOf = (
  db: Db,
  round: RoundId,
  teacher: TeacherId,
  now: Temporal.Instant,
): (Span & { booking: BookingId | null })[] =>
  db
    .sql<BusyRow, [number, number, string]>(
      `SELECT b.id AS booking, s.starts_at AS starts, s.ends_at AS ends FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id
        WHERE ${isShared(["+?1", "+?2"], ["s.teacher_id", "s.round_id"])}
          AND (s.round_id <> +?2 OR (s.blocked = 1 AND s.teacher_id = +?1) OR b.id IS NOT NULL
            OR EXISTS (SELECT 1 FROM holds h WHERE h.slot_id = s.id AND h.until > ?3))`,
    )
    .all(teacher, round, now.toString())
    .map((row) => ({
      booking: row.booking,
      startsAt: Temporal.Instant.from(row.starts),
      endsAt: Temporal.Instant.from(row.ends),
    }))

/** What would happen now; `seen` changes when anything of it does. */
export type Outlook = {
  round: Round
  plan: AwayPlan<StandingTalk>
  /** Free times that close. */
  closing: number
  /** Families that would have nothing to choose instead. */
  without: number
  /** How many minutes it can be taken back. */
  wait: number
  seen: string
}

/** What comes of the talks when this teacher is not there. Null when there is no such round or teacher in it. */
export function lookAhead(
  db: Db,
  office: Office,
  scope: AwayScope,
  way: AwayWay,
  now: Temporal.Instant,
): Outlook | null {
  const round = findRound(db, scope.round)
  if (!round || !isInRound(db, scope)) return null
  if (way.kind === "substitute" && !isColleague(db, office, scope, way.teacher)) return null
  const talks = talksAway(db, scope, now)
  const plan = planOf(db, round, talks, way, now)
  const closing = countFree(db, scope, now)
  const told = [plan, closing].map((part) => JSON.stringify(part))
  const seen = createHash("sha256").update(told.join()).digest("base64url").slice(0, 16)
  const touched = plan.going.flatMap(({ talk, to }) => (to ? [talk, to] : [talk]))
  const off = plan.going.filter(({ to }) => to === null).map(({ talk }) => talk)
  const without = withoutChoice(db, scope, off, now).size
  return { round, plan, closing, without, wait: waitMinutes(touched, now), seen }
}

const isInRound = (db: Db, { round, teacher }: AwayScope) =>
  db.sql("SELECT 1 FROM round_teachers WHERE round_id = ? AND teacher_id = ?").get(round, teacher) !== null

const isColleague = (db: Db, office: Office, scope: AwayScope, teacher: TeacherId) =>
  substitutesFor(db, office, scope).some(({ id }) => id === teacher)

/** May the school still change talks of this round? */
export const isChangeable = (round: Round, now: Temporal.Instant) =>
  !["draft", "past"].includes(phase(round, now))

function planOf(
  db: Db,
  round: Round,
  talks: readonly StandingTalk[],
  way: AwayWay,
  now: Temporal.Instant,
): AwayPlan<StandingTalk> {
  if (way.kind === "cancel") return planCancelling(talks)
  const homes = homesOf(db)
  const moving = new Set<BookingId | null>(talks.map(({ id }) => id))
  const teacher = way.kind === "substitute" ? way.teacher : talks[0]?.teacher
  if (teacher === undefined) return { going: [], stuck: [] }
  const busy = busyOf(db, round.id, teacher, now).filter(({ booking }) => !moving.has(booking))
  if (way.kind === "substitute") return planSubstitute(talks, { teacher, busy, homes })
  const day = readDays(db, round.id).find(({ date, pause }) => pause && date.equals(way.date))
  const { slotMinutes, changeMinutes } = round
  const pause = day?.pause ?? null
  return planLater(talks, { ...way, pause, slotMinutes, changeMinutes, busy, homes }, now)
}

function countFree(db: Db, scope: AwayScope, now: Temporal.Instant): number {
  const { startsAt, endsAt } = comingOf(scope, now)
  return (
    db
      .sql<{ count: number }, [number, number, string, string]>(
        `SELECT count(*) AS count FROM slots s WHERE round_id = ? AND teacher_id = ? AND starts_at >= ? AND starts_at < ? AND blocked = 0
            AND NOT EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id)`,
      )
      .get(scope.round, scope.teacher, startsAt.toString(), endsAt.toString())?.count ?? 0
  )
}

type GuardianRow = { household: HouseholdId; email: string | null; phone: string | null }

/** Of these households those that no message reaches: by no e-mail, and by no SMS when we send those. */
export function unreachable(
  db: Db,
  _office: Office,
  households: readonly HouseholdId[],
  sms: boolean,
): Set<HouseholdId> {
  const rows = db
    .sql<GuardianRow, [string]>(
      `SELECT g.household_id AS household, g.email, g.phone FROM guardians g JOIN households h ON h.id = g.household_id
        WHERE h.blocked = 0 AND h.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(households))
  const reached = new Set(
    rows.filter((row) => (sms ? roadTo(row) : row.email) !== null).map(({ household }) => household),
  )
  return new Set(households.filter((household) => !reached.has(household)))
}

/** Families of these talks for whom no other time is left with a teacher of their child, once those of this scope are closed. */
function withoutChoice(
  db: Db,
  scope: AwayScope,
  talks: readonly StandingTalk[],
  now: Temporal.Instant,
): Set<HouseholdId> {
  const { startsAt, endsAt } = comingOf(scope, now)
  const free = db.sql<unknown, [number, number, string, number, string, string]>(
    `SELECT 1 FROM slots s WHERE s.round_id = ?1 AND s.starts_at > ?3 AND s.blocked = 0
        AND NOT EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id)
        AND NOT (s.teacher_id = ?4 AND s.starts_at >= ?5 AND s.starts_at < ?6)
        AND ${teaches("s.teacher_id", "?1", "?2")} LIMIT 1`,
  )
  const isWithout = ({ pupil }: StandingTalk) =>
    free.get(scope.round, pupil, now.toString(), scope.teacher, startsAt.toString(), endsAt.toString()) ===
    null
  return new Set(talks.filter(isWithout).map(({ household }) => household))
}

/** Colleagues who could take talks over: those who hold them already, and then all in the order of their surnames. */
export const substitutesFor = (
  db: Db,
  _office: Office,
  scope: AwayScope,
): { id: TeacherId; name: string }[] => {
  const along = listHeld(db, scope.round, scope.teacher)?.others ?? []
  const all = db
    .sql<PersonName & { id: TeacherId }, [number, number]>(
      `SELECT id, first, prefix, last FROM teachers t WHERE left_at IS NULL AND id <> ?2
          AND (host = 1 OR EXISTS (SELECT 1 FROM round_teachers WHERE round_id = ?1 AND teacher_id = t.id))`,
    )
    .all(scope.round, scope.teacher)
    .sort((one, other) => byName(sortName(one), sortName(other)))
    .map(({ id, ...name }) => ({ id, name: fullName(name) }))
  const isAlong = ({ id }: { id: TeacherId }) => along.some((each) => each.id === id)
  return [...all.filter(isAlong), ...all.filter((each) => !isAlong(each))]
}

/** `together`: who else holds the talks, and whether they are on the list of this teacher; null: nobody. */
type Away = {
  name: string
  together: (Pick<HeldList, "others"> & { carries: boolean }) | null
  days: { date: Temporal.PlainDate; talks: number }[]
}

/** A teacher of this round by name, with whom they hold talks, and with the days that have times still to come and how many talks. Null when not in this round. */
export function daysAway(
  db: Db,
  _office: Office,
  { round, teacher }: Pick<AwayScope, "round" | "teacher">,
  now: Temporal.Instant,
): Away | null {
  const name = db
    .sql<PersonName, [number, number]>(
      "SELECT first, prefix, last FROM teachers t JOIN round_teachers rt ON rt.teacher_id = t.id WHERE rt.round_id = ? AND t.id = ?",
    )
    .get(round, teacher)
  if (!name) return null
  const times = db
    .sql<{ starts: string; talks: number }, [number, number, string]>(
      `SELECT s.starts_at AS starts, count(b.id) AS talks FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id
        WHERE s.round_id = ? AND s.teacher_id = ? AND s.starts_at > ? GROUP BY s.id ORDER BY s.starts_at`,
    )
    .all(round, teacher, now.toString())
  const dateOf = ({ starts }: { starts: string }) =>
    Temporal.Instant.from(starts).toZonedDateTimeISO(zone).toPlainDate().toString()
  const days = [...Map.groupBy(times, dateOf)].map(([date, own]) => ({
    date: Temporal.PlainDate.from(date),
    talks: own.reduce((sum, time) => sum + time.talks, 0),
  }))
  const held = listHeld(db, round, teacher)
  return {
    name: fullName(name),
    together: held && held.others.length > 0 ? { carries: held.list === teacher, others: held.others } : null,
    days,
  }
}
