import { Database } from "bun:sqlite"
import { afterEach, beforeEach, expect, it } from "bun:test"
import { type Db, write } from "../../../src/db/open.ts"
import { linksIn } from "../../../src/db/privacy/person-rows.ts"
import { lookOf } from "../../../src/db/school/looks.ts"
import { lookAtRound } from "../../../src/db/talks/talks.ts"
import type { Parent } from "../../../src/domain/access/access.ts"
import { testWorld, type World } from "../../support/app.ts"
import { cast } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const parent: Parent = { role: "parent", household: cast.households.deVries }
const round = cast.round
const look = (db: Db = world.school) => lookAtRound(db, parent, round)
/** The same file, by someone who has seen nothing yet. */
const fresh = () => look({ ...world.school })

it("reads a family's page once, and again after any change to anything that is on it", () => {
  const changes = [
    "UPDATE pupils SET first = 'Bo' WHERE id = 2",
    "UPDATE teachers SET last = 'Vos' WHERE id = 1",
    "UPDATE groups SET name = '4B' WHERE id = 1",
    "UPDATE round_teachers SET room = '12' WHERE teacher_id = 2",
    "UPDATE round_teachers SET version = version + 1 WHERE teacher_id = 2",
    "UPDATE rounds SET title = 'Lente', places = 'school online' WHERE id = 1",
    "UPDATE round_days SET date = '2026-11-13'",
    "UPDATE school SET keep_round_days = 30",
    "INSERT INTO marks (round_id, pupil_id, teacher_id, mark) VALUES (1, 2, 1, 'wanted')",
    "INSERT INTO second_chances (round_id, household_id, until) VALUES (1, 2, '2026-11-30T00:00:00Z')",
    "INSERT INTO declines (round_id, household_id, pupil_id, said_at) VALUES (1, 2, 3, '2026-11-03T00:00:00Z')",
    "INSERT INTO waits (round_id, household_id, pupil_id, teacher_id, since) VALUES (1, 2, 4, 2, '2026-11-03T00:00:00Z')",
    "INSERT INTO holds (slot_id, round_id, household_id, pupil_id, since, until, offer) VALUES (13, 1, 2, 4, '2026-11-03T00:00:00Z', '2026-11-30T00:00:00Z', 1)",
    "UPDATE slots SET ends_at = '2026-11-12T18:11:00Z' WHERE id = 13",
    "INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at) SELECT id, 1, teacher_id, 2, 2, starts_at, ends_at, 'x', '2026-11-03T00:00:00Z' FROM slots WHERE id = 2",
    "UPDATE bookings SET place = 'online'",
    "DELETE FROM guardians WHERE household_id = 2",
    "UPDATE pupils SET left_at = '2026-11-03' WHERE id = 4",
    "DELETE FROM household_pupils WHERE pupil_id = 3",
    "UPDATE rounds SET published_at = NULL",
  ]
  for (const change of changes) {
    const before = look()
    expect(look()?.family).toBe(before?.family as never)
    world.school.client.run(change)
    expect({ change, look: look() }).toEqual({ change, look: fresh() })
  }
})

it("sees what another process wrote", () => {
  look()
  const other = new Database(world.school.client.filename)
  other.run("UPDATE pupils SET first = 'Bo' WHERE id = 2")
  other.run("UPDATE round_teachers SET version = version + 1")
  expect(look()).toEqual(fresh())
  other.run("UPDATE school SET version = 7")
  expect(lookOf(world.school).version).toBe(7)
  other.close()
})

it("keeps nothing of a write that was taken back, not even from the first look at a file", async () => {
  const broken = (name: string) =>
    write(world.school, () => {
      world.school.client.run("UPDATE pupils SET first = ? WHERE id = 2", [name])
      expect(JSON.stringify(look())).toContain(name)
      throw new Error("Taken back")
    }).catch(() => undefined)
  for (const name of ["Bo", "Bo", "Jo"]) {
    await broken(name)
    expect(look()).toEqual(fresh())
    expect(JSON.stringify(look())).toContain("Sem")
  }
})

it("hears of every table that a family's page is read from", () => {
  const { client } = world.school
  const texts = new Set<string>()
  const spied: Db = {
    ...world.school,
    sql: (text) => {
      texts.add(text)
      return world.school.sql(text)
    },
  }
  look(spied)
  lookOf(spied)
  const roots = new Map(
    client
      .query<{ page: number; name: string }, []>(
        "SELECT rootpage AS page, tbl_name AS name FROM sqlite_master",
      )
      .all()
      .map(({ page, name }) => [page, name]),
  )
  const read = new Set<string>()
  for (const text of texts) {
    if (text.startsWith("PRAGMA")) continue
    const steps = client.query<{ opcode: string; p2: number; p3: number }, []>(`EXPLAIN ${text}`).all()
    for (const { opcode, p2, p3 } of steps)
      if (opcode === "OpenRead" && p3 === 0) read.add(roots.get(p2) ?? `page ${p2}`)
  }
  // What a family changes itself is read each time.
  expect([...read.difference(new Set(["households", "bookings", ...watched()]))]).toEqual([])
  expect(read.size).toBeGreaterThan(15)
})

/** Tables that have a mark of their own to raise. */
const watched = () =>
  world.school.client
    .query<{ name: string }, []>(
      "SELECT DISTINCT tbl_name AS name FROM sqlite_temp_master WHERE type = 'trigger'",
    )
    .all()
    .map(({ name }) => name)

/** Tables with something about families, teachers and rounds that no page of a round is read from, and why not. */
const apart: Record<string, string> = {
  households: "read each time",
  bookings: "read each time",
  turns: "the evening asks for it every few seconds",
  hall_screens: "an address of the school",
  absences: "becomes closed slots",
  joined_slots: "becomes slots",
  swap_times: "the page of one talk reads it each time",
  upheavals: "the office's",
  upheaval_talks: "the office's",
  gone_talks: "a calendar's",
  calendar_feeds: "a calendar's",
  invitations: "a way in",
  parent_sessions: "a way in",
  known_devices: "a way in",
  entry_tickets: "a way in",
  messages: "has left, or leaves",
  group_keys: "an import's",
  locations: "an import's",
  household_doubts: "the office's",
  household_decisions: "the office's",
  staff: "the team's",
  video_meetings: "opened when a talk begins",
  video_calendars: "a teacher's own",
}

it("watches every table that hangs together with a family, a teacher or a round, or says here why not", () => {
  look()
  const heard = new Set(watched())
  const core = new Set([...heard, "households", "bookings"])
  const near = linksIn(world.school.client).flatMap(({ table, parent }) =>
    core.has(table) || core.has(parent) ? [table, parent] : [],
  )
  const unwatched = [...new Set(near)].filter((table) => !heard.has(table)).toSorted()
  expect(unwatched).toEqual(Object.keys(apart).toSorted())
})
