import { afterEach, beforeEach, expect, it } from "bun:test"
import { closeInPeace, testWorld, type World } from "../../support/app.ts"

const team = "/de-regenboog/team"
let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => closeInPeace(world))

const run = (sql: string) => world.school.client.run(sql)
const start = async () => (await (await world.deWit()).get(`${team}/start`)).text()
/** The one large button among the steps. */
const next = (page: string) => /class="button" href="([^"]+)"/.exec(page)?.[1]

it("begins with reading in the pupils", async () => {
  run("UPDATE pupils SET left_at = '2026-07-01'")
  run("DELETE FROM bookings")
  run("UPDATE rounds SET ends_at = '2026-10-01T20:00:00Z'")
  const page = await start()
  expect(next(page)).toBe(`${team}/inlezen`)
  expect(page).toContain("De volgende stap staat klaar")
  expect(page).not.toContain("Rondes</h2>")
})

it("leads from step to step as the facts change", async () => {
  run("INSERT INTO household_doubts (kind, household_id) VALUES ('common-surname', 1)")
  let page = await start()
  expect(next(page)).toBe(`${team}/gezinnen`)
  expect(page).toContain("1 twijfel")
  expect(page).toContain("5 leerlingen")

  run("UPDATE household_doubts SET settled_at = '2026-10-02T00:00:00Z'")
  page = await start()
  expect(next(page)).toBe(`${team}/instellingen/inloggen`)
  expect(page).toContain("4 gezinnen")

  run(
    "UPDATE school SET factor = 'birth-date', factor_decided_by = 1, factor_decided_at = '2026-10-02T00:00:00Z'",
  )
  page = await start()
  expect(next(page)).toBe(`${team}/inlezen`)
  expect(page).toContain("Lees het bestand nog een keer in")

  run("UPDATE pupils SET factor_hash = 'hash'")
  page = await start()
  expect(next(page)).toBe(`${team}/rondes/1/uitnodigingen`)

  run("UPDATE rounds SET published_at = NULL")
  expect(next(await start())).toBe(`${team}/rondes/1`)
  run("UPDATE rounds SET published_at = '2026-10-30T10:00:00Z', ends_at = '2026-11-01T20:00:00Z'")
  expect(next(await start())).toBe(`${team}/rondes/nieuw`)
})

it("shows how the running rounds go when there is nothing left to do", async () => {
  run("UPDATE school SET factor_decided_by = 1, factor_decided_at = '2026-10-02T00:00:00Z'")
  run("UPDATE rounds SET invited_at = '2026-11-01T00:00:00Z'")
  for (const household of [1, 2, 3, 4])
    run(
      `INSERT INTO invitations (round_id, household_id, code_hash, link_hash, mailed_at) VALUES (1, ${household}, 'c${household}', 'l${household}', '2026-11-01T00:00:00Z')`,
    )
  for (const [at, pupil] of [
    [0, 2],
    [1, 3],
  ] as const)
    run(
      `INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at)
       SELECT id, 1, teacher_id, ${pupil}, 2, starts_at, ends_at, 'u${at}', '2026-11-02T00:00:00Z' FROM slots WHERE id = ${1 + 13 * at}`,
    )
  const page = await start()
  expect(page).toContain("Hier zie je hoe het gaat")
  expect(page).toContain("Tijd gekozen: 1 van de 4 gezinnen")
  expect(page).toContain('<progress max="4" value="1"')
  expect(page).toContain("Kiezen kan tot dinsdag 10 november, 23:00")
  expect(page).not.toContain("checklist")
})

it("is the administrator's alone", async () => {
  expect((await (await world.tim()).get(`${team}/start`)).status).toBe(404)
})

it("is said in English too", async () => {
  const deWit = await world.deWit()
  deWit.cookies.set("taal", "en")
  expect(await (await deWit.get(`${team}/start`)).text()).toContain("The next step is ready for you")
})
