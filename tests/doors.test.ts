import { afterAll, beforeAll, describe, expect, it } from "bun:test"
import { type Browser, testWorld, type World } from "./support/app.ts"
import { addressOf, type Door, doorsOf } from "./support/routes.ts"

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

  it("stays closed to a stranger unless it is for anyone", async () => {
    const wrong: string[] = []
    for (const door of doors.filter((each) => each.policy !== "anyone"))
      if (opened(await knock(world.stranger(), door))) wrong.push(`${door.method} ${door.path}`)
    expect(wrong).toEqual([])
  })

  it("stays closed to a parent unless it is for parents or anyone", async () => {
    const wrong: string[] = []
    for (const door of doors.filter((each) => each.policy === "teacher" || each.policy === "administrator"))
      if (opened(await knock(await world.yilmaz(), door))) wrong.push(`${door.method} ${door.path}`)
    expect(wrong).toEqual([])
  })

  it("stays closed to a teacher when it is for the administrator", async () => {
    const wrong: string[] = []
    for (const door of doors.filter((each) => each.policy === "administrator"))
      if ((await knock(await world.tim(), door)).status !== 404) wrong.push(`${door.method} ${door.path}`)
    expect(wrong).toEqual([])
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
    for (const visitor of [world.stranger(), await world.yilmaz(), await world.tim(), await world.deWit()])
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
    for (const visitor of [world.stranger(), await world.yilmaz(), await world.tim(), await world.deWit()])
      for (const door of doors) {
        for (const id of ["1", "2", "999999999999999999999", "-1", "0x10", "%00", "%F0%9F"]) {
          const answer = await knock(visitor, door, "de-regenboog", id)
          expect(`${door.method} ${door.path} ${answer.status < 500}`).toBe(
            `${door.method} ${door.path} true`,
          )
        }
      }
    expect(world.troubles).toEqual([])
  })
})
