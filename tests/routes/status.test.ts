import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { createApp } from "../../src/app.ts"
import { metricsOf, serveMetrics, tryToServeMetrics } from "../../src/backup/metrics.ts"
import { watchStatus } from "../../src/backup/status.ts"
import { noteCheck } from "../../src/db/backup/backup-checks.ts"
import { canarySchool } from "../../src/db/registry.ts"
import type { BackupHealth } from "../../src/domain/backup/backup.ts"
import { testWorld, type World } from "../support/app.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const status = (health: BackupHealth = "ok") =>
  watchStatus({
    registry: world.registry,
    backup: null,
    health: async () => health,
    now: () => world.clock.now,
  })
const page = async (health?: BackupHealth) => {
  const app = createApp({ ...world.parts, status: status(health) })
  return (await app.handle(new Request("http://localhost:3000/status"))).text()
}
const note = (kind: "sweep" | "canary" | "drill", facts: object, fine = true) =>
  noteCheck(world.registry.control, kind, { at: world.clock.now, fine, facts })

describe("how the service is", () => {
  it("is there for schools: last backup, last trial, oldest object, and no word about a school", async () => {
    expect(await page()).toContain("nog niet gedaan")
    note("sweep", { objects: 12, deleted: 2, oldest: "2026-10-28T09:00:00Z", alarms: [] })
    note("drill", { files: [{}, {}, {}], alarms: [] })
    note("canary", { found: [], lives: true, alarms: [] })
    const said = await page()
    for (const words of [
      "Alles werkt.",
      "3 bestanden teruggezet en vergeleken, alles klopte",
      "woensdag 28 oktober, 10:00",
      "wie een week geleden werd gewist, staat nergens meer in",
    ])
      expect(said).toContain(words)
    expect(said).not.toMatch(/Regenboog|Wilg/)
  })

  it("says so when something is wrong, whatever it is", async () => {
    expect(await page("degraded")).toContain("De reservekopie loopt achter")
    note(
      "canary",
      { found: ["2026-10-20"], lives: true, alarms: [{ alarm: "canary-found", days: 1 }] },
      false,
    )
    const said = await page()
    expect(said).toContain("Een controle vond iets.")
    expect(said).not.toContain("Alles werkt.")
    expect(await page("none")).toContain("heeft geen reservekopie")
  })

  it("is not asked of a service that cannot say it", async () => {
    expect((await world.stranger().get("/status")).status).toBe(404)
  })
})

describe("metrics", () => {
  it("name every alarm that there can be, at zero when all is well", async () => {
    note("sweep", { objects: 12, deleted: 2, oldest: "2026-11-02T09:00:00Z", alarms: [] })
    const said = metricsOf(await status()(), world.clock.now)
    expect(said).toContain("tienminuten_schools 2\n")
    expect(said).toContain("tienminuten_backup_objects 10\n")
    expect(said).toContain("tienminuten_backup_oldest_seconds 86400\n")
    expect(said).toContain('tienminuten_alarm{alarm="too-old"} 0\n')
    expect(said).toContain('tienminuten_check_fine{check="sweep"} 1\n')
    note("drill", { files: [], alarms: [{ alarm: "drill-failed", file: "a", why: "damaged" }] }, false)
    const later = metricsOf(await status("degraded")(), world.clock.now)
    expect(later).toContain('tienminuten_alarm{alarm="drill-failed"} 1\n')
    expect(later).toContain('tienminuten_alarm{alarm="backup-behind"} 1\n')
    for (const line of later.trim().split("\n")) expect(line).toMatch(/^(# (HELP|TYPE) \S+ .+|\S+ -?\d+)$/)
  })

  it("are served where only this machine reaches them, and nothing else is", async () => {
    const server = serveMetrics("127.0.0.1:0", status(), () => world.clock.now)
    try {
      expect(server.hostname).toBe("127.0.0.1")
      const answer = await fetch(new URL("/metrics", server.url))
      expect(await answer.text()).toContain("tienminuten_up_seconds")
      expect((await fetch(server.url)).status).toBe(404)
      // Taken already: the service goes on without.
      expect(tryToServeMetrics(`127.0.0.1:${server.port}`, status(), () => world.clock.now)).toBeNull()
    } finally {
      await server.stop(true)
    }
    expect((await world.stranger().get("/metrics")).status).toBe(404)
  })
})

describe("the canary school", () => {
  it("has no door, is in no list, and no school can be called like it", async () => {
    const db = canarySchool(world.registry, world.clock.now)
    expect(canarySchool(world.registry, world.clock.now)).toBe(db)
    expect((await world.stranger().get("/kanarie")).status).toBe(404)
    expect((await world.stranger().get("/kanarie/team")).status).toBe(404)
    expect(await (await world.stranger().get("/")).text()).not.toContain("Kanarie")
  })
})
