import { afterAll, afterEach, beforeEach, describe, expect, it } from "bun:test"
import type { Page } from "playwright-core"
import { invitationOf } from "../../src/db/access/invitations.ts"
import type { HouseholdId } from "../../src/domain/ids.ts"
import { closeBrowser, type Served, servedWorld } from "../support/browser.ts"
import { holdsUp } from "../support/holds-up.ts"
import { cast, shownAs, slotOf } from "../support/school.ts"

let world: Served
beforeEach(async () => {
  world = await servedWorld()
  for (const household of Object.values(cast.households)) {
    const way = invitationOf(world.school.keys, household as HouseholdId, cast.round, 1)
    world.school.client.run(
      "INSERT INTO invitations (round_id, household_id, code_hash, link_hash) VALUES (1, ?, ?, ?)",
      [household, way.codeHash, way.linkHash],
    )
  }
})
afterEach(async () => {
  expect(world.complaints()).toEqual([])
  expect(world.troubles).toEqual([])
  await world.close()
})
afterAll(closeBrowser)

const codeOf = (household: number) =>
  invitationOf(world.school.keys, household as HouseholdId, cast.round, 1).code

/** Types the code of the letter, as a parent does: small letters and no dash. */
async function signIn(page: Page, household: number) {
  await page.goto(`${world.origin}/de-regenboog`)
  await page.getByLabel("Uw code").fill(codeOf(household).toLowerCase().replace("-", " "))
  await page.getByRole("button", { name: "Inloggen" }).first().click()
  await page.getByRole("heading", { name: "Herfstgesprekken" }).waitFor()
}

const time = (page: Page, at: string, child: string) =>
  page.getByRole("button", { name: new RegExp(`^${at} uur.*voor ${child}$`) })
const progress = (page: Page, chosen: number, wanted: number) =>
  page.getByText(`${chosen} van ${wanted}`).first().waitFor()

/** Every state on the way holds up for everybody: no barrier that axe knows, thumbs fit, nothing sticks out. */
const talksOf = (household: number) =>
  world.school.client
    .query<{ pupil: number; at: string }, [number]>(
      "SELECT pupil_id AS pupil, substr(starts_at, 12, 5) AS at FROM bookings WHERE household_id = ? ORDER BY pupil_id",
    )
    .all(household)

for (const javaScriptEnabled of [true, false])
  describe(javaScriptEnabled ? "on a phone" : "on a phone without JavaScript", () => {
    it("a parent with three children books three talks, moves one and cancels one", async () => {
      const page = await world.visit({ javaScriptEnabled })
      const look = () => (javaScriptEnabled ? holdsUp(page) : Promise.resolve())
      await signIn(page, cast.households.deVries)
      await look()

      await time(page, "19:00", "Sem").click()
      await progress(page, 1, 3)
      await time(page, "19:10", "Lotte").click()
      await progress(page, 2, 3)
      // Nobody can be in two places: Lotte's time is not offered for Daan.
      expect(await time(page, "19:10", "Daan").count()).toBe(0)
      await time(page, "19:20", "Daan").click()
      await page.getByText("Alle gesprekken zijn gekozen").first().waitFor()
      await look()

      await page.getByRole("link", { name: "Verzetten: het gesprek over Sem" }).click()
      await page.getByRole("heading", { name: "Kies een andere tijd" }).waitFor()
      await look()
      await time(page, "20:30", "Sem").click()
      await page.getByText("Het gesprek is verzet").waitFor()
      await look()
      expect(await page.getByText("20:30 tot 20:40 uur").count()).toBe(1)

      await page.getByRole("link", { name: "Alle gesprekken" }).click()
      await page.getByRole("link", { name: "Afzeggen: het gesprek over Daan" }).click()
      await look()
      await page.getByRole("button", { name: "Zeg dit gesprek af" }).click()
      await page.getByText("Het gesprek is afgezegd").waitFor()
      await progress(page, 2, 3)
      await look()

      expect(talksOf(cast.households.deVries)).toEqual([
        { pupil: cast.pupils.sem, at: "19:30" },
        { pupil: cast.pupils.lotte, at: "18:10" },
      ])
    })

    it("two parents race for one time: one wins, the other sees the nearest that are free", async () => {
      const yilmaz = await world.visit({ javaScriptEnabled })
      const deVries = await world.visit({ javaScriptEnabled })
      await signIn(yilmaz, cast.households.yilmaz)
      await signIn(deVries, cast.households.deVries)
      await time(yilmaz, "19:30", "Defne").click()
      await yilmaz.getByText("Uw gesprek is gekozen").first().waitFor()

      await time(deVries, "19:30", "Sem").first().click()
      await deVries.getByText("Iemand was u net voor").waitFor()
      if (javaScriptEnabled) {
        await holdsUp(deVries)
        expect(await deVries.evaluate(() => document.activeElement?.textContent ?? "")).toContain(
          "Iemand was u net voor",
        )
      }
      expect(await time(deVries, "19:30", "Sem").count()).toBe(0)
      await time(deVries, "19:40", "Sem").first().click()
      await progress(deVries, 1, 3)
      expect(talksOf(cast.households.yilmaz)).toEqual([{ pupil: cast.pupils.defne, at: "18:30" }])
      expect(talksOf(cast.households.deVries)).toEqual([{ pupil: cast.pupils.sem, at: "18:40" }])
    })

    it("two families who do not know each other change places", async () => {
      const yilmaz = await world.visit({ javaScriptEnabled })
      const deVries = await world.visit({ javaScriptEnabled })
      const look = (page: Page) => (javaScriptEnabled ? holdsUp(page) : Promise.resolve())
      await signIn(yilmaz, cast.households.yilmaz)
      await time(yilmaz, "19:00", "Defne").click()
      await yilmaz.getByText("Uw gesprek is gekozen").first().waitFor()
      await signIn(deVries, cast.households.deVries)
      await time(deVries, "19:20", "Sem").click()
      await progress(deVries, 1, 3)

      // She asks for the time that another family has.
      await yilmaz.getByRole("link", { name: "Verzetten" }).click()
      await yilmaz.getByText("Vraag of een gezin wil ruilen").click()
      await look(yilmaz)
      await time(yilmaz, "19:20", "Defne").click()
      await yilmaz.getByText("U heeft gevraagd om te ruilen").waitFor()

      await deVries.reload()
      await deVries.getByRole("link", { name: "Bekijk de vraag" }).click()
      await look(deVries)
      await deVries.getByRole("button", { name: "Nee, ik blijf om 19:20" }).click()
      await deVries.getByText("Uw gesprek blijft op deze tijd.").waitFor()

      // Later they find that half past seven would do as well.
      await deVries.getByRole("link", { name: "Vink tijden aan" }).click()
      await deVries.getByLabel("19:30").check()
      await look(deVries)
      await deVries.getByRole("button", { name: "Bewaar" }).click()
      await deVries.getByText("U kunt ook om 19:30.").waitFor()

      await yilmaz.goto(`${world.origin}/de-regenboog/gesprekken/1`)
      await yilmaz.getByRole("link", { name: "Verzetten" }).click()
      await yilmaz.getByText("U kunt hun tijd meteen kiezen.").waitFor()
      await time(yilmaz, "19:20", "Defne").click()
      await yilmaz.getByText("Het gesprek is verzet").waitFor()
      expect(talksOf(cast.households.yilmaz)).toEqual([{ pupil: cast.pupils.defne, at: "18:20" }])
      expect(talksOf(cast.households.deVries)).toEqual([{ pupil: cast.pupils.sem, at: "18:30" }])
      await deVries.reload()
      await deVries.getByText("19:30 tot 19:40 uur").waitFor()
    })

    it("separated parents each see only their own", async () => {
      const bakker = await world.visit({ javaScriptEnabled })
      const jansen = await world.visit({ javaScriptEnabled })
      await signIn(bakker, cast.households.bakker)
      await time(bakker, "19:50", "Mila").click()
      await bakker.getByText("Uw gesprek is gekozen").first().waitFor()

      await signIn(jansen, cast.households.jansen)
      const page = await jansen.locator("main").innerText()
      expect(page).toContain("Kies een tijd")
      expect(page).not.toContain("gekozen")
      expect(await time(jansen, "19:50", "Mila").count()).toBe(0)
      await time(jansen, "20:00", "Mila").click()
      await jansen.getByText("Uw gesprek is gekozen").first().waitFor()

      await bakker.reload()
      expect(await bakker.locator("main").innerText()).not.toContain("20:00")
    })
  })

describe("with the keyboard alone", () => {
  it("a parent signs in, books and sees it confirmed", async () => {
    const page = await world.visit({})
    await page.goto(`${world.origin}/de-regenboog`)
    /** Tab until the control that is asked for has the focus. */
    const reach = async (what: () => Promise<boolean>) => {
      for (let at = 0; at < 60; at++) {
        await page.keyboard.press("Tab")
        if (await what()) return
      }
      throw new Error("Not reachable with Tab")
    }
    const focused = (test: (element: Element) => boolean) => () =>
      page.evaluate(`(${test.toString()})(document.activeElement)`) as Promise<boolean>
    await reach(focused((element) => element.tagName === "INPUT"))
    await page.keyboard.type(codeOf(cast.households.yilmaz))
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Herfstgesprekken" }).waitFor()
    await reach(focused((element) => (element.getAttribute("aria-label") ?? "").startsWith("19:20")))
    await page.keyboard.press("Enter")
    await page.getByText("Uw gesprek is gekozen").first().waitFor()
    expect(talksOf(cast.households.yilmaz)).toEqual([{ pupil: cast.pupils.defne, at: "18:20" }])
  })
})

describe("the page of times", () => {
  for (const scheme of [
    { colorScheme: "light" },
    { colorScheme: "dark" },
    { forcedColors: "active" },
  ] as const)
    it(`has no barrier that axe knows (${Object.values(scheme)[0]}), and fits 320 px`, async () => {
      const page = await world.visit({ ...scheme, viewport: { width: 320, height: 640 } })
      await signIn(page, cast.households.deVries)
      await holdsUp(page)
    })

  it("strikes out within two seconds what another family chooses, and nothing moves", async () => {
    const page = await world.visit({})
    await signIn(page, cast.households.yilmaz)
    const seen = time(page, "20:30", "Defne")
    await seen.scrollIntoViewIfNeeded()
    const before = await seen.boundingBox()
    const deVries = await world.deVries()
    const sem = { pupil: String(cast.pupils.sem), slot: shownAs(slotOf("noor", 3)) }
    await deVries.post("/de-regenboog/gesprekken/1/kies", sem)
    const gone = page.getByRole("button", { name: "niet meer vrij" })
    await gone.waitFor({ timeout: 2500 })
    expect(await gone.isDisabled()).toBe(true)
    expect(await seen.boundingBox()).toEqual(before)
    await deVries.post("/de-regenboog/afspraak/1/afzeggen")
    await gone.waitFor({ state: "detached", timeout: 2500 })
    expect(await time(page, "19:30", "Defne").isEnabled()).toBe(true)
  })

  it("does the same on the page where a talk moves, and on the one that offers whole sets", async () => {
    const [yilmaz, deVries] = [await world.yilmaz(), await world.deVries()]
    const defne = { pupil: String(cast.pupils.defne), slot: shownAs(slotOf("noor", 11)) }
    await yilmaz.post("/de-regenboog/gesprekken/1/kies", defne)
    const move = await world.visit({ cookies: yilmaz.cookies })
    await move.goto(`${world.origin}/de-regenboog/afspraak/1/verzetten`)
    const sets = await world.visit({ cookies: deVries.cookies })
    await sets.goto(`${world.origin}/de-regenboog/gesprekken/1/samen`)
    await sets.getByRole("button", { name: "Zoek tijden" }).click()
    const offer = sets.locator("[data-set]").first()
    // The times that are held for the others are gone here at once.
    await move.getByRole("button", { name: /^19:20 uur.*niet meer vrij$/ }).waitFor({ timeout: 2500 })
    const times = ((await offer.getAttribute("data-set")) ?? "").split(" ")
    // Juf Noor's times have the first twelve numbers.
    const sem = times.find((each) => Number.parseInt(each, 10) <= 12)
    await yilmaz.post("/de-regenboog/afspraak/1/verzetten", { slot: sem ?? "" })
    await sets
      .getByRole("button", { name: /^Deze tijden bekijken.*niet meer vrij$/ })
      .first()
      .waitFor({ timeout: 2500 })
    expect(await sets.getByRole("button", { name: "Kies deze 3 tijden" }).isEnabled()).toBe(true)
    await move.getByText("Uw gesprekken zijn veranderd.").waitFor({ timeout: 2500 })
  })

  it("shows English to who asks for it, and goes on where it was", async () => {
    const page = await world.visit({})
    await signIn(page, cast.households.yilmaz)
    await page.getByRole("button", { name: "English" }).click()
    await page.getByRole("button", { name: "Nederlands" }).waitFor()
    expect(page.url()).toEndWith("/gesprekken/1")
    expect(await page.locator("html").getAttribute("lang")).toBe("en")
  })
})
