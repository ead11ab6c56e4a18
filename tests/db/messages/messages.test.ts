import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { dropMessage, markFailed, markSent } from "../../../src/db/messages/message-outcomes.ts"
import { claimDue, nextDue } from "../../../src/db/messages/messages.ts"
import { openDb, openFile } from "../../../src/db/open.ts"
import { keysOf } from "../../../src/sealing.ts"
import { testWorld, type World } from "../../support/app.ts"
import { outgoing, talk } from "../../support/messages.ts"
import { today } from "../../support/school.ts"

let world: World
const { tell, invite, claimOne, rows, kinds } = outgoing(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const later = (minutes: number) => today.add({ minutes })

describe("a message for a household", () => {
  it("goes to each guardian with an address, once per address", async () => {
    world.school.client.run(
      "INSERT INTO guardians (household_id, last, email) VALUES (2, 'Vries', 'DEVRIES@post.example'), (2, 'Smit', 'smit@post.example'), (2, 'Smit', NULL)",
    )
    expect(await tell("booking-confirmed", talk())).toBe(2)
  })
})

describe("a message that is due", () => {
  it("is claimed by one worker, also when two look at the same time from two processes", async () => {
    for (const household of [1, 2, 3, 4]) await invite(household)
    const { id } = world.school.school
    const file = world.school.client.filename
    const other = openDb(openFile(file, []), world.school.school, keysOf(world.registry.master, id))
    const claims = await Promise.all([
      claimDue(world.school, today, 3),
      claimDue(other, today, 3),
      claimDue(world.school, today, 3),
    ])
    other.close()
    const claimed = claims.flat().map((message) => message.id)
    expect(claimed.length).toBe(4)
    expect(new Set(claimed).size).toBe(4)
  })

  it("waits for its moment, and after a failure a little longer each time", async () => {
    await invite(1)
    const first = await claimOne()
    await markFailed(world.school, first, { permanent: false, reason: "unreachable" }, today)
    expect(await claimDue(world.school, today, 9)).toEqual([])
    expect(nextDue(world.school)?.toString()).toBe(later(1).toString())
    const second = await claimOne(later(1))
    expect([second.attempts, second.uid]).toEqual([2, first.uid])
    await markFailed(world.school, second, { permanent: false, reason: "busy" }, later(1))
    expect(nextDue(world.school)?.toString()).toBe(later(3).toString())
    expect(rows()[0]).toMatchObject({ state: "queued", failure: "busy" })
  })

  it("is given up after a day, and at once when the address is wrong; the logbook knows", async () => {
    await invite(1)
    await invite(2)
    const wrong = await claimOne()
    await markFailed(world.school, wrong, { permanent: true, reason: "refused" }, today)
    const slow = await claimOne(later(24 * 60))
    await markFailed(world.school, slow, { permanent: false, reason: "busy" }, later(24 * 60))
    expect(rows().map(({ state, failure }) => `${state} ${failure}`)).toEqual([
      "failed refused",
      "failed busy",
    ])
    expect(nextDue(world.school)).toBeNull()
    const acts = world.school.client
      .query("SELECT actor_kind, about FROM logbook WHERE act = 'message-failed'")
      .all()
    expect(acts).toEqual([
      { actor_kind: "system", about: '{"message":1}' },
      { actor_kind: "system", about: '{"message":2}' },
    ])
  })

  it("is claimed again, with the same Message-ID, two minutes after its worker crashed", async () => {
    await invite(1)
    const lost = await claimOne()
    expect(await claimDue(world.school, later(1), 9)).toEqual([])
    const again = await claimOne(later(2))
    expect([again.id, again.uid, again.attempts]).toEqual([lost.id, lost.uid, 2])
    // The first worker was only slow: that it failed does not undo the claim of the second.
    await markFailed(world.school, lost, { permanent: false, reason: "busy" }, later(2))
    await dropMessage(world.school, lost)
    expect(kinds()).toEqual(["invitation sending"])
    // That it was delivered does count.
    await markSent(world.school, lost, later(2))
    expect(kinds()).toEqual(["invitation sent"])
  })

  it("about a talk or a way in goes before a thousand invitations", async () => {
    for (const household of [1, 2, 3]) await invite(household)
    await tell("booking-confirmed", talk(), later(1))
    expect((await claimOne(later(2))).kind).toBe("booking-confirmed")
  })
})
