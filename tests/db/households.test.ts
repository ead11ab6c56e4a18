import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import {
  type Arrival,
  placeInHouseholds,
  restoreHouseholds,
  snapshotHouseholds,
} from "../../src/db/households.ts"
import { type Db, write } from "../../src/db/open.ts"
import type { PupilId } from "../../src/domain/ids.ts"
import { fold, foldSurname } from "../../src/domain/people.ts"
import type { RosterGuardian } from "../../src/domain/roster.ts"
import { testWorld, type World } from "../support/app.ts"
import { cast, slotOf } from "../support/school.ts"

let world: World
let db: Db
beforeEach(async () => {
  world = await testWorld()
  db = world.school
})
afterEach(() => world.close())

type Told = { postcode?: string; address?: string; secret?: boolean; prefix?: string }

/** Writes a pupil as the import does before it asks for a home. */
function pupil(first: string, last: string, told: Told = {}): PupilId {
  return db
    .sql<{ id: PupilId }, (string | number | null)[]>(
      `INSERT INTO pupils (first, prefix, last, folded_first, folded_last, postcode_hash, address_hash, protected_address)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    )
    .get(
      first,
      told.prefix ?? "",
      last,
      fold(first),
      foldSurname(last),
      told.postcode ?? null,
      told.address ?? null,
      told.secret ? 1 : 0,
    )?.id as PupilId
}

const guardian = (email: string | null, more: Partial<RosterGuardian> = {}): RosterGuardian => ({
  prefix: "",
  last: "",
  email,
  phone: null,
  home: 1,
  addressHash: null,
  ...more,
})

const arrive = (id: number, guardians: RosterGuardian[] = [], familyHash: string | null = null): Arrival => ({
  pupil: id as PupilId,
  familyHash,
  guardians,
})

/** The cast as a file would bring it: the same guardians that they have. */
const castArrives = (): Arrival[] => [
  arrive(cast.pupils.defne, [guardian("yilmaz@post.example", { last: "Yilmaz" })]),
  ...[cast.pupils.sem, cast.pupils.lotte, cast.pupils.daan].map((id) =>
    arrive(id, [guardian("devries@post.example", { prefix: "de", last: "Vries" })]),
  ),
  arrive(cast.pupils.mila, [
    guardian("bakker@post.example", { last: "Bakker" }),
    guardian("jansen@post.example", { last: "Jansen", home: 2 }),
  ]),
]

const place = (arrivals: Arrival[]) => write(db, (tx) => placeInHouseholds(db, tx, arrivals, world.clock.now))
const snapshot = () => write(db, (tx) => snapshotHouseholds(db, tx))
const restore = (to: Awaited<ReturnType<typeof snapshot>>) => write(db, (tx) => restoreHouseholds(db, tx, to))

/** Households of these pupils, as numbers. */
const householdsOf = (id: number) =>
  db
    .sql<{ household: number }, [number]>(
      "SELECT household_id AS household FROM household_pupils WHERE pupil_id = ? ORDER BY 1",
    )
    .all(id)
    .map((row) => row.household)
const mailsOf = (household: number | undefined) =>
  db
    .sql<{ email: string | null }, [number]>(
      "SELECT email FROM guardians WHERE household_id = ? ORDER BY email",
    )
    .all(household ?? 0)
    .map((row) => row.email)
const stateOf = (household: number) =>
  db
    .sql<{ version: number; generation: number }, [number]>(
      "SELECT version, code_generation AS generation FROM households WHERE id = ?",
    )
    .get(household)
const openDoubts = () =>
  db
    .sql<{ doubt: string }, []>(
      "SELECT kind || ' ' || household_id || coalesce('-' || other_id, '') AS doubt FROM household_doubts WHERE settled_at IS NULL ORDER BY 1",
    )
    .all()
    .map((row) => row.doubt)
const sessions = () =>
  db.sql<{ household: number }, []>("SELECT household_id AS household FROM parent_sessions").all()
const book = (household: number, child: number, slot: number) =>
  db.client.run(
    `INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at)
     SELECT id, round_id, teacher_id, ?, ?, starts_at, ends_at, 'uid-' || id, starts_at FROM slots WHERE id = ?`,
    [child, household, slot],
  )

describe("a file that is read for the first time", () => {
  it("gives every pupil a household, brothers and sisters one together", async () => {
    const [a, b, c] = [
      pupil("Ayla", "Terpstra", { postcode: "p" }),
      pupil("Bram", "Terpstra", { postcode: "p" }),
      pupil("Cas", "Nowak", { postcode: "p" }),
    ]
    const counted = await place([...castArrives(), arrive(a), arrive(b), arrive(c)])
    expect(counted).toEqual({ households: 6, made: 2, doubtful: 0 })
    expect(householdsOf(a)).toEqual(householdsOf(b))
    expect(householdsOf(c)).not.toEqual(householdsOf(a))
  })

  it("lists what it is not sure of", async () => {
    const jong = { prefix: "de", postcode: "p" }
    const [a, b] = [pupil("Ayla", "Jong", jong), pupil("Bram", "Jong", jong)]
    const [c, d] = [
      pupil("Cas", "Nowak", { postcode: "q", secret: true }),
      pupil("Dana", "Nowak", { postcode: "q" }),
    ]
    const { doubtful } = await place([...castArrives(), ...[a, b, c, d].map((id) => arrive(id))])
    expect(doubtful).toBe(2)
    expect(openDoubts()).toEqual([
      `common-surname ${householdsOf(a)}`,
      `protected-address ${householdsOf(c)}-${householdsOf(d)}`,
    ])
  })

  it("gives a pupil of separated parents two households, each with its own guardians, and its sister the same two", async () => {
    const [a, b] = [
      pupil("Ayla", "Terpstra", { postcode: "p" }),
      pupil("Bram", "Terpstra", { postcode: "p" }),
    ]
    const both = [
      guardian("mama@post.example"),
      guardian("papa@post.example", { home: 2, addressHash: "q1" }),
    ]
    await place([...castArrives(), arrive(a, both), arrive(b, both)])
    expect(householdsOf(a)).toHaveLength(2)
    expect(householdsOf(a)).toEqual(householdsOf(b))
    expect(householdsOf(a).map(mailsOf)).toEqual([["mama@post.example"], ["papa@post.example"]])
  })

  it("does not make one home of all children whose parents work at the school", async () => {
    const [a, b] = [pupil("Ayla", "Terpstra"), pupil("Bram", "Nowak")]
    const work = guardian("juf@de-regenboog.example")
    await place([...castArrives(), arrive(a, [work]), arrive(b, [work])])
    expect(householdsOf(a)).not.toEqual(householdsOf(b))
    expect(mailsOf(householdsOf(a)[0])).toEqual(["juf@de-regenboog.example"])
  })
})

describe("a file that is read again", () => {
  it("changes nothing at all, and ends nobody's session", async () => {
    await place(castArrives())
    await world.deVries()
    const before = await snapshot()
    const versions = [1, 2, 3, 4].map(stateOf)
    expect(await place(castArrives())).toEqual({ households: 4, made: 0, doubtful: 0 })
    expect(await snapshot()).toEqual(before)
    expect([1, 2, 3, 4].map(stateOf)).toEqual(versions)
    expect(sessions()).toEqual([{ household: cast.households.deVries }])
  })

  it("keeps guardians and homes when it says nothing about guardians, as EdeXML does", async () => {
    const before = await snapshot()
    await place(Object.values(cast.pupils).map((id) => arrive(id)))
    expect(await snapshot()).toEqual(before)
  })

  it("takes a brother up into the household that is there, without ending its session", async () => {
    await place(castArrives())
    await world.yilmaz()
    const emre = pupil("Emre", "Yılmaz")
    await place([...castArrives(), arrive(emre, [guardian("Yilmaz@post.example", { last: "Yılmaz" })])])
    expect(householdsOf(emre)).toEqual([cast.households.yilmaz])
    expect(mailsOf(cast.households.yilmaz)).toEqual(["yilmaz@post.example"])
    expect(stateOf(cast.households.yilmaz)).toEqual({ version: 2, generation: 1 })
    expect(sessions()).toHaveLength(1)
  })

  it("renews an e-mail address in its place", async () => {
    const told = castArrives()
    told[0] = arrive(cast.pupils.defne, [guardian("nieuw@post.example", { last: "Yilmaz" })])
    await place(told)
    expect(mailsOf(cast.households.yilmaz)).toEqual(["nieuw@post.example"])
    expect(stateOf(cast.households.yilmaz)).toEqual({ version: 2, generation: 1 })
  })

  it("shuts out a guardian who is no longer in it: code, link and session are over", async () => {
    await world.yilmaz()
    const told = castArrives()
    told[0] = arrive(cast.pupils.defne, [guardian("kaya@post.example", { last: "Kaya" })])
    await place(told)
    expect(mailsOf(cast.households.yilmaz)).toEqual(["kaya@post.example"])
    expect(stateOf(cast.households.yilmaz)?.generation).toBe(2)
    expect(sessions()).toEqual([])
  })

  it("follows the parents when it names the two homes the other way round", async () => {
    const told = castArrives()
    told[4] = arrive(cast.pupils.mila, [
      guardian("jansen@post.example", { last: "Jansen" }),
      guardian("bakker@post.example", { last: "Bakker", home: 2 }),
    ])
    await place(told)
    expect(mailsOf(cast.households.bakker)).toEqual(["bakker@post.example"])
    expect(mailsOf(cast.households.jansen)).toEqual(["jansen@post.example"])
  })

  it("never lets one parent into the other's household when both have new addresses", async () => {
    const told = castArrives()
    told[4] = arrive(cast.pupils.mila, [
      guardian("x1@post.example"),
      guardian("x2@post.example", { home: 2 }),
    ])
    await place(told)
    for (const household of householdsOf(cast.pupils.mila)) expect([3, 4]).not.toContain(household)
    expect(mailsOf(3)).toEqual([])
    expect(mailsOf(4)).toEqual([])
  })

  it("gives up the second home that it no longer shows, and keeps it when a talk is booked there", async () => {
    const single = castArrives()
    single[4] = arrive(cast.pupils.mila, [guardian("bakker@post.example", { last: "Bakker" })])
    book(cast.households.jansen, cast.pupils.mila, slotOf("noor", 3))
    await place(single)
    expect(householdsOf(cast.pupils.mila)).toEqual([3, 4])
    db.client.run("DELETE FROM bookings")
    await place(single)
    expect(householdsOf(cast.pupils.mila)).toEqual([3])
    expect(stateOf(4)).toBeNull()
  })

  it("does not tear children out of a household where a talk is booked, and asks about those it does tear out", async () => {
    const [a, b] = [
      pupil("Ayla", "Terpstra", { postcode: "p" }),
      pupil("Bram", "Terpstra", { postcode: "p" }),
    ]
    const everybody = [...castArrives(), arrive(a), arrive(b)]
    await place(everybody)
    const [home = 0] = householdsOf(a)
    book(home, b, slotOf("noor", 3))
    db.client.run("UPDATE pupils SET postcode_hash = 'elsewhere' WHERE id = ?", [b])
    await place(everybody)
    // Bram has the talk: he stays, with the household's number. Ayla gets a home of her own, and a person is asked.
    expect(householdsOf(b)).toEqual([home])
    expect(householdsOf(a)).not.toEqual([home])
    expect(openDoubts()).toEqual([`maybe-same-home ${householdsOf(a)}-${home}`])
    expect(stateOf(home)?.generation).toBe(2)
  })

  it("leaves alone who is not in it, and lets a sister join them", async () => {
    const [sem] = castArrives().slice(1)
    const nina = pupil("Nina", "Vries", { prefix: "de" })
    await place([sem as Arrival, arrive(nina, [guardian("devries@post.example", { last: "Vries" })])])
    for (const id of [2, 3, 4, nina]) expect(householdsOf(id)).toEqual([cast.households.deVries])
    expect(householdsOf(cast.pupils.mila)).toEqual([3, 4])
  })

  it("leaves a pupil who left where it was", async () => {
    db.client.run("UPDATE pupils SET left_at = '2026-10-01' WHERE id = ?", [cast.pupils.lotte])
    await place(castArrives().filter((each) => each.pupil !== cast.pupils.lotte))
    expect(householdsOf(cast.pupils.lotte)).toEqual([cast.households.deVries])
    expect(stateOf(cast.households.deVries)?.generation).toBe(1)
  })
})

describe("an import that is taken back", () => {
  it("leaves households, members, guardians and doubts as they were, and can be done again", async () => {
    await place(castArrives())
    const before = JSON.parse(JSON.stringify(await snapshot()))
    const jong = [1, 2].map((at) => pupil(`Kind${at}`, "Jong", { postcode: "p" }))
    const told = castArrives()
    told[0] = arrive(cast.pupils.defne, [guardian("kaya@post.example", { last: "Kaya" })])
    told[3] = arrive(cast.pupils.daan, [guardian("elders@post.example", { last: "Elders" })])
    await place([...told, ...jong.map((id) => arrive(id))])
    const after = JSON.parse(JSON.stringify(await snapshot()))
    expect(after).not.toEqual(before)
    await restore(before)
    expect(await snapshot()).toEqual(before)
    await restore(after)
    expect(await snapshot()).toEqual(after)
  })

  it("shuts out whom the import let in", async () => {
    const before = await snapshot()
    const told = castArrives()
    told[0]?.guardians.push(guardian("vreemd@post.example", { last: "Vreemd" }))
    await place(told)
    expect(mailsOf(cast.households.yilmaz)).toEqual(["vreemd@post.example", "yilmaz@post.example"])
    await world.yilmaz()
    await restore(before)
    expect(stateOf(cast.households.yilmaz)?.generation).toBe(2)
    expect(sessions()).toEqual([])
  })

  it("loses no talk: it follows the child back", async () => {
    const before = await snapshot()
    const told = castArrives()
    told[3] = arrive(cast.pupils.daan, [guardian("elders@post.example", { last: "Elders" })])
    await place(told)
    const [made = 0] = householdsOf(cast.pupils.daan)
    expect(made).toBeGreaterThan(4)
    book(made, cast.pupils.daan, slotOf("tim", 4))
    await restore(before)
    expect(db.client.query("SELECT household_id AS household FROM bookings").all()).toEqual([
      { household: cast.households.deVries },
    ])
    expect(stateOf(made)).toBeNull()
  })

  it("does not let in who was blocked meanwhile", async () => {
    const before = await snapshot()
    db.client.run("UPDATE households SET blocked = 1 WHERE id = 1")
    await restore(before)
    expect(db.client.query("SELECT blocked FROM households WHERE id = 1").get()).toEqual({ blocked: 1 })
  })
})

it("places fourteen hundred pupils well within a second, and the same ones again", async () => {
  const told = castArrives()
  for (let at = 0; at < 1400; at++)
    told.push(
      arrive(pupil(`Kind${at}`, `Naam${at % 700}`, { postcode: `p${at % 700}` }), [
        guardian(`ouder${at % 700}@post.example`, { last: `Naam${at % 700}` }),
      ]),
    )
  const start = performance.now()
  expect((await place(told)).made).toBe(700)
  expect(performance.now() - start).toBeLessThan(1000)
  const before = await snapshot()
  await place(told)
  expect(await snapshot()).toEqual(before)
})
