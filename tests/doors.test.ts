import { afterAll, beforeAll, describe, expect, it } from "bun:test"
import { addSchool } from "../src/db/registry.ts"
import { isStaffDoor, type Policy } from "../src/domain/access/access.ts"
import { type Browser, testWorld, type World } from "./support/app.ts"
import { addressOf, type Door, doorsOf, idsAt } from "./support/routes.ts"
import { cast, shownAs, slotOf } from "./support/school.ts"

// Every door of the site, taken from the route table itself: who may enter, and whose things lie behind it.

let world: World
let doors: Door[]
beforeAll(async () => {
  world = await testWorld()
  doors = doorsOf(world)
})
afterAll(() => world.close())

const knock = (visitor: Browser, door: Door, school = "de-regenboog", id = "1") => {
  const path = addressOf(door, school, id)
  return door.method === "GET" ? visitor.get(path) : visitor.post(path, {})
}

/** Opened: the visitor got to see or do something, rather than being sent to a door or told that nothing is there. */
const opened = (answer: Response) =>
  answer.status === 303
    ? !/^\/[^/]+(\/team)?$/.test(answer.headers.get("Location") ?? "") &&
      answer.headers.get("HX-Redirect") === null
    : answer.status !== 404

/** Everybody who may knock, with the policies that let them in. */
const visitors = [
  ["a stranger"],
  ["a parent", "parent"],
  ["a teacher", "teacher"],
  ["a mentor", "teacher", "mentor"],
  ["a planner", "teacher", "mentor", "planner"],
  ["an administrator", "teacher", "mentor", "planner", "administrator"],
] as const satisfies (readonly [string, ...Policy[]])[]

const come = (who: (typeof visitors)[number][0]) =>
  ({
    "a stranger": async () => world.stranger(),
    "a parent": world.yilmaz,
    "a teacher": world.tim,
    "a mentor": world.noor,
    "a planner": world.planner,
    "an administrator": world.deWit,
  })[who]()

const leastRole = (door: Door) => door.policy !== undefined && isStaffDoor(door.policy)
const asDirector = async (door: Door, id: string) =>
  (await knock(await world.deWit(), door, "de-regenboog", id)).status

describe("every door", () => {
  it("says who may enter", () => {
    expect(doors.length).toBeGreaterThan(20)
    expect(
      doors.filter((door) => door.policy === undefined).map((door) => `${door.method} ${door.path}`),
    ).toEqual([])
  })

  it("stands once in the route table", () => {
    const names = doors.map((door) => `${door.method} ${door.path.replace(/:\w+/g, ":")}`)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  // Rows: everybody there is. Columns: every door, at their own things and at those of another household.
  for (const [who, ...policies] of visitors)
    it(`lets in ${who} where they belong and nowhere else`, async () => {
      const wrong: string[] = []
      for (const door of doors)
        for (const id of idsAt(door, ["1", "2"])) {
          const answer = await knock(await come(who), door, "de-regenboog", id)
          const may = door.policy === "anyone" || (policies as Policy[]).includes(door.policy as Policy)
          const at = `${door.method} ${door.path} ${id}: ${answer.status}`
          if (!may && opened(answer)) wrong.push(`open ${at}`)
          // What a door without ids shows is there for everybody who may enter.
          if (may && door.policy !== "anyone" && !/:(?!school)/.test(door.path) && answer.status === 404)
            wrong.push(`closed ${at}`)
          if (
            may &&
            door.method === "GET" &&
            leastRole(door) &&
            answer.status !== (await asDirector(door, id))
          )
            wrong.push(`not as for the administrator ${at}`)
        }
      expect(wrong).toEqual([])
    })

  it("stays closed to one household when the thing is another's", async () => {
    const book = `/de-regenboog/gesprekken/${cast.round}/kies`
    await (await world.deVries()).post(book, {
      pupil: String(cast.pupils.sem),
      slot: shownAs(slotOf("noor", 1)),
    })
    const theirs = world.school.client
      .query<{ id: number }, [number]>("SELECT id FROM bookings WHERE household_id = ?")
      .get(cast.households.deVries)?.id
    const own: string[] = []
    const wrong: string[] = []
    for (const door of doors.filter((each) => each.policy === "parent" && each.path.includes(":booking"))) {
      if (opened(await knock(await world.yilmaz(), door, "de-regenboog", String(theirs))))
        wrong.push(door.path)
      if (
        door.method === "GET" &&
        opened(await knock(await world.deVries(), door, "de-regenboog", String(theirs)))
      )
        own.push(door.path)
    }
    expect(wrong).toEqual([])
    expect(own.length).toBeGreaterThan(0)
  })

  it("asks for passkey or code again before a dangerous act", async () => {
    const dangerous = doors.filter((each) => each.dangerous)
    expect(dangerous.length).toBeGreaterThan(5)
    const wrong: string[] = []
    for (const door of dangerous) {
      const visitor = await world.deWit()
      const fresh = world.clock.now
      world.clock.now = fresh.add({ minutes: 5 })
      const answer = await knock(visitor, door)
      world.clock.now = fresh
      const asks =
        door.method === "GET"
          ? answer.headers.get("Location")?.startsWith("/de-regenboog/team/bevestig?terug=") === true
          : answer.status === 403 && (await answer.text()).includes('data-step="prove"')
      if (!asks) wrong.push(`${door.method} ${door.path} ${answer.status}`)
    }
    expect(wrong).toEqual([])
  })

  it("is dangerous when it takes things out, wipes them, prints codes, changes colleagues or reads in a file", () => {
    const acts = doors.filter(
      (door) =>
        /\/(export|uitvoer|inzage|download)|\.(csv|xlsx|json|zip)$/.test(door.path) ||
        (door.method === "POST" &&
          /\/(wis|wissen|verwijder|brieven|collega|bevestig|bewaren)(\/|$)/.test(door.path)),
    )
    const proving = new Set(["/:school/team/bevestig"])
    const loose = acts.filter((door) => !door.dangerous && !proving.has(door.path))
    expect(loose.map((door) => `${door.method} ${door.path}`)).toEqual([])
    expect(acts.length).toBeGreaterThan(4)
  })

  it("stays closed to the people of another school", async () => {
    const wrong: string[] = []
    const others = [await world.wilgDirector(), await world.parent(1, world.wilg)]
    for (const door of doors.filter((each) => each.policy !== "anyone"))
      for (const visitor of others) {
        // The same cookie under this school's name: what an attacker who copies it would send.
        for (const [name, value] of [...visitor.cookies])
          visitor.cookies.set(name.replace("de-wilg", "de-regenboog"), value)
        if (opened(await knock(visitor, door))) wrong.push(`${door.method} ${door.path}`)
      }
    expect(wrong).toEqual([])
  })

  it("refuses a write that does not come from our own pages", async () => {
    const wrong: string[] = []
    for (const door of doors.filter((each) => each.method === "POST"))
      for (const origin of [{ "Sec-Fetch-Site": "cross-site" }, { "Sec-Fetch-Site": "same-site" }]) {
        const visitor = await world.deWit()
        if ((await visitor.post(addressOf(door, "de-regenboog", "1"), {}, origin)).status !== 403)
          wrong.push(`${door.method} ${door.path}`)
      }
    expect(wrong).toEqual([])
  })

  it("never writes when it is only looked at", async () => {
    const before = world.school.client
      .query<{ rows: number }, []>("SELECT count(*) AS rows FROM logbook")
      .get()?.rows
    for (const visitor of [
      world.stranger(),
      await world.yilmaz(),
      await world.tim(),
      await world.noor(),
      await world.deWit(),
    ])
      for (const door of doors.filter((each) => each.method === "GET" && !each.path.startsWith("/ontwikkel")))
        await knock(visitor, door)
    expect(
      world.school.client.query<{ rows: number }, []>("SELECT count(*) AS rows FROM logbook").get()?.rows,
    ).toBe(before ?? 0)
  })

  it("answers with its safety headers, errors included", async () => {
    for (const path of ["/", "/niets", "/de-regenboog", "/de-regenboog/gesprekken/1", "/de-regenboog/team"]) {
      const answer = await world.stranger().get(path)
      expect(answer.headers.get("Content-Security-Policy")).toContain("require-trusted-types-for 'script'")
      expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff")
    }
  })

  it("never answers with trouble of our own, whoever knocks and whatever is sent", async () => {
    for (const visitor of [
      world.stranger(),
      await world.yilmaz(),
      await world.tim(),
      await world.noor(),
      await world.deWit(),
    ])
      for (const door of doors) {
        for (const id of idsAt(door, ["1", "2", "999999999999999999999", "-1", "0x10", "%00", "%F0%9F"])) {
          const answer = await knock(visitor, door, "de-regenboog", id)
          expect(`${door.method} ${door.path} ${answer.status < 500}`).toBe(
            `${door.method} ${door.path} true`,
          )
        }
      }
    expect(world.troubles).toEqual([])
  }, 60_000)
})

it("brings the headers that keep a page safe, whoever knocks and whatever comes of it", async () => {
  const bare = new Set<string>()
  for (const visitor of [world.stranger(), await world.yilmaz(), await world.noor(), await world.deWit()])
    for (const door of doors) {
      if (door.path.startsWith("/assets/")) continue
      const { headers } = await knock(visitor, door)
      const isSafe =
        headers.has("Content-Security-Policy") && headers.get("X-Content-Type-Options") === "nosniff"
      if (!isSafe || headers.get("Cache-Control") === null) bare.add(`${door.method} ${door.path}`)
    }
  expect([...bare]).toEqual([])
})

it("lets no school be called what an address of ours begins with", () => {
  const ours = new Set(doors.map(({ path }) => path.split("/")[1] ?? ""))
  const taken = [...ours].filter((word) => word.length > 1 && !word.startsWith(":"))
  expect(taken).toContain("assets")
  const named = (slug: string) => {
    const school = { slug, name: "Elders", city: "Ede", phone: "", email: "", brin: null }
    return addSchool(world.registry, { ...school, sector: "primary" }, world.clock.now)
  }
  for (const word of taken) {
    const made = named(word)
    expect([word, made.ok ? "made" : made.refusal.kind]).toEqual([word, "slug-invalid"])
  }
})
