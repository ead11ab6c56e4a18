import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { endOtherSessions, ownSessions } from "../../../src/db/access/signed-in.ts"
import { staffOf, startStaffSession } from "../../../src/db/access/visitors.ts"
import { write } from "../../../src/db/open.ts"
import { addPasskey, dropPasskey, passkeyOf, passkeysOf } from "../../../src/db/staff/passkeys.ts"
import { dropPassword } from "../../../src/db/staff/staff-factors.ts"
import {
  enterWithCode,
  enterWithPasskey,
  proveWithCode,
  proveWithPasskey,
} from "../../../src/db/staff/staff-sessions.ts"
import { closeInPeace, testWorld, type World } from "../../support/app.ts"
import { deWit, passkey, tim, withPassword } from "../../support/colleagues.ts"
import { deWit as administrator } from "../../support/rounds.ts"
import { today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => closeInPeace(world))

const later = (minutes: number) => today.add({ minutes })

describe("a code", () => {
  it("opens the door once, and never an older one after it", async () => {
    await withPassword(world, { step: 100 })
    expect(await enterWithCode(world.school, deWit, 100, today)).toBeNull()
    const both = await Promise.all([101, 101].map((step) => enterWithCode(world.school, deWit, step, today)))
    expect(both.filter((each) => each !== null)).toHaveLength(1)
    expect(await enterWithCode(world.school, deWit, 100, today)).toBeNull()
  })

  it("that proves again also counts as used", async () => {
    await withPassword(world, { step: 100 })
    const session = (await enterWithCode(world.school, deWit, 101, today)) as string
    expect(staffOf(world.school, session, later(6))?.fresh).toBe(false)
    expect(await proveWithCode(world.school, administrator, session, 101, later(6))).toBe(false)
    expect(await proveWithCode(world.school, administrator, session, 102, later(6))).toBe(true)
    expect(staffOf(world.school, session, later(6))?.fresh).toBe(true)
  })
})

describe("a passkey", () => {
  it("signs in its owner and remembers how often it was used", async () => {
    await addPasskey(world.school, administrator, passkey, today)
    const session = await enterWithPasskey(world.school, "cred-1", 7, later(1))
    expect(staffOf(world.school, session ?? "", later(1))?.staff).toBe(deWit)
    expect(passkeyOf(world.school, "cred-1")?.counter).toBe(7)
    expect(passkeysOf(world.school, deWit)[0]?.usedAt?.toString()).toBe(later(1).toString())
    expect(await enterWithPasskey(world.school, "onbekend", 7, later(1))).toBeNull()
  })

  it("of a colleague proves nothing", async () => {
    await addPasskey(world.school, { ...administrator, staff: tim }, passkey, today)
    const session = await write(world.school, (tx) => startStaffSession(tx, deWit, today))
    const shown = { credentialId: "cred-1", counter: 1 }
    expect(await proveWithPasskey(world.school, administrator, session, shown, later(6))).toBe(false)
    expect(staffOf(world.school, session, later(6))?.fresh).toBe(false)
  })

  it("can be dropped by its owner only, and never as the last way in", async () => {
    await addPasskey(world.school, administrator, passkey, today)
    expect(await dropPasskey(world.school, { ...administrator, staff: tim }, "cred-1", today)).toBeNull()
    expect(await dropPasskey(world.school, administrator, "cred-1", today)).toEqual({
      ok: false,
      refusal: { kind: "last-factor" },
    })
    await withPassword(world)
    expect((await dropPasskey(world.school, administrator, "cred-1", today))?.ok).toBe(true)
    expect((await dropPassword(world.school, administrator, today)).ok).toBe(false)
  })
})

describe("sessions", () => {
  it("are listed with this one first, without those that are over, and the others can be ended", async () => {
    const start = (at: Temporal.Instant) => write(world.school, (tx) => startStaffSession(tx, deWit, at))
    const old = await start(today)
    const other = await start(later(100))
    const here = await start(later(101))
    const all = ownSessions(world.school, administrator, here, later(102))
    expect(all.map((each) => each.here)).toEqual([true, false])
    expect(await endOtherSessions(world.school, administrator, here, later(102))).toBe(2)
    expect(staffOf(world.school, other, later(102))).toBeNull()
    expect(staffOf(world.school, old, later(1))).toBeNull()
    expect(staffOf(world.school, here, later(102))).not.toBeNull()
  })
})
