import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import fc from "fast-check"
import { erasePerson } from "../../../src/db/privacy/erasing.ts"
import { linksIn, recordOf, rowsOf } from "../../../src/db/privacy/person-rows.ts"
import { testWorld, type World } from "../../support/app.ts"
import { erase, guardian, haveTalks, household, plan, pupil } from "../../support/erasing.ts"
import { choose, deWit, rowsIn } from "../../support/rounds.ts"
import { today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

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
    haveTalks(world)
    expect(plan(world, pupil(2))).toMatchObject({
      counts: { pupils: 1, seats: 1, talks: 1, messages: 1 },
      alsoHouseholds: 0,
      talks: [{ child: "Sem de Vries", teacher: "Noor Willems", told: true }],
    })
    expect((await erase(world, pupil(2)))?.ok).toBe(true)
    expect(rowsIn(world.school, "pupils", "id = 2")).toBe(0)
    expect(rowsIn(world.school, "household_pupils", "household_id = 2")).toBe(2)
    expect(rowsIn(world.school, "bookings", "household_id = 2")).toBe(1)
    expect(plan(world, pupil(2))).toBeNull()
  })

  it("takes what was told of a talk that is long off", async () => {
    world.school.client.run(
      `INSERT INTO messages (kind, facts, round_id, household_id, guardian_id, state, queued_at, due_at, uid)
       VALUES ('booking-cancelled', '{"booking":77,"pupil":2}', 1, 2, 2, 'sent', ?1, ?1, 'old')`,
      [today.toString()],
    )
    expect(plan(world, pupil(3))?.counts.messages).toBeUndefined()
    await erase(world, pupil(2))
    expect(rowsIn(world.school, "messages")).toBe(0)
  })

  it("without any takes the homes along, and nobody is told who is no longer there", async () => {
    haveTalks(world)
    expect(plan(world, pupil(5))).toMatchObject({
      alsoHouseholds: 2,
      counts: { households: 2, guardians: 2, talks: 2 },
    })
    await erase(world, pupil(5))
    expect(rowsIn(world.school, "households", "id IN (3, 4)")).toBe(0)
    expect(rowsIn(world.school, "messages", "kind = 'booking-cancelled'")).toBe(0)
  })

  it("tells a family that stays that the talk is off, once and without the child's name", async () => {
    haveTalks(world)
    await erase(world, pupil(2))
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
    haveTalks(world)
    world.school.client.run("UPDATE messages SET state = 'delivered', channel = 'sms'")
    await erase(world, pupil(2))
    expect(rowsIn(world.school, "messages", "kind = 'booking-cancelled' AND household_id = 2")).toBe(1)
  })

  it("tells it also who chose the talk and was told nothing yet, and nobody of what only the school knows", async () => {
    haveTalks(world)
    world.school.client.run("UPDATE messages SET state = 'queued'")
    await erase(world, pupil(2))
    expect(rowsIn(world.school, "messages", "kind = 'booking-cancelled' AND household_id = 2")).toBe(1)
    world.school.client.run("UPDATE messages SET facts = json_set(facts, '$.bySchool', json('true'))")
    await erase(world, pupil(3))
    expect(rowsIn(world.school, "messages", "kind = 'booking-cancelled' AND household_id = 2")).toBe(1)
  })

  it("frees the time, and the teacher's agenda says so", async () => {
    haveTalks(world)
    await erase(world, pupil(3))
    const page = await (await (await world.tim()).get("/de-regenboog/team/mijn-gesprekken")).text()
    expect(page).toContain("weer vrij: dit gesprek is vervallen")
    expect(page).not.toContain("Lotte")
  })

  it("is refused when there is more to erase than was seen, and when nobody was sure", async () => {
    const { fingerprint = "" } = plan(world, pupil(2)) ?? {}
    choose(world.school, { household: 2, pupil: 2, teacher: 1, at: "2026-11-12T18:10:00Z" })
    expect(await erase(world, pupil(2), fingerprint)).toEqual({
      ok: false,
      refusal: { kind: "changed-meanwhile" },
    })
    const wish = { person: pupil(2), seen: plan(world, pupil(2))?.fingerprint ?? "", sure: false }
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
    expect(plan(world, household(2))).toMatchObject({ alsoPupils: 3, counts: { pupils: 3, guardians: 1 } })
    await erase(world, household(2))
    expect(rowsIn(world.school, "pupils")).toBe(2)
  })

  it("leaves a child in its other home, with the talks of that home", async () => {
    haveTalks(world)
    await erase(world, household(4))
    expect(rowsIn(world.school, "pupils", "id = 5")).toBe(1)
    expect(rowsIn(world.school, "bookings", "pupil_id = 5")).toBe(1)
    expect(rowsIn(world.school, "guardians", "last = 'Jansen'")).toBe(0)
  })
})

describe("erasing a guardian", () => {
  it("leaves the household its talks, under new codes", async () => {
    haveTalks(world)
    const visitor = await world.deVries()
    await erase(world, guardian(2))
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
        haveTalks(world)
        const before = everything()
        const along = plan(world, person)
        const mine = rowsOf(world.school, [person])
        expect((await erase(world, person))?.ok).toBe(true)
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
    expect(plan(world, pupil(2))).toMatchObject({ waitingFiles: 1, undoCopies: 1, counts: { copies: 2 } })
    expect(await erase(world, pupil(2))).toMatchObject({ value: { discarded: [1] } })
    expect(rowsIn(world.school, "imports", "roster IS NOT NULL OR undo IS NOT NULL")).toBe(0)
  })
})
