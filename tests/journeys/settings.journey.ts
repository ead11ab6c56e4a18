import { afterAll, beforeAll, describe, expect, it, setDefaultTimeout } from "bun:test"
import { seenOf } from "../../src/db/school/seen-settings.ts"
import { closeBrowser, desk, phone, type Served, servedWorld } from "../support/browser.ts"
import { holdsUpInEveryLight } from "../support/holds-up.ts"
import { png } from "../support/pictures.ts"

setDefaultTimeout(60_000)

let world: Served
beforeAll(async () => {
  world = await servedWorld()
})
afterAll(async () => {
  expect(world.complaints()).toEqual([])
  await world.close()
  await closeBrowser()
})

const at = (path: string) => `${world.origin}/de-regenboog${path}`
const settings = ["", "/school", "/uiterlijk", "/talen", "/bewaren", "/inloggen"].map(
  (page) => `/team/instellingen${page}`,
)

describe("a secretary", () => {
  for (const javaScriptEnabled of [true, false])
    it(`finds every setting and changes it ${javaScriptEnabled ? "" : "without JavaScript"}`, async () => {
      const page = await world.visit({
        viewport: desk,
        javaScriptEnabled,
        cookies: (await world.deWit()).cookies,
      })
      await page.goto(at("/team/instellingen"))
      await page.getByRole("link", { name: "Wijzig Gegevens van de school" }).click()
      await page.getByLabel("Contactpersoon").fill("Gerda Smit")
      await page.getByLabel("Postcode").fill("1012ab")
      await page.getByRole("button", { name: "Bewaar" }).click()
      await page.getByText("Bewaard. Ouders zien dit meteen.").waitFor()

      await page.getByRole("link", { name: "Wijzig Hoe lang rondes blijven" }).click()
      await page.getByLabel("Aantal dagen").fill("7")
      await page.getByRole("button", { name: "Bewaar" }).click()
      await page.getByText("Kies minstens 14 dagen").waitFor()
      await page.getByLabel("Aantal dagen").fill("60")
      await page.getByRole("button", { name: "Bewaar" }).click()
      await page.getByText("Nu: 60 dagen").waitFor()

      await page.getByRole("link", { name: "Wijzig Logo en kleuren" }).click()
      const logo = { name: "logo.png", mimeType: "image/png", buffer: Buffer.from(png(20, 20)) }
      await page.getByLabel("Kies een bestand").setInputFiles(logo)
      await page.getByRole("button", { name: "Zet dit logo erop" }).click()
      await page.getByText("Het logo staat op alle pagina’s.").waitFor()
      await page.getByRole("button", { name: "Haal het logo weg" }).click()
      await page.getByText("Er is nog geen logo.").waitFor()
    })
})

describe("every screen of the settings", () => {
  for (const viewport of [{ width: 320, height: 700 }, desk])
    it(`can be used by everybody in every light (${viewport.width} px)`, async () => {
      const page = await world.visit({ viewport, cookies: (await world.deWit()).cookies })
      for (const path of settings) {
        await page.goto(at(path))
        await holdsUpInEveryLight(page)
      }
    })
})

describe("a school in its own colours", () => {
  // Yellow, black, white, a loud red: whatever a school gives, what is read stays readable.
  for (const [main, second] of [
    ["#ffdd00", "#cc0000"],
    ["#ffffff", "#ffffff"],
    ["#000000", "#000000"],
    ["#ff0044", "#00ff88"],
  ] as const)
    it(`is easy to read in ${main} in every light`, async () => {
      const seen = seenOf(world.school, "colours")
      const colours = { main, second, band: "yes", deed: "choose", seen }
      await (await world.deWit()).post("/de-regenboog/team/instellingen/uiterlijk", colours)
      const parent = await world.visit({ viewport: phone, cookies: (await world.yilmaz()).cookies })
      await parent.goto(at("/gesprekken/1"))
      await holdsUpInEveryLight(parent)
      const brand = () => getComputedStyle(document.documentElement).getPropertyValue("--brand")
      expect(await parent.evaluate(brand)).toContain("light-dark(#")
      const office = await world.visit({ viewport: desk, cookies: (await world.deWit()).cookies })
      for (const path of ["/team/start", ...settings]) {
        await office.goto(at(path))
        await holdsUpInEveryLight(office)
      }
    })
})
