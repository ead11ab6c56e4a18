import { afterAll, afterEach, beforeEach, describe, expect, it } from "bun:test"
import { Secret, TOTP } from "otpauth"
import type { Page } from "playwright-core"
import { runCommand } from "../../src/cli.ts"
import { startStaffSession } from "../../src/db/access/visitors.ts"
import { write } from "../../src/db/open.ts"
import { openSchool } from "../../src/db/registry.ts"
import type { StaffId } from "../../src/domain/ids.ts"
import { readEnv } from "../../src/env.ts"
import { closeBrowser, type Served, servedWorld } from "../support/browser.ts"
import { holdsUp } from "../support/holds-up.ts"
import { edexml } from "../support/roster-files.ts"

// A school that begins: from the link on the operator's screen to parents who may choose. On a phone of 320 px, because what fits
// there fits everywhere, with and without JavaScript.

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

const narrow = { width: 320, height: 640 }
const team = (rest: string) => `${world.origin}/de-lijster/team${rest}`

/** The operator makes the school; gives the link that is printed, once. */
async function schoolAdded(): Promise<string> {
  const printed: string[] = []
  const told: string[] = []
  const environment = {
    DATA_DIR: world.folder,
    ORIGIN: world.origin,
    MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
  }
  const words =
    "school add de-lijster --name|De Lijster|--city|Utrecht|--brin|99ZZ|--admin-name|Ans de Boer|--admin-email|ans@lijster.example"
  const [first = "", ...rest] = words.split("|")
  const ended = await runCommand([...first.split(" "), ...rest], readEnv(environment), {
    out: (line) => printed.push(line),
    err: (line) => told.push(line),
  })
  expect([ended, told]).toEqual([0, []])
  const link = printed.join("\n").match(/\S+\/team\/welkom\/\S+/)?.[0]
  if (!link) throw new Error("No link was printed")
  return link
}

/** Ans, signed in. */
async function ansSession() {
  const db = lijster()
  const session = await write(db, (tx) => startStaffSession(tx, 1 as StaffId, world.clock.now))
  return new Map([["__Host-team-de-lijster", session]])
}

const lijster = () => {
  const db = openSchool(world.registry, "de-lijster")
  if (!db) throw new Error("De Lijster is not there")
  return db
}
const countOf = (table: string, where = "1") =>
  lijster().client.query<{ n: number }, []>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).get()?.n ?? 0

/** Every screen on the way holds up for everybody: no barrier that axe knows, thumbs fit, nothing sticks out. */

// A form may begin with a button for the Enter key alone, which nobody sees.
const press = (page: Page, name: string | RegExp) =>
  page.locator("button:not(.hidden)").and(page.getByRole("button", { name })).first().click()
const follow = (page: Page, name: string | RegExp) => page.getByRole("link", { name }).first().click()
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name }).first().waitFor()

/** A phone with a finger on it: makes and shows passkeys by itself. */
async function withFinger(page: Page) {
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

/** First sign-in with a passkey, then out, and in again with it. */
async function entersWithPasskey(page: Page, link: string, look: () => Promise<void>) {
  await withFinger(page)
  await page.goto(link)
  await heading(page, "Welkom, Ans de Boer")
  await look()
  await press(page, "Maak een passkey")
  await heading(page, "Dag Ans de Boer")
  await signsOut(page)
  await look()
  await press(page, "Log in met je passkey")
  await heading(page, "Dag Ans de Boer")
}

const password = "vier paarden in de mist"

/** The same with a password and the code of an app. */
async function entersWithPassword(page: Page, link: string, look: () => Promise<void>) {
  await page.goto(link)
  await follow(page, "Kies een wachtwoord")
  await look()
  await page.getByText("Lukt scannen niet?").click()
  const secret = (await page.locator("code").innerText()).replaceAll(" ", "")
  const code = () =>
    TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: world.clock.now.epochMilliseconds })
  await page.getByLabel("Nieuw wachtwoord").fill(password)
  await page.getByLabel("Code van zes cijfers").fill(code())
  await press(page, "Bewaar en log in")
  await heading(page, "Dag Ans de Boer")
  await signsOut(page)
  await look()
  await page.getByLabel("E-mailadres").fill("ans@lijster.example")
  await page.getByLabel("Wachtwoord").fill(password)
  await press(page, "Verder met je code")
  await heading(page, "Vul je code in")
  await look()
  world.clock.now = world.clock.now.add({ seconds: 60 })
  await page.getByLabel("Code van zes cijfers").fill(code())
  await press(page, "Log in")
  await heading(page, "Dag Ans de Boer")
}

async function signsOut(page: Page) {
  await press(page, "Uitloggen")
  await heading(page, "Inloggen voor het team")
}

/** Hands in a file; the next page is whatever comes of it. */
async function handsIn(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) {
  await page.getByLabel("Bestand uit je administratie").setInputFiles(file)
  await press(page, "Bestand inlezen")
}

/** A file, what it would change, and a person who says yes. Nothing is kept before that. */
async function readsIn(page: Page, file: string, look: () => Promise<void>) {
  await heading(page, "Leerlinggegevens inlezen")
  await look()
  const before = countOf("logbook", "act = 'import-committed'")
  await handsIn(page, file)
  await heading(page, "Wat verandert er?")
  await page.getByText("280 leerlingen").first().waitFor()
  await look()
  expect(countOf("logbook", "act = 'import-committed'")).toBe(before)
  await press(page, "Verwerk deze wijzigingen")
  await heading(page, "De gegevens zijn verwerkt")
  await look()
}

const openDoubts = () => countOf("household_doubts", "settled_at IS NULL")
const said = (page: Page, what: string | RegExp) => page.getByText(what).first().waitFor()

for (const javaScriptEnabled of [true, false])
  describe(javaScriptEnabled ? "on a phone" : "on a phone without JavaScript", () => {
    it("the first administrator comes in, reads in the pupils, opens a round and invites", async () => {
      const link = await schoolAdded()
      const page = await world.visit({ javaScriptEnabled, viewport: narrow })
      const look = () => holdsUp(page, javaScriptEnabled)
      await (javaScriptEnabled ? entersWithPasskey : entersWithPassword)(page, link, look)
      await look()

      // The link was for one time.
      const second = await world.visit({ javaScriptEnabled, viewport: narrow })
      await second.goto(link)
      await heading(second, "Deze link is gebruikt of te oud")
      await holdsUp(second, javaScriptEnabled)

      await follow(page, "Lees leerlingen in")
      await readsIn(page, "src/db/demo/de-regenboog.xml", look)
      expect(countOf("pupils")).toBe(280)

      // Their parents come from a list, which is about the same pupils.
      await follow(page, "Lees een ander bestand in")
      await readsIn(page, "src/db/demo/de-regenboog-ouders.csv", look)
      expect(countOf("pupils")).toBe(280)
      expect(countOf("guardians", "email IS NOT NULL")).toBeGreaterThan(200)

      // The families that are not certain, one by one.
      await follow(page, "Bekijk de gezinnen")
      await heading(page, "Kijk deze gezinnen na")
      await look()
      const doubts = openDoubts()
      await press(page, /^Ja, /)
      await said(page, /Bewaard\.|Dit is nu één gezin\./)
      await look()
      await press(page, /^Nee, twee gezinnen/)
      await said(page, /Bewaard\./)
      expect(openDoubts()).toBe(doubts - 2)

      // A round in three steps, at first of one evening that is too short.
      await follow(page, "Rondes")
      await heading(page, "Rondes")
      await look()
      await follow(page, /^(Nieuwe ronde|Maak)/)
      await heading(page, "Nieuwe ronde")
      await look()
      await press(page, "Dag 2 weghalen")
      await page.getByText("Dag 2").waitFor({ state: "detached" })
      await page.getByLabel("Tot", { exact: true }).first().fill("20:00")
      await press(page, "Verder naar de leraren")
      await heading(page, "Leraren")
      await look()
      await press(page, "Bewaar en ga verder")
      await said(page, "leraren hebben te weinig tijden")
      await page
        .getByText(/: \d+ leerlingen, (ongeveer \d+ gesprekken, )?9 tijden\./)
        .first()
        .waitFor()
      await look()

      // A second evening and longer ones: enough for everybody.
      await follow(page, "Gegevens aanpassen")
      await press(page, "Dag toevoegen")
      await page.getByText("Dag 2").waitFor()
      await page.getByLabel("Datum", { exact: true }).last().fill("2026-11-19")
      for (const day of [0, 1]) {
        await page.getByLabel("Van", { exact: true }).nth(day).fill("18:00")
        await page.getByLabel("Tot", { exact: true }).nth(day).fill("21:00")
      }
      await press(page, "Bewaar")
      await heading(page, /Herfstgesprekken/)
      await follow(page, "Leraren aanpassen")
      await heading(page, "Leraren")
      await press(page, "Bewaar")
      await heading(page, /Herfstgesprekken/)
      await look()
      expect(countOf("slots")).toBe(0)
      await press(page, "Publiceer de ronde")
      await said(page, "De ronde is gepubliceerd.")
      await look()
      expect(countOf("slots")).toBeGreaterThan(280)

      // Invitations: by mail where there is an address, on paper for the others.
      await press(page, /^Mail \d+ gezinnen/)
      await said(page, /krijgen nu een e-mail/)
      await look()
      const mailed = countOf("messages", "kind = 'invitation'")
      expect(mailed).toBeGreaterThan(100)
      await follow(page, "Brieven maken")
      await heading(page, "Brieven")
      await look()
      await press(page, "Maak de brieven")
      await heading(page, /brieven klaar om te printen/)
      await look()
      const code = await page.locator(".secret").first().innerText()
      await follow(page, "Start")
      await heading(page, "Dag Ans de Boer")
      await look()

      // Who got a letter can come in with it.
      const parent = await world.visit({ javaScriptEnabled })
      await parent.goto(`${world.origin}/de-lijster`)
      await parent.getByLabel("Uw code").fill(code)
      await press(parent, "Inloggen")
      await heading(parent, "Herfstgesprekken")
    }, 120_000)

    it("a file is put back within the day, and not after it", async () => {
      await schoolAdded()
      const page = await world.visit({ javaScriptEnabled, viewport: narrow, cookies: await ansSession() })
      const look = () => holdsUp(page, javaScriptEnabled)
      await page.goto(team("/inlezen"))
      await readsIn(page, "src/db/demo/de-regenboog.xml", look)
      await press(page, "Draai alles terug")
      await heading(page, "Dit bestand is teruggedraaid")
      await look()
      expect(["pupils", "groups", "teachers", "households"].map((table) => countOf(table))).toEqual([
        0, 0, 0, 0,
      ])

      // Read in again, and looked at a day later.
      await follow(page, "Lees een ander bestand in")
      await readsIn(page, "src/db/demo/de-regenboog.xml", look)
      expect(countOf("pupils")).toBe(280)
      world.clock.now = world.clock.now.add({ hours: 25 })
      const later = await world.visit({ javaScriptEnabled, viewport: narrow, cookies: await ansSession() })
      await later.goto(page.url())
      await said(later, "Terugdraaien kan niet meer.")
      expect(await later.getByRole("button", { name: "Draai alles terug" }).count()).toBe(0)
    }, 60_000)
  })

describe("a large file", () => {
  it("shows how far it is, with and without JavaScript, while other pages answer at once", async () => {
    await schoolAdded()
    const cookies = await ansSession()
    const page = await world.visit({ viewport: narrow, cookies })
    const plain = await world.visit({ viewport: narrow, cookies, javaScriptEnabled: false })
    await page.goto(team("/inlezen"))
    const large = edexml({ pupils: 20_000 }).replace(/<brincode>.*?</, "<brincode>99ZZ<")
    await handsIn(page, { name: "edex.xml", mimeType: "text/xml", buffer: Buffer.from(large) })
    await heading(page, "Je bestand wordt gelezen")
    const began = performance.now()
    await plain.goto(page.url())
    expect(performance.now() - began).toBeLessThan(2000)
    await heading(plain, "Je bestand wordt gelezen")
    await holdsUp(plain, false)
    // With JavaScript the page looks by itself; without, there is a link.
    await page.getByText("20.000 leerlingen").first().waitFor({ timeout: 30_000 })
    await follow(plain, "Kijk of het klaar is")
    await said(plain, "20.000 leerlingen")
  }, 60_000)
})
