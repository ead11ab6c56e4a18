import { afterEach, beforeEach, describe, expect, it, setDefaultTimeout } from "bun:test"
import type { Caller } from "../../../src/db/access/entries.ts"
import { signInByCode } from "../../../src/db/access/sign-in.ts"
import { blockHousehold, makeOfficeCode, renewCode } from "../../../src/db/households/household-access.ts"
import { budgets } from "../../../src/domain/access/attempts.ts"
import type { HouseholdId } from "../../../src/domain/ids.ts"
import { spellCode } from "../../../src/sealing.ts"
import { testWorld, type World } from "../../support/app.ts"
import { chooseFactor, entering, invite, someone } from "../../support/door.ts"
import { deWit } from "../../support/rounds.ts"
import { cast } from "../../support/school.ts"

// Many tries: a busy machine takes longer.
setDefaultTimeout(30_000)

let world: World
const { attempts, byCode, later, waits } = entering(() => world)
beforeEach(async () => {
  world = await testWorld()
  chooseFactor(world, "birth-date")
})
afterEach(() => world.close())

describe("a code", () => {
  it("opens as often as needed, however it is typed, until its round is over", async () => {
    const { code } = await invite(world)
    for (const typed of [code, code.toLowerCase().replace("-", " "), ` ${code.replace("-", "")} `])
      expect((await byCode(typed)).ok).toBe(true)
    world.clock.now = Temporal.Instant.from("2026-11-12T20:00:00Z")
    expect((await byCode(code)).ok).toBe(false)
  })

  it("is about one household and one round, and dies when the school renews it or blocks the household", async () => {
    const { code } = await invite(world, cast.households.bakker)
    const entry = await byCode(code)
    expect(entry.ok && [Number(entry.value.household), Number(entry.value.round)]).toEqual([3, 1])
    await blockHousehold(world.school, deWit, { household: 3 as HouseholdId, blocked: true }, world.clock.now)
    expect((await byCode(code)).ok).toBe(false)
    await blockHousehold(
      world.school,
      deWit,
      { household: 3 as HouseholdId, blocked: false },
      world.clock.now,
    )
    expect((await byCode(code)).ok).toBe(true)
    await renewCode(world.school, deWit, 3 as HouseholdId, world.clock.now)
    expect((await byCode(code)).ok).toBe(false)
  })

  it("made by the office opens once, within a day", async () => {
    const make = async () => {
      const made = await makeOfficeCode(world.school, deWit, 1 as HouseholdId, world.clock.now)
      if (!made?.ok) throw new Error("no code")
      return made.value.code
    }
    const code = await make()
    expect((await byCode(code)).ok).toBe(true)
    expect((await byCode(code)).ok).toBe(false)
    const old = await make()
    later(24 * 60)
    expect((await byCode(old)).ok).toBe(false)
  })

  it("never stops working because others guess; strange devices wait four seconds at most", async () => {
    const { code } = await invite(world)
    waits.length = 0
    for (let at = 0; at < 200; at++)
      await byCode(spellCode(crypto.getRandomValues(new Uint8Array(8))), {
        ...someone,
        address: `net-${at % 40}`,
      })
    const entry = await byCode(code, { ...someone, address: "thuis" })
    expect(entry.ok).toBe(true)
    expect(waits[0]).toBe(budgets.code.shortestWait)
    expect(Math.max(...waits)).toBe(budgets.code.longestWait)
    if (!entry.ok) return
    waits.length = 0
    expect((await byCode(code, { ...someone, device: entry.value.device })).ok).toBe(true)
    expect(waits).toEqual([])
  })

  it("is not guessed faster by many tries at once from one address; elsewhere nobody notices", async () => {
    const { code } = await invite(world)
    for (let at = 0; at < budgets.code.free; at++) await byCode("0000-0000")
    let looked = 0
    let over = () => {}
    const answered = new Promise<void>((done) => {
      over = done
    })
    const slowly = (written: string, caller: Caller) => {
      const wait = async () => {
        looked++
        await answered
      }
      return signInByCode(world.school, attempts(), written, { ...caller, wait }, world.clock.now)
    }
    const busy = { ok: false, refusal: { kind: "busy" } } as never
    const tries = Array.from({ length: 200 }, (_, at) => slowly(at % 2 ? "1111-1111" : code, someone))
    const refused = (await Promise.all(tries.slice(budgets.code.atOnce))) as never[]
    expect(new Set(refused.map((each) => JSON.stringify(each)))).toEqual(new Set([JSON.stringify(busy)]))
    expect(looked).toBe(budgets.code.atOnce)
    const elsewhere = slowly(code, { ...someone, address: "thuis" })
    over()
    expect((await elsewhere).ok).toBe(true)
    await Promise.all(tries)
    expect((await slowly(code, someone)).ok).toBe(true)
  })

  it("has thirty letters on eight places: over 39 bits, and none twice among many", () => {
    const codes = new Set<string>()
    const signs = new Map<string, number>()
    for (let at = 0; at < 20_000; at++) {
      const code = spellCode(world.school.keys.derive("invitation-code", `1/${at}/1`, 8))
      codes.add(code)
      for (const sign of code.replace("-", "")) signs.set(sign, (signs.get(sign) ?? 0) + 1)
    }
    expect(codes.size).toBe(20_000)
    expect(signs.size).toBe(30)
    const expected = (20_000 * 8) / 30
    for (const count of signs.values()) expect(Math.abs(count - expected) / expected).toBeLessThan(0.08)
    expect(Math.log2(signs.size ** 8)).toBeGreaterThan(39)
  })
})
