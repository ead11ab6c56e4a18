import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { type Browser, htmx, testWorld, type World } from "../../support/app.ts"
import { arrive, castArrives, homesIn, seenNow } from "../../support/households.ts"
import { cast, shownAs } from "../../support/school.ts"

// Two colleagues have the same household before them. The first saves; the second is told what changed, loses nothing of what was
// typed, and may then go on.

const one = (household: number) => `/de-regenboog/team/gezinnen/${household}`
const { yilmaz, deVries, bakker, jansen } = cast.households
const { defne, sem, lotte, daan, mila } = cast.pupils

let world: World
let homes: ReturnType<typeof homesIn>
let first: Browser
let second: Browser
beforeEach(async () => {
  world = await testWorld()
  homes = homesIn(world)
  first = await world.deWit()
  second = await world.deWit()
})
afterEach(() => world.close())

const textOf = async (answer: Response) => (await answer.text()).replace(/\s+/g, " ")

/** What the form with this action (and this other field, where there are several) carries as seen. */
async function seenOn(page: string, action: string, field = ""): Promise<string> {
  const html = await textOf(await second.get(page))
  const forms = html
    .split("<form")
    .filter((each) => each.includes(`action="${action}"`) && each.includes(field))
  return /name="seen" value="([^"]*)"/.exec(forms[0] ?? "")?.[1] ?? "no such form"
}

/** What the first of the two does, with everything before them as it is. */
const earlier = (path: string, fields: Record<string, string | string[]>) =>
  first.post(path, { seen: seenNow(world), ...fields })

async function late(answer: Response, ...told: string[]) {
  const page = await textOf(answer)
  expect(answer.status).toBe(409)
  expect(page).toContain("Iemand anders was net eerder")
  expect(told.filter((each) => !page.includes(each))).toEqual([])
  return page
}

describe("who is second at a household", () => {
  it("hears which child went when splitting it, finds the ticks as they were, and may go on", async () => {
    const split = `${one(deVries)}/splitsen`
    const seen = await seenOn(one(deVries), split)
    await earlier(split, { going: [String(lotte)] })
    const wish = { going: [String(daan), String(lotte)], along: ["2"] }
    const page = await late(
      await second.post(split, { ...wish, seen }, htmx),
      "Lotte de Vries hoort niet meer bij dit gezin.",
      `name="going" value="${daan}" checked`,
      'name="along" value="2" checked',
    )
    expect(homes.householdsOf(daan)).toEqual([deVries])
    const again = /splitsen"[^>]*>.*?name="seen" value="([^"]*)"/.exec(page)?.[1] ?? ""
    expect((await second.post(split, { ...wish, seen: again })).status).toBe(303)
    expect(homes.householdsOf(daan)).not.toEqual([deVries])
    expect(homes.householdsOf(sem)).toEqual([deVries])
  })

  it("does not merge with a household that got another child meanwhile", async () => {
    const merge = `${one(deVries)}/samenvoegen`
    const seen = await seenOn(`${one(deVries)}?doe=merge&zoek=yilmaz`, merge)
    await earlier(`/de-regenboog/team/leerlingen/${mila}/gezin`, {
      seat: "add",
      household: String(yilmaz),
    })
    await late(
      await second.post(merge, { other: String(yilmaz), seen }),
      "Mila Bakker is bij dit gezin gekomen.",
    )
    expect(homes.householdsOf(defne)).toEqual([yilmaz])
  })

  it("sees the household that goes on when theirs was merged away, with what was typed", async () => {
    const parent = `${one(yilmaz)}/ouder`
    const seen = await seenOn(one(yilmaz), parent)
    await earlier(`${one(deVries)}/samenvoegen`, { other: String(yilmaz) })
    const page = await late(
      await second.post(parent, { last: "Kaya", email: "kaya@post.example", seen }),
      "Een van deze gezinnen is er niet meer.",
      'value="kaya@post.example"',
    )
    expect(page).toContain(`action="${one(deVries)}/ouder"`)
    expect(homes.mailsOf(deVries)).toEqual(["devries@post.example", "yilmaz@post.example"])
  })

  it("adds no guardian whom a colleague added just before", async () => {
    const parent = `${one(deVries)}/ouder`
    const seen = await seenOn(one(deVries), parent)
    await earlier(parent, { last: "Smit", email: "smit@post.example", seen })
    await late(
      await second.post(parent, { last: "Smit", email: "smit@post.example", seen }),
      "Ouder Smit is erbij gekomen.",
    )
    expect(homes.mailsOf(deVries)).toEqual(["devries@post.example", "smit@post.example"])
  })

  it("changes no guardian over a colleague, and sees what stands there now", async () => {
    const parent = `${one(deVries)}/ouder`
    const seen = await seenOn(one(deVries), parent, 'name="guardian" value="2"')
    const as = { guardian: "2", prefix: "de", last: "Vries", email: "devries@post.example" }
    await earlier(parent, { ...as, phone: "06 11111111", seen })
    const page = await late(
      await second.post(parent, { ...as, phone: "06 22222222", seen }),
      "De gegevens van ouder De Vries zijn gewijzigd.",
      "<dd>06 11111111</dd>",
    )
    expect(page).toContain('value="06 22222222"')
  })

  it("keeps what was typed about a guardian who was moved away", async () => {
    await homes.place(castArrives())
    const parent = `${one(bakker)}/ouder`
    const seen = await seenOn(one(bakker), parent, 'name="guardian" value="3"')
    await earlier(`${parent}/verplaatsen`, { guardian: "3", to: String(jansen) })
    await late(
      await second.post(parent, {
        guardian: "3",
        last: "Bakker",
        email: "nieuw@post.example",
        phone: "",
        seen,
      }),
      "Ouder Bakker staat niet meer bij dit gezin.",
      'value="nieuw@post.example"',
    )
  })

  it("moves no guardian to a household that changed", async () => {
    await homes.place(castArrives())
    const move = `${one(bakker)}/ouder/verplaatsen`
    const seen = await seenOn(one(bakker), move)
    await earlier(`/de-regenboog/team/leerlingen/${defne}/gezin`, {
      seat: "add",
      household: String(jansen),
    })
    await late(
      await second.post(move, { guardian: "3", to: String(jansen), seen }),
      "Defne Yilmaz is bij dit gezin gekomen.",
    )
    expect(homes.mailsOf(bakker)).toEqual(["bakker@post.example"])
  })

  it("makes no second home for a child who went", async () => {
    const other = `${one(deVries)}/tweede`
    const seen = await seenOn(one(deVries), other)
    await earlier(`${one(deVries)}/splitsen`, { going: [String(lotte)] })
    const wish = { pupils: [String(lotte), String(sem)], who: "new", last: "Vos", email: "vos@post.example" }
    await late(
      await second.post(other, { ...wish, seen }),
      "Lotte de Vries hoort niet meer",
      'value="vos@post.example"',
    )
    expect(homes.householdsOf(sem)).toEqual([deVries])
  })

  it("is not bothered by a family that chooses a time", async () => {
    const split = `${one(deVries)}/splitsen`
    const seen = await seenOn(one(deVries), split)
    const family = await world.deVries()
    await family.post(`/de-regenboog/gesprekken/${cast.round}/kies`, { slot: shownAs(1), pupil: String(sem) })
    expect((await second.post(split, { going: [String(daan)], seen })).status).toBe(303)
  })
})

describe("who does not say what they saw", () => {
  const forms: [name: string, path: string, fields: Record<string, string | string[]>][] = [
    ["splits no household", `${one(deVries)}/splitsen`, { going: [String(daan)] }],
    ["merges none", `${one(deVries)}/samenvoegen`, { other: String(yilmaz) }],
    [
      "makes no second one",
      `${one(deVries)}/tweede`,
      { pupils: [String(sem)], who: "new", last: "Vos", email: "vos@post.example" },
    ],
    ["adds no guardian", `${one(deVries)}/ouder`, { last: "Vos", email: "vos@post.example" }],
    ["moves none", `${one(bakker)}/ouder/verplaatsen`, { guardian: "3", to: String(jansen) }],
    [
      "gives a child no other home",
      `/de-regenboog/team/leerlingen/${defne}/gezin`,
      { seat: "add", household: String(deVries) },
    ],
    [
      "takes none away",
      `/de-regenboog/team/leerlingen/${mila}/gezin`,
      { seat: "remove", household: String(jansen) },
    ],
  ]
  for (const [name, path, fields] of forms)
    it(name, async () => {
      const before = seenNow(world)
      for (const without of [{}, { seen: "" }]) await late(await second.post(path, { ...fields, ...without }))
      expect(seenNow(world)).toBe(before)
      expect((await second.post(path, { ...fields, seen: before })).status).toBe(303)
    })

  it("answers no question", async () => {
    world.school.client.run("INSERT INTO household_doubts (kind, household_id) VALUES ('common-surname', 1)")
    const answer = await second.post(`${one(yilmaz)}/vragen/1`, { same: "yes" })
    expect(answer.status).toBe(409)
    expect(world.school.client.query("SELECT settled_at FROM household_doubts").values()).toEqual([[null]])
  })
})

describe("who is second at the homes of a child", () => {
  const seat = `/de-regenboog/team/leerlingen/${mila}/gezin`
  const pupil = `/de-regenboog/team/leerlingen/${mila}`

  it("takes the child out of no home that changed", async () => {
    const seen = await seenOn(pupil, seat)
    await earlier(`${one(bakker)}/ouder`, { last: "Smit", email: "smit@post.example" })
    await late(
      await second.post(seat, { seat: "remove", household: String(bakker), seen }),
      "Ouder Smit is erbij gekomen.",
    )
    expect(homes.householdsOf(mila)).toEqual([bakker, jansen])
  })

  it("hears that the child got one more home", async () => {
    const seen = await seenOn(`${pupil}?zoek=sem`, seat, `value="${deVries}"`)
    await earlier(seat, { seat: "add", household: String(yilmaz) })
    await late(
      await second.post(seat, { seat: "add", household: String(deVries), seen }),
      "Er is een gezin bij gekomen.",
    )
    expect(homes.householdsOf(mila)).toEqual([yilmaz, bakker, jansen].sort((a, b) => a - b))
  })
})

describe("who is second at a question", () => {
  it("hears what changed, and answers nothing about what was not seen", async () => {
    const ayla = homes.pupil("Ayla", "Zomer", { postcode: "1234AB" })
    await homes.place([...castArrives(), arrive(ayla)])
    const [home = 0] = homes.householdsOf(ayla)
    world.school.client.run(
      "INSERT INTO household_doubts (kind, household_id) VALUES ('common-surname', ?)",
      [home],
    )
    const { id } = world.school.client
      .query<{ id: number }, []>("SELECT max(id) AS id FROM household_doubts")
      .get() ?? { id: 0 }
    const question = `${one(home)}/vragen/${id}`
    const seen = await seenOn(one(home), question)
    await earlier(`/de-regenboog/team/leerlingen/${defne}/gezin`, { seat: "add", household: String(home) })
    await late(await second.post(question, { same: "yes", seen }), "Defne Yilmaz is bij dit gezin gekomen.")
  })
})
