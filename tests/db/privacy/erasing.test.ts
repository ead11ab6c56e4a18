import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { existsSync, readFileSync } from "node:fs"
import fc from "fast-check"
import { checkCertificate } from "../../../src/db/privacy/certificates.ts"
import { erasePerson } from "../../../src/db/privacy/erasing.ts"
import { planErasing } from "../../../src/db/privacy/erasing-plan.ts"
import { replayErasures, settleErasures } from "../../../src/db/privacy/erasures.ts"
import { checkLogbook, noteHead } from "../../../src/db/privacy/logbook.ts"
import { linksIn, recordOf, rowsOf } from "../../../src/db/privacy/person-rows.ts"
import { scrubWhenDue } from "../../../src/db/privacy/scrubbing.ts"
import { eraseOldRounds } from "../../../src/db/rounds/round-erasing.ts"
import type { Person } from "../../../src/domain/privacy/erasing.ts"
import { testWorld, type World } from "../../support/app.ts"
import { choose, deWit, rowsIn } from "../../support/rounds.ts"
import { today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const pupil = (id: number): Person => ({ kind: "pupil", id })
const household = (id: number): Person => ({ kind: "household", id })
const guardian = (id: number): Person => ({ kind: "guardian", id })

const plan = (person: Person) => planErasing(world.school, deWit, person, world.clock.now)
async function erase(person: Person, seen = plan(person)?.fingerprint ?? "") {
  return erasePerson(world.registry, world.school, deWit, { person, seen, sure: true }, world.clock.now)
}

/** Sem and Lotte of De Vries, and Mila in both of her homes, have talks that are known to them. */
function talks(): void {
  choose(world.school, { household: 2, pupil: 2, teacher: 1, at: "2026-11-12T18:10:00Z" })
  choose(world.school, { household: 2, pupil: 3, teacher: 2, at: "2026-11-12T18:30:00Z" })
  choose(world.school, { household: 3, pupil: 5, teacher: 1, at: "2026-11-12T18:40:00Z" })
  choose(world.school, { household: 4, pupil: 5, teacher: 1, at: "2026-11-12T18:50:00Z" })
  for (const { id, home, child } of world.school.client
    .query<{ id: number; home: number; child: number }, []>(
      "SELECT id, household_id AS home, pupil_id AS child FROM bookings",
    )
    .all())
    world.school.client.run(
      `INSERT INTO messages (kind, facts, round_id, household_id, guardian_id, state, queued_at, due_at, uid)
       VALUES ('booking-confirmed', ?, 1, ?, ?, 'sent', ?, ?, ?)`,
      [
        JSON.stringify({ booking: id, pupil: child }),
        home,
        home,
        today.toString(),
        today.toString(),
        `m${id}`,
      ],
    )
}

/** Every row of every table, as text. */
function everything(): Map<string, string> {
  const tables = world.school.client
    .query<{ name: string }, []>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all()
  return new Map(
    tables.flatMap(({ name }) =>
      world.school.client
        .query<Record<string, unknown> & { rowid: number }, []>(`SELECT rowid AS rowid, * FROM ${name}`)
        .all()
        .map((row): [string, string] => [`${name} ${row.rowid}`, JSON.stringify(row)]),
    ),
  )
}

describe("erasing a pupil", () => {
  it("with brothers and sisters takes their talks and seats, and leaves the family", async () => {
    talks()
    expect(plan(pupil(2))).toMatchObject({
      counts: { pupils: 1, seats: 1, talks: 1, messages: 1 },
      alsoHouseholds: 0,
      talks: [{ child: "Sem de Vries", teacher: "Noor Willems", told: true }],
    })
    expect((await erase(pupil(2)))?.ok).toBe(true)
    expect(rowsIn(world.school, "pupils", "id = 2")).toBe(0)
    expect(rowsIn(world.school, "household_pupils", "household_id = 2")).toBe(2)
    expect(rowsIn(world.school, "bookings", "household_id = 2")).toBe(1)
    expect(plan(pupil(2))).toBeNull()
  })

  it("takes what was told of a talk that is long off", async () => {
    world.school.client.run(
      `INSERT INTO messages (kind, facts, round_id, household_id, guardian_id, state, queued_at, due_at, uid)
       VALUES ('booking-cancelled', '{"booking":77,"pupil":2}', 1, 2, 2, 'sent', ?1, ?1, 'old')`,
      [today.toString()],
    )
    expect(plan(pupil(3))?.counts.messages).toBeUndefined()
    await erase(pupil(2))
    expect(rowsIn(world.school, "messages")).toBe(0)
  })

  it("without any takes the homes along, and nobody is told who is no longer there", async () => {
    talks()
    expect(plan(pupil(5))).toMatchObject({
      alsoHouseholds: 2,
      counts: { households: 2, guardians: 2, talks: 2 },
    })
    await erase(pupil(5))
    expect(rowsIn(world.school, "households", "id IN (3, 4)")).toBe(0)
    expect(rowsIn(world.school, "messages", "kind = 'booking-cancelled'")).toBe(0)
  })

  it("tells a family that stays that the talk is off, once and without the child's name", async () => {
    talks()
    await erase(pupil(2))
    const told = world.school.client
      .query<{ household: number; facts: string }, []>(
        "SELECT household_id AS household, facts FROM messages WHERE kind = 'booking-cancelled'",
      )
      .all()
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ household: 2 })
    expect(told[0]?.facts).not.toContain("Sem")
  })

  it("tells it also who heard of the talk by SMS", async () => {
    talks()
    world.school.client.run("UPDATE messages SET state = 'delivered', channel = 'sms'")
    await erase(pupil(2))
    expect(rowsIn(world.school, "messages", "kind = 'booking-cancelled' AND household_id = 2")).toBe(1)
  })

  it("frees the time, and the teacher's agenda says so", async () => {
    talks()
    await erase(pupil(3))
    const page = await (await (await world.tim()).get("/de-regenboog/team/mijn-gesprekken")).text()
    expect(page).toContain("weer vrij: dit gesprek is vervallen")
    expect(page).not.toContain("Lotte")
  })

  it("is refused when there is more to erase than was seen, and when nobody was sure", async () => {
    const { fingerprint = "" } = plan(pupil(2)) ?? {}
    choose(world.school, { household: 2, pupil: 2, teacher: 1, at: "2026-11-12T18:10:00Z" })
    expect(await erase(pupil(2), fingerprint)).toEqual({ ok: false, refusal: { kind: "changed-meanwhile" } })
    const wish = { person: pupil(2), seen: plan(pupil(2))?.fingerprint ?? "", sure: false }
    expect(await erasePerson(world.registry, world.school, deWit, wish, today)).toMatchObject({
      refusal: { kind: "not-sure" },
    })
    expect(rowsIn(world.school, "pupils")).toBe(5)
    expect(world.registry.control.query("SELECT * FROM erasures").all()).toEqual([])
    expect(world.registry.control.query("SELECT * FROM certificates").all()).toEqual([])
  })
})

describe("erasing a household", () => {
  it("takes along the children that have no other home", async () => {
    expect(plan(household(2))).toMatchObject({ alsoPupils: 3, counts: { pupils: 3, guardians: 1 } })
    await erase(household(2))
    expect(rowsIn(world.school, "pupils")).toBe(2)
  })

  it("leaves a child in its other home, with the talks of that home", async () => {
    talks()
    await erase(household(4))
    expect(rowsIn(world.school, "pupils", "id = 5")).toBe(1)
    expect(rowsIn(world.school, "bookings", "pupil_id = 5")).toBe(1)
    expect(rowsIn(world.school, "guardians", "last = 'Jansen'")).toBe(0)
  })
})

describe("erasing a guardian", () => {
  it("leaves the household its talks, under new codes", async () => {
    talks()
    const visitor = await world.deVries()
    await erase(guardian(2))
    expect(rowsIn(world.school, "bookings", "household_id = 2")).toBe(2)
    expect(rowsIn(world.school, "households", "id = 2 AND code_generation = 2")).toBe(1)
    expect((await visitor.get("/de-regenboog/gesprekken")).status).toBe(303)
  })
})

describe("whoever is erased", () => {
  it("is gone with every row that points at them, and nobody else's row is gone", async () => {
    const people = fc.oneof(
      fc.integer({ min: 1, max: 5 }).map(pupil),
      fc.integer({ min: 1, max: 4 }).map(household),
      fc.integer({ min: 1, max: 4 }).map(guardian),
    )
    const seats = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 })), {
      maxLength: 5,
    })
    await fc.assert(
      fc.asyncProperty(people, seats, async (person, more) => {
        world.close()
        world = await testWorld()
        for (const [home, child] of more)
          world.school.client.run("INSERT OR IGNORE INTO household_pupils VALUES (?, ?)", [home, child])
        talks()
        const before = everything()
        const along = plan(person)
        const mine = rowsOf(world.school, [person])
        expect((await erase(person))?.ok).toBe(true)
        const after = everything()
        for (const [table, ids] of mine) for (const id of ids) expect(after.has(`${table} ${id}`)).toBe(false)
        expect(world.school.client.query("PRAGMA foreign_key_check").all()).toEqual([])
        const gone = [...before.keys()].filter((row) => !after.has(row))
        const counted = Object.values(along?.counts ?? {}).reduce((sum, count) => sum + count, 0)
        expect(gone).toHaveLength(counted)
        const orphans = [
          "SELECT 1 FROM pupils WHERE id NOT IN (SELECT pupil_id FROM household_pupils)",
          "SELECT 1 FROM households WHERE id NOT IN (SELECT household_id FROM household_pupils)",
        ]
        for (const orphan of orphans) expect(world.school.client.query(orphan).all()).toEqual([])
      }),
      { numRuns: 15 },
    )
  }, 30_000)

  it("is found by the schema itself: every column that points at a person is a foreign key, every such table has a name", () => {
    const columns = world.school.client
      .query<{ table: string; column: string }, []>(
        `SELECT m.name AS "table", c.name AS column FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'`,
      )
      .all()
      .filter(({ column }) => /(^|_)(pupil|household|guardian)_id$/.test(column))
    const links = linksIn(world.school.client)
    const loose = columns.filter(
      ({ table, column }) => !links.some((link) => link.table === table && link.column === column),
    )
    expect(loose).toEqual([])
    const reached = new Set(["pupils", "households", "guardians"])
    for (let size = 0; size < reached.size; ) {
      size = reached.size
      for (const { table, parent } of links) if (reached.has(parent)) reached.add(table)
    }
    expect([...reached].filter((table) => !(table in recordOf))).toEqual([])
  })
})

describe("a waiting file and an undo copy", () => {
  it("go with whoever is erased", async () => {
    world.school.client.run(
      "INSERT INTO imports (state, received_at, roster) VALUES ('review', ?1, '{\"roster\":\"Sem\"}'), ('committed', ?1, NULL)",
      [today.toString()],
    )
    world.school.client.run("UPDATE imports SET undo = '{\"Sem\":1}' WHERE state = 'committed'")
    expect(plan(pupil(2))).toMatchObject({ waitingFiles: 1, undoCopies: 1, counts: { copies: 2 } })
    expect(await erase(pupil(2))).toMatchObject({ value: { discarded: [1] } })
    expect(rowsIn(world.school, "imports", "roster IS NOT NULL OR undo IS NOT NULL")).toBe(0)
  })
})

describe("a certificate", () => {
  it("says in numbers what was erased and when backups are clean, without a name, and is known by number and by code", async () => {
    const outcome = await erase(pupil(2))
    const number = outcome?.ok ? outcome.value.number : ""
    const known = await checkCertificate(world.registry, number.toLowerCase().replace("-", " "))
    expect(known?.certificate).toMatchObject({
      number,
      school: "De Regenboog",
      erased: { pupils: 1, seats: 1 },
    })
    // Erased on 3 November at 9:00: one hour for the scrub, seven days for the backups, and the next whole day.
    expect(known?.certificate.cleanFrom.toString()).toBe("2026-11-11")
    expect(await checkCertificate(world.registry, known?.signed ?? "")).toEqual(known)
    expect(Buffer.from(known?.signed.split(".")[1] ?? "", "base64url").toString()).not.toMatch(
      /Sem|Vries|Wit/,
    )
  })

  it("that was altered, or signed by somebody else, is not known", async () => {
    const outcome = await erase(pupil(2))
    const { signed = "" } =
      (await checkCertificate(world.registry, outcome?.ok ? outcome.value.number : "")) ?? {}
    const [head, body = "", seal] = signed.split(".")
    const other = Buffer.from(body, "base64url").toString().replace('"pupils":1', '"pupils":9')
    for (const forged of [
      `${head}.${Buffer.from(other).toString("base64url")}.${seal}`,
      `${Buffer.from('{"alg":"none"}').toString("base64url")}.${body}.`,
      "0000-0000",
      "",
      "x".repeat(5000),
    ])
      expect(await checkCertificate(world.registry, forged)).toBeNull()
  })
})

describe("the scrub", () => {
  const later = (minutes: number) => today.add({ minutes })
  const due = (minutes: number) => scrubWhenDue(world.registry, world.school, later(minutes))

  it("leaves nothing of who was erased in the file or its log, and was needed", async () => {
    const bytes = () => {
      const path = world.school.client.filename
      return [path, `${path}-wal`]
        .map((file) => (existsSync(file) ? readFileSync(file, "latin1") : ""))
        .join("")
    }
    for (let at = 0; at < 400; at++)
      world.school.client.run("INSERT INTO guardians (household_id, last, email) VALUES (2, ?, ?)", [
        `Zoekmij${at}`,
        `zoekmij${at}@post.example`,
      ])
    expect(bytes()).toContain("zoekmij")
    await erase(household(2))
    expect(bytes()).toContain("zoekmij") // still in the log
    world.school.writes.at = 0
    const freed = () =>
      world.school.client
        .query<{ n: number }, []>("SELECT freelist_count AS n FROM pragma_freelist_count")
        .get()?.n
    expect(freed()).toBeGreaterThan(0)
    expect(due(15)).toBe("done")
    expect(freed()).toBe(0) // made anew, not only emptied
    expect(bytes()).not.toMatch(/zoekmij|devries@post|Lotte/i)
  })

  it("waits until the erasing is over and nobody writes, and no longer than the hour", async () => {
    expect(due(0)).toBe("later")
    await erase(pupil(2))
    expect(due(5)).toBe("later")
    world.school.writes.at = Date.now()
    expect(due(15)).toBe("later") // somebody wrote a moment ago
    expect(due(50)).toBe("done")
    expect(due(55)).toBe("later") // nothing left
    const row = world.registry.control
      .query<{ at: string }, []>("SELECT scrubbed_at AS at FROM certificates")
      .get()
    expect(row?.at).toBe(later(50).toString())
  })

  it("takes another file and deletes the old one, also while another process holds its log", async () => {
    await erase(pupil(2))
    world.school.writes.at = 0
    const { Database } = await import("bun:sqlite")
    const before = world.school.client.filename
    const other = new Database(before)
    other.run("BEGIN")
    other.query("SELECT count(*) FROM pupils").get()
    expect(due(15)).toBe("done")
    other.close()
    expect(world.school.client.filename).not.toBe(before)
    expect([before, `${before}-wal`].map((file) => existsSync(file))).toEqual([false, false])
  })
})

describe("the erasure log", () => {
  const log = () =>
    world.registry.control
      .query<Record<string, unknown>, []>("SELECT kind, ref, confirmed FROM erasures ORDER BY id")
      .all()

  it("holds numbers only, and erases again in a file that was put back", async () => {
    const path = world.school.client.filename
    world.school.client.run("PRAGMA wal_checkpoint(TRUNCATE)")
    const backup = readFileSync(path)
    talks()
    await erase(pupil(1))
    noteHead(world.school, world.registry.control, today)
    expect(log()).toEqual([
      { kind: "pupil", ref: 1, confirmed: 1 },
      { kind: "household", ref: 1, confirmed: 1 },
    ])
    const { openDb, openFile } = await import("../../../src/db/open.ts")
    const restored = `${path}.restored`
    await Bun.write(restored, backup)
    const db = openDb(openFile(restored, []), world.school.school, world.school.keys)
    expect(rowsIn(db, "pupils", "id = 1")).toBe(1)
    expect(await replayErasures(world.registry.control, db, today.subtract({ hours: 1 }), today)).toBe(1)
    expect(rowsIn(db, "pupils", "id = 1")).toBe(0)
    expect(rowsIn(db, "households", "id = 1")).toBe(0)
    expect(await replayErasures(world.registry.control, db, today.subtract({ hours: 1 }), today)).toBe(0)
    expect(checkLogbook(db, world.registry.control).broken).toBeNull() // shorter than it was, and that is right
    db.close()
  })

  it("keeps a restored file from giving out the number of somebody erased", async () => {
    world.school.client.run("INSERT INTO households DEFAULT VALUES")
    await erase(household(5))
    world.school.client.run("UPDATE sqlite_sequence SET seq = 4 WHERE name = 'households'") // as in an older backup
    await replayErasures(world.registry.control, world.school, today, today)
    world.school.client.run("INSERT INTO households DEFAULT VALUES")
    expect(rowsIn(world.school, "households", "id = 5")).toBe(0)
  })

  it("settles what a crash left in the middle, and is forgotten when no backup can know of it", async () => {
    const line = (ref: number) =>
      world.registry.control.run(
        "INSERT INTO erasures (school_id, kind, ref, erased_at) VALUES (?, 'pupil', ?, ?)",
        [world.school.school.id, ref, today.toString()],
      )
    world.registry.control.run("INSERT INTO certificates (number, school_id, signed) VALUES ('N', 'x', 'y')")
    line(1) // still there: it never came to the erasing
    world.registry.control.run("UPDATE erasures SET number = 'N'")
    line(99) // gone: it did
    settleErasures(world.registry.control, world.school, today.add({ minutes: 1 }))
    expect(log()).toHaveLength(2)
    settleErasures(world.registry.control, world.school, today.add({ minutes: 6 }))
    expect(log()).toEqual([{ kind: "pupil", ref: 99, confirmed: 1 }])
    expect(world.registry.control.query("SELECT 1 FROM certificates").all()).toEqual([])
    world.registry.control.run("UPDATE erasures SET scrubbed_at = ?", [today.toString()])
    settleErasures(world.registry.control, world.school, today.add({ hours: 24 * 9 }))
    expect(log()).toEqual([])
  })
})

describe("a round that was kept long enough", () => {
  it("is erased by itself, and nothing of it before", async () => {
    talks()
    const after = (days: number) => today.add({ hours: 24 * days })
    expect(await eraseOldRounds(world.registry.control, world.school, after(98))).toBe(0)
    expect(rowsIn(world.school, "bookings")).toBe(4)
    expect(await eraseOldRounds(world.registry.control, world.school, after(101))).toBe(1)
    for (const table of ["bookings", "slots", "invitations", "presences", "messages"])
      expect(`${table} ${rowsIn(world.school, table)}`).toBe(`${table} 0`)
    expect(rowsIn(world.school, "pupils")).toBe(5)
    expect(rowsIn(world.school, "rounds", "erased_at IS NOT NULL")).toBe(1)
    expect(await eraseOldRounds(world.registry.control, world.school, after(102))).toBe(0)
  })
})
