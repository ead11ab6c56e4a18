import { afterAll, afterEach, beforeEach, describe, expect, it } from "bun:test"
import type { Page } from "playwright-core"
import { axe, closeBrowser, desk, type Served, servedWorld, sidewaysScroll } from "../support/browser.ts"
import { clockAt, filledEvening } from "../support/evening.ts"
import { holdsUp } from "../support/holds-up.ts"
import { cast, today } from "../support/school.ts"

let world: Served
beforeEach(async () => {
  world = await servedWorld()
  await filledEvening(world)
})
afterEach(async () => {
  expect(world.troubles).toEqual([])
  expect(world.complaints()).toEqual([])
  await world.close()
})
afterAll(closeBrowser)

const at = (time: string) => {
  world.clock.now = clockAt(time)
}
const school = () => `${world.origin}/de-regenboog`

/** Two taps at one place, a moment apart: on this button, and on the one that took its place. */
const tapTwice = async (page: Page, first: string, second: string) => {
  const found = [first, second].map((name) => page.getByRole("button", { name, exact: true }).elementHandle())
  await page.evaluate(
    (buttons) => {
      for (const button of buttons)
        button?.dispatchEvent(
          new MouseEvent("click", {
            bubbles: true,
            cancelable: true,
            detail: 1,
            clientX: 90,
            clientY: 400,
          }),
        )
    },
    await Promise.all(found),
  )
}

describe("the evening runs late", () => {
  it("and a parent in the hall sees it on the phone, without the page moving under the thumb", async () => {
    const { cookies } = await world.noor()
    const teacher = await world.visit({ cookies, reducedMotion: "reduce" })
    const parent = await world.visit({ cookies: (await world.deVries()).cookies })
    const still = await world.visit({
      cookies: (await world.bakker()).cookies,
      javaScriptEnabled: false,
    })

    at("18:58")
    await parent.goto(`${school()}/gesprekken/${cast.round}`)
    const line = parent.locator(".late").first()
    const where = () => parent.locator(".late").first().boundingBox()
    const before = [await where(), await parent.evaluate(() => document.body.scrollHeight)]
    await teacher.goto(`${school()}/team/vandaag`)
    await holdsUp(teacher)

    at("19:09")
    await teacher.getByRole("button", { name: "Defne Yilmaz is binnen" }).click()
    await teacher.getByText("loopt 9 minuten uit").waitFor()
    await holdsUp(teacher)
    await line.getByText("Loopt 9 minuten uit: rond 19:19").waitFor({ timeout: 6000 })
    expect([await where(), await parent.evaluate(() => document.body.scrollHeight)]).toEqual(before)
    await holdsUp(parent)

    // A reload tells the same to who has no JavaScript.
    await still.goto(`${school()}/gesprekken/${cast.round}`)
    await still.getByText("Loopt 9 minuten uit: rond 19:29").waitFor()

    at("19:20")
    await teacher.getByRole("button", { name: "Sem de Vries is binnen" }).click()
    await teacher.getByRole("button", { name: "Mila Bakker is binnen" }).waitFor()
    await line.getByText("U bent aan de beurt").waitFor({ timeout: 6000 })
    await still.reload()
    await still.getByText("Loopt 10 minuten uit: rond 19:30").waitFor()
  }, 60_000)

  for (const javaScriptEnabled of [true, false])
    it(`and the teacher notes who came, ${javaScriptEnabled ? "on a phone" : "without JavaScript"}`, async () => {
      const { cookies } = await world.noor()
      const page = await world.visit({ cookies, javaScriptEnabled })
      at("19:00")
      await page.goto(`${school()}/team/vandaag`)
      // On a phone one finger taps twice: by the second tap another family can stand there, which it is not about.
      const tapped = ["Defne Yilmaz kwam niet", "Sem de Vries, 19:10: kwam niet"] as const
      if (javaScriptEnabled) await tapTwice(page, ...tapped)
      else await page.getByRole("button", { name: tapped[0] }).click()
      await page.getByRole("button", { name: "Sem de Vries is binnen" }).click()
      await page.getByRole("button", { name: "Mila Bakker is binnen" }).waitFor()
      const pressed = () =>
        page.locator("[aria-pressed=true]").evaluateAll((all) => all.map((each) => each.ariaLabel))
      expect(await pressed()).toEqual(["Defne Yilmaz, 19:00: kwam niet", "Sem de Vries, 19:10: kwam"])
      await page.getByRole("button", { name: "Defne Yilmaz, 19:00: kwam", exact: true }).click()
      await page.locator("[aria-label='Defne Yilmaz, 19:00: kwam'][aria-pressed=true]").waitFor()
      expect(await pressed()).toEqual(["Defne Yilmaz, 19:00: kwam", "Sem de Vries, 19:10: kwam"])
      await page.getByRole("button", { name: "Laatste tik terug" }).click()
      await page.getByRole("button", { name: "Sem de Vries is binnen" }).waitFor()
    }, 60_000)
})

describe("a screen in the hall", () => {
  it("is opened by the office, shows no names of who comes, and follows the evening by itself", async () => {
    const office = await world.visit({ cookies: (await world.deWit()).cookies, viewport: desk })
    at("18:55")
    await office.goto(`${school()}/team/rondes/${cast.round}`)
    await office.getByRole("link", { name: "De avond zelf" }).first().click()
    await office.getByRole("button", { name: "Maak een adres" }).click()
    const address = (await office.locator(".secret-address").textContent()) ?? ""
    expect(await axe(office)).toEqual([])

    const screen = await world.visit({ viewport: { width: 1920, height: 1080 } })
    await screen.goto(address)
    await screen.getByText("Nog niet begonnen").first().waitFor()
    at("19:12")
    const noor = await world.noor()
    await noor.post("/de-regenboog/team/vandaag/binnen", { booking: "1" })
    await screen.getByText("Loopt 12 minuten uit").waitFor({ timeout: 8000 })
    expect(await axe(screen)).toEqual([])
    expect(await sidewaysScroll(screen)).toBe(false)
    const words = (await screen.locator("body").textContent()) ?? ""
    for (const name of ["Defne", "Yilmaz", "Sem", "Vries", "Mila", "Bakker"])
      expect(words).not.toContain(name)

    await office.getByRole("button", { name: "Nieuw adres" }).click()
    await screen.getByText("Dit scherm is gesloten").waitFor({ timeout: 8000 })
  }, 60_000)
})

describe("before and after the evening", () => {
  for (const javaScriptEnabled of [true, false])
    it(`a parent writes to the teacher and lets a calendar follow ${javaScriptEnabled ? "on a phone" : "without JavaScript"}`, async () => {
      world.clock.now = today
      await (await world.deWit()).post(`/de-regenboog/team/rondes/${cast.round}/avond/berichten`, {
        allowed: "yes",
      })
      const { cookies } = await world.bakker()
      const page = await world.visit({ cookies, javaScriptEnabled })
      await page.goto(`${school()}/gesprekken/${cast.round}`)
      await page.getByRole("link", { name: "Bekijk of zet in agenda" }).click()
      await page.getByLabel("Waar wilt u het met Noor Willems over hebben?").fill("Lezen gaat moeizaam.")
      await page.getByRole("button", { name: "Bewaar het bericht" }).click()
      await page.getByText("Uw bericht is bewaard").waitFor()
      if (javaScriptEnabled) await holdsUp(page)
      await page.getByRole("link", { name: "Gesprekken in uw agenda" }).click()
      await page.getByRole("button", { name: "Zet aan" }).click()
      const address = await page.getByLabel("Dit is uw eigen adres").inputValue()
      if (javaScriptEnabled) await holdsUp(page)
      const file = await (await fetch(address)).text()
      expect(file.match(/BEGIN:VEVENT/g)?.length).toBe(1)
      expect(file).not.toContain("Mila")

      const teacher = await world.visit({ cookies: (await world.noor()).cookies })
      await teacher.goto(`${school()}/team/vandaag`)
      await teacher.getByText("Lezen gaat moeizaam.").first().waitFor()
    }, 60_000)

  it("the office reads what it came to, in numbers", async () => {
    const office = await world.visit({ cookies: (await world.deWit()).cookies, viewport: desk })
    await office.goto(`${school()}/team/rondes/${cast.round}`)
    await office.getByRole("link", { name: "Cijfers" }).first().click()
    await office.getByText("25%").waitFor()
    expect(await axe(office)).toEqual([])
    expect((await office.locator("main").textContent()) ?? "").not.toContain("Defne")
  }, 60_000)
})
