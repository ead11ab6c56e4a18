import {
  changesSince,
  type HouseholdChange,
  householdsIn,
  type Sight,
} from "../../domain/households/household-sight.ts"
import type { GuardianId, HouseholdId, PupilId } from "../../domain/ids.ts"
import { fullName, type Guardian, type PersonName, surname } from "../../domain/people/people.ts"
import type { Db } from "../open.ts"
import { pupilsIn } from "./household-verdicts.ts"

// Two colleagues at one household: the later one is told what changed since the form was shown.

function sightNow(db: Db, id: HouseholdId): Sight | null {
  const row = db.sql<{ blocked: number }, [number]>("SELECT blocked FROM households WHERE id = ?").get(id)
  if (!row) return null
  const guardians = db
    .sql<Guardian, [number]>("SELECT id, prefix, last, email, phone FROM guardians WHERE household_id = ?")
    .all(id)
  return {
    id,
    blocked: row.blocked === 1,
    children: pupilsIn(db, id).map((pupil) => ({ id: pupil })),
    guardians,
  }
}

/** Did one of these households change since it was seen? A form that says nothing of it saw nothing; a wish of nobody's form is not held to it. */
export const isLate = (db: Db, seen: string | undefined, households: readonly HouseholdId[]): boolean =>
  seen !== undefined &&
  (seen === "" || households.some((id) => changesSince(seen, id, sightNow(db, id)).length > 0))

/** A change with the name of who it is about; null when nobody here knows it any more. */
export type NamedChange = { kind: HouseholdChange["kind"]; name: string | null }

/** What became of these households, and of all that were seen, with names as they are now. */
export function changesIn(db: Db, seen: string, households: readonly HouseholdId[] = []): NamedChange[] {
  const ids = new Set([...householdsIn(seen), ...households])
  return [...ids].flatMap((id) =>
    changesSince(seen, id, sightNow(db, id)).map((change) => ({
      kind: change.kind,
      name: nameIn(db, change),
    })),
  )
}

function nameIn(db: Db, change: HouseholdChange): string | null {
  if ("pupil" in change) return nameOfPupil(db, change.pupil)
  return "guardian" in change ? nameOfGuardian(db, change.guardian) : null
}

function nameOfPupil(db: Db, pupil: PupilId): string | null {
  const row = db.sql<PersonName, [number]>("SELECT first, prefix, last FROM pupils WHERE id = ?").get(pupil)
  return row && fullName(row)
}

function nameOfGuardian(db: Db, guardian: GuardianId): string | null {
  const row = db
    .sql<{ prefix: string; last: string }, [number]>("SELECT prefix, last FROM guardians WHERE id = ?")
    .get(guardian)
  return row && (surname(row) || null)
}

/** The household that this one went into when it was merged; null when it was not, or that one is gone too. */
export function mergedInto(db: Db, household: HouseholdId): HouseholdId | null {
  const row = db
    .sql<{ into: HouseholdId }, [number]>(
      `SELECT h.id AS "into" FROM logbook l JOIN households h ON h.id = json_extract(l.about, '$.household')
        WHERE l.act = 'households-merged' AND json_extract(l.about, '$.other') = ? ORDER BY l.id DESC LIMIT 1`,
    )
    .get(household)
  return row?.into ?? null
}
