import { afterAll, beforeAll, describe, expect, it, setDefaultTimeout } from "bun:test"
import type { Page } from "playwright-core"
import { mailServer } from "../../src/integrations/email.ts"
import { deliverDue } from "../../src/jobs/delivering.ts"
import { axe, closeBrowser, desk, phone, type Served, servedWorld } from "../support/browser.ts"
import { deliveryOf } from "../support/delivery.ts"
import { holdsUpInEveryLight } from "../support/holds-up.ts"
import { type PostOffice, postOffice } from "../support/post.ts"

setDefaultTimeout(60_000)

let world: Served
let post: PostOffice
const closing: (() => unknown)[] = []
beforeAll(async () => {
  world = await servedWorld()
  post = await postOffice()
  closing.push(post.close)
})
afterAll(async () => {
  expect(world.complaints()).toEqual([])
  for (const close of closing.reverse()) await close()
  await world.close()
  await closeBrowser()
})

const at = (path: string) => `${world.origin}/de-regenboog/team${path}`
const heading = (page: Page) => page.locator("h1").innerText()

async function deliver() {
  const server = mailServer(post.url)
  await deliverDue(deliveryOf(world, { send: server.send }))
  await server.close()
}

/** A phone or laptop that can hold passkeys, and whose owner always shows a finger (WebAuthn's virtual authenticator). */
async function withPasskeys(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send("WebAuthn.enable")
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

describe("a new colleague", () => {
  it("is invited, opens the mail, makes a passkey, and signs in with it from then on", async () => {
    const office = await world.visit({ viewport: desk, cookies: (await world.deWit()).cookies })
    await office.goto(at("/instellingen"))
    await office.getByRole("link", { name: "Nodig een collega uit" }).click()
    await office.getByLabel("Naam", { exact: true }).fill("Noor Willems")
    await office.getByLabel("E-mailadres op het werk").fill("Noor@Regenboog.example")
    await office.getByLabel("Mentor").check()
    await office.getByLabel("Welke leraar is dit?").selectOption({ label: "Noor Willems" })
    await office.getByRole("button", { name: "Verstuur de uitnodiging" }).click()
    await office.getByText("De uitnodiging is onderweg.").waitFor()
    expect(await office.locator("li", { hasText: "noor@regenboog.example" }).innerText()).toContain(
      "uitgenodigd",
    )

    await deliver()
    const mail = post.received.at(-1)
    expect(mail?.to).toBe("noor@regenboog.example")
    const link = /https?:\/\/\S+\/team\/welkom\/\S+/.exec(mail?.text ?? "")?.[0] ?? ""

    const noor = await world.visit({ viewport: phone, userAgent: "Mozilla/5.0 (Linux; Android 14) Mobile" })
    await withPasskeys(noor)
    await noor.goto(link)
    expect(await heading(noor)).toBe("Welkom, Noor Willems")
    await noor.getByRole("button", { name: "Maak een passkey" }).click()
    await noor.waitForURL("**/team/mijn-gesprekken")
    await noor.getByRole("link", { name: "Mijn groepen" }).click()
    expect(await noor.locator("main").innerText()).toContain("Groep 4A")

    await noor.goto(link) // once only
    expect(await heading(noor)).toContain("gebruikt of te oud")
    await noor.goto(at("/account"))
    await noor.getByRole("button", { name: "Uitloggen" }).click()
    await noor.waitForURL("**/team")
    await noor.getByRole("button", { name: "Log in met je passkey" }).click()
    await noor.waitForURL("**/team/mijn-gesprekken")

    // The office sees where she is signed in, gives her another role, and she is out at once.
    await office.reload()
    await office.getByRole("link", { name: "Wijzig Noor Willems" }).click()
    expect(await office.locator("main").innerText()).toContain("Telefoon")
    await office.getByLabel("Planner").check()
    await office.getByRole("button", { name: "Bewaar" }).click()
    await office.getByText("heeft nu de nieuwe rol").waitFor()
    await noor.reload()
    await noor.waitForURL("**/team")
    await noor.getByRole("button", { name: "Log in met je passkey" }).click()
    await noor.waitForURL("**/team/start")
  })

  it("is not invited before the one who invites shows a passkey again, and nothing typed is lost", async () => {
    const before = world.clock.now
    const office = await world.visit({ viewport: desk, cookies: (await world.deWit()).cookies })
    await withPasskeys(office)
    await office.goto(at("/account"))
    await office.getByRole("button", { name: "Voeg een passkey toe" }).click()
    await office.getByText("Je passkey is bewaard.").waitFor()
    await office.goto(at("/instellingen/collega"))
    world.clock.now = before.add({ minutes: 7 })
    await office.getByLabel("Naam", { exact: true }).fill("Gerda O'Brien-van der Berg")
    await office.getByLabel("E-mailadres op het werk").fill("gerda@regenboog.example")
    await office.getByLabel("Planner").check()
    await office.getByRole("button", { name: "Verstuur de uitnodiging" }).click()
    await office.getByText("Wat je hebt ingevuld, blijft bewaard.").waitFor()
    expect(await axe(office)).toEqual([])
    await office.getByRole("button", { name: "Bevestig met je passkey" }).click()
    await office.getByText("De uitnodiging is onderweg.").waitFor()
    expect(await office.locator("main").innerText()).toContain("Gerda O'Brien-van der Berg")
    world.clock.now = before
  })
})

describe("every screen about colleagues", () => {
  for (const viewport of [{ width: 320, height: 700 }, desk])
    it(`can be used by everybody in every light (${viewport.width} px)`, async () => {
      const page = await world.visit({ viewport, cookies: (await world.deWit()).cookies })
      for (const path of ["/instellingen", "/instellingen/collega", "/instellingen/collega/2", "/account"]) {
        await page.goto(at(path))
        await holdsUpInEveryLight(page)
      }
    })
})
