import { afterAll, beforeAll, describe, expect, it } from "bun:test"
import type { Page } from "playwright-core"
import { site } from "../../src/paths.ts"
import { mailNames } from "../../src/views/gallery/mails.ts"
import { gallery } from "../../src/views/gallery/page.tsx"
import {
  axe,
  closeBrowser,
  type Served,
  servedWorld,
  sidewaysScroll,
  smallTargets,
} from "../support/browser.ts"

let world: Served
let page: Page
beforeAll(async () => {
  world = await servedWorld()
  page = await world.visit({ viewport: { width: 320, height: 700 } })
  // Work for the browser, after which it leaves the page.
  await page.route("**/proof-*.js", (route) => route.fulfill({ body: "" }))
})
afterAll(async () => {
  await world.close()
  await closeBrowser()
})

type Language = "nl" | "en"
const addressesOf = (part: string, language: Language) =>
  Object.keys(gallery[part] ?? {}).map((name) => site.state(language, part, name))

/** What is wrong with these pages, with the address in front. */
async function wrongAt(addresses: readonly string[], look: () => Promise<string[]>): Promise<string[]> {
  const wrong: string[] = []
  for (const address of addresses) {
    await page.goto(`${world.origin}${address}`)
    for (const each of await look()) wrong.push(`${address} ${each}`)
  }
  return wrong
}

/** As narrow as a phone gets: nothing sticks out, and every control is large enough for a thumb. */
const narrow = async () => [
  ...((await sidewaysScroll(page)) ? ["sticks out sideways"] : []),
  ...(await smallTargets(page)),
]

/** Everything axe finds in the light; in the dark and in forced colours what differs there: the colours. */
async function inEveryLight(): Promise<string[]> {
  const found = await axe(page)
  for (const scheme of [{ colorScheme: "dark" }, { forcedColors: "active" }] as const) {
    await page.emulateMedia({ reducedMotion: "reduce", ...scheme })
    for (const each of await axe(page, ["color-contrast"])) found.push(`${JSON.stringify(scheme)} ${each}`)
  }
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" })
  return found
}

for (const part of Object.keys(gallery).filter((each) => each !== "mail"))
  describe(`every state of ${part}`, () => {
    it("is clear to everyone on a narrow phone, in the light, in the dark and in forced colours", async () => {
      const look = async () => [...(await narrow()), ...(await inEveryLight())]
      expect(await wrongAt(addressesOf(part, "nl"), look)).toEqual([])
    }, 60_000)

    it("fits on a narrow phone in English too", async () => {
      expect(await wrongAt(addressesOf(part, "en"), narrow)).toEqual([])
    }, 60_000)
  })

describe("every mail", () => {
  it("looks as it should in a mail program on a narrow phone, in the light and in the dark", async () => {
    const addresses = mailNames.map((name) => site.mailExample("nl", name))
    const look = async () => [
      ...((await sidewaysScroll(page)) ? ["sticks out sideways"] : []),
      ...(await inEveryLight()),
    ]
    expect(await wrongAt(addresses, look)).toEqual([])
  }, 60_000)
})

describe("all of it", () => {
  it("keeps the promises of the content policy", () => {
    expect(world.complaints()).toEqual([])
  })
})
