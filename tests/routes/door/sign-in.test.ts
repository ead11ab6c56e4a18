import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { foldSurname } from "../../../src/domain/people/people.ts"
import { type Browser, testWorld, type World } from "../../support/app.ts"
import {
  born,
  challengeIn,
  chooseFactor,
  defne,
  device,
  from,
  invite,
  mistyped,
  session,
  solve,
} from "../../support/door.ts"
import { cast } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
  chooseFactor(world, "birth-date")
})
afterEach(() => world.close())

const door = "/de-regenboog/inloggen"
const home = "/de-regenboog/gesprekken"
const place = (answer: Response) => `${answer.status} ${answer.headers.get("Location") ?? ""}`

describe("the door", () => {
  it("asks for the code first, and for names only when the school chose a factor", async () => {
    const page = await (await world.stranger().get("/de-regenboog")).text()
    expect(page.indexOf('name="code"')).toBeLessThan(page.indexOf('name="first"'))
    expect(page).toContain("Uit de brief van school, zoals")
    expect(page).toContain("Bijvoorbeeld 27 3 2015.")
    chooseFactor(world, "none")
    const bare = await (await world.stranger().get("/de-regenboog")).text()
    expect(bare).not.toContain('name="first"')
    expect(bare).toContain('name="email"')
  })

  it("has the fields of the factor", async () => {
    for (const [factor, sentence] of [
      ["pupil-number", "Leerlingnummer van uw kind"],
      ["postcode", "Bijvoorbeeld 1234 AB."],
      ["bsn4", "Vul nooit het hele nummer in."],
    ] as const) {
      chooseFactor(world, factor)
      expect(await (await world.stranger().get("/de-regenboog")).text()).toContain(sentence)
    }
  })

  it("speaks English when asked", async () => {
    const visitor = world.stranger()
    await visitor.post("/de-regenboog/taal", { language: "en" })
    expect(await (await visitor.get("/de-regenboog")).text()).toContain("From the school’s letter, like")
  })

  it("opens for names and birth date, and for the code of the letter", async () => {
    expect(place(await world.stranger().post(door, defne))).toBe(`303 ${home}`)
    const { code } = await invite(world)
    const visitor = world.stranger()
    expect(place(await visitor.post(door, { road: "code", code: code.toLowerCase() }))).toBe(`303 ${home}/1`)
    expect((await visitor.get("/de-regenboog")).status).toBe(200)
  })

  it("opens without any round, and without JavaScript there is nothing else to do", async () => {
    world.school.client.run("UPDATE rounds SET published_at = NULL")
    expect(place(await world.stranger().post(door, defne))).toBe(`303 ${home}`)
  })

  it("names what is empty, keeps the names, and never the factor or the code", async () => {
    const answer = await world
      .stranger()
      .post(door, { ...defne, last: "", day: "31", month: "2", year: "2015" })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain("<title>Fout: Inloggen")
    expect(page).toContain('<a href="#f-last">Vul de achternaam in.</a>')
    expect(page).toContain('<a href="#f-factor">Vul een datum in, zoals 27 3 2015.</a>')
    expect(page).toContain('value="Defne"')
    expect(page).not.toContain('value="31"')
    const code = await (await world.stranger().post(door, { road: "code", code: "BCDF-2345" })).text()
    expect(code).toContain("Deze code werkt niet (meer).")
    expect(code).not.toContain("BCDF")
  })

  it("says one neutral sentence, what to do, and who helps", async () => {
    const page = await (await world.stranger().post(door, mistyped)).text()
    expect(page).toContain("Met deze gegevens kunnen we u niet inloggen.")
    expect(page).toContain('href="tel:0205550123"')
    expect(page).toContain("data-focus")
  })
})

describe("every no", () => {
  // Names of one length, so that all that may differ in the page is what was typed.
  const tries = {
    "a wrong date": { ...mistyped },
    "a name that nobody has": { ...mistyped, first: "Wilma", last: "Zoeker" },
    "a child of two homes, all right": { ...born("Mila.", "Bakker", 5) },
    "another school's child": { ...mistyped, first: "Wille", last: "Wilgen" },
  }

  it("is the same in status, headers and bytes", async () => {
    const answers = []
    for (const typed of Object.values(tries)) {
      const answer = await world.stranger().post(door, typed)
      const body = (await answer.text())
        .replace(`value="${typed.first}"`, "")
        .replace(`value="${typed.last}"`, "")
      answers.push({ status: answer.status, headers: [...answer.headers], body })
    }
    for (const answer of answers) expect(answer).toEqual(answers[0] as (typeof answers)[0])
    expect(answers[0]?.status).toBe(422)
    expect(answers[0]?.headers.some(([name]) => name === "set-cookie")).toBe(false)
  })

  it("is as long for a blocked household with everything right", async () => {
    world.school.client.run("UPDATE households SET blocked = 1 WHERE id = 1")
    const blocked = await (await world.stranger().post(door, defne)).text()
    expect(blocked).toBe(await (await world.stranger().post(door, mistyped)).text())
  })

  it("comes at the fixed moment, and yes too", async () => {
    Object.assign(world.parts, { signInFloor: 80 })
    for (const typed of [...Object.values(tries), defne]) {
      const began = performance.now()
      await world.stranger().post(door, typed)
      expect(performance.now() - began).toBeGreaterThanOrEqual(80)
    }
  })

  it("stays the same while the ladder rises, for names that exist and names that do not", async () => {
    const seen = async (typed: Record<string, string>, address: string) => {
      const words: string[] = []
      for (let at = 0; at < 7; at++) {
        const answer = await world.stranger().post(door, typed, from(`${address}.${at}`))
        words.push(`${answer.status} ${/<h1>[^<]*<\/h1>/.exec(await answer.text())?.[0]}`)
      }
      return words
    }
    expect(await seen(mistyped, "192.0.2")).toEqual(
      await seen({ ...mistyped, first: "Wilma", last: "Zoeker" }, "198.51.100"),
    )
  })
})

describe("too many wrong tries", () => {
  const spend = async (times: number, headers: (at: number) => Record<string, string>) => {
    for (let at = 0; at < times; at++) await world.stranger().post(door, mistyped, headers(at))
  }
  const prove = async (visitor: Browser, typed: Record<string, string>, headers = {}) => {
    const challenge = challengeIn(await (await visitor.post(door, typed, headers)).text())
    return visitor.post(door, { ...typed, ...solve(challenge ?? "") }, headers)
  }

  it("with one name ask for work that the browser does by itself, keeping what was typed", async () => {
    await spend(5, (at) => from(`net-${at}`))
    const visitor = world.stranger()
    const answer = await visitor.post(door, defne)
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain("Een ogenblik")
    expect(page).toContain("Zonder JavaScript kan inloggen met namen nu niet.")
    expect(page).toMatch(/<script src="\/assets\/proof-[0-9a-f]+\.js" defer>/)
    expect(place(await prove(visitor, defne))).toBe(`303 ${home}`)
  })

  it("with one name leave code and link, while a known device still gets in", async () => {
    const family = world.stranger()
    await family.post(door, defne)
    await family.post("/de-regenboog/uitloggen")
    await spend(5, () => ({}))
    await prove(world.stranger(), mistyped, from("net-5"))
    // Whoever is patient needs no work: five tries a quarter of an hour, until the day's budget of this name is spent.
    for (let at = 6; at < 20; at++) {
      if (at % 5 === 1) world.clock.now = world.clock.now.add({ minutes: 15 })
      await world.stranger().post(door, mistyped, from(`net-${at}`))
    }
    const stranger = await world.stranger().post(door, defne)
    expect(stranger.status).toBe(422)
    expect(await stranger.text()).toContain("Inloggen met namen kan nu niet.")
    expect(place(await family.post(door, defne))).toBe(`303 ${home}`)
    const { code } = await invite(world)
    expect(place(await world.stranger().post(door, { road: "code", code }))).toBe(`303 ${home}/1`)
  })

  it("from one address answer 429 with the wait in words, for names only", async () => {
    const { attemptsOf, countWrongNames } = await import("../../../src/db/access/attempts.ts")
    const about = { school: "elders", names: [], address: "192.0.2.66" }
    for (let at = 0; at < 500; at++)
      countWrongNames(attemptsOf(world.registry, world.clock.now), about, world.clock.now)
    world.clock.now = world.clock.now.add({ minutes: 40 })
    const answer = await world.stranger().post(door, defne, from("192.0.2.66"))
    expect(answer.status).toBe(429)
    expect(answer.headers.get("Retry-After")).toBe("1200")
    const page = await answer.text()
    expect(page).toContain("Met namen inloggen kan weer over 20 minuten.")
    expect(page).toContain("Met de code of een link kunt u meteen verder.")
    const { code, link } = await invite(world)
    expect((await world.stranger().post(door, { road: "code", code }, from("192.0.2.66"))).status).toBe(303)
    expect(
      (await world.stranger().post(`/de-regenboog/uitnodiging/${link}`, {}, from("192.0.2.66"))).status,
    ).toBe(303)
    expect(
      (
        await world
          .stranger()
          .post("/de-regenboog/link", { email: "yilmaz@post.example" }, from("192.0.2.66"))
      ).status,
    ).toBe(303)
  })

  it("in a whole school put it under guard, and the school's logbook says so", async () => {
    const said: Record<string, string | number>[] = []
    Object.assign(world.parts, { log: (line: Record<string, string | number>) => said.push(line) })
    for (let at = 0; at < 61; at++)
      await world
        .stranger()
        .post(
          door,
          { ...mistyped, first: `Naam${"abcdefghij"[at % 10]}${"abcdefg"[Math.floor(at / 10)]}` },
          from(`net-${at}`),
        )
    const answer = await world.stranger().post(door, defne, from("thuis"))
    expect(await answer.text()).toContain("Een ogenblik")
    const noted = world.school.client.query("SELECT act FROM logbook WHERE act = 'sign-in-guarded'").all()
    expect(noted.length).toBe(1)
    expect(said.filter(({ event }) => event === "sign-in-guarded").length).toBe(1)
  })
})

it("lets three hundred parents behind one address in, a quarter of whom mistype first", async () => {
  const { client, keys } = world.school
  const letters = (at: number) => String.fromCharCode(97 + (at % 26), 97 + Math.floor(at / 26))
  for (let at = 0; at < 300; at++) {
    const hash = keys.hash("factor:birth-date", `K${at}|2015-03-27`)
    client.run(
      "INSERT INTO pupils (key, first, last, folded_first, folded_last, factor_hash) VALUES (?, 'Kind', ?, 'kind', ?, ?)",
      [`K${at}`, `Gezin${letters(at)}`, foldSurname(`Gezin${letters(at)}`), hash],
    )
    client.run("INSERT INTO households DEFAULT VALUES")
    client.run("INSERT INTO household_pupils (household_id, pupil_id) VALUES (?, ?)", [5 + at, 6 + at])
  }
  const statuses = new Map<string, number>()
  const count = (word: string) => statuses.set(word, (statuses.get(word) ?? 0) + 1)
  const parent = async (at: number) => {
    const visitor = world.stranger()
    const typed = { ...defne, first: "Kind", last: `Gezin${letters(at)}` }
    if (at % 4 === 0)
      count(`typo ${(await visitor.post(door, { ...typed, day: "2" }, from("192.0.2.9"))).status}`)
    const answer = await visitor.post(door, typed, from("192.0.2.9"))
    count(`right ${answer.status}`)
  }
  for (let group = 0; group < 10; group++)
    await Promise.all(Array.from({ length: 30 }, (_, at) => parent(group * 30 + at)))
  expect(Object.fromEntries(statuses)).toEqual({ "typo 422": 75, "right 303": 300 })
}, 30_000)

describe("a session", () => {
  it("stands in a cookie that scripts and other sites cannot reach", async () => {
    const answer = await world.stranger().post(door, defne)
    const [own, known] = answer.headers.getSetCookie()
    expect(own).toMatch(/^__Host-ouder-de-regenboog=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
    expect(known).toMatch(
      /^__Host-toestel-de-regenboog=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=7776000$/,
    )
  })

  it("is a new one at every sign-in: what was there before is worthless", async () => {
    const visitor = world.stranger()
    visitor.cookies.set(session, "door-een-ander-bedacht")
    await visitor.post(door, defne)
    const first = visitor.cookies.get(session) ?? ""
    expect(first).not.toBe("door-een-ander-bedacht")
    await visitor.post(door, defne)
    const second = visitor.cookies.get(session) ?? ""
    expect(second).not.toBe(first)
    const old = world.stranger()
    old.cookies.set(session, first)
    expect((await old.post("/de-regenboog/blijf")).headers.get("Location")).toBe("/de-regenboog")
    expect((await visitor.post("/de-regenboog/blijf")).headers.get("Location")).toBe(home)
  })

  it("of another household takes the place of the first", async () => {
    const visitor = await world.deVries()
    const before = visitor.cookies.get(session)
    await visitor.post(door, defne)
    const rows = world.school.client
      .query<{ household: number }, []>("SELECT household_id AS household FROM parent_sessions")
      .all()
    expect(visitor.cookies.get(session)).not.toBe(before)
    expect(rows.map(({ household }) => household)).toEqual([cast.households.yilmaz])
  })

  it("brings a device cookie that is the same for a wrong try: none", async () => {
    const visitor = world.stranger()
    await visitor.post(door, mistyped)
    expect([...visitor.cookies.keys()]).toEqual([])
    await visitor.post(door, defne)
    expect([...visitor.cookies.keys()].sort()).toEqual([session, device].sort())
  })
})
