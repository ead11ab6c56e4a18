import { afterAll, afterEach, beforeEach, describe, expect, it, setDefaultTimeout } from "bun:test"
import { mailServer } from "../../src/integrations/email.ts"
import { twilioReports, twilioSms } from "../../src/integrations/sms.ts"
import { deliverDue } from "../../src/jobs/delivering.ts"
import type { JobParts } from "../../src/jobs/reach.ts"
import { remindEverywhere } from "../../src/jobs/reminding.ts"
import { closeBrowser, desk, type Served, servedWorld } from "../support/browser.ts"
import { deliveryOf } from "../support/delivery.ts"
import { holdsUp } from "../support/holds-up.ts"
import { type PostOffice, postOffice } from "../support/post.ts"
import { cast, shownAs, slotOf } from "../support/school.ts"
import { type PhoneNetwork, phoneNetwork } from "../support/twilio.ts"

// The office reads what parents are told, puts it in its own words, and sees that it arrives. Mail over SMTP, SMS over Twilio's client.

setDefaultTimeout(60_000)

let world: Served
let post: PostOffice
let network: PhoneNetwork
let parts: JobParts
const closing: (() => unknown)[] = []

beforeEach(async () => {
  post = await postOffice((to) => (to.startsWith("bakker@") ? "550 5.1.1 no such person" : null))
  network = await phoneNetwork()
  world = await servedWorld({ sms: true, readSmsReport: twilioReports(network.settings.token) })
  const server = mailServer(post.url)
  closing.push(post.close, network.close, () => world.close(), server.close)
  world.school.client.run("UPDATE guardians SET email = NULL, phone = '06 1234 5678' WHERE household_id = 1")
  parts = deliveryOf(world, {
    send: server.send,
    sendSms: twilioSms(network.settings, network.url),
  })
})
afterEach(async () => {
  expect(world.complaints()).toEqual([])
  expect(world.troubles).toEqual([])
  for (const close of closing.splice(0).reverse()) await close()
})
afterAll(closeBrowser)

const book = async (household: number, pupil: number, slot: number) => {
  const wish = { pupil: String(pupil), slot: shownAs(slot) }
  const parent = await world.parent(household)
  expect((await parent.post(`/de-regenboog/gesprekken/${cast.round}/kies`, wish)).status).toBe(303)
}

/** The office at its desk. */
async function office(javaScriptEnabled = true) {
  const { cookies } = await world.deWit()
  const page = await world.visit({ viewport: desk, cookies, javaScriptEnabled })
  await page.goto(`${world.origin}/de-regenboog/team/berichten`)
  return page
}

for (const javaScriptEnabled of [true, false])
  describe(javaScriptEnabled ? "the office" : "the office without JavaScript", () => {
    it("reads the texts, puts one in its own words, looks at it, sends itself a test and takes it back", async () => {
      await book(cast.households.deVries, cast.pupils.sem, slotOf("noor", 3))
      const page = await office(javaScriptEnabled)
      const look = () => (javaScriptEnabled ? holdsUp(page) : Promise.resolve())
      await look()
      await page.getByRole("link", { name: "Bekijk de teksten" }).click()
      await page.getByRole("heading", { name: "Teksten" }).waitFor()
      await look()
      await page.getByRole("link", { name: /E-mail.*Bevestiging/ }).click()

      // A word that nobody knows gets a sentence, and what was typed stays.
      await page.getByLabel("Begin").fill("Fijn dat u komt, {achternaam}!")
      await page.getByRole("button", { name: "Bewaar" }).click()
      await page.getByText("{achternaam} kennen we hier niet").waitFor()
      expect(await page.getByLabel("Begin").inputValue()).toBe("Fijn dat u komt, {achternaam}!")
      await look()

      // Looked at with a real household, and kept only then.
      await page.getByLabel("Begin").fill("Fijn dat u komt over {kind}.")
      await page.getByRole("button", { name: "Bekijk het voorbeeld" }).click()
      await page.getByText("De tekst is nog niet bewaard").waitFor()
      await page.getByText("Fijn dat u komt over Noor.").waitFor()
      await page.getByRole("button", { name: "Bewaar" }).click()
      await page.getByText("De tekst is bewaard").waitFor()
      await page.getByLabel("Voorbeeld voor").selectOption({ label: "Daan, Lotte en Sem de Vries" })
      await page.getByRole("button", { name: "Laat zien" }).click()
      await page.getByText("Fijn dat u komt over Sem.").waitFor()
      await look()

      await page.getByRole("button", { name: "Stuur de proef" }).click()
      await page.getByText("De proef is onderweg").waitFor()
      expect(await deliverDue(parts)).toBe(2)
      const test = post.received.find(({ to }) => to === "dewit@regenboog.example")
      expect(test?.text).toContain("Fijn dat u komt over Noor.")
      const told = post.received.find(({ to }) => to === "devries@post.example")
      expect(told?.text).toContain("Fijn dat u komt over Sem.")
      expect(told?.text).toContain("Wanneer: donderdag 12 november 2026, 19:30 tot 19:40")

      await page.getByRole("button", { name: "Terug naar onze tekst" }).click()
      await page.getByText("Onze tekst staat er weer").waitFor()
      expect(await page.getByLabel("Begin").inputValue()).toBe("Uw afspraak staat vast.")
    })

    it("sees a reminder by SMS leave and arrive, and mends an address that did not", async () => {
      await book(cast.households.yilmaz, cast.pupils.defne, slotOf("noor", 3))
      await book(cast.households.bakker, cast.pupils.mila, slotOf("noor", 6))
      await deliverDue(parts)
      world.clock.now = Temporal.Instant.from("2026-11-11T10:00:00Z")
      await remindEverywhere(parts)
      await deliverDue(parts)
      const page = await office(javaScriptEnabled)
      const reminder = page.getByRole("row").filter({ hasText: "Herinnering aan het gesprek sms" })
      await reminder.getByText("Verstuurd").waitFor()
      const sms = (await network.received()).at(-1)
      expect(sms?.body).toContain("herinnering aan uw afspraak. Do 12 nov 19:30.")
      await network.comesTo(sms?.sid ?? "", "delivered")
      await page.reload()
      await page.getByRole("link", { name: "Bezorgd (1)" }).click()
      await reminder.getByText("Bezorgd").waitFor()
      if (javaScriptEnabled) await holdsUp(page)
      await page.getByRole("link", { name: "Defne Yilmaz" }).click()
      await page.getByRole("listitem").filter({ hasText: "Herinnering" }).getByText("Bezorgd").waitFor()

      await page.getByRole("link", { name: "Berichten" }).click()
      await page.getByRole("heading", { name: "1 adres klopt niet" }).waitFor()
      await page.getByRole("link", { name: "Bekijk gezin bakker@post.example" }).click()
      await page.getByText("Wat nog klopt, sturen we dan vanzelf opnieuw").waitFor()
      await page.getByText("Wijzig Bakker").click()
      await page.getByLabel("E-mailadres").first().fill("mila.thuis@post.example")
      await page.getByRole("button", { name: "Bewaar" }).first().click()
      await page.getByText("mila.thuis@post.example").first().waitFor()
      await deliverDue(parts)
      expect(post.received.filter(({ to }) => to === "mila.thuis@post.example").length).toBe(2)
      await page.goto(`${world.origin}/de-regenboog/team/berichten`)
      expect(await page.getByText("klopt niet").count()).toBe(0)
    })
  })

it("an SMS says in how many parts it goes, and a test of it goes to a mobile phone only", async () => {
  const page = await office()
  await page.goto(`${world.origin}/de-regenboog/team/berichten/teksten/herinnering-sms`)
  await page.getByText("1 sms.").waitFor()
  await page.getByLabel("Je mobiele nummer").fill("020 555 01 23")
  await page.getByRole("button", { name: "Stuur de proef" }).click()
  await page.getByText("Dit is een vast nummer").waitFor()
  expect(await page.getByLabel("Je mobiele nummer").inputValue()).toBe("020 555 01 23")
  await page.getByLabel("Je mobiele nummer").fill("06 8765 4321")
  await page.getByRole("button", { name: "Stuur de proef" }).click()
  await page.getByText("De proef is onderweg").waitFor()
  await deliverDue(parts)
  expect((await network.received()).map(({ to }) => to)).toEqual(["+31687654321"])
  const kept = JSON.stringify(world.school.client.query("SELECT * FROM messages").all())
  expect(kept).not.toContain("sealed")
  await page.getByLabel("Begin").fill("До встречи в школе {school}, ждём вас на разговор.")
  await page.getByRole("button", { name: "Bekijk het voorbeeld" }).click()
  await page.getByText("telt als 3 sms-berichten").waitFor()
  await page.getByText("70 tekens per bericht").waitFor()
})
