import { matchHouseholds } from "../../domain/households/household.ts"
import { seatsOf } from "../../domain/households/household-seats.ts"
import { householdsOf } from "../../domain/households/household-staying.ts"
import type { HouseholdId, PupilId } from "../../domain/ids.ts"
import { endSessionsOf } from "../access/visitors.ts"
import type { Db, Tx } from "../open.ts"
import { moveWaits } from "../talks/waiting-ends.ts"
import { raiseVersion, renewCodes } from "./household-codes.ts"
import { renewDoubts } from "./household-doubts.ts"
import { type Arrival, householdFacts, isOwnMail } from "./household-facts.ts"
import { type Placed, renewGuardians } from "./household-guardians.ts"
import { moveTalks } from "./household-talks.ts"

export type { Arrival } from "./household-facts.ts"
export { restoreHouseholds, snapshotHouseholds } from "./household-snapshots.ts"

/**
 * Inside the import's write, after the pupils' own rows: every pupil gets a household (or two), guardians are renewed, doubts listed;
 * what staff decided stands. A household goes on as itself when most of it stays, and a pupil with a talk still to come stays in the
 * household that booked it. Gives how many households there are, were made, and how many doubts wait for a person.
 */
export function placeInHouseholds(
  db: Db,
  _tx: Tx,
  arrivals: Arrival[],
  now: Temporal.Instant,
): { households: number; made: number; doubtful: number } {
  const { placed, made, doubts, left } = place(db, householdFacts(db, arrivals, now), now)
  const doubtful = renewDoubts(db, doubts)
  clearEmpty(db, left)
  return { households: placed.length, made, doubtful }
}

/**
 * Gives a pupil who came alone a home: that of who lives there by postcode and surname, or a new one. Only neighbours are looked at,
 * for everybody else stays where they are. Part of a write.
 */
export function placeNewcomer(db: Db, pupil: PupilId, now: Temporal.Instant): void {
  const arrival = { pupil, familyHash: null, guardians: [] }
  const { placed, doubts } = place(db, householdFacts(db, [arrival], now, pupil), now)
  const home = placed.find(({ seats }) => seats.some(({ seat }) => seat.pupil === pupil))
  if (home) renewDoubts(db, doubts, home.household)
}

/** Matches, and writes who sits where with whom. */
function place(db: Db, facts: ReturnType<typeof householdFacts>, now: Temporal.Instant) {
  const own = isOwnMail(db)
  const kept = new Map(
    facts.residents
      .flatMap((resident) => seatsOf(resident, own))
      .map((each) => [`${each.seat.pupil} ${each.seat.number}`, each] as const),
  )
  const { homes, doubts } = matchHouseholds(
    [...kept.values()].map((each) => each.seat),
    facts.decisions,
  )
  const ids = householdsOf(homes)
  const placed = homes.map(({ seats }, at): Placed => {
    const household = ids[at] ?? makeHousehold(db)
    return {
      household,
      seats: seats.flatMap(({ pupil, number }) => kept.get(`${pupil} ${number}`) ?? []),
    }
  })
  const { joined, left } = renewMembers(db, placed, facts.members, now)
  const { changed, gone } = renewGuardians(db, placed, facts.guardians)
  // Who is no longer of this household may still know its code.
  const lost = left.union(gone)
  for (const household of lost) renewCodes(db, household)
  for (const household of joined.union(changed).difference(lost)) raiseVersion(db, household)
  const found = doubts.map(({ kind, home, other }) => ({
    kind,
    household: placed[home]?.household as HouseholdId,
    other: other === null ? null : (placed[other]?.household ?? null),
  }))
  return { placed, made: ids.filter((id) => id === null).length, doubts: found, left }
}

const makeHousehold = (db: Db) =>
  db.sql<{ id: HouseholdId }, []>("INSERT INTO households (origin) VALUES ('matched') RETURNING id").get()
    ?.id as HouseholdId

type Member = { household: HouseholdId; pupil: PupilId }

/** Writes who sits where, as far as it changed; gives the households that pupils joined and those that they left. */
function renewMembers(db: Db, placed: readonly Placed[], members: readonly Member[], now: Temporal.Instant) {
  const written = ({ household, pupil }: Member) => `${household} ${pupil}`
  const wanted = new Map(
    placed
      .flatMap(({ household, seats }) => seats.map(({ seat }) => ({ household, pupil: seat.pupil })))
      .map((member) => [written(member), member]),
  )
  const homeOf = new Map([...wanted.values()].reverse().map(({ household, pupil }) => [pupil, household]))
  const joined = new Set<HouseholdId>()
  const left = new Set<HouseholdId>()
  for (const member of members) {
    if (wanted.delete(written(member))) continue
    db.sql("DELETE FROM household_pupils WHERE household_id = ? AND pupil_id = ?").run(
      member.household,
      member.pupil,
    )
    left.add(member.household)
    // Only when an import was undone after staff split its household: then the talk is not where the child stays.
    const to = homeOf.get(member.pupil)
    if (!to) continue
    moveTalks(db, member.pupil, { from: member.household, to, after: now.toString() })
    moveWaits(db, member.pupil, { from: member.household, to })
  }
  for (const { household, pupil } of wanted.values()) {
    db.sql("INSERT INTO household_pupils (household_id, pupil_id) VALUES (?, ?)").run(household, pupil)
    joined.add(household)
  }
  return { joined, left }
}

/** Households that nobody is in any more: gone, unless a talk or a letter of theirs is remembered; nobody's to enter. */
function clearEmpty(db: Db, left: ReadonlySet<HouseholdId>): void {
  for (const household of left) {
    if (db.sql("SELECT 1 FROM household_pupils WHERE household_id = ?").get(household)) continue
    endSessionsOf(db, household)
    db.sql("DELETE FROM guardians WHERE household_id = ?").run(household)
    db.sql("DELETE FROM household_doubts WHERE household_id = ? OR other_id = ?").run(household, household)
    db.sql(
      `DELETE FROM households WHERE id = ? AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.household_id = households.id)
         AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.household_id = households.id)`,
    ).run(household)
  }
}
