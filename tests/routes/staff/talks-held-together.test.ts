import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { type Browser, testWorld, type World } from "../../support/app.ts"
import { holdTogether } from "../../support/pairs.ts"
import { rowsIn } from "../../support/rounds.ts"
import { cast, shownAs, slotOf } from "../../support/school.ts"

let world: World
let deWit: Browser
beforeEach(async () => {
  world = await testWorld()
  deWit = await world.deWit()
})
afterEach(() => world.close())

const { noor, tim } = cast.teachers
const round = `/de-regenboog/team/rondes/${cast.round}`
const teachers = `${round}/leraren`
const text = async (answer: Response | Promise<Response>) =>
  (await (await answer).text()).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ")

/** The form of the teachers as the page shows it, with somebody chosen for meester Tim and juf Noor: Tim stands first. */
async function press(ofTim: string, ofNoor = "", seen?: string) {
  const page = await (await deWit.get(teachers)).text()
  const all = (name: string) =>
    [...page.matchAll(new RegExp(`name="${name}"[^>]*value="([^"]*)"`, "g"))].map((each) => each[1] ?? "")
  return deWit.post(teachers, {
    seen: seen ?? all("seen"),
    teacher: all("teacher"),
    room: all("room"),
    with: [ofTim, ofNoor],
    cell: all("cell"),
    from: all("from"),
    until: all("until"),
    there: all("cell"),
  })
}
const book = async (browser: Browser, pupil: number, slot: number) =>
  browser.post(`/de-regenboog/gesprekken/${cast.round}/kies`, { pupil: String(pupil), slot: shownAs(slot) })

describe("a planner who lets two teachers hold their talks together", () => {
  it("chooses the one for the other, and finds it chosen", async () => {
    const page = await text(deWit.get(teachers))
    expect(page).toContain("Samen met")
    expect(page).toContain("Ouders zien dan één rij met beide namen")
    expect((await press(String(noor))).status).toBe(303)
    const kept = await (await deWit.get(teachers)).text()
    expect(kept).toContain(`<option value="${noor}" selected>`)
    expect(kept).toContain("De tijden en het lokaal van Noor Willems gelden.")
    const overview = await text(deWit.get(round))
    expect(overview).toContain("Noor Willems &amp; Tim Bos")
    expect(overview).not.toContain("Groepen zonder leraar")
  })

  it("reads how many talks stay with whom before the two go apart, and then they do", async () => {
    await holdTogether(world, tim, noor)
    expect(await text(deWit.get(teachers))).not.toContain("Samen hebben zij")
    await book(await world.deVries(), cast.pupils.lotte, slotOf("noor", 0))
    const one = "Samen hebben zij 1 gesprek. Kies je hier iets anders, dan blijft dat bij Noor Willems."
    expect(await text(deWit.get(teachers))).toContain(one)
    await book(await world.yilmaz(), cast.pupils.defne, slotOf("noor", 2))
    const two = "Samen hebben zij 2 gesprekken. Kies je hier iets anders, dan blijven die bij Noor Willems."
    expect(await text(deWit.get(teachers))).toContain(two)
    expect((await press("")).status).toBe(303)
    expect(rowsIn(world.school, "bookings", `teacher_id = ${noor}`)).toBe(2)
    expect(await text(deWit.get(teachers))).not.toContain("Samen hebben zij")
  })

  it("hears how many talks stand in the way, and where to see to them", async () => {
    await book(await world.deVries(), cast.pupils.lotte, slotOf("tim", 0))
    const answer = await press(String(noor))
    const page = await answer.text()
    expect(answer.status).toBe(409)
    expect(page).toContain("Tim Bos heeft in deze ronde al iets van zichzelf: 1 gesprek.")
    expect(page).toContain(`${round}/afwezig/${tim}`)
    // What was chosen stays chosen.
    expect(page).toContain(`<option value="${noor}" selected>`)
  })

  it("hears at whose line it cannot be", async () => {
    const answer = await press(String(noor), String(tim))
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('href="#f-with-1"')
    expect(page).toContain("Die houdt de gesprekken zelf al samen met een ander.")
  })

  it("hears what a colleague chose meanwhile", async () => {
    const seen = /name="seen" value="([^"]*)"/.exec(await (await deWit.get(teachers)).text())?.[1]
    await holdTogether(world, tim, noor)
    const answer = await press("", "", seen)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain("<dt>Tim Bos</dt><dd>lokaal 12, samen met Noor Willems, ")
  })
})

describe("when one of the two is not there", () => {
  beforeEach(async () => {
    await holdTogether(world, tim, noor)
    await book(await world.deVries(), cast.pupils.lotte, slotOf("noor", 0))
  })

  it("the timetable leads to each of them, by name", async () => {
    const page = await (await deWit.get(`${round}/rooster`)).text()
    for (const teacher of [noor, tim]) expect(page).toContain(`${round}/afwezig/${teacher}?dag=2026-11-12`)
    expect(await text(new Response(page))).toContain("Tim Bos kan er niet zijn")
  })

  it("nothing needs to move when the talks are on the list of the other", async () => {
    const page = await text(deWit.get(`${round}/afwezig/${tim}`))
    expect(page).toContain("De gesprekken gaan door met Noor Willems")
    expect(page).not.toContain("Bekijk wat er gebeurt")
  })

  it("the other is proposed first when they are on one's own, and has them at the same time", async () => {
    const away = `${round}/afwezig/${noor}`
    const page = await (await deWit.get(away)).text()
    expect(page).toContain(`<option value="${tim}" selected>`)
    const wish = { dag: "2026-11-12", wat: "substitute", wie: String(tim) }
    const ahead = await (await deWit.get(`${away}?${new URLSearchParams(wish)}`)).text()
    const seen = /name="seen" value="([^"]+)"/.exec(ahead)?.[1] ?? ""
    expect((await deWit.post(away, { ...wish, seen })).status).toBe(303)
    expect(
      rowsIn(world.school, "bookings", `teacher_id = ${tim} AND starts_at = '2026-11-12T18:00:00Z'`),
    ).toBe(1)
    const family = await text((await world.deVries()).get(`/de-regenboog/gesprekken/${cast.round}`))
    expect(family).toContain("Tim Bos")
    expect(await text((await world.tim()).get("/de-regenboog/team/mijn-gesprekken"))).toContain(
      "Lotte de Vries",
    )
  })
})

it("a family reads both names, and the sentence that both wish to see them", async () => {
  await holdTogether(world, tim, noor)
  world.school.client.run("INSERT INTO marks VALUES (1, 1, 1, 'wanted')")
  const yilmaz = await world.yilmaz()
  const page = `/de-regenboog/gesprekken/${cast.round}`
  expect(await text(yilmaz.get(page))).toContain("Noor Willems &amp; Tim Bos willen u graag spreken.")
  await book(yilmaz, cast.pupils.defne, slotOf("noor", 0))
  expect(await text(yilmaz.get(page))).toContain("Noor Willems &amp; Tim Bos")
  const own = await text((await world.tim()).get("/de-regenboog/team/mijn-gesprekken"))
  expect(own).toContain("Samen: Noor Willems &amp; Tim Bos")
  expect(own).toContain("Defne Yilmaz")
})
