import { afterAll, beforeAll, expect, it, setDefaultTimeout } from "bun:test"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { lookCommand } from "../../src/commands/look.ts"
import { checkLogbook } from "../../src/db/privacy/logbook.ts"
import { mailFolder } from "../../src/integrations/email.ts"
import { deliverDue } from "../../src/jobs/delivering.ts"
import { scrubDue } from "../../src/jobs/forgetting.ts"
import { axe, closeBrowser, desk, type Served, servedWorld, sidewaysScroll } from "../support/browser.ts"
import { deliveryOf } from "../support/delivery.ts"
import { cast, shownAs, slotOf } from "../support/school.ts"

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

const at = (path: string) => `${world.origin}/de-regenboog/team${path}`
const office = async () => world.visit({ viewport: desk, cookies: (await world.deWit()).cookies })

const jobs = () => deliveryOf(world, { send: mailFolder(join(world.folder, "post")).send })

/** Where on disk these words are found: the school's file, its log, and the control database. */
function found(words: readonly string[]): string[] {
  const folders = [world.folder, join(world.folder, "schools")]
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => join(folder, each.name)),
  )
  return files.flatMap((file) => {
    const bytes = readFileSync(file, "latin1")
    return words.filter((word) => bytes.includes(word)).map((word) => `${word} in ${file}`)
  })
}

it("erases a family with a talk tonight: seen in numbers, proved on paper, gone from every byte", async () => {
  const yilmaz = await world.yilmaz()
  const book = `/de-regenboog/gesprekken/${cast.round}/kies`
  await yilmaz.post(book, { pupil: String(cast.pupils.defne), slot: shownAs(slotOf("noor", 4)) })
  await deliverDue(jobs())
  world.clock.now = Temporal.Instant.from("2026-11-12T15:00:00Z") // the evening of the talk is near
  const theirs = ["Defne", "Yilmaz", "yilmaz@post.example"]
  expect(found(theirs)).not.toEqual([])

  const page = await office()
  await page.goto(at("/gegevens"))
  await page.getByLabel("Naam").fill("yilm")
  await page.getByRole("button", { name: "Zoek" }).click()
  await page.getByRole("link", { name: "Defne Yilmaz" }).first().click()
  await page.getByText("donderdag 12 november, 19:40").waitFor()
  expect(await axe(page)).toEqual([])
  await page.getByText("Wis deze leerling", { exact: true }).click()
  await page.getByText("Het gezin heeft dan geen kinderen meer en wordt ook gewist.").waitFor()
  await page.getByLabel("Ik weet zeker dat dit weg moet").check()
  await page.getByRole("button", { name: /^Wis \d+ gegevens voorgoed$/ }).click()
  await page.getByText("Gewist. Dit is het bewijs.").waitFor()
  expect(await axe(page)).toEqual([])

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Bewaar als PDF" }).click(),
  ])
  expect(
    readFileSync(await download.path())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-")
  await page.getByRole("link", { name: "Controleer dit bewijs" }).click()
  await page.getByText("Dit bewijs is echt.").waitFor()
  expect(await page.locator("main").innerText()).not.toContain("Yilmaz")
  expect(await sidewaysScroll(page)).toBe(false)

  const tried = await world.yilmaz().catch(() => null)
  expect(tried).toBeNull() // there is no household to make a session for
  expect((await yilmaz.get("/de-regenboog/gesprekken")).status).toBe(303)
  const noor = world.school.client.query("SELECT 1 FROM bookings WHERE teacher_id = 1").all()
  expect(noor).toEqual([])

  expect(found(theirs)).not.toEqual([]) // the log still has old pages
  world.clock.now = world.clock.now.add({ minutes: 50 })
  await Bun.sleep(10) // whoever was reading has read
  await scrubDue(jobs())
  expect(found(theirs)).toEqual([])
  expect(world.school.client.query("SELECT * FROM messages").all()).toEqual([])
  await page.reload()
  await page.getByText("15:50").or(page.getByText("16:50")).first().waitFor()
})

it("refuses an operator, lets them in for a purpose, and shuts the door again; the school reads all of it", async () => {
  const said: string[] = []
  const terminal = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) }
  const look = () =>
    lookCommand(["de-regenboog", "people", "Lotte"], {
      registry: world.registry,
      env: {} as never,
      terminal,
      now: world.clock.now,
    })
  world.school.client.run(
    "INSERT INTO passkeys (credential_id, staff_id, public_key, counter, created_at) VALUES ('a', 1, 'x', 0, '2026-01-01T00:00:00Z')",
  )
  expect(await look()).toBe(1)
  expect(said.join()).not.toContain("Lotte")

  const page = await office()
  await page.goto(at("/meekijken"))
  await page.getByRole("button", { name: "Laat meekijken" }).click()
  await page.getByText("Schrijf op waarvoor Tienminuten mag meekijken.").waitFor()
  await page.getByLabel("Waarvoor?").fill("Uitzoeken waarom een kind twee keer in de lijst staat")
  await page.getByRole("button", { name: "Laat meekijken" }).click()
  await page.getByText("Tienminuten mag nu meekijken.").waitFor()
  expect(await axe(page)).toEqual([])
  expect(await look()).toBe(0)
  expect(said.at(-1)).toContain("Lotte de Vries")

  await page.getByRole("button", { name: "Stop het meekijken nu" }).click()
  await page.getByText("Het meekijken is gestopt.").waitFor()
  expect(await look()).toBe(1)
  await page.getByRole("link", { name: "Wat is er bekeken?" }).click()
  const lines = await page.locator(".events").innerText()
  expect(lines.match(/De beheerder van Tienminuten keek mee/g)).toHaveLength(1)
  expect(lines.match(/wilde meekijken en werd geweigerd/g)).toHaveLength(2)
})

it("finds the link of the logbook that was broken on purpose", async () => {
  const check = () => checkLogbook(world.school, world.registry.control)
  expect(check().broken).toBeNull()
  const { client } = world.school
  client.run("DROP TRIGGER logbook_only_grows")
  client.run("UPDATE logbook SET about = '{}' WHERE id = 2")
  expect(check().broken).toEqual({ line: 2, why: "changed" })
})
