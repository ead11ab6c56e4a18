import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { rotateDataKey } from "../../src/db/data-keys.ts"
import { type Browser, testWorld, type World } from "../support/app.ts"
import { cast, shownAs, slotOf } from "../support/school.ts"

const link = "https://whereby.com/meester-tim"
const online = `/de-regenboog/team/video/${cast.round}`
const talk = "/de-regenboog/afspraak/1"

let world: World
let deVries: Browser
let tim: Browser
beforeEach(async () => {
  world = await testWorld()
  world.school.client.run("UPDATE rounds SET places = 'school,online,phone'")
  deVries = await world.deVries()
  tim = await world.tim()
  await deVries.post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
    pupil: String(cast.pupils.lotte),
    slot: shownAs(slotOf("tim", 1)),
  })
})
afterEach(() => world.close())

const text = async (who: Browser, path: string) => (await who.get(path)).text()
const paste = (fields: Record<string, string> = {}) => tim.post(`${online}/plak`, { link, ...fields })
const goOnline = () => deVries.post(`${talk}/plek`, { place: "online" })
/** Ten past seven in Amsterdam is when the talk begins. */
const setClock = async (time: string, ...who: ("deVries" | "tim")[]) => {
  world.clock.now = Temporal.Instant.from(`2026-11-12T${time}:00+01:00`)
  if (who.includes("deVries")) deVries = await world.deVries()
  if (who.includes("tim")) tim = await world.tim()
}

describe("a parent", () => {
  it("chooses where the talk is, and may change their mind until the deadline", async () => {
    expect(await text(deVries, talk)).toContain("De Regenboog, lokaal 14")
    const chosen = await goOnline()
    expect([chosen.status, chosen.headers.get("Location")]).toEqual([303, `${talk}?plek`])
    const page = await text(deVries, `${talk}?plek`)
    expect(page).toContain("Online, via deze pagina")
    expect(page).toContain("U krijgt een nieuwe bevestiging per e-mail.")
    const again = (await goOnline()).headers.get("Location") ?? ""
    expect(await text(deVries, again)).toContain("Uw keuze is bewaard")
    expect(await text(deVries, again)).not.toContain("nieuwe bevestiging")
    await deVries.post(`${talk}/plek`, { place: "phone" })
    expect(await text(deVries, talk)).toContain("Telefonisch: u wordt gebeld door Tim Bos")
    await setClock("09:00", "deVries")
    const late = await goOnline()
    expect(late.status).toBe(409)
    expect(await late.text()).toContain("Kiezen kan niet meer")
  })

  it("gets no place that the school does not allow", async () => {
    world.school.client.run("UPDATE rounds SET places = 'school'")
    expect(await text(deVries, talk)).not.toContain("Liever ergens anders")
    expect((await goOnline()).status).toBe(409)
  })

  it("follows the link through our own address, from a quarter of an hour before", async () => {
    await goOnline()
    await paste()
    expect((await deVries.get(`${talk}/online`)).status).toBe(409)
    expect(await text(deVries, talk)).toContain("Vanaf 18:55 uur")
    await setClock("18:55", "deVries")
    expect(await text(deVries, talk)).toContain("Naar het videogesprek")
    const led = await deVries.get(`${talk}/online`)
    expect([led.status, led.headers.get("Location")]).toEqual([303, link])
    expect(led.headers.get("Referrer-Policy")).toBe("no-referrer")
    expect(led.headers.get("Cache-Control")).toBe("no-store")
    await setClock("19:20", "deVries")
    expect(await text(deVries, `${talk}/online`)).toContain("Dit gesprek is geweest")
  })

  it("never sees the link of another household's talk", async () => {
    await goOnline()
    await paste()
    await setClock("19:00")
    expect((await (await world.yilmaz()).get(`${talk}/online`)).status).toBe(404)
    expect((await (await world.bakker()).post(`${talk}/plek`, { place: "school" })).status).toBe(404)
  })

  it("never follows a link that was copied from another slot", async () => {
    await goOnline()
    await paste()
    world.school.client.run(
      `UPDATE video_meetings SET sealed_link = (SELECT sealed_link FROM video_meetings WHERE slot_id = ${slotOf("tim", 5)})
        WHERE slot_id = ${slotOf("tim", 1)}`,
    )
    await setClock("19:00", "deVries")
    const led = await deVries.get(`${talk}/online`)
    expect(led.status).toBe(409)
    expect(await led.text()).toContain("Er is nog geen link")
  })

  it("is led nowhere by a row that says another place than the closed list", async () => {
    await goOnline()
    await paste({ link: "https://praten.school.example/tim" })
    world.school.client.run("UPDATE school SET jitsi_host = 'praten.school.example'")
    await paste({ link: "https://praten.school.example/tim" })
    world.school.client.run("UPDATE school SET jitsi_host = ''")
    await setClock("19:00", "deVries")
    expect((await deVries.get(`${talk}/online`)).status).toBe(409)
  })
})

describe("a teacher", () => {
  it("pastes one link for all times, sees which have one, and takes them away again", async () => {
    const pasted = await paste()
    expect(pasted.headers.get("Location")).toBe(`${online}?gelukt=geplakt-12`)
    expect(await text(tim, online)).toContain("12 van 12 tijden met een link")
    await tim.post(`${online}/plak/weg`)
    expect(await text(tim, online)).toContain("0 van 12 tijden met een link")
  })

  it("hears which talks online have no link yet, until they have one", async () => {
    const agenda = "/de-regenboog/team/mijn-gesprekken"
    expect(await text(tim, agenda)).not.toContain("nog geen link")
    await goOnline()
    expect(await text(tim, agenda)).toContain("1 online gesprek van Herfstgesprekken heeft nog geen link")
    await paste()
    expect(await text(tim, agenda)).not.toContain("nog geen link")
  })

  it("pastes a link for one time", async () => {
    await paste({ slot: String(slotOf("tim", 1)) })
    expect(await text(tim, online)).toContain("1 van 12 tijden met een link")
    const strange = await paste({ slot: String(slotOf("noor", 1)) })
    expect(strange.status).toBe(404)
  })

  it("hears why a link cannot be", async () => {
    const refused = await paste({ link: "https://voorbeeld.example/kamer" })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain("Deze link kennen we niet")
  })

  it("sees whose links a colleague has, and never a link", async () => {
    await paste()
    const page = await text(await world.noor(), online)
    expect(page).toContain("geplakte link van Tim Bos")
    expect(page).not.toContain("whereby.com")
  })

  it("of another school sees nothing", async () => {
    await paste()
    const wilg = await world.wilgDirector()
    expect((await wilg.get(online)).status).toBe(303)
    expect((await wilg.get(online.replace("de-regenboog", "de-wilg"))).status).toBe(404)
  })
})

describe("the office", () => {
  it("decides where talks can be, and names the school's Jitsi", async () => {
    const deWit = await world.deWit()
    await deWit.post(`${online}/plekken`, { place: ["online", "phone"] })
    expect(world.school.client.query("SELECT places FROM rounds").get()).toEqual({ places: "online,phone" })
    expect(await text(deVries, talk)).toContain("Online, via deze pagina")
    expect((await deWit.post(`${online}/jitsi`, { host: "praten school" })).status).toBe(422)
    await deWit.post(`${online}/jitsi`, { host: "praten.school.example" })
    expect((await paste({ link: "https://praten.school.example/tim" })).status).toBe(303)
  })

  it("alone decides it", async () => {
    expect((await tim.post(`${online}/plekken`, { place: "school" })).status).toBe(404)
  })
})

describe("what is kept", () => {
  const stored = () =>
    JSON.stringify(world.school.client.query("SELECT * FROM video_meetings ORDER BY slot_id").all())

  it("holds link and owner only sealed", async () => {
    await paste()
    expect(stored()).not.toContain("whereby")
    expect(stored()).not.toContain("Tim Bos")
  })

  it("gets another key by command, and opens as before", async () => {
    await goOnline()
    await paste()
    const [before, keys] = [stored(), () => world.school.client.query("SELECT id FROM data_keys").all()]
    const [old] = keys()
    expect(await rotateDataKey(world.school, world.clock.now)).toBe(24)
    expect(keys()).toHaveLength(1)
    expect(keys()).not.toEqual([old])
    expect(stored()).not.toBe(before)
    await setClock("19:00", "deVries")
    expect((await deVries.get(`${talk}/online`)).headers.get("Location")).toBe(link)
  })
})
