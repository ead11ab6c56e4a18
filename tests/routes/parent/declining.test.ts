import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { cast } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const page = `/de-regenboog/gesprekken/${cast.round}`
const sem = { pupil: String(cast.pupils.sem) }
const lotte = { pupil: String(cast.pupils.lotte) }

describe("a family that needs no talk about a child", () => {
  it("is sent back to that child without JavaScript", async () => {
    const parent = await world.deVries()
    const answer = await parent.post(`${page}/geen`, { ...lotte, declined: "yes" })
    expect(answer.headers.get("Location")).toBe(`${page}#c${lotte.pupil}`)
  })

  it("hears that it was noted, and reads on at the child when it thinks again", async () => {
    const parent = await world.deVries()
    await parent.post(`${page}/geen`, { ...sem, declined: "yes" })
    const said = async (more: Record<string, string>) =>
      (await (await parent.post(`${page}/geen`, { ...lotte, ...more }, htmx)).text()).match(
        /<(\w+)[^>]* data-focus="">([^<]*)/g,
      )
    expect(await said({ declined: "yes" })).toEqual([
      '<p tabindex="-1" data-focus="">U heeft gezegd dat u geen gesprek over Lotte hoeft.',
    ])
    expect(await said({})).toEqual([`<h2 id="c${lotte.pupil}" tabindex="-1" data-focus="">Lotte `])
  })
})
