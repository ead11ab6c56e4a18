import { afterAll, afterEach, beforeEach, describe, expect, it } from "bun:test"
import { closeBrowser, type Served, servedWorld } from "../support/browser.ts"
import { holdsUp } from "../support/holds-up.ts"
import { cast, shownAs } from "../support/school.ts"

let world: Served
beforeEach(async () => {
  world = await servedWorld()
})
afterEach(async () => {
  expect(world.troubles).toEqual([])
  await world.close()
})
afterAll(closeBrowser)

for (const javaScriptEnabled of [true, false])
  describe(javaScriptEnabled ? "on a phone" : "on a phone without JavaScript", () => {
    it("a parent of three books a whole set in one tap, after another parent won one of its times", async () => {
      const { cookies } = await world.parent(cast.households.deVries)
      const page = await world.visit({ javaScriptEnabled, cookies })
      const look = () => holdsUp(page, javaScriptEnabled)
      if (javaScriptEnabled) await page.clock.install()
      await page.goto(`${world.origin}/de-regenboog/gesprekken/1`)
      await page.getByRole("link", { name: "Zoek passende tijden" }).click()
      await look()
      await page.getByRole("button", { name: "Zoek tijden" }).click()
      await page.getByText("Wij houden ze voor u vast tot").waitFor()
      await look()

      // They read on for too long. The page says so by itself; without JavaScript when it is looked at again.
      world.clock.now = world.clock.now.add({ minutes: 6 })
      if (javaScriptEnabled) await page.clock.fastForward(302_000)
      else await page.reload()
      await page.getByText("Wij houden deze tijden niet meer voor u vast. Ze zijn nog vrij.").waitFor()
      await look()

      // A neighbour takes Sem's time: an offer with that time is struck out, and the set says whose time it was.
      const sem = world.school.client
        .query<{ slot: number }, [number]>("SELECT slot_id AS slot FROM holds WHERE pupil_id = ?")
        .get(cast.pupils.sem)?.slot
      const yilmaz = await world.yilmaz()
      await yilmaz.post("/de-regenboog/gesprekken/1/kies", { pupil: "1", slot: shownAs(sem ?? 0) })
      await page.getByRole("button", { name: "Kies deze 3 tijden" }).click()
      await page.getByText("Iemand was u net voor").waitFor()
      await page.getByText(/^19:\d0, Sem met Noor Willems$/).waitFor()
      await page.getByText("Er is nog niets gekozen.").waitFor()
      await look()

      await page.getByRole("button", { name: "Deze tijden bekijken" }).first().click()
      await page.getByText("Wij houden ze voor u vast tot").waitFor()
      await page.getByRole("button", { name: "Kies deze 3 tijden" }).click()
      await page.getByText("Alle gesprekken zijn gekozen").waitFor()
      await look()
      const talks = world.school.client
        .query<{ pupil: number }, [number]>(
          "SELECT pupil_id AS pupil FROM bookings WHERE household_id = ? ORDER BY 1",
        )
        .all(cast.households.deVries)
      expect(talks.map(({ pupil }) => pupil)).toEqual([cast.pupils.sem, cast.pupils.lotte, cast.pupils.daan])
    })
  })
