import type { Db } from "../../src/db/open.ts"
import { receiveFile } from "../../src/db/rosters/imports.ts"
import { bringIn, keepForReview, type ReadFile } from "../../src/db/rosters/rosters.ts"
import type { ImportId } from "../../src/domain/ids.ts"
import type { Roster } from "../../src/domain/rosters/roster.ts"
import type { Confirmation } from "../../src/domain/rosters/roster-import.ts"
import { rosterGroup, rosterOf, rosterPupil, rosterTeacher } from "./roster.ts"
import { cast, today } from "./school.ts"

export const office = { kind: "staff", id: cast.staff.deWit } as const

/** Whoever is not in the file leaves. */
export const everybody: Confirmation = {
  seen: null,
  leaving: { pupils: true, teachers: true },
  wholeFile: true,
}

/** A file in which nothing was wrong. */
export const fileOf = (roster: Roster): ReadFile => ({
  roster,
  problems: [],
  dropped: {},
  signature: null,
  anotherSchool: false,
})

/** De Regenboog as its own administration would export it. */
export const regenboog = (more: Partial<Roster> = {}) =>
  rosterOf({
    groups: [rosterGroup("G4A", "4A"), rosterGroup("G6B", "6B", { yearGroups: ["6"] })],
    pupils: [
      rosterPupil("P1", "Defne Yilmaz", "G4A"),
      rosterPupil("P2", "Sem de Vries", "G4A"),
      rosterPupil("P3", "Lotte de Vries", "G6B", { yearGroup: "6" }),
      rosterPupil("P4", "Daan de Vries", "G6B", { yearGroup: "6" }),
      rosterPupil("P5", "Mila Bakker", "G4A"),
    ],
    teachers: [
      rosterTeacher("L1", "Noor Willems", ["G4A"], { email: "noor@regenboog.example", roles: ["LRK"] }),
      rosterTeacher("L2", "Tim Bos", ["G6B"], { email: "tim@regenboog.example", roles: ["LRK"] }),
    ],
    ...more,
  })

/** Brings in a file at once; nothing may be in the way. */
export async function bring(db: Db, roster: Roster, now = today, wish = everybody) {
  const outcome = await bringIn(db, office, fileOf(roster), wish, now)
  if (!outcome.ok) throw new Error(outcome.refusal.kind)
  return outcome.value
}

/** A file that waits for somebody to look at it. */
export async function waiting(db: Db, roster: Roster, now = today) {
  const id = await receiveFile(db, office, now)
  await keepForReview(db, id, fileOf(roster), now)
  return id
}

export const lastImport = (db: Db) =>
  db.client.query<{ id: ImportId }, []>("SELECT max(id) AS id FROM imports").get()?.id as ImportId

export const all = <Row>(db: Db, sql: string) => db.client.query<Row, []>(sql).all()

/** What an import may touch, row by row; versions and codes are meant to go on. */
export const state = (db: Db) =>
  [
    "locations",
    "groups",
    "group_keys",
    "pupils",
    "pupil_groups",
    "teachers",
    "teacher_groups",
    "household_pupils",
    "guardians",
    "household_doubts",
    "bookings",
    "rounds",
    "slots",
  ].map((table) => [
    table,
    all<Record<string, unknown>>(db, `SELECT * FROM ${table} ORDER BY 1, 2`).map(
      ({ version: _, ...row }) => row,
    ),
  ])

export const homesOf = (db: Db) => all(db, "SELECT id, origin, language, blocked FROM households ORDER BY id")

/** A family has a talk about this pupil, at the first time that is free. */
export const haveTalk = (db: Db, pupil: number, household: number) =>
  db.client.run(
    `INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at)
     SELECT id, round_id, teacher_id, ?, ?, starts_at, ends_at, hex(randomblob(8)), '2026-11-03T09:00:00Z' FROM slots
      WHERE id NOT IN (SELECT slot_id FROM bookings) LIMIT 1`,
    [pupil, household],
  )
