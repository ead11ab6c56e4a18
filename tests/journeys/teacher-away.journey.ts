import { afterAll, afterEach, beforeEach, describe, expect, it, setDefaultTimeout } from "bun:test"
import type { Page } from "playwright-core"
import { write } from "../../src/db/open.ts"
import { ensureInvitations } from "../../src/db/rounds/round-invitations.ts"
import { mailServer } from "../../src/integrations/email.ts"
import { deliverDue } from "../../src/jobs/delivering.ts"
import { closeBrowser, desk, type Served, servedWorld } from "../support/browser.ts"
import { deliveryOf } from "../support/delivery.ts"
import { holdsUp } from "../support/holds-up.ts"
import { type PostOffice, postOffice } from "../support/post.ts"
import { choose, rowsIn } from "../support/rounds.ts"
import { cast } from "../support/school.ts"

// At noon of the day itself juf Noor cannot be there. The office sees to it in a minute; her families choose again from their mail.

setDefaultTimeout(60_000)

let world: Served
let post: PostOffice
let deliver: () => Promise<number>
const closing: (() => unknown)[] = []

beforeEach(async () => {
  post = await postOffice()
  world = await servedWorld()
  const server = mailServer(post.url)
  closing.push(post.close, () => world.close(), server.close)
  const { school } = world
  const book = (household: number, pupil: number, at: string) =>
    choose(school, { household, pupil, teacher: cast.teachers.noor, at })
  book(cast.households.deVries, cast.pupils.sem, "2026-11-12T18:00:00Z")
  book(cast.households.yilmaz, cast.pupils.defne, "2026-11-12T18:20:00Z")
  // Meester Tim has the other half of her week.
  school.client.run("INSERT INTO teacher_groups (teacher_id, group_id) VALUES (2, 1)")
  await write(school, (tx) => ensureInvitations(school, tx, cast.round, world.clock.now))
  world.clock.now = Temporal.Instant.from("2026-11-12T11:00:00Z")
  deliver = () => deliverDue(deliveryOf(world, { send: server.send }))
})
afterEach(async () => {
  expect(world.complaints()).toEqual([])
  expect(world.troubles).toEqual([])
  for (const close of closing.splice(0).reverse()) await close()
})
afterAll(closeBrowser)

for (const javaScriptEnabled of [true, false])
  describe(javaScriptEnabled ? "at noon" : "at noon, without JavaScript", () => {
    /** The office goes from the timetable to the button, and looks at what it will do. */
    async function cancelled(page: Page) {
      await page.goto(`${world.origin}/de-regenboog/team/rondes/${cast.round}/rooster`)
      await page.getByRole("link", { name: "Noor Willems kan er niet zijn" }).click()
      if (javaScriptEnabled) await holdsUp(page)
      await page.getByRole("button", { name: "Bekijk wat er gebeurt" }).click()
      await page.getByText("2 gezinnen krijgen bericht.").waitFor()
      if (javaScriptEnabled) await holdsUp(page)
      await page.getByRole("button", { name: "Zeg 2 gesprekken af" }).click()
      await page.getByText("Bericht aan 2 gezinnen gaat om 12:10 de deur uit.").waitFor()
    }

    it("the office cancels, thinks better of it, and nobody hears of it", async () => {
      const { cookies } = await world.deWit()
      const page = await world.visit({ javaScriptEnabled, cookies, viewport: desk })
      await cancelled(page)
      world.clock.now = world.clock.now.add({ minutes: 9 })
      await page.getByRole("button", { name: "Draai terug" }).click()
      await page.getByText("Beide gesprekken staan weer zoals eerst.").waitFor()
      expect(rowsIn(world.school, "bookings")).toBe(2)
      world.clock.now = world.clock.now.add({ minutes: 30 })
      expect(await deliver()).toBe(0)
    })

    it("a family with its page open reads that the school is changing its talk, and ten minutes later that it is off", async () => {
      const { cookies } = await world.yilmaz()
      const parent = await world.visit({ javaScriptEnabled, cookies })
      await parent.goto(`${world.origin}/de-regenboog/gesprekken/${cast.round}`)
      await parent.getByText("donderdag 12 november, 19:20 uur").first().waitFor()
      const page = await world.visit({ cookies: (await world.deWit()).cookies, viewport: desk })
      await cancelled(page)
      if (javaScriptEnabled) {
        await parent.getByText("Uw gesprekken zijn veranderd.").waitFor()
        await holdsUp(parent)
        await parent.getByRole("link", { name: "Bekijk ze opnieuw" }).click()
        await parent.getByText("De school verandert uw gesprek").waitFor()
        await holdsUp(parent)
        // As the entry in their calendar leads to it.
        await parent.goto(`${world.origin}/de-regenboog/afspraak/2`)
      } else await parent.getByRole("link", { name: "Bekijk of zet in agenda" }).click()
      await parent.getByText("Kijk na 12:10 uur opnieuw op deze pagina.").waitFor()
      if (javaScriptEnabled) await holdsUp(parent)
      world.clock.now = world.clock.now.add({ minutes: 10 })
      await parent.reload()
      await parent.getByText("De school heeft dit gesprek afgezegd.").waitFor()
      if (javaScriptEnabled) await holdsUp(parent)
    })

    it("the families read that the school cancelled, and choose again though choosing has closed", async () => {
      const { cookies } = await world.deWit()
      const page = await world.visit({ javaScriptEnabled, cookies, viewport: desk })
      await cancelled(page)
      expect(await deliver()).toBe(0)
      world.clock.now = world.clock.now.add({ minutes: 10 })
      expect(await deliver()).toBe(2)
      const mail = post.received.find(({ to }) => to.startsWith("yilmaz@"))
      expect(mail?.text).toContain("De school heeft uw afspraak afgezegd.")
      expect(mail?.text).toContain("Dat kan tot donderdag 12 november, 20:50.")
      expect(mail?.text).not.toMatch(/ziek|Heeft u dit niet zelf/)

      const parent = await world.visit({ javaScriptEnabled })
      await parent.goto(/https?:\S+\/uitnodiging\/\S+/.exec(mail?.text ?? "")?.[0] ?? "")
      await parent.getByRole("main").getByRole("button").click()
      await parent.getByRole("heading", { name: "Herfstgesprekken" }).waitFor()
      if (javaScriptEnabled) await holdsUp(parent)
      await parent.getByRole("button", { name: /^19:30 uur.*voor Defne$/ }).click()
      await parent.getByText("1 van").first().waitFor()
      expect(rowsIn(world.school, "bookings", "teacher_id = 2")).toBe(1)

      // Nobody else may choose by now.
      const { cookies: jansen } = await world.jansen()
      const other = await world.visit({ javaScriptEnabled, cookies: jansen })
      await other.goto(`${world.origin}/de-regenboog/gesprekken/${cast.round}`)
      await other.getByRole("heading", { name: "Herfstgesprekken" }).waitFor()
      expect(await other.getByRole("button", { name: /voor Mila$/ }).count()).toBe(0)

      await page.goto(`${world.origin}/de-regenboog/team/rondes/${cast.round}`)
      await page.getByText("Bericht aan 2 gezinnen ging om 12:10 de deur uit.").waitFor()
      expect(await page.getByRole("button", { name: "Draai terug" }).count()).toBe(0)
    })
  })
