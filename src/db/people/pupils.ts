import { actorOf, type Office } from "../../domain/access/access.ts"
import { factorPurpose, factorText } from "../../domain/access/sign-in.ts"
import type { GroupId, HouseholdId, PupilId } from "../../domain/ids.ts"
import { isStale } from "../../domain/meanwhile.ts"
import { type ByHand, readByHand, writeByHand } from "../../domain/people/by-hand.ts"
import { fold, foldSurname } from "../../domain/people/people.ts"
import {
  type PupilRefusal,
  type ReadPupil,
  readPupil,
  type WrittenPupil,
} from "../../domain/people/pupil-care.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { makeBeside } from "../households/household-care.ts"
import { raiseVersion } from "../households/household-codes.ts"
import { placeNewcomer } from "../households/households.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { settingsOf } from "../school/settings.ts"

// Pupils as staff want them. What they write is marked: the next file does not change it unasked (domain/people/by-hand.ts).

type Cared<Value> = Promise<Result<Value, PupilRefusal> | null>
type Row = {
  key: string | null
  version: number
  first: string
  prefix: string
  last: string
  group: GroupId | null
  secret: number
  left: number
  marks: string
}

const find = (db: Db, pupil: PupilId) =>
  db
    .sql<Row, [number]>(
      `SELECT key, version, first, prefix, last, group_id AS "group", protected_address AS secret, left_at IS NOT NULL AS "left",
              by_hand AS marks FROM pupils WHERE id = ?`,
    )
    .get(pupil)

const isGroup = (db: Db, group: GroupId | null) =>
  group === null || db.sql("SELECT 1 FROM groups WHERE id = ? AND left_at IS NULL").get(group) !== null

/** What is kept of a sign-in fact and a home: hashes that nobody reads back. */
function hashesOf(db: Db, key: string | null, { factor, home }: ReadPupil) {
  const purpose = factorPurpose(settingsOf(db).factor)
  return {
    factor: factor === null ? null : db.keys.hash(purpose, factorText(key, factor)),
    postcode: home === null ? null : db.keys.hash("postcode", home.postcode),
    address: home?.address ? db.keys.hash("address", home.address) : null,
  }
}

/** Marks a pupil as changed by hand in these parts, and lets everybody who sees them look again. Part of a write. */
function touched(db: Db, pupil: PupilId, marks: string, more: readonly ByHand[]): void {
  db.sql("UPDATE pupils SET by_hand = ?, version = version + 1 WHERE id = ?").run(
    writeByHand([...readByHand(marks), ...more]),
    pupil,
  )
  for (const { household } of seatsOf(db, pupil)) raiseVersion(db, household)
  // Names and groups stand on the boards.
  db.sql("UPDATE round_teachers SET version = version + 1").run()
}

/** The households that a pupil sits in. */
export const seatsOf = (db: Db, pupil: PupilId) =>
  db
    .sql<{ household: HouseholdId }, [number]>(
      "SELECT household_id AS household FROM household_pupils WHERE pupil_id = ? ORDER BY 1",
    )
    .all(pupil)

/**
 * Corrects names, group, sign-in fact and postcode; an empty fact or postcode stays as it is. Refuses over a colleague's change that
 * was not seen. Null when there is no such pupil.
 */
export function correctPupil(
  db: Db,
  staff: Office,
  wish: { pupil: PupilId; seen: number | null } & WrittenPupil,
  now: Temporal.Instant,
): Cared<{ parts: number }> {
  return write(db, (tx) => {
    const was = find(db, wish.pupil)
    if (!was) return null
    if (isStale(wish.seen, was.version)) return refuse({ kind: "changed-meanwhile" })
    const read = readPupil(wish, settingsOf(db).factor)
    if (!read.ok) return read
    const { first, prefix, last, group, home } = read.value
    if (group !== was.group && !isGroup(db, group)) return refuse({ kind: "group-unknown" })
    if (home !== null && was.secret === 1) return refuse({ kind: "secret-address" })
    const hash = hashesOf(db, was.key, read.value)
    const parts: ByHand[] = []
    if (first !== was.first || prefix !== was.prefix || last !== was.last) parts.push("name")
    if (group !== was.group) parts.push("group")
    if (hash.factor !== null) parts.push("factor")
    if (hash.postcode !== null) parts.push("home")
    if (parts.length === 0) return accept({ parts: 0 })
    db.sql(
      "UPDATE pupils SET first = ?, prefix = ?, last = ?, folded_first = ?, folded_last = ?, group_id = ?, factor_hash = coalesce(?, factor_hash) WHERE id = ?",
    ).run(first, prefix, last, fold(first), foldSurname(last), group, hash.factor, wish.pupil)
    if (hash.postcode !== null)
      db.sql("UPDATE pupils SET postcode_hash = ?, address_hash = ? WHERE id = ?").run(
        hash.postcode,
        hash.address,
        wish.pupil,
      )
    touched(db, wish.pupil, was.marks, parts)
    note(tx, actorOf(staff), "pupil-corrected", { pupil: wish.pupil, parts: parts.join(",") }, now)
    return accept({ parts: parts.length })
  })
}

/**
 * Adds a pupil whom no file knows. `household`: whose child it is; null: as the next file would place them, by postcode and surname.
 * Null when that household is not there.
 */
export function addPupil(
  db: Db,
  staff: Office,
  wish: WrittenPupil & { household: HouseholdId | null },
  now: Temporal.Instant,
): Cared<{ pupil: PupilId }> {
  return write(db, (tx) => {
    const { household } = wish
    if (household !== null && !db.sql("SELECT 1 FROM households WHERE id = ?").get(household)) return null
    const read = readPupil(wish, settingsOf(db).factor)
    if (!read.ok) return read
    const { first, prefix, last, group } = read.value
    if (!isGroup(db, group)) return refuse({ kind: "group-unknown" })
    const hash = hashesOf(db, null, read.value)
    const pupil = db
      .sql<{ id: PupilId }, (string | number | null)[]>(
        `INSERT INTO pupils (first, prefix, last, folded_first, folded_last, group_id, factor_hash, postcode_hash, address_hash, by_hand)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'added') RETURNING id`,
      )
      .get(
        first,
        prefix,
        last,
        fold(first),
        foldSurname(last),
        group,
        hash.factor,
        hash.postcode,
        hash.address,
      )?.id as PupilId
    if (household === null) placeNewcomer(db, pupil, now)
    else seat(db, household, pupil)
    touched(db, pupil, "added", [])
    note(tx, actorOf(staff), "pupil-added", { pupil }, now)
    return accept({ pupil })
  })
}

const seat = (db: Db, household: HouseholdId, pupil: PupilId) =>
  db.sql("INSERT INTO household_pupils (household_id, pupil_id) VALUES (?, ?)").run(household, pupil)

/** Marks a pupil as left, or as back at school. Talks that are still to come stay until somebody cancels them. Null when not there. */
export function markLeft(
  db: Db,
  staff: Office,
  wish: { pupil: PupilId; seen: number | null; left: boolean },
  now: Temporal.Instant,
): Cared<{ left: boolean }> {
  return write(db, (tx) => {
    const was = find(db, wish.pupil)
    if (!was) return null
    if (isStale(wish.seen, was.version)) return refuse({ kind: "changed-meanwhile" })
    db.sql("UPDATE pupils SET left_at = ? WHERE id = ?").run(wish.left ? now.toString() : null, wish.pupil)
    // Somebody who left long ago may sit nowhere any more.
    if (!wish.left && seatsOf(db, wish.pupil).length === 0)
      seat(db, makeBeside(db, { blocked: false, language: "nl" }, "matched"), wish.pupil)
    touched(db, wish.pupil, was.marks, ["left"])
    note(tx, actorOf(staff), wish.left ? "pupil-left" : "pupil-returned", { pupil: wish.pupil }, now)
    return accept({ left: wish.left })
  })
}

/** A secret address is never used to find a home: its hashes go. Null when the pupil is not there. */
export function protectAddress(
  db: Db,
  staff: Office,
  wish: { pupil: PupilId; seen: number | null; secret: boolean },
  now: Temporal.Instant,
): Cared<{ secret: boolean }> {
  return write(db, (tx) => {
    const was = find(db, wish.pupil)
    if (!was) return null
    if (isStale(wish.seen, was.version)) return refuse({ kind: "changed-meanwhile" })
    db.sql(
      "UPDATE pupils SET protected_address = ?1, postcode_hash = iif(?1, NULL, postcode_hash), address_hash = iif(?1, NULL, address_hash) WHERE id = ?2",
    ).run(wish.secret ? 1 : 0, wish.pupil)
    touched(db, wish.pupil, was.marks, ["home"])
    note(tx, actorOf(staff), "address-protected", { pupil: wish.pupil, secret: wish.secret }, now)
    return accept({ secret: wish.secret })
  })
}
