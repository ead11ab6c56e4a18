import { expect, it } from "bun:test"
import { createApp } from "../../src/app.ts"
import type { BackupHealth } from "../../src/domain/backup/backup.ts"
import { testWorld } from "../support/app.ts"

it("says that we are ready, also while the backup is away, and not while it keeps what is erased for too long", async () => {
  const world = await testWorld()
  const ask = async (health?: BackupHealth) => {
    const app = createApp({ ...world.parts, ...(health ? { backup: async () => health } : {}) })
    const answer = await app.handle(new Request("http://localhost:3000/ready"))
    return [answer.status, await answer.json()]
  }
  expect(await ask()).toEqual([200, { ready: true, backup: "none" }])
  expect(await ask("ok")).toEqual([200, { ready: true, backup: "ok" }])
  expect(await ask("degraded")).toEqual([200, { ready: true, backup: "degraded" }])
  expect(await ask("not-ours")).toEqual([503, { ready: false, backup: "not-ours" }])
  await world.close()
})
