import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { staffOf, startStaffSession } from "../../../src/db/access/visitors.ts"
import { write } from "../../../src/db/open.ts"
import { addPasskey } from "../../../src/db/staff/passkeys.ts"
import { colleagues, inviteAgain, inviteStaff, removeStaff } from "../../../src/db/staff/staff.ts"
import { changeColleague } from "../../../src/db/staff/staff-changes.ts"
import { enterWithPasskey } from "../../../src/db/staff/staff-sessions.ts"
import { askRecovery, ticketOf } from "../../../src/db/staff/staff-tickets.ts"
import type { Administrator, Proven } from "../../../src/domain/access/access.ts"
import type { StaffId, TeacherId } from "../../../src/domain/ids.ts"
import { closeInPeace, testWorld, type World } from "../../support/app.ts"
import { deWit, invited, operator, passkey, someone, tim } from "../../support/colleagues.ts"
import { deWit as administrator } from "../../support/rounds.ts"
import { today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => closeInPeace(world))

const later = (minutes: number) => today.add({ minutes })
const rows = <Row>(sql: string) => world.school.client.query<Row, []>(sql).all()
const acts = () => rows<{ act: string }>("SELECT act FROM logbook ORDER BY id").map((row) => row.act)

describe("inviting a colleague", () => {
  it("makes the person, a ticket that only its token opens, and a mail that only our key opens", async () => {
    const { staff, token } = await invited(world)
    expect(ticketOf(world.school, token, today)).toEqual({
      staff,
      name: "Noor Willems",
      email: "noor@regenboog.example",
      purpose: "staff-setup",
    })
    const [mail] = rows<{ kind: string; staff_id: number; facts: string }>(
      "SELECT kind, staff_id, facts FROM messages",
    )
    expect(mail?.kind).toBe("staff-setup")
    expect(mail?.staff_id).toBe(staff)
    const { sealed } = JSON.parse(mail?.facts ?? "{}") as { sealed: string }
    expect(await world.school.keys.open(sealed, "staff-setup")).toBe(token)
    expect(JSON.stringify(rows("SELECT * FROM entry_tickets")) + mail?.facts).not.toContain(token)
    expect(acts()).toEqual(["staff-invited"])
  })

  it("is refused when the address is taken or is no address", async () => {
    await invited(world)
    const twice = await inviteStaff(world.school, operator, someone, today)
    expect(twice).toEqual({ ok: false, refusal: { kind: "email-taken" } })
    const odd = await inviteStaff(world.school, operator, { ...someone, email: "noor" }, today)
    expect(odd).toEqual({ ok: false, refusal: { kind: "email-invalid" } })
    expect(rows("SELECT id FROM staff")).toHaveLength(3)
  })

  it("links no teacher who is not there", async () => {
    const { staff } = await invited(world, { ...someone, teacher: 99 as TeacherId })
    expect(colleagues(world.school, administrator).find((each) => each.id === staff)?.teacher).toBeNull()
  })

  it("can be done again while there is no way in, and the old link is then worthless", async () => {
    const { staff, token } = await invited(world)
    expect(await inviteAgain(world.school, administrator, staff, later(1))).toBe(true)
    expect(ticketOf(world.school, token, later(1))).toBeNull()
    await addPasskey(world.school, { ...administrator, staff }, passkey, later(2))
    expect(await inviteAgain(world.school, administrator, staff, later(3))).toBeNull()
  })
})

describe("two administrators at once", () => {
  const other: Proven<Administrator> = { ...administrator, staff: tim, name: "Tim Bos" }
  const asTeacher = (staff: StaffId, name: string, email: string) => ({
    staff,
    seen: 1,
    name,
    email,
    role: "teacher" as const,
    teacher: null,
  })

  it("who demote each other in the same commit leave one behind", async () => {
    world.school.client.run("UPDATE staff SET role = 'administrator' WHERE id = 2")
    const [one, two] = await Promise.all([
      changeColleague(world.school, administrator, asTeacher(tim, "Tim", "tim@regenboog.example"), today),
      changeColleague(world.school, other, asTeacher(deWit, "De Wit", "dewit@regenboog.example"), today),
    ])
    expect([one?.ok, two]).toEqual([true, { ok: false, refusal: { kind: "last-administrator" } }])
    expect(rows<{ id: number }>("SELECT id FROM staff WHERE role = 'administrator'")).toEqual([{ id: 1 }])
  })

  it("who change one colleague in the same commit: the second is told", async () => {
    const change = (name: string) => ({
      ...asTeacher(tim, name, "tim@regenboog.example"),
      teacher: 2 as TeacherId,
    })
    const [one, two] = await Promise.all([
      changeColleague(world.school, administrator, change("Tim Bosch"), today),
      changeColleague(world.school, administrator, change("Timo Bos"), today),
    ])
    expect(one).toEqual({ ok: true, value: { roleChanged: false } })
    expect(two).toEqual({ ok: false, refusal: { kind: "changed-meanwhile" } })
    expect(rows("SELECT name FROM staff WHERE id = 2")).toEqual([{ name: "Tim Bosch" }])
  })
})

describe("removing a colleague", () => {
  it("ends everything at once, and their address may be used again", async () => {
    await addPasskey(world.school, { ...administrator, staff: tim }, passkey, today)
    await askRecovery(world.school, "tim@regenboog.example", today)
    const session = await write(world.school, (tx) => startStaffSession(tx, tim, today))
    expect((await removeStaff(world.school, administrator, tim, later(1)))?.ok).toBe(true)
    expect(staffOf(world.school, session, later(1))).toBeNull()
    expect(await enterWithPasskey(world.school, "cred-1", 1, later(1))).toBeNull()
    for (const table of ["passkeys", "entry_tickets", "messages"])
      expect(rows(`SELECT * FROM ${table}`)).toHaveLength(0)
    expect(colleagues(world.school, administrator).map((each) => each.name)).toEqual(["Mevrouw de Wit"])
    expect(JSON.stringify(rows("SELECT * FROM staff"))).not.toContain("tim@regenboog.example")
    expect((await invited(world, { ...someone, email: "tim@regenboog.example" })).staff).not.toBe(tim)
    expect(await removeStaff(world.school, administrator, tim, later(2))).toBeNull()
  })

  it("is refused for the last administrator, also when two remove each other at once", async () => {
    expect(await removeStaff(world.school, administrator, deWit, today)).toEqual({
      ok: false,
      refusal: { kind: "last-administrator" },
    })
    const { staff: second } = await invited(world, { ...someone, role: "administrator" })
    expect(await removeStaff(world.school, administrator, deWit, today)).toEqual({
      ok: false,
      refusal: { kind: "yourself" },
    })
    const each = await Promise.all([
      removeStaff(world.school, administrator, second, today),
      removeStaff(world.school, { ...administrator, staff: second }, deWit, today),
    ])
    expect(each.map((outcome) => outcome?.ok)).toEqual([true, false])
  })
})
