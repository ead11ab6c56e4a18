import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import { type HomeDecision, matchHouseholds, type Seat } from "../../../src/domain/households/household.ts"
import { isCommonSurname } from "../../../src/domain/households/household-evidence.ts"
import type { HouseholdId, PupilId } from "../../../src/domain/ids.ts"
import { child, decide } from "../../support/seats.ts"

describe("any school", () => {
  const few = (...values: string[]) => fc.constantFrom(null, null, ...values)
  const told = fc.record({
    first: fc.constantFrom("sem", "lotte", "daan"),
    last: fc.constantFrom("jong", "terpstra", "kaya", "nowak", "diallo"),
    prefix: fc.constantFrom("", "de", "van", "v."),
    postcode: few("p", "q"),
    address: few("p1", "p2", "q1"),
    family: few("f", "g"),
    secret: fc.constantFrom(false, false, false, true),
    mails: fc.subarray(["a@post.example", "b@post.example", "c@post.example"]),
    second: fc.option(fc.subarray(["a@post.example", "d@post.example"], { minLength: 1 })),
  })
  const seats = fc.array(told, { minLength: 1, maxLength: 10 }).map((all) =>
    all.flatMap(({ mails, second, ...rest }, at): Seat[] => {
      const one = child(at + 1, "", "", { ...rest, mails })
      const two = { ...child(at + 1, rest.first, rest.last, { mails: second ?? [] }), number: 2 }
      return second ? [one, two] : [one]
    }),
  )
  const decisions = fc
    .array(
      fc.tuple(
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom("together", "apart"),
      ),
      {
        maxLength: 6,
      },
    )
    .map((all) => {
      const pairs = new Map<string, HomeDecision>()
      for (const [a, b, verdict] of all)
        if (a !== b)
          pairs.set(
            `${Math.min(a, b)} ${Math.max(a, b)}`,
            decide(Math.min(a, b), Math.max(a, b), verdict as "apart"),
          )
      return [...pairs.values()]
    })
  const shape = (given: Seat[], decided: HomeDecision[]) =>
    matchHouseholds(given, decided).homes.map((home) =>
      home.seats.map((seat) => `${seat.pupil}.${seat.number}`).sort(),
    )
  const runs = { numRuns: 200 }

  it("has every seat in exactly one home, and never two seats of one child in it", () => {
    fc.assert(
      fc.property(seats, decisions, (given, decided) => {
        const found = shape(given, decided)
        expect(found.flat().sort()).toEqual(given.map((seat) => `${seat.pupil}.${seat.number}`).sort())
        for (const home of found)
          expect(new Set(home.map((seat) => seat.split(".")[0])).size).toBe(home.length)
      }),
      runs,
    )
  })

  it("never joins children that a person set apart", () => {
    fc.assert(
      fc.property(seats, decisions, (given, decided) => {
        for (const { pupils } of matchHouseholds(given, decided).homes)
          for (const { pupil, other, verdict } of decided)
            expect(verdict === "apart" && pupils.has(pupil) && pupils.has(other)).toBe(false)
      }),
      runs,
    )
  })

  it("always joins children that a person put together, unless that contradicts itself", () => {
    fc.assert(
      fc.property(seats, decisions, (given, decided) => {
        const there = new Set(given.map((seat) => seat.pupil))
        const word = decided.filter(({ pupil, other }) => there.has(pupil) && there.has(other))
        // Everybody whom "together" connects to this pupil.
        const family = (pupil: PupilId) => {
          const found = new Set([pupil])
          for (let before = 0; before < found.size; ) {
            before = found.size
            for (const each of word)
              if (each.verdict === "together" && (found.has(each.pupil) || found.has(each.other)))
                found.add(each.pupil).add(each.other)
          }
          return found
        }
        const found = matchHouseholds(given, decided).homes
        for (const { pupil, other, verdict } of word) {
          const all = family(pupil)
          const contradicts = word.some(
            (each) => each.verdict === "apart" && all.has(each.pupil) && all.has(each.other),
          )
          if (verdict === "apart" || contradicts) continue
          expect(found.some((home) => home.pupils.has(pupil) && home.pupils.has(other))).toBe(true)
        }
      }),
      runs,
    )
  })

  it("does not depend on the order of the file, and stays the same when it is read again", () => {
    fc.assert(
      fc.property(seats, decisions, fc.infiniteStream(fc.nat()), (given, decided, dice) => {
        const shuffled = [...given]
          .map((seat) => [dice.next().value, seat] as const)
          .sort(([a], [b]) => a - b)
        const first = matchHouseholds(given, decided)
        const other = matchHouseholds(
          shuffled.map(([, seat]) => seat),
          [...decided].reverse(),
        )
        expect(other).toEqual(first)
        const again = first.homes.flatMap((home, at) =>
          home.seats.map((seat) => ({ ...seat, was: (at + 1) as HouseholdId })),
        )
        expect(shape(again, decided)).toEqual(shape(given, decided))
      }),
      runs,
    )
  })

  it("changes no other home when somebody comes who shares nothing with anybody", () => {
    fc.assert(
      fc.property(seats, decisions, (given, decided) => {
        const stranger = child(99, "Olga", "Vreemd", {
          postcode: "z",
          address: "z1",
          family: "z",
          mails: ["z@post.example"],
        })
        const [before, after] = [
          matchHouseholds(given, decided),
          matchHouseholds([...given, stranger], decided),
        ]
        expect(after.homes.slice(0, -1)).toEqual(before.homes)
        expect(after.doubts).toEqual(before.doubts)
      }),
      runs,
    )
  })

  it("never puts more than eight children in one home, nor one with a protected address, without a person", () => {
    fc.assert(
      fc.property(seats, (given) => {
        for (const home of matchHouseholds(given, []).homes)
          expect(home.pupils.size === 1 || (home.pupils.size <= 8 && !home.secret)).toBe(true)
      }),
      runs,
    )
  })
})

it("matches twenty thousand pupils in well under a second of work", () => {
  const seats = Array.from({ length: 20_000 }, (_, at) =>
    child(at + 1, `kind${at}`, `naam${at % 5000}`, {
      postcode: `p${at % 9000}`,
      mails: [`ouder${at >> 1}@post.example`],
    }),
  )
  const before = process.cpuUsage().user
  expect(matchHouseholds(seats, []).homes).toHaveLength(10_000)
  expect(process.cpuUsage().user - before).toBeLessThan(1_500_000)
  const oneStreet = seats.map((seat) => ({ ...seat, postcode: "p", last: "jong", family: "0", adults: [] }))
  expect(matchHouseholds(oneStreet, []).homes).toHaveLength(20_000)
  expect(process.cpuUsage().user - before).toBeLessThan(3_000_000)
  expect(isCommonSurname("jong")).toBe(true)
}, 20_000)
