import { afterAll, beforeAll, describe, expect, it, setDefaultTimeout } from "bun:test"
import type { VideoParts } from "../../src/video-steps.ts"
import { axe, closeBrowser, desk, type Served, servedWorld, sidewaysScroll } from "../support/browser.ts"
import { moveRoundToNow } from "../support/online.ts"
import { startProviders } from "../support/providers.ts"
import { buttonOf } from "../support/rounds.ts"
import { cast, slotOf } from "../support/school.ts"

setDefaultTimeout(60_000)

let world: Served
let providers: Awaited<ReturnType<typeof startProviders>>
beforeAll(async () => {
  const video = { accounts: { google: null, microsoft: null } } as unknown as VideoParts
  world = await servedWorld({ video })
  providers = await startProviders(world.origin)
  Object.assign(video, providers.video)
  moveRoundToNow(world)
})
afterAll(async () => {
  expect(world.complaints()).toEqual([])
  await world.close()
  await providers.close()
  await closeBrowser()
})

const at = (path: string) => `${world.origin}/de-regenboog${path}`

/** A parent who has a talk with meester Tim at this time of the evening, online. */
async function talkOnline(slot: number): Promise<string> {
  const deVries = await world.deVries()
  await deVries.post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
    pupil: String(cast.pupils.lotte),
    slot: buttonOf(world.school, slotOf("tim", slot)),
  })
  const { id } = world.school.client.query("SELECT max(id) AS id FROM bookings").get() as { id: number }
  await deVries.post(`/de-regenboog/afspraak/${id}/plek`, { place: "online" })
  return `/afspraak/${id}`
}

for (const [provider, host, javaScriptEnabled] of [
  ["Google", "https://meet.google.com/", true],
  ["Microsoft", "https://teams.microsoft.com/", true],
  ["Google", "https://meet.google.com/", false],
] as const)
  describe(`a school with ${provider}, ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
    it("links, makes, joins, looks, moves and unlinks", async () => {
      world.clock.now = Temporal.Now.instant()
      world.school.client.run("DELETE FROM bookings")
      world.school.client.run("DELETE FROM video_meetings")
      world.school.client.run("DELETE FROM video_calendars")
      const talk = await talkOnline(1)

      // Meester Tim links his account and makes links for his talks.
      const tim = await world.visit({
        viewport: desk,
        javaScriptEnabled,
        cookies: (await world.tim()).cookies,
      })
      await tim.goto(at("/team/mijn-gesprekken"))
      await tim.getByRole("link", { name: "Online gesprekken" }).click()
      await tim.getByRole("link", { name: `Koppel ${provider}` }).click()
      await tim.getByRole("button", { name: "Toestaan" }).click()
      await tim.getByText("Je account is gekoppeld.").waitFor()
      if (javaScriptEnabled) expect(await axe(tim)).toEqual([])
      await tim.getByRole("button", { name: "Maak links voor mijn gesprekken" }).click()
      for (let presses = 0; !javaScriptEnabled && presses < 3; presses++) {
        const goOn = tim.getByRole("button", { name: "Ga verder" })
        if (await goOn.isVisible()) await goOn.click()
      }
      await tim.getByText("12 van 12 tijden met een link").first().waitFor()
      expect(await sidewaysScroll(tim)).toBe(false)

      // A colleague sees whose account it was.
      const noor = await world.visit({
        viewport: desk,
        javaScriptEnabled,
        cookies: (await world.noor()).cookies,
      })
      await noor.goto(at(`/team/video/${cast.round}`))
      await noor.getByText(`${provider}-account van Tim Bos`).waitFor()
      expect(await noor.content()).not.toContain(host)

      // A slot moves: there is a line for its owner, and one click brings it up to date.
      world.school.client.run("UPDATE slots SET ends_at = replace(ends_at, ':00Z', ':30Z') WHERE id = 20")
      await tim.goto(at("/team/mijn-gesprekken"))
      await tim.getByText("1 videolink van Herfstgesprekken moet in je account nog").waitFor()
      await tim.getByRole("link", { name: "Werk ze bij" }).click()
      if (!javaScriptEnabled) await tim.getByRole("button", { name: "Ga verder" }).click()
      await tim.getByText("12 van 12 tijden met een link").first().waitFor()
      await tim.getByText("Al je 12 tijden hebben een link").waitFor()
      await tim.goto(at("/team/mijn-gesprekken"))
      expect(await tim.getByText("videolink van Herfstgesprekken").count()).toBe(0)
      world.school.client.run("UPDATE slots SET ends_at = replace(ends_at, ':30Z', ':00Z') WHERE id = 20")

      // He lets go of the account; his links stay.
      await tim.goto(at("/team/video"))
      await tim.getByRole("button", { name: "Koppel los" }).click()
      await tim.getByText("Je account is losgekoppeld").waitFor()

      // The parent joins: not before it is time, and then through our own address.
      const early = await world.visit({ javaScriptEnabled, cookies: (await world.deVries()).cookies })
      await early.goto(at(talk))
      await early.getByText(/Vanaf .* uur staat hier een knop/).waitFor()
      const { begins } = world.school.client.query("SELECT starts_at AS begins FROM bookings").get() as {
        begins: string
      }
      world.clock.now = Temporal.Instant.from(begins)
      const parent = await world.visit({ javaScriptEnabled, cookies: (await world.deVries()).cookies })
      await parent.goto(at(talk))
      if (javaScriptEnabled) expect(await axe(parent)).toEqual([])
      const room = parent.waitForRequest((asked) => asked.url().startsWith(host))
      await parent.getByRole("link", { name: "Naar het videogesprek" }).click()
      expect((await room).isNavigationRequest()).toBe(true)
    })
  })
