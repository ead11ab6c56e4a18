import { everybodyOnce, type Known, likeness, recognise } from "../../domain/households/guardian.ts"
import type { KeptSeat } from "../../domain/households/household-seats.ts"
import type { HouseholdId } from "../../domain/ids.ts"
import type { Db } from "../open.ts"
import type { GuardianRow } from "./household-facts.ts"

/** A home after matching, with the household it is now. */
export type Placed = { household: HouseholdId; seats: readonly KeptSeat[] }

/**
 * Makes the guardians of every home those of the file; those of staff stay, and who was moved or mended by staff is not brought back.
 * Guardians of a household that goes on nowhere follow its pupils. Part of a write; gives the households that changed, and those in
 * which somebody lost a seat.
 */
export function renewGuardians(
  db: Db,
  homes: readonly Placed[],
  known: ReadonlyMap<HouseholdId, GuardianRow[]>,
) {
  const heirs = heirsOf(homes)
  const of = new Map(homes.map(({ household }) => [household, [...(known.get(household) ?? [])]]))
  const changed = new Set<HouseholdId>()
  const gone = new Set<HouseholdId>()
  for (const [from, { household, whole }] of heirs)
    for (const row of known.get(from) ?? []) {
      if (row.origin === "file" && !whole) continue
      db.sql("UPDATE guardians SET household_id = ? WHERE id = ?").run(household, row.id)
      of.get(household)?.push({ ...row, household })
      changed.add(household)
    }
  const near = staffNear(homes, of)
  for (const home of homes) {
    const rows = of.get(home.household) ?? []
    const outcome = renew(db, home, rows, near(home))
    if (outcome.changed) changed.add(home.household)
    if (outcome.gone) gone.add(home.household)
  }
  return { changed, gone }
}

/** Households that go on nowhere, with the home most of their seats went to; `whole` when the file did not tell its guardians anew. */
function heirsOf(homes: readonly Placed[]) {
  const going = new Set(homes.map((home) => home.household))
  const heirs = new Map<HouseholdId, { household: HouseholdId; whole: boolean; seats: number }>()
  for (const { household, seats } of homes)
    for (const [was, came] of Map.groupBy(seats, ({ seat }) => seat.was)) {
      if (was === null || going.has(was) || (heirs.get(was)?.seats ?? 0) >= came.length) continue
      heirs.set(was, { household, whole: came.some((each) => !each.told), seats: came.length })
    }
  return heirs
}

/** Guardians that staff placed in another household of the same pupils. */
function staffNear(homes: readonly Placed[], of: ReadonlyMap<HouseholdId, GuardianRow[]>) {
  const households = Map.groupBy(
    homes.flatMap(({ household, seats }) => seats.map(({ seat }) => ({ household, pupil: seat.pupil }))),
    (each) => each.pupil,
  )
  return ({ household, seats }: Placed): GuardianRow[] => {
    const others = new Set(
      seats.flatMap(({ seat }) => (households.get(seat.pupil) ?? []).map((each) => each.household)),
    )
    others.delete(household)
    return [...others].flatMap((other) => (of.get(other) ?? []).filter((row) => row.origin === "staff"))
  }
}

function renew(
  db: Db,
  { household, seats }: Placed,
  rows: readonly GuardianRow[],
  near: readonly GuardianRow[],
) {
  const told = everybodyOnce(seats.filter((each) => each.told).flatMap((each) => each.guardians))
  const ours = rows.filter((row) => row.origin === "file")
  const staff = rows.filter((row) => row.origin === "staff")
  const found = recognise<Known, GuardianRow>(told, [
    { of: ours, nameless: false },
    { of: staff, nameless: true },
    { of: near, nameless: false },
  ])
  const stays = new Set(found.values())
  const left = seats.some((each) => !each.told) ? [] : ours.filter((row) => !stays.has(row))
  let changed = false
  for (const one of told) {
    const row = found.get(one)
    if (row ? row.origin === "staff" || isSame(one, row) : false) continue
    changed = true
    if (row)
      db.sql("UPDATE guardians SET prefix = ?, last = ?, email = ?, phone = ? WHERE id = ?").run(
        one.prefix,
        one.last,
        one.email,
        one.phone,
        row.id,
      )
    else
      db.sql("INSERT INTO guardians (household_id, prefix, last, email, phone) VALUES (?, ?, ?, ?, ?)").run(
        household,
        one.prefix,
        one.last,
        one.email,
        one.phone,
      )
  }
  for (const row of left) db.sql("DELETE FROM guardians WHERE id = ?").run(row.id)
  // A second row of somebody who is still here is nobody's loss.
  const gone = left.some((row) => likeness([row], [...told, ...staff]) < 2)
  return { changed: changed || left.length > 0, gone }
}

const isSame = (one: Known, row: Known) =>
  one.prefix === row.prefix && one.last === row.last && one.email === row.email && one.phone === row.phone
