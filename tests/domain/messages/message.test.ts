import { describe, expect, it, setDefaultTimeout } from "bun:test"
import fc from "fast-check"
import { nextAttempt, oneLine } from "../../../src/domain/messages/message.ts"
import { anySign } from "../../support/any-sign.ts"

// Many names and many tries: a busy machine takes longer.
setDefaultTimeout(30_000)

describe("trying again", () => {
  it("waits longer each time and stops within a day", () => {
    const queued = Temporal.Instant.from("2026-11-03T09:00:00Z")
    let [now, tries] = [queued, 0]
    const waits: number[] = []
    for (;;) {
      const next = nextAttempt(queued, ++tries, now)
      if (!next) break
      waits.push((next.epochMilliseconds - now.epochMilliseconds) / 60_000)
      now = next
    }
    expect(waits.slice(0, 7)).toEqual([1, 2, 5, 15, 30, 60, 60])
    expect(now.epochMilliseconds - queued.epochMilliseconds).toBeLessThanOrEqual(24 * 3600_000)
    expect(now.epochMilliseconds - queued.epochMilliseconds).toBeGreaterThan(22 * 3600_000)
  })
})

it("writes any name as one line", () => {
  fc.assert(
    fc.property(fc.string({ unit: anySign }), (name) => {
      expect(oneLine(name)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u)
    }),
  )
  expect(oneLine("De\r\nBcc: iemand@elders.example\u202e")).toBe("De Bcc: iemand@elders.example")
})
