import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { staffOf, startStaffSession } from "../../../src/db/access/visitors.ts"
import { write } from "../../../src/db/open.ts"
import { addPasskey, passkeyOf } from "../../../src/db/staff/passkeys.ts"
import { factorsOf } from "../../../src/db/staff/staff-factors.ts"
import { beginAnew } from "../../../src/db/staff/staff-sessions.ts"
import { askRecovery, ticketOf } from "../../../src/db/staff/staff-tickets.ts"
import { closeInPeace, testWorld, type World } from "../../support/app.ts"
import { deWit, invited, passkey, withPassword } from "../../support/colleagues.ts"
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

describe("a ticket", () => {
  it("is good for seven days, and for once", async () => {
    const { staff, token } = await invited(world)
    expect(ticketOf(world.school, token, today.add({ hours: 7 * 24 - 1 }))).not.toBeNull()
    expect(ticketOf(world.school, token, today.add({ hours: 7 * 24 }))).toBeNull()
    const first = await beginAnew(world.school, token, { passkey }, later(5))
    expect(first?.staff).toBe(staff)
    expect(staffOf(world.school, first?.session ?? "", later(5))?.name).toBe("Noor Willems")
    expect(
      await beginAnew(world.school, token, { passkey: { ...passkey, credentialId: "cred-2" } }, later(6)),
    ).toBeNull()
    expect(passkeyOf(world.school, "cred-2")).toBeNull()
  })

  it("that two browsers use at once opens for one", async () => {
    const { token } = await invited(world)
    const both = await Promise.all(
      ["a", "b"].map((credentialId) =>
        beginAnew(world.school, token, { passkey: { ...passkey, credentialId } }, later(1)),
      ),
    )
    expect(both.filter((each) => each !== null)).toHaveLength(1)
    expect(rows("SELECT * FROM passkeys")).toHaveLength(1)
  })

  it("cannot take over the passkey of someone else", async () => {
    await addPasskey(world.school, administrator, passkey, today)
    const { token } = await invited(world)
    expect(await beginAnew(world.school, token, { passkey }, later(1))).toBeNull()
    expect(passkeyOf(world.school, "cred-1")?.staff).toBe(deWit)
    expect(ticketOf(world.school, token, later(1))).not.toBeNull()
  })
})

describe("recovery", () => {
  const asked = async (email: string, at = today) => {
    await askRecovery(world.school, email, at)
    const sealed = rows<{ facts: string }>(
      "SELECT facts FROM messages WHERE kind = 'staff-recovery' ORDER BY id",
    ).map((row) => (JSON.parse(row.facts) as { sealed: string }).sealed)
    return (await world.school.keys.open(sealed.at(-1) ?? "", "staff-recovery")) ?? ""
  }

  it("drops the old ways in and every session when the new one is there, and not before", async () => {
    await addPasskey(world.school, administrator, passkey, today)
    await withPassword(world)
    const old = await write(world.school, (tx) => startStaffSession(tx, deWit, today))
    const token = await asked("DEWIT@regenboog.example ")
    expect(factorsOf(world.school, deWit)).toEqual({ passkeys: 1, password: true })
    expect(staffOf(world.school, old, later(1))).not.toBeNull()

    const begun = await beginAnew(
      world.school,
      token,
      { passkey: { ...passkey, credentialId: "nieuw" } },
      later(2),
    )
    expect(begun?.staff).toBe(deWit)
    expect(factorsOf(world.school, deWit)).toEqual({ passkeys: 1, password: false })
    expect(passkeyOf(world.school, "cred-1")).toBeNull()
    expect(staffOf(world.school, old, later(2))).toBeNull()
    expect(staffOf(world.school, begun?.session ?? "", later(2))?.staff).toBe(deWit)
    expect(acts()).toContain("staff-recovered")
  })

  it("expires after half an hour", async () => {
    const token = await asked("dewit@regenboog.example")
    expect(ticketOf(world.school, token, later(29))).not.toBeNull()
    expect(ticketOf(world.school, token, later(30))).toBeNull()
  })

  it("mails nobody who is unknown, and nobody more than three times an hour", async () => {
    await asked("niemand@regenboog.example")
    expect(rows("SELECT * FROM messages")).toHaveLength(0)
    for (let at = 0; at < 6; at++) await asked("dewit@regenboog.example", later(at))
    expect(rows("SELECT * FROM messages")).toHaveLength(3)
    for (let at = 1; at < 20; at++) await asked("dewit@regenboog.example", later(61 * at))
    expect(rows("SELECT * FROM messages").length).toBeLessThanOrEqual(10)
  })
})
