import { createHash } from "node:crypto"
import { eq } from "drizzle-orm"
import { type Administrator, actorOf } from "../../domain/access/access.ts"
import type { ChangedMeanwhile } from "../../domain/meanwhile.ts"
import { accept, type Result } from "../../domain/result.ts"
import type { Hex } from "../../domain/school/colour.ts"
import type { LogoType } from "../../domain/school/logo.ts"
import type { Look } from "../../domain/school/look.ts"
import type { Db } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { logos, school } from "../schema.ts"
import { editionOf } from "../talks/editions.ts"
import { changeSetting } from "./seen-settings.ts"

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

type Changed = Promise<Result<null, ChangedMeanwhile>>

/** Gives the school's pages these colours; null is ours. Refuses when they are not what was seen. */
export function chooseColours(
  db: Db,
  administrator: Administrator,
  { seen, ...colours }: { main: Hex | null; second: Hex | null; seen: string },
  now: Temporal.Instant,
): Changed {
  return changeSetting(db, "colours", seen, (tx) => {
    tx.update(school)
      .set({ mainColour: colours.main, secondColour: colours.main === null ? null : colours.second })
      .where(eq(school.id, 1))
      .run()
    note(tx, actorOf(administrator), "looks-changed", { colours: colours.main !== null }, now)
    return accept(null)
  })
}

/** Puts a logo, which was read and found safe, in place of the one there was. Refuses when that is not the one that was seen. */
export function setLogo(
  db: Db,
  administrator: Administrator,
  logo: { type: LogoType; bytes: Uint8Array; seen: string },
  now: Temporal.Instant,
): Changed {
  const hash = createHash("sha256").update(logo.bytes).digest("hex").slice(0, 16)
  return changeSetting(db, "logo", logo.seen, (tx) => {
    const row = { type: logo.type, hash, bytes: Buffer.from(logo.bytes) }
    tx.insert(logos)
      .values({ id: 1, ...row })
      .onConflictDoUpdate({ target: logos.id, set: row })
      .run()
    note(tx, actorOf(administrator), "looks-changed", { logo: true }, now)
    return accept(null)
  })
}

/** Takes the logo away. Refuses when it is not the one that was seen. */
export function dropLogo(db: Db, administrator: Administrator, seen: string, now: Temporal.Instant): Changed {
  return changeSetting(db, "logo", seen, (tx) => {
    const { changes } = db.sql("DELETE FROM logos").run()
    if (changes > 0) note(tx, actorOf(administrator), "looks-changed", { logo: false }, now)
    return accept(null)
  })
}

/** Leaves these languages out of the switch on parents' pages; the rest is offered. Refuses when the switch is not what was seen. */
export function leaveOutLanguages(
  db: Db,
  administrator: Administrator,
  { leftOut, seen }: { leftOut: readonly string[]; seen: string },
  now: Temporal.Instant,
): Changed {
  return changeSetting(db, "languages", seen, (tx) => {
    tx.update(school)
      .set({ languagesLeftOut: leftOut.join(",") })
      .where(eq(school.id, 1))
      .run()
    note(tx, actorOf(administrator), "languages-changed", { leftOut: leftOut.length }, now)
    return accept(null)
  })
}
