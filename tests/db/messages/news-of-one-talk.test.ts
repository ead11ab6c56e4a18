import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { markFailed, markSent } from "../../../src/db/messages/message-outcomes.ts"
import { type ClaimedMessage, claimDue } from "../../../src/db/messages/messages.ts"
import { testWorld, type World } from "../../support/app.ts"
import { at, outgoing, talk } from "../../support/messages.ts"
import { today } from "../../support/school.ts"

let world: World
const { tell, claimOne, rows, kinds } = outgoing(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const later = (minutes: number) => today.add({ minutes })

describe("several messages about one talk", () => {
  it("become one confirmation with the new time when nothing was sent yet", async () => {
    await tell("booking-confirmed", talk())
    await tell("booking-moved", { ...talk(10, 1), wasAt: at(0) })
    const [only, ...more] = await claimDue(world.school, today, 9)
    expect(more).toEqual([])
    expect(only?.kind).toBe("booking-confirmed")
    expect(JSON.parse(only?.facts ?? "")).toEqual(talk(10, 1))
    expect(kinds()).toEqual(["booking-confirmed sending"])
  })

  it("vanish together when the talk was off before anybody was told", async () => {
    await tell("booking-confirmed", talk())
    await tell("booking-cancelled", talk(0, 1))
    expect(await claimDue(world.school, today, 9)).toEqual([])
    expect(rows()).toEqual([])
  })

  it("wait for the one that is on its way, and then say what is left to say", async () => {
    await tell("booking-confirmed", talk())
    const confirmation = await claimOne()
    await tell("booking-moved", { ...talk(10, 1), wasAt: at(0) })
    await tell("booking-moved", { ...talk(20, 2), wasAt: at(10) })
    expect(await claimDue(world.school, today, 9)).toEqual([])
    await markSent(world.school, confirmation, today)
    const [move] = await claimDue(world.school, today, 9)
    expect(move?.kind).toBe("booking-moved")
    expect(JSON.parse(move?.facts ?? "")).toEqual({ ...talk(20, 2), wasAt: at(0) })
  })

  it("say that it stands again to who heard that it was off, also when it went elsewhere and came back meanwhile", async () => {
    await tell("booking-confirmed", talk())
    await markSent(world.school, await claimOne(), today)
    await tell("booking-cancelled", talk(0, 1))
    await markSent(world.school, await claimOne(), today)
    await tell("booking-confirmed", talk(0, 2))
    await tell("booking-moved", { ...talk(10, 3), wasAt: at(0) })
    await tell("booking-moved", { ...talk(0, 4), wasAt: at(10) })
    const [again, ...more] = await claimDue(world.school, today, 9)
    expect(again?.kind).toBe("booking-confirmed")
    expect(JSON.parse(again?.facts ?? "")).toEqual(talk(0, 4))
    expect(more).toEqual([])
  })

  it("still say that it is off when the confirmation may have arrived before a crash", async () => {
    await tell("booking-confirmed", talk())
    await claimOne()
    await tell("booking-cancelled", talk(0, 1))
    const [off, ...more] = await claimDue(world.school, later(3), 9)
    expect([off?.kind, more.length]).toEqual(["booking-cancelled", 0])
    expect(kinds()).toEqual(["booking-cancelled sending"])
  })

  it("say where it is again when one that may have arrived said that it went elsewhere", async () => {
    await tell("booking-confirmed", talk())
    await markSent(world.school, await claimOne(), today)
    await tell("booking-moved", { ...talk(10, 1), wasAt: at(0) })
    await markFailed(world.school, await claimOne(), { permanent: false, reason: "unclear" }, today)
    await tell("booking-moved", { ...talk(0, 2), wasAt: at(10) })
    const [back, ...more] = await claimDue(world.school, later(1), 9)
    expect([back?.kind, more.length]).toEqual(["booking-moved", 0])
    expect(JSON.parse(back?.facts ?? "")).toEqual({ ...talk(0, 2), wasAt: at(10) })
  })

  it("are kept apart per guardian: one knows, the other does not", async () => {
    world.school.client.run(
      "INSERT INTO guardians (household_id, last, email) VALUES (2, 'Smit', 'smit@post.example')",
    )
    await tell("booking-confirmed", talk())
    const [one, other] = await claimDue(world.school, today, 9)
    await markSent(world.school, one as ClaimedMessage, today)
    await markFailed(world.school, other as ClaimedMessage, { permanent: false, reason: "busy" }, today)
    await tell("booking-cancelled", talk(0, 1))
    const claimed = await claimDue(world.school, later(1), 9)
    expect(claimed.map(({ kind, guardian }) => [kind, guardian])).toEqual([
      ["booking-cancelled", one?.guardian ?? null],
    ])
    expect(kinds()).toEqual(["booking-confirmed sent", "booking-cancelled sending"])
  })
})
