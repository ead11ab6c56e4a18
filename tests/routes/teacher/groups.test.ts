import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { testWorld, type World } from "../../support/app.ts"
import { choose } from "../../support/rounds.ts"
import { cast } from "../../support/school.ts"

const groups = "/de-regenboog/team/mijn-groepen"
const { households, pupils, teachers } = cast

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => {
  expect(world.troubles).toEqual([])
  world.close()
})

const textOf = async (answer: Response) =>
  (await answer.text())
    .replace(/^.*<main/s, "<main")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")

describe("a mentor", () => {
  it("sees of their own groups who comes when, and who has not answered, home by home", async () => {
    choose(world.school, {
      household: households.bakker,
      pupil: pupils.mila,
      teacher: teachers.noor,
      at: "2026-11-12T18:10:00Z",
    })
    world.school.client.run(
      "INSERT INTO invitations (round_id, household_id, code_hash, link_hash, mailed_at) VALUES (1, ?, 'c', 'l', '2026-11-01T08:00:00Z')",
      [households.yilmaz],
    )
    const page = await textOf(await (await world.noor()).get(groups))
    expect(page).toContain("Groep 4A Tijd gekozen: 1 van de 4 gezinnen")
    expect(page).toContain("Mila Bakker ouder: Bakker donderdag 12 november, 19:10, Noor Willems")
    expect(page).toContain("Mila Bakker ouder: Jansen nog niet uitgenodigd")
    expect(page).toContain("Defne Yilmaz nog niets gekozen")
    expect(page).not.toContain("Lotte") // 6B is meester Tim's
  })

  it("sees a lesson group across home groups as their own", async () => {
    world.school.client.run("INSERT INTO groups (name, kind) VALUES ('Plus', 'combined')")
    world.school.client.run("INSERT INTO teacher_groups (teacher_id, group_id) VALUES (1, 3)")
    world.school.client.run("INSERT INTO round_groups (round_id, group_id) VALUES (1, 3)")
    world.school.client.run("INSERT INTO pupil_groups (pupil_id, group_id) VALUES (?, 3)", [pupils.lotte])
    expect(await textOf(await (await world.noor()).get(groups))).toContain(
      "Groep Plus Tijd gekozen: 0 van 1 gezin",
    )
  })

  it("is told what to do when the account is linked to no teacher, or when there is no round", async () => {
    expect(await textOf(await (await world.planner()).get(groups))).toContain("hoort niet bij een leraar")
    world.school.client.run("UPDATE rounds SET published_at = NULL")
    expect(await textOf(await (await world.noor()).get(groups))).toContain("Er loopt nu geen ronde")
  })

  it("is more than a teacher: meester Tim does not get in", async () => {
    expect((await (await world.tim()).get(groups)).status).toBe(404)
  })
})

describe("the menu", () => {
  const menuOf = async (answer: Response) =>
    [
      ...(/<nav class="menu".*?<\/nav>/s.exec(await answer.text())?.[0] ?? "").matchAll(/>([^<>]+)<\/a>/g),
    ].map(([, line = ""]) => line.trim())
  it("shows everybody what they may enter and nothing more", async () => {
    const account = "/de-regenboog/team/account"
    expect(await menuOf(await (await world.tim()).get(account))).toEqual(["Mijn gesprekken"])
    expect(await menuOf(await (await world.noor()).get(account))).toEqual(["Mijn gesprekken", "Mijn groepen"])
    const office = ["Start", "Leerlingen", "Gezinnen", "Rondes", "Berichten"]
    expect(await menuOf(await (await world.planner()).get(account))).toEqual(office)
    expect(await menuOf(await (await world.deWit()).get(account))).toEqual([...office, "Instellingen"])
  })

  it("leads a planner to a first screen without what is not theirs to decide", async () => {
    const page = await textOf(await (await world.planner()).get("/de-regenboog/team/start"))
    expect(page).toContain("Gezinnen bekijken")
    expect(page).not.toContain("Kiezen hoe ouders inloggen")
  })
})
