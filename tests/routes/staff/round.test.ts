import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { asFields, choose, day, draftIn, rowsIn, spring } from "../../support/rounds.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const at = (round: number, rest = "") => `/de-regenboog/team/rondes/${round}${rest}`
const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
const seenIn = (page: string) => /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? ""

/** The form of teachers as the page shows it, with something else filled in. */
const teachersIn = (page: string, change: Record<string, string | string[]> = {}) => {
  const all = (name: string) =>
    [...page.matchAll(new RegExp(`name="${name}"[^>]*value="([^"]*)"`, "g"))].map((each) => each[1] ?? "")
  const ticked = [...page.matchAll(/name="there" value="([^"]*)" checked/g)].map((each) => each[1] ?? "")
  const times = (name: string) =>
    [...page.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, "g"))].map((each) => each[1] ?? "")
  return {
    seen: seenIn(page),
    teacher: all("teacher"),
    room: all("room"),
    cell: all("cell"),
    from: times("from"),
    until: times("until"),
    there: ticked,
    ...change,
  }
}

describe("a round that is published", () => {
  it("opens with what is next for who plans it: who has no talk when choosing is over, and on its day the evening", async () => {
    const nextOn = async (moment: string) => {
      world.clock.now = Temporal.Instant.from(moment)
      const page = await textOf((await world.deWit()).get(at(1)))
      return /<a class="button" href="([^"]+)"/.exec(page)?.[1]
    }
    expect(await nextOn("2026-11-11T10:00:00Z")).toBe(at(1, "/antwoorden?toon=open"))
    expect(await nextOn("2026-11-12T10:00:00Z")).toBe(at(1, "/avond"))
    expect(await nextOn("2026-11-12T21:00:00Z")).toBe(at(1, "/cijfers"))
  })
})

describe("a draft", () => {
  it("says in one sentence when it is, and counts each teacher's times", async () => {
    const round = await draftIn(world)
    const page = await textOf((await world.deWit()).get(at(round)))
    expect(page).toContain(
      "Rapportgesprekken op dinsdag 24 november van 19:00 tot 20:00 en donderdag 26 november van 19:00 tot 20:00.",
    )
    expect(page).toContain("di 24 nov, 19:00 – do 26 nov, 20:00")
    expect(page).toContain("Publiceer de ronde")
    expect(page).not.toContain("te weinig")
  })

  it("warns of too few times, of doubts about families, and of groups and teachers without each other", async () => {
    const round = await draftIn(world, spring({ days: [day("2026-11-24", "19:00", "19:20")] }))
    world.school.client.run("INSERT INTO household_doubts (kind, household_id) VALUES ('many-pupils', 2)")
    world.school.client.run(
      "INSERT INTO household_doubts (kind, household_id, settled_at) VALUES ('many-pupils', 1, '2026-11-01T00:00:00Z')",
    )
    const deWit = await world.deWit()
    const page = await textOf(deWit.get(at(round)))
    expect(page).toContain("Noor Willems: 3 leerlingen, ongeveer 4 gesprekken, 2 tijden.")
    expect(page).toContain("Maak meer tijden, of laat de leraar kiezen wie er moet komen.")
    expect(page).not.toContain("Tim Bos heeft")
    expect(page).toContain("Kijk eerst naar 1 twijfel over gezinnen")
    world.school.client.run("DELETE FROM teacher_groups WHERE teacher_id = 2")
    const later = await textOf(deWit.get(at(round)))
    expect(later).toContain("Ouders van groep 6B kunnen niets kiezen.")
    expect(later).toContain("Tim Bos: geen leerlingen in deze ronde.")
  })

  it("is published by one button, with and without JavaScript", async () => {
    const deWit = await world.deWit()
    const plain = await deWit.post(at(await draftIn(world), "/openen"))
    expect([plain.status, plain.headers.get("Location")]).toEqual([303, at(2, "?gepubliceerd")])
    const second = await draftIn(
      world,
      spring({ days: [day("2026-12-01")], change: { date: "2026-11-30", time: "12:00" } }),
    )
    const part = await deWit.post(at(second, "/openen"), {}, htmx)
    const text = await part.text()
    expect(part.status).toBe(200)
    expect(text).toStartWith('<section id="round"')
    expect(text).toContain("De ronde is gepubliceerd.")
    expect(text).toContain("data-focus")
  })

  it("is not published without teachers, and says why", async () => {
    world.school.client.run("UPDATE teachers SET host = 0")
    const round = await draftIn(world)
    const answer = await (await world.deWit()).post(at(round, "/openen"), {}, htmx)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain("Er zijn nog geen tijden.")
  })

  it("can be thrown away; a published round cannot", async () => {
    const deWit = await world.deWit()
    const answer = await deWit.post(at(await draftIn(world), "/weg"))
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/de-regenboog/team/rondes"])
    expect((await deWit.post(at(1, "/weg"))).status).toBe(409)
    expect(rowsIn(world.school, "rounds")).toBe(1)
  })
})

describe("the teachers of a round", () => {
  it("are there from beginning to end until someone says otherwise", async () => {
    const round = await draftIn(world)
    const deWit = await world.deWit()
    const page = await textOf(deWit.get(at(round, "/leraren")))
    const fields = teachersIn(page)
    expect(fields.there).toHaveLength(4)
    expect(fields.from).toEqual(["19:00", "19:00", "19:00", "19:00"])
    // Tim stands first, by surname: he comes half an hour later on the first evening, and Noor only on the second.
    const answer = await deWit.post(at(round, "/leraren"), {
      ...fields,
      room: ["14", "12"],
      from: ["19:30", "19:00", "19:00", "19:00"],
      there: fields.there.filter((_, index) => index !== 2),
    })
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, at(round)])
    expect(rowsIn(world.school, "presences", `round_id = ${round} AND starts = '19:30'`)).toBe(1)
    const overview = await textOf(deWit.get(at(round)))
    expect(overview).toContain("di 24 nov, 19:30 – do 26 nov, 20:00")
    expect(overview).toContain("do 26 nov, 19:00 – 20:00")
  })

  it("are not asked for where there are none: first they are read in", async () => {
    world.school.client.run("UPDATE teachers SET left_at = '2026-01-01T00:00:00Z'")
    const page = await textOf((await world.deWit()).get(at(await draftIn(world), "/leraren")))
    expect(page).toContain("Lees je leerlingen in")
    expect(page).not.toContain("Bewaar en ga verder")
  })

  it("keep what was filled in when a time is not right", async () => {
    const round = await draftIn(world)
    const deWit = await world.deWit()
    const fields = teachersIn(await textOf(deWit.get(at(round, "/leraren"))))
    const answer = await deWit.post(at(round, "/leraren"), {
      ...fields,
      room: ["hal", "12"],
      until: ["23:00", "20:00", "20:00", "20:00"],
    })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain("Tim Bos: Blijf binnen de tijden van deze dag.")
    expect(page).toContain('value="23:00"')
    expect(page).toContain('value="hal"')
  })

  it("get another room and longer hours after publishing, but lose no talk", async () => {
    const round = await draftIn(world)
    const deWit = await world.deWit()
    await deWit.post(at(round, "/openen"))
    choose(world.school, { household: 1, pupil: 1, teacher: 1, at: "2026-11-24T18:50:00Z" })
    const fields = teachersIn(await textOf(deWit.get(at(round, "/leraren"))))
    const refused = await deWit.post(at(round, "/leraren"), {
      ...fields,
      until: ["20:00", "20:00", "19:30", "20:00"],
    })
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain("Noor Willems heeft al een gesprek op dinsdag 24 november, 19:50.")
    expect((await deWit.post(at(round, "/leraren"), { ...fields, room: ["14", "aula"] })).status).toBe(303)
    expect(rowsIn(world.school, "round_teachers", `round_id = ${round} AND room = 'aula'`)).toBe(1)
  })
})

describe("two planners at one round", () => {
  it("the later one hears it and loses nothing of what was written", async () => {
    const round = await draftIn(world)
    const [deWit, colleague] = [await world.deWit(), await world.deWit()]
    const seen = seenIn(await textOf(deWit.get(at(round, "/gegevens"))))
    expect(
      (await colleague.post(at(round, "/gegevens"), asFields(spring({ title: "Kennismaking" }), { seen })))
        .status,
    ).toBe(303)
    const late = await deWit.post(
      at(round, "/gegevens"),
      asFields(spring({ title: "Adviesgesprekken" }), { seen }),
    )
    const page = await late.text()
    expect(late.status).toBe(409)
    expect(page).toContain("Iemand anders was net eerder")
    expect(page).toContain("<dt>Naam van de ronde</dt><dd>Kennismaking</dd>")
    expect(page).not.toContain("<dt>Groepen</dt>")
    expect(page).toContain('value="Adviesgesprekken"')
    expect(await textOf(deWit.get(at(round)))).toContain("Kennismaking")
    const again = asFields(spring({ title: "Adviesgesprekken" }), { seen: seenIn(page) })
    expect((await deWit.post(at(round, "/gegevens"), again)).status).toBe(303)
    expect(await textOf(deWit.get(at(round)))).toContain("Adviesgesprekken")
  })

  it("the same at the table of teachers", async () => {
    const round = await draftIn(world)
    const deWit = await world.deWit()
    const fields = teachersIn(await textOf(deWit.get(at(round, "/leraren"))))
    await deWit.post(at(round, "/leraren"), { ...fields, room: ["1", "2"] })
    const late = await deWit.post(at(round, "/leraren"), { ...fields, room: ["3", "4"] }, htmx)
    const part = await late.text()
    expect(late.status).toBe(409)
    expect(part).toStartWith('<form id="round-teachers"')
    expect(part).toContain("Iemand anders was net eerder")
    expect(part).toMatch(/<dt>Tim Bos<\/dt><dd>lokaal [12], /)
    expect(part).toContain('value="4"')
    expect(rowsIn(world.school, "round_teachers", `round_id = ${round} AND room IN ('1', '2')`)).toBe(2)
  })
})

describe("a round that parents can see", () => {
  it("says of a past round what was chosen, and asks for nothing any more", async () => {
    choose(world.school, { household: 1, pupil: 1, teacher: 1, at: "2026-11-12T18:50:00Z" })
    await (await world.deWit()).post(at(1, "/uitnodigingen"))
    world.school.client.run("UPDATE messages SET state = 'failed' WHERE household_id = 3")
    world.clock.now = Temporal.Instant.from("2026-11-12T21:00:00Z")
    const page = await textOf((await world.deWit()).get(at(1)))
    expect(page).toContain("1 niet aangekomen")
    expect(page).toContain("1 van 12")
    for (const asked of ["te kiezen", "te weinig", "Geef een brief mee", "staan bij de brieven"])
      expect(page).not.toContain(asked)
  })

  it("shows what is chosen and what is free, and where the mail is", async () => {
    choose(world.school, { household: 1, pupil: 1, teacher: 1, at: "2026-11-12T18:50:00Z" })
    const deWit = await world.deWit()
    await deWit.post(at(1, "/uitnodigingen"))
    world.school.client.run("UPDATE messages SET state = 'sent' WHERE household_id < 3")
    world.school.client.run("UPDATE messages SET state = 'failed' WHERE household_id = 3")
    const page = await textOf(deWit.get(at(1)))
    expect(page).toContain("1 van 12, nog 3 te kiezen")
    expect(page).toMatch(/23<\/span> tijden vrij/)
    expect(page).toContain("2 verstuurd")
    expect(page).toContain("1 wacht<")
    expect(page).toContain("1 niet aangekomen")
    expect(page).toContain("Ouders kunnen nu kiezen, tot dinsdag 10 november, 23:00.")
  })

  it("renews its picture around who stands in it with the keyboard, and around the list that they opened", async () => {
    for (const rest of ["", "/ruimte"]) {
      const page = await textOf((await world.deWit()).get(at(1, rest)))
      expect(page).toMatch(/id="room"[^>]* data-hx-trigger="every 20s" data-hx-swap="outerMorph"/)
      expect(page).toContain("&quot;morphIgnore&quot;:[&quot;data-htmx-powered&quot;,&quot;open&quot;]")
    }
  })

  it("moves its deadlines, and refuses an evening that would lose a talk", async () => {
    choose(world.school, { household: 1, pupil: 1, teacher: 1, at: "2026-11-12T19:50:00Z" })
    const deWit = await world.deWit()
    const seen = seenIn(await textOf(deWit.get(at(1, "/gegevens"))))
    const draft = spring({
      title: "Herfstgesprekken",
      days: [day("2026-11-12", "19:00", "20:30", { id: 1 })],
      opens: { date: "2026-11-01", time: "09:00" },
      closes: { date: "2026-11-11", time: "20:00" },
      change: { date: "2026-11-11", time: "12:00" },
    })
    const refused = await deWit.post(at(1, "/gegevens"), asFields(draft, { seen }))
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain("heeft al een gesprek op donderdag 12 november, 20:50.")
    const kept = { ...draft, days: [day("2026-11-12", "19:00", "21:00", { id: 1 })] }
    expect((await deWit.post(at(1, "/gegevens"), asFields(kept, { seen }))).status).toBe(303)
    expect(await textOf(deWit.get(at(1)))).toContain(
      "Ouders kunnen nu kiezen, tot woensdag 11 november, 20:00.",
    )
  })
})

it("is found by nobody who may not, and nowhere that it is not", async () => {
  const deWit = await world.deWit()
  const tim = await world.tim()
  const director = await world.wilgDirector()
  for (const rest of ["", "/gegevens", "/leraren"]) {
    expect((await deWit.get(at(99, rest))).status).toBe(404)
    expect((await tim.get(at(1, rest))).status).toBe(404)
    expect((await director.get(`/de-wilg/team/rondes/1${rest}`)).status).toBe(404)
  }
  for (const rest of ["/gegevens", "/leraren", "/openen", "/weg"]) {
    expect((await deWit.post(at(99, rest), asFields(spring()))).status).toBe(404)
    expect((await tim.post(at(1, rest), asFields(spring()))).status).toBe(404)
    expect((await director.post(`/de-wilg/team/rondes/1${rest}`, asFields(spring()))).status).toBe(404)
  }
})
