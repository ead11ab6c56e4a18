import { afterEach, beforeEach, describe, expect, it, setDefaultTimeout } from "bun:test"
import { isProved, newChallenge } from "../../../src/db/access/attempt-proofs.ts"
import { attemptsOf, countWrongNames, namesStep } from "../../../src/db/access/attempts.ts"
import { signInByInvitation } from "../../../src/db/access/sign-in.ts"
import { parentOf } from "../../../src/db/access/visitors.ts"
import { budgets } from "../../../src/domain/access/attempts.ts"
import { triedNames } from "../../../src/domain/access/sign-in.ts"
import { testWorld, type World } from "../../support/app.ts"
import { chooseFactor, entering, invite, ofDefne, solve, someone, typed } from "../../support/door.ts"

// Who guesses at names and factor, by hand, with patience or with a thousand machines: how far they get, and that no family is kept out.

// Many names and many tries: a busy machine takes longer.
setDefaultTimeout(30_000)

let world: World
const { attempts, byCode, byNames, later } = entering(() => world)
beforeEach(async () => {
  world = await testWorld()
  chooseFactor(world, "birth-date")
})
afterEach(() => world.close())

const wrong = { ...ofDefne, even: "2014-01-01" }

describe("an attacker who spends every budget of a name", () => {
  const proof = () => solve(newChallenge(attempts(), world.school.school.id, world.clock.now))
  const spend = async () => {
    for (let at = 0; at < budgets.name.perDay; at++) {
      const step = namesStep(
        attempts(),
        { school: world.school.school.id, names: triedNames("Defne", "Yilmaz"), address: "x" },
        world.clock.now,
      )
      await byNames(
        { ...wrong, proof: step === "proof" ? proof() : null },
        { ...someone, address: `198.51.100.${at}` },
      )
    }
  }

  it("cannot keep the family out: known device, code, link and session stay open", async () => {
    const before = await byNames(ofDefne)
    if (!before.ok) throw new Error("Defne's parent should get in")
    const { code, link } = await invite(world)
    await spend()
    expect(await byNames(ofDefne)).toEqual({ ok: false, refusal: { kind: "code-or-link" } })
    const known = await byNames(ofDefne, { ...someone, device: before.value.device })
    expect(known.ok).toBe(true)
    expect((await byCode(code)).ok).toBe(true)
    expect(await signInByInvitation(world.school, attempts(), link, someone, world.clock.now)).not.toBeNull()
    expect(parentOf(world.school, before.value.session, world.clock.now)).not.toBeNull()
  })

  it("does not slow down other names, and tomorrow all is forgotten", async () => {
    // Whoever is patient, five tries a quarter of an hour, spends the same budget without any work.
    for (let at = 0; at < budgets.name.perDay; at++) {
      if (at > 0 && at % budgets.name.free === 0) later(budgets.name.minutes)
      await byNames(wrong, { ...someone, address: `198.51.100.${at}` })
    }
    expect(await byNames(ofDefne)).toEqual({ ok: false, refusal: { kind: "code-or-link" } })
    expect((await byNames(typed("Sem", "de Vries", "2015-03-28"))).ok).toBe(true)
    later(24 * 60)
    expect((await byNames(ofDefne)).ok).toBe(true)
  })

  it("gets no new budget by adding to the names", async () => {
    for (const first of ["Defne", "Defne A", "defne b", "Defne Fleur", "DEFNE"])
      await byNames({ ...wrong, first })
    expect(await byNames({ ...wrong, first: "Defne Nog Iets", last: "Yilmaz-Anders" })).toEqual({
      ok: false,
      refusal: { kind: "proof-needed" },
    })
  })

  it("meets the same ladder for names that do not exist", async () => {
    const nobody = typed("Niemand", "Nergens", "2015-03-27")
    for (let at = 0; at < budgets.name.free; at++) expect((await byNames(nobody)).ok).toBe(false)
    expect(await byNames(nobody)).toEqual({ ok: false, refusal: { kind: "proof-needed" } })
  })

  it("does not learn from the ladder that a double surname is of a child here", async () => {
    const { client } = world.school
    client.run("UPDATE pupils SET last = 'Yilmaz-Zoeker', folded_last = 'yilmazzoeker' WHERE id = 1")
    const climb = async (first: string) => {
      for (let at = 0; at < budgets.name.free; at++) await byNames(typed(first, "Yilmaz", "2014-01-01"))
      const seen = await Promise.all(
        ["Zoeker", "Yilmaz"].map((last) => byNames(typed(first, last, "2014-01-01"))),
      )
      return seen.map((each) => !each.ok && each.refusal.kind)
    }
    expect(await climb("Defne")).toEqual(["wrong", "proof-needed"])
    expect(await climb("Wilma")).toEqual(["wrong", "proof-needed"])
  })

  it("does not slip through with many tries at one moment", async () => {
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => byNames(wrong)))
    const looked = outcomes.filter((each) => !each.ok && each.refusal.kind === "wrong")
    expect(looked.length).toBe(budgets.name.free)
  })
})

describe("proof of work", () => {
  const { id } = { id: "school" }
  it("counts once, for five minutes, for one school, unaltered", async () => {
    const now = () => world.clock.now
    const proof = solve(newChallenge(attempts(), id, now()))
    expect(await isProved(attempts(), "andere", proof, now())).toBe(false)
    expect(await isProved(attempts(), id, { ...proof, challenge: `9${proof.challenge}` }, now())).toBe(false)
    expect(await isProved(attempts(), id, proof, now())).toBe(true)
    expect(await isProved(attempts(), id, proof, now())).toBe(false)
    const old = solve(newChallenge(attempts(), id, now()))
    later(5)
    expect(await isProved(attempts(), id, old, now())).toBe(false)
  })

  it("is looked at once, so that wrong answers cost a new challenge", async () => {
    const challenge = newChallenge(attempts(), id, world.clock.now)
    expect(await isProved(attempts(), id, solve(challenge, false), world.clock.now)).toBe(false)
    expect(await isProved(attempts(), id, solve(challenge), world.clock.now)).toBe(false)
  })

  it("that was not done counts for the address, so that nobody makes us look at it without end", async () => {
    const proof = { challenge: "9.a.b", answer: "1" }
    for (let at = 0; at < budgets.address.perHour; at++)
      expect(await byNames({ ...wrong, proof })).not.toMatchObject({ refusal: { kind: "stopped" } })
    expect(await byNames({ ...wrong, proof })).toMatchObject({ refusal: { kind: "stopped" } })
    expect((await byNames(ofDefne, { ...someone, address: "192.0.2.2" })).ok).toBe(false)
    later(budgets.name.minutes)
    expect((await byNames(ofDefne, { ...someone, address: "192.0.2.2" })).ok).toBe(true)
  })

  it("opens the next step for a stranger who mistyped often", async () => {
    for (let at = 0; at < 5; at++) await byNames(wrong)
    expect((await byNames(ofDefne)).ok).toBe(false)
    const proof = solve(newChallenge(attempts(), world.school.school.id, world.clock.now))
    expect((await byNames({ ...ofDefne, proof })).ok).toBe(true)
  })
})

describe("a botnet of a thousand addresses with a hundred thousand tries a day", () => {
  const day = (names: string[], proves: boolean) => {
    world.clock.now = Temporal.Instant.from("2026-11-03T00:00:00+01:00")
    const began = world.clock.now
    const tries = new Map<string, number>()
    for (let at = 0; at < 100_000; at++) {
      const now = began.add({ milliseconds: at * 863 })
      const name = names[at % names.length] as string
      const about = { school: "school", names: [name], address: `net-${at % 1000}` }
      const step = namesStep(attemptsOf(world.registry, now), about, now)
      if (step !== "free" && !(step === "proof" && proves)) continue
      countWrongNames(attemptsOf(world.registry, now), about, now)
      tries.set(name, (tries.get(name) ?? 0) + 1)
    }
    const looked = [...tries.values()].reduce((sum, count) => sum + count, 0)
    return { looked, most: Math.max(...tries.values()) }
  }

  it("gets twenty tries for each name at most, whatever work it does", () => {
    const twelve = Array.from({ length: 12 }, (_, at) => `kind${at} jansen`)
    const { looked, most } = day(twelve, true)
    expect(most).toBe(budgets.name.perDay)
    // The published number: 0.082 hits a day with birth dates of eight years.
    expect(looked / 2920).toBeLessThanOrEqual(0.083)
  })

  it("gets no more of them by inventing names until the counts of others are pushed out", async () => {
    world.clock.now = Temporal.Instant.from("2026-11-03T09:00:00+01:00")
    const from = (address: string) => ({ ...someone, address })
    for (let at = 0; at < budgets.name.perDay; at++) {
      await byNames(wrong, from(`net-${at}`))
      later(4)
    }
    expect(await byNames(wrong, from("net-a"))).toMatchObject({ refusal: { kind: "code-or-link" } })
    const invented = Array.from({ length: 1000 }, (_, at) => `naam${at}`)
    for (let at = 0; at < 110; at++) {
      const names = invented.map((name) => `${name} van${at}`)
      countWrongNames(attempts(), { school: "school", names, address: `net-${at}` }, world.clock.now)
    }
    expect(await byNames(wrong, from("net-b"))).toMatchObject({ refusal: { kind: "code-or-link" } })
  })

  it("gets next to nothing without doing work", () => {
    const all = Array.from({ length: 1200 }, (_, at) => `kind${at} naam${at % 300}`)
    const { looked } = day(all, false)
    // Sixty-one tries, then half an hour of guard, all day.
    expect(looked).toBeLessThanOrEqual(48 * 61)
  })
})
