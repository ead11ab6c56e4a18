/**
 * A process of its own that links, makes and joins, and then writes down everything in its memory. The providers are elsewhere, so that no
 * token in it can be theirs.
 */
import { htmx, testWorld } from "./app.ts"
import { linkAccount, moveRoundToNow } from "./online.ts"
import { partsAt } from "./providers.ts"

const [, , google = "", microsoft = "", snapshot = ""] = process.argv
const world = await testWorld("http://localhost:3000", { video: partsAt(google, microsoft) })
moveRoundToNow(world)
const tim = await world.tim()
for (const provider of ["google", "microsoft"] as const) {
  await linkAccount(tim, provider)
  for (const act of ["maak", "stap", "opruimen"])
    await tim.post(`/de-regenboog/team/video/1/${act}`, {}, htmx)
}
const made = world.school.client.query("SELECT count(*) AS made FROM video_meetings").get()
Object.assign(globalThis, { canary: ["kanarie", "in", "het", "geheugen"].join("-") })
Bun.gc(true)
await Bun.sleep(50)
Bun.gc(true)
await Bun.write(snapshot, Bun.generateHeapSnapshot("v8"))
console.log(JSON.stringify(made))
world.close()
process.exit(0)
