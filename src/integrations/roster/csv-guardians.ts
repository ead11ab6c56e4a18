import { type Cells, type GuardianRead, readGuardians } from "./csv-rows.ts"
import { addGuardians } from "./homes.ts"
import type { Remarks } from "./remarks.ts"

/** Who belongs to which pupil number, from rows that each name a guardian and the numbers of their children. */
export function childrenOf(rows: Iterable<Cells>, remarks: Remarks): Map<string, GuardianRead[]> {
  const pupils = new Map<string, GuardianRead[]>()
  for (const cells of rows) {
    const numbers = [...cells.every("guardian.children"), ...cells.every("pupil.key")].flatMap(({ cell }) =>
      cell.split(/[\s,;/|]+/).filter((number) => number !== "" && !number.startsWith("#")),
    )
    if (numbers.length === 0) remarks.say("E01", { line: cells.line, variant: "no-key" })
    const guardians = readGuardians(cells, remarks)
    for (const number of new Set(numbers)) {
      const known = pupils.get(number) ?? []
      addGuardians(known, guardians)
      pupils.set(number, known)
    }
  }
  return pupils
}
