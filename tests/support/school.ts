import type { Db } from "../../src/db/open.ts"
import type {
  GroupId,
  HouseholdId,
  PupilId,
  RoundId,
  SlotId,
  StaffId,
  TeacherId,
} from "../../src/domain/ids.ts"
import { fold, foldSurname } from "../../src/domain/people/people.ts"
import { writeTime } from "../../src/domain/talks/shown-time.ts"

/** The evening that all tests are about: Thursday 12 November 2026, seven to nine in Amsterdam. */
export const evening = { date: "2026-11-12", starts: "19:00", ends: "21:00" }
/** The moment at which a test world begins: the round is open. */
export const today = Temporal.Instant.from("2026-11-03T09:00:00Z")

/** Ids of the cast. Families Yilmaz (one child), De Vries (three), Bakker and Jansen (separated, one child in two homes). */
export const cast = {
  groups: { g4a: 1 as GroupId, g6b: 2 as GroupId },
  teachers: { noor: 1 as TeacherId, tim: 2 as TeacherId },
  pupils: {
    defne: 1 as PupilId,
    sem: 2 as PupilId,
    lotte: 3 as PupilId,
    daan: 4 as PupilId,
    mila: 5 as PupilId,
  },
  households: {
    yilmaz: 1 as HouseholdId,
    deVries: 2 as HouseholdId,
    bakker: 3 as HouseholdId,
    jansen: 4 as HouseholdId,
  },
  staff: { deWit: 1 as StaffId, tim: 2 as StaffId },
  round: 1 as RoundId,
} as const

/** First slot of a teacher is at 19:00; slots are ten minutes; ids count up per teacher: juf Noor 1–12, meester Tim 13–24. */
export const slotOf = (teacher: "noor" | "tim", at: number) => (teacher === "noor" ? 1 : 13) + at

/** When a slot is at the beginning. */
export const beginOf = (slot: number) =>
  Temporal.Instant.from("2026-11-12T18:00:00Z").add({ minutes: ((slot - 1) % 12) * 10 })

/** A slot as a button carries it at the beginning. */
export const shownAs = (slot: number) => writeTime(slot as SlotId, beginOf(slot))

export function fillRegenboog(db: Db): void {
  const run = (sql: string, ...values: (string | number | null)[]) => db.client.run(sql, values)
  for (const [name, year] of [
    ["4A", "4"],
    ["6B", "6"],
  ] as const)
    run("INSERT INTO groups (name, year_groups) VALUES (?, ?)", name, year)
  run("INSERT INTO group_keys (key, group_id) VALUES ('G4A', 1), ('G6B', 2)")
  run(
    "INSERT INTO teachers (key, first, last, email, roles) VALUES ('L1', 'Noor', 'Willems', 'noor@regenboog.example', 'LRK'), ('L2', 'Tim', 'Bos', 'tim@regenboog.example', 'LRK')",
  )
  run("INSERT INTO teacher_groups (teacher_id, group_id) VALUES (1, 1), (2, 2)")
  const pupils = [
    ["Defne", "", "Yilmaz", 1],
    ["Sem", "de", "Vries", 1],
    ["Lotte", "de", "Vries", 2],
    ["Daan", "de", "Vries", 2],
    ["Mila", "", "Bakker", 1],
  ] as const
  for (const [at, [first, prefix, last, group]] of pupils.entries())
    run(
      "INSERT INTO pupils (key, first, prefix, last, folded_first, folded_last, group_id, year_group) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      `P${at + 1}`,
      first,
      prefix,
      last,
      fold(first),
      foldSurname(last),
      group,
      group === 1 ? "4" : "6",
    )
  for (let at = 0; at < 4; at++) run("INSERT INTO households (origin) VALUES ('matched')")
  for (const [household, pupil] of [
    [1, 1],
    [2, 2],
    [2, 3],
    [2, 4],
    [3, 5],
    [4, 5],
  ] as const)
    run("INSERT INTO household_pupils (household_id, pupil_id) VALUES (?, ?)", household, pupil)
  const guardians = [
    [1, "", "Yilmaz", "yilmaz@post.example"],
    [2, "de", "Vries", "devries@post.example"],
    [3, "", "Bakker", "bakker@post.example"],
    [4, "", "Jansen", "jansen@post.example"],
  ] as const
  for (const each of guardians)
    run("INSERT INTO guardians (household_id, prefix, last, email) VALUES (?, ?, ?, ?)", ...each)
  run(
    "INSERT INTO staff (name, email, role, teacher_id, created_at) VALUES ('Mevrouw de Wit', 'dewit@regenboog.example', 'administrator', NULL, ?), ('Tim Bos', 'tim@regenboog.example', 'teacher', 2, ?)",
    today.toString(),
    today.toString(),
  )
  run(
    "INSERT INTO rounds (title, slot_minutes, opens_at, closes_at, change_until, published_at, ends_at, created_at) VALUES ('Herfstgesprekken', 10, '2026-11-01T08:00:00Z', '2026-11-10T22:00:00Z', '2026-11-11T11:00:00Z', '2026-10-30T10:00:00Z', '2026-11-12T20:00:00Z', '2026-10-20T10:00:00Z')",
  )
  run(
    "INSERT INTO round_days (round_id, date, starts, ends) VALUES (1, ?, ?, ?)",
    evening.date,
    evening.starts,
    evening.ends,
  )
  run("INSERT INTO round_groups (round_id, group_id) VALUES (1, 1), (1, 2)")
  run("INSERT INTO round_teachers (round_id, teacher_id, room) VALUES (1, 1, '12'), (1, 2, '14')")
  run(
    "INSERT INTO presences (round_id, teacher_id, day_id, starts, ends) VALUES (1, 1, 1, '19:00', '21:00'), (1, 2, 1, '19:00', '21:00')",
  )
  const first = Temporal.Instant.from("2026-11-12T18:00:00Z")
  for (const teacher of [1, 2])
    for (let at = 0; at < 12; at++) {
      const starts = first.add({ minutes: 10 * at })
      run(
        "INSERT INTO slots (round_id, teacher_id, starts_at, ends_at) VALUES (1, ?, ?, ?)",
        teacher,
        starts.toString(),
        starts.add({ minutes: 10 }).toString(),
      )
    }
}

/** School De Wilg, which must never see anything of the other: same shapes, other people. */
export function fillWilg(db: Db): void {
  db.client.run("INSERT INTO groups (name) VALUES ('5C')")
  db.client.run("INSERT INTO teachers (first, last) VALUES ('Wilma', 'Wilgenaar')")
  db.client.run("INSERT INTO teacher_groups (teacher_id, group_id) VALUES (1, 1)")
  db.client.run(
    "INSERT INTO pupils (key, first, last, folded_first, folded_last, group_id) VALUES ('W1', 'Willem', 'Wilgentak', 'willem', 'wilgentak', 1)",
  )
  db.client.run("INSERT INTO households (origin) VALUES ('matched')")
  db.client.run("INSERT INTO household_pupils (household_id, pupil_id) VALUES (1, 1)")
  db.client.run(
    "INSERT INTO staff (name, email, role, created_at) VALUES ('Directeur Wilg', 'directeur@wilg.example', 'administrator', '2026-09-01T00:00:00Z')",
  )
}
