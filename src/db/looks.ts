import { createHash } from "node:crypto"
import { eq } from "drizzle-orm"
import { type Administrator, actorOf } from "../domain/access.ts"
import type { Hex } from "../domain/colour.ts"
import type { LogoType } from "../domain/logo.ts"
import type { Look } from "../domain/look.ts"
import { editionOf } from "./editions.ts"
import { note } from "./logbook.ts"
import { type Db, write } from "./open.ts"
import { logos, school } from "./schema.ts"

type Row = { main: Hex | null; second: Hex | null; logo: string | null; leftOut: string; version: number }

const known = new WeakMap<Db, { arranged: string; look: Look }>()

/** How this school's pages look. Asked with every request: the same object as long as nothing is arranged anew. */
export function lookOf(db: Db): Look {
  const { arranged } = editionOf(db)
  const before = known.get(db)
  if (before?.arranged === arranged) return before.look
  const look = readLook(db)
  known.set(db, { arranged, look })
  return look
}

function readLook(db: Db): Look {
  const row = db
    .sql<Row, []>(
      `SELECT main_colour AS main, second_colour AS second, languages_left_out AS leftOut, version,
              (SELECT hash FROM logos WHERE id = 1) AS logo FROM school WHERE id = 1`,
    )
    .get() as Row
  return { ...row, leftOut: row.leftOut === "" ? [] : row.leftOut.split(",") }
}

/** The school's logo, for everybody who sees its pages; null when there is none. */
export const logoOf = (db: Db) =>
  db
    .sql<{ type: LogoType; hash: string; bytes: Uint8Array<ArrayBuffer> }, []>(
      "SELECT type, hash, bytes FROM logos WHERE id = 1",
    )
    .get()

/** Gives the school's pages these colours; null is ours. */
export function chooseColours(
  db: Db,
  administrator: Administrator,
  colours: { main: Hex | null; second: Hex | null },
  now: Temporal.Instant,
): Promise<void> {
  return write(db, (tx) => {
    tx.update(school)
      .set({ mainColour: colours.main, secondColour: colours.main === null ? null : colours.second })
      .where(eq(school.id, 1))
      .run()
    note(tx, actorOf(administrator), "looks-changed", { colours: colours.main !== null }, now)
  })
}

/** Puts a logo, which was read and found safe, in place of the one there was. */
export function setLogo(
  db: Db,
  administrator: Administrator,
  logo: { type: LogoType; bytes: Uint8Array },
  now: Temporal.Instant,
): Promise<void> {
  const hash = createHash("sha256").update(logo.bytes).digest("hex").slice(0, 16)
  return write(db, (tx) => {
    const row = { type: logo.type, hash, bytes: Buffer.from(logo.bytes) }
    tx.insert(logos)
      .values({ id: 1, ...row })
      .onConflictDoUpdate({ target: logos.id, set: row })
      .run()
    note(tx, actorOf(administrator), "looks-changed", { logo: true }, now)
  })
}

/** Takes the logo away. */
export function dropLogo(db: Db, administrator: Administrator, now: Temporal.Instant): Promise<void> {
  return write(db, (tx) => {
    const { changes } = db.sql("DELETE FROM logos").run()
    if (changes > 0) note(tx, actorOf(administrator), "looks-changed", { logo: false }, now)
  })
}

/** Leaves these languages out of the switch on parents' pages; the rest is offered. */
export function leaveOutLanguages(
  db: Db,
  administrator: Administrator,
  leftOut: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  return write(db, (tx) => {
    tx.update(school)
      .set({ languagesLeftOut: leftOut.join(",") })
      .where(eq(school.id, 1))
      .run()
    note(tx, actorOf(administrator), "languages-changed", { leftOut: leftOut.length }, now)
  })
}
