import { afterAll, beforeAll, describe, expect, it } from "bun:test"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parentOf, staffOf } from "../src/db/access/visitors.ts"
import { enterDemo } from "../src/db/demo.ts"
import type { Db } from "../src/db/open.ts"
import { closeRegistry, openRegistry, openSchool, type Registry } from "../src/db/registry.ts"
import { makeDemo } from "../src/demo.ts"
import { deliverDue } from "../src/jobs/delivering.ts"

const folder = mkdtempSync(join(tmpdir(), "tienminuten-demo-"))
const now = Temporal.Instant.from("2026-11-03T09:00:00Z")
let registry: Registry
let db: Db
const one = (sql: string) => Object.values(db.client.query(sql).get() as Record<string, unknown>)[0]

beforeAll(async () => {
  registry = openRegistry(folder, { bytes: Buffer.alloc(32, 3) })
  expect(await makeDemo(registry, now)).toBe(true)
  db = openSchool(registry, "de-regenboog") as Db
})
afterAll(() => {
  closeRegistry(registry)
  rmSync(folder, { recursive: true })
})

describe("the demo school", () => {
  it("has twelve groups, 280 pupils who can sign in, and homes of one to three and of separated parents", () => {
    expect(one("SELECT count(*) FROM groups WHERE kind = 'home'")).toBe(12)
    expect(one("SELECT count(*) FROM groups WHERE year_groups LIKE '%,%'")).toBe(1) // a combination class
    expect(one("SELECT count(factor_hash) FROM pupils")).toBe(280)
    expect(
      one("SELECT count(DISTINCT n) FROM (SELECT count(*) AS n FROM household_pupils GROUP BY household_id)"),
    ).toBe(3)
    expect(
      one("SELECT count(*) > 5 FROM (SELECT 1 FROM household_pupils GROUP BY pupil_id HAVING count(*) > 1)"),
    ).toBe(1)
  })

  it("has an open round on two evenings about two weeks ahead, with talks and with room", () => {
    expect(one("SELECT count(*) FROM round_days WHERE date BETWEEN '2026-11-14' AND '2026-11-24'")).toBe(2)
    expect(one("SELECT opens_at < '2026-11-03T09:00:00Z' AND published_at IS NOT NULL FROM rounds")).toBe(1)
    expect(one("SELECT count(*) > 40 FROM bookings")).toBe(1)
    expect(
      one(
        "SELECT min(free) > 5 FROM (SELECT count(*) - count(b.id) AS free FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id GROUP BY s.teacher_id)",
      ),
    ).toBe(1)
  })

  it("has two teachers of one group who hold their talks together, with talks", () => {
    expect(one("SELECT count(*) FROM round_teachers WHERE with_teacher_id IS NOT NULL")).toBe(1)
    expect(
      one("SELECT count(*) > 0 FROM bookings b JOIN round_teachers w ON w.with_teacher_id = b.teacher_id"),
    ).toBe(1)
  })

  it("lets in a parent of three who has yet to choose, a teacher with talks, and the administrator", async () => {
    const parent = parentOf(db, (await enterDemo(db, "ouder", now)) ?? "", now)
    expect(one(`SELECT count(*) FROM household_pupils WHERE household_id = ${parent?.household}`)).toBe(3)
    expect(one(`SELECT count(*) FROM bookings WHERE household_id = ${parent?.household}`)).toBe(0)
    const teacher = staffOf(db, (await enterDemo(db, "leraar", now)) ?? "", now)
    expect(teacher?.role).toBe("teacher")
    expect(one(`SELECT count(*) > 3 FROM bookings WHERE teacher_id = ${teacher?.teacher}`)).toBe(1)
    expect(staffOf(db, (await enterDemo(db, "beheerder", now)) ?? "", now)?.role).toBe("administrator")
  })

  it("invited every household with an address, and every mail can be written", async () => {
    const mails: string[] = []
    const troubles: unknown[] = []
    await deliverDue({
      registry,
      send: async (email) => {
        mails.push(email.subject)
        return { delivered: true }
      },
      origin: "http://localhost:3000",
      sendSms: null,
      sender: "noreply@tienminuten.example",
      now: () => now,
      tell: (line) => troubles.push(line),
    })
    expect(troubles).toEqual([])
    expect(one("SELECT count(*) FROM messages WHERE state <> 'sent'")).toBe(0)
    expect(mails.filter((subject) => subject === "Kies een tijd: Herfstgesprekken").length).toBeGreaterThan(
      150,
    )
  })

  it("stays as it is when it is there, and is made anew when it was left half made", async () => {
    expect(await makeDemo(registry, now)).toBe(false)
    db.client.run("UPDATE rounds SET invited_at = NULL")
    expect(await makeDemo(registry, now)).toBe(true)
    db = openSchool(registry, "de-regenboog") as Db
    expect(one("SELECT count(*) FROM pupils")).toBe(280)
    expect(one("SELECT count(*) FROM rounds")).toBe(1)
  })
})
