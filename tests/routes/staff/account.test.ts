import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { Secret, TOTP } from "otpauth"
import { write } from "../../../src/db/open.ts"
import { type Browser, closeInPeace, htmx, testWorld, type World } from "../../support/app.ts"
import { Authenticator } from "../../support/authenticator.ts"
import { today } from "../../support/school.ts"

const team = "/de-regenboog/team"
const right = "vier paarden in de mist"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => closeInPeace(world))

const later = (minutes: number) => {
  world.clock.now = today.add({ minutes })
}
const whereTo = (answer: Response) => `${answer.status} ${answer.headers.get("Location")}`
const account = async (browser: Browser) => (await browser.get(`${team}/account`)).text()

async function addPasskey(browser: Browser, device = new Authenticator()) {
  const options = await (await browser.get(`${team}/account/opties`)).json()
  const answer = await browser.post(`${team}/account`, {
    deed: "add-passkey",
    credential: device.make(options),
  })
  return { device, answer, options }
}

async function setPassword(browser: Browser) {
  const page = await (await browser.get(`${team}/account/wachtwoord`)).text()
  const sealed = /name="sealed" value="([^"]+)"/.exec(page)?.[1] ?? ""
  const secret = Secret.fromBase32(/<code dir="ltr">([^<]+)</.exec(page)?.[1]?.replaceAll(" ", "") ?? "")
  const code = () => TOTP.generate({ secret, timestamp: world.clock.now.epochMilliseconds })
  const answer = await browser.post(`${team}/account/wachtwoord`, { sealed, code: code(), password: right })
  return { answer, code }
}

const prove = async (browser: Browser, device: Authenticator, back: string) => {
  const options = await (await browser.get(`${team}/bevestig/opties`)).json()
  return browser.post(`${team}/bevestig`, { credential: device.show(options), terug: back })
}

describe("my account", () => {
  it("takes a passkey, shows it, and does not lose the last one", async () => {
    const tim = await world.tim()
    expect(await account(tim)).toContain("Je hebt nog geen passkey")
    const { device, answer } = await addPasskey(tim)
    expect(whereTo(answer)).toBe(`303 ${team}/account?gelukt=passkey-added`)
    expect(await account(tim)).toContain("Gemaakt op dinsdag 3 november 2026")

    const passkey = device.id.toString("base64url")
    const last = await tim.post(`${team}/account`, { deed: "drop-passkey", passkey })
    expect(last.status).toBe(409)
    expect(await last.text()).toContain("Dit is je enige manier om in te loggen")
    const second = await addPasskey(tim)
    expect(second.options.excludeCredentials.map((each: { id: string }) => each.id)).toEqual([passkey])
    expect(whereTo(await tim.post(`${team}/account`, { deed: "drop-passkey", passkey }))).toContain(
      "passkey-dropped",
    )
  })

  it("keeps a colleague's passkey out of reach", async () => {
    const { device } = await addPasskey(await world.deWit())
    const tim = await world.tim()
    const passkey = device.id.toString("base64url")
    expect((await tim.post(`${team}/account`, { deed: "drop-passkey", passkey })).status).toBe(404)
  })

  it("does not take a passkey that was made for someone else, or twice", async () => {
    const [tim, deWit] = [await world.tim(), await world.deWit()]
    const options = await (await deWit.get(`${team}/account/opties`)).json()
    const credential = new Authenticator().make(options)
    expect((await tim.post(`${team}/account`, { deed: "add-passkey", credential })).status).toBe(422)
    const { device } = await addPasskey(tim)
    expect((await addPasskey(tim, device)).answer.status).toBe(422)
  })

  it("takes a password with a code, and ends the other sessions", async () => {
    const [here, elsewhere] = [await world.tim(), await world.tim()]
    const { answer } = await setPassword(here)
    expect(whereTo(answer)).toBe(`303 ${team}/account?gelukt=password-replaced`)
    expect(whereTo(await elsewhere.get(`${team}/account`))).toBe(`303 ${team}`)
    expect((await here.get(`${team}/account`)).status).toBe(200)
    const last = await here.post(`${team}/account`, { deed: "drop-password" })
    expect(last.status).toBe(409)
    await addPasskey(here)
    expect(whereTo(await here.post(`${team}/account`, { deed: "drop-password" }))).toContain(
      "password-dropped",
    )
  })

  it("lists where I am signed in and ends the others", async () => {
    const [here, elsewhere] = [await world.tim(), await world.tim()]
    expect(await account(here)).toContain("Log overal anders uit")
    expect(whereTo(await here.post(`${team}/account`, { deed: "end-sessions" }))).toContain("sessions-ended")
    expect(whereTo(await elsewhere.get(`${team}/account`))).toBe(`303 ${team}`)
    expect(await account(here)).not.toContain("Log overal anders uit")
  })

  it("ends one device that I do not know, and never this one by its name", async () => {
    const [here, elsewhere] = [await world.tim(), await world.tim()]
    const page = await account(here)
    const [reference = "", ...more] = [...page.matchAll(/name="session" value="([^"]+)"/g)].map(
      ([, each]) => each ?? "",
    )
    expect(more).toEqual([])
    expect(
      whereTo(await here.post(`${team}/account`, { deed: "end-session", session: reference })),
    ).toContain("session-ended")
    expect(whereTo(await elsewhere.get(`${team}/account`))).toBe(`303 ${team}`)
    expect((await here.get(`${team}/account`)).status).toBe(200)
  })

  it("asks for passkey or code again before a way in changes", async () => {
    const tim = await world.tim()
    const { device } = await addPasskey(tim)
    later(5)
    const proof = `303 ${team}/bevestig?terug=${encodeURIComponent(`${team}/account`)}`
    expect((await tim.get(`${team}/account/opties`)).status).toBe(404)
    for (const deed of ["add-passkey", "drop-passkey", "drop-password"])
      expect(whereTo(await tim.post(`${team}/account`, { deed }))).toBe(proof)
    expect(whereTo(await tim.get(`${team}/account/wachtwoord`))).toContain("/bevestig?terug=")
    expect((await tim.post(`${team}/account/wachtwoord`, {})).status).toBe(403)
    expect(whereTo(await prove(tim, device, `${team}/account`))).toBe(`303 ${team}/account`)
    expect((await tim.get(`${team}/account/opties`)).status).toBe(200)
  })

  it("ends after an hour without a visit, and after twelve hours whatever happens", async () => {
    const tim = await world.tim()
    later(59)
    expect((await tim.get(`${team}/account`)).status).toBe(200)
    later(120)
    expect(whereTo(await tim.get(`${team}/account`))).toBe(`303 ${team}`)
    world.clock.now = today
    const busy = await world.tim()
    for (let minutes = 50; minutes < 720; minutes += 50) {
      later(minutes)
      expect((await busy.get(`${team}/account`)).status).toBe(200)
      await write(world.school, () => null)
    }
    later(720)
    expect(whereTo(await busy.get(`${team}/account`))).toBe(`303 ${team}`)
  })
})

describe("proving again", () => {
  it("takes my own passkey only, and a code only once", async () => {
    const [tim, deWit] = [await world.tim(), await world.deWit()]
    const { device } = await addPasskey(deWit)
    const { code } = await setPassword(tim)
    later(6)
    expect((await prove(tim, device, "")).status).toBe(422)
    const used = code()
    expect(whereTo(await tim.post(`${team}/bevestig`, { code: used, terug: `${team}/account` }))).toBe(
      `303 ${team}/account`,
    )
    expect((await tim.post(`${team}/bevestig`, { code: used })).status).toBe(422)
  })

  it("goes back to an address of this school's team and to nowhere else", async () => {
    const deWit = await world.deWit()
    const { device } = await addPasskey(deWit)
    for (const [back, to] of [
      [`${team}/instellingen/collega`, `${team}/instellingen/collega`],
      ["https://evil.example", `${team}/start`],
      ["//evil.example", `${team}/start`],
      [`${team}/../../evil`, `${team}/start`],
      [`${team}//evil.example`, `${team}/start`],
      [`${team}/account\r\nSet-Cookie: a=b`, `${team}/start`],
      ["/de-wilg/team/start", `${team}/start`],
      ["/de-regenboog/teamx", `${team}/start`],
      ["", `${team}/start`],
    ] as const)
      expect(whereTo(await prove(deWit, device, back))).toBe(`303 ${to}`)
    const page = await (await deWit.get(`${team}/bevestig?terug=https://evil.example`)).text()
    expect(page).not.toContain("evil")
  })

  it("goes on with what was typed, once and for this door only", async () => {
    const deWit = await world.deWit()
    const { device } = await addPasskey(deWit)
    const { code } = await setPassword(deWit)
    later(6)
    const door = `${team}/instellingen/collega`
    const noor = { name: "Noor & <Willems>", email: "noor@regenboog.example", role: "mentor", teacher: "1" }
    const asked = await deWit.post(door, noor)
    expect(asked.status).toBe(403)
    const page = await asked.text()
    expect(page).toContain(`action="${door}"`)
    expect(page).not.toContain("noor@regenboog.example") // sealed: nothing of it in the page
    const typed = /name="typed" value="([^"]+)"/.exec(page)?.[1] ?? ""

    const wrong = await deWit.post(door, { typed, code: "000000" })
    expect(wrong.status).toBe(422)
    const again = /name="typed" value="([^"]+)"/.exec(await wrong.text())?.[1] ?? ""
    // Not for another door, and not in another browser: there it is an empty form.
    expect((await deWit.post(`${door}/2`, { typed: again, code: code() })).status).toBe(403)
    const other = await (await world.deWit()).post(door, { typed: again })
    expect(await other.text()).toContain("Vul de naam van je collega in")

    const options = await (await deWit.get(`${team}/bevestig/opties`)).json()
    const sent = await deWit.post(door, { typed: again, credential: device.show(options) })
    expect(whereTo(sent)).toBe(`303 ${team}/instellingen?gelukt=invited`)
    const made = "SELECT name, role FROM staff WHERE email = 'noor@regenboog.example'"
    expect(world.school.client.query(made).get()).toEqual({ name: "Noor & <Willems>", role: "mentor" })
    expect((await deWit.post(`${team}/account/wachtwoord`, {})).status).toBe(422) // proved for five minutes
  })

  it("sends a part of a page back to the page it stood on", async () => {
    const deWit = await world.deWit()
    later(6)
    const from = { ...htmx, "HX-Current-URL": `http://localhost:3000${team}/instellingen/collega` }
    const answer = await deWit.post(`${team}/instellingen/collega`, {}, from)
    expect(answer.headers.get("HX-Redirect")).toBe(
      `${team}/bevestig?terug=${encodeURIComponent(`${team}/instellingen/collega`)}`,
    )
  })

  it("costs time after ten wrong codes, and a passkey still works", async () => {
    const tim = await world.tim()
    await setPassword(tim)
    const { device } = await addPasskey(tim)
    for (let at = 0; at < 10; at++)
      expect((await tim.post(`${team}/bevestig`, { code: "000000" })).status).toBe(422)
    const slowed = await tim.post(`${team}/bevestig`, { code: "000000" })
    expect(slowed.status).toBe(429)
    expect(await slowed.text()).toContain("Wacht 30 seconden")
    expect((await prove(tim, device, "")).status).toBe(303)
  })
})
