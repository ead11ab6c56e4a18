import { expect, it } from "bun:test"
import { createApp } from "../../src/app.ts"
import { printed } from "../../src/routes/request-log.ts"
import { Browser, testWorld } from "../support/app.ts"

const aTurn = () => new Promise<void>((done) => setImmediate(done))

it("says of each request what kind it was, what came of it and which school, and never its path", async () => {
  const world = await testWorld()
  const lines: Record<string, string | number>[] = []
  const app = createApp({ ...world.parts, log: (line) => lines.push(line) })
  const visitor = new Browser((request) => app.handle(request))
  for (const [name, value] of (await world.deVries()).cookies) visitor.cookies.set(name, value)
  await visitor.get("/de-regenboog/gesprekken/1?kanarie=vogel")
  await visitor.get("/de-regenboog/gesprekken/987654")
  await visitor.get("/de-regenboog/uitnodiging/kanarie")
  await visitor.get("/kanarie/nergens/te/vinden")
  await visitor.get("/de-regenboog/team/start")
  // A line is written after its answer.
  while (lines.length < 5) await aTurn()
  expect(lines.map(({ method, route, status }) => `${method} ${route} ${status}`)).toEqual([
    "GET /:school/gesprekken/:round 200",
    "GET /:school/gesprekken/:round 404",
    "GET /:school/uitnodiging/:token 404",
    "GET none 404",
    "GET /:school/team/start 303",
  ])
  expect(lines[0]?.["school"]).toBe(world.school.school.id)
  expect(JSON.stringify(lines)).not.toMatch(/kanarie|987654|Vries/)
  world.close()
})

it("prints the lines of one turn together, each on a line of its own", async () => {
  const said: string[] = []
  const log = printed((text) => said.push(text))
  log({ status: 200 })
  log({ status: 404 })
  await aTurn()
  log({ status: 303 })
  await aTurn()
  expect(said).toEqual(['{"status":200}\n{"status":404}', '{"status":303}'])
})
