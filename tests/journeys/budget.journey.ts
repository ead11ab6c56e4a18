import { afterAll, afterEach, beforeEach, describe, expect, it } from "bun:test"
import type { Page } from "playwright-core"
import { closeBrowser, type Served, servedWorld } from "../support/browser.ts"
import { cast } from "../support/school.ts"

let world: Served
beforeEach(async () => {
  world = await servedWorld()
})
afterEach(() => world.close())
afterAll(closeBrowser)

/** What went over the wire, headers included, by address. */
async function wire(page: Page) {
  const client = await page.context().newCDPSession(page)
  await client.send("Network.enable")
  const names = new Map<string, string>()
  const sizes = new Map<string, number>()
  client.on("Network.responseReceived", (event) => names.set(event.requestId, event.response.url))
  client.on("Network.loadingFinished", (event) =>
    sizes.set(names.get(event.requestId) ?? "", event.encodedDataLength),
  )
  const weigh = (part: RegExp) =>
    [...sizes].filter(([url]) => part.test(url)).reduce((sum, [, size]) => sum + size, 0)
  return { weigh, forget: () => sizes.clear(), all: () => [...sizes] }
}

const kB = 1024

describe("a first visit to the door", () => {
  it("needs at most 14 kB for its HTML and CSS, and 20 kB in all", async () => {
    const page = await world.visit()
    const { weigh, all } = await wire(page)
    await page.goto(`${world.origin}/de-regenboog`, { waitUntil: "networkidle" })
    await page.waitForTimeout(200)
    const first = weigh(/de-regenboog$|\.css$/)
    const whole = weigh(/./)
    console.log(
      `door: HTML and CSS ${first} bytes, whole visit ${whole} bytes`,
      all().map(([url, size]) => `${url.split("/").at(-1)} ${size}`),
    )
    expect(first).toBeLessThanOrEqual(14 * kB)
    expect(whole).toBeLessThanOrEqual(20 * kB)
  })
})

describe("a change on the page of times", () => {
  it("is at most 6 kB, even with three children and sixty times each", async () => {
    // Two more evenings and a half: sixty times for each teacher.
    const insert = world.school.client.prepare(
      "INSERT INTO slots (round_id, teacher_id, starts_at, ends_at) VALUES (1, ?, ?, ?)",
    )
    for (const teacher of [1, 2])
      for (let at = 0; at < 48; at++) {
        const starts = Temporal.Instant.from(`2026-11-${16 + Math.floor(at / 24)}T16:00:00Z`).add({
          minutes: 10 * (at % 24),
        })
        insert.run(teacher, starts.toString(), starts.add({ minutes: 10 }).toString())
      }
    world.school.client.run("UPDATE rounds SET ends_at = '2026-11-18T20:00:00Z'")
    world.school.client.run("UPDATE round_teachers SET version = version + 1")
    const { cookies } = await world.parent(cast.households.deVries)
    const page = await world.visit({ cookies })
    const { weigh, forget } = await wire(page)
    await page.goto(`${world.origin}/de-regenboog/gesprekken/1`, { waitUntil: "networkidle" })
    const whole = weigh(/gesprekken/)
    forget()
    await page
      .getByRole("button", { name: /voor Sem$/ })
      .first()
      .click()
    await page.getByText("1 van 3").first().waitFor()
    await page.waitForTimeout(200)
    const swap = weigh(/kies/)
    console.log(`three children, sixty times each: page ${whole} bytes, swap ${swap} bytes`)
    expect(swap).toBeGreaterThan(200)
    expect(swap).toBeLessThanOrEqual(6 * kB)
  })
})
