import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { Secret, TOTP } from "otpauth"
import { attemptsOf, mayTryPassword } from "../../../src/db/access/attempts.ts"
import { budgets } from "../../../src/domain/access/attempts.ts"
import { freeTries } from "../../../src/domain/staff/staff.ts"
import { beginTry } from "../../../src/routes/staff/patience.ts"
import { closeInPeace, testWorld, type World } from "../../support/app.ts"
import { Authenticator } from "../../support/authenticator.ts"
import { invited, right, secret, showPasskey, team, withPassword } from "../../support/colleagues.ts"
import { today } from "../../support/school.ts"

const email = "dewit@regenboog.example"
const sessionCookie = "__Host-team-de-regenboog"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => closeInPeace(world))

const codeAt = (at: Temporal.Instant) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: at.epochMilliseconds })
const later = (seconds: number) => {
  world.clock.now = today.add({ seconds })
}
const whereTo = (answer: Response) => `${answer.status} ${answer.headers.get("Location")}`

/** Invites someone and lets them make a passkey behind the link; gives the device and the browser that is in now. */
async function withPasskey(role: "teacher" | "administrator" = "administrator") {
  const person = { name: "Noor Willems", email: "noor@regenboog.example", role, teacher: null }
  const { staff, token } = await invited(world, person)
  const browser = world.stranger()
  const device = new Authenticator()
  const link = `${team}/welkom/${token}`
  const options = await (await browser.get(`${link}/opties`)).json()
  const answer = await browser.post(link, { credential: device.make(options) })
  return { device, browser, answer, link, staff }
}

describe("a passkey", () => {
  it("is made behind the link of the invitation and opens the door from then on", async () => {
    const { device, browser, answer } = await withPasskey()
    expect(whereTo(answer)).toBe(`303 ${team}/start`)
    expect((await browser.get(`${team}/start`)).status).toBe(200)

    const elsewhere = world.stranger()
    const { answer: entered } = await showPasskey(elsewhere, device)
    expect(whereTo(entered)).toBe(`303 ${team}/start`)
    expect(await (await elsewhere.get(`${team}/start`)).text()).toContain("Dag Noor Willems")
  })

  it("leads a teacher to their own talks, and not to the administrator's pages", async () => {
    const { device } = await withPasskey("teacher")
    const browser = world.stranger()
    expect(whereTo((await showPasskey(browser, device)).answer)).toBe(`303 ${team}/mijn-gesprekken`)
    for (const page of ["start", "instellingen", "instellingen/inloggen", "instellingen/collega"])
      expect((await browser.get(`${team}/${page}`)).status).toBe(404)
    expect((await browser.get(`${team}/account`)).status).toBe(200)
  })

  it("must be shown by its owner, here, now, and once", async () => {
    const { device } = await withPasskey()
    const browser = world.stranger()
    const refused = async (flags: object) => {
      const { answer } = await showPasskey(browser, device, flags)
      expect(answer.status).toBe(422)
      expect(browser.cookies.size).toBe(0)
    }
    await refused({ userVerified: false })
    await refused({ user: Buffer.from("iemand anders").toString("base64url") })
    await refused({ origin: "https://tienminuten.example.evil" })
    await refused({ challenge: Buffer.from("zelf bedacht").toString("base64url") })

    const options = await (await browser.get(`${team}/passkey/opties`)).json()
    const credential = device.show(options)
    expect((await browser.post(`${team}/passkey`, { credential })).status).toBe(303)
    const again = world.stranger()
    expect((await again.post(`${team}/passkey`, { credential })).status).toBe(422)
    expect((await again.post(`${team}/passkey`, { credential: device.show(options) })).status).toBe(422)
  })

  it("is refused when its challenge is older than five minutes", async () => {
    const { device } = await withPasskey()
    const browser = world.stranger()
    const options = await (await browser.get(`${team}/passkey/opties`)).json()
    later(301)
    expect((await browser.post(`${team}/passkey`, { credential: device.show(options) })).status).toBe(422)
  })

  it("is refused when its counter goes back: someone copied it", async () => {
    const { device } = await withPasskey()
    expect((await showPasskey(world.stranger(), device, { counter: 9 })).answer.status).toBe(303)
    expect((await showPasskey(world.stranger(), device, { counter: 8 })).answer.status).toBe(422)
  })

  it("of another school opens nothing here", async () => {
    const { device } = await withPasskey()
    const browser = world.stranger()
    const options = await (await browser.get("/de-wilg/team/passkey/opties")).json()
    const answer = await browser.post("/de-wilg/team/passkey", { credential: device.show(options) })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain("hoort niet bij deze school")
  })

  it("made for signing in does not accept a challenge that was made for something else", async () => {
    const { device, browser } = await withPasskey()
    const options = await (await browser.get(`${team}/bevestig/opties`)).json()
    expect(
      (await world.stranger().post(`${team}/passkey`, { credential: device.show(options) })).status,
    ).toBe(422)
  })

  it("is checked with an empty, broken or hostile answer without trouble", async () => {
    const { device } = await withPasskey()
    const id = device.id.toString("base64url")
    for (const credential of [
      "",
      "nee",
      "null",
      "[]",
      "{}",
      `{"id":"${id}"}`,
      `{"id":"${id}","rawId":"${id}","type":"public-key","response":null}`,
      `{"id":{"a":1},"response":{"userHandle":7}}`,
      JSON.stringify({
        id,
        rawId: id,
        type: "public-key",
        response: { clientDataJSON: "e30", authenticatorData: "AA", signature: "AA" },
      }),
    ])
      expect((await world.stranger().post(`${team}/passkey`, { credential })).status).toBe(422)
  })
})

describe("a password", () => {
  beforeEach(() => withPassword(world))

  it("opens the door only together with a code", async () => {
    const browser = world.stranger()
    expect(whereTo(await browser.post(`${team}/wachtwoord`, { email, password: right }))).toBe(
      `303 ${team}/code`,
    )
    expect(browser.cookies.has(sessionCookie)).toBe(false)
    for (const page of ["start", "instellingen", "account"])
      expect(whereTo(await browser.get(`${team}/${page}`))).toBe(`303 ${team}`)
    expect((await browser.get(`${team}/code`)).status).toBe(200)
    expect(whereTo(await browser.post(`${team}/code`, { code: codeAt(today) }))).toBe(`303 ${team}/start`)
    expect((await browser.get(`${team}/start`)).status).toBe(200)
    expect(browser.cookies.has("__Host-stap-de-regenboog")).toBe(false)
  })

  it("is asked for again when the code comes after five minutes, or without it", async () => {
    const browser = world.stranger()
    await browser.post(`${team}/wachtwoord`, { email, password: right })
    later(300)
    expect(whereTo(await browser.post(`${team}/code`, { code: codeAt(world.clock.now) }))).toBe(`303 ${team}`)
    expect(whereTo(await world.stranger().post(`${team}/code`, { code: codeAt(today) }))).toBe(`303 ${team}`)
    const forger = world.stranger()
    forger.cookies.set("__Host-stap-de-regenboog", JSON.stringify({ staff: 1, who: email, until: 9e15 }))
    expect(whereTo(await forger.post(`${team}/code`, { code: codeAt(today) }))).toBe(`303 ${team}`)
  })

  it("says the same of an unknown address and of a wrong password", async () => {
    const said = async (fields: Record<string, string>) => {
      const answer = await world.stranger().post(`${team}/wachtwoord`, fields)
      const headers = [...answer.headers].filter(([name]) => name !== "date")
      return {
        status: answer.status,
        headers,
        page: (await answer.text()).replaceAll(fields["email"] ?? "", "…"),
      }
    }
    const known = await said({ email, password: "een heel ander wachtwoord" })
    const unknown = await said({ email: "niemand@regenboog.example", password: right })
    const noPassword = await said({ email: "tim@regenboog.example", password: right })
    expect(known.status).toBe(422)
    expect(unknown).toEqual(known)
    expect(noPassword).toEqual(known)
    expect(known.page).not.toContain(right)
  })

  it("costs time after ten wrong tries, known or not, and a passkey still opens at once", async () => {
    const { device } = await withPasskey()
    for (const address of [email, "niemand@regenboog.example"]) {
      for (let at = 0; at < 10; at++)
        expect(
          (await world.stranger().post(`${team}/wachtwoord`, { email: address, password: "fout" })).status,
        ).toBe(422)
      const slowed = await world.stranger().post(`${team}/wachtwoord`, { email: address, password: right })
      expect(slowed.status).toBe(429)
      expect(await slowed.text()).toContain("Wacht 30 seconden")
    }
    expect((await showPasskey(world.stranger(), device)).answer.status).toBe(303)
    later(30)
    expect((await world.stranger().post(`${team}/wachtwoord`, { email, password: right })).status).toBe(303)
  })

  it("stays slow for a colleague's address, however many others are invented", async () => {
    for (let at = 0; at < freeTries; at++) expect(beginTry(world.school, email, today)).toBe(0)
    for (let at = 0; at < 10_001; at++) beginTry(world.school, `verzonnen${at}@elders.example`, today)
    expect(beginTry(world.school, email, today)).toBe(30)
  })

  it("is tried only so often from one address, and right ones do not count", async () => {
    await withPassword(world)
    const attempts = attemptsOf(world.registry, today)
    const home = { "Fly-Client-IP": "192.0.2.9" }
    const enter = (headers: Record<string, string>) =>
      world.stranger().post(`${team}/wachtwoord`, { email, password: right }, headers)
    for (let at = 1; at < budgets.password.perAddress; at++) mayTryPassword(attempts, "192.0.2.9", today)
    expect((await enter(home)).status).toBe(303)
    expect((await enter(home)).status).toBe(303)
    mayTryPassword(attempts, "192.0.2.9", today)
    const slowed = await enter(home)
    expect(slowed.status).toBe(429)
    expect(await slowed.text()).toContain("Wacht 1 minuut")
    expect((await enter({ "Fly-Client-IP": "192.0.2.10" })).status).toBe(303)
    later(60 * budgets.password.minutes)
    expect((await enter(home)).status).toBe(303)
  })

  it("cannot be guessed by many tries at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        world.stranger().post(`${team}/wachtwoord`, { email, password: "fout" }),
      ),
    )
    expect(answers.filter((answer) => answer.status === 422)).toHaveLength(10)
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(40)
  })

  it("with a wrong code is counted too, until somebody is in", async () => {
    const browser = world.stranger()
    await browser.post(`${team}/wachtwoord`, { email, password: right })
    for (let at = 0; at < 10; at++)
      expect((await browser.post(`${team}/code`, { code: "000000" })).status).toBe(422)
    expect((await browser.post(`${team}/code`, { code: codeAt(today) })).status).toBe(429)
    later(30)
    expect((await browser.post(`${team}/code`, { code: codeAt(world.clock.now) })).status).toBe(303)
    expect((await world.stranger().post(`${team}/wachtwoord`, { email, password: "fout" })).status).toBe(422)
  })
})

describe("a session that is over", () => {
  const said = "Je bent automatisch uitgelogd. Wilde je net iets bewaren of wijzigen? Dat is niet gebeurd."

  it("is told at the door, for who just pressed a button, and not to who signs out or comes for the first time", async () => {
    const deWit = await world.deWit()
    later(61 * 60)
    expect(whereTo(await deWit.post(`${team}/rondes/1/rooster/afzeggen`))).toBe(`303 ${team}`)
    expect(await (await deWit.get(team)).text()).toContain(said)

    const leaving = await world.deWit()
    await leaving.post(`${team}/uitloggen`)
    for (const browser of [leaving, world.stranger()])
      expect(await (await browser.get(team)).text()).not.toContain(said)
  })
})

describe("a code", () => {
  beforeEach(() => withPassword(world))
  const halfway = async () => {
    const browser = world.stranger()
    await browser.post(`${team}/wachtwoord`, { email, password: right })
    return browser
  }

  it("opens the door once", async () => {
    const code = codeAt(today)
    expect((await (await halfway()).post(`${team}/code`, { code })).status).toBe(303)
    const replay = await (await halfway()).post(`${team}/code`, { code })
    expect(replay.status).toBe(422)
    expect(await replay.text()).toContain("Deze code klopt niet of is al gebruikt")
  })

  it("may be one step early or late, blanks included, and no more", async () => {
    const at = (seconds: number) => codeAt(today.add({ seconds }))
    for (const seconds of [-60, 60, -3600])
      expect((await (await halfway()).post(`${team}/code`, { code: at(seconds) })).status).toBe(422)
    expect((await (await halfway()).post(`${team}/code`, { code: at(-30) })).status).toBe(303)
    expect(
      (await (await halfway()).post(`${team}/code`, { code: at(30).replace(/(...)/, "$1 ") })).status,
    ).toBe(303)
  })
})

describe("signing out", () => {
  it("ends the session, also for who kept the cookie", async () => {
    const { browser } = await withPasskey()
    const kept = browser.cookies.get(sessionCookie) ?? ""
    const answer = await browser.post(`${team}/uitloggen`)
    expect(whereTo(answer)).toBe(`303 ${team}`)
    expect(answer.headers.get("Clear-Site-Data")).toBe('"cache"')
    browser.cookies.set(sessionCookie, kept)
    expect(whereTo(await browser.get(`${team}/start`))).toBe(`303 ${team}`)
  })
})

describe("the staff's door", () => {
  it("offers the passkey first, the password below it, and a sentence when there is no JavaScript", async () => {
    const page = await (await world.stranger().get(team)).text()
    expect(page.indexOf("Log in met je passkey")).toBeLessThan(page.indexOf("Met wachtwoord"))
    expect(page).toContain("<noscript>")
    expect(page).toMatch(/passkey-[0-9a-f]+\.js/)
    expect(await (await (await world.deWit()).get(`${team}/start`)).text()).not.toMatch(
      /passkey-[0-9a-f]+\.js/,
    )
  })

  it("is passed by who is in already", async () => {
    expect(whereTo(await (await world.deWit()).get(team))).toBe(`303 ${team}/start`)
    expect(whereTo(await (await world.tim()).get(team))).toBe(`303 ${team}/mijn-gesprekken`)
  })
})
