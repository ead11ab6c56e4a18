import { afterAll, beforeAll, describe, expect, it, setDefaultTimeout } from "bun:test"
import type { Page } from "playwright-core"
import { closeBrowser, phone, type Served, servedWorld } from "../support/browser.ts"
import { chooseFactor, invite } from "../support/door.ts"
import { holdsUpInEveryLight } from "../support/holds-up.ts"

setDefaultTimeout(60_000)

let world: Served
beforeAll(async () => {
  world = await servedWorld()
  chooseFactor(world, "birth-date")
})
afterAll(async () => {
  expect(world.complaints()).toEqual([])
  await world.close()
  await closeBrowser()
})

const at = (path: string) => `${world.origin}/de-regenboog${path}`

async function typeNames(page: Page, first: string, day: string) {
  if ((await page.locator("details[open] #f-first").count()) === 0)
    await page.getByText("Met de gegevens van uw kind").click()
  await page.getByLabel("Voornaam").fill(first)
  await page.getByLabel("Achternaam").fill("yilmaz")
  await page.getByLabel("Dag").fill(day)
  await page.getByLabel("Maand").fill("maart")
  await page.getByLabel("Jaar").fill("2015")
  await page.getByLabel("Jaar").press("Enter")
}

describe("a parent at the door", () => {
  for (const javaScriptEnabled of [true, false])
    it(`comes in with the code of the letter ${javaScriptEnabled ? "" : "without JavaScript"}`, async () => {
      const { code } = await invite(world)
      const page = await world.visit({ javaScriptEnabled })
      await page.goto(at(""))
      await page.getByLabel("Uw code").fill(code.toLowerCase().replace("-", " "))
      await page.getByRole("button", { name: "Inloggen" }).first().click()
      await page.waitForURL("**/gesprekken/1")
      await page.getByRole("button", { name: "Uitloggen" }).click()
      await page.getByText("U bent uitgelogd.").waitFor()
      await page.goBack()
      await page.waitForURL("**/de-regenboog")
    })

  it("leaves nothing behind in a page that the browser kept whole", async () => {
    const page = await world.visit({ cookies: (await world.yilmaz()).cookies })
    await page.goto(at("/gesprekken/1"))
    await page.getByText("Defne").first().waitFor()
    await page.context().clearCookies()
    // As Firefox and Safari say it when they bring a page back from memory.
    await page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))
    })
    await page.waitForURL("**/de-regenboog")
    expect(await page.content()).not.toContain("Defne")
  })

  it("mistypes, reads what to do, and comes in; the work is done by the browser alone", async () => {
    const page = await world.visit()
    await page.goto(at(""))
    for (let times = 0; times < 5; times++) {
      await typeNames(page, "Defne", "1")
      await page.getByText("Er ging iets niet goed").waitFor()
    }
    expect(await page.title()).toStartWith("Fout: Inloggen")
    expect(await page.evaluate(() => document.activeElement?.matches(".notice.wrong"))).toBe(true)
    await typeNames(page, "Defne", "27")
    await page.waitForURL("**/gesprekken/**")
  })

  it("is asked in time whether they are still there", async () => {
    const page = await world.visit({ cookies: (await world.yilmaz()).cookies })
    await page.clock.install()
    await page.goto(at(""))
    await page.clock.fastForward(25 * 60_000 + 10_000)
    await page.getByRole("button", { name: "Blijf ingelogd" }).click()
    await page.locator("#stay").waitFor({ state: "hidden" })
    await page.clock.fastForward(29 * 60_000)
    await page.getByText("Bent u er nog?").waitFor()
  })
})

describe("every screen of the door", () => {
  const states: [string, (page: Page) => Promise<unknown>][] = [
    [
      "the door, all ways open",
      async (page) => {
        await page.goto(at(""))
        for (const way of await page.locator("summary").all()) await way.click()
      },
    ],
    [
      "a refusal",
      async (page) => {
        await page.goto(at(""))
        await typeNames(page, "Wilma", "3")
        await page.locator(".notice.wrong").waitFor()
      },
    ],
    [
      "empty fields",
      async (page) => {
        await page.goto(at(""))
        await typeNames(page, "", "")
        await page.locator(".notice.wrong").waitFor()
      },
    ],
    ["an invitation", async (page) => page.goto(at(`/uitnodiging/${(await invite(world)).link}`))],
    ["an invitation that is over", (page) => page.goto(at("/uitnodiging/voorbij"))],
    ["a link that was sent", (page) => page.goto(at("/link-verstuurd"))],
    ["privacy", (page) => page.goto(at("/privacy"))],
    ["accessibility", (page) => page.goto(at("/toegankelijkheid"))],
    ["the front page", (page) => page.goto(world.origin)],
  ]
  for (const [name, show] of states)
    it(`(${name}) can be used by everybody in every light, on the smallest phone`, async () => {
      const page = await world.visit({ viewport: { ...phone, width: 320 } })
      await show(page)
      await holdsUpInEveryLight(page)
      await page.context().close()
    })
})
