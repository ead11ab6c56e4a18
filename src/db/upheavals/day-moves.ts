import { createHash } from "node:crypto"
import { actorOf, type Office } from "../../domain/access/access.ts"
import type { RoundId, SlotId, TeacherId, UpheavalId } from "../../domain/ids.ts"
import { fullName, type PersonName } from "../../domain/people/people.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import type { KnownDay } from "../../domain/rounds/presence.ts"
import type { Round } from "../../domain/rounds/round.ts"
import { overlap, type Slot, type Span, spanOf } from "../../domain/talks/slot.ts"
import { type DayRefusal, decideDay, onAnotherDate } from "../../domain/upheavals/day-move.ts"
import { chooseAgainUntil, waitMinutes } from "../../domain/upheavals/upheaval.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { findRound, readDays } from "../rounds/round-setup.ts"
import { raiseRound } from "../rounds/round-slots.ts"
import { letGoOf } from "../talks/boards.ts"
import { moveTalk } from "../talks/booking-changes.ts"
import { isShared } from "../talks/pairs.ts"
import { takeBackPromised } from "../talks/waiting-promises.ts"
import { giveChance } from "./second-chances.ts"
import { homesOf, isChangeable, readTalks, type StandingTalk } from "./upheaval-facts.ts"
import { begin, keepChanges, remembering } from "./upheaval-memory.ts"
import { followEnd } from "./upheaval-places.ts"

// One day of a round goes to another date as it is: all times, and every talk with them.

/** What would come of it: how much moves, and why it cannot be. `seen` changes when anything of it does. */
export type DayOutlook = {
  round: Round
  day: KnownDay
  slots: readonly Slot[]
  talks: readonly StandingTalk[]
  /** How many minutes it can be taken back. */
  wait: number
  refusal: DayRefusal | { kind: "round-not-open" } | null
  seen: string
}

/** What happens when this day of a round goes to that date. Null when there is no such day. */
export function lookAtDay(
  db: Db,
  _office: Office,
  wish: { round: RoundId; day: number; to: Temporal.PlainDate | null },
  now: Temporal.Instant,
): DayOutlook | null {
  const round = findRound(db, wish.round)
  const days = readDays(db, wish.round)
  const day = days.find(({ id }) => id === wish.day)
  if (!round || !day) return null
  const slots = slotsOfDay(db, round.id, day)
  const talks = talksIn(db, slots)
  const others = days.filter(({ id }) => id !== day.id)
  const refusal = !isChangeable(round, now)
    ? { kind: "round-not-open" as const }
    : (decideDay({ day, to: wish.to, others, slots, opensAt: round.opensAt }, now) ??
      (wish.to &&
        inTheWay(db, { round: round.id, slots, talks }, (span) =>
          onAnotherDate(span, day.date, wish.to ?? day.date),
        )))
  const told = JSON.stringify([day, wish.to, slots, talks])
  const seen = createHash("sha256").update(told).digest("base64url").slice(0, 16)
  const there = talks.map((talk) => (wish.to ? onAnotherDate(talk, day.date, wish.to) : talk))
  return { round, day, slots, talks, wait: waitMinutes([...talks, ...there], now), refusal, seen }
}

type SlotRow = { id: SlotId; teacher: TeacherId; starts: string; ends: string }

export function slotsOfDay(db: Db, round: RoundId, day: KnownDay): Slot[] {
  const { startsAt, endsAt } = spanOf(day.date, day)
  return db
    .sql<SlotRow, [number, string, string]>(
      `SELECT id, teacher_id AS teacher, starts_at AS starts, ends_at AS ends FROM slots
        WHERE round_id = ? AND starts_at >= ? AND ends_at <= ? ORDER BY starts_at, id`,
    )
    .all(round, startsAt.toString(), endsAt.toString())
    .map(({ starts, ends, ...slot }) => ({
      ...slot,
      blocked: false,
      startsAt: Temporal.Instant.from(starts),
      endsAt: Temporal.Instant.from(ends),
    }))
}

export const talksIn = (db: Db, slots: readonly Slot[]) =>
  readTalks(db, "b.slot_id IN (SELECT value FROM json_each(?1))", [JSON.stringify(slots.map(({ id }) => id))])

/** A teacher or families who would be in two places. */
export function inTheWay(
  db: Db,
  { round, slots, talks }: { round: RoundId; slots: readonly Slot[]; talks: readonly StandingTalk[] },
  there: (span: Span) => Span,
): Extract<DayRefusal, { kind: "teacher-elsewhere" | "families-elsewhere" }> | null {
  const moving = new Set(slots.map(({ id }) => id))
  for (const [teacher, own] of Map.groupBy(slots, (slot) => slot.teacher)) {
    const others = otherSlots(db, round, teacher, moving)
    const clash = own.map(there).find((span) => others.some((other) => overlap(other, span)))
    if (clash) return { kind: "teacher-elsewhere", teacher: nameOf(db, teacher), at: clash.startsAt }
  }
  const homes = homesOf(db)
  const going = new Set(talks.map(({ id }) => id))
  const elsewhere = talks.filter((talk) =>
    homes(talk.household).some((other) => !going.has(other.id) && overlap(other, there(talk))),
  )
  return elsewhere.length > 0
    ? { kind: "families-elsewhere", children: elsewhere.map(({ child }) => child) }
    : null
}

/** What keeps everybody who holds this list: its other times, times in other rounds, and talks on another list of this round. */
const otherSlots = (db: Db, round: RoundId, list: TeacherId, moving: ReadonlySet<SlotId>): Span[] =>
  db
    .sql<SlotRow, [number, number]>(
      `SELECT id, teacher_id AS teacher, starts_at AS starts, ends_at AS ends FROM slots s
        WHERE ${isShared(["+?1", "+?2"], ["s.teacher_id", "s.round_id"])}
          AND (s.teacher_id = +?1 OR s.round_id <> +?2 OR EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id))`,
    )
    .all(list, round)
    .filter(({ id }) => !moving.has(id))
    .map(({ starts, ends }) => ({
      startsAt: Temporal.Instant.from(starts),
      endsAt: Temporal.Instant.from(ends),
    }))

function nameOf(db: Db, teacher: TeacherId): string {
  const name = db
    .sql<PersonName, [number]>("SELECT first, prefix, last FROM teachers WHERE id = ?")
    .get(teacher)
  return name ? fullName(name) : ""
}

export type MoveDayRefusal = DayRefusal | { kind: "round-not-open" } | { kind: "changed-meanwhile" }
/** What the day was and is; of the window as it was and as it had to become. */
export type DayChanges = { day: number; from: string; to: string; was: Window; is: Window }
type Window = { closes: string; change: string }

/**
 * Moves a day to another date, with every talk at its own hour; until when one chooses and changes never lies after the talks. All of it
 * or nothing. Null when there is no such day.
 */
export function moveDay(
  db: Db,
  office: Office,
  wish: { round: RoundId; day: number; to: Temporal.PlainDate | null; seen: string },
  now: Temporal.Instant,
): Promise<Result<UpheavalId, MoveDayRefusal> | null> {
  return write(db, (tx): Result<UpheavalId, MoveDayRefusal> | null => {
    const ahead = lookAtDay(db, office, wish, now)
    if (!ahead) return null
    if (ahead.refusal) return refuse(ahead.refusal)
    if (ahead.seen !== wish.seen || !wish.to) return refuse({ kind: "changed-meanwhile" })
    return accept(carryOut(db, tx, office, ahead, wish.to, now))
  })
}

function carryOut(
  db: Db,
  tx: Tx,
  office: Office,
  { round, day, slots, talks, wait }: DayOutlook,
  to: Temporal.PlainDate,
  now: Temporal.Instant,
): UpheavalId {
  const upheaval = begin(
    db,
    office,
    { round: round.id, kind: "day-moved", teacher: null, other: null, wait },
    now,
  )
  const change = { actor: actorOf(office), now, bySchool: true, waitMinutes: wait }
  const households = talks.map(({ household }) => household)
  const remember = remembering(db, upheaval, round.id, households)
  takeBackPromised(
    db,
    tx,
    slots.map(({ id }) => id),
    now,
    wait,
  )
  const moved = shift(db, slots, (span) => onAnotherDate(span, day.date, to))
  for (const talk of talks) moveTalk(db, tx, change, talk, moved.get(talk.slot) as Slot)
  db.sql("UPDATE round_days SET date = ? WHERE id = ?").run(to.toString(), day.id)
  for (const household of new Set(households)) giveChance(db, round.id, household, chooseAgainUntil(now))
  for (const talk of talks) remember(talk)
  followEnd(db, round.id)
  const was = windowOf(db, round.id)
  keepWindow(db, round.id)
  const dates = { day: day.id, from: day.date.toString(), to: to.toString() }
  keepChanges(db, upheaval, { ...dates, was, is: windowOf(db, round.id) } satisfies DayChanges)
  raiseRound(db, round.id)
  note(tx, change.actor, "day-moved", { round: round.id, talks: talks.length }, now)
  return upheaval
}

/** Gives the slots at their new times. Nobody holds one of them any more. Part of a write. */
export function shift(db: Db, slots: readonly Slot[], there: (span: Span) => Span): Map<SlotId, Slot> {
  const move = db.sql("UPDATE slots SET starts_at = ?, ends_at = ? WHERE id = ?")
  letGoOf(
    db,
    slots.map(({ id }) => id),
  )
  return new Map(
    slots.map((slot) => {
      const span = there(slot)
      move.run(span.startsAt.toString(), span.endsAt.toString(), slot.id)
      return [slot.id, { ...slot, ...span }]
    }),
  )
}

/** Nobody chooses after the last talk, or changes after the first one began. */
const keepWindow = (db: Db, round: RoundId) =>
  db
    .sql(
      `UPDATE rounds SET closes_at = min(closes_at, (SELECT max(ends_at) FROM slots WHERE round_id = ?1)),
          change_until = min(change_until, (SELECT min(starts_at) FROM slots WHERE round_id = ?1))
        WHERE id = ?1 AND EXISTS (SELECT 1 FROM slots WHERE round_id = ?1)`,
    )
    .run(round)

const windowOf = (db: Db, round: RoundId): Window =>
  db
    .sql<Window, [number]>("SELECT closes_at AS closes, change_until AS change FROM rounds WHERE id = ?")
    .get(round) as Window
