import { expect, it } from "bun:test"
import fc from "fast-check"
import type { SlotId } from "../../../src/domain/ids.ts"
import { isAsShown, readTime, writeTime } from "../../../src/domain/talks/shown-time.ts"

const minutes = fc.integer({ min: 0, max: 99_999_999 })
const at = (minute: number) => Temporal.Instant.fromEpochMilliseconds(minute * 60_000)

it("a time that was tapped is the one that was shown, and no other", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), minutes, minutes, (slot, shown, now) => {
      const read = readTime(writeTime(slot as SlotId, at(shown)))
      expect(Number(read.slot)).toBe(slot)
      expect(isAsShown(read, { startsAt: at(shown) })).toBe(true)
      expect(isAsShown(read, { startsAt: at(now) })).toBe(shown === now)
    }),
  )
})

it("what somebody made up is no time", () => {
  expect(readTime("17")).toEqual({ slot: 17 as SlotId, startsAt: null })
  for (const written of ["", "17.", ".5", "17.5.5", "1e3.5", "-1.5", "17.9999999999", "x"])
    expect(readTime(written)).toEqual({ slot: 0 as SlotId, startsAt: null })
  expect(isAsShown({ slot: 17 as SlotId, startsAt: null }, { startsAt: at(0) })).toBe(false)
})
