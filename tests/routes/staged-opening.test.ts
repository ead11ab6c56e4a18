import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { overviewOf } from "../../src/db/rounds/round-overview.ts"
import { cancelBooking, moveBooking } from "../../src/db/talks/bookings.ts"
import type { RoundId } from "../../src/domain/ids.ts"
import { htmx, testWorld, type World } from "../support/app.ts"
import { asFields, deWit, rowsIn, shown, spring } from "../support/rounds.ts"
import { cast, shownAs, slotOf } from "../support/school.ts"
import { choosing, deVries, yilmaz } from "../support/talks.ts"

let world: World
const { book, booked } = choosing(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const page = "/de-regenboog/gesprekken/1"
/** Everybody from the 4th on, and these since the 2nd; it is the 3rd. */
const staged = (who: "siblings" | "wanted" | "both") =>
  world.school.client.run(
    `UPDATE rounds SET opens_at = '2026-11-04T08:00:00Z', early_at = '2026-11-02T08:00:00Z', early_for = '${who}'`,
  )
const mark = (pupil: number, teacher: number, what: "wanted" | "not-needed") =>
  world.school.client.run("INSERT INTO marks (round_id, pupil_id, teacher_id, mark) VALUES (1, ?, ?, ?)", [
    pupil,
    teacher,
    what,
  ])

describe("a round that opens in stages", () => {
  it("lets a family with several children book while others read when it is their turn", async () => {
    staged("siblings")
    const first = await (await (await world.deVries()).get(page)).text()
    expect(first).toContain("U mag eerder kiezen dan anderen.")
    expect(first).toContain(
      "Gezinnen met meer kinderen kiezen vanaf maandag 2 november, 09:00. Alle anderen kiezen vanaf woensdag 4 november, 09:00.",
    )
    expect(first).toContain('name="slot"')
    const later = await (await (await world.yilmaz()).get(page)).text()
    expect(later).toContain("U kunt een tijd kiezen vanaf woensdag 4 november, 09:00.")
    expect(later).toContain("Gezinnen met meer kinderen kiezen vanaf")
    expect(later).not.toContain("U mag eerder kiezen")
    expect(later).not.toContain('name="slot"')
    expect((await book(deVries, cast.pupils.sem, slotOf("noor", 0)))?.ok).toBe(true)
    expect(await book(yilmaz, cast.pupils.defne, slotOf("noor", 1))).toEqual({
      ok: false,
      refusal: { kind: "round-not-open", phase: "announced" },
    })
  })

  it("lets who chose early move and cancel early as well", async () => {
    staged("siblings")
    const booking = await booked(deVries, cast.pupils.sem, slotOf("noor", 0))
    const time = shown(world.school, slotOf("noor", 2))
    expect((await moveBooking(world.school, deVries, { booking, ...time }, world.clock.now))?.ok).toBe(true)
    expect((await cancelBooking(world.school, deVries, { booking }, world.clock.now))?.ok).toBe(true)
  })

  it("opens for a family as soon as the teacher says that they wish to see them", async () => {
    staged("wanted")
    expect((await book(yilmaz, cast.pupils.defne, slotOf("noor", 1)))?.ok).toBe(false)
    const noor = await world.noor()
    const marks = "/de-regenboog/team/mijn-gesprekken/1/wie"
    const answer = await noor.post(marks, {
      pupil: [String(cast.pupils.defne), String(cast.pupils.sem)],
      was: ["", ""],
      mark: ["wanted", ""],
    })
    expect(answer.headers.get("Location")).toBe(`${marks}?bewaard`)
    const opened = await (await (await world.yilmaz()).get(page)).text()
    expect(opened).toContain("Noor Willems wil u graag spreken.")
    expect((await book(yilmaz, cast.pupils.defne, slotOf("noor", 1)))?.ok).toBe(true)
    expect((await book(deVries, cast.pupils.sem, slotOf("noor", 2)))?.ok).toBe(false)
  })

  it("says nothing of it any more once everybody may choose", async () => {
    staged("both")
    world.clock.now = Temporal.Instant.from("2026-11-04T08:00:00Z")
    for (const visitor of [await world.deVries(), await world.yilmaz()])
      expect(await (await visitor.get(page)).text()).not.toContain("Alle anderen kiezen")
  })

  it("is arranged in the form of the round, where a moment that is not sooner is refused", async () => {
    const fresh = "/de-regenboog/team/rondes/nieuw"
    const desk = await world.deWit()
    const at = { date: "2026-11-09", time: "16:00" }
    const draft = spring({ early: { siblings: true, wanted: true, at }, restAfter: "2", restMinutes: "10" })
    expect((await desk.post(fresh, asFields(draft))).status).toBe(303)
    const overview = overviewOf(world.school, deWit, 2 as RoundId)
    expect(overview?.round.early?.at.toString()).toBe("2026-11-09T15:00:00Z")
    expect(overview?.teachers[0]?.slots).toBe(8) // 19:00 19:10 | 19:30 19:40, twice
    const shown = await (await desk.get("/de-regenboog/team/rondes/2")).text()
    expect(shown).toContain(
      "Gezinnen met meer kinderen en ouders die een leraar graag wil spreken kiezen al vanaf",
    )
    for (const [early, said] of [
      [{ siblings: true, wanted: false, at: { date: "", time: "" } }, "Vul in vanaf wanneer zij"],
      [
        { siblings: true, wanted: false, at: { date: "2026-11-11", time: "9" } },
        "vóór het moment liggen waarop",
      ],
    ] as const)
      expect(await (await desk.post(fresh, asFields(spring({ early })))).text()).toContain(said)
    expect(await (await desk.post(fresh, asFields(spring({ restAfter: "3" })))).text()).toContain(
      "na hoeveel gesprekken, en hoeveel minuten",
    )
  })
})

describe("marks of a teacher", () => {
  const marks = "/de-regenboog/team/rondes/1/wie/1"
  const own = "/de-regenboog/team/mijn-gesprekken/1/wie"
  const all = [cast.pupils.mila, cast.pupils.sem, cast.pupils.defne].map(String)

  it("take who needs no talk out of what is expected, and leave the parents free to choose", async () => {
    const { client } = world.school
    client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 2")
    const desk = await world.deWit()
    const room = "/de-regenboog/team/rondes/1/ruimte"
    expect(await (await desk.get(room)).text()).toContain("laat de leraar kiezen wie er moet komen")
    const said = await (
      await desk.post(
        marks,
        { pupil: all, was: ["", "", ""], mark: ["", "wanted", "wanted"], do: "rest" },
        htmx,
      )
    ).text()
    expect(said).toContain("3 leerlingen: 2 graag spreken, 1 geen gesprek nodig.")
    expect(said).toContain("Er blijven 2 gesprekken over, en er zijn 2 tijden.")
    expect(await (await desk.get(room)).text()).not.toContain("te weinig")
    const bakker = await (await (await world.bakker()).get(page)).text()
    expect(bakker).toContain("U hoeft geen gesprek te kiezen. Het mag wel.")
    expect(bakker).toContain("Noor Willems vindt een gesprek nu niet nodig.")
    expect(bakker).toContain('name="slot"')
  })

  it("of two colleagues at once are all kept", async () => {
    const [noor, desk] = [await world.noor(), await world.deWit()]
    const seen = { pupil: all, was: ["", "", ""] }
    await noor.post(own, { ...seen, mark: ["wanted", "", ""] })
    await desk.post(marks, { ...seen, mark: ["", "", "not-needed"] })
    expect(rowsIn(world.school, "marks")).toBe(2)
    expect(rowsIn(world.school, "logbook", "act = 'marks-set'")).toBe(2)
  })

  it("are about a teacher's own pupils only, and end with the round", async () => {
    const [tim, noor] = [await world.tim(), await world.noor()]
    expect((await tim.get(marks)).status).toBe(404)
    expect((await tim.post(marks, { pupil: all, was: ["", "", ""], mark: ["wanted", "", ""] })).status).toBe(
      404,
    )
    await noor.post(own, { pupil: String(cast.pupils.daan), was: "", mark: "wanted" })
    expect(rowsIn(world.school, "marks")).toBe(0)
    world.clock.now = Temporal.Instant.from("2026-11-12T21:00:00Z")
    const late = await (await world.noor()).post(own, {
      pupil: all,
      was: ["", "", ""],
      mark: ["wanted", "", ""],
    })
    expect([late.status, rowsIn(world.school, "marks")]).toEqual([409, 0])
  })

  it("are not seen by the other home of a child, when it is about both: both read the same", async () => {
    mark(cast.pupils.mila, 1, "wanted")
    for (const home of [await world.bakker(), await world.jansen()])
      expect(await (await home.get(page)).text()).toContain("wil u graag spreken")
  })
})

describe("a teacher who is not there", () => {
  const times = "/de-regenboog/team/mijn-gesprekken/1/tijden"
  const slot = (at: number) => shownAs(slotOf("tim", at))

  it("closes their own times, and opens them again", async () => {
    const tim = await world.tim()
    expect(await (await tim.get(times)).text()).toContain("19:00")
    const shown = [slot(0), slot(1)]
    expect((await tim.post(times, { shown, closed: slot(0) })).headers.get("Location")).toBe(
      `${times}?bewaard`,
    )
    expect(rowsIn(world.school, "slots", "blocked = 1")).toBe(1)
    expect(await (await (await world.deVries()).get(page)).text()).not.toContain(`value="${slot(0)}"`)
    await tim.post(times, { shown }, htmx)
    expect(rowsIn(world.school, "slots", "blocked = 1")).toBe(0)
  })

  it("hears which time was chosen meanwhile, and then nothing is closed", async () => {
    const tim = await world.tim()
    await book(deVries, cast.pupils.lotte, slotOf("tim", 1))
    const answer = await tim.post(times, { shown: [slot(0), slot(1)], closed: [slot(0), slot(1)] })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain("Iemand heeft net gekozen: donderdag 12 november, 19:10.")
    expect(rowsIn(world.school, "slots", "blocked = 1")).toBe(0)
  })

  it("hears that the school moved times meanwhile, and then nothing is closed", async () => {
    const tim = await world.tim()
    world.school.client.run(
      "UPDATE slots SET starts_at = '2026-11-19T18:50:00Z', ends_at = '2026-11-19T19:00:00Z' WHERE id = ?",
      [slotOf("tim", 1)],
    )
    for (const shown of [slot(1), String(slotOf("tim", 1))]) {
      const answer = await tim.post(times, { shown: [slot(0), shown], closed: [slot(0), shown] })
      expect(answer.status).toBe(409)
      expect(await answer.text()).toContain("De school heeft net tijden van je verzet.")
    }
    expect(rowsIn(world.school, "slots", "blocked = 1")).toBe(0)
  })

  it("cannot close a colleague's times", async () => {
    const tim = await world.tim()
    const ofNoor = shownAs(slotOf("noor", 0))
    await tim.post(times, { shown: ofNoor, closed: ofNoor })
    expect(rowsIn(world.school, "slots", "blocked = 1")).toBe(0)
  })
})
