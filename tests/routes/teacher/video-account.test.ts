import { describe, expect, it } from "bun:test"
import type { Browser } from "../../support/app.ts"
import { eachOnline, home, linkAccount, type OnlineWorld } from "../../support/online.ts"
import { consentAt } from "../../support/providers.ts"

const cookie = "__Secure-video-de-regenboog"
const questionCookie = "__Host-koppel-de-regenboog"

let world: OnlineWorld
let tim: Browser
eachOnline((made, his) => {
  world = made
  tim = his
})

/** Where the browser is sent by our own address for all schools, and from there. */
async function comeBack(who: Browser, back: string): Promise<string> {
  const passed = await who.get(back)
  const done = await who.get(passed.headers.get("Location") ?? "")
  return done.headers.get("Location") ?? ""
}
const begin = async (provider: "google" | "microsoft", who = tim) =>
  (await who.get(`${home}/koppel/${provider}?ronde=1`)).headers.get("Location") ?? ""
const trouble = (kind: string, provider = "google") => `${home}?mis=${kind}&bij=${provider}`

for (const provider of ["google", "microsoft"] as const)
  describe(`a teacher with a ${provider} account`, () => {
    it("links it in this browser, and reads whose it is", async () => {
      expect(await linkAccount(tim, provider)).toBe(`${home}/1?gelukt=gekoppeld`)
      const page = await (await tim.get(`${home}/1`)).text()
      expect(page).toContain("tim@regenboog.example")
      expect(page).toContain("Maak links voor mijn gesprekken")
    })

    it("asks for no more than is needed", async () => {
      const asked = new URL(await begin(provider)).searchParams
      expect(asked.get("scope")?.split(" ").sort()).toEqual(
        provider === "google"
          ? ["email", "https://www.googleapis.com/auth/calendar.app.created", "openid"]
          : ["OnlineMeetings.ReadWrite", "email", "offline_access", "openid", "profile"],
      )
      expect(asked.get("code_challenge_method")).toBe("S256")
      expect(asked.get("nonce")).not.toBeNull()
    })

    it("keeps it nowhere but in a sealed cookie that only goes to these pages", async () => {
      await linkAccount(tim, provider)
      const kept = tim.cookies.get(cookie) ?? ""
      expect(kept.split(".")).toHaveLength(5) // compact JWE
      for (const token of world[provider].tokens()) expect(kept).not.toContain(token)
    })

    it("who said no, or left the box empty, reads what to do, and nothing is linked", async () => {
      world[provider].person.refuses = true
      expect(await linkAccount(tim, provider)).toStartWith(trouble("denied", provider))
      world[provider].person.refuses = false
      world[provider].person.unticked = ["calendar.app.created", "OnlineMeetings"]
      expect(await linkAccount(tim, provider)).toStartWith(trouble("unticked", provider))
      expect(tim.cookies.has(cookie)).toBe(false)
      const page = await tim.get(`${home}?mis=unticked&bij=${provider}`)
      expect(page.status).toBe(409)
      expect(await page.text()).toContain("Eén vinkje ontbreekt")
    })

    it("that was ended at the provider is told so at the next step, and the cookie goes", async () => {
      await linkAccount(tim, provider)
      await world[provider].revokeAll()
      const answer = await tim.post(`${home}/1/maak`)
      expect(answer.headers.get("Location")).toStartWith(trouble("revoked", provider))
      expect(tim.cookies.has(cookie)).toBe(false)
      const page = await (await tim.get(answer.headers.get("Location") ?? "")).text()
      expect(page).toContain("Je account is niet meer gekoppeld")
      expect(page).toContain(`${home}/koppel/${provider}`)
      expect(world.school.client.query("SELECT * FROM video_meetings").all()).toEqual([])
    })
  })

/** What can be wrong with an answer, and what the teacher then reads. Each gives where the browser of that person ends up. */
const wrong: [string, string, (provider: "google" | "microsoft") => Promise<string>][] = [
  [
    "with another state",
    "Dit antwoord hoort bij een andere vraag",
    async (provider) => {
      const back = await consentAt(await begin(provider))
      return comeBack(tim, back.replace(/state=de-regenboog\.[^&]+/, "state=de-regenboog.geraden"))
    },
  ],
  [
    "of the other tab, in which somebody began later",
    "Dit antwoord hoort bij een andere vraag",
    async (provider) => {
      const first = await begin(provider)
      await begin(provider)
      return comeBack(tim, await consentAt(first))
    },
  ],
  [
    "whose code was used before, which the provider itself refuses",
    "Dit antwoord is al gebruikt",
    async (provider) => {
      const back = await consentAt(await begin(provider))
      const question = tim.cookies.get(questionCookie) ?? ""
      await comeBack(tim, back)
      await tim.post(`${home}/los`)
      tim.cookies.set(questionCookie, question)
      return comeBack(tim, back)
    },
  ],
  [
    "with a code that was never given",
    "Dit antwoord is al gebruikt",
    async (provider) => {
      const back = await consentAt(await begin(provider))
      return comeBack(tim, back.replace(/code=[^&]+/, "code=geraden"))
    },
  ],
  [
    "to a question of another member of staff",
    "Dit antwoord hoort niet bij deze browser",
    async (provider) => {
      const back = await consentAt(await begin(provider))
      const question = tim.cookies.get(questionCookie) ?? ""
      tim = await world.noor()
      tim.cookies.set(questionCookie, question)
      return comeBack(tim, back)
    },
  ],
  [
    "to a question of another session of the same person",
    "Dit antwoord hoort niet bij deze browser",
    async (provider) => {
      const back = await consentAt(await begin(provider))
      const question = tim.cookies.get(questionCookie) ?? ""
      tim = await world.tim()
      tim.cookies.set(questionCookie, question)
      return comeBack(tim, back)
    },
  ],
  [
    "in a browser that asked nothing",
    "Dit antwoord hoort niet bij deze browser",
    async (provider) => {
      const back = await consentAt(await begin(provider))
      tim = await world.tim()
      return comeBack(tim, back)
    },
  ],
  [
    "after ten minutes",
    "Het duurde te lang",
    async (provider) => {
      const back = await consentAt(await begin(provider))
      world.clock.now = world.clock.now.add({ minutes: 11 })
      return comeBack(tim, back)
    },
  ],
  [
    "while our clock is an hour ahead",
    "Onze klok loopt niet gelijk",
    async (provider) => {
      world.clock.now = Temporal.Now.instant().add({ hours: 1 })
      tim = await world.tim()
      return linkAccount(tim, provider)
    },
  ],
  [
    "while our clock is an hour behind",
    "Onze klok loopt niet gelijk",
    async (provider) => {
      world.clock.now = Temporal.Now.instant().subtract({ hours: 1 })
      tim = await world.tim()
      return linkAccount(tim, provider)
    },
  ],
  [
    "with a token that is too large for any browser",
    "Dit past niet in je browser",
    async (provider) => {
      world[provider].person.tokenLength = 3000
      return linkAccount(tim, provider)
    },
  ],
  [
    "while the provider cannot be reached for the token",
    "Geen antwoord",
    async (provider) => {
      const back = await consentAt(await begin(provider))
      await world[provider].close()
      return comeBack(tim, back)
    },
  ],
]

for (const provider of ["google", "microsoft"] as const)
  describe(`an answer of ${provider}`, () => {
    for (const [how, title, act] of wrong)
      it(`${how} links nothing, and ends on a page that says what to do`, async () => {
        const location = await act(provider)
        expect(location).toContain("mis=")
        const page = await tim.get(location)
        expect(page.status).toBe(409)
        const text = await page.text()
        expect(text).toContain(title)
        expect(text).toContain(`${home}/koppel/${provider}`)
        for (const each of [cookie, questionCookie]) expect(tim.cookies.has(each)).toBe(false)
        const { client } = world.school
        expect(client.query("SELECT act FROM logbook ORDER BY id DESC LIMIT 1").get()).not.toEqual({
          act: "account-linked",
        })
        expect(client.query("SELECT * FROM video_meetings").all()).toEqual([])
      })
  })

describe("an answer of the provider", () => {
  it("links once: the same answer again finds no question", async () => {
    const back = await consentAt(await begin("google"))
    expect(await comeBack(tim, back)).toBe(`${home}/1?gelukt=gekoppeld`)
    expect(await comeBack(tim, back)).toStartWith(trouble("other-browser"))
  })

  it("of a personal Microsoft account is refused", async () => {
    world.microsoft.person.tenant = "9188040d-6c67-4c5b-b112-36a304b66dad"
    expect(await linkAccount(tim, "microsoft")).toStartWith(trouble("personal-account", "microsoft"))
  })

  it("that an administrator must consent first says whom to ask, and where", async () => {
    const state = new URL(await begin("microsoft")).searchParams.get("state")
    const answer = new URLSearchParams({
      error: "access_denied",
      error_description: "AADSTS90094: Tim Bos tim@regenboog.example needs admin",
      state: state ?? "",
    })
    const passed = await tim.get(`/video/terug/microsoft?${answer}`)
    expect(passed.headers.get("Location")).not.toContain("Tim")
    const done = await tim.get(passed.headers.get("Location") ?? "")
    expect(done.headers.get("Location")).toStartWith(trouble("admin-needed", "microsoft"))
    const page = await (await tim.get(done.headers.get("Location") ?? "")).text()
    expect(page).toContain("Je ICT-beheerder moet eerst toestemming geven")
    expect(page).toContain("adminconsent?client_id=tienminuten")
  })

  it("for no school of ours leads to the front door", async () => {
    const answer = await tim.get("/video/terug/google?code=x&state=niets.y")
    expect(answer.headers.get("Location")).toBe("/")
  })
})

describe("a linked account", () => {
  it("does not open in another session of the same person", async () => {
    await linkAccount(tim, "google")
    const elsewhere = await world.tim()
    elsewhere.cookies.set(cookie, tim.cookies.get(cookie) ?? "")
    const answer = await elsewhere.post(`${home}/1/maak`)
    expect(answer.headers.get("Location")).toContain("mis=revoked")
    expect(world.calendar.standing()).toEqual([])
  })

  it("does not open for a colleague", async () => {
    await linkAccount(tim, "google")
    const noor = await world.noor()
    noor.cookies.set(cookie, tim.cookies.get(cookie) ?? "")
    expect(await (await noor.get(home)).text()).not.toContain("tim@regenboog.example")
  })

  it("is gone after signing out", async () => {
    await linkAccount(tim, "google")
    await tim.post("/de-regenboog/team/uitloggen")
    expect(tim.cookies.has(cookie)).toBe(false)
  })

  it("is renewed when the provider renews it", async () => {
    await linkAccount(tim, "microsoft")
    const before = tim.cookies.get(cookie)
    await tim.post(`${home}/1/maak`)
    expect(tim.cookies.get(cookie)).not.toBe(before)
    expect((await tim.post(`${home}/1/stap`)).headers.get("Location")).toBe(`${home}/1`)
  })

  it("is let go of, at Google everywhere when that is wished", async () => {
    await linkAccount(tim, "google")
    const kept = tim.cookies.get(cookie) ?? ""
    await tim.post(`${home}/los`, { everywhere: "1" })
    expect(tim.cookies.has(cookie)).toBe(false)
    tim.cookies.set(cookie, kept)
    expect((await tim.post(`${home}/1/maak`)).headers.get("Location")).toContain("mis=revoked")
  })
})

describe("a service without Google and Microsoft", () => {
  it("says so, and links can still be pasted", async () => {
    world.video.accounts.google = null
    world.video.accounts.microsoft = null
    expect(await (await tim.get(home)).text()).toContain("Koppelen kan hier nog niet")
    expect(await (await tim.get(`${home}/1`)).text()).toContain("Plak een link")
  })
})
