import { afterEach, beforeEach, describe, expect, it, spyOn } from "bun:test"
import { inTurn, whosePassword } from "../../../src/db/staff/passwords.ts"
import { codeSecretOf } from "../../../src/db/staff/staff-factors.ts"
import { closeInPeace, testWorld, type World } from "../../support/app.ts"
import { atFullStrength, deWit, right, secret, tim, withPassword } from "../../support/colleagues.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => closeInPeace(world))

const rows = <Row>(sql: string) => world.school.client.query<Row, []>(sql).all()

describe("a password", () => {
  it("is known only together with its owner's address, and only when a code belongs to it", async () => {
    await withPassword(world)
    expect(await whosePassword(world.school, "dewit@regenboog.example", right)).toBe(deWit)
    expect(await whosePassword(world.school, "tim@regenboog.example", right)).toBeNull()
    expect(await whosePassword(world.school, "dewit@regenboog.example", `${right} `)).toBeNull()
    world.school.client.run("UPDATE staff SET totp_secret = NULL")
    expect(await whosePassword(world.school, "dewit@regenboog.example", right)).toBeNull()
  })

  it("is the same however the keyboard writes its accents", async () => {
    await withPassword(world, { hash: atFullStrength("ge\u0301e\u0301n bijen vandaag") })
    expect(await whosePassword(world.school, "dewit@regenboog.example", "g\u00e9\u00e9n bijen vandaag")).toBe(
      deWit,
    )
  })

  it("leaves nothing readable in the table", async () => {
    await withPassword(world, { hash: atFullStrength() })
    const [row] = rows<{ password_hash: string; totp_secret: string }>("SELECT * FROM staff WHERE id = 1")
    expect(row?.password_hash).toStartWith("$argon2id$v=19$m=19456,t=2,p=1$")
    expect(row?.totp_secret).not.toContain(secret)
    expect(await codeSecretOf(world.school, deWit)).toBe(secret)
    world.school.client.run(
      "UPDATE staff SET totp_secret = (SELECT totp_secret FROM staff WHERE id = 1) WHERE id = 2",
    )
    expect(await codeSecretOf(world.school, tim)).toBeNull()
  })

  it("costs an unknown address the same work", async () => {
    await withPassword(world, { hash: atFullStrength() })
    // The work of a hash stands in front of it: algorithm, memory and passes. A clock would measure the machine.
    using verify = spyOn(Bun.password, "verify")
    const workFor = async (address: string) => {
      verify.mockClear()
      expect(await whosePassword(world.school, address, "iets heel anders")).toBeNull()
      return verify.mock.calls.map(([, hash]) => String(hash).split("$").slice(1, 4))
    }
    const known = await workFor("dewit@regenboog.example")
    expect(known).toEqual([["argon2id", "v=19", "m=19456,t=2,p=1"]])
    expect(await workFor("niemand@regenboog.example")).toEqual(known)
    expect(await workFor("geen adres")).toEqual(known)
  })
})

describe("work in turn", () => {
  it("never runs more than its number at once, however many come, and keeps their order", async () => {
    const turn = inTurn(2, 200)
    let running = 0
    let most = 0
    const order: number[] = []
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        turn(async () => {
          order.push(at)
          most = Math.max(most, ++running)
          await Bun.sleep(1)
          running--
          return at
        }),
      ),
    )
    expect(most).toBe(2)
    expect(outcomes).toEqual(order)
    expect(outcomes).toHaveLength(50)
  })

  it("says no at once when too many wait, and goes on after trouble", async () => {
    const turn = inTurn(1, 1)
    const slow = turn(() => Bun.sleep(5))
    const fails = turn(() => Promise.reject(new Error("stuk")))
    expect(await turn(async () => "te veel")).toBeNull()
    await slow
    expect(fails).rejects.toThrow("stuk")
    await fails.catch(() => undefined)
    expect(await turn(async () => "weer vrij")).toBe("weer vrij")
  })
})
