import { Database } from "bun:sqlite"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Db } from "../src/db/open.ts"
import { addSchool, closeRegistry, openRegistry, type Registry } from "../src/db/registry.ts"
import type { SlotId } from "../src/domain/ids.ts"
import { fold } from "../src/domain/people/people.ts"
import { writeTime } from "../src/domain/talks/shown-time.ts"
import { startImporting } from "../src/importing.ts"
import type { Parts } from "../src/routes/guards.ts"
import { hashToken, newToken } from "../src/sealing.ts"

export type Size = {
  teachers: number
  slotsEach: number
  households: number
  children: number
  teachersEach: number
}

/** A secondary school on its opening evening. */
export const secondary: Size = {
  teachers: 125,
  slotsEach: 36,
  households: 1243,
  children: 1.5,
  teachersEach: 8,
}
/** One child with three teachers: the page of sixty times. */
export const sixty: Size = { teachers: 3, slotsEach: 20, households: 40, children: 1, teachersEach: 3 }

export const master = { bytes: Buffer.alloc(32, 9) }
export const slug = "bench"

/** A school on disk with an open round, and a session token and the children for every household. */
export function benchSchool(size: Size) {
  const folder = mkdtempSync(join(tmpdir(), "tienminuten-bench-"))
  const registry = openRegistry(folder, master)
  const made = addSchool(
    registry,
    {
      name: "Benchcollege",
      slug,
      city: "Utrecht",
      phone: "030 555 01 23",
      email: "info@bench.example",
      brin: null,
      sector: "secondary",
    },
    Temporal.Now.instant(),
  )
  if (!made.ok) throw new Error(made.refusal.kind)
  const households = fill(made.value, size)
  closeRegistry(registry)
  return {
    folder,
    households,
    /** The first row of a question to the school's file, as it is now. */
    look<Row>(sql: string): Row | null {
      const name = readdirSync(join(folder, "schools")).find((file) => file.endsWith(".db")) ?? ""
      const db = new Database(join(folder, "schools", name), { readonly: true })
      const row = db.query<Row, []>(sql).get()
      db.close()
      return row
    },
    drop: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export type BenchSchool = ReturnType<typeof benchSchool>

export type BenchHousehold = {
  token: string
  pupils: { id: number; name: string; born: string; teachers: number[] }[]
}

/** When every teacher's first slot begins: two weeks from now. */
const first = Temporal.Instant.from(
  `${Temporal.Now.instant()
    .add({ hours: 24 * 14 })
    .toString()
    .slice(0, 10)}T17:00:00Z`,
)

/** A slot as a button carries it; slots are numbered through, so many of each teacher. */
export const shownAs = (slot: number, slotsEach: number) =>
  writeTime(slot as SlotId, first.add({ minutes: 10 * ((slot - 1) % slotsEach) }))

/** An open round in a school, with a session and children for every household; gives these. */
export function fill(db: Db, size: Size): BenchHousehold[] {
  const run = (sql: string, ...values: (string | number | null)[]) =>
    void db.sql<unknown, (string | number | null)[]>(sql).run(...values)
  const now = Temporal.Now.instant()
  const hour = (count: number) => now.add({ hours: count }).toString({ smallestUnit: "second" })
  db.client.run("BEGIN")
  run("UPDATE school SET factor = 'birth-date'")
  run(
    "INSERT INTO rounds (title, slot_minutes, opens_at, closes_at, change_until, published_at, ends_at, created_at) VALUES ('Herfst', 10, ?, ?, ?, ?, ?, ?)",
    hour(-1),
    hour(200),
    hour(240),
    hour(-20),
    first.add({ hours: 8 }).toString(),
    hour(-30),
  )
  for (let teacher = 1; teacher <= size.teachers; teacher++) {
    run(
      "INSERT INTO teachers (key, first, last, email) VALUES (?, ?, ?, ?)",
      `T${teacher}`,
      `Jet${teacher}`,
      `Docent${teacher}`,
      `t${teacher}@bench.example`,
    )
    run("INSERT INTO groups (name, kind) VALUES (?, 'combined')", `vak${teacher}`)
    run("INSERT INTO teacher_groups (teacher_id, group_id) VALUES (?, ?)", teacher, teacher)
    run("INSERT INTO round_groups (round_id, group_id) VALUES (1, ?)", teacher)
    run(
      "INSERT INTO round_teachers (round_id, teacher_id, room) VALUES (1, ?, ?)",
      teacher,
      `${100 + teacher}`,
    )
    for (let at = 0; at < size.slotsEach; at++) {
      const starts = first.add({ minutes: 10 * at })
      run(
        "INSERT INTO slots (round_id, teacher_id, starts_at, ends_at) VALUES (1, ?, ?, ?)",
        teacher,
        starts.toString(),
        starts.add({ minutes: 10 }).toString(),
      )
    }
  }
  const households: BenchHousehold[] = []
  let pupil = 0
  for (let household = 1; household <= size.households; household++) {
    run("INSERT INTO households DEFAULT VALUES")
    run(
      "INSERT INTO guardians (household_id, last, email) VALUES (?, ?, ?)",
      household,
      `Gezin${household}`,
      `g${household}@bench.example`,
    )
    const token = newToken()
    run(
      "INSERT INTO parent_sessions (token_hash, household_id, created_at, seen_at) VALUES (?, ?, ?, ?)",
      hashToken(token),
      household,
      hour(0),
      hour(0),
    )
    const children = Math.floor(size.children * household) - Math.floor(size.children * (household - 1))
    const pupils: BenchHousehold["pupils"] = []
    for (let child = 0; child < children; child++) {
      pupil++
      const born = `${2010 + (pupil % 4)}-0${1 + (pupil % 9)}-1${pupil % 10}`
      const name = `Kind${pupil}`
      run(
        "INSERT INTO pupils (key, first, last, folded_first, folded_last, factor_hash) VALUES (?, ?, ?, ?, ?, ?)",
        `P${pupil}`,
        name,
        `Gezin${household}`,
        fold(name),
        fold(`Gezin${household}`),
        db.keys.hash("factor:birth-date", `P${pupil}|${born}`),
      )
      run("INSERT INTO household_pupils (household_id, pupil_id) VALUES (?, ?)", household, pupil)
      const teachers = Array.from(
        { length: size.teachersEach },
        (_, at) => 1 + ((pupil * 7 + at * 13) % size.teachers),
      )
      for (const group of new Set(teachers))
        run("INSERT INTO pupil_groups (pupil_id, group_id) VALUES (?, ?)", pupil, group)
      pupils.push({ id: pupil, name, born, teachers: [...new Set(teachers)] })
    }
    households.push({ token, pupils })
  }
  db.client.run("COMMIT")
  return households
}

/** What the routes work with, without a server around them. */
export const partsOf = (registry: Registry, folder: string): Parts => ({
  registry,
  now: () => Temporal.Now.instant(),
  origin: "https://bench.example",
  development: false,
  postFolder: folder,
  imports: startImporting(master, console.error),
  sms: false,
  trustedProxy: "fly",
})

export const openBench = (folder: string): Registry => openRegistry(folder, master)
export const cookieOf = (household: BenchHousehold) => cookieAt(slug, household)
/** The same at another school. */
export const cookieAt = (school: string, { token }: BenchHousehold) => `__Host-ouder-${school}=${token}`
