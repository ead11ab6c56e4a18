import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { markSent } from "../../../src/db/messages/message-outcomes.ts"
import { forgetExpired } from "../../../src/db/privacy/forgetting.ts"
import { testWorld, type World } from "../../support/app.ts"
import { outgoing } from "../../support/messages.ts"
import { today } from "../../support/school.ts"

let world: World
const { invite, claimOne } = outgoing(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

describe("forgetting", () => {
  it("drops sessions, devices and tickets that are over, and messages a month after their round", async () => {
    const run = (sql: string) => world.school.client.run(sql)
    run(
      "INSERT INTO parent_sessions VALUES ('oud', 1, '2026-11-02T20:59:59Z', '2026-11-03T08:59:00Z'), ('nieuw', 1, '2026-11-03T08:00:00Z', '2026-11-03T08:59:00Z')",
    )
    run(
      "INSERT INTO known_devices VALUES ('oud', 1, '2026-11-03T08:00:00Z'), ('nieuw', 1, '2027-01-01T00:00:00Z')",
    )
    run(
      "INSERT INTO entry_tickets (token_hash, purpose, created_at, expires_at) VALUES ('oud', 'office-code', '2026-11-01T08:00:00Z', '2026-11-01T09:00:00Z'), ('nieuw', 'office-code', '2026-11-03T08:00:00Z', '2026-11-04T08:00:00Z')",
    )
    await invite(1)
    await markSent(world.school, await claimOne(), today)
    const left = () =>
      ["parent_sessions", "known_devices", "entry_tickets", "messages"].map(
        (table) =>
          world.school.client.query<{ n: number }, []>(`SELECT count(*) AS n FROM ${table}`).get()?.n,
      )
    await forgetExpired(world.school, today)
    expect(left()).toEqual([1, 1, 1, 1])
    await forgetExpired(world.school, today.add({ hours: 24 * 32 })) // the round ended nine days after today
    expect(left()[3]).toBe(1)
    await forgetExpired(world.school, today.add({ hours: 24 * 40 }))
    expect(left()[3]).toBe(0)
  })
})
