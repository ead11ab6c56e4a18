import { keysOf } from "../../sealing.ts"
import { type Db, write } from "../open.ts"
import { eraseRows } from "../privacy/erasing.ts"
import { lookAt } from "../privacy/erasing-plan.ts"
import { confirmErasure, logErasure } from "../privacy/erasure-log.ts"
import type { Registry } from "../registry.ts"

// A pupil that never was, made and erased every day as any other, to see what the backup keeps of somebody.

/** What the canary of a day is called: nobody can guess it, and it is written down nowhere. */
export const canaryToken = ({ master }: Registry, school: string, day: string): string =>
  `kanarie${keysOf(master, school).derive("canary", day, 12).toString("hex")}`

/** Makes the canary of a day; gives its number. */
export async function makeCanary(registry: Registry, db: Db, day: string): Promise<number> {
  const token = canaryToken(registry, db.school.id, day)
  return write(db, () =>
    Number(
      db
        .sql(
          "INSERT INTO pupils (first, last, folded_first, folded_last) VALUES ('Kanarie', ?1, 'kanarie', ?1)",
        )
        .run(token).lastInsertRowid,
    ),
  )
}

/** Erases everybody in the canary school, by the same road as a pupil of any school; the scrub follows within the hour. */
export async function eraseCanaries({ control }: Registry, db: Db, now: Temporal.Instant): Promise<number> {
  const ids = db
    .sql<{ id: number }, []>("SELECT id FROM pupils")
    .all()
    .map(({ id }) => id)
  for (const id of ids) {
    const lines = logErasure(control, db.school.id, [{ kind: "pupil", id }], null, now)
    await write(db, (tx) => {
      const found = lookAt(db, { kind: "pupil", id }, now)
      if (found) eraseRows(db, tx, found, now)
    })
    confirmErasure(control, lines)
  }
  return ids.length
}
