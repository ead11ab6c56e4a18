import type { Office } from "../../domain/access/access.ts"
import { readInstant } from "../../domain/clock.ts"
import type { BookingId, HouseholdId, PupilId, RoundId, TeacherId, UpheavalId } from "../../domain/ids.ts"
import { entrySequence } from "../../domain/talks/booking.ts"
import type { NotBack } from "../../domain/upheavals/undoing.ts"
import type { Db } from "../open.ts"
import { tickedIn } from "../talks/swap-times.ts"
import { chanceOf, resetChance } from "./second-chances.ts"
import { readTalks, type StandingTalk } from "./upheaval-facts.ts"

// What is remembered of an upheaval, for a day: which talks it changed and how they were. Ids and instants only.

/** With many talks at once. */
export type ManyKind = "cancelled" | "substituted" | "moved" | "day-moved"
/** With one talk, or with two that change places. */
export type OneKind = "one-cancelled" | "one-moved" | "one-swapped"

export const isOfOne = (kind: ManyKind | OneKind): kind is OneKind => kind.startsWith("one-")

export type UpheavalRow = {
  id: UpheavalId
  kind: ManyKind | OneKind
  round: RoundId
  leaves: string
  undone: string | null
  changes: string
}

/** A talk as it was, from the memory of an upheaval. */
export type Remembered = StandingTalk & {
  waiting: number
  chanceUntil: Temporal.Instant | null
  also: string
}

type Begun = {
  round: RoundId
  kind: string
  teacher: TeacherId | null
  other: TeacherId | null
  wait: number
}

/** The row that everything of an upheaval hangs on. Part of a write. */
export const begin = (
  db: Db,
  office: Office,
  { round, kind, teacher, other, wait }: Begun,
  now: Temporal.Instant,
): UpheavalId =>
  Number(
    db
      .sql(
        `INSERT INTO upheavals (round_id, kind, teacher_id, other_id, acted_by, acted_at, leaves_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(round, kind, teacher, other, office.staff, now.toString(), now.add({ minutes: wait }).toString())
      .lastInsertRowid,
  ) as UpheavalId

/** Remembers each talk as it was before the change, and what waits to be told of it. Part of a write; begun before anything changes. */
export function remembering(
  db: Db,
  upheaval: UpheavalId,
  round: RoundId,
  households: readonly HouseholdId[],
): (talk: StandingTalk) => void {
  const chances = new Map(households.map((household) => [household, chanceOf(db, round, household)]))
  const also = tickedIn(db, round)
  return (talk) => {
    db.sql(
      `INSERT INTO upheaval_talks (upheaval_id, booking_id, household_id, pupil_id, teacher_id, starts_at, ends_at, sequence, ahead, place, note, also, uid,
          booked_at, waiting, chance_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      upheaval,
      talk.id,
      talk.household,
      talk.pupil,
      talk.teacher,
      talk.startsAt.toString(),
      talk.endsAt.toString(),
      talk.sequence,
      talk.ahead,
      talk.place,
      talk.note,
      also.get(talk.id) ?? "[]",
      talk.uid,
      talk.bookedAt,
      countWaiting(db, talk.id, entrySequence(talk) + 1),
      chances.get(talk.household)?.toString() ?? null,
    )
  }
}

/** How many messages that carry this SEQUENCE of a talk's entry wait, and left for nobody yet. */
export const countWaiting = (db: Db, booking: BookingId, sequence: number): number =>
  db
    .sql<{ count: number }, [number, number]>(
      `SELECT count(*) AS count FROM messages WHERE kind LIKE 'booking-%' AND state = 'queued' AND attempts = 0
          AND json_extract(facts, '$.booking') = ? AND json_extract(facts, '$.sequence') = ?`,
    )
    .get(booking, sequence)?.count ?? 0

/** Part of a write. */
export const keepChanges = (db: Db, upheaval: UpheavalId, changes: object) =>
  db.sql("UPDATE upheavals SET changes = ? WHERE id = ?").run(JSON.stringify(changes), upheaval)

type TalkRow = {
  id: BookingId
  household: HouseholdId
  pupil: PupilId
  teacher: TeacherId
  starts: string
  ends: string
  sequence: number
  ahead: number
  place: string | null
  note: string
  also: string
  uid: string
  bookedAt: string
  waiting: number
  chance: string | null
}

/** The talks of an upheaval as they were, in order. */
export const rememberedOf = (db: Db, { id, round }: UpheavalRow): Remembered[] =>
  db
    .sql<TalkRow, [number]>(
      `SELECT booking_id AS id, household_id AS household, pupil_id AS pupil, teacher_id AS teacher, starts_at AS starts, ends_at AS ends,
          sequence, ahead, place, note, also, uid, booked_at AS bookedAt, waiting, chance_until AS chance
         FROM upheaval_talks WHERE upheaval_id = ? ORDER BY starts_at, booking_id`,
    )
    .all(id)
    .map(({ starts, ends, chance, ...row }) => ({
      ...row,
      round,
      slot: 0 as StandingTalk["slot"],
      child: "",
      startsAt: Temporal.Instant.from(starts),
      endsAt: Temporal.Instant.from(ends),
      chanceUntil: readInstant(chance),
    }))

/** Those of these talks that stand now, wherever that is. */
export const standingOf = (
  db: Db,
  talks: readonly { id: BookingId }[],
): ReadonlyMap<BookingId, StandingTalk> =>
  new Map(
    readTalks(db, "b.id IN (SELECT value FROM json_each(?1))", [
      JSON.stringify(talks.map(({ id }) => id)),
    ]).map((talk) => [talk.id, talk]),
  )

/** What came of each talk; who has all of them back has no second chance any more. */
export function noteOutcomes(
  db: Db,
  { id, round }: UpheavalRow,
  talks: readonly Remembered[],
  not: ReadonlyMap<BookingId, NotBack>,
): void {
  const outcome = db.sql("UPDATE upheaval_talks SET outcome = ? WHERE upheaval_id = ? AND booking_id = ?")
  for (const talk of talks) outcome.run(not.get(talk.id) ?? "back", id, talk.id)
  for (const [household, own] of Map.groupBy(talks, (talk) => talk.household))
    if (own.every((talk) => !not.has(talk.id))) resetChance(db, round, household, own[0]?.chanceUntil ?? null)
}
