import { afterEach, beforeEach, describe, expect, it, setDefaultTimeout } from "bun:test"
import { attemptsOf } from "../../../src/db/access/attempts.ts"
import type { Caller } from "../../../src/db/access/entries.ts"
import { isLinkGood, mailLink, signInByLink } from "../../../src/db/access/entry-tickets.ts"
import {
  type NamesWish,
  signInByCode,
  signInByInvitation,
  signInByNames,
} from "../../../src/db/access/sign-in.ts"
import { blockHousehold, makeOfficeCode, renewCode } from "../../../src/db/households/household-access.ts"
import { tokenInMessage } from "../../../src/db/messages/messages.ts"
import { write } from "../../../src/db/open.ts"
import type { Administrator } from "../../../src/domain/access/access.ts"
import { budgets } from "../../../src/domain/access/attempts.ts"
import type { HouseholdId, StaffId } from "../../../src/domain/ids.ts"
import { spellCode } from "../../../src/sealing.ts"
import { testWorld, type World } from "../../support/app.ts"
import { chooseFactor, invite } from "../../support/door.ts"
import { cast } from "../../support/school.ts"

// Many tries: a busy machine takes longer.
setDefaultTimeout(30_000)

let world: World
beforeEach(async () => {
  world = await testWorld()
  chooseFactor(world, "birth-date")
})
afterEach(() => world.close())

const deWit = { role: "administrator", staff: cast.staff.deWit as StaffId } as Administrator
const someone: Caller = { address: "192.0.2.1", session: null, device: null, language: null }
const attempts = () => attemptsOf(world.registry, world.clock.now)
const wish = (first: string, last: string, even: string): NamesWish => ({ first, last, even, proof: null })
const byNames = (names: NamesWish, caller = someone) =>
  signInByNames(world.school, attempts(), names, caller, world.clock.now)
const waits: number[] = []
const byCode = (code: string, caller = someone) =>
  signInByCode(
    world.school,
    attempts(),
    code,
    { ...caller, wait: async (seconds) => waits.push(seconds) },
    world.clock.now,
  )
const defne = wish("Defne", "Yilmaz", "2015-03-27")
const wrong = { ...defne, even: "2014-01-01" }
const later = (minutes: number) => {
  world.clock.now = world.clock.now.add({ minutes })
}

describe("names and factor", () => {
  it("open the household of the child", async () => {
    const entry = await byNames(defne)
    expect(entry.ok && entry.value.household).toBe(cast.households.yilmaz as HouseholdId)
  })

  it("open nothing when one of them is wrong, the child left, or the household is blocked", async () => {
    const no = { ok: false, refusal: { kind: "wrong", guardBegan: false } } as never
    expect(await byNames(wrong)).toEqual(no)
    expect(await byNames({ ...defne, first: "Sem" })).toEqual(no)
    expect(await byNames({ ...defne, last: "Jansen" })).toEqual(no)
    world.school.client.run("UPDATE households SET blocked = 1 WHERE id = 1")
    expect(await byNames(defne)).toEqual(no)
    world.school.client.run("UPDATE households SET blocked = 0")
    world.school.client.run("UPDATE pupils SET left_at = '2026-10-01' WHERE id = 1")
    expect((await byNames(defne)).ok).toBe(false)
  })

  it("open nothing for a child of two homes: which parent is this?", async () => {
    expect((await byNames(wish("Mila", "Bakker", "2015-03-31"))).ok).toBe(false)
    world.school.client.run("DELETE FROM household_pupils WHERE household_id = 4")
    expect((await byNames(wish("Mila", "Bakker", "2015-03-31"))).ok).toBe(true)
  })

  it("let the factor decide between two children of one name", async () => {
    world.school.client.run(
      "UPDATE pupils SET first = 'Defne', folded_first = 'defne', last = 'Yilmaz', folded_last = 'yilmaz', prefix = '' WHERE id = 2",
    )
    const one = await byNames(defne)
    const other = await byNames({ ...defne, even: "2015-03-28" })
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
    expect((await byNames(defne)).ok).toBe(false)
  })

  it("open nothing at a school that chose no factor", async () => {
    chooseFactor(world, "none")
    expect((await byNames({ ...defne, even: "" })).ok).toBe(false)
  })

  it("work with each of the four factors", async () => {
    for (const [factor, even] of [
      ["birth-date", "2015-03-27"],
      ["pupil-number", "1201"],
      ["postcode", "11AB"],
      ["bsn4", "1231"],
    ] as const) {
      chooseFactor(world, factor)
      expect(`${factor} ${(await byNames({ ...defne, even })).ok}`).toBe(`${factor} true`)
    }
  })
})

describe("a device that the household used", () => {
  it("is known for that household only, and for ninety days", async () => {
    const entry = await byNames(defne)
    if (!entry.ok) throw new Error("should be in")
    const device = entry.value.device
    for (let at = 0; at < 5; at++) {
      await byNames(wrong)
      await byNames(wish("Sem", "de Vries", "2014-01-01"))
    }
    expect((await byNames(defne, { ...someone, device })).ok).toBe(true)
    expect((await byNames(wish("Sem", "de Vries", "2015-03-28"), { ...someone, device })).ok).toBe(false)
    later(91 * 24 * 60)
    for (let at = 0; at < 5; at++) await byNames(wrong)
    expect((await byNames(defne, { ...someone, device })).ok).toBe(false)
  })

  it("may know two households, and is never taken over from a stranger", async () => {
    const planted = "door-een-ander-bedacht"
    const first = await byNames(defne, { ...someone, device: planted })
    if (!first.ok) throw new Error("should be in")
    expect(first.value.device).not.toBe(planted)
    const second = await byNames(wish("Sem", "de Vries", "2015-03-28"), {
      ...someone,
      device: first.value.device,
    })
    expect(second.ok && second.value.device).toBe(first.value.device)
  })
})

describe("a code", () => {
  it("opens as often as needed, however it is typed, until its round is over", async () => {
    const { code } = await invite(world)
    for (const typed of [code, code.toLowerCase().replace("-", " "), ` ${code.replace("-", "")} `])
      expect((await byCode(typed)).ok).toBe(true)
    world.clock.now = Temporal.Instant.from("2026-11-12T20:00:00Z")
    expect((await byCode(code)).ok).toBe(false)
  })

  it("is about one household and one round, and dies when the school renews it or blocks the household", async () => {
    const { code } = await invite(world, cast.households.bakker)
    const entry = await byCode(code)
    expect(entry.ok && [Number(entry.value.household), Number(entry.value.round)]).toEqual([3, 1])
    await blockHousehold(world.school, deWit, { household: 3 as HouseholdId, blocked: true }, world.clock.now)
    expect((await byCode(code)).ok).toBe(false)
    await blockHousehold(
      world.school,
      deWit,
      { household: 3 as HouseholdId, blocked: false },
      world.clock.now,
    )
    expect((await byCode(code)).ok).toBe(true)
    await renewCode(world.school, deWit, 3 as HouseholdId, world.clock.now)
    expect((await byCode(code)).ok).toBe(false)
  })

  it("made by the office opens once, within a day", async () => {
    const make = async () => {
      const made = await makeOfficeCode(world.school, deWit, 1 as HouseholdId, world.clock.now)
      if (!made?.ok) throw new Error("no code")
      return made.value.code
    }
    const code = await make()
    expect((await byCode(code)).ok).toBe(true)
    expect((await byCode(code)).ok).toBe(false)
    const old = await make()
    later(24 * 60)
    expect((await byCode(old)).ok).toBe(false)
  })

  it("never stops working because others guess; strange devices wait four seconds at most", async () => {
    const { code } = await invite(world)
    waits.length = 0
    for (let at = 0; at < 200; at++)
      await byCode(spellCode(crypto.getRandomValues(new Uint8Array(8))), {
        ...someone,
        address: `net-${at % 40}`,
      })
    const entry = await byCode(code, { ...someone, address: "thuis" })
    expect(entry.ok).toBe(true)
    expect(waits[0]).toBe(budgets.code.shortestWait)
    expect(Math.max(...waits)).toBe(budgets.code.longestWait)
    if (!entry.ok) return
    waits.length = 0
    expect((await byCode(code, { ...someone, device: entry.value.device })).ok).toBe(true)
    expect(waits).toEqual([])
  })

  it("is not guessed faster by many tries at once from one address; elsewhere nobody notices", async () => {
    const { code } = await invite(world)
    for (let at = 0; at < budgets.code.free; at++) await byCode("0000-0000")
    let looked = 0
    let over = () => {}
    const answered = new Promise<void>((done) => {
      over = done
    })
    const slowly = (typed: string, caller: Caller) => {
      const wait = async () => {
        looked++
        await answered
      }
      return signInByCode(world.school, attempts(), typed, { ...caller, wait }, world.clock.now)
    }
    const busy = { ok: false, refusal: { kind: "busy" } } as never
    const tries = Array.from({ length: 200 }, (_, at) => slowly(at % 2 ? "1111-1111" : code, someone))
    const refused = (await Promise.all(tries.slice(budgets.code.atOnce))) as never[]
    expect(new Set(refused.map((each) => JSON.stringify(each)))).toEqual(new Set([JSON.stringify(busy)]))
    expect(looked).toBe(budgets.code.atOnce)
    const elsewhere = slowly(code, { ...someone, address: "thuis" })
    over()
    expect((await elsewhere).ok).toBe(true)
    await Promise.all(tries)
    expect((await slowly(code, someone)).ok).toBe(true)
  })

  it("has thirty letters on eight places: over 39 bits, and none twice among many", () => {
    const codes = new Set<string>()
    const signs = new Map<string, number>()
    for (let at = 0; at < 20_000; at++) {
      const code = spellCode(world.school.keys.derive("invitation-code", `1/${at}/1`, 8))
      codes.add(code)
      for (const sign of code.replace("-", "")) signs.set(sign, (signs.get(sign) ?? 0) + 1)
    }
    expect(codes.size).toBe(20_000)
    expect(signs.size).toBe(30)
    const expected = (20_000 * 8) / 30
    for (const count of signs.values()) expect(Math.abs(count - expected) / expected).toBeLessThan(0.08)
    expect(Math.log2(signs.size ** 8)).toBeGreaterThan(39)
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
    expect(await overtaken(moves, () => byNames(defne))).toMatchObject({ refusal: { kind: "wrong" } })
    expect(sessions()).toBe(0)
  })
})

describe("a link by e-mail", () => {
  const ask = (email: string, caller = someone) =>
    mailLink(world.school, attempts(), email, caller, world.clock.now)
  const mailed = () =>
    world.school.client
      .query<{ facts: string; household: number }, []>(
        "SELECT facts, household_id AS household FROM messages WHERE kind = 'parent-link' ORDER BY id",
      )
      .all()
  const tokenOf = async (facts: string) =>
    (await world.school.keys.open((JSON.parse(facts) as { sealed: string }).sealed, tokenInMessage)) as string

  it("goes to the address on file, works once and for ten minutes", async () => {
    await ask("Yilmaz@Post.example")
    const [message] = mailed()
    const token = await tokenOf(message?.facts ?? "")
    expect(isLinkGood(world.school, token, world.clock.now)).toBe(true)
    const enter = () => signInByLink(world.school, attempts(), token, someone, world.clock.now)
    expect((await enter())?.household).toBe(cast.households.yilmaz as HouseholdId)
    expect(await enter()).toBeNull()
    await ask("yilmaz@post.example")
    const second = await tokenOf(mailed()[1]?.facts ?? "")
    later(10)
    expect(isLinkGood(world.school, second, world.clock.now)).toBe(false)
    expect(await signInByLink(world.school, attempts(), second, someone, world.clock.now)).toBeNull()
  })

  it("leaves nobody's mailbox full, and nothing for addresses that nobody has", async () => {
    await ask("niemand@post.example")
    for (let at = 0; at < 6; at++) await ask("yilmaz@post.example", { ...someone, address: `net-${at}` })
    expect(mailed().length).toBe(budgets.link.perHour)
    for (let hour = 0; hour < 9; hour++) {
      later(61)
      for (let at = 0; at < 4; at++) await ask("yilmaz@post.example", { ...someone, address: `net-${at}` })
    }
    expect(mailed().length).toBe(budgets.link.perDay)
  })

  it("does not leave for a parent whom the school takes away meanwhile, and says nothing of it", async () => {
    const asked = ask("yilmaz@post.example")
    await write(world.school, () => {
      world.school.client.run("DELETE FROM guardians WHERE email = 'yilmaz@post.example'")
    })
    await asked
    expect(mailed()).toEqual([])
  })

  it("goes to each of the homes of a parent who has two, and not to one that is blocked", async () => {
    world.school.client.run(
      "UPDATE guardians SET email = 'zelfde@post.example' WHERE household_id IN (2, 3, 4)",
    )
    await blockHousehold(world.school, deWit, { household: 4 as HouseholdId, blocked: true }, world.clock.now)
    await ask("zelfde@post.example")
    expect(mailed().map(({ household }) => household)).toEqual([2, 3])
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
  await byNames(defne, { ...someone, language: "en" })
  const language = () =>
    world.school.client.query<{ language: string }, []>("SELECT language FROM households WHERE id = 1").get()
      ?.language
  expect(language()).toBe("en")
  await byNames(defne)
  expect(language()).toBe("en")
})

it("does not begin to speak a language that the school leaves out", async () => {
  world.school.client.run("UPDATE school SET languages_left_out = 'en'")
  await byNames(defne, { ...someone, language: "en" })
  const spoken = world.school.client.query("SELECT language FROM households WHERE id = 1").get()
  expect(spoken).toEqual({ language: "nl" })
})
