import { type Administrator, actorOf, type Proven } from "../../domain/access/access.ts"
import type { HouseholdId, ImportId } from "../../domain/ids.ts"
import { decideErasing, type ErasingRefusal, type Person, totalOf } from "../../domain/privacy/erasing.ts"
import { accept, type Result } from "../../domain/result.ts"
import { raiseVersion, renewCodes } from "../households/household-codes.ts"
import { queueMessage } from "../messages/messages.ts"
import { type Db, type Tx, write } from "../open.ts"
import type { Registry } from "../registry.ts"
import { putListsRight } from "../talks/waiting-ends.ts"
import { issueCertificate, withdrawCertificate } from "./certificates.ts"
import { traceOf } from "./erased-pupils.ts"
import { type Erasing, lookAt, type TalkRow, talkRows, wasTold } from "./erasing-plan.ts"
import { confirmErasure, forgetErasure, logErasure } from "./erasure-log.ts"
import { note } from "./logbook.ts"
import { deleteRows, type Rows } from "./person-rows.ts"

/** `number`: of the certificate. `discarded`: waiting files that are gone; their bytes may still be in memory elsewhere. */
export type Erased = { number: string; discarded: ImportId[] }

const acts = { pupil: "pupil-erased", household: "household-erased", guardian: "guardian-erased" } as const

/**
 * Erases somebody for good: their rows and all that point at them, waiting files and undo copies. The control database knows of it
 * before the rows go, so that no restore brings back whom a school was told is gone; it is confirmed after the commit. Null when there is
 * no such person; refused when there is more or less to erase than was seen.
 */
export async function erasePerson(
  registry: Registry,
  db: Db,
  staff: Proven<Administrator>,
  wish: { person: Person; seen: string; sure: boolean },
  now: Temporal.Instant,
): Promise<Result<Erased, ErasingRefusal> | null> {
  const seen = lookAt(db, wish.person, now)
  if (!seen) return null
  const decision = decideErasing(seen.plan, wish)
  if (!decision.ok) return decision
  const number = await issueCertificate(registry, db.school, seen.plan.counts, now)
  const logged = logErasure(registry.control, db.school.id, seen.people, number, now)
  const takeBack = () => {
    forgetErasure(registry.control, logged)
    withdrawCertificate(registry.control, number)
  }
  try {
    const outcome = await write(db, (tx) => eraseSeen(db, tx, staff, { ...wish, number }, now))
    if (outcome?.ok) confirmErasure(registry.control, logged)
    else takeBack()
    return outcome
  } catch (error) {
    takeBack()
    throw error
  }
}

function eraseSeen(
  db: Db,
  tx: Tx,
  staff: Proven<Administrator>,
  wish: { person: Person; seen: string; sure: boolean; number: string },
  now: Temporal.Instant,
): Result<Erased, ErasingRefusal> | null {
  const found = lookAt(db, wish.person, now)
  if (!found) return null
  const decision = decideErasing(found.plan, wish)
  if (!decision.ok) return decision
  const { person, number } = wish
  const { freed, discarded } = eraseRows(db, tx, found, now)
  const records = totalOf(found.plan.counts)
  note(tx, actorOf(staff), acts[person.kind], { [person.kind]: person.id, records, number }, now)
  for (const { round, slot, teacher } of freed)
    note(tx, actorOf(staff), "talk-erased", { round, slot, teacher }, now)
  return accept({ number, discarded })
}

/**
 * Deletes what was found, and sees to all that hangs on it: boards and pages are made anew, households that stay hear that a talk is
 * off, who waits is offered what is free, and who lost a guardian gets new codes. Gives the talks to come that are free again. Part of a write.
 */
export function eraseRows(db: Db, tx: Tx, { rows }: Pick<Erasing, "rows">, now: Temporal.Instant) {
  const talks = talkRows(db, rows)
  const freed = talks.filter(({ ends }) => Temporal.Instant.compare(Temporal.Instant.from(ends), now) > 0)
  const stays = (household: HouseholdId) => !rows.get("households")?.has(household)
  const toTell = freed.filter(({ household, booking }) => stays(household) && wasTold(db, booking))
  const touched = householdsOf(db, rows)
  const bereft = guardiansLost(db, rows)
  rememberErased(db, rows, now)
  deleteRows(db, rows)
  // Free times are free on every board; what was held or taken, and where, is gone with its row.
  db.sql("UPDATE round_teachers SET version = version + 1").run()
  for (const household of touched) raiseVersion(db, household)
  for (const household of bereft) renewCodes(db, household)
  for (const talk of toTell) queueMessage(tx, cancellation(talk), now)
  putListsRight(db, tx, now)
  return { freed, discarded: forgetCopies(db) }
}

const cancellation = (talk: TalkRow) => ({
  kind: "booking-cancelled" as const,
  round: talk.round,
  household: talk.household,
  facts: {
    booking: talk.booking,
    pupil: talk.pupil,
    teacher: talk.teacher,
    startsAt: Temporal.Instant.from(talk.starts).toString(),
    endsAt: Temporal.Instant.from(talk.ends).toString(),
    uid: talk.uid,
    sequence: talk.sequence + 1,
    bySchool: true as const,
  },
})

const listed = (rows: Rows, table: string) => JSON.stringify([...(rows.get(table) ?? [])])

/** Homes that see something else from now on. */
const householdsOf = (db: Db, rows: Rows) =>
  db
    .sql<{ id: HouseholdId }, [string, string]>(
      `SELECT household_id AS id FROM household_pupils WHERE pupil_id IN (SELECT value FROM json_each(?))
       UNION SELECT household_id FROM bookings WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(listed(rows, "pupils"), listed(rows, "bookings"))
    .map(({ id }) => id)

/** Homes in which a guardian goes and others stay: what that guardian knows must not open the door. */
const guardiansLost = (db: Db, rows: Rows) =>
  db
    .sql<{ id: HouseholdId }, [string, string]>(
      `SELECT DISTINCT household_id AS id FROM guardians
        WHERE id IN (SELECT value FROM json_each(?)) AND household_id NOT IN (SELECT value FROM json_each(?))`,
    )
    .all(listed(rows, "guardians"), listed(rows, "households"))
    .map(({ id }) => id)

function rememberErased(db: Db, rows: Rows, now: Temporal.Instant): void {
  const pupils = db
    .sql<Parameters<typeof traceOf>[1], [string]>(
      "SELECT key, folded_first AS first, folded_last AS last FROM pupils WHERE id IN (SELECT value FROM json_each(?))",
    )
    .all(listed(rows, "pupils"))
  for (const pupil of pupils)
    db.sql("REPLACE INTO erased_pupils (name_hash, erased_at) VALUES (?, ?)").run(
      traceOf(db, pupil),
      now.toString(),
    )
}

/** A waiting file or an undo copy holds many people at once: all of them go. */
function forgetCopies(db: Db): ImportId[] {
  db.sql("UPDATE imports SET undo = NULL WHERE undo IS NOT NULL").run()
  return db
    .sql<{ id: ImportId }, []>(
      "UPDATE imports SET state = 'discarded', roster = NULL WHERE state IN ('mapping', 'review') RETURNING id",
    )
    .all()
    .map(({ id }) => id)
}
