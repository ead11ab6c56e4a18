import { afterAll, afterEach, beforeEach, describe, expect, it } from "bun:test"
import type { Page } from "playwright-core"
import { closeBrowser, desk, type Served, servedWorld } from "../support/browser.ts"
import { holdsUp } from "../support/holds-up.ts"
import { cast } from "../support/school.ts"

let world: Served
beforeEach(async () => {
  world = await servedWorld()
})
afterEach(async () => {
  expect(world.complaints()).toEqual([])
  expect(world.troubles).toEqual([])
  await world.close()
})
afterAll(closeBrowser)

const both = "Noor Willems & Tim Bos"
for (const javaScriptEnabled of [true, false])
  describe(
    javaScriptEnabled ? "two teachers of one group" : "without JavaScript two teachers of one group",
    () => {
      it("are put together, chosen once by a parent, and both see who comes", async () => {
        const at = async (who: { cookies: Map<string, string> }, path: string, viewport = {}) => {
          const page = await world.visit({ javaScriptEnabled, cookies: who.cookies, ...viewport })
          await page.goto(`${world.origin}/de-regenboog/${path}`)
          return page
        }
        const look = (page: Page) => holdsUp(page, javaScriptEnabled)

        const office = await at(await world.deWit(), `team/rondes/${cast.round}/leraren`, { viewport: desk })
        await office
          .getByLabel("Met wie Tim Bos de gesprekken samen houdt")
          .selectOption({ label: "Noor Willems" })
        await look(office)
        await office.getByRole("button", { name: "Bewaar" }).click()
        await office.getByRole("rowheader", { name: both }).waitFor()

        // Lotte is in the group of meester Tim, and her parent chooses one time with both.
        const parent = await at(await world.deVries(), `gesprekken/${cast.round}`)
        expect(await parent.getByRole("heading", { name: both }).count()).toBe(3)
        await look(parent)
        await parent.getByRole("button", { name: /^19:10 uur.*voor Lotte$/ }).click()
        await parent.getByText("1 van 3").first().waitFor()
        await look(parent)

        for (const who of [await world.noor(), await world.tim()]) {
          const teacher = await at(who, "team/mijn-gesprekken")
          expect(await teacher.getByText(`Samen: ${both}`).count()).toBe(1)
          expect(await teacher.getByText("Lotte de Vries").count()).toBe(1)
          await look(teacher)
          await teacher.goto(`${world.origin}/de-regenboog/team/vandaag`)
          expect(await teacher.getByText("Lotte de Vries").count()).toBe(1)
        }
      })
    },
  )
