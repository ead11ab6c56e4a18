import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { seenOf } from "../../../src/db/school/seen-settings.ts"
import { type Browser, closeInPeace, testWorld, type World } from "../../support/app.ts"
import { jpeg, png, webp } from "../../support/pictures.ts"

const looks = "/de-regenboog/team/instellingen/uiterlijk"
const logo = "/de-regenboog/team/instellingen/logo"

let world: World
let deWit: Browser
beforeEach(async () => {
  world = await testWorld()
  deWit = await world.deWit()
})
afterEach(() => closeInPeace(world))

const whereTo = (answer: Response) => `${answer.status} ${answer.headers.get("Location")}`
const door = async () => (await world.stranger().get("/de-regenboog")).text()
const sheetIn = (page: string) => /href="(\/de-regenboog\/kleuren\.css[^"]*)"/.exec(page)?.[1]
const logoIn = (page: string) => /src="(\/de-regenboog\/logo[^"]*)"/.exec(page)?.[1]
const choose = (fields: Record<string, string>) =>
  deWit.post(looks, { ...fields, seen: seenOf(world.school, "colours") })
const send = (bytes: Uint8Array<ArrayBuffer>, name = "logo.png") =>
  deWit.upload(logo, "file", new File([bytes], name), {}, { seen: seenOf(world.school, "logo") })

describe("a school's colours", () => {
  it("are on every page, from a file of its own that browsers keep", async () => {
    expect(sheetIn(await door())).toBeUndefined()
    const chosen = await choose({
      deed: "choose",
      main: "#FFDD00",
      second: "#cc0000",
      band: "yes",
    })
    expect(whereTo(chosen)).toBe(`303 ${looks}?gelukt=colours-chosen`)
    const address = sheetIn(await door()) ?? ""
    expect(address).toBe("/de-regenboog/kleuren.css?1-ffdd00-cc0000")
    expect(sheetIn(await (await deWit.get(looks)).text())).toBe(address)
    const sheet = await world.stranger().get(address)
    expect(sheet.headers.get("Content-Type")).toBe("text/css; charset=utf-8")
    expect(sheet.headers.get("Cache-Control")).toContain("immutable")
    const css = await sheet.text()
    expect(css).toMatch(/^:root \{(\n {2}--[a-z-]+: [a-z0-9#(), -]+;){4}\n\}\n$/)
    expect(css).toContain("4px solid #cc0000")
    expect(css).not.toContain("--brand: light-dark(#ffdd00") // yellow on white is not to be read
    const tag = sheet.headers.get("ETag") ?? ""
    expect((await world.stranger().get(address, { "If-None-Match": tag })).status).toBe(304)
  })

  it("of before, asked for by an old page, are those of now and are not kept", async () => {
    await choose({ deed: "choose", main: "#123456" })
    const old = await world.stranger().get("/de-regenboog/kleuren.css?1-ffdd00")
    expect(old.headers.get("Cache-Control")).toBe("no-cache")
    expect(await old.text()).toContain("#123456")
  })

  it("go back to ours", async () => {
    await choose({ deed: "choose", main: "#123456" })
    await choose({ deed: "ours" })
    expect(sheetIn(await door())).toBeUndefined()
    expect(await (await world.stranger().get("/de-regenboog/kleuren.css")).text()).toBe("")
  })

  it("say what was made of them when they were hard to read", async () => {
    await choose({ deed: "choose", main: "#ffdd00" })
    expect(await (await deWit.get(looks)).text()).toMatch(
      /Daarom gebruiken we overdag #[0-9a-f]{6} en in het donker #ffdd00/,
    )
  })

  for (const [fields, name] of [
    [{ main: "" }, "main"],
    [{ main: "#123456;}*{background:url(//evil.example)}" }, "main"],
    [{ main: "red" }, "main"],
    [{ main: "#123456", band: "yes", second: "#12345" }, "second"],
  ] as const)
    it(`are not ${JSON.stringify(fields)}`, async () => {
      const answer = await choose({ deed: "choose", ...fields })
      expect(answer.status).toBe(422)
      expect(await answer.text()).toMatch(new RegExp(`id="f-${name}-hint">\\s*Dit is geen kleur`))
      expect(sheetIn(await door())).toBeUndefined()
    })
})

describe("a school's logo", () => {
  for (const [kind, bytes] of [
    ["image/png", png(300, 200)],
    ["image/jpeg", jpeg(300, 200)],
    ["image/webp", webp(300, 200)],
  ] as const)
    it(`may be ${kind}, whatever the file is called, and comes back byte for byte`, async () => {
      expect(whereTo(await send(bytes, "logo.svg"))).toBe(`303 ${looks}?gelukt=logo-set`)
      const address = logoIn(await door()) ?? ""
      const answer = await world.stranger().get(address)
      expect(answer.headers.get("Content-Type")).toBe(kind)
      expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff")
      expect(answer.headers.get("Content-Security-Policy")).toContain("default-src 'none'")
      expect(answer.headers.get("Cache-Control")).toContain("immutable")
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
    })

  it("is replaced by the next one, and goes when the school says so", async () => {
    await send(png(300, 200))
    const first = logoIn(await door())
    await send(png(300, 201))
    expect(logoIn(await door())).not.toBe(first as string)
    expect(whereTo(await deWit.post(`${logo}/weg`, { seen: seenOf(world.school, "logo") }))).toBe(
      `303 ${looks}?gelukt=logo-dropped`,
    )
    expect(logoIn(await door())).toBeUndefined()
    expect((await world.stranger().get("/de-regenboog/logo")).status).toBe(404)
  })

  const heavy = new Uint8Array(200 * 1024 + 1)
  heavy.set(png(10, 10))
  for (const [what, bytes, sentence] of [
    ["nothing", new Uint8Array(), "Kies eerst een bestand"],
    ["too heavy", heavy, "groter dan 200 kB"],
    [
      "an SVG",
      new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      "Een SVG kan programmacode bevatten",
    ],
    ["a page", new TextEncoder().encode("<script>alert(1)</script>"), "Dit is geen PNG, JPEG of WebP"],
    ["half a PNG", png(10, 10).slice(0, 12), "Dit is geen PNG, JPEG of WebP"],
    ["a JPEG of nothing", Uint8Array.of(0xff, 0xd8, 0xff, 0xff, 0xff, 0xff), "Dit is geen PNG, JPEG of WebP"],
    ["a picture no phone can draw", png(40_000, 40_000), "Deze afbeelding is te groot"],
    ["a picture without width", png(0, 10), "Deze afbeelding is te groot"],
  ] as const)
    it(`is not ${what}: ${sentence}`, async () => {
      const answer = await send(bytes)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(sentence)
      expect(logoIn(await door())).toBeUndefined()
    })

  it("of one school is not on another's pages", async () => {
    await send(png(300, 200))
    expect(await (await world.stranger().get("/de-wilg")).text()).not.toContain("/logo")
    expect((await world.stranger().get("/de-wilg/logo")).status).toBe(404)
  })
})
