import type { Db } from "./db/open.ts"
import { columnsFor } from "./db/rosters/imports.ts"
import { settingsOf } from "./db/school/settings.ts"
import { factorPurpose } from "./domain/access/sign-in.ts"
import type { ImportId } from "./domain/ids.ts"
import type { Hide } from "./domain/rosters/roster.ts"
import type { ColumnMapping } from "./domain/rosters/roster-columns.ts"
import { type SchoolEntry, zone } from "./domain/school/school.ts"
import { type ReadOptions, type Readout, readRoster } from "./integrations/read-roster.ts"

/** What a person said about a file: what its columns mean, and that the file of another school is meant. */
export type HowToRead = { mapping?: ColumnMapping; anotherSchool?: boolean }

/** The name under which the bytes of a file are kept in memory. */
export const fileKey = (school: SchoolEntry, id: ImportId) => `${school.id} ${id}`

/**
 * Reads a file for this school: only the fact that the school chose is hashed, and columns that a person once explained are read
 * that way again. Nothing is stored.
 */
export function readFor(db: Db, bytes: Uint8Array, how: HowToRead, now: Temporal.Instant): Readout {
  const { factor } = settingsOf(db)
  const hide: Hide = (purpose, text) =>
    db.keys.hash(purpose === "factor" ? factorPurpose(factor) : purpose, text)
  const options: ReadOptions = {
    factor,
    hide,
    brin: db.school.brin,
    today: now.toZonedDateTimeISO(zone).toPlainDate(),
    ...how,
  }
  const readout = readRemembered(db, bytes, options)
  // The tree of a large file is many times the file; it is gone before the comparison needs room of its own.
  if (bytes.length > large) Bun.gc(true)
  return readout
}

/** In bytes; about five thousand pupils. */
const large = 1024 * 1024

function readRemembered(db: Db, bytes: Uint8Array, options: ReadOptions): Readout {
  const readout = readRoster(bytes, options)
  if (options.mapping || !readout.columns) return readout
  const mapping = columnsFor(db, readout.columns.signature)
  return mapping ? readRoster(bytes, { ...options, mapping }) : readout
}
