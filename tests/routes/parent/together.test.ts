import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { type Browser, htmx, testWorld, type World } from "../../support/app.ts"
import { rowsIn } from "../../support/rounds.ts"
import { cast, shownAs, slotOf } from "../../support/school.ts"

let world: World
let deVries: Browser
beforeEach(async () => {
  world = await testWorld()
  deVries = await world.deVries()
})
afterEach(() => world.close())

const page = `/de-regenboog/gesprekken/${cast.round}/samen`
const { sem, lotte, daan, defne } = cast.pupils
const all = { gesprek: [`${sem}-1`, `${lotte}-2`, `${daan}-2`], van: "", tot: "" }
const textOf = (markup: string) => markup.replace(/(\s*<[^>]+>\s*)+/g, " ")
const heldSlots = () =>
  world.school.client
    .query<{ slot: number }, []>("SELECT slot_id AS slot FROM holds ORDER BY 1")
    .values()
    .flat()
/** The times that the held set shows, and the fields that its button sends. */
const fieldsOf = (text: string) =>
  [...text.slice(text.indexOf('class="card set"')).matchAll(/name="tijd" value="([^"]+)"/g)]
    .slice(0, 3)
    .map(([, value]) => value as string)

describe("a parent of three", () => {
  it("sees the way to it on the page of times, and a parent of one does not", async () => {
    const round = `/de-regenboog/gesprekken/${cast.round}`
    expect(await (await deVries.get(round)).text()).toContain(`href="${page}"`)
    expect(await (await (await world.yilmaz()).get(round)).text()).not.toContain(`href="${page}"`)
  })

  it("finds every talk ticked, and nothing is held by looking", async () => {
    const text = await (await deVries.get(page)).text()
    for (const key of all.gesprek) expect(text).toContain(`value="${key}" checked`)
    expect(heldSlots()).toEqual([])
  })

  it("asks, sees times back to back that are held, and has them with one press", async () => {
    const asked = await deVries.post(page, all)
    expect(asked.status).toBe(303)
    const shown = await (await deVries.get(asked.headers.get("Location") ?? "")).text()
    expect(shown).toContain("Deze 3 tijden passen")
    expect(shown).toContain("Wij houden ze voor u vast tot 10:05")
    expect(heldSlots().length).toBe(3)
    const booked = await deVries.post(`${page}/kies`, { ...all, tijd: fieldsOf(shown) })
    expect(booked.headers.get("Location")).toContain("?gekozen=")
    expect(await (await deVries.get(booked.headers.get("Location") ?? "")).text()).toContain(
      "Alle gesprekken zijn gekozen",
    )
    expect([rowsIn(world.school, "bookings"), heldSlots()]).toEqual([3, []])
  })

  it("gets the part that changed when htmx asks", async () => {
    const part = await deVries.post(page, all, htmx)
    expect(part.status).toBe(200)
    expect(await part.text()).toStartWith('<section id="together"')
  })

  it("looks at another set: that one is held instead", async () => {
    const shown = await (await deVries.post(page, all, htmx)).text()
    const first = heldSlots()
    const others = shown.slice(shown.indexOf('id="others"'))
    const tijd = [...others.matchAll(/name="tijd" value="([^"]+)"/g)]
      .slice(0, 3)
      .map(([, value]) => value as string)
    await deVries.post(`${page}/vasthouden`, { ...all, tijd })
    const second = heldSlots()
    expect(second.length).toBe(3)
    expect(second.filter((slot) => first.includes(slot))).toEqual([])
  })

  it("cannot keep times from others by asking over and over: fifteen minutes in all", async () => {
    const until = () =>
      world.school.client.query<{ until: string }, []>("SELECT max(until) AS until FROM holds").get()?.until
    const began = world.clock.now
    for (const minutes of [0, 4, 8, 12]) {
      world.clock.now = began.add({ minutes })
      await deVries.post(page, all)
    }
    expect(until()).toBe(began.add({ minutes: 15 }).toString())
    world.clock.now = began.add({ minutes: 15 })
    await deVries.post(page, all)
    expect(until()).toBe(began.add({ minutes: 20 }).toString())
  })

  it("only gets times within the hours that they can", async () => {
    const asked = await deVries.post(page, { ...all, van: "20:00", tot: "20:40" })
    const shown = await (await deVries.get(asked.headers.get("Location") ?? "")).text()
    for (const [, time] of shown.matchAll(/<time[^>]*>(\d\d:\d\d)</g))
      expect((time as string) >= "20:00" && (time as string) < "20:40").toBe(true)
    const none = await (await deVries.post(page, { ...all, van: "20:30", tot: "20:40" }, htmx)).text()
    expect(none).toContain("Deze gesprekken passen niet samen")
  })

  it("is told when another family won one of the times, and nothing is half booked", async () => {
    const shown = await (await deVries.post(page, all, htmx)).text()
    const tijd = fieldsOf(shown)
    // The hold ran out while they read, and a neighbour was quick.
    world.clock.now = world.clock.now.add({ minutes: 6 })
    const slot = tijd.find((line) => line.startsWith(`${sem}-`))?.split("-")[1] as string
    await (await world.yilmaz()).post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
      pupil: String(defne),
      slot,
    })
    const late = await deVries.post(`${page}/kies`, { ...all, tijd }, htmx)
    expect(late.status).toBe(409)
    const text = await late.text()
    const read = textOf(text)
    expect(read).toMatch(
      /Iemand was u net voor 19:\d0, Sem met Noor Willems Deze tijd is net gekozen door iemand anders\./,
    )
    expect(read).toContain("Er is nog niets gekozen.")
    expect(text).toContain("Dit past")
    expect(rowsIn(world.school, "bookings", `household_id = ${cast.households.deVries}`)).toBe(0)
  })

  it("reads, where its set stood, that it is held no longer and still free, and has it with the same press", async () => {
    const address = (await deVries.post(page, all)).headers.get("Location") ?? ""
    const shown = await (await deVries.get(address)).text()
    // The open page asks that part anew by itself, a moment after the end.
    const asks = /data-hx-get="([^"]+)" data-hx-trigger="load delay:301s" data-hx-target="#together"/.exec(
      shown,
    )?.[1]
    expect(asks?.replaceAll("&amp;", "&")).toBe(address)
    world.clock.now = world.clock.now.add({ minutes: 5 })
    const after = await (await deVries.get(address, htmx)).text()
    expect(after).toStartWith('<section id="together"')
    expect(textOf(after)).toContain("Wij houden deze tijden niet meer voor u vast. Ze zijn nog vrij.")
    expect(after).not.toContain("load delay")
    expect(fieldsOf(after)).toEqual(fieldsOf(shown))
    // The set is not offered a second time below.
    const lines = [...after.matchAll(/name="tijd" value="([^"]+)"/g)].map(([, value]) => value)
    for (const line of fieldsOf(shown)) expect(lines.filter((each) => each === line).length).toBe(1)
    expect((await deVries.post(`${page}/kies`, { ...all, tijd: fieldsOf(after) })).status).toBe(303)
    expect(rowsIn(world.school, "bookings")).toBe(3)
    expect((await deVries.get(address)).headers.get("Location")).toBe(
      `/de-regenboog/gesprekken/${cast.round}`,
    )
  })

  it("reads after the hold which of its times is gone and with whom, without pressing anything", async () => {
    const address = (await deVries.post(page, all)).headers.get("Location") ?? ""
    const held = fieldsOf(await (await deVries.get(address)).text())
    world.clock.now = world.clock.now.add({ minutes: 5 })
    const slot = held.find((line) => line.startsWith(`${sem}-`))?.split("-")[1] as string
    const round = `/de-regenboog/gesprekken/${cast.round}`
    await (await world.yilmaz()).post(`${round}/kies`, { pupil: String(defne), slot })
    const read = textOf(await (await deVries.get(address)).text())
    expect(read).toMatch(
      /Iemand was u net voor 19:\d0, Sem met Noor Willems Deze tijd is net gekozen door iemand anders\./,
    )
    expect(read).toContain("Er is nog niets gekozen.")
    expect(read).not.toContain("Deze 3 tijden passen")
  })

  it("has its other offers on the page as an open page learns that they are gone", async () => {
    const shown = await (await deVries.post(page, all, htmx)).text()
    const sets = [...shown.matchAll(/data-set="([^"]+)"/g)].map(([, times]) => (times as string).split(" "))
    expect(sets.length).toBeGreaterThan(0)
    const free = async () =>
      new Set((await (await deVries.get(`/de-regenboog/gesprekken/${cast.round}/vrij`)).text()).split(" "))
    const isWhole = async (set: readonly string[]) => (await free()).isSupersetOf(new Set(set))
    for (const set of sets) expect(await isWhole(set)).toBe(true)
    const [first] = sets as [string[]]
    const slot = first.find((time) => Number.parseInt(time, 10) <= 12) as string
    await (await world.yilmaz()).post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
      pupil: String(defne),
      slot,
    })
    expect(await isWhole(first)).toBe(false)
  })

  it("learns nothing of another family's child from times in the address", async () => {
    const read = textOf(
      await (await deVries.get(`${page}?tijd=${defne}-${shownAs(slotOf("noor", 2))}`)).text(),
    )
    for (const untrue of ["Defne", "vast", "Iemand"]) expect(read).not.toContain(untrue)
  })

  it("still has the times when the hold ran out and nobody took them", async () => {
    const tijd = fieldsOf(await (await deVries.post(page, all, htmx)).text())
    world.clock.now = world.clock.now.add({ minutes: 20 })
    expect((await deVries.post(`${page}/kies`, { ...all, tijd })).status).toBe(303)
    expect(rowsIn(world.school, "bookings")).toBe(3)
  })

  it("hears in a sentence what cannot be asked", async () => {
    const nothing = await deVries.post(page, { van: "", tot: "" }, htmx)
    expect([nothing.status, await nothing.text()]).toEqual([
      422,
      expect.stringContaining("Kies minstens één gesprek"),
    ])
    world.school.client.run("INSERT INTO teacher_groups VALUES (1, 2)")
    world.school.client.run("UPDATE rounds SET talks_per_pupil = 1")
    const many = await deVries.post(page, { gesprek: [`${lotte}-1`, `${lotte}-2`] }, htmx)
    expect(await many.text()).toContain("hoogstens 1 gesprek")
  })

  it("cannot ask for, hold or book anything of another family's child", async () => {
    for (const step of ["vasthouden", "kies"])
      expect(
        (await deVries.post(`${page}/${step}`, { tijd: [`${defne}-${slotOf("noor", 2)}`] })).status,
      ).toBe(404)
    const foreign = await deVries.post(page, { gesprek: [`${defne}-1`] }, htmx)
    expect(await foreign.text()).toContain("Kies minstens één gesprek")
    expect(heldSlots()).toEqual([])
  })

  it("goes back to the page of times when booking is not open", async () => {
    world.clock.now = Temporal.Instant.from("2026-10-30T12:00:00Z")
    const early = await world.deVries()
    expect((await early.get(page)).headers.get("Location")).toBe(`/de-regenboog/gesprekken/${cast.round}`)
  })
})
