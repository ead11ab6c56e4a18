import { afterAll, beforeAll, describe, expect, it } from "bun:test"
import type { Policy } from "../src/domain/access.ts"
import { type Browser, testWorld, type World } from "./support/app.ts"

// Every door of the site, taken from the route table itself: who may enter, and whose things lie behind it.

type Door = { method: string; path: string; policy: Policy | undefined }

let world: World
let doors: Door[]
beforeAll(async () => {
  world = await testWorld()
  doors = world.app.routes.map((route) => ({
    method: route.method,
    path: route.path,
    policy: (route.hooks as { detail?: { policy?: Policy } }).detail?.policy,
  }))
})
afterAll(() => world.close())

/** What to write in an address for each of its parameters. A new parameter must be added here, or the test says so. */
const own: Record<string, string> = { round: "1", booking: "1", id: "1", household: "1" }
const loose = new Set(["name", "token", "who", "step", "*"])

function addressOf(door: Door, school: string, values: Record<string, string>): string {
  return door.path.replace(/:(\w+)\??|\*/g, (written, name = "*") => {
    if (name === "school") return school
    if (values[name] !== undefined) return values[name]
    if (loose.has(name)) return "niets"
    throw new Error(`No example for ${written} of ${door.path}`)
  })
}

const knock = (visitor: Browser, door: Door, school = "de-regenboog", values = own) => {
  const path = addressOf(door, school, values)
  return door.method === "GET" ? visitor.get(path) : visitor.post(path, {})
}

/** Opened: the visitor got to see or do something, rather than being sent to a door or told that nothing is there. */
const opened = (answer: Response) =>
  answer.status === 303
    ? !/^\/[^/]+(\/team)?$/.test(answer.headers.get("Location") ?? "") && answer.headers.get("HX-Redirect") === null
    : answer.status !== 404

describe("every door", () => {
  it("says who may enter", () => {
    expect(doors.length).toBeGreaterThan(20)
    expect(doors.filter((door) => door.policy === undefined).map((door) => `${door.method} ${door.path}`)).toEqual([])
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
        for (const [name, value] of [...visitor.cookies]) visitor.cookies.set(name.replace("de-wilg", "de-regenboog"), value)
        if (opened(await knock(visitor, door))) wrong.push(`${door.method} ${door.path}`)
      }
    expect(wrong).toEqual([])
  })

  it("refuses a write that does not come from our own pages", async () => {
    const wrong: string[] = []
    for (const door of doors.filter((each) => each.method === "POST"))
      for (const origin of [{ "Sec-Fetch-Site": "cross-site" }, { "Sec-Fetch-Site": "same-site" }]) {
        const visitor = await world.deWit()
        if ((await visitor.post(addressOf(door, "de-regenboog", own), {}, origin)).status !== 403)
          wrong.push(`${door.method} ${door.path}`)
      }
    expect(wrong).toEqual([])
  })

  it("never writes when it is only looked at", async () => {
    const before = world.school.client.query<{ rows: number }, []>("SELECT count(*) AS rows FROM logbook").get()?.rows
    for (const visitor of [world.stranger(), await world.yilmaz(), await world.tim(), await world.deWit()])
      for (const door of doors.filter((each) => each.method === "GET" && !each.path.startsWith("/ontwikkel")))
        await knock(visitor, door)
    expect(world.school.client.query<{ rows: number }, []>("SELECT count(*) AS rows FROM logbook").get()?.rows).toBe(before ?? 0)
  })

  it("answers with its safety headers, errors included", async () => {
    for (const path of ["/", "/niets", "/de-regenboog", "/de-regenboog/gesprekken/1", "/de-regenboog/team"]) {
      const answer = await world.stranger().get(path)
      expect(answer.headers.get("Content-Security-Policy")).toContain("require-trusted-types-for 'script'")
      expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff")
    }
  })

  it("never answers with trouble of our own, whoever knocks and whatever is sent", async () => {
    const odd = { ...own, round: "999999999999999999999", booking: "-1", id: "0x10", household: "%00" }
    for (const visitor of [world.stranger(), await world.yilmaz(), await world.tim(), await world.deWit()])
      for (const door of doors) {
        for (const values of [own, odd]) {
          const answer = await knock(visitor, door, "de-regenboog", values)
          expect(`${door.method} ${door.path} ${answer.status < 500}`).toBe(`${door.method} ${door.path} true`)
        }
      }
    expect(world.troubles).toEqual([])
  })
})
