import { afterAll, beforeAll, describe, expect, it } from "bun:test"
import { testWorld, type World } from "./support/app.ts"
import { addressOf, doorsOf, idsAt } from "./support/routes.ts"
import { cast, shownAs, slotOf } from "./support/school.ts"

// The second belt under the escaping: a school whose every name, room and title is an attack. Each screen is rendered twice, with
// tame names and with attacks; the elements and attributes must be the same, in the same order.

const attacks = [
  "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
  '" data-hx-get="/weg" data-hx-trigger="load" autofocus onfocus="alert(1)',
  "javascript:alert(1)//</title></textarea><svg onload=alert(1)>",
  "{{constructor.constructor('alert(1)')()}} ${7*7} <!-- --> ]]> &lt;b&gt;",
]

const texts: [string, string[]][] = [
  ["pupils", ["first", "last", "prefix"]],
  ["teachers", ["first", "last", "prefix"]],
  ["groups", ["name"]],
  ["guardians", ["last", "prefix", "email", "phone"]],
  ["message_texts", ["subject", "opening", "closing"]],
  ["rounds", ["title"]],
  ["round_teachers", ["room"]],
  ["presences", ["room"]],
  ["bookings", ["note"]],
  ["staff", ["name"]],
  ["school", ["address", "postcode", "contact_person", "jitsi_host"]],
  ["operator_windows", ["purpose"]],
]

/** Fills every text that people see with `say(row)`. */
function rename(world: World, say: (at: number) => string): void {
  let at = 0
  for (const [table, columns] of texts)
    for (const { rowid } of world.school.client
      .query<{ rowid: number }, []>(`SELECT rowid FROM ${table}`)
      .all())
      for (const column of columns)
        world.school.client.run(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`, [say(at++), rowid])
  // Meester Tim has one room for every day.
  world.school.client.run("UPDATE presences SET room = '' WHERE teacher_id = 2")
  // What the registry holds of the school.
  for (const column of ["name", "city", "phone", "email"] as const) {
    const value = say(at++)
    world.registry.control.run(`UPDATE schools SET ${column} = ? WHERE slug = 'de-regenboog'`, [value])
    world.school.school[column] = value
  }
}

/** The elements and their attribute names, in order: what a browser would build. */
async function shapeOf(answer: Response): Promise<string[]> {
  const shape: string[] = []
  const rewriter = new HTMLRewriter().on("*", {
    element(element) {
      shape.push(`${element.tagName} ${[...element.attributes].map(([name]) => name).join(" ")}`)
    },
  })
  await rewriter.transform(answer).text()
  return shape
}

let world: World
beforeAll(async () => {
  world = await testWorld()
  const book = `/de-regenboog/gesprekken/${cast.round}/kies`
  const deVries = await world.deVries()
  world.school.client.run(
    "INSERT INTO operator_windows (purpose, opened_by, opened_at, until) VALUES ('Meekijken', 1, ?, ?)",
    [world.clock.now.toString(), world.clock.now.add({ hours: 4 }).toString()],
  )
  world.school.client.run(
    `INSERT INTO message_texts (kind, channel, language, subject, opening, closing, changed_at)
       VALUES ('booking-confirmed', 'email', 'nl', '', '', '', ''), ('reminder', 'sms', 'nl', '', '', '', '')`,
  )
  // Both names stand wherever one does.
  world.school.client.run("UPDATE round_teachers SET with_teacher_id = 1 WHERE teacher_id = 2")
  await deVries.post(book, { pupil: String(cast.pupils.sem), slot: shownAs(slotOf("noor", 3)) })
})
afterAll(() => world.close())

describe("a school whose every name is an attack", () => {
  it("changes no element and no attribute of any screen", async () => {
    const visitors = [
      world.stranger(),
      await world.deVries(),
      await world.bakker(),
      await world.tim(),
      await world.deWit(),
    ]
    const look = async () => {
      // The door remembers where a visitor wanted to go, and says so: not what this is about.
      for (const visitor of visitors) visitor.cookies.delete("__Host-terug-de-regenboog")
      const shapes = new Map<string, string[]>()
      for (const [who, visitor] of visitors.entries())
        for (const door of doorsOf(world).filter((each) => each.method === "GET"))
          for (const id of idsAt(door, ["1", "2"])) {
            const path = addressOf(door, "de-regenboog", id)
            if (/^\/(assets|ontwikkel|health|ready)/.test(path)) continue
            const answer = await visitor.get(path)
            if (answer.headers.get("Content-Type")?.startsWith("text/html"))
              shapes.set(`${who} ${path}`, await shapeOf(answer))
          }
      return shapes
    }
    rename(world, (at) => `Naam ${at % 4}`)
    const tame = await look()
    rename(world, (at) => attacks[at % attacks.length] as string)
    const wild = await look()
    expect([...wild.keys()]).toEqual([...tame.keys()])
    const changed = [...tame].filter(([screen, shape]) => shape.join("\n") !== wild.get(screen)?.join("\n"))
    expect(changed.map(([screen]) => screen)).toEqual([])
    expect(world.troubles).toEqual([])
  })
})
