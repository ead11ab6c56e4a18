import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { type Browser, testWorld, type World } from "../../support/app.ts"
import { png } from "../../support/pictures.ts"

// Two administrators have the same setting before them. The first saves; the second is told what stands there now, finds what was
// chosen as it was, and may then go on.

let world: World
let first: Browser
let second: Browser
beforeEach(async () => {
  world = await testWorld("http://localhost:3000", { sms: true })
  first = await world.deWit()
  second = await world.deWit()
})
afterEach(() => {
  expect(world.troubles).toEqual([])
  world.close()
})

const team = "/de-regenboog/team"
/** What the form with this action carries as seen. */
const seenIn = (html: string, action: string) =>
  /name="seen" value="([^"]*)"/.exec(
    html.split("<form").find((each) => each.includes(`action="${action}"`)) ?? "",
  )?.[1] ?? "no such form"
const seenOn = async (page: string, action: string) => seenIn(await (await second.get(page)).text(), action)
const kept = (column: string) =>
  world.school.client.query<{ kept: unknown }, []>(`SELECT ${column} AS kept FROM school WHERE id = 1`).get()
    ?.kept

type Fields = Record<string, string | string[]>
const settings: {
  name: string
  page: string
  action: string
  column: string
  ours: Fields
  theirs: Fields
  told: RegExp
  /** What was chosen stands in the form. */
  stays: RegExp
}[] = [
  {
    name: "the colours",
    page: `${team}/instellingen/uiterlijk`,
    action: `${team}/instellingen/uiterlijk`,
    column: "main_colour",
    ours: { deed: "choose", main: "#112233", second: "#445566" },
    theirs: { deed: "choose", main: "#778899", second: "#445566" },
    told: /<dt>Hoofdkleur<\/dt>\s*<dd>#112233<\/dd>/,
    stays: /name="main" value="#778899"/,
  },
  {
    name: "the languages",
    page: `${team}/instellingen/talen`,
    action: `${team}/instellingen/talen`,
    column: "languages_left_out",
    ours: { language: [] },
    theirs: { language: ["en"] },
    told: /<dd>Nederlands<\/dd>/,
    stays: /value="en" checked/,
  },
  {
    name: "how long rounds are kept",
    page: `${team}/instellingen/bewaren`,
    action: `${team}/instellingen/bewaren`,
    column: "keep_round_days",
    ours: { days: "100" },
    theirs: { days: "120" },
    told: /<dd>100<\/dd>/,
    stays: /name="days"[^>]*value="120"|value="120"[^>]*name="days"/,
  },
  {
    name: "the fact that parents type",
    page: `${team}/instellingen/inloggen`,
    action: `${team}/instellingen/inloggen`,
    column: "factor",
    ours: { factor: "postcode" },
    theirs: { factor: "pupil-number" },
    told: /<dd>[^<]*postcode<\/dd>/,
    stays: /value="pupil-number" checked/,
  },
  {
    name: "the name above an SMS",
    page: `${team}/berichten/teksten`,
    action: `${team}/berichten/afzender`,
    column: "sms_sender",
    ours: { sender: "Regenboog" },
    theirs: { sender: "School" },
    told: /<dd>Regenboog<\/dd>/,
    stays: /value="School"/,
  },
]

describe("who is second at a setting", () => {
  for (const { name, page, action, column, ours, theirs, told, stays } of settings)
    it(`hears what ${name} became, and may go on`, async () => {
      const before = kept(column)
      const seen = await seenOn(page, action)
      expect((await first.post(action, { ...ours, seen })).status).toBe(303)
      const now = kept(column)
      expect(now).not.toBe(before)
      const late = await second.post(action, { ...theirs, seen })
      expect(late.status).toBe(409)
      const html = await late.text()
      expect(html).toContain("Iemand anders was net eerder")
      expect(html).toMatch(told)
      expect(html).toMatch(stays)
      expect(kept(column)).toBe(now)
      expect((await second.post(action, { ...theirs, seen: seenIn(html, action) })).status).toBe(303)
      expect(kept(column)).not.toBe(now)
    })

  for (const { name, action, column, theirs } of settings)
    it(`changes nothing of ${name} with a form that does not say what was seen`, async () => {
      const before = kept(column)
      for (const without of [{}, { seen: "" }])
        expect((await second.post(action, { ...theirs, ...without })).status).toBe(409)
      expect(kept(column)).toBe(before)
    })

  it("puts no logo over one that was not seen, and takes none away", async () => {
    const here = `${team}/instellingen/logo`
    const looks = `${team}/instellingen/uiterlijk`
    const send = (who: Browser, size: number, seen: string) =>
      who.upload(here, "file", new File([png(size, size)], "logo.png"), {}, { seen })
    const seen = await seenOn(looks, here)
    expect((await send(first, 20, "")).status).toBe(409)
    expect((await send(first, 20, seen)).status).toBe(303)
    const late = await send(second, 30, seen)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain("Iemand anders was net eerder")
    for (const fields of [{ seen }, {}]) expect((await second.post(`${here}/weg`, fields)).status).toBe(409)
    expect((await second.post(`${here}/weg`, { seen: await seenOn(looks, here) })).status).toBe(303)
  })

  it("is asked before the step to the BSN", async () => {
    const here = `${team}/instellingen/inloggen`
    const seen = await seenOn(here, here)
    expect((await second.post(here, { factor: "bsn4" })).status).toBe(409)
    await first.post(here, { factor: "postcode", seen })
    expect((await second.post(here, { factor: "bsn4", seen })).status).toBe(409)
    const step = await seenOn(`${here}/bsn`, `${here}/bsn`)
    await first.post(here, { factor: "none", seen: await seenOn(here, here) })
    const late = await second.post(`${here}/bsn`, { agree: "ja", seen: step })
    expect([late.status, kept("factor")]).toEqual([409, "none"])
  })
})
