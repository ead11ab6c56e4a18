import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { mailLink } from "../../../src/db/access/entry-tickets.ts"
import { signInByInvitation } from "../../../src/db/access/sign-in.ts"
import { makeOfficeCode, renewCode } from "../../../src/db/households/household-access.ts"
import { tokenInMessage } from "../../../src/db/messages/messages.ts"
import { write } from "../../../src/db/open.ts"
import type { HouseholdId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { chooseFactor, entering, invite, ofDefne, someone, typed } from "../../support/door.ts"
import { deWit } from "../../support/rounds.ts"
import { cast } from "../../support/school.ts"

let world: World
const { attempts, byCode, byNames, later } = entering(() => world)
beforeEach(async () => {
  world = await testWorld()
  chooseFactor(world, "birth-date")
})
afterEach(() => world.close())

const wrong = { ...ofDefne, even: "2014-01-01" }

describe("names and factor", () => {
  it("open the household of the child", async () => {
    const entry = await byNames(ofDefne)
    expect(entry.ok && entry.value.household).toBe(cast.households.yilmaz as HouseholdId)
  })

  it("open nothing when one of them is wrong, the child left, or the household is blocked", async () => {
    const no = { ok: false, refusal: { kind: "wrong", guardBegan: false } } as never
    expect(await byNames(wrong)).toEqual(no)
    expect(await byNames({ ...ofDefne, first: "Sem" })).toEqual(no)
    expect(await byNames({ ...ofDefne, last: "Jansen" })).toEqual(no)
    world.school.client.run("UPDATE households SET blocked = 1 WHERE id = 1")
    expect(await byNames(ofDefne)).toEqual(no)
    world.school.client.run("UPDATE households SET blocked = 0")
    world.school.client.run("UPDATE pupils SET left_at = '2026-10-01' WHERE id = 1")
    expect((await byNames(ofDefne)).ok).toBe(false)
  })

  it("open nothing for a child of two homes: which parent is this?", async () => {
    expect((await byNames(typed("Mila", "Bakker", "2015-03-31"))).ok).toBe(false)
    world.school.client.run("DELETE FROM household_pupils WHERE household_id = 4")
    expect((await byNames(typed("Mila", "Bakker", "2015-03-31"))).ok).toBe(true)
  })

  it("let the factor decide between two children of one name", async () => {
    world.school.client.run(
      "UPDATE pupils SET first = 'Defne', folded_first = 'ofDefne', last = 'Yilmaz', folded_last = 'yilmaz', prefix = '' WHERE id = 2",
    )
    const one = await byNames(ofDefne)
    const other = await byNames({ ...ofDefne, even: "2015-03-28" })
    expect([one, other].map((each) => each.ok && Number(each.value.household))).toEqual([1, 2])
  })

  it("open nothing when two children of one name and birthday live in different homes", async () => {
    const { hash, factor } = {
      hash: world.school.keys.hash("factor:birth-date", "P2|2015-03-27"),
      factor: "P2",
    }
    world.school.client.run(
      "UPDATE pupils SET first = 'Defne', last = 'Yilmaz', folded_last = 'yilmaz', prefix = '', factor_hash = ? WHERE key = ?",
      [hash, factor],
    )
    expect((await byNames(ofDefne)).ok).toBe(false)
  })

  it("open nothing at a school that chose no factor", async () => {
    chooseFactor(world, "none")
    expect((await byNames({ ...ofDefne, even: "" })).ok).toBe(false)
  })

  it("work with each of the four factors", async () => {
    for (const [factor, even] of [
      ["birth-date", "2015-03-27"],
      ["pupil-number", "1201"],
      ["postcode", "11AB"],
      ["bsn4", "1231"],
    ] as const) {
      chooseFactor(world, factor)
      expect(`${factor} ${(await byNames({ ...ofDefne, even })).ok}`).toBe(`${factor} true`)
    }
  })
})

describe("a device that the household used", () => {
  it("is known for that household only, and for ninety days", async () => {
    const entry = await byNames(ofDefne)
    if (!entry.ok) throw new Error("should be in")
    const device = entry.value.device
    for (let at = 0; at < 5; at++) {
      await byNames(wrong)
      await byNames(typed("Sem", "de Vries", "2014-01-01"))
    }
    expect((await byNames(ofDefne, { ...someone, device })).ok).toBe(true)
    expect((await byNames(typed("Sem", "de Vries", "2015-03-28"), { ...someone, device })).ok).toBe(false)
    later(91 * 24 * 60)
    for (let at = 0; at < 5; at++) await byNames(wrong)
    expect((await byNames(ofDefne, { ...someone, device })).ok).toBe(false)
  })

  it("may know two households, and is never taken over from a stranger", async () => {
    const planted = "door-een-ander-bedacht"
    const first = await byNames(ofDefne, { ...someone, device: planted })
    if (!first.ok) throw new Error("should be in")
    expect(first.value.device).not.toBe(planted)
    const second = await byNames(typed("Sem", "de Vries", "2015-03-28"), {
      ...someone,
      device: first.value.device,
    })
    expect(second.ok && second.value.device).toBe(first.value.device)
  })
})

describe("what was good when it was looked at", () => {
  /** The school's act is waiting to be written when the parent's way in is looked at, and is written first. */
  const overtaken = async <Outcome>(act: Promise<unknown>, enter: () => Promise<Outcome>) => {
    const outcome = enter()
    await act
    return outcome
  }
  const sessions = () => world.school.client.query("SELECT 1 FROM parent_sessions").all().length
  const renewed = () => renewCode(world.school, deWit, cast.households.yilmaz as HouseholdId, world.clock.now)

  it("opens nothing by its link when the codes of the household are renewed meanwhile", async () => {
    const { link } = await invite(world)
    const enter = () => signInByInvitation(world.school, attempts(), link, someone, world.clock.now)
    expect(await overtaken(renewed(), enter)).toBeNull()
    expect(sessions()).toBe(0)
  })

  it("opens nothing by its code", async () => {
    const { code } = await invite(world)
    expect(await overtaken(renewed(), () => byCode(code))).toEqual({
      ok: false,
      refusal: { kind: "wrong-code" },
    })
    expect(sessions()).toBe(0)
  })

  it("opens nothing by names when the child gets a second home meanwhile", async () => {
    const moves = write(world.school, () => {
      world.school.client.run("INSERT INTO household_pupils (household_id, pupil_id) VALUES (2, 1)")
    })
    expect(await overtaken(moves, () => byNames(ofDefne))).toMatchObject({ refusal: { kind: "wrong" } })
    expect(sessions()).toBe(0)
  })
})

it("keeps no code, link, token or device that opens anything in the database", async () => {
  const { code, link } = await invite(world)
  const made = await makeOfficeCode(world.school, deWit, 2 as HouseholdId, world.clock.now)
  if (!made?.ok) throw new Error("no code")
  const entry = await byCode(code)
  if (!entry.ok) throw new Error("should be in")
  await mailLink(world.school, attempts(), "yilmaz@post.example", someone, world.clock.now)
  const { client } = world.school
  const tables = client
    .query<{ name: string }, []>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all()
  const dump = tables
    .map(({ name }) => JSON.stringify(client.query(`SELECT * FROM "${name}"`).all()))
    .join("\n")
  const { sealed } = JSON.parse(
    client.query<{ facts: string }, []>("SELECT facts FROM messages WHERE kind = 'parent-link'").get()
      ?.facts ?? "{}",
  ) as { sealed: string }
  const token = (await world.school.keys.open(sealed, tokenInMessage)) as string
  expect(dump).toContain(sealed)
  const secrets = [
    code,
    code.replace("-", ""),
    link,
    made.value.code,
    entry.value.session,
    entry.value.device,
    token,
  ]
  expect(secrets.filter((secret) => dump.includes(secret))).toEqual([])
  expect(dump).not.toContain(someone.address)
})

it("speaks the language that was chosen at the door from then on", async () => {
  await byNames(ofDefne, { ...someone, language: "en" })
  const language = () =>
    world.school.client.query<{ language: string }, []>("SELECT language FROM households WHERE id = 1").get()
      ?.language
  expect(language()).toBe("en")
  await byNames(ofDefne)
  expect(language()).toBe("en")
})

it("does not begin to speak a language that the school leaves out", async () => {
  world.school.client.run("UPDATE school SET languages_left_out = 'en'")
  await byNames(ofDefne, { ...someone, language: "en" })
  const spoken = world.school.client.query("SELECT language FROM households WHERE id = 1").get()
  expect(spoken).toEqual({ language: "nl" })
})
