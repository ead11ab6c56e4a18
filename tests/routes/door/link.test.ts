import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { tokenInMessage } from "../../../src/db/messages/messages.ts"
import { testWorld, type World } from "../../support/app.ts"
import { session } from "../../support/door.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const ask = (email: string) => world.stranger().post("/de-regenboog/link", { email })
async function mailedToken(): Promise<string> {
  const row = world.school.client
    .query<{ facts: string }, []>("SELECT facts FROM messages WHERE kind = 'parent-link' ORDER BY id DESC")
    .get()
  const { sealed } = JSON.parse(row?.facts ?? "{}") as { sealed: string }
  return (await world.school.keys.open(sealed, tokenInMessage)) as string
}

describe("asking for a link", () => {
  it("brings the same answer whether the address is known or not, at the same moment", async () => {
    Object.assign(world.parts, { signInFloor: 60 })
    const seen = []
    for (const email of ["yilmaz@post.example", "niemand@post.example"]) {
      const began = performance.now()
      const answer = await ask(email)
      expect(performance.now() - began).toBeGreaterThanOrEqual(60)
      seen.push({ status: answer.status, headers: [...answer.headers], body: await answer.text() })
    }
    expect(seen[0]).toEqual(seen[1] as (typeof seen)[0])
    const page = await world.stranger().get("/de-regenboog/link-verstuurd")
    expect(await page.text()).toContain(
      "Kent de school dit adres? Dan krijgt u binnen een paar minuten een link.",
    )
  })

  it("says so when what was typed is no address, and keeps it", async () => {
    const answer = await ask("yilmaz")
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain("Vul een e-mailadres in")
    expect(page).toContain('value="yilmaz"')
  })
})

describe("the link from the mail", () => {
  it("survives ten looks of a scanner, then signs in once", async () => {
    await ask("yilmaz@post.example")
    const at = `/de-regenboog/link/${await mailedToken()}`
    for (let times = 0; times < 10; times++) {
      expect((await world.stranger().get(at)).status).toBe(200)
      await world.app.handle(new Request(`http://localhost:3000${at}`, { method: "HEAD" }))
    }
    const parent = world.stranger()
    expect((await parent.post(at)).headers.get("Location")).toBe("/de-regenboog/gesprekken")
    expect(parent.cookies.get(session)).toHaveLength(43)
    expect((await world.stranger().post(at)).status).toBe(404)
    expect(await (await world.stranger().get(at)).text()).toContain("Deze link werkt niet meer")
  })

  it("is over after ten minutes", async () => {
    await ask("yilmaz@post.example")
    const at = `/de-regenboog/link/${await mailedToken()}`
    world.clock.now = world.clock.now.add({ minutes: 10 })
    expect((await world.stranger().get(at)).status).toBe(404)
    expect((await world.stranger().post(at)).status).toBe(404)
  })

  it("lets one of two presses at the same moment in", async () => {
    await ask("yilmaz@post.example")
    const at = `/de-regenboog/link/${await mailedToken()}`
    const both = await Promise.all([world.stranger().post(at), world.stranger().post(at)])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 404])
  })
})
