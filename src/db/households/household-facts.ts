import { evenEmail, type Known } from "../../domain/households/guardian.ts"
import type { HomeDecision } from "../../domain/households/household.ts"
import type { Present, Resident } from "../../domain/households/household-seats.ts"
import type { GuardianId, HouseholdId, PupilId } from "../../domain/ids.ts"
import type { RosterGuardian } from "../../domain/rosters/roster.ts"
import type { Db } from "../open.ts"

/** A pupil as the file brought it, after its own row was written. */
export type Arrival = { pupil: PupilId; familyHash: string | null; guardians: RosterGuardian[] }

export type GuardianRow = Known & { id: GuardianId; household: HouseholdId; origin: "file" | "staff" }

type PupilRow = {
  pupil: PupilId
  first: string
  last: string
  prefix: string
  postcode: string | null
  address: string | null
  secret: number
}
type Member = { household: HouseholdId; pupil: PupilId; origin: "matched" | "staff" }

/**
 * Everything that decides who shares a home, as it is now; pupils who left are not in it. `near`: only what decides it for this pupil,
 * who came without guardians.
 */
export function householdFacts(
  db: Db,
  arrivals: readonly Arrival[],
  now: Temporal.Instant,
  near: PupilId | null = null,
) {
  const only = near === null ? null : JSON.stringify(neighboursOf(db, near))
  const pupils = db
    .sql<PupilRow, [string | null]>(
      `SELECT id AS pupil, folded_first AS first, folded_last AS last, prefix, postcode_hash AS postcode, address_hash AS address,
              protected_address AS secret FROM pupils WHERE left_at IS NULL AND ${isOneOf("id")} ORDER BY id`,
    )
    .all(only)
  const members = db
    .sql<Member, [string | null]>(
      `SELECT hp.household_id AS household, hp.pupil_id AS pupil, h.origin FROM household_pupils hp
         JOIN households h ON h.id = hp.household_id JOIN pupils p ON p.id = hp.pupil_id
        WHERE p.left_at IS NULL AND ${isOneOf("p.id")} ORDER BY h.id`,
    )
    .all(only)
  const guardians = Map.groupBy(guardiansOf(db, only), (row) => row.household)
  const arrived = new Map(arrivals.map((arrival) => [arrival.pupil, arrival]))
  const waiting = new Set(members.filter((each) => !arrived.has(each.pupil)).map((each) => each.household))
  const booked = bookedSeats(db, now, only)
  const presents = Map.groupBy(members, (each) => each.pupil)
  const present = (each: Member): Present => ({
    id: each.household,
    origin: each.origin,
    guardians: guardians.get(each.household) ?? [],
    held: waiting.has(each.household) || booked.has(`${each.household} ${each.pupil}`),
  })
  // A file without a single guardian says nothing about them; one with some is the whole truth.
  const speaks = arrivals.some((arrival) => arrival.guardians.length > 0)
  const residents = pupils.map((row): Resident => {
    const arrival = arrived.get(row.pupil)
    return {
      ...row,
      secret: row.secret === 1,
      family: arrival?.familyHash ?? null,
      told: speaks ? (arrival?.guardians ?? null) : null,
      present: (presents.get(row.pupil) ?? []).map(present),
    }
  })
  return { residents, members, guardians, decisions: allDecisions(db) }
}

/** Is this one of the pupils (?1, as JSON; null: all)? In SQL. */
const isOneOf = (pupil: string) => `(?1 IS NULL OR ${pupil} IN (SELECT value FROM json_each(?1)))`

/** Who lives where this pupil does by postcode or address, the others in their homes, and who else has a postcode of theirs. */
const neighboursOf = (db: Db, pupil: PupilId): PupilId[] =>
  db
    .sql<{ id: PupilId }, [number]>(
      `WITH alike AS (SELECT o.id FROM pupils p JOIN pupils o ON o.postcode_hash = p.postcode_hash OR o.address_hash = p.address_hash
                       WHERE p.id = ?1),
         homes AS (SELECT o.pupil_id AS id FROM household_pupils hp JOIN household_pupils o ON o.household_id = hp.household_id
                    WHERE hp.pupil_id IN (SELECT id FROM alike)),
         postcodes AS (SELECT postcode_hash FROM pupils WHERE id IN (SELECT id FROM homes) AND postcode_hash IS NOT NULL)
       SELECT ?1 AS id UNION SELECT id FROM alike UNION SELECT id FROM homes
        UNION SELECT id FROM pupils WHERE postcode_hash IN (SELECT postcode_hash FROM postcodes)`,
    )
    .all(pupil)
    .map(({ id }) => id)

const guardiansOf = (db: Db, pupils: string | null) =>
  db
    .sql<GuardianRow, [string | null]>(
      `SELECT id, household_id AS household, prefix, last, email, phone, origin FROM guardians
        WHERE ?1 IS NULL OR household_id IN (SELECT household_id FROM household_pupils WHERE pupil_id IN (SELECT value FROM json_each(?1)))
        ORDER BY household_id, id`,
    )
    .all(pupils)

const allDecisions = (db: Db) =>
  db
    .sql<HomeDecision, []>("SELECT pupil_id AS pupil, other_id AS other, verdict FROM household_decisions")
    .all()

/** "household pupil" of every talk that is still to come. */
function bookedSeats(db: Db, now: Temporal.Instant, pupils: string | null): Set<string> {
  const rows = db
    .sql<{ seat: string }, [string | null, string]>(
      `SELECT DISTINCT household_id || ' ' || pupil_id AS seat FROM bookings WHERE ends_at > ?2 AND ${isOneOf("pupil_id")}`,
    )
    .all(pupils, now.toString())
  return new Set(rows.map((row) => row.seat))
}

/** Providers whose domain says nothing about whose an address is. */
const publicMail =
  /^(gmail|googlemail|outlook|hotmail|live|msn|icloud|me|yahoo|ziggo|kpnmail|kpn|planet|home|hetnet|xs4all|proton(mail)?)\./

/** Is this address the school's own? A parent who works there must not make one home of all colleagues' children. */
export function isOwnMail(db: Db): (email: string) => boolean {
  const own = evenEmail(db.school.email)
  const domain = own?.split("@")[1] ?? null
  return (email) =>
    email === own || (domain !== null && !publicMail.test(domain) && email.endsWith(`@${domain}`))
}
