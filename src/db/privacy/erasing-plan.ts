import { createHash } from "node:crypto"
import type { Administrator } from "../../domain/access/access.ts"
import type { BookingId, HouseholdId, RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import { fullName, type PersonName } from "../../domain/people/people.ts"
import type { Counts, ErasingPlan, LostTalk, Person } from "../../domain/privacy/erasing.ts"
import type { Db } from "../open.ts"
import { alongText, nameOfHolders } from "../talks/pairs.ts"
import { countRows, isThere, type Rows, rowsOf } from "./person-rows.ts"

/** Everything that goes with somebody, and what that comes to. */
export type Erasing = { people: Person[]; rows: Rows; plan: ErasingPlan }

/** What is kept of somebody and what erasing them would do; null when there is no such person. */
export function planErasing(
  db: Db,
  _staff: Administrator,
  person: Person,
  now: Temporal.Instant,
): ErasingPlan | null {
  return lookAt(db, person, now)?.plan ?? null
}

/** The same with the rows themselves. */
export function lookAt(db: Db, person: Person, now: Temporal.Instant): Erasing | null {
  if (!isThere(db, person.kind, person.id)) return null
  const people = withThem(db, person)
  const rows = rowsOf(db, people)
  const copies = copiesIn(db)
  const counts: Counts = { ...countRows(rows) }
  if (copies.waiting + copies.undo > 0) counts.copies = copies.waiting + copies.undo
  const talks = talksIn(db, rows, now)
  const also = (kind: Person["kind"]) => people.filter((each) => each !== person && each.kind === kind).length
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([counts, talks.map(({ booking, startsAt }) => [booking, startsAt.toString()])]))
    .digest("base64url")
    .slice(0, 16)
  return {
    people,
    rows,
    plan: {
      counts,
      talks,
      alsoHouseholds: also("household"),
      alsoPupils: also("pupil"),
      waitingFiles: copies.waiting,
      undoCopies: copies.undo,
      fingerprint,
    },
  }
}

/** Somebody with the homes that are left without a child, or the children that are left without a home. */
function withThem(db: Db, person: Person): Person[] {
  if (person.kind === "guardian") return [person]
  const [mine, other] = person.kind === "pupil" ? ["pupil_id", "household_id"] : ["household_id", "pupil_id"]
  const alone = db
    .sql<{ id: number }, [number]>(
      `SELECT ${other} AS id FROM household_pupils WHERE ${mine} = ?1
          AND ${other} NOT IN (SELECT ${other} FROM household_pupils WHERE ${mine} <> ?1)`,
    )
    .all(person.id)
  const kind = person.kind === "pupil" ? "household" : "pupil"
  return [person, ...alone.map(({ id }) => ({ kind, id }) as const)]
}

/** Files that wait for a person, and copies to take an import back, hold many people at once. */
const copiesIn = (db: Db) =>
  db
    .sql<{ waiting: number; undo: number }, []>(
      `SELECT count(*) FILTER (WHERE state IN ('mapping', 'review')) AS waiting, count(undo) AS undo FROM imports`,
    )
    .get() ?? { waiting: 0, undo: 0 }

export type TalkRow = {
  booking: BookingId
  slot: SlotId
  round: RoundId
  teacher: TeacherId
  pupil: number
  household: HouseholdId
  starts: string
  ends: string
  uid: string
  sequence: number
}

/** The talks among these rows. */
export const talkRows = (db: Db, rows: Rows): TalkRow[] =>
  db
    .sql<TalkRow, [string]>(
      `SELECT id AS booking, slot_id AS slot, round_id AS round, teacher_id AS teacher, pupil_id AS pupil, household_id AS household,
              starts_at AS starts, ends_at AS ends, uid, sequence + ahead AS sequence
         FROM bookings WHERE id IN (SELECT value FROM json_each(?)) ORDER BY starts_at, id`,
    )
    .all(JSON.stringify([...(rows.get("bookings") ?? [])]))

function talksIn(db: Db, rows: Rows, now: Temporal.Instant): LostTalk[] {
  const child = db.sql<PersonName, [number]>("SELECT first, prefix, last FROM pupils WHERE id = ?")
  const holders = db.sql<PersonName & { along: string }, [number, number]>(
    `SELECT first, prefix, last, ${alongText("t.id", "?2")} AS along FROM teachers t WHERE id = ?1`,
  )
  const named = <Row>(row: Row | null, name: (row: Row) => string) => (row ? name(row) : "")
  const title = db.sql<{ title: string }, [number]>("SELECT title FROM rounds WHERE id = ?")
  return talkRows(db, rows)
    .filter(({ ends }) => Temporal.Instant.compare(Temporal.Instant.from(ends), now) > 0)
    .map((talk) => ({
      booking: talk.booking,
      startsAt: Temporal.Instant.from(talk.starts),
      child: named(child.get(talk.pupil), fullName),
      teacher: named(holders.get(talk.teacher, talk.round), nameOfHolders),
      round: title.get(talk.round)?.title ?? "",
      told: !rows.get("households")?.has(talk.household) && wasTold(db, talk.booking),
    }))
}

/** Did somebody hear of this talk, or choose it? Who knows nothing of it needs no cancellation. */
export const wasTold = (db: Db, booking: BookingId) =>
  db
    .sql<unknown, [number]>(
      `SELECT 1 FROM messages WHERE json_extract(facts, '$.booking') = ?
          AND (state IN ('sent', 'delivered', 'sending') OR kind = 'booking-confirmed' AND json_extract(facts, '$.bySchool') IS NULL)`,
    )
    .get(booking) !== null
