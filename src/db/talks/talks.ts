import type { Parent } from "../../domain/access/access.ts"
import type { BookingId, HouseholdId, RoundId, SlotId } from "../../domain/ids.ts"
import type { FamilyRound } from "../../domain/talks/family-round.ts"
import type { Db } from "../open.ts"
import { versionsOf } from "./boards.ts"
import { slotAt, talksOf } from "./booking-facts.ts"
import { type Edition, editionOf } from "./editions.ts"
import { type OwnRow, readFamily } from "./family-rounds.ts"

// What one household sees of a round: its children, their teachers, its own talks. Read again only when something changed.

/** A look at a round now: what it holds, and the versions of the teachers' boards in the order of children and teachers. */
export type Look = { family: FamilyRound; versions: readonly number[] }

/** What a household changes itself: its version and its talks, in one row at least. */
const ownText = `SELECT h.version, b.id, b.pupil_id, b.teacher_id, b.round_id, b.starts_at, b.sequence, b.place
   FROM households h LEFT JOIN bookings b ON b.household_id = h.id WHERE h.id = +? ORDER BY b.starts_at`

/** The round as this parent sees it now. Null when it is not published, or when it is about none of their children. */
export function lookAtRound(db: Db, { household }: Parent, round: RoundId): Look | null {
  const edition = editionOf(db)
  const own = db.sql<never, [number]>(ownText).values(household) as unknown as OwnRow[]
  const family = keep(db, edition, household, round, own)
  if (!family) return null
  const versions = versionsOf(db, edition, round)
  const teachers = family.children.flatMap((child) => child.teachers)
  return { family, versions: teachers.map(({ teacher }) => versions.get(teacher) ?? 0) }
}

/** Every round that this parent can look at and that is not over, the first to open first. */
export const roundsOfHousehold = (db: Db, parent: Parent, now: Temporal.Instant): FamilyRound[] =>
  db
    .sql<{ id: RoundId }, [string]>(
      "SELECT id FROM rounds WHERE published_at IS NOT NULL AND (ends_at IS NULL OR ends_at > ?) ORDER BY opens_at, id",
    )
    .all(now.toString())
    .flatMap(({ id }) => lookAtRound(db, parent, id)?.family ?? [])

/** A talk of this parent, with the round it is in. Null when it is not theirs. */
export function talkOf(db: Db, parent: Parent, booking: BookingId) {
  const talk = talksOf(db, parent.household).find((each) => each.id === booking)
  const look = talk && lookAtRound(db, parent, talk.round)
  return talk && look ? { talk, ...look } : null
}

/** Whose a slot is and when, for someone who wished for it. Null when it is not of this round. */
export function wishedSlot(db: Db, _parent: Parent, round: RoundId, slot: SlotId) {
  const found = slotAt(db, round, slot)
  return found && { teacher: found.teacher, at: found.startsAt }
}

/** How many rounds of households are remembered per school: on an opening evening all of them ask, again and again. */
const most = 3000
type Kept = { arranged: string; own: string; family: FamilyRound }
const kept = new WeakMap<Db, Map<string, Kept>>()

/** What a household sees: the same object for the same content, and read again only when something was changed. */
function keep(
  db: Db,
  { arranged }: Edition,
  household: HouseholdId,
  round: RoundId,
  own: OwnRow[],
): FamilyRound | null {
  const families = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, families)
  const key = `${household}/${round}`
  const known = families.get(key)
  const written = JSON.stringify(own)
  if (known?.arranged === arranged && known.own === written) return known.family
  const family = readFamily(db, household, round, own, known?.family ?? null)
  if (families.size >= most) families.clear()
  if (family) families.set(key, { arranged, own: written, family })
  return family
}
