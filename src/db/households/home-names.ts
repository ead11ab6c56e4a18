import type { HouseholdId } from "../../domain/ids.ts"
import type { Db } from "../open.ts"

/** Whose parents they are, for a child with more than one home: "Bakker, de Vries". Null when nobody is known. */
export function nameOfHome(db: Db, household: HouseholdId): string | null {
  const names = db
    .sql<never, [number]>(
      "SELECT DISTINCT trim(prefix || ' ' || last) AS name FROM guardians WHERE household_id = ? ORDER BY id",
    )
    .values(household) as [string][]
  return names.flatMap(([name]) => (name === "" ? [] : [name])).join(", ") || null
}
