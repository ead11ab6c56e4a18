import { expect, it } from "bun:test"
import { closeSync, openSync, statSync, writeSync } from "node:fs"
import { testWorld } from "./support/app.ts"
import { cast } from "./support/school.ts"

const page = 4096

/** Half of every page but the first becomes nonsense, while the file is open; nothing of it stays in memory. */
function damage({ client }: Awaited<ReturnType<typeof testWorld>>["school"]): void {
  client.run("PRAGMA wal_checkpoint(TRUNCATE)")
  const file = openSync(client.filename, "r+")
  for (let at = page; at < statSync(client.filename).size; at += page)
    writeSync(file, Buffer.alloc(page / 2, 0xaa), 0, page / 2, at)
  closeSync(file)
  client.run("PRAGMA cache_size = 0")
  client.run("PRAGMA shrink_memory")
}

it("a school whose file is damaged while it is open has error pages, and takes no other school along", async () => {
  const world = await testWorld()
  const [yilmaz, wilg] = [await world.yilmaz(), await world.wilgDirector()]
  damage(world.school)
  for (let time = 0; time < 3; time++) {
    expect((await yilmaz.get("/de-regenboog/gesprekken/1")).status).toBe(500)
    const chosen = await yilmaz.post("/de-regenboog/gesprekken/1/kies", {
      pupil: String(cast.pupils.defne),
      slot: "1.1",
    })
    expect(chosen.status).toBe(500)
    // What was left for the end of this turn would end the process here.
    await Bun.sleep(20)
    expect((await wilg.get("/de-wilg/team/start")).status).toBe(200)
  }
  world.close()
})
