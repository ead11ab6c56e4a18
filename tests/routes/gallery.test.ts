import { afterAll, beforeAll, describe, expect, it } from "bun:test"
import { Glob } from "bun"
import { createApp } from "../../src/app.ts"
import { site } from "../../src/paths.ts"
import { mailNames } from "../../src/views/gallery/mails.ts"
import { gallery, galleryLanguages } from "../../src/views/gallery/page.tsx"
import { Browser, testWorld, type World } from "../support/app.ts"

let world: World
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

/** Every state in every language, by its address. */
const states = galleryLanguages.flatMap((language) =>
  Object.entries(gallery).flatMap(([part, each]) =>
    Object.keys(each).map((name) => ({ language, address: site.state(language, part, name) })),
  ),
)

describe("the gallery", () => {
  it("leads to every state, and each opens as a whole page in its language", async () => {
    const visitor = world.stranger()
    const list = await (await visitor.get(site.gallery())).text()
    for (const { language, address } of states) {
      expect(list).toContain(`href="${address}"`)
      const answer = await visitor.get(address)
      expect([address, answer.status]).toEqual([address, 200])
      const page = await answer.text()
      if (!address.includes("/mail/")) expect(page).toStartWith(`<!doctype html><html lang="${language}"`)
      for (const stray of ["undefined", "[object Object]", "NaN"]) expect(page).not.toContain(stray)
      // Its school is nowhere: whoever asks for itself would find a page that says so.
      expect(page).not.toContain('data-hx-trigger="every')
    }
    expect(world.troubles).toEqual([])
  })

  it("shows a mail as it looks elsewhere, where nothing of it can run, load or be sent", async () => {
    for (const name of mailNames) {
      const answer = await world.stranger().get(site.mailExample("nl", name))
      expect(await answer.text()).toContain("<html lang=")
      const policy = answer.headers.get("Content-Security-Policy")
      expect(policy).toStartWith("default-src 'none'; style-src-attr 'unsafe-inline'; ")
      expect(policy).not.toContain("script")
    }
  })

  it("has nothing at addresses of no state", async () => {
    for (const path of ["nl/ouder/niets", "nl/toString/call", "fr/ouder/gesprek", "nl/mail/niets/html"])
      expect((await world.stranger().get(`${site.gallery()}/${path}`)).status).toBe(404)
  })

  it("leads nowhere: no button or link in it is an address of a school", async () => {
    for (const { address } of states) {
      const page = await (await world.stranger().get(address)).text()
      expect(page).not.toMatch(/(href|action)="\/(de-regenboog|de-wilg)/)
    }
  })

  it("does not exist in production", async () => {
    const app = createApp({ ...world.parts, development: false })
    const visitor = new Browser((request) => app.handle(request))
    for (const path of [site.gallery(), states[0]?.address ?? "", site.mailExample("nl", "invitation")])
      expect((await visitor.get(path)).status).toBe(404)
  })

  it("shows every page that there is: a new one needs a line in src/views/gallery", async () => {
    const shown = new Set<string>()
    for await (const file of new Glob("src/views/gallery/*.tsx").scan("."))
      for (const [, names = "", from = ""] of (await Bun.file(file).text()).matchAll(
        /import \{([^}]*)\} from "\.\.\/(?!gallery)([^"]+)"/g,
      ))
        for (const name of names.split(",")) shown.add(`${from} ${name.trim()}`)
    const missing: string[] = []
    for await (const file of new Glob("{door,parent,teacher,staff}/*.tsx").scan("src/views"))
      for (const [, name] of (await Bun.file(`src/views/${file}`).text()).matchAll(
        /^export (?:function|const) (\w+Page)\b/gm,
      ))
        if (!shown.has(`${file} ${name}`)) missing.push(`${file} ${name}`)
    expect(missing).toEqual([])
  })
})
