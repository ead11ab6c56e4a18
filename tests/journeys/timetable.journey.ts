import { afterAll, afterEach, beforeEach, describe, expect, it, setDefaultTimeout } from "bun:test"
import type { Page } from "playwright-core"
import { closeBrowser, desk, type Served, servedWorld } from "../support/browser.ts"
import { holdsUp } from "../support/holds-up.ts"
import { choose } from "../support/rounds.ts"
import { cast } from "../support/school.ts"
import { widen } from "../support/wide-round.ts"

// A school of nine teachers and two days: the office takes a talk in hand here and puts it down there.

setDefaultTimeout(60_000)

let world: Served
beforeEach(async () => {
  world = await servedWorld()
  const { school } = world
  widen(school)
  const { deVries, yilmaz } = cast.households
  const { sem, defne } = cast.pupils
  choose(school, { household: deVries, pupil: sem, teacher: 1, at: "2026-11-12T18:00:00Z" })
  choose(school, { household: yilmaz, pupil: defne, teacher: 9, at: "2026-11-12T18:20:00Z" })
})
afterEach(async () => {
  expect(world.complaints()).toEqual([])
  expect(world.troubles).toEqual([])
  await world.close()
})
afterAll(closeBrowser)

const talks = () =>
  world.school.client.query<never, []>("SELECT teacher_id, starts_at FROM bookings ORDER BY id").values()

for (const javaScriptEnabled of [true, false])
  describe(javaScriptEnabled ? "the office" : "the office, without JavaScript", () => {
    /** With the keyboard alone: the eye finds the link or the button, Enter follows it. */
    const press = async (page: Page, role: "link" | "button", name: string) => {
      await page.getByRole(role, { name, exact: true }).focus()
      await page.keyboard.press("Enter")
    }

    it("moves a talk to another day, and lets it change places with one on another page", async () => {
      const { cookies } = await world.deWit()
      const page = await world.visit({ javaScriptEnabled, cookies, viewport: desk })
      const take = async (talk: string) => {
        await press(page, "link", talk)
        await press(page, "link", "Verzet of wissel")
        await page.getByRole("heading", { name: "Waar moet het gesprek over Sem de Vries heen?" }).waitFor()
      }
      await page.goto(`${world.origin}/de-regenboog/team/rondes/${cast.round}/rooster`)
      await take("Sem de Vries 4A, 19:00 bij Noor Willems")
      await press(page, "link", "vr 13 nov")
      await page.getByText("Nu: donderdag 12 november, 19:00 bij Noor Willems.").waitFor()
      await holdsUp(page, javaScriptEnabled)
      await press(page, "button", "vrij, verzet naar 19:30 bij Noor Willems")
      await page.getByText("Bericht aan 1 gezin gaat om 10:10 de deur uit.").waitFor()
      expect(talks()[0]).toEqual([1, "2026-11-13T18:30:00Z"] as never)

      await take("Sem de Vries 4A, 19:30 bij Noor Willems")
      await press(page, "link", "do 12 nov")
      await press(page, "link", "Leraren, pagina 2 van 2")
      await press(page, "button", "Defne Yilmaz 4A, wissel, 19:20 bij Juf Zee 9")
      await page.getByText("Bericht aan 2 gezinnen gaat om 10:10 de deur uit.").waitFor()
      expect(talks()).toEqual([
        [9, "2026-11-12T18:20:00Z"],
        [1, "2026-11-13T18:30:00Z"],
      ] as never)

      await holdsUp(page, javaScriptEnabled)
      await press(page, "button", "Draai terug")
      await page.getByText("Beide gesprekken staan weer zoals eerst.").waitFor()
      expect(talks()).toEqual([
        [1, "2026-11-13T18:30:00Z"],
        [9, "2026-11-12T18:20:00Z"],
      ] as never)
    })
  })
