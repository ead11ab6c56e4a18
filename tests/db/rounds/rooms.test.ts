import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { teachersToday } from "../../../src/db/evenings/evening-teachers.ts"
import { eveningOf } from "../../../src/db/evenings/evenings.ts"
import { mentorRounds } from "../../../src/db/people/mentor-groups.ts"
import { agendaOf } from "../../../src/db/rounds/agenda.ts"
import { feedBehind, feedOf, openFeed } from "../../../src/db/rounds/calendar-feeds.ts"
import { talksToKeep } from "../../../src/db/rounds/exports.ts"
import { overviewOf } from "../../../src/db/rounds/round-overview.ts"
import { papersOfRound } from "../../../src/db/rounds/round-papers.ts"
import { readSetup } from "../../../src/db/rounds/round-setup.ts"
import { publishRound } from "../../../src/db/rounds/round-slots.ts"
import { setTeachers, teachersToSet } from "../../../src/db/rounds/round-teachers.ts"
import { timetableOf } from "../../../src/db/rounds/timetable.ts"
import { lookAtRound } from "../../../src/db/talks/talks.ts"
import { lookAtDay, moveDay } from "../../../src/db/upheavals/day-moves.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import { parseHours } from "../../../src/domain/clock.ts"
import type { RoundId } from "../../../src/domain/ids.ts"
import { type Rooms, roomAt } from "../../../src/domain/rounds/rooms.ts"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { holdTogether, ofTim, staffOf } from "../../support/pairs.ts"
import { readPost } from "../../support/read-post.ts"
import { buttonOf, deWit, draftIn, fieldsOf, rowsIn, spring } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"
import { yilmaz } from "../../support/talks.ts"

// A round on Tuesday 24 and Thursday 26 November. Juf Noor is in room 12, and on the Thursday in the hall.

let world: World
let round: RoundId
const { noor, tim } = cast.teachers
const [tuesday, thursday] = ["2026-11-24", "2026-11-26"].map((date) => Temporal.PlainDate.from(date)) as [
  Temporal.PlainDate,
  Temporal.PlainDate,
]

/** Says where a teacher is: every day, and on one day in another room. */
async function say(teacher: number, room: string, own: Record<number, string>) {
  const setting = teachersToSet(world.school, deWit, round)
  const written = setting?.teachers.find(({ id }) => id === teacher)?.written
  if (!setting || !written) throw new Error("no teacher")
  const days = written.days.map((each, at) => ({ ...each, room: own[at] ?? "" }))
  const teachers = [{ ...written, room, days }]
  const outcome = await setTeachers(
    world.school,
    deWit,
    { round, seen: setting.seen, teachers },
    world.clock.now,
  )
  expect(outcome).toEqual({ ok: true, value: true })
}

const slotAt = (teacher: number, at: string) =>
  world.school.client
    .query<{ id: number }, [number, string]>("SELECT id FROM slots WHERE teacher_id = ? AND starts_at = ?")
    .get(teacher, at)?.id ?? 0
const onTuesday = "2026-11-24T18:00:00Z"
const onThursday = "2026-11-26T18:10:00Z"
const book = async (at: string) =>
  (await world.yilmaz()).post(`/de-regenboog/gesprekken/${round}/kies`, {
    pupil: String(cast.pupils.defne),
    slot: buttonOf(world.school, slotAt(noor, at)),
  })
const textOf = async (answer: Response | Promise<Response>) =>
  (await (await answer).text()).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ")
const pageOf = async () => textOf((await world.yilmaz()).get(`/de-regenboog/gesprekken/${round}`))

beforeEach(async () => {
  world = await testWorld()
  round = await draftIn(world, spring({ opens: { date: "2026-11-02", time: "16:00" } }))
  await say(noor, "12", { 1: "Aula" })
  await publishRound(world.school, deWit, round, today)
})
afterEach(() => world.close())

describe("a teacher in another room on one of the days", () => {
  it("is found there by parents who choose: every day says its room", async () => {
    const page = await pageOf()
    expect(page).toContain("dinsdag 24 november lokaal 12 19:00")
    expect(page).toContain("donderdag 26 november Aula 19:00")
    expect(page).not.toContain("Noor Willems lokaal 12")
  })

  it("is found there by parents who chose: on their page, in the mail, the calendar and the reminder", async () => {
    await book(onThursday)
    expect(await pageOf()).toContain("Noor Willems Aula")
    const talk = await textOf((await world.yilmaz()).get("/de-regenboog/afspraak/1"))
    expect(talk).toContain("De Regenboog, Aula")
    const [mail] = await readPost(world)
    expect(mail?.text).toContain("De Regenboog, Aula")
    expect(mail?.text).not.toContain("lokaal 12")
    world.school.client.run("UPDATE staff SET teacher_id = ? WHERE id = ?", [noor, cast.staff.deWit])
    for (const owner of [yilmaz, staffOf(noor, cast.staff.deWit)]) {
      await openFeed(world.school, owner, today)
      const feed = feedBehind(world.school, feedOf(world.school, owner) ?? "")
      expect(feed?.talks.map(({ room }) => room)).toEqual(["Aula"])
    }
  })

  it("is told of anew when the talk goes to the other day", async () => {
    await book(onTuesday)
    expect((await readPost(world))[0]?.text).toContain("De Regenboog, lokaal 12")
    const [talk] = lookAtRound(world.school, yilmaz, round)?.family.talks ?? []
    await (await world.yilmaz()).post(`/de-regenboog/afspraak/${talk?.id}/verzetten`, {
      slot: buttonOf(world.school, slotAt(noor, onThursday)),
    })
    expect((await readPost(world))[0]?.text).toContain("De Regenboog, Aula")
  })

  it("stands there on doors, in the hall, in the timetable, in lists and in the overview", async () => {
    await book(onThursday)
    const papers = papersOfRound(world.school, deWit, round)?.days ?? []
    const ofNoor = papers.filter(({ teacher }) => teacher.name.first === "Noor")
    expect(ofNoor.map(({ date, teacher }) => `${date} ${teacher.room}`)).toEqual([
      "2026-11-24 12",
      "2026-11-26 Aula",
    ])
    for (const [day, room] of [
      [tuesday, "12"],
      [thursday, "Aula"],
    ] as const) {
      const hall = teachersToday(world.school, round, day, today)
      expect(hall.find(({ teacher }) => teacher === noor)?.room).toBe(room)
      const grid = timetableOf(world.school, deWit, round, day, today)
      expect(grid?.find(({ teacher }) => teacher === noor)?.room).toBe(room)
    }
    expect(talksToKeep(world.school, deWit, round).map(({ room }) => room)).toEqual(["Aula"])
    const overview = overviewOf(world.school, deWit, round)?.teachers
    expect(overview?.find(({ id }) => id === noor)?.room).toBe("12, Aula")
  })

  it("reads it herself at the day, and on the evening", async () => {
    await book(onThursday)
    const page = await textOf((await world.noor()).get("/de-regenboog/team/mijn-gesprekken"))
    expect(page).toContain("dinsdag 24 november lokaal 12")
    expect(page).toContain("donderdag 26 november Aula")
    const evening = eveningOf(world.school, staffOf(noor, 9), { teacher: noor, day: thursday }, today)
    expect(evening?.room).toBe("Aula")
    const mentor = { ...staffOf(noor, 9), role: "mentor" as const }
    expect(JSON.stringify(mentorRounds(world.school, mentor, today))).toContain('"room":"Aula"')
  })

  it("stays there when the day moves to another date, and in a copy of the round", async () => {
    await book(onThursday)
    const day = readSetup(world.school, round)?.days[1]?.id ?? 0
    const wish = { round, day, to: Temporal.PlainDate.from("2026-11-27") }
    const seen = lookAtDay(world.school, deWit, wish, today)?.seen ?? ""
    expect(await moveDay(world.school, deWit, { ...wish, seen }, today)).toMatchObject({ ok: true })
    expect(talksToKeep(world.school, deWit, round).map(({ room }) => room)).toEqual(["Aula"])

    const office = await world.deWit()
    const fresh = "/de-regenboog/team/rondes/nieuw"
    await office.post(fresh, fieldsOf(await (await office.get(`${fresh}?van=${round}`)).text()))
    const copy = readSetup(world.school, (round + 1) as RoundId)?.teachers
    expect(copy?.find(({ teacher }) => teacher === noor)?.presence.map(({ room }) => room ?? "")).toEqual([
      "",
      "Aula",
    ])
  })

  it("takes along who holds the talks with her, and leaves her room to who takes over", async () => {
    await book(onThursday)
    await holdTogether(world, tim, noor, { round })
    const [agenda] = agendaOf(world.school, ofTim, today)?.filter((each) => each.round === round) ?? []
    expect(roomAt(agenda?.rooms as Rooms, Temporal.Instant.from(onThursday))).toBe("Aula")

    world.school.client.run("INSERT INTO teachers (first, last, host) VALUES ('Sara', 'Dam', 1)")
    const scope = { round, teacher: noor, day: thursday }
    const way = { kind: "substitute", teacher: 3 as typeof noor } as const
    const seen = lookAhead(world.school, deWit, scope, way, today)?.seen ?? ""
    expect(await letTeacherBeAway(world.school, deWit, { ...scope, way, seen }, today)).toMatchObject({
      ok: true,
    })
    expect(talksToKeep(world.school, deWit, round)).toMatchObject([{ teacher: "Sara Dam", room: "Aula" }])
  })

  it("is seen at once on a page that was read before", async () => {
    await pageOf()
    await say(noor, "12", { 1: "3" })
    expect(await pageOf()).toContain("donderdag 26 november lokaal 3")
    await say(noor, "12", {})
    expect(await pageOf()).toContain("Noor Willems lokaal 12")
  })
})

describe("the form of teachers", () => {
  const address = () => `/de-regenboog/team/rondes/${round}/leraren`
  it("has one room for each, and a room per day behind a line that opens where one is filled in", async () => {
    const page = await (await (await world.deWit()).get(address())).text()
    expect(page.match(/<summary>Per dag anders/g)).toHaveLength(2)
    expect(page.match(/<details class="per-day" open/g)).toHaveLength(1)
    expect(page).toContain('aria-label="Lokaal van Noor Willems op donderdag 26 november"')
  })

  it("keeps what is typed, also when something else is not right, and forgets what is emptied", async () => {
    const office = await world.deWit()
    const page = await (await office.get(address())).text()
    const valuesOf = (name: string) =>
      [...page.matchAll(/<input[^>]*>/g)]
        .map(([input]) => input)
        .filter((input) => input.includes(` name="${name}"`))
        .map((input) => /value="([^"]*)"/.exec(input)?.[1] ?? "")
    const names = ["teacher", "room", "cell", "from", "until", "there", "seen", "dayRoom"]
    const fields = Object.fromEntries(names.map((name) => [name, valuesOf(name)]))
    // Tim stands first, by surname.
    expect(fields["dayRoom"]).toEqual(["", "", "", "Aula"])
    const dayRoom = ["gym", "", "", ""]
    const refused = await office.post(
      address(),
      { ...fields, dayRoom, until: ["23:00", "20:00", "20:00", "20:00"] },
      htmx,
    )
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('value="gym"')])
    expect((await office.post(address(), { ...fields, dayRoom })).status).toBe(303)
    expect(
      rowsIn(world.school, "presences", `round_id = ${round} AND room = 'gym' AND teacher_id = ${tim}`),
    ).toBe(1)
    expect(rowsIn(world.school, "presences", `round_id = ${round} AND room = 'Aula'`)).toBe(0)
  })

  it("asks for no room per day in a round of one day", async () => {
    const page = await (await (await world.deWit()).get("/de-regenboog/team/rondes/1/leraren")).text()
    expect(page).not.toContain('name="dayRoom"')
  })
})

describe("the room of a talk", () => {
  const hours = (from: string, until: string) =>
    parseHours(from, until) as NonNullable<ReturnType<typeof parseHours>>
  const rooms: Rooms = {
    usual: "12",
    days: [{ date: Temporal.PlainDate.from("2027-06-15"), ...hours("13:00", "15:30"), room: "gym" }],
  }
  it("is that of the afternoon in the afternoon, and not of the evening of the same day, in summer time too", () => {
    const at = (clock: string) => roomAt(rooms, Temporal.Instant.from(`2027-06-15T${clock}:00+02:00`))
    expect([at("12:59"), at("13:00"), at("15:20"), at("15:30"), at("19:00")]).toEqual([
      "12",
      "gym",
      "gym",
      "12",
      "12",
    ])
  })
})
