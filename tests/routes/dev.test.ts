import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { createApp } from "../../src/app.ts"
import { mailFolder } from "../../src/integrations/email.ts"
import { Browser, testWorld, type World } from "../support/app.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const mail = {
  uid: "1",
  to: "yilmaz@post.example",
  from: { name: "De Regenboog", address: "noreply@tienminuten.example" },
  replyTo: null,
  returnTo: null,
  language: "nl",
  subject: "Kies een tijd",
  text: "Kies:\nhttp://localhost:3000/de-regenboog/uitnodiging/abc\nen niet https://elders.example/x\n",
  html: "<p>Kies <script>alert(1)</script></p>",
}

describe("in development", () => {
  it("the post can be read, with our own links to follow and the source as text", async () => {
    const visitor = world.stranger()
    expect(await (await visitor.get("/ontwikkel/post")).text()).toContain("Nog geen post")
    await mailFolder(world.parts.postFolder).send(mail)
    const list = await (await visitor.get("/ontwikkel/post")).text()
    const address = /href="(\/ontwikkel\/post\/[^"]+)"/.exec(list)?.[1] as string
    expect(list).toContain("yilmaz@post.example")
    const page = await (await visitor.get(address)).text()
    expect(page).toContain('<a href="http://localhost:3000/de-regenboog/uitnodiging/abc">')
    expect(page).not.toContain('href="https://elders')
    expect(page).not.toContain("<script>alert")
    for (const name of ["..%2Fcontrol", "1-00000000", "niets"])
      expect((await visitor.get(`/ontwikkel/post/${name}`)).status).toBe(404)
  })

  it("a door opens for a parent of three, a teacher and the administrator", async () => {
    for (const [who, name, page] of [
      ["ouder", "__Host-ouder-de-regenboog", "/de-regenboog/gesprekken"],
      ["leraar", "__Host-team-de-regenboog", "/de-regenboog/team/mijn-gesprekken"],
      ["beheerder", "__Host-team-de-regenboog", "/de-regenboog/team/start"],
    ] as const) {
      const visitor = world.stranger()
      const answer = await visitor.get(`/ontwikkel/deur/${who}`)
      expect([answer.status, answer.headers.get("Location")]).toEqual([303, page])
      expect(visitor.cookies.has(name)).toBe(true)
    }
    const session = world.school.client.query("SELECT household_id FROM parent_sessions").get()
    expect(session).toEqual({ household_id: 2 }) // De Vries, three children
    expect((await world.stranger().get("/ontwikkel/deur/inspecteur")).status).toBe(404)
  })
})

describe("in production", () => {
  it("no such address exists", async () => {
    const app = createApp({ ...world.parts, development: false })
    const visitor = new Browser((request) => app.handle(request))
    await mailFolder(world.parts.postFolder).send(mail)
    for (const path of ["/ontwikkel/post", "/ontwikkel/deur/beheerder", "/ontwikkel/deur/ouder"]) {
      const answer = await visitor.get(path)
      expect([path, answer.status]).toEqual([path, 404])
    }
    expect(visitor.cookies.size).toBe(0)
    expect(app.routes.filter((route) => route.path.startsWith("/ontwikkel"))).toEqual([])
  })
})
