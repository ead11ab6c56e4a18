import { householdLines } from "../../src/db/households/household-lists.ts"
import {
  type Arrival,
  placeInHouseholds,
  restoreHouseholds,
  snapshotHouseholds,
} from "../../src/db/households/households.ts"
import { type Db, write } from "../../src/db/open.ts"
import { sightOf } from "../../src/domain/households/household-sight.ts"
import type { HouseholdId, PupilId } from "../../src/domain/ids.ts"
import { fold, foldSurname } from "../../src/domain/people/people.ts"
import type { RosterGuardian } from "../../src/domain/rosters/roster.ts"
import type { HouseholdSnapshot } from "../../src/domain/rosters/taking-back.ts"
import type { World } from "./app.ts"
import { cast } from "./school.ts"

type Told = { postcode?: string; address?: string; secret?: boolean; prefix?: string }

/** A guardian as a file tells it. */
export const guardian = (email: string | null, more: Partial<RosterGuardian> = {}): RosterGuardian => ({
  prefix: "",
  last: "",
  email,
  phone: null,
  home: 1,
  addressHash: null,
  ...more,
})

/** A pupil as it comes out of a file. */
export const arrive = (
  id: number,
  guardians: RosterGuardian[] = [],
  familyHash: string | null = null,
): Arrival => ({
  pupil: id as PupilId,
  familyHash,
  guardians,
})

/** The cast as a file would bring it: the same guardians that they have. */
export const castArrives = (): Arrival[] => [
  arrive(cast.pupils.defne, [guardian("yilmaz@post.example", { last: "Yilmaz" })]),
  ...[cast.pupils.sem, cast.pupils.lotte, cast.pupils.daan].map((id) =>
    arrive(id, [guardian("devries@post.example", { prefix: "de", last: "Vries" })]),
  ),
  arrive(cast.pupils.mila, [
    guardian("bakker@post.example", { last: "Bakker" }),
    guardian("jansen@post.example", { last: "Jansen", home: 2 }),
  ]),
]

/** What a form carries that has every household before it as it is now. */
export const seenNow = ({ school }: World): string => sightOf(householdLines(school, allIn(school)))

const allIn = (db: Db) =>
  db
    .sql<{ id: HouseholdId }, []>("SELECT id FROM households")
    .all()
    .map(({ id }) => id)

/** Imports into this world's school, and what became of its households. */
export function homesIn(world: World) {
  const db = world.school

  /** Writes a pupil as the import does before it asks for a home. */
  function pupil(first: string, last: string, told: Told = {}): PupilId {
    return db
      .sql<{ id: PupilId }, (string | number | null)[]>(
        `INSERT INTO pupils (first, prefix, last, folded_first, folded_last, postcode_hash, address_hash, protected_address)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
      )
      .get(
        first,
        told.prefix ?? "",
        last,
        fold(first),
        foldSurname(last),
        told.postcode ?? null,
        told.address ?? null,
        told.secret ? 1 : 0,
      )?.id as PupilId
  }

  const place = (arrivals: Arrival[]) =>
    write(db, (tx) => placeInHouseholds(db, tx, arrivals, world.clock.now))
  /** The same file once more, with what changed in it. */
  const again = (change: (told: Arrival[]) => void = () => undefined) => {
    const told = castArrives()
    change(told)
    return place(told)
  }
  const snapshot = () => write(db, () => snapshotHouseholds(db))
  const restore = (to: HouseholdSnapshot) => write(db, (tx) => restoreHouseholds(db, tx, to))

  /** Households of these pupils, as numbers. */
  const householdsOf = (id: number) =>
    db
      .sql<{ household: number }, [number]>(
        "SELECT household_id AS household FROM household_pupils WHERE pupil_id = ? ORDER BY 1",
      )
      .all(id)
      .map((row) => row.household)
  const mailsOf = (household: number | undefined) =>
    db
      .sql<{ email: string | null }, [number]>(
        "SELECT email FROM guardians WHERE household_id = ? ORDER BY email",
      )
      .all(household ?? 0)
      .map((row) => row.email)
  const stateOf = (household: number) =>
    db
      .sql<{ version: number; generation: number }, [number]>(
        "SELECT version, code_generation AS generation FROM households WHERE id = ?",
      )
      .get(household)
  const openDoubts = () =>
    db
      .sql<{ doubt: string }, []>(
        "SELECT kind || ' ' || household_id || coalesce('-' || other_id, '') AS doubt FROM household_doubts WHERE settled_at IS NULL ORDER BY 1",
      )
      .all()
      .map((row) => row.doubt)
  const sessions = () =>
    db.sql<{ household: number }, []>("SELECT household_id AS household FROM parent_sessions").all()
  const book = (household: number, child: number, slot: number) =>
    db.client.run(
      `INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at)
     SELECT id, round_id, teacher_id, ?, ?, starts_at, ends_at, 'uid-' || id, starts_at FROM slots WHERE id = ?`,
      [child, household, slot],
    )

  return {
    pupil,
    place,
    again,
    snapshot,
    restore,
    householdsOf,
    mailsOf,
    stateOf,
    openDoubts,
    sessions,
    book,
  }
}
