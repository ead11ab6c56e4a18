import { actorOf, type Office } from "../../domain/access/access.ts"
import type { RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import { fullName, type PersonName } from "../../domain/people/people.ts"
import { accept, type Result } from "../../domain/result.ts"
import { type Absence, absencesOn, isClosed } from "../../domain/rounds/absence.ts"
import type { KnownDay, RoundTeacher } from "../../domain/rounds/presence.ts"
import { decidePublish, type PublishRefusal, type Round } from "../../domain/rounds/round.ts"
import { overlap, type Recut, recut, type Slot, type Span } from "../../domain/talks/slot.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { closeDoubled } from "../talks/pair-places.ts"
import { holds } from "../talks/pairs.ts"
import { takeBackPromised } from "../talks/waiting-promises.ts"
import { absencesOf, changeAbsences } from "./absences.ts"
import { ensureInvitations } from "./round-invitations.ts"
import { readSetup } from "./round-setup.ts"

/** A teacher's talk or time that stands in the way. */
export type InTheWay = { teacher: string; id: TeacherId; at: Temporal.Instant }

export type SlotChanges = {
  teachers: { teacher: TeacherId; with: TeacherId | null; recut: NewTimes }[]
  /** Absences that a new time begins closed for: from then on the time itself knows. */
  heeded: Absence[]
  /** A slot with a talk that would be lost. */
  lost: InTheWay | null
  /** A new slot at a moment when its teacher already has one in another round. */
  elsewhere: InTheWay | null
}

/** What is cut; closed when somebody who holds it said not to be there then. */
type NewTimes = Omit<Recut, "cut"> & { cut: (Span & { blocked: boolean })[] }

type SlotRow = {
  id: SlotId
  teacher: TeacherId
  startsAt: string
  endsAt: string
  blocked: number
  booked: number
}
type HadSlot = Slot & { booked: boolean }

/** What happens to the slots of a round when these teachers are there on these days. Writes nothing. */
export function slotChanges(
  db: Db,
  round: Round,
  days: readonly KnownDay[],
  teachers: readonly RoundTeacher[],
): SlotChanges {
  const had = slotsOf(db, round.id)
  const leaving = [...had.keys()].filter((id) => !teachers.some((each) => each.teacher === id))
  const all = [...teachers, ...leaving.map((teacher) => ({ teacher, presence: [], with: null }))]
  const absences = absencesOf(db, round.id)
  const changes = all.map((each) => {
    const slots = had.get(each.teacher) ?? []
    const away = absencesOn(each.teacher, absences, teachers)
    return {
      teacher: each.teacher,
      with: each.with,
      recut:
        each.with === null
          ? withClosed(recut({ ...round, days, presence: each.presence }, slots), away)
          : withoutTimes(slots),
    }
  })
  const lost = changes.flatMap((each) => each.recut.lost)[0]
  const elsewhere = promisedElsewhere(db, round.id, changes, had)
  return {
    teachers: changes,
    heeded: changes.flatMap(({ teacher, recut: { cut } }) =>
      absencesOn(teacher, absences, teachers).filter((absence) => isClosed(absence, cut)),
    ),
    lost: lost ? { teacher: nameOf(db, lost.teacher), id: lost.teacher, at: lost.startsAt } : null,
    elsewhere: elsewhere
      ? { teacher: nameOf(db, elsewhere.teacher), id: elsewhere.teacher, at: elsewhere.at }
      : null,
  }
}

const withClosed = ({ cut, ...rest }: Recut, away: readonly Absence[]): NewTimes => ({
  ...rest,
  cut: cut.map((span) => ({ ...span, blocked: isClosed(span, away) })),
})

/** Who is with another has no times; a talk that somebody else's absence brought stays where it is. */
const withoutTimes = (slots: readonly HadSlot[]): NewTimes => ({
  dropped: slots.filter(({ booked }) => !booked),
  cut: [],
  lost: [],
})

function slotsOf(db: Db, round: RoundId): Map<TeacherId, HadSlot[]> {
  const rows = db
    .sql<SlotRow, [number]>(
      `SELECT s.id, s.teacher_id AS teacher, s.starts_at AS startsAt, s.ends_at AS endsAt, s.blocked,
              EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id) AS booked
         FROM slots s WHERE s.round_id = ? ORDER BY s.starts_at`,
    )
    .all(round)
  return Map.groupBy(
    rows.map((row) => ({ ...row, ...span(row), blocked: row.blocked === 1, booked: row.booked === 1 })),
    (slot) => slot.teacher,
  )
}

const span = (row: { startsAt: string; endsAt: string }): Span => ({
  startsAt: Temporal.Instant.from(row.startsAt),
  endsAt: Temporal.Instant.from(row.endsAt),
})

/** A new time at which somebody who will hold it has times in another round. Who is new on a list finds all of its times new. */
function promisedElsewhere(
  db: Db,
  round: RoundId,
  changes: SlotChanges["teachers"],
  had: ReadonlyMap<TeacherId, HadSlot[]>,
) {
  const others = db.sql<{ startsAt: string; endsAt: string }, [number, number]>(
    `SELECT starts_at AS startsAt, ends_at AS endsAt FROM slots s WHERE ${holds("s.teacher_id", "s.round_id", "?1")} AND round_id <> ?2`,
  )
  for (const each of changes) {
    const list = changes.find(({ teacher }) => teacher === each.with) ?? each
    const stays = each.with === null ? [] : (had.get(each.with) ?? [])
    const promised = others.all(each.teacher, round).map(span)
    const clash = [...list.recut.cut, ...stays].find((slot) => promised.some((other) => overlap(slot, other)))
    if (clash) return { teacher: each.teacher, at: clash.startsAt }
  }
  return null
}

function nameOf(db: Db, teacher: TeacherId): string {
  const name = db
    .sql<PersonName, [number]>("SELECT first, prefix, last FROM teachers WHERE id = ?")
    .get(teacher)
  return name ? fullName(name) : ""
}

/** Carries the changes out, tells whom a time was promised that goes, and keeps the end of the round beside them. Part of a write. */
export function applySlots(
  db: Db,
  tx: Tx,
  round: RoundId,
  { teachers, heeded }: SlotChanges,
  now: Temporal.Instant,
): void {
  const drop = db.sql("DELETE FROM slots WHERE id = ?")
  const add = db.sql(
    "INSERT INTO slots (round_id, teacher_id, starts_at, ends_at, blocked) VALUES (?, ?, ?, ?, ?)",
  )
  for (const { teacher, recut } of teachers) {
    takeBackPromised(
      db,
      tx,
      recut.dropped.map(({ id }) => id),
      now,
      0,
    )
    for (const { id } of recut.dropped) drop.run(id)
    for (const { startsAt, endsAt, blocked } of recut.cut)
      add.run(round, teacher, startsAt.toString(), endsAt.toString(), blocked ? 1 : 0)
  }
  changeAbsences(db, round, { dropped: heeded })
  closeDoubled(db, round)
  db.sql("UPDATE rounds SET ends_at = (SELECT max(ends_at) FROM slots WHERE round_id = ?) WHERE id = ?").run(
    round,
    round,
  )
}

let lastMoment = 0
/** Microseconds as a clock of milliseconds tells them: later at every asking, and far enough to leave room for bookings between two. */
const laterMoment = () => {
  lastMoment = Math.max(lastMoment + 1000, Date.now() * 1000)
  return lastMoment
}

/**
 * Makes every page about this round a new one: its boards, and what its households see. A teacher who comes back begins anew, and no board
 * of theirs was ever kept under a moment that is now. Part of a write.
 */
export function raiseRound(db: Db, round: RoundId): void {
  db.sql("UPDATE round_teachers SET version = max(version + 1, ?) WHERE round_id = ?").run(
    laterMoment(),
    round,
  )
  db.sql(
    "UPDATE households SET version = version + 1 WHERE id IN (SELECT household_id FROM invitations WHERE round_id = ?)",
  ).run(round)
}

/**
 * Publishes a round: its slots are cut, every household with a pupil in it gets a code and a link, and parents can see it. All of
 * it or nothing. Null when there is no such round.
 */
export function publishRound(
  db: Db,
  office: Office,
  id: RoundId,
  now: Temporal.Instant,
): Promise<Result<true, PublishRefusal> | null> {
  return write(db, (tx) => {
    const setup = readSetup(db, id)
    if (!setup) return null
    const changes = slotChanges(db, setup.round, setup.days, setup.teachers)
    const slots = changes.teachers.flatMap((each) => each.recut.cut.filter(({ blocked }) => !blocked))
    const decision = decidePublish(setup.round, { slots, elsewhere: changes.elsewhere }, now)
    if (!decision.ok) return decision
    applySlots(db, tx, id, changes, now)
    db.sql("UPDATE rounds SET published_at = ? WHERE id = ?").run(now.toString(), id)
    const invited = ensureInvitations(db, tx, id, now)
    raiseRound(db, id)
    note(tx, actorOf(office), "round-published", { round: id, slots: slots.length, invited }, now)
    return accept(true)
  })
}
