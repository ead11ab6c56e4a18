import { eq } from "drizzle-orm"
import { type Administrator, actorOf, type Proven } from "../../domain/access/access.ts"
import { type ChangedMeanwhile, isStale } from "../../domain/meanwhile.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import {
  type DetailsRefusal,
  type KeepingRefusal,
  readDetails,
  readKeeping,
  type SchoolDetails,
} from "../../domain/school/school-details.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { changeEntry, type Registry } from "../registry.ts"
import { school } from "../schema.ts"
import { changeSetting } from "./seen-settings.ts"

type Row = { address: string; postcode: string; contactPerson: string; version: number }

/** What the school says about itself, and the version that a form carries. */
export function detailsOf(db: Db, _administrator: Administrator): SchoolDetails & { version: number } {
  const { name, city, phone, email } = db.school
  const row = db
    .sql<Row, []>(
      "SELECT address, postcode, contact_person AS contactPerson, version FROM school WHERE id = 1",
    )
    .get() as Row
  return { name, city, phone, email, ...row }
}

/**
 * Changes what the school says about itself; its pages show it at once. Refuses when somebody else changed it meanwhile. What the
 * registry holds is written inside the same write: when that fails, nothing is changed here either.
 */
export function changeDetails(
  registry: Registry,
  db: Db,
  administrator: Administrator,
  wish: { seen: number | null; written: SchoolDetails },
  now: Temporal.Instant,
): Promise<Result<null, DetailsRefusal | ChangedMeanwhile>> {
  return write(db, (tx) => {
    const { version } = detailsOf(db, administrator)
    if (isStale(wish.seen, version)) return refuse({ kind: "changed-meanwhile" })
    const read = readDetails(wish.written)
    if (!read.ok) return read
    const { address, postcode, contactPerson, ...entry } = read.value
    tx.update(school)
      .set({ address, postcode, contactPerson, version: version + 1 })
      .where(eq(school.id, 1))
      .run()
    note(tx, actorOf(administrator), "details-changed", {}, now)
    changeEntry(registry, db.school, entry)
    return accept(null)
  })
}

/** How many days after its last talk a round's bookings and messages are kept here. The nightly job erases them. */
export const keepRoundDays = (db: Db): number =>
  db.sql<{ days: number }, []>("SELECT keep_round_days AS days FROM school WHERE id = 1").get()?.days ?? 90

/**
 * Decides how long rounds are kept. A term under which something is erased tonight is refused until the number of talks that go
 * was seen and agreed to; so is one over a term that was not `seen`.
 */
export function chooseKeeping(
  db: Db,
  administrator: Proven<Administrator>,
  wish: { days: number | null; agreed: number | null; seen: string },
  now: Temporal.Instant,
): Promise<Result<null, KeepingRefusal | ChangedMeanwhile>> {
  return changeSetting(db, "keeping", wish.seen, (tx): Result<null, KeepingRefusal> => {
    const days = readKeeping(wish.days)
    if (!days.ok) return days
    const going = goingAfter(db, days.value, now)
    if (going.rounds > 0 && wish.agreed !== going.talks) return refuse({ kind: "erases", ...going })
    tx.update(school).set({ keepRoundDays: days.value }).where(eq(school.id, 1)).run()
    note(tx, actorOf(administrator), "keeping-changed", { days: days.value }, now)
    return accept(null)
  })
}

/** Rounds that are kept no longer under this term, and the talks in them. */
function goingAfter(db: Db, days: number, now: Temporal.Instant): { rounds: number; talks: number } {
  const before = now.subtract({ hours: 24 * days }).toString()
  const row = db
    .sql<{ rounds: number; talks: number }, [string]>(
      `SELECT count(*) AS rounds, coalesce(sum((SELECT count(*) FROM bookings b WHERE b.round_id = r.id)), 0) AS talks
         FROM rounds r WHERE r.erased_at IS NULL AND r.published_at IS NOT NULL AND coalesce(r.ends_at, r.closes_at) < ?`,
    )
    .get(before)
  return row ?? { rounds: 0, talks: 0 }
}
