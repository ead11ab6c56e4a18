import { matches } from "../../domain/households/household-lines.ts"
import { fullName, type PersonName } from "../../domain/people/people.ts"
import type { Db } from "../open.ts"

// What an operator can see of a school through the window that it opened; `askToLook` comes first, always.

/** How much there is of everything. */
export const overviewFor = (db: Db) =>
  db
    .sql<
      Record<"pupils" | "households" | "guardians" | "teachers" | "rounds" | "talks" | "waiting", number>,
      []
    >(
      `SELECT (SELECT count(*) FROM pupils WHERE left_at IS NULL) AS pupils, (SELECT count(*) FROM households) AS households,
              (SELECT count(*) FROM guardians) AS guardians, (SELECT count(*) FROM teachers WHERE left_at IS NULL) AS teachers,
              (SELECT count(*) FROM rounds) AS rounds, (SELECT count(*) FROM bookings) AS talks,
              (SELECT count(*) FROM messages WHERE state IN ('queued', 'sending')) AS waiting`,
    )
    .get()

/** The rounds with their dates and how many times were chosen. */
export const roundsFor = (db: Db) =>
  db
    .sql<{ id: number; title: string; opensAt: string; closesAt: string; slots: number; taken: number }, []>(
      `SELECT id, title, opens_at AS opensAt, closes_at AS closesAt,
              (SELECT count(*) FROM slots WHERE round_id = r.id) AS slots, (SELECT count(*) FROM bookings WHERE round_id = r.id) AS taken
         FROM rounds r ORDER BY opens_at`,
    )
    .all()

/** Pupils in whose name every word occurs, with the numbers of their households; at most twenty. */
export function peopleFor(db: Db, search: string) {
  return db
    .sql<PersonName & { id: number; homes: string | null }, []>(
      `SELECT p.id, p.first, p.prefix, p.last, (SELECT group_concat(household_id) FROM household_pupils WHERE pupil_id = p.id) AS homes
         FROM pupils p ORDER BY p.last, p.first`,
    )
    .all()
    .filter((pupil) => matches(search, [fullName(pupil)]))
    .slice(0, 20)
    .map(({ id, homes, ...name }) => ({ id, name: fullName(name), homes: homes ?? "" }))
}

/** Messages that did not arrive, the last fifty: numbers and reasons, no address. */
export const failedFor = (db: Db) =>
  db
    .sql<{ id: number; kind: string; failure: string | null; household: number | null; at: string }, []>(
      `SELECT id, kind, failure, household_id AS household, queued_at AS at FROM messages WHERE state = 'failed' ORDER BY id DESC LIMIT 50`,
    )
    .all()
