import { afterEach, describe, expect, it } from "bun:test"
import { readFileSync } from "node:fs"
import { Glob } from "bun"
import { accountProviders } from "../../src/domain/online/video-meeting.ts"
import { site } from "../../src/paths.ts"
import { onlineWorld } from "../support/online.ts"

let close = () => {}
afterEach(() => {
  close()
  close = () => {}
})

async function read() {
  const world = await onlineWorld()
  close = () => void world.close()
  const answer = await world.stranger().get(site.guide())
  return { world, answer, page: await answer.text() }
}

describe("the guide for schools", () => {
  it("is there for everybody, because an IT person has no account, and says all that the document says", async () => {
    const { answer, page } = await read()
    expect(answer.status).toBe(200)
    const text = readFileSync("docs/school-guide.md", "utf8")
    const spoken = (whole: string) => whole.replace(/<[^>]+>|&\w+;|[^\p{L}\p{N}]+/gu, "")
    for (const heading of text.match(/^##? .+$/gm) ?? []) expect(spoken(page)).toContain(spoken(heading))
    expect(page).toContain("<th>Recht</th>")
    expect(page).not.toContain("**")
  })

  it("calls every button and page of a round as they are called on the screen", () => {
    const [, chapter = ""] = readFileSync("docs/school-guide.md", "utf8").split(/^## Een ronde.*$/m)
    const [round = ""] = chapter.split(/^## /m)
    const named = [...round.matchAll(/_([^_]+)_/g)].flatMap(([, name = ""]) => name.split(" → "))
    const said = [...new Glob("src/views/words/nl/*.ts").scanSync(".")].map((file) =>
      readFileSync(file, "utf8"),
    )
    expect(named.length).toBeGreaterThan(8)
    expect(named.filter((name) => !said.some((words) => words.includes(`"${name}"`)))).toEqual([])
  })

  it("opens at what the IT person of such a school needs, and names our number there", async () => {
    const { page } = await read()
    for (const provider of accountProviders) {
      const section = site.guide(provider).split("#")[1]
      expect(page).toContain(`<h2 id="${section}">`)
      expect(page).toContain(`href="#${section}"`)
    }
    expect(page).toContain("Nummer van de toepassing")
    expect(page.match(/<code>tienminuten<\/code>/g)).toHaveLength(2)
  })

  it("is where staff are sent whose school must allow something first", async () => {
    const { world } = await read()
    const tim = await world.tim()
    for (const provider of accountProviders) {
      const stopped = await tim.get(`/de-regenboog/team/video?mis=admin-needed&bij=${provider}`)
      expect(await stopped.text()).toContain(`href="${site.guide(provider)}"`)
    }
    const office = await (await world.deWit()).get("/de-regenboog/team/video/1")
    expect(await office.text()).toContain(`href="${site.guide()}"`)
  })
})
