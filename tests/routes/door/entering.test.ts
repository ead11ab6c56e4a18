import { describe, expect, it } from "bun:test"
import { atTheFloor } from "../../../src/routes/door/entering.ts"
import type { Parts } from "../../../src/routes/guards.ts"

const floor = 20
const answer = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await atTheFloor({ signInFloor: floor } as Parts, work)
  return performance.now() - began
}
const busy = async (milliseconds: number) => {
  const began = performance.now()
  while (performance.now() - began < milliseconds);
}

describe("an answer at the floor", () => {
  it("never comes sooner because the work took a part of a millisecond", async () => {
    for (const worked of [0, 0.2, 0.5, 0.8])
      expect(await answer(() => busy(worked))).toBeGreaterThanOrEqual(floor)
  })

  it("comes at the next moment when the work is late for the first", async () => {
    expect(await answer(() => Bun.sleep(floor * 1.5))).toBeGreaterThanOrEqual(2 * floor)
  })

  it("tells what went wrong in the work", async () => {
    const broken = () => Promise.reject(new Error("the disk is full"))
    await expect(answer(broken)).rejects.toThrow("the disk is full")
  })
})
