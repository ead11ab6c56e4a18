import { actorOf, type Office } from "../../domain/access/access.ts"
import type { UpheavalId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { oneRoom } from "../../domain/rounds/rooms.ts"
import { type AwayWay, chooseAgainUntil, type Place } from "../../domain/upheavals/upheaval.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { raiseRound } from "../rounds/round-slots.ts"
import { moveTalk, removeTalk, stepAside } from "../talks/booking-changes.ts"
import type { Change } from "../talks/booking-news.ts"
import { listHeld } from "../talks/pairs.ts"
import { giveChance } from "./second-chances.ts"
import {
  type AwayScope,
  comingOf,
  isChangeable,
  lookAhead,
  type Outlook,
  type StandingTalk,
} from "./upheaval-facts.ts"
import { begin, keepChanges, remembering } from "./upheaval-memory.ts"
import { beThere, type Changes, closeFree, followEnd, makeRoom, noChanges } from "./upheaval-places.ts"

// A teacher cannot be there: all their talks change in one write. Messages wait ten minutes, so that it can be taken back.

export type AwayRefusal =
  /** Not what was seen: a talk came, went or moved meanwhile. */
  | { kind: "changed-meanwhile" }
  /** Not one talk can go there, or there is nothing to change. */
  | { kind: "nothing-to-do" }
  | { kind: "round-not-open" }

const kinds = { cancel: "cancelled", substitute: "substituted", later: "moved" } as const

/**
 * Does with all talks of a teacher what was seen beforehand: they are off and the families choose again, a substitute has them, or they
 * move. What cannot go stays as it is; free times close. Null when there is no such teacher in such a round.
 */
export function letTeacherBeAway(
  db: Db,
  office: Office,
  wish: AwayScope & { way: AwayWay; seen: string },
  now: Temporal.Instant,
): Promise<Result<UpheavalId, AwayRefusal> | null> {
  return write(db, (tx): Result<UpheavalId, AwayRefusal> | null => {
    const ahead = lookAhead(db, office, wish, wish.way, now)
    if (!ahead) return null
    if (!isChangeable(ahead.round, now)) return refuse({ kind: "round-not-open" })
    if (ahead.seen !== wish.seen) return refuse({ kind: "changed-meanwhile" })
    const isEmpty = ahead.plan.going.length === 0
    if (isEmpty && (wish.way.kind !== "cancel" || ahead.closing === 0))
      return refuse({ kind: "nothing-to-do" })
    return accept(carryOut(db, tx, office, wish, ahead, now))
  })
}

function carryOut(
  db: Db,
  tx: Tx,
  office: Office,
  { round, teacher, day, way }: AwayScope & { way: AwayWay },
  { plan, wait }: Outlook,
  now: Temporal.Instant,
): UpheavalId {
  const other = way.kind === "substitute" ? way.teacher : null
  const upheaval = begin(db, office, { round, kind: kinds[way.kind], teacher, other, wait }, now)
  // What comes free closes, and is nobody's to be offered.
  const change = {
    actor: actorOf(office),
    now,
    bySchool: true,
    waitMinutes: wait,
    offersLater: true,
  } as const
  const changes = noChanges()
  const households = plan.going.map(({ talk }) => talk.household)
  const remember = remembering(db, upheaval, round, households)
  if (way.kind === "cancel") for (const { talk } of plan.going) removeTalk(db, tx, change, talk)
  else moveAll(db, tx, change, changes, plan.going as { talk: StandingTalk; to: Place }[])
  const span = comingOf({ round, teacher, day }, now)
  closeFree(db, tx, changes, { round, teacher, span, wait }, now)
  for (const household of new Set(households)) giveChance(db, round, household, chooseAgainUntil(now))
  for (const { talk } of plan.going) remember(talk)
  keepChanges(db, upheaval, changes)
  followEnd(db, round)
  raiseRound(db, round)
  const about = { round, teacher, talks: plan.going.length, ...(other === null ? {} : { substitute: other }) }
  note(tx, change.actor, "teacher-away", { ...about, way: way.kind }, now)
  return upheaval
}

/** All talks step aside, so that one may have the place of another, and then go where they go. */
function moveAll(
  db: Db,
  tx: Tx,
  change: Change,
  changes: Changes,
  going: readonly { talk: StandingTalk; to: Place }[],
): void {
  const [first] = going
  if (!first) return
  const { round, teacher } = first.talk
  const { rooms } = listHeld(db, round, teacher) ?? { rooms: oneRoom("") }
  stepAside(
    db,
    going.map(({ talk }) => talk.id),
  )
  const places = going.map(({ to }) => to)
  beThere(db, changes, round, first.to.teacher, { spans: places, rooms })
  for (const { talk, to } of going) moveTalk(db, tx, change, talk, makeRoom(db, changes, round, to))
}
