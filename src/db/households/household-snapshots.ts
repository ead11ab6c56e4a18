import type { HouseholdId } from "../../domain/ids.ts"
import type {
  Home,
  HomeDoubt,
  HomeGuardian,
  HouseholdSnapshot,
  Member,
} from "../../domain/rosters/taking-back.ts"
import type { Db, Tx } from "../open.ts"
import { moveWaits } from "../talks/waiting-ends.ts"
import { raiseVersion, renewCodes } from "./household-codes.ts"
import { moveTalks } from "./household-talks.ts"

/** Everything that `restoreHouseholds` puts back. Holds names and addresses: keep it no longer than it can be used. */
export const snapshotHouseholds = (db: Db): HouseholdSnapshot => ({
  households: db.sql<Home, []>("SELECT id, origin, language, blocked FROM households ORDER BY id").all(),
  members: db
    .sql<Member, []>(
      "SELECT household_id AS household, pupil_id AS pupil FROM household_pupils ORDER BY 1, 2",
    )
    .all(),
  guardians: db
    .sql<HomeGuardian, []>(
      "SELECT id, household_id AS household, prefix, last, email, phone, origin FROM guardians ORDER BY id",
    )
    .all(),
  doubts: db
    .sql<HomeDoubt, []>(
      "SELECT id, kind, household_id AS household, other_id AS other, settled_at AS settledAt, settled_by AS settledBy FROM household_doubts ORDER BY id",
    )
    .all(),
})

/**
 * Puts members, guardians and doubts back as they were. Pupils of the snapshot must still be there. What may not go back stays: who
 * was blocked meanwhile, the language a parent chose, versions and codes. Talks booked in a household made since follow their pupil;
 * when one cannot, that household stays for it. Who loses a seat loses sessions and codes.
 */
export function restoreHouseholds(db: Db, _tx: Tx, snapshot: HouseholdSnapshot): void {
  const now = snapshotHouseholds(db)
  const before = new Set(snapshot.households.map(({ id }) => id))
  restoreRows(db, snapshot, now)
  const since = now.households.filter(({ id }) => !before.has(id)).map(({ id }) => id)
  const stuck = new Set(since.filter((id) => !dissolve(db, id, now.members, snapshot.members)))
  const [members, guardians] = [
    restoreMembers(db, snapshot, now, stuck),
    restoreGuardians(db, snapshot, now, stuck),
  ]
  const lost = members.lost.union(guardians.lost)
  for (const household of lost) if (before.has(household)) renewCodes(db, household)
  for (const household of members.gained.union(guardians.gained).difference(lost)) raiseVersion(db, household)
  restoreDoubts(db, snapshot)
  for (const id of since)
    if (!stuck.has(id)) {
      db.sql("DELETE FROM invitations WHERE household_id = ?").run(id)
      db.sql("DELETE FROM households WHERE id = ?").run(id)
    }
}

function restoreRows(db: Db, snapshot: HouseholdSnapshot, now: HouseholdSnapshot): void {
  const there = new Set(now.households.map(({ id }) => id))
  for (const { id, origin, language, blocked } of snapshot.households)
    if (there.has(id))
      db.sql("UPDATE households SET origin = ? WHERE id = ? AND origin <> ?").run(origin, id, origin)
    else
      db.sql("INSERT INTO households (id, origin, language, blocked) VALUES (?, ?, ?, ?)").run(
        id,
        origin,
        language,
        blocked,
      )
}

/** Sends the talks of a household made since back with their pupils; false when one has to stay. */
function dissolve(db: Db, id: HouseholdId, members: readonly Member[], old: readonly Member[]): boolean {
  for (const { pupil } of members.filter(({ household }) => household === id)) {
    const home = old.find((member) => member.pupil === pupil)
    if (!home) continue
    moveTalks(db, pupil, { from: id, to: home.household })
    moveWaits(db, pupil, { from: id, to: home.household })
  }
  return db.sql("SELECT 1 FROM bookings WHERE household_id = ?").get(id) === null
}

type Kept = ReadonlySet<HouseholdId>
const written = ({ household, pupil }: Member) => `${household} ${pupil}`

function restoreMembers(db: Db, snapshot: HouseholdSnapshot, now: HouseholdSnapshot, stuck: Kept) {
  const [wanted, there] = [new Set(snapshot.members.map(written)), new Set(now.members.map(written))]
  const out = now.members.filter((member) => !wanted.has(written(member)) && !stuck.has(member.household))
  const back = snapshot.members.filter((member) => !there.has(written(member)))
  for (const { household, pupil } of out)
    db.sql("DELETE FROM household_pupils WHERE household_id = ? AND pupil_id = ?").run(household, pupil)
  for (const { household, pupil } of back)
    db.sql("INSERT INTO household_pupils (household_id, pupil_id) VALUES (?, ?)").run(household, pupil)
  return changes(out, back)
}

function restoreGuardians(db: Db, snapshot: HouseholdSnapshot, now: HouseholdSnapshot, stuck: Kept) {
  const there = new Map(now.guardians.map((row) => [row.id, row]))
  const wanted = new Map(snapshot.guardians.map((row) => [row.id, row]))
  const out = now.guardians.filter((row) => {
    const was = wanted.get(row.id)
    return was ? was.household !== row.household : !stuck.has(row.household)
  })
  const back = snapshot.guardians.filter((row) => JSON.stringify(there.get(row.id)) !== JSON.stringify(row))
  for (const { id } of out) if (!wanted.has(id)) db.sql("DELETE FROM guardians WHERE id = ?").run(id)
  for (const { id, household, prefix, last, email, phone, origin } of back)
    db.sql(
      `INSERT INTO guardians (id, household_id, prefix, last, email, phone, origin) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET household_id = excluded.household_id, prefix = excluded.prefix, last = excluded.last,
           email = excluded.email, phone = excluded.phone, origin = excluded.origin`,
    ).run(id, household, prefix, last, email, phone, origin)
  return changes(out, back)
}

const changes = (
  out: readonly { household: HouseholdId }[],
  back: readonly { household: HouseholdId }[],
) => ({
  lost: new Set(out.map((each) => each.household)),
  gained: new Set(back.map((each) => each.household)),
})

function restoreDoubts(db: Db, snapshot: HouseholdSnapshot): void {
  db.sql("DELETE FROM household_doubts").run()
  for (const { id, kind, household, other, settledAt, settledBy } of snapshot.doubts)
    db.sql(
      "INSERT INTO household_doubts (id, kind, household_id, other_id, settled_at, settled_by) VALUES (?, ?, ?, ?, ?, ?)",
    ).run(id, kind, household, other, settledAt, settledBy)
}
