import { afterAll, beforeAll, describe, expect, it } from "bun:test"
import { htmx, testWorld, type World } from "./support/app.ts"
import { addressOf, doorsOf, idsAt } from "./support/routes.ts"
import { cast, shownAs, slotOf } from "./support/school.ts"

// What one family may never see of another, asked at every door with every id. Names are the taint.

let world: World
beforeAll(async () => {
  world = await testWorld()
  world.school.client.run("UPDATE rounds SET title = 'Kleurengesprekken'")
  const { pupils, round } = cast
  const book = `/de-regenboog/gesprekken/${round}/kies`
  const wishes = [
    [await world.deVries(), pupils.sem, slotOf("noor", 2)],
    [await world.deVries(), pupils.lotte, slotOf("tim", 4)],
    [await world.bakker(), pupils.mila, slotOf("noor", 5)],
    [await world.jansen(), pupils.mila, slotOf("noor", 7)],
  ] as const
  for (const [visitor, pupil, slot] of wishes)
    expect((await visitor.post(book, { pupil: String(pupil), slot: shownAs(slot) })).status).toBe(303)
})
afterAll(() => world.close())

/** Every page behind every door with every id that exists, whole and in part, seen by this visitor. */
async function everything(
  visitor: Awaited<ReturnType<World["yilmaz"]>>,
  school = "de-regenboog",
): Promise<string> {
  let seen = ""
  for (const door of doorsOf(world))
    for (const id of idsAt(door, ["1", "2", "3", "4", "5", "6"])) {
      const path = addressOf(door, school, id)
      if (/uitloggen|ontwikkel/.test(path)) continue
      for (const headers of [{}, htmx]) {
        const answer = await (door.method === "GET"
          ? visitor.get(path, headers)
          : visitor.post(path, {}, headers))
        seen += `${await answer.text()} ${answer.headers.get("Location") ?? ""} ${answer.headers.get("HX-Redirect") ?? ""}`
      }
    }
  return seen
}

const families = {
  yilmaz: ["Defne", "Yilmaz", "yilmaz@"],
  deVries: ["Lotte", "Daan", "Vries", "devries@"],
  bakker: ["Bakker", "bakker@"],
  jansen: ["Jansen", "jansen@"],
}

describe("a family", () => {
  // First, because what follows presses every button there is.
  it("of separated parents does not see when the other home comes", async () => {
    const seen = await (await world.jansen()).get(`/de-regenboog/gesprekken/${cast.round}`)
    const page = await seen.text()
    expect(page).toContain("20:10") // their own
    expect(page).not.toContain("19:50") // taken by the other home: simply not among the times
  })

  for (const [name, others] of [
    ["yilmaz", [...families.deVries, "Mila", ...families.bakker, ...families.jansen]],
    ["deVries", [...families.yilmaz, "Mila", ...families.bakker, ...families.jansen]],
    // Mila Bakker sits in both homes: her name is theirs, everything of the other home is not.
    ["bakker", [...families.yilmaz, ...families.deVries, ...families.jansen]],
    ["jansen", [...families.yilmaz, ...families.deVries, "bakker@"]],
  ] as const)
    it(`(${name}) sees nothing of the others at any door`, async () => {
      const seen = await everything(await world[name]())
      expect(others.filter((word) => seen.includes(word))).toEqual([])
    })
})

describe("a stranger", () => {
  it("sees no person at any door", async () => {
    // The privacy page says where the backups are.
    const seen = (await everything(world.stranger())).replaceAll("Noord-Brabant", "")
    const people = [...Object.values(families).flat(), "Mila", "Willems", "Noor", "Tim Bos", "Wit"]
    expect(people.filter((word) => seen.includes(word))).toEqual([])
  })
})

describe("another school", () => {
  it("sees nothing of De Regenboog at any of its own doors", async () => {
    const seen = await everything(await world.wilgDirector(), "de-wilg")
    const people = [...Object.values(families).flat(), "Mila", "Willems", "Tim Bos", "Kleurengesprekken"]
    expect(people.filter((word) => seen.includes(word))).toEqual([])
    expect(seen).toContain("Wilg")
  })
})
