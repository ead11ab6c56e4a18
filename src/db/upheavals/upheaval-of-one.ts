import { actorOf, type Office } from "../../domain/access/access.ts"
import type { BookingId, RoundId, UpheavalId } from "../../domain/ids.ts"
import type { Span } from "../../domain/talks/slot.ts"
import { waitMinutes } from "../../domain/upheavals/upheaval.ts"
import type { Db } from "../open.ts"
import type { Change } from "../talks/booking-news.ts"
import { readTalks } from "./upheaval-facts.ts"
import { begin, keepChanges, type OneKind, remembering } from "./upheaval-memory.ts"
import { noChanges } from "./upheaval-places.ts"

// What the office changes of one talk, or of two that change places: it waits as what is done with many does, and can be taken back as long.

/** Does `act` to these talks, which go `to` there, and remembers how they were. Part of a write. */
export function undoably(
  db: Db,
  office: Office,
  {
    round,
    kind,
    talks,
    to,
  }: { round: RoundId; kind: OneKind; talks: readonly BookingId[]; to: readonly Span[] },
  now: Temporal.Instant,
  act: (change: Change) => void,
): void {
  const was = readTalks(db, "b.id IN (SELECT value FROM json_each(?1))", [JSON.stringify(talks)])
  const wait = waitMinutes([...was, ...to], now)
  const upheaval = begin(db, office, { round, kind, teacher: null, other: null, wait }, now)
  const remember = remembering(
    db,
    upheaval,
    round,
    was.map(({ household }) => household),
  )
  const before = closedIn(db, round)
  act({ actor: actorOf(office), now, bySchool: true, waitMinutes: wait })
  for (const talk of was) remember(talk)
  // Of who holds talks with another, times on the other list may have closed.
  const closed = [...closedIn(db, round)].filter((slot) => !before.has(slot))
  keepChanges(db, upheaval, { ...noChanges(), closed })
}

const closedIn = (db: Db, round: RoundId) =>
  new Set(
    db
      .sql<{ id: number }, [number]>("SELECT id FROM slots WHERE round_id = ? AND blocked = 1")
      .all(round)
      .map(({ id }) => id),
  )

/** What the office last did with this talk by itself; null when that is nothing, or forgotten. */
export const lastDoneWith = (db: Db, _office: Office, round: RoundId, booking: BookingId) =>
  db
    .sql<{ id: UpheavalId | null }, [number, number]>(
      `SELECT max(u.id) AS id FROM upheavals u JOIN upheaval_talks t ON t.upheaval_id = u.id
        WHERE u.round_id = ? AND t.booking_id = ? AND u.kind LIKE 'one-%'`,
    )
    .get(round, booking)?.id ?? null
