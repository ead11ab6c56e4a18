import { actorOf, type Staff } from "../../domain/access/access.ts"
import type { RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { absencesOn, decideAbsences, isClosed } from "../../domain/rounds/absence.ts"
import { phase, type Round } from "../../domain/rounds/round.ts"
import { decideBlocking } from "../../domain/talks/arranging.ts"
import { isAsShown, notCut, type ShownTime } from "../../domain/talks/shown-time.ts"
import { cutSlots, overlap, type Span } from "../../domain/talks/slot.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { absencesOf, changeAbsences } from "../rounds/absences.ts"
import { findRound, type RoundSetup, readSetup } from "../rounds/round-setup.ts"
import { setBlocked } from "./arranged-talks.ts"
import { slotAt } from "./booking-facts.ts"
import { holds, listHeld } from "./pairs.ts"

/** A time of the teacher's own that is still to come: closed, or with a talk that keeps it open. While the round is planned it is `notCut`. */
export type OwnTime = Span & { slot: SlotId; closed: boolean; taken: boolean }

type OwnTimes = { round: Round; times: OwnTime[]; together: string | null }

/**
 * The times in a round that this member of staff holds and that are still to come, or would be if the round were published now; `together`: by
 * name, when they do not hold them alone. Null when they are not in it.
 */
export function ownTimes(db: Db, staff: Staff, id: RoundId, now: Temporal.Instant): OwnTimes | null {
  const { teacher } = staff
  const round = findRound(db, id)
  const held = teacher === null ? null : listHeld(db, id, teacher)
  if (!round || !held || teacher === null) return null
  const all = round.publishedAt === null ? plannedTimes(db, id, held.list) : cutTimes(db, id, teacher)
  const times = all.filter(({ startsAt }) => Temporal.Instant.compare(startsAt, now) > 0)
  return { round, times, together: held.together }
}

/** What would be cut for this list, and which of it would begin closed. */
function plannedTimes(db: Db, id: RoundId, list: TeacherId): OwnTime[] {
  const { round, days, teachers } = readSetup(db, id) as RoundSetup
  const presence = teachers.find(({ teacher }) => teacher === list)?.presence ?? []
  const away = absencesOn(list, absencesOf(db, id), teachers)
  return cutSlots({ ...round, days, presence }).map((span) => ({
    ...span,
    slot: notCut,
    closed: isClosed(span, away),
    taken: false,
  }))
}

type Row = { slot: SlotId; starts: string; ends: string; blocked: number; taken: number }

const cutTimes = (db: Db, round: RoundId, teacher: TeacherId): OwnTime[] =>
  db
    .sql<Row, [number, number]>(
      `SELECT s.id AS slot, s.starts_at AS starts, s.ends_at AS ends, s.blocked, EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id) AS taken
         FROM slots s WHERE s.round_id = ?1 AND ${holds("s.teacher_id", "?1", "?2")} ORDER BY s.starts_at`,
    )
    .all(round, teacher)
    .map(({ slot, starts, ends, blocked, taken }) => ({
      slot,
      startsAt: Temporal.Instant.from(starts),
      endsAt: Temporal.Instant.from(ends),
      closed: blocked === 1,
      taken: taken === 1,
    }))

/** Why times stay as they are: the round is over, the school moved some, or families chose these in the meantime. */
export type OwnTimesRefusal =
  | { kind: "over" | "moved-meanwhile" }
  | { kind: "chosen-meanwhile"; at: Temporal.Instant[] }

type Wish = { round: RoundId; shown: readonly ShownTime[]; closed: readonly ShownTime[] }
type Kept = Result<true, OwnTimesRefusal>

/**
 * Closes those of the `shown` times that are among `closed`, and opens the others: all of it or nothing. A time with a talk is not
 * closed. Before the round is published it is kept for when its times are cut. Null when the round is not theirs.
 */
export function setOwnTimes(db: Db, staff: Staff, wish: Wish, now: Temporal.Instant): Promise<Kept | null> {
  return write(db, (tx) => {
    const own = ownTimes(db, staff, wish.round, now)
    if (!own) return null
    return own.round.publishedAt === null
      ? keepAbsences(db, tx, staff, own, wish, now)
      : closeTimes(db, tx, staff, own, asCut(own, wish), now)
  })
}

/** What was shown before the round was published is known by its moment. */
function asCut({ times }: OwnTimes, { round, shown, closed }: Wish): Wish {
  const cut = (written: ShownTime): ShownTime =>
    written.slot === notCut
      ? { ...written, slot: times.find((time) => isAsShown(written, time))?.slot ?? notCut }
      : written
  return { round, shown: shown.map(cut), closed: closed.map(cut) }
}

function closeTimes(db: Db, tx: Tx, staff: Staff, own: OwnTimes, wish: Wish, now: Temporal.Instant): Kept {
  if (phase(own.round, now) === "past") return refuse({ kind: "over" })
  if (wish.shown.some((each) => each.slot === notCut || isElsewhere(db, wish.round, each)))
    return refuse({ kind: "moved-meanwhile" })
  const idsOf = (written: readonly ShownTime[]) => new Set(written.map(({ slot }) => slot))
  const [shown, closed] = [idsOf(wish.shown), idsOf(wish.closed)]
  const changed = own.times.filter((time) => shown.has(time.slot) && closed.has(time.slot) !== time.closed)
  const taken = changed.filter((time) => !decideBlocking(time, closed.has(time.slot)).ok)
  const chosen = [...taken, ...takenAlong(db, own, wish.round, shown, closed)].map(({ startsAt }) => startsAt)
  if (chosen.length > 0) return refuse({ kind: "chosen-meanwhile", at: chosen })
  for (const { slot } of changed)
    setBlocked(db, tx, actorOf(staff), { round: wish.round, slot, blocked: closed.has(slot) }, now)
  return accept(true as const)
}

function keepAbsences(
  db: Db,
  tx: Tx,
  staff: Staff,
  own: OwnTimes,
  { round, shown, closed }: Wish,
  now: Temporal.Instant,
): Kept {
  const isAmong = (time: OwnTime, written: readonly ShownTime[]) =>
    written.some((each) => isAsShown(each, time))
  const times = own.times
    .filter((time) => isAmong(time, shown))
    .map((time) => ({ ...time, was: time.closed, closed: isAmong(time, closed) }))
  if (times.length < shown.length) return refuse({ kind: "moved-meanwhile" })
  const { teachers } = readSetup(db, round) as RoundSetup
  const teacher = staff.teacher as TeacherId
  const list = teachers.find((each) => each.teacher === teacher)?.with ?? teacher
  changeAbsences(db, round, decideAbsences(absencesOn(list, absencesOf(db, round), teachers), times, teacher))
  const changed = times.filter((time) => time.was !== time.closed).length
  if (changed > 0) note(tx, actorOf(staff), "absences-said", { round, times: changed }, now)
  return accept(true as const)
}

/** Is a time that was shown at another moment now? What is there no more is nobody's to close. */
function isElsewhere(db: Db, round: RoundId, shown: ShownTime): boolean {
  const slot = slotAt(db, round, shown.slot)
  return slot !== null && !isAsShown(shown, slot)
}

/** Those of the times that should close which a longer talk took along meanwhile. */
function takenAlong(
  db: Db,
  { times }: OwnTimes,
  round: RoundId,
  shown: ReadonlySet<SlotId>,
  closed: ReadonlySet<SlotId>,
): Span[] {
  const gone = [...closed].filter((id) => shown.has(id) && !times.some(({ slot }) => slot === id))
  const spans = gone.flatMap((id) => slotAt(db, round, id) ?? [])
  return spans.filter((span) => times.some((time) => time.taken && overlap(time, span)))
}
