import { afterAll, afterEach, beforeEach, describe, expect, it } from "bun:test"
import type { Page } from "playwright-core"
import { makeLetters, sendInvitations } from "../../src/db/rounds/round-invitations.ts"
import { bookSlot, cancelBooking } from "../../src/db/talks/bookings.ts"
import type { Parent } from "../../src/domain/access/access.ts"
import { closeBrowser, desk, type Served, servedWorld } from "../support/browser.ts"
import { holdsUp } from "../support/holds-up.ts"
import { deWit, rowsIn, shown } from "../support/rounds.ts"
import { cast, today } from "../support/school.ts"

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

const round = cast.round
const { deVries, yilmaz } = cast.households

const office = async () => {
  const { cookies } = await world.deWit()
  return world.visit({ viewport: desk, cookies })
}
const home = async (household: number, javaScriptEnabled: boolean) => {
  const { cookies } = await world.parent(household)
  return world.visit({ javaScriptEnabled, cookies })
}
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click()
const follow = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).first().click()

for (const javaScriptEnabled of [true, false])
  describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    it("a round is copied and opens in stages: a family of three first, and then everybody", async () => {
      const page = await office()
      await page.goto(`${world.origin}/de-regenboog/team/rondes`)
      await follow(page, "Kopieer de vorige ronde")
      await page.getByText("Alles is als bij Herfstgesprekken").waitFor()
      await page.getByText("Laat gezinnen eerder kiezen").click()
      await page.getByLabel("Gezinnen met meer kinderen in deze ronde").check()
      await page.getByLabel("Zij kiezen vanaf: datum").fill("2026-11-07")
      await page.getByLabel("Zij kiezen vanaf: tijd").fill("12:00")
      await holdsUp(page)
      await press(page, "Verder naar de leraren")
      await press(page, "Bewaar en ga verder")
      await page.getByText("Gezinnen met meer kinderen kiezen al vanaf").waitFor()
      await press(page, "Publiceer de ronde")
      await page.getByText("De ronde is gepubliceerd.").waitFor()
      await holdsUp(page)

      world.clock.now = Temporal.Instant.from("2026-11-07T13:00:00Z")
      const first = await home(deVries, javaScriptEnabled)
      await first.goto(`${world.origin}/de-regenboog/gesprekken/2`)
      await first.getByText("U mag eerder kiezen dan anderen.").waitFor()
      await first.getByRole("button", { name: /^19:00 uur.*voor Sem$/ }).click()
      await first.getByText("1 van 3").first().waitFor()
      if (javaScriptEnabled) await holdsUp(first)

      const later = await home(yilmaz, javaScriptEnabled)
      await later.goto(`${world.origin}/de-regenboog/gesprekken/2`)
      await later.getByText("U kunt een tijd kiezen vanaf zondag 8 november, 09:00.").waitFor()
      expect(await later.locator("button[name=slot]").count()).toBe(0)
      if (javaScriptEnabled) await holdsUp(later)
      world.clock.now = Temporal.Instant.from("2026-11-08T09:00:00Z")
      const then = await home(yilmaz, javaScriptEnabled)
      await then.goto(`${world.origin}/de-regenboog/gesprekken/2`)
      await then.getByRole("button", { name: /^19:10 uur.*voor Defne$/ }).click()
      await then.getByText("Uw gesprek is gekozen").waitFor()
    })

    it("the waiting list fills itself: a family waits, a time comes free, and it is theirs", async () => {
      world.school.client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 1")
      const parent: Parent = { role: "parent", household: deVries }
      const wish = { round, pupil: cast.pupils.sem, ...shown(world.school, 1) }
      const booked = await bookSlot(world.school, parent, wish, today)
      if (!booked?.ok) throw new Error("not booked")

      const page = await home(yilmaz, javaScriptEnabled)
      await page.goto(`${world.origin}/de-regenboog/gesprekken/1`)
      await press(page, "Zet ons op de wachtlijst")
      await page.getByText("U staat op de wachtlijst.").waitFor()
      if (javaScriptEnabled) await holdsUp(page)
      await cancelBooking(world.school, parent, { booking: booked.value }, world.clock.now)
      expect(rowsIn(world.school, "messages", "kind = 'time-offered'")).toBe(1)
      await page.reload()
      await page.getByText("Er is een tijd voor u vrij").waitFor()
      if (javaScriptEnabled) await holdsUp(page)
      // What is held for this family is not struck out on its own page.
      if (javaScriptEnabled) await page.waitForResponse((answer) => answer.url().endsWith("/vrij"))
      await press(page, "Kies 19:00")
      await page.getByText("Uw gesprek is gekozen").waitFor()
      expect(rowsIn(world.school, "waits")).toBe(0)
    })

    it("a talk takes twenty minutes: the teacher says so, the family reads it, and others see both times gone", async () => {
      const { cookies } = await world.noor()
      const teacher = await world.visit({ viewport: desk, cookies })
      await teacher.goto(`${world.origin}/de-regenboog/team/mijn-gesprekken/1/wie`)
      await teacher.getByLabel("Duur van het gesprek over Yilmaz, Defne").selectOption("20 minuten")
      await press(teacher, "Bewaar")
      await teacher.getByText("Bewaard", { exact: true }).waitFor()
      await holdsUp(teacher)

      const others = await home(deVries, javaScriptEnabled)
      await others.goto(`${world.origin}/de-regenboog/gesprekken/1`)
      const page = await home(yilmaz, javaScriptEnabled)
      await page.goto(`${world.origin}/de-regenboog/gesprekken/1`)
      await page.getByText("Dit gesprek duurt 20 minuten.").waitFor()
      if (javaScriptEnabled) await holdsUp(page)
      await page.getByRole("button", { name: /^19:00 uur.*voor Defne$/ }).click()
      await page.getByText("19:00 uur (20 minuten)").first().waitFor()
      if (javaScriptEnabled) await holdsUp(page)

      // On a page that was open the second time is still there without JavaScript; asked for, it says that it is gone.
      const second = others.getByRole("button", { name: /^19:10 uur.*voor Sem/ })
      if (javaScriptEnabled) await others.locator("button[value^='2.']:disabled").first().waitFor()
      else {
        await second.click()
        await others.getByText("Iemand was u net voor").waitFor()
      }
    })

    it("a family says that it needs no talk, and thinks again", async () => {
      const page = await home(yilmaz, javaScriptEnabled)
      await page.goto(`${world.origin}/de-regenboog/gesprekken/1`)
      await press(page, "Wij hoeven geen gesprek over Defne")
      await page.getByText("U heeft gezegd dat u geen gesprek over Defne hoeft.").waitFor()
      if (javaScriptEnabled) await holdsUp(page)
      await press(page, "Toch een gesprek")
      await page.getByRole("button", { name: /^19:00 uur.*voor Defne$/ }).waitFor()
    })
  })

it("who does not answer is reminded, and booked by the office in the end", async () => {
  world.parts.sms = true
  world.school.client.run("UPDATE guardians SET email = NULL, phone = '06 1234 5678' WHERE household_id = 1")
  await sendInvitations(world.school, deWit, round, today)
  await makeLetters(world.school, deWit, { round, which: "without-mail", group: null }, today, true)
  world.clock.now = today.add({ hours: 24 })
  const page = await office()
  await page.goto(`${world.origin}/de-regenboog/team/rondes/1`)
  await follow(page, "4 gezinnen kozen nog niet")
  await holdsUp(page)
  await press(page, "Herinner 3 gezinnen per e-mail en 1 per sms")
  await page.getByText("3 gezinnen krijgen nu een e-mail. 1 gezin krijgt nu een sms.").waitFor()
  await holdsUp(page)
  expect(await page.getByRole("button", { name: /^Herinner/ }).count()).toBe(0)
  await page.getByRole("link", { name: "Plan in: Yilmaz, Defne" }).click()
  await page.getByRole("heading", { name: "Rooster van donderdag 12 november" }).waitFor()
  await page.getByText("Je plant in: Yilmaz, Defne").waitFor()
  await holdsUp(page)
  await page.getByRole("button", { name: "vrij, plan in, 19:00 bij Noor Willems" }).click()
  await page.getByText("Ingepland. Het gezin krijgt bericht.").waitFor()
  await page.goto(`${world.origin}/de-regenboog/team/rondes/1/antwoorden?toon=chosen`)
  await page.getByText("Yilmaz, Defne").waitFor()
  expect(rowsIn(world.school, "messages", "kind = 'booking-confirmed'")).toBe(1)
})
