import type { GroupId, LocationId, PupilId, TeacherId } from "../../domain/ids.ts"
import { writeByHand } from "../../domain/people/by-hand.ts"
import { fold, foldSurname } from "../../domain/people/people.ts"
import type { Roster } from "../../domain/rosters/roster.ts"
import type { Changes, RosterChanges } from "../../domain/rosters/roster-changes.ts"
import { isNothing } from "../../domain/rosters/roster-changes.ts"
import type { Homes, Leaving } from "../../domain/rosters/roster-import.ts"
import type { OurGroup, OurPupil, OurTeacher } from "../../domain/rosters/roster-ours.ts"
import { type Arrival, placeInHouseholds, snapshotHouseholds } from "../households/households.ts"
import type { Db, Tx } from "../open.ts"

/** Ids of ours for the provisional ids of who is new. */
type Known<Id extends number> = Map<Id, Id>
type Ids = { locations: Known<LocationId>; groups: Known<GroupId>; pupils: Known<PupilId> }

const real = <Id extends number>(known: Known<Id>, id: Id) => (id < 0 ? (known.get(id) as Id) : id)
const maybe = <Id extends number>(known: Known<Id>, id: Id | null) => (id === null ? null : real(known, id))

/**
 * Makes the school what the file says: adds, changes and archives people, and gives every pupil of the file a household. Nobody
 * is deleted. Part of a write.
 */
export function applyChanges(
  db: Db,
  tx: Tx,
  roster: Roster,
  changes: RosterChanges,
  leaving: Leaving,
  now: Temporal.Instant,
): Homes {
  const ids: Ids = { locations: new Map(), groups: new Map(), pupils: new Map() }
  saveLocations(db, changes.locations, ids)
  saveGroups(db, changes.groups, ids)
  savePupils(db, changes.pupils, ids)
  saveMarks(db, changes.marks)
  saveTeachers(db, changes.teachers, ids)
  if (leaving.pupils) archive(db, "pupils", changes.pupils.left, now)
  if (leaving.teachers) archive(db, "teachers", changes.teachers.left, now)
  archiveEmpty(db, changes.groups.left, now)
  const homes = house(db, tx, roster, changes, ids, now)
  if (homes.changed || !isNothing(changes)) {
    // Names, groups and teachers stand on every board and every family's page.
    db.sql("UPDATE households SET version = version + 1").run()
    db.sql("UPDATE round_teachers SET version = version + 1").run()
  }
  return homes
}

function saveLocations(db: Db, { new: fresh, changed }: RosterChanges["locations"], ids: Ids): void {
  const insert = db.sql<never, [string, string]>("INSERT INTO locations (key, name) VALUES (?, ?)")
  const update = db.sql<never, [string, string, number]>(
    "UPDATE locations SET key = ?, name = ? WHERE id = ?",
  )
  for (const one of fresh)
    ids.locations.set(one.id, Number(insert.run(one.key, one.name).lastInsertRowid) as LocationId)
  for (const { is } of changed) update.run(is.key, is.name, is.id)
}

function saveGroups(db: Db, { new: fresh, changed }: Changes<OurGroup>, ids: Ids): void {
  const insert = db.sql<never, [string, string, string, number | null]>(
    "INSERT INTO groups (name, year_groups, kind, location_id) VALUES (?, ?, ?, ?)",
  )
  const update = db.sql<never, [string, string, string, number | null, number]>(
    "UPDATE groups SET name = ?, year_groups = ?, kind = ?, location_id = ?, left_at = NULL WHERE id = ?",
  )
  const facts = (one: OurGroup): [string, string, string, number | null] => [
    one.name,
    one.yearGroups.join(","),
    one.kind,
    maybe(ids.locations, one.location),
  ]
  for (const one of fresh)
    ids.groups.set(one.id, Number(insert.run(...facts(one)).lastInsertRowid) as GroupId)
  for (const { is } of changed) update.run(...facts(is), is.id)
  const forget = db.sql<never, [number]>("DELETE FROM group_keys WHERE group_id = ?")
  for (const { is } of changed) forget.run(is.id)
  // A key may come over from a group that had it before.
  const know = db.sql<never, [string, number]>(
    "INSERT INTO group_keys (key, group_id) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET group_id = excluded.group_id",
  )
  for (const one of [...fresh, ...changed.map(({ is }) => is)])
    for (const key of one.keys) know.run(key, real(ids.groups, one.id))
}

type NewFacts = [
  key: string | null,
  first: string,
  prefix: string,
  last: string,
  foldedFirst: string,
  foldedLast: string,
  group: number | null,
  yearGroup: string,
  location: number | null,
  factorHash: string | null,
  postcodeHash: string | null,
  addressHash: string | null,
  protectedAddress: number,
]

function savePupils(db: Db, { new: fresh, changed }: Changes<OurPupil>, ids: Ids): void {
  const insert = db.sql<never, NewFacts>(
    `INSERT INTO pupils (key, first, prefix, last, folded_first, folded_last, group_id, year_group, location_id,
            factor_hash, postcode_hash, address_hash, protected_address) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = db.sql<never, [...NewFacts, left: number, id: number]>(
    `UPDATE pupils SET key = ?, first = ?, prefix = ?, last = ?, folded_first = ?, folded_last = ?, group_id = ?,
            year_group = ?, location_id = ?, factor_hash = ?, postcode_hash = ?, address_hash = ?, protected_address = ?,
            left_at = iif(?, left_at, NULL), version = version + 1 WHERE id = ?`,
  )
  const facts = (one: OurPupil): NewFacts => [
    one.key,
    one.name.first,
    one.name.prefix,
    one.name.last,
    fold(one.name.first),
    foldSurname(one.name.last),
    maybe(ids.groups, one.group),
    one.yearGroup,
    maybe(ids.locations, one.location),
    one.factorHash,
    one.postcodeHash,
    one.addressHash,
    one.protectedAddress ? 1 : 0,
  ]
  const link = linker(db, "pupil_groups", "pupil_id")
  for (const one of fresh) {
    const id = Number(insert.run(...facts(one)).lastInsertRowid) as PupilId
    ids.pupils.set(one.id, id)
    link.add(id, one.combined, ids)
  }
  for (const { is, what } of changed) {
    update.run(...facts(is), is.left ? 1 : 0, is.id)
    if (what.some(({ of }) => of === "lessons")) link.replace(is.id, is.combined, ids)
  }
}

/** What the file says too is no longer by hand. */
function saveMarks(db: Db, marks: RosterChanges["marks"]): void {
  const update = db.sql<never, [string, number]>(
    "UPDATE pupils SET by_hand = ?, version = version + 1 WHERE id = ?",
  )
  for (const { pupil, byHand } of marks) update.run(writeByHand(byHand), pupil)
}

function saveTeachers(db: Db, { new: fresh, changed }: Changes<OurTeacher>, ids: Ids): void {
  type Facts = [
    key: string | null,
    first: string,
    initials: string,
    prefix: string,
    last: string,
    email: string | null,
    roles: string,
    host: number,
  ]
  const insert = db.sql<never, Facts>(
    "INSERT INTO teachers (key, first, initials, prefix, last, email, roles, host) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  )
  const update = db.sql<never, [...Facts, number]>(
    `UPDATE teachers SET key = ?, first = ?, initials = ?, prefix = ?, last = ?, email = ?, roles = ?, host = ?, left_at = NULL
      WHERE id = ?`,
  )
  const facts = ({ key, name, initials, email, roles, host }: OurTeacher): Facts => [
    key,
    name.first,
    initials,
    name.prefix,
    name.last,
    email,
    roles.join(","),
    host ? 1 : 0,
  ]
  const link = linker(db, "teacher_groups", "teacher_id")
  for (const one of fresh) {
    const id = Number(insert.run(...facts(one)).lastInsertRowid) as TeacherId
    link.add(id, one.groups, ids)
  }
  for (const { is, what } of changed) {
    update.run(...facts(is), is.id)
    if (what.some(({ of }) => of === "groups")) link.replace(is.id, is.groups, ids)
  }
}

/** Writes the groups of one person. */
function linker(db: Db, table: "pupil_groups" | "teacher_groups", owner: "pupil_id" | "teacher_id") {
  const add = db.sql<never, [number, number]>(`INSERT INTO ${table} (${owner}, group_id) VALUES (?, ?)`)
  const forget = db.sql<never, [number]>(`DELETE FROM ${table} WHERE ${owner} = ?`)
  const link = {
    add(id: number, groups: readonly GroupId[], ids: Ids) {
      for (const group of groups) add.run(id, real(ids.groups, group))
    },
    replace(id: number, groups: readonly GroupId[], ids: Ids) {
      forget.run(id)
      link.add(id, groups, ids)
    },
  }
  return link
}

function archive(
  db: Db,
  table: "pupils" | "teachers",
  left: readonly { id: number }[],
  now: Temporal.Instant,
) {
  const leave = db.sql<never, [string, number]>(`UPDATE ${table} SET left_at = ? WHERE id = ?`)
  for (const one of left) leave.run(now.toString(), one.id)
}

/** A group that is not in the file is put away when nobody is in it any more. */
function archiveEmpty(db: Db, left: readonly OurGroup[], now: Temporal.Instant): void {
  const leave = db.sql<never, [string, number]>(
    `UPDATE groups SET left_at = ?1 WHERE id = ?2
        AND NOT EXISTS (SELECT 1 FROM pupils p WHERE p.group_id = ?2 AND p.left_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM pupil_groups pg JOIN pupils p ON p.id = pg.pupil_id AND p.left_at IS NULL WHERE pg.group_id = ?2)`,
  )
  for (const one of left) leave.run(now.toString(), one.id)
}

/** A file of so many pupils is that of several schools together. */
const large = 5000

/** Gives every pupil of the file a household, and says whether any household is different now. */
function house(
  db: Db,
  tx: Tx,
  roster: Roster,
  { who }: RosterChanges,
  ids: Ids,
  now: Temporal.Instant,
): Homes {
  const arrivals = roster.pupils.flatMap(({ familyHash, guardians }, at): Arrival[] => {
    const id = who[at] ?? null
    return id === null ? [] : [{ pupil: real(ids.pupils, id), familyHash, guardians }]
  })
  const before = whoIsWhere(db)
  // Nothing of an import needs as much room as this: of a large file, what comparing left behind is gone first, and what this left
  // behind is gone before anything is written down.
  const makeRoom = () => arrivals.length > large && Bun.gc(true)
  makeRoom()
  const { households, made, doubtful } = placeInHouseholds(db, tx, arrivals, now)
  makeRoom()
  return {
    total: households,
    made,
    doubtful,
    changed: whoIsWhere(db) !== before,
  }
}

/** A question about two homes may go away by itself; that alone is no change. */
function whoIsWhere(db: Db): string {
  const { households, members, guardians } = snapshotHouseholds(db)
  return JSON.stringify([households, members, guardians])
}
