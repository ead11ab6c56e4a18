import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import Papa from "papaparse"
import { type Browser, testWorld, type World } from "../../support/app.ts"
import { cast, shownAs, slotOf } from "../../support/school.ts"

let world: World
let deWit: Browser
beforeEach(async () => {
  world = await testWorld()
  deWit = await world.deWit()
  await (await world.deVries()).post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
    pupil: String(cast.pupils.sem),
    slot: shownAs(slotOf("noor", 3)),
  })
})
afterEach(() => world.close())

const round = `/de-regenboog/team/rondes/${cast.round}`
const keep = (list: string) => `/de-regenboog/team/lijsten/${list}`
const textOf = async (answer: Response) => (await answer.text()).replace(/\s+/g, " ")
const linesOf = async (answer: Response) =>
  Papa.parse<string[]>((await answer.text()).trim(), { delimiter: ";" }).data
const planner = async () => {
  world.school.client.run(`UPDATE staff SET role = 'planner' WHERE id = ${cast.staff.tim}`)
  return world.tim()
}

describe("paper for a round", () => {
  it("has a sign for every door, with times and without anybody's child", async () => {
    const page = await textOf(await deWit.get(`${round}/deurbordjes`))
    expect(page).toContain("<h2>Noor Willems</h2>")
    expect(page).toContain('<p class="where">lokaal 12</p>')
    expect(page).toContain("donderdag 12 november, 19:00 – 21:00 uur")
    expect(page).not.toContain("Sem")
    // Asked for, first names only.
    const named = await textOf(await deWit.get(`${round}/deurbordjes?namen=ja`))
    expect(named).toContain("19:30 Sem")
    expect(named).not.toContain("Vries")
    // A room that has a name is called so.
    world.school.client.run("UPDATE round_teachers SET room = 'Aula' WHERE teacher_id = 1")
    expect(await textOf(await deWit.get(`${round}/deurbordjes`))).toContain('<p class="where">Aula</p>')
  })

  it("has a list for the hall that says where everybody is, and not what is taken", async () => {
    const page = await textOf(await deWit.get(`${round}/hal`))
    expect(page).toContain("Willems, Noor")
    for (const secret of ["Sem", "19:30", "vrij"])
      expect(page.split('class="sheets"')[1]).not.toContain(secret)
  })

  it("has a list for every teacher with who comes when", async () => {
    const page = await textOf(await (await planner()).get(`${round}/daglijsten`))
    expect(page).toContain("Sem de Vries")
    expect(page).toContain("Alleen voor de leraar.")
  })

  it("says what to do when there are no times yet, and is not there for another round", async () => {
    world.school.client.run("DELETE FROM bookings; DELETE FROM slots")
    expect(await textOf(await deWit.get(`${round}/hal`))).toContain("Er zijn nog geen tijden")
    expect((await deWit.get("/de-regenboog/team/rondes/99/hal")).status).toBe(404)
  })
})

describe("lists as files", () => {
  it("are kept by an administrator: everybody with their family, safe to open", async () => {
    world.school.client.run("UPDATE guardians SET last = '=cmd()' WHERE id = 1")
    const answer = await deWit.post(keep("pupils"), { file: "csv" })
    expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="pupils.csv"')
    const lines = await linesOf(answer)
    expect(lines).toHaveLength(1 + 6)
    expect(lines.find((line) => line[0] === "Defne")?.slice(4, 7)).toEqual([
      "1",
      "'=cmd()",
      "yilmaz@post.example",
    ])
    expect(lines.filter((line) => line[0] === "Mila").map((line) => line[5])).toEqual(["Bakker", "Jansen"])
  })

  it("hold the talks of a round, and who did not choose yet", async () => {
    const talks = await linesOf(await deWit.post(keep("talks"), { file: "csv", round: String(cast.round) }))
    expect(talks[1]?.slice(0, 8)).toEqual([
      "2026-11-12",
      "19:30",
      "19:40",
      "Noor Willems",
      "12",
      "Sem",
      "de",
      "Vries",
    ])
    const unanswered = await linesOf(
      await deWit.post(keep("unanswered"), { file: "csv", round: String(cast.round) }),
    )
    expect(unanswered.slice(1).map(([first]) => first)).toEqual(["Mila", "Mila", "Defne", "Daan", "Lotte"])
  })

  it("leave out who said that no talk is needed, or whose teachers did", async () => {
    const { client } = world.school
    client.run("INSERT INTO declines VALUES (1, ?, ?, '2026-11-03T09:00:00Z')", [
      cast.households.bakker,
      cast.pupils.mila,
    ])
    client.run("INSERT INTO marks VALUES (1, 1, ?, 'not-needed')", [cast.pupils.defne])
    const lines = await linesOf(
      await deWit.post(keep("unanswered"), { file: "csv", round: String(cast.round) }),
    )
    expect(lines.slice(1).map(([first]) => first)).toEqual(["Mila", "Daan", "Lotte"])
  })

  it("come as a workbook too", async () => {
    const answer = await deWit.post(keep("pupils"), { file: "xlsx" })
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK")
  })

  it("stand in the logbook with their length, and without a name", async () => {
    await deWit.post(keep("pupils"), { file: "csv" })
    const line = world.school.client
      .query<{ about: string }, []>("SELECT about FROM logbook WHERE act = 'list-exported'")
      .get()
    expect(JSON.parse(line?.about ?? "")).toEqual({ list: "pupils", rows: 6 })
  })

  it("ask for passkey or code when that was long ago, and are not for planners and teachers", async () => {
    world.clock.now = world.clock.now.add({ minutes: 6 })
    const asked = await deWit.post(keep("pupils"), { file: "csv" })
    expect(asked.status).toBe(403)
    expect(asked.headers.get("Content-Type")).toStartWith("text/html")
    expect((await (await world.tim()).post(keep("pupils"), { file: "csv" })).status).toBe(404)
    const office = await planner()
    expect((await office.post(keep("pupils"), { file: "csv" })).status).toBe(404)
    expect(await textOf(await office.get(`${round}/lijsten`))).not.toContain("/team/lijsten/")
    expect(await textOf(await deWit.get(`${round}/lijsten`))).toContain(
      'action="/de-regenboog/team/lijsten/talks"',
    )
  })
})
