import { actorOf, type Staff } from "../../domain/access/access.ts"
import type { RoundId, SlotId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { phase, type Round } from "../../domain/rounds/round.ts"
import { decideBlocking } from "../../domain/talks/arranging.ts"
import { isAsShown, type ShownTime } from "../../domain/talks/shown-time.ts"
import { overlap, type Span } from "../../domain/talks/slot.ts"
import { type Db, write } from "../open.ts"
import { findRound } from "../rounds/round-setup.ts"
import { setBlocked } from "./arranged-talks.ts"
import { slotAt } from "./booking-facts.ts"
import { holds, listHeld } from "./pairs.ts"

/** A time of the teacher's own that is still to come: closed, or with a talk that keeps it open. */
export type OwnTime = Span & { slot: SlotId; closed: boolean; taken: boolean }

type Row = { slot: SlotId; starts: string; ends: string; blocked: number; taken: number }

/** The times in a round that this member of staff holds and that are still to come; `together`: by name, when they do not hold them alone. Null when they are not in it, or parents cannot see it. */
export function ownTimes(
  db: Db,
  staff: Staff,
  id: RoundId,
  now: Temporal.Instant,
): { round: Round; times: OwnTime[]; together: string | null } | null {
  const round = findRound(db, id)
  if (!round?.publishedAt || staff.teacher === null) return null
  const rows = db
    .sql<Row, [number, number, string]>(
      `SELECT s.id AS slot, s.starts_at AS starts, s.ends_at AS ends, s.blocked, EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id) AS taken
         FROM slots s WHERE s.round_id = ?1 AND ${holds("s.teacher_id", "?1", "?2")} AND s.starts_at > ?3 ORDER BY s.starts_at`,
    )
    .all(id, staff.teacher, now.toString())
  const times = rows.map(({ slot, starts, ends, blocked, taken }) => ({
    slot,
    startsAt: Temporal.Instant.from(starts),
    endsAt: Temporal.Instant.from(ends),
    closed: blocked === 1,
    taken: taken === 1,
  }))
  const held = listHeld(db, id, staff.teacher)
  return held && { round, times, together: held.together }
}

/** Why times stay as they are: the round is over, the school moved some, or families chose these in the meantime. */
export type OwnTimesRefusal =
  | { kind: "over" | "moved-meanwhile" }
  | { kind: "chosen-meanwhile"; at: Temporal.Instant[] }

/**
 * Closes those of the `shown` times that are among `closed`, and opens the others: all of it or nothing. A time with a talk is not
 * closed. Null when the round is not theirs.
 */
export function setOwnTimes(
  db: Db,
  staff: Staff,
  wish: { round: RoundId; shown: readonly ShownTime[]; closed: readonly SlotId[] },
  now: Temporal.Instant,
): Promise<Result<true, OwnTimesRefusal> | null> {
  return write(db, (tx) => {
    const own = ownTimes(db, staff, wish.round, now)
    if (!own) return null
    if (phase(own.round, now) === "past") return refuse({ kind: "over" })
    if (wish.shown.some((each) => isElsewhere(db, wish.round, each)))
      return refuse({ kind: "moved-meanwhile" })
    const [shown, closed] = [new Set(wish.shown.map(({ slot }) => slot)), new Set(wish.closed)]
    const changed = own.times.filter((time) => shown.has(time.slot) && closed.has(time.slot) !== time.closed)
    const taken = changed.filter((time) => !decideBlocking(time, closed.has(time.slot)).ok)
    const chosen = [...taken, ...takenAlong(db, own, wish)].map(({ startsAt }) => startsAt)
    if (chosen.length > 0) return refuse({ kind: "chosen-meanwhile", at: chosen })
    for (const { slot } of changed)
      setBlocked(db, tx, actorOf(staff), { round: wish.round, slot, blocked: closed.has(slot) }, now)
    return accept(true as const)
  })
}

/** Is a time that was shown at another moment now? What is there no more is nobody's to close. */
function isElsewhere(db: Db, round: RoundId, shown: ShownTime): boolean {
  const slot = slotAt(db, round, shown.slot)
  return slot !== null && !isAsShown(shown, slot)
}

/** Those of the times that should close which a longer talk took along meanwhile. */
function takenAlong(
  db: Db,
  { times }: { times: readonly OwnTime[] },
  { round, shown, closed }: { round: RoundId; shown: readonly ShownTime[]; closed: readonly SlotId[] },
): Span[] {
  const gone = closed.filter(
    (id) => shown.some((each) => each.slot === id) && !times.some(({ slot }) => slot === id),
  )
  const spans = gone.flatMap((id) => slotAt(db, round, id) ?? [])
  return spans.filter((span) => times.some((time) => time.taken && overlap(time, span)))
}
