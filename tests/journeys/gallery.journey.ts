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
import { inOtherLights } from "../support/lights.ts"

let world: Served
/** Side by side, or every core but one waits for the browser. */
let pages: Page[]
beforeAll(async () => {
  world = await servedWorld()
  pages = await Promise.all([1, 2, 3].map(() => world.visit({ viewport: { width: 320, height: 700 } })))
})
afterAll(async () => {
  await world.close()
  await closeBrowser()
})

/** The proof is work for the browser, after which it leaves the page. Listening in costs a page its cache: at the door alone. */
function withoutProof() {
  const proof = "**/proof-*.js"
  beforeAll(async () => {
    for (const page of pages) await page.route(proof, (route) => route.fulfill({ body: "" }))
  })
  afterAll(async () => {
    for (const page of pages) await page.unroute(proof)
  })
}

type Language = "nl" | "en"
const addressesOf = (part: string, language: Language) =>
  Object.keys(gallery[part] ?? {}).map((name) => site.state(language, part, name))

/** What is wrong with what stands at these addresses, with the address in front. */
async function wrongAt(addresses: readonly string[], look: (page: Page) => Promise<string[]>) {
  const wrong: string[] = []
  const left = addresses.values()
  const lookAtMore = async (page: Page) => {
    for (const address of left) {
      await page.goto(`${world.origin}${address}`, { waitUntil: "domcontentloaded" })
      for (const each of await look(page)) wrong.push(`${address} ${each}`)
    }
  }
  await Promise.all(pages.map(lookAtMore))
  return wrong.sort()
}

/** As narrow as a phone gets: nothing sticks out, and every control is large enough for a thumb. */
const narrow = async (page: Page) => [
  ...((await sidewaysScroll(page)) ? ["sticks out sideways"] : []),
  ...(await smallTargets(page)),
]

const inEveryLight = async (page: Page, rules?: readonly string[]) => [
  ...(await axe(page, rules)),
  ...(await inOtherLights(page)),
]

for (const part of Object.keys(gallery).filter((each) => each !== "mail"))
  describe(`every state of ${part}`, () => {
    if (part === "deur") withoutProof()

    it("is clear to everyone on a narrow phone, in the light, in the dark and in forced colours", async () => {
      const look = async (page: Page) => [...(await narrow(page)), ...(await inEveryLight(page))]
      expect(await wrongAt(addressesOf(part, "nl"), look)).toEqual([])
    }, 60_000)

    it("fits on a narrow phone in English too", async () => {
      expect(await wrongAt(addressesOf(part, "en"), narrow)).toEqual([])
    }, 60_000)
  })

/** What WCAG asks. Good practice for pages, such as one main part and a heading, is none for a mail. */
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

describe("every mail", () => {
  it("looks as it should in a mail program on a narrow phone, in every light", async () => {
    const addresses = mailNames.map((name) => site.mailExample("nl", name))
    const look = async (page: Page) => [
      ...((await sidewaysScroll(page)) ? ["sticks out sideways"] : []),
      ...(await inEveryLight(page, wcag)),
    ]
    expect(await wrongAt(addresses, look)).toEqual([])
  }, 60_000)
})

describe("all of it", () => {
  it("keeps the promises of the content policy", () => {
    expect(world.complaints()).toEqual([])
  })
})
