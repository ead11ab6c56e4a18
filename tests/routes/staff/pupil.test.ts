import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { factorPurpose, factorText } from "../../../src/domain/access/sign-in.ts"
import { type Browser, htmx, testWorld, type World } from "../../support/app.ts"
import { chooseFactor, defne as defneSignsIn } from "../../support/door.ts"
import { seenNow } from "../../support/households.ts"
import { cast, shownAs, slotOf } from "../../support/school.ts"

let world: World
let deWit: Browser
beforeEach(async () => {
  world = await testWorld()
  deWit = await world.deWit()
})
afterEach(() => world.close())

const list = "/de-regenboog/team/leerlingen"
const defne = `${list}/${cast.pupils.defne}`
const textOf = async (answer: Response) => (await answer.text()).replace(/\s+/g, " ")
const row = <Row>(sql: string) => world.school.client.query<Row, []>(sql).get() as Row
const kept = (id = cast.pupils.defne as number) =>
  row<{
    first: string
    last: string
    folded: string
    group: number | null
    home: string | null
    address: string | null
    factor: string | null
    marks: string
    left: string | null
    version: number
  }>(
    `SELECT first, last, folded_last AS folded, group_id AS "group", postcode_hash AS home, address_hash AS address, factor_hash AS factor,
            by_hand AS marks, left_at AS "left", version FROM pupils WHERE id = ${id}`,
  )
const as = (more: Record<string, string> = {}) => ({
  first: "Defne",
  prefix: "",
  last: "Yilmaz",
  group: String(cast.groups.g4a),
  factor: "",
  postcode: "",
  house: "",
  seen: String(kept().version),
  ...more,
})
const seats = (pupil: number) =>
  world.school.client
    .query<{ home: number }, [number]>(
      "SELECT household_id AS home FROM household_pupils WHERE pupil_id = ? ORDER BY 1",
    )
    .all(pupil)
    .map(({ home }) => home)

describe("a pupil in the office", () => {
  it("is found from the list, and shows where it lives", async () => {
    expect(await textOf(await deWit.get(`${list}?zoek=defne`))).toContain(`href="${defne}"`)
    const page = await textOf(await deWit.get(defne))
    expect(page).toContain("<h1>Defne Yilmaz</h1>")
    expect(page).toContain(`href="/de-regenboog/team/gezinnen/${cast.households.yilmaz}"`)
  })

  it("gets another name and group, and says that this was by hand", async () => {
    const answer = await deWit.post(defne, as({ last: "Yıldız", group: String(cast.groups.g6b) }))
    expect(answer.headers.get("Location")).toBe(`${defne}?gelukt=saved`)
    expect(kept()).toMatchObject({
      last: "Yıldız",
      folded: "yildiz",
      group: cast.groups.g6b,
      marks: "name,group",
    })
    expect(await textOf(await deWit.get(defne))).toContain("Door jullie geschreven: de naam en de groep.")
  })

  it("has a fact and a postcode that are written and never shown: only hashes are kept", async () => {
    chooseFactor(world, "birth-date")
    await deWit.post(defne, as({ factor: "5-6-2015", postcode: "1098 xy", house: "12-A" }))
    expect(kept().factor).toBe(
      world.school.keys.hash(factorPurpose("birth-date"), factorText("P1", "2015-06-05")),
    )
    expect(kept().home).toBe(world.school.keys.hash("postcode", "1098XY"))
    expect(kept().address).toBe(world.school.keys.hash("address", "1098XY|12|a"))
    const page = await textOf(await deWit.get(defne))
    for (const secret of ["1098", "2015", String(kept().factor), String(kept().home)])
      expect(page).not.toContain(secret)
    const parent = { ...defneSignsIn, day: "5", month: "6" }
    expect((await world.stranger().post("/de-regenboog/inloggen", parent)).headers.get("Location")).toBe(
      "/de-regenboog/gesprekken",
    )
  })

  it("is told in a sentence what was not understood, and keeps what was typed", async () => {
    chooseFactor(world, "birth-date")
    for (const [typed, sentence] of [
      [{ last: "" }, "Vul een voornaam en een achternaam in."],
      [{ factor: "gisteren" }, "Een datum schrijf je als 27-3-2018"],
      [{ postcode: "Amsterdam" }, "Dit is geen postcode."],
      [{ postcode: "1098 XY", house: "hoek" }, "Vul een huisnummer in"],
    ] as const) {
      const answer = await deWit.post(defne, as({ prefix: "el", ...typed }))
      expect(answer.status).toBe(422)
      const page = await textOf(answer)
      expect(page).toContain(sentence)
      expect(page).toContain('value="el"')
    }
    expect((await deWit.post(defne, as({ group: "99" }))).status).toBe(409)
    expect(kept().marks).toBe("")
  })

  it("is not overwritten by a colleague who did not see the change: they see what it says now", async () => {
    const before = as()
    await deWit.post(defne, as({ first: "Defné" }))
    const late = await (await world.deWit()).post(defne, { ...before, first: "Dafne" })
    expect(late.status).toBe(409)
    const page = await textOf(late)
    expect(page).toContain("Iemand anders was net eerder")
    expect(page).toContain("<dd>Defné</dd>")
    expect(page).toContain('value="Dafne"')
    expect(kept().first).toBe("Defné")
    // Pressing again, with what was seen by now, is a choice.
    expect((await deWit.post(defne, as({ first: "Dafne" }))).status).toBe(303)
  })

  it("leaves and comes back, and the page says in numbers what stays", async () => {
    await (await world.yilmaz()).post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
      pupil: String(cast.pupils.defne),
      slot: shownAs(slotOf("noor", 2)),
    })
    expect(await textOf(await deWit.get(defne))).toContain("Er staat nog 1 gesprek.")
    await deWit.post(`${defne}/vertrek`, { left: "yes", seen: String(kept().version) })
    expect(kept().left).not.toBeNull()
    expect(await textOf(await deWit.get(list))).not.toContain("Yilmaz, Defne")
    expect(await textOf(await deWit.get(`${list}?wie=vertrokken`))).toContain("Yilmaz, Defne")
    await deWit.post(`${defne}/vertrek`, { left: "no", seen: String(kept().version) })
    expect(kept().left).toBeNull()
  })

  it("has a secret address: its hashes go, and no postcode is taken", async () => {
    await deWit.post(defne, as({ postcode: "1098 XY", house: "12" }))
    await deWit.post(`${defne}/adres`, { secret: "yes", seen: String(kept().version) })
    expect(kept()).toMatchObject({ home: null, address: null })
    const page = await textOf(await deWit.get(defne))
    expect(page).toContain("wordt nooit op adres bij een ander gezin gezet")
    expect(page).not.toContain('name="postcode"')
    expect((await deWit.post(defne, as({ postcode: "1098 XY" }))).status).toBe(409)
  })

  it("sits in a second family that was searched for, and can be taken out again", async () => {
    const found = await textOf(await deWit.get(`${defne}?zoek=vries`, htmx))
    expect(found).toContain("Zet in dit gezin")
    await deWit.post(`${defne}/gezin`, {
      household: String(cast.households.deVries),
      seat: "add",
      seen: seenNow(world),
    })
    expect(seats(cast.pupils.defne)).toEqual([cast.households.yilmaz, cast.households.deVries])
    expect(
      (await deWit.post(`${defne}/gezin`, { household: "2", seat: "add", seen: seenNow(world) })).status,
    ).toBe(409)
    await deWit.post(`${defne}/gezin`, {
      household: String(cast.households.deVries),
      seat: "remove",
      seen: seenNow(world),
    })
    expect(seats(cast.pupils.defne)).toEqual([cast.households.yilmaz])
    expect(
      (await deWit.post(`${defne}/gezin`, { household: "1", seat: "remove", seen: seenNow(world) })).status,
    ).toBe(409)
  })

  it("stays in a family that has a talk about it", async () => {
    const mila = `${list}/${cast.pupils.mila}`
    await (await world.jansen()).post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
      pupil: String(cast.pupils.mila),
      slot: shownAs(slotOf("noor", 2)),
    })
    const answer = await deWit.post(`${mila}/gezin`, {
      household: String(cast.households.jansen),
      seat: "remove",
      seen: seenNow(world),
    })
    expect(answer.status).toBe(409)
    expect(await textOf(answer)).toContain("Zeg dat eerst af.")
    expect(seats(cast.pupils.mila)).toEqual([cast.households.bakker, cast.households.jansen])
  })
})

describe("a pupil added by hand", () => {
  const added = async (more: Record<string, string>) => {
    const answer = await deWit.post(`${list}/nieuw`, { ...as({ first: "Nina" }), household: "", ...more })
    return Number(/(\d+)\?gelukt=added$/.exec(answer.headers.get("Location") ?? "")?.[1])
  }

  it("goes to the family with the same surname and postcode, or gets one of its own", async () => {
    await deWit.post(defne, as({ postcode: "1098 XY", house: "12" }))
    expect(seats(await added({ postcode: "1098 XY", house: "12" }))).toEqual([cast.households.yilmaz])
    const alone = seats(await added({ last: "Zomer" }))
    expect(alone).toHaveLength(1)
    expect(Object.values(cast.households) as number[]).not.toContain(alone[0] as number)
    // Nobody else moved.
    expect(seats(cast.pupils.mila)).toEqual([cast.households.bakker, cast.households.jansen])
    expect(seats(cast.pupils.sem)).toEqual([cast.households.deVries])
  })

  it("goes to the family from whose page it was added", async () => {
    const form = await textOf(await deWit.get(`${list}/nieuw?gezin=${cast.households.deVries}`))
    expect(form).toContain("Komt in het gezin van")
    expect(seats(await added({ last: "Vries", household: String(cast.households.deVries) }))).toEqual([
      cast.households.deVries,
    ])
    expect((await deWit.post(`${list}/nieuw`, { ...as(), household: "999" })).status).toBe(404)
  })

  it("can be chosen for by its parents at once", async () => {
    await added({ household: String(cast.households.yilmaz) })
    expect(
      await textOf(await (await world.yilmaz()).get(`/de-regenboog/gesprekken/${cast.round}`)),
    ).toContain("Nina")
  })
})

describe("the list of pupils", () => {
  it("sorts by group with a plain link, and keeps what was searched", async () => {
    const page = await textOf(await deWit.get(`${list}?op=groep&zoek=i`))
    expect(page.indexOf("Bakker, Mila")).toBeGreaterThan(-1)
    expect(page).toContain("zoek=i&amp;op=groep")
  })
})

describe("a guardian", () => {
  const parent = `/de-regenboog/team/gezinnen/${cast.households.yilmaz}/ouder`
  const typed = { guardian: "1", prefix: "", last: "Yilmaz", email: "yilmaz@post.example", phone: "" }
  it("has a phone that is one, or none", async () => {
    const wrong = await deWit.post(parent, { ...typed, seen: seenNow(world), phone: "bel me" })
    expect(wrong.status).toBe(422)
    expect(await textOf(wrong)).toContain("Dit is geen telefoonnummer.")
    expect((await deWit.post(parent, { ...typed, seen: seenNow(world), phone: "06 12345678" })).status).toBe(
      303,
    )
  })
})
