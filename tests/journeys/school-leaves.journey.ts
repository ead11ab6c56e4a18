import { afterAll, beforeAll, expect, it, setDefaultTimeout } from "bun:test"
import { join } from "node:path"
import { leaveDue } from "../../src/backup/leaving.ts"
import { bucketAt } from "../../src/integrations/bucket.ts"
import {
  axe,
  closeBrowser,
  desk,
  phone,
  type Served,
  servedWorld,
  sidewaysScroll,
} from "../support/browser.ts"

setDefaultTimeout(60_000)

let world: Served
beforeAll(async () => {
  world = await servedWorld()
})
afterAll(async () => {
  await world.close()
  await closeBrowser()
})

const at = (path: string) => `${world.origin}/de-regenboog${path}`
const later = (hours: number) => {
  world.clock.now = world.clock.now.add({ hours })
}
/** What the service does by itself. */
async function work() {
  const bucket = bucketAt({ kind: "folder", folder: join(world.folder, "backup") }, null)
  const now = () => world.clock.now
  const right = { ...bucket, clock: async () => now() }
  await leaveDue({ registry: world.registry, now, bucket: right })
  world.registry.lately.clear()
}

it("lets two administrators end their school, one at a desk and one on a phone; and the certificate is there a week later", async () => {
  world.school.client.run(
    "INSERT INTO staff (id, name, email, role, created_at) VALUES (77, 'Jan de Boer', 'jan@regenboog.example', 'administrator', '')",
  )
  const first = await world.visit({ viewport: desk, cookies: (await world.deWit()).cookies })
  await first.goto(at("/team/instellingen"))
  await first.getByRole("link", { name: "Stoppen met Tienminuten" }).click()
  expect(await first.getByText("5 leerlingen").first().isVisible()).toBe(true)
  expect(await axe(first)).toEqual([])
  await first.getByLabel("Naam van de school").fill("De Regenboog")
  await first.getByRole("button", { name: "Vraag aan om alles te wissen" }).click()
  await first.getByText("Een andere beheerder moet het nog bevestigen.").waitFor()
  expect(await first.getByRole("button", { name: "Bevestig" }).count()).toBe(0)

  const second = await world.visit({ viewport: phone, cookies: (await world.staff(77)).cookies })
  await second.goto(at("/team/start"))
  await second.getByRole("link", { name: "Bekijk of stop dit" }).click()
  expect(await sidewaysScroll(second)).toBe(false)
  await second.getByRole("button", { name: "Bevestig: wis alles over een dag" }).click()
  await second.getByText("De school stopt op").first().waitFor()
  const number = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await second.locator("main").innerText())?.[0] ?? ""

  later(24)
  await work()
  await work()
  const parent = await world.visit({ viewport: phone, quiet: true })
  expect((await parent.goto(at("")))?.status()).toBe(410)
  expect(await axe(parent)).toEqual([])
  await parent.getByRole("link", { name: "Het bewijs van wissen" }).click()
  await parent.getByText("Dit bewijs komt er nog.").waitFor()

  later(156)
  await work()
  await parent.goto(`${world.origin}/controleer/${number}`)
  await parent.getByText("Dit bewijs is echt.").waitFor()
  expect(await parent.locator("dl").innerText()).toContain("alles van de school: 5 leerlingen")
  expect(await axe(parent)).toEqual([])
  expect((await parent.goto(at("")))?.status()).toBe(404)
})
