import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { asFields, day, rowsIn, spring } from "../../support/rounds.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const list = "/de-regenboog/team/rondes"
const fresh = `${list}/nieuw`

describe("the list of rounds", () => {
  it("shows where each round is", async () => {
    const page = await (await (await world.deWit()).get(list)).text()
    expect(page).toContain("Herfstgesprekken")
    expect(page).toContain("Kiezen kan tot dinsdag 10 november, 23:00.")
    expect(page).toContain("0 van 24 tijden gekozen")
  })

  it("teaches a school without rounds what to do, and one without pupils what comes first", async () => {
    const director = await world.wilgDirector()
    expect(await (await director.get("/de-wilg/team/rondes")).text()).toContain("Maak je eerste ronde")
    world.wilg.client.run("UPDATE pupils SET left_at = '2026-09-01T00:00:00Z'")
    const page = await (await director.get("/de-wilg/team/rondes")).text()
    expect(page).toContain("Lees eerst de leerlingen in")
    expect(page).toContain("/de-wilg/team/inlezen")
  })
})

describe("a new round", () => {
  it("is filled in already: two evenings in two to three weeks, all groups, one talk per child", async () => {
    const page = await (await (await world.deWit()).get(fresh)).text()
    for (const value of [
      "Herfstgesprekken",
      "2026-11-17",
      "2026-11-19",
      "18:30",
      "2026-11-10",
      "2026-11-15",
      "2026-11-16",
    ])
      expect(page).toContain(`value="${value}"`)
    expect(page.match(/name="group" value="\d+" checked/g)).toHaveLength(2)
    expect(page).toMatch(/value="1" selected/)
  })

  it("leads from the form to the teachers", async () => {
    const answer = await (await world.deWit()).post(fresh, asFields(spring()))
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, `${list}/2/leraren`])
    expect(rowsIn(world.school, "presences", "round_id = 2")).toBe(4)
  })

  it("says at the field what is wrong, and keeps everything that was filled in", async () => {
    const draft = spring({ title: "Bijna goed", days: [day("2026-11-24", "21:00", "19:00")], groups: [] })
    const answer = await (await world.deWit()).post(fresh, asFields(draft))
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain("<title>Fout: ")
    expect(page).toContain("De eindtijd moet na de begintijd liggen.")
    expect(page).toContain("Kies ten minste één groep.")
    expect(page).toMatch(/id="f-starts-0"[^>]*value="21:00"[^>]*aria-invalid="true"/)
    expect(page).toContain('value="Bijna goed"')
    expect(page).not.toMatch(/name="group" value="1" checked/)
    expect(rowsIn(world.school, "rounds")).toBe(1)
  })

  it("gets and loses days by a button, without JavaScript and with it", async () => {
    const deWit = await world.deWit()
    const more = await (await deWit.post(fresh, asFields(spring(), { do: "add-day" }))).text()
    expect(more.match(/name="date"/g)).toHaveLength(3)
    expect(more).toContain('value="Rapportgesprekken"')
    const less = await deWit.post(fresh, asFields(spring(), { do: "remove-0" }), htmx)
    const part = await less.text()
    expect(part).toStartWith("<form")
    expect(part).not.toContain("2026-11-24")
    expect(part).toContain("2026-11-26")
    // Reading goes on at the day that took its place.
    expect(part).toMatch(/<fieldset class="day" tabindex="-1" data-focus=""><legend>Dag 1</)
    expect(rowsIn(world.school, "rounds")).toBe(1)
  })

  it("has at most ten days", async () => {
    const days = Array.from({ length: 10 }, (_, n) => day(`2026-12-0${1 + (n % 9)}`))
    const page = await (
      await (await world.deWit()).post(fresh, asFields(spring({ days }), { do: "add-day" }))
    ).text()
    expect(page.match(/name="date"/g)).toHaveLength(10)
  })
})

it("is not for teachers, and not for another school", async () => {
  const tim = await world.tim()
  for (const path of [list, fresh]) expect((await tim.get(path)).status).toBe(404)
  expect((await tim.post(fresh, asFields(spring()))).status).toBe(404)
  const director = await world.wilgDirector()
  expect((await director.get(list)).status).toBe(303)
  expect((await director.post(fresh, asFields(spring()))).status).toBe(303)
  expect(rowsIn(world.school, "rounds")).toBe(1)
})
