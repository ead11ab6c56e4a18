import { fold, foldSurname } from "../../domain/people/people.ts"
import type { Roster } from "../../domain/rosters/roster.ts"
import type { Db } from "../open.ts"

// For a month a school still hears that a file brings back a pupil whom it erased. What is kept for it says nothing by itself: a keyed
// hash of the key in the administration, or of the name when there is no key.

type Trace = { key: string | null; first: string; last: string }

/** What stands for a pupil in `erased_pupils`; names are folded. */
export const traceOf = (db: Db, { key, first, last }: Trace): string =>
  db.keys.hash("erased-pupil", key === null ? `name ${first} ${last}` : `key ${key}`)

/** The pupils of a file that this school erased lately, by their place in it. */
export function erasedIn(db: Db, roster: Roster): number[] {
  const hashes = db.sql<{ hash: string }, []>("SELECT name_hash AS hash FROM erased_pupils").all()
  if (hashes.length === 0) return []
  const erased = new Set(hashes.map(({ hash }) => hash))
  return roster.pupils.flatMap(({ key, name }, at) => {
    const names = { key, first: fold(name.first), last: foldSurname(name.last) }
    return erased.has(traceOf(db, names)) && !isHere(db, names) ? [at] : []
  })
}

/** Somebody of this key or name came in since, or is another. */
const isHere = (db: Db, { key, first, last }: Trace) =>
  db
    .sql<unknown, [string | null, string, string]>(
      "SELECT 1 FROM pupils WHERE key = ?1 OR (?1 IS NULL AND key IS NULL AND folded_first = ?2 AND folded_last = ?3)",
    )
    .get(key, first, last) !== null

/** A file without these pupils. */
export const without = (roster: Roster, left: readonly number[]): Roster =>
  left.length === 0 ? roster : { ...roster, pupils: roster.pupils.filter((_, at) => !left.includes(at)) }

/** They are at school again, because a person said so. Part of a write. */
export function forgetErased(db: Db, roster: Roster, back: readonly number[]): void {
  for (const at of back) {
    const pupil = roster.pupils[at]
    if (!pupil) continue
    const { key, name } = pupil
    const trace = traceOf(db, { key, first: fold(name.first), last: foldSurname(name.last) })
    db.sql("DELETE FROM erased_pupils WHERE name_hash = ?").run(trace)
  }
}
