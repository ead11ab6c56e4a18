import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { isLinkGood, mailLink, signInByLink } from "../../../src/db/access/entry-tickets.ts"
import { blockHousehold } from "../../../src/db/households/household-access.ts"
import { tokenInMessage } from "../../../src/db/messages/messages.ts"
import { write } from "../../../src/db/open.ts"
import { budgets } from "../../../src/domain/access/attempts.ts"
import type { HouseholdId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { entering, someone } from "../../support/door.ts"
import { deWit } from "../../support/rounds.ts"
import { cast } from "../../support/school.ts"

let world: World
const { attempts, later } = entering(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

describe("a link by e-mail", () => {
  const ask = (email: string, caller = someone) =>
    mailLink(world.school, attempts(), email, caller, world.clock.now)
  const mailed = () =>
    world.school.client
      .query<{ facts: string; household: number }, []>(
        "SELECT facts, household_id AS household FROM messages WHERE kind = 'parent-link' ORDER BY id",
      )
      .all()
  const tokenOf = async (facts: string) =>
    (await world.school.keys.open((JSON.parse(facts) as { sealed: string }).sealed, tokenInMessage)) as string

  it("goes to the address on file, works once and for ten minutes", async () => {
    await ask("Yilmaz@Post.example")
    const [message] = mailed()
    const token = await tokenOf(message?.facts ?? "")
    expect(isLinkGood(world.school, token, world.clock.now)).toBe(true)
    const enter = () => signInByLink(world.school, attempts(), token, someone, world.clock.now)
    expect((await enter())?.household).toBe(cast.households.yilmaz as HouseholdId)
    expect(await enter()).toBeNull()
    await ask("yilmaz@post.example")
    const second = await tokenOf(mailed()[1]?.facts ?? "")
    later(10)
    expect(isLinkGood(world.school, second, world.clock.now)).toBe(false)
    expect(await signInByLink(world.school, attempts(), second, someone, world.clock.now)).toBeNull()
  })

  it("leaves nobody's mailbox full, and nothing for addresses that nobody has", async () => {
    await ask("niemand@post.example")
    for (let at = 0; at < 6; at++) await ask("yilmaz@post.example", { ...someone, address: `net-${at}` })
    expect(mailed().length).toBe(budgets.link.perHour)
    for (let hour = 0; hour < 9; hour++) {
      later(61)
      for (let at = 0; at < 4; at++) await ask("yilmaz@post.example", { ...someone, address: `net-${at}` })
    }
    expect(mailed().length).toBe(budgets.link.perDay)
  })

  it("does not leave for a parent whom the school takes away meanwhile, and says nothing of it", async () => {
    const asked = ask("yilmaz@post.example")
    await write(world.school, () => {
      world.school.client.run("DELETE FROM guardians WHERE email = 'yilmaz@post.example'")
    })
    await asked
    expect(mailed()).toEqual([])
  })

  it("goes to each of the homes of a parent who has two, and not to one that is blocked", async () => {
    world.school.client.run(
      "UPDATE guardians SET email = 'zelfde@post.example' WHERE household_id IN (2, 3, 4)",
    )
    await blockHousehold(world.school, deWit, { household: 4 as HouseholdId, blocked: true }, world.clock.now)
    await ask("zelfde@post.example")
    expect(mailed().map(({ household }) => household)).toEqual([2, 3])
  })
})
