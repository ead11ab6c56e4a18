import { describe, expect, it } from "bun:test"
import { readFileSync } from "node:fs"
import { googleRequests } from "../../src/integrations/google-meet.ts"
import { microsoftParcels } from "../../src/integrations/microsoft-teams.ts"
import type { Browser } from "../support/app.ts"
import { eachOnline, home, linkAccount, makeLinks, type OnlineWorld } from "../support/online.ts"
import { buttonOf } from "../support/rounds.ts"
import { cast, slotOf } from "../support/school.ts"

// The privacy statement about talks online. Every test is named after one of its sentences.

const talk = "/de-regenboog/afspraak/1"

let world: OnlineWorld
let tim: Browser
let deVries: Browser
eachOnline(async (made, his) => {
  world = made
  tim = his
  deVries = await world.deVries()
  await deVries.post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
    pupil: String(cast.pupils.lotte),
    slot: buttonOf(world.school, slotOf("tim", 1)),
  })
  await deVries.post(`${talk}/plek`, { place: "online" })
})

/** All that is on disk of the school, as text. */
const onDisk = () => {
  world.school.client.run("PRAGMA wal_checkpoint(TRUNCATE)")
  return readFileSync(world.school.client.filename).toString("latin1")
}

/** To the moment at which the talk of family De Vries begins. */
async function goToTalk(): Promise<void> {
  const { at } = world.school.client.query("SELECT starts_at AS at FROM bookings").get() as { at: string }
  world.clock.now = Temporal.Instant.from(at)
  deVries = await world.deVries()
}

const make = async (provider: "google" | "microsoft") => {
  await linkAccount(tim, provider)
  await makeLinks(world, tim)
}

describe("Hoe we jouw data gebruiken", () => {
  it("We gebruiken je data om je in staat te stellen: Videovergadering-links toe te voegen aan tijdsloten", async () => {
    await make("google")
    expect(await (await tim.get(`${home}/1`)).text()).toContain("12 van 12 tijden met een link")
  })

  it("Deze links eenvoudig te delen met ouders/verzorgers: zij volgen het adres van hun afspraak, de leraar stuurt niets", async () => {
    await make("google")
    await goToTalk()
    expect(await (await deVries.get(talk)).text()).toContain("Naar het videogesprek")
  })

  it("We doen dit door evenementen aan te maken in jouw Google / Microsoft account en de bijbehorende links te delen met de ouders/verzorgers behorende bij een tijdslot.", async () => {
    await make("google")
    await goToTalk()
    const link = (await deVries.get(`${talk}/online`)).headers.get("Location")
    expect(world.calendar.standing().map((each) => each.link)).toContain(link)
  })
})

const providers = {
  google: {
    name: "Google",
    host: "https://meet.google.com/",
    asked: () => world.calendar.asked,
    made: () => world.calendar.standing().length,
    words: ["meet.google.com", "calendar.example", "tim-1"],
  },
  microsoft: {
    name: "Microsoft",
    host: "https://teams.microsoft.com/",
    asked: () => world.teams.asked,
    made: () => world.teams.meetings.size,
    words: ["teams.microsoft.com", "thread.v2", "regenboog-tenant"],
  },
} as const

for (const kind of ["google", "microsoft"] as const) {
  const provider = providers[kind]
  const isGoogle = kind === "google"

  describe(`Wanneer je een ${provider.name} account koppelt`, () => {
    it(
      isGoogle
        ? "We hebben toegang tot je Google Account en maken een Google Calendar evenement aan."
        : "We hebben toegang tot je Microsoft account en maken een Teams vergadering aan.",
      async () => {
        await make(kind)
        expect(provider.made()).toBe(12)
      },
    )

    it(
      isGoogle
        ? "We halen het ID en de Google Meet link op die bij het evenement horen: om meer wordt niet gevraagd"
        : "We halen het ID en de link op die bij de vergadering horen: meer houden we er niet van over",
      async () => {
        await make(kind)
        if (isGoogle)
          for (const heard of world.calendar.heard)
            expect(new URLSearchParams(heard.split(" ")[0]).get("fields")).toMatch(
              /^(id,conferenceProperties|id,status,hangoutLink,conferenceData\(createRequest\/status,entryPoints\(entryPointType,uri\)\))$/,
            )
        const columns = Object.keys(world.school.client.query("SELECT * FROM video_meetings").get() as object)
        expect(columns.filter((name) => name.startsWith("sealed_"))).toEqual([
          "sealed_event",
          "sealed_owner",
          "sealed_link",
        ])
      },
    )

    it("We lezen geen andere evenementen in je kalender uit: zo’n verzoek bestaat niet, en kan niet vertrekken", async () => {
      await make(kind)
      const list: readonly string[] = isGoogle ? googleRequests : ["POST /v1.0/$batch", ...microsoftParcels]
      expect(provider.asked().filter((asked) => !list.includes(asked))).toEqual([])
      const reads = list.filter((line) => line.startsWith("GET"))
      expect(reads).toEqual(isGoogle ? ["GET /calendar/v3/calendars/*/events/*"] : [])
    })

    it(`Informatie over je ${provider.name} inlog is niet centraal opgeslagen, maar is alleen opgeslagen in je browser in een cookie.`, async () => {
      await make(kind)
      const tokens = world[kind].tokens()
      expect(tokens.length).toBeGreaterThan(1)
      for (const token of tokens) expect(onDisk()).not.toContain(token)
      expect(tim.cookies.has("__Secure-video-de-regenboog")).toBe(true)
      // Another browser of the same person has nothing.
      expect(await (await (await world.tim()).get(home)).text()).toContain(`Koppel ${provider.name}`)
    })

    it("ID, eigenaar en link worden centraal versleuteld opgeslagen in onze database.", async () => {
      await make(kind)
      for (const word of [...provider.words, 'tim@regenboog.example"}']) expect(onDisk()).not.toContain(word)
      // Bound to its slot: copied to another one, it does not open.
      world.school.client.run(
        "UPDATE video_meetings SET sealed_link = (SELECT sealed_link FROM video_meetings WHERE slot_id = 20) WHERE slot_id = 14",
      )
      await goToTalk()
      expect((await deVries.get(`${talk}/online`)).status).toBe(409)
    })

    it("Ouders / verzorgers kunnen de link zien die hoort bij het tijdslot dat zij hebben gekozen of toegewezen gekregen, en geen andere", async () => {
      await make(kind)
      await goToTalk()
      expect((await deVries.get(`${talk}/online`)).headers.get("Location")).toStartWith(provider.host)
      expect((await (await world.yilmaz()).get(`${talk}/online`)).status).toBe(404)
      // The school moves the talk: the link of the new slot is theirs, the old one is not.
      const first = (await deVries.get(`${talk}/online`)).headers.get("Location")
      world.school.client.run(
        `UPDATE bookings SET slot_id = 15, starts_at = (SELECT starts_at FROM slots WHERE id = 15), ends_at = (SELECT ends_at FROM slots WHERE id = 15)`,
      )
      const second = (await deVries.get(`${talk}/online`)).headers.get("Location")
      expect(second).toStartWith(provider.host)
      expect(second).not.toBe(first)
    })

    it(`Je collega’s kunnen zien dat jouw ${provider.name} account is gebruikt. Zo kunnen ze eventueel contact met je opnemen.`, async () => {
      await make(kind)
      const page = await (await (await world.noor()).get(`${home}/1`)).text()
      expect(page).toContain(`${provider.name}-account van Tim Bos`)
      expect(page).toContain('href="mailto:tim@regenboog.example"')
    })

    it("Je gegevens worden niet met derden gedeeld anders dan voor bovenstaande: een andere school en een ander gezin zien niets", async () => {
      await make(kind)
      const wilg = await world.wilgDirector()
      for (const path of [home, `${home}/1`])
        expect((await wilg.get(path)).headers.get("Location")).toBe("/de-regenboog/team")
      const seen = await (await deVries.get(talk)).text()
      expect(seen).not.toContain(provider.host)
      expect(seen).not.toContain("tim@regenboog.example")
    })
  })
}

describe("Vragen?", () => {
  it("Heb je nog vragen, neem dan contact op: op de pagina van het account staat wat we doen, en hoe je loskoppelt", async () => {
    await linkAccount(tim, "google")
    const page = await (await tim.get(home)).text()
    expect(page).toContain("Wat we doen")
    expect(page).toContain("Koppel los")
  })
})
