import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { Secret, TOTP } from "otpauth"
import { addPasskey } from "../../../src/db/staff/passkeys.ts"
import { type Browser, closeInPeace, testWorld, type World } from "../../support/app.ts"
import { Authenticator } from "../../support/authenticator.ts"
import { invited, right, showPasskey, team, withPassword } from "../../support/colleagues.ts"
import { deWit as administrator } from "../../support/rounds.ts"
import { today } from "../../support/school.ts"

const email = "dewit@regenboog.example"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => closeInPeace(world))

const later = (seconds: number) => {
  world.clock.now = today.add({ seconds })
}
const whereTo = (answer: Response) => `${answer.status} ${answer.headers.get("Location")}`

describe("the link of an invitation", () => {
  const invitation = async () => `${team}/welkom/${(await invited(world)).token}`
  const formOf = async (browser: Browser, link: string) => {
    const page = await (await browser.get(`${link}/wachtwoord`)).text()
    const sealed = /name="sealed" value="([^"]+)"/.exec(page)?.[1] ?? ""
    const key = /<code dir="ltr">([^<]+)</.exec(page)?.[1]?.replaceAll(" ", "") ?? ""
    const code = TOTP.generate({
      secret: Secret.fromBase32(key),
      timestamp: world.clock.now.epochMilliseconds,
    })
    return { page, sealed, code, key }
  }

  it("is not used up by looking, however often a mail scanner does", async () => {
    const link = await invitation()
    for (let at = 0; at < 10; at++) {
      expect(await (await world.stranger().get(link)).text()).toContain("Welkom, Noor Willems")
      await world.stranger().get(`${link}/wachtwoord`)
    }
    const browser = world.stranger()
    const { sealed, code } = await formOf(browser, link)
    const answer = await browser.post(`${link}/wachtwoord`, { sealed, code, password: right })
    expect(whereTo(answer)).toBe(`303 ${team}/mijn-gesprekken`)
    const spent = await world.stranger().get(link)
    expect(spent.status).toBe(404)
    expect(await spent.text()).toContain("Deze link is gebruikt of te oud")
    expect(
      (await world.stranger().post(`${link}/wachtwoord`, { sealed, code, password: right })).status,
    ).toBe(404)
  })

  it("lets in with the new password and the next code", async () => {
    const link = await invitation()
    const { sealed, code, key, page } = await formOf(world.stranger(), link)
    expect(page).toContain('role="img"')
    await world.stranger().post(`${link}/wachtwoord`, { sealed, code, password: right })
    const browser = world.stranger()
    await browser.post(`${team}/wachtwoord`, { email: "Noor@regenboog.example", password: right })
    expect((await browser.post(`${team}/code`, { code })).status).toBe(422)
    later(30)
    const next = TOTP.generate({
      secret: Secret.fromBase32(key),
      timestamp: world.clock.now.epochMilliseconds,
    })
    expect((await browser.post(`${team}/code`, { code: next })).status).toBe(303)
  })

  it("keeps the same square on the page until password and code are right", async () => {
    const link = await invitation()
    const browser = world.stranger()
    const { sealed, code, key } = await formOf(browser, link)
    for (const [fields, sentence] of [
      [{ password: "drie koeien", code }, "Gebruik minstens 15 tekens"],
      [{ password: "noorwillems noorwillems", code }, "Gebruik niet vooral je naam"],
      [{ password: "wachtwoord123456789", code }, "te makkelijk te raden"],
      [{ password: right, code: "123456" }, "Kijk of de klok"],
    ] as const) {
      const answer = await browser.post(`${link}/wachtwoord`, { sealed, ...fields })
      expect(answer.status).toBe(422)
      const page = await answer.text()
      expect(page).toContain(sentence)
      expect(page.replaceAll(" ", "")).toContain(key)
      expect(page).not.toContain(fields.password)
    }
    expect((await browser.post(`${link}/wachtwoord`, { sealed, code, password: right })).status).toBe(303)
  })

  it("does not take a secret that was made for someone else", async () => {
    const deWit = await world.deWit()
    const page = await (await deWit.get(`${team}/account/wachtwoord`)).text()
    const sealed = /name="sealed" value="([^"]+)"/.exec(page)?.[1] ?? ""
    const key = /<code dir="ltr">([^<]+)</.exec(page)?.[1]?.replaceAll(" ", "") ?? ""
    const code = TOTP.generate({ secret: Secret.fromBase32(key), timestamp: today.epochMilliseconds })
    const answer = await world
      .stranger()
      .post(`${await invitation()}/wachtwoord`, { sealed, code, password: right })
    expect(answer.status).toBe(422)
  })
})

describe("recovery", () => {
  const linkFromMail = async () => {
    const row = world.school.client
      .query<{ facts: string }, []>(
        "SELECT facts FROM messages WHERE kind = 'staff-recovery' ORDER BY id DESC",
      )
      .get()
    const { sealed } = JSON.parse(row?.facts ?? "{}") as { sealed: string }
    return `${team}/welkom/${await world.school.keys.open(sealed, "staff-recovery")}`
  }

  it("answers the same to everyone, at the same moment", async () => {
    const ask = async (address: string) => {
      const start = performance.now()
      const answer = await world.stranger().post(`${team}/herstel`, { email: address })
      return { said: whereTo(answer), took: performance.now() - start }
    }
    const known = await ask(email)
    const unknown = await ask("niemand@regenboog.example")
    expect(unknown.said).toBe(known.said)
    expect(known.took).toBeGreaterThanOrEqual(249)
    expect(unknown.took).toBeGreaterThanOrEqual(249)
    const page = await world.stranger().get(`${team}/herstel?verstuurd`)
    expect(await page.text()).toContain("Kennen we dit adres?")
    expect((await world.stranger().post(`${team}/herstel`, { email: "geen adres" })).status).toBe(422)
  })

  it("brings a lost administrator back with a new passkey, and the old ways are gone", async () => {
    await withPassword(world)
    const thief = new Authenticator()
    const credentialId = thief.id.toString("base64url")
    await addPasskey(
      world.school,
      administrator,
      { credentialId, publicKey: "oud", counter: 0, transports: "" },
      today,
    )
    const old = await world.deWit()
    await world.stranger().post(`${team}/herstel`, { email })

    const browser = world.stranger()
    const link = await linkFromMail()
    expect(await (await browser.get(link)).text()).toContain(
      "werken je oude passkeys en wachtwoord niet meer",
    )
    expect((await old.get(`${team}/start`)).status).toBe(200)
    const device = new Authenticator()
    const options = await (await browser.get(`${link}/opties`)).json()
    expect(whereTo(await browser.post(link, { credential: device.make(options) }))).toBe(`303 ${team}/start`)

    expect(whereTo(await old.get(`${team}/start`))).toBe(`303 ${team}`)
    expect((await world.stranger().post(`${team}/wachtwoord`, { email, password: right })).status).toBe(422)
    expect((await showPasskey(world.stranger(), device)).answer.status).toBe(303)
    expect((await browser.get(link)).status).toBe(404)
  })

  it("keeps the old ways when making the passkey failed", async () => {
    await withPassword(world)
    await world.stranger().post(`${team}/herstel`, { email })
    const link = await linkFromMail()
    const answer = await world.stranger().post(link, { credential: "{}" })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain("De passkey is niet bewaard")
    expect((await world.stranger().post(`${team}/wachtwoord`, { email, password: right })).status).toBe(303)
    expect((await world.stranger().get(link)).status).toBe(200)
  })
})
