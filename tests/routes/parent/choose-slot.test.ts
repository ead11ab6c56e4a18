import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { rowsIn } from "../../support/rounds.ts"
import { cast, shownAs, slotOf, today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const page = `/de-regenboog/gesprekken/${cast.round}`
const wish = (pupil: number, slot: number) => ({ pupil: String(pupil), slot: shownAs(slot) })

describe("the page of times", () => {
  it("is where a parent with one round arrives at once", async () => {
    const answer = await (await world.yilmaz()).get("/de-regenboog/gesprekken")
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, page])
  })

  it("shows every child of the home with its teachers, and no other child", async () => {
    const text = await (await (await world.deVries()).get(page)).text()
    for (const word of ["Sem", "Lotte", "Daan", "Noor Willems", "Tim Bos", "19:00"])
      expect(text).toContain(word)
    expect(text).not.toContain("Defne")
  })

  it("comes whole to a browser and in part to htmx, from one address", async () => {
    const yilmaz = await world.yilmaz()
    const whole = await (await yilmaz.get(page)).text()
    const part = await (await yilmaz.get(page, htmx)).text()
    expect(whole).toStartWith("<!doctype html>")
    expect(part).toStartWith('<section id="talks"')
    expect(whole).toContain(part)
  })

  it("is not sent again while nothing in it changed, and is when somebody else chose", async () => {
    const yilmaz = await world.yilmaz()
    const tag = (await yilmaz.get(page)).headers.get("ETag") ?? ""
    const same = await yilmaz.get(page, { "If-None-Match": tag })
    expect(same.status).toBe(304)
    // The page that the browser kept has its own headers.
    expect([...same.headers.keys()].sort()).toEqual([
      "cache-control",
      "cross-origin-resource-policy",
      "etag",
      "vary",
    ])
    await (await world.deVries()).post(`${page}/kies`, wish(cast.pupils.sem, slotOf("noor", 3)))
    const after = await yilmaz.get(page, { "If-None-Match": tag })
    expect(after.status).toBe(200)
    expect(await after.text()).not.toContain("19:30")
  })

  it("is kept for one family, in one language, and only while its times stand", async () => {
    const [yilmaz, deVries] = [await world.yilmaz(), await world.deVries()]
    const text = async (visitor: typeof yilmaz) => (await visitor.get(page)).text()
    const first = await text(yilmaz)
    expect(await text(yilmaz)).toBe(first)
    // They share juf Noor and her free times.
    const theirs = await text(deVries)
    expect([theirs.includes("Sem"), theirs.includes("Defne"), first.includes("Sem")]).toEqual([
      true,
      false,
      false,
    ])
    await yilmaz.post("/de-regenboog/taal", { language: "en" })
    expect(await text(yilmaz)).toContain('<html lang="en"')
    await yilmaz.post("/de-regenboog/taal", { language: "nl" })
    expect(await text(yilmaz)).toBe(first)
    await deVries.post(`${page}/kies`, wish(cast.pupils.sem, slotOf("noor", 3)))
    expect([first.includes("19:30"), (await text(yilmaz)).includes("19:30")]).toEqual([true, false])
    await deVries.post("/de-regenboog/afspraak/1/afzeggen", {})
    expect(await text(yilmaz)).toBe(first)
  })

  it("says from when, before the round opens, and until when, after it closed", async () => {
    world.clock.now = Temporal.Instant.from("2026-10-01T09:00:00Z")
    expect(await (await (await world.yilmaz()).get(page)).text()).toContain("U kunt een tijd kiezen vanaf")
    world.clock.now = today.add({ hours: 24 * 8 })
    const closed = await (await (await world.yilmaz()).get(page)).text()
    expect(closed).toContain("Kiezen kon tot")
    expect(closed).not.toContain('name="slot"')
  })

  it("does not exist for a home without a child in the round", async () => {
    world.school.client.run("DELETE FROM round_groups WHERE group_id = 1")
    expect((await (await world.yilmaz()).get(page)).status).toBe(404)
  })
})

describe("choosing a time", () => {
  it("answers htmx with the part that changed, and a plain browser with where to see it", async () => {
    const deVries = await world.deVries()
    const plain = await deVries.post(`${page}/kies`, wish(cast.pupils.sem, slotOf("noor", 1)))
    expect([plain.status, plain.headers.get("Location")]).toEqual([303, `${page}?gekozen=1`])
    expect(await (await deVries.get(`${page}?gekozen=1`)).text()).toContain("1 van 3 gesprekken gekozen")
    const part = await deVries.post(`${page}/kies`, wish(cast.pupils.lotte, slotOf("tim", 3)), htmx)
    expect(part.status).toBe(200)
    expect(await part.text()).toContain("2 van 3 gesprekken gekozen")
  })

  it("says that someone was faster, with the nearest free times, and loses nothing", async () => {
    await (await world.yilmaz()).post(`${page}/kies`, wish(cast.pupils.defne, slotOf("noor", 3)))
    const late = await (await world.deVries()).post(
      `${page}/kies`,
      wish(cast.pupils.sem, slotOf("noor", 3)),
      htmx,
    )
    expect(late.status).toBe(409)
    const text = await late.text()
    expect(text).toContain("Iemand was u net voor")
    const near = text.slice(text.indexOf("Deze tijden liggen het dichtst erbij"), text.indexOf("</ul>"))
    expect([...near.matchAll(/>(\d\d:\d\d)</g)].map(([, time]) => time)).toEqual(["19:10", "19:20", "19:40"])
  })

  it("is not done when the school moved the day while the parent looked: they read the new times first", async () => {
    const deVries = await world.deVries()
    world.school.client.run(
      "UPDATE slots SET starts_at = replace(starts_at, '11-12', '11-13'), ends_at = replace(ends_at, '11-12', '11-13')",
    )
    for (const tapped of [shownAs(slotOf("noor", 3)), String(slotOf("noor", 3))]) {
      const late = await deVries.post(`${page}/kies`, { pupil: String(cast.pupils.sem), slot: tapped }, htmx)
      expect(late.status).toBe(409)
      const text = await late.text()
      expect(text).toContain("De tijden zijn veranderd")
      expect(text).toContain("vrijdag 13 november")
    }
    expect(rowsIn(world.school, "bookings")).toBe(0)
  })

  it("is a page that is not there when the child, the slot or the round is not theirs", async () => {
    const yilmaz = await world.yilmaz()
    for (const [where, what] of [
      [`${page}/kies`, wish(cast.pupils.sem, slotOf("noor", 1))],
      [`${page}/kies`, wish(cast.pupils.defne, 9999)],
      ["/de-regenboog/gesprekken/77/kies", wish(cast.pupils.defne, slotOf("noor", 1))],
      [`${page}/kies`, { pupil: "x", slot: "-1" }],
    ] as const)
      expect((await yilmaz.post(where, what)).status).toBe(404)
  })
})
