import { expect, it } from "bun:test"
import fc from "fast-check"
import type { HouseholdId, PupilId } from "../../../src/domain/ids.ts"
import {
  type HouseholdSnapshot,
  homesBack,
  rowBack,
  type Value,
} from "../../../src/domain/rosters/taking-back.ts"

// Whatever the file did and whatever people did by hand since: these things are so when it is taken back.

const home = fc.integer({ min: 1, max: 5 }) as fc.Arbitrary<HouseholdId>
const pupil = fc.integer({ min: 1, max: 6 }) as fc.Arbitrary<PupilId>

/** Some households with children, guardians and questions, nobody in one that is not there. */
const snapshot: fc.Arbitrary<HouseholdSnapshot> = fc
  .record({
    ids: fc.uniqueArray(home),
    seats: fc.uniqueArray(fc.tuple(home, pupil), { selector: ([at, who]) => `${at} ${who}` }),
    adults: fc.uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 6 }), home, fc.constantFrom("Bakker", "Smit")),
      {
        selector: ([id]) => id,
      },
    ),
    doubts: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 4 }), home, fc.option(home)), {
      selector: ([id]) => id,
    }),
  })
  .map(({ ids, seats, adults, doubts }) => {
    const there = new Set(ids)
    return {
      households: [...ids]
        .sort((a, b) => a - b)
        .map((id) => ({ id, origin: "matched", language: "nl", blocked: 0 })),
      members: seats
        .filter(([at]) => there.has(at))
        .map(([household, who]) => ({ household, pupil: who }))
        .sort((a, b) => a.household - b.household || a.pupil - b.pupil),
      guardians: adults
        .filter(([, at]) => there.has(at))
        .map(([id, household, last]) => ({
          id,
          household,
          prefix: "",
          last,
          email: null,
          phone: null,
          origin: "file",
        }))
        .sort((a, b) => a.id - b.id),
      doubts: doubts
        .filter(([, at, other]) => there.has(at) && (other === null || there.has(other)))
        .map(([id, household, other]) => ({
          id,
          kind: "maybe-same-home",
          household,
          other,
          settledAt: null,
          settledBy: null,
        }))
        .sort((a, b) => a.id - b.id),
    }
  })
/** Before, as the file left it, and now: mostly people changed little since. */
const three = fc
  .record({
    before: snapshot,
    after: snapshot,
    other: snapshot,
    since: fc.constantFrom("nothing", "children", "parents", "all"),
  })
  .map(({ before, after, other, since }) => {
    const there = new Set(after.households.map(({ id }) => id))
    const isHere = ({ household }: { household: HouseholdId }) => there.has(household)
    const children = since === "children" ? { members: other.members.filter(isHere) } : {}
    const parents = since === "parents" ? { guardians: other.guardians.filter(isHere) } : {}
    const now = since === "all" ? other : structuredClone({ ...after, ...children, ...parents })
    return { before, after, now }
  })
const staying = fc.uniqueArray(pupil, { maxLength: 2 }).map((pupils) => new Set(pupils))
const runs = { numRuns: 500 }

it("puts everything back when nobody did anything since", () => {
  fc.assert(
    fc.property(snapshot, snapshot, (before, after) => {
      const { target, stayed } = homesBack({ before, after, now: structuredClone(after) }, new Set())
      expect(target).toEqual(before)
      expect(stayed.size).toBe(0)
    }),
    runs,
  )
})

it("puts nobody in a household that is not there, and asks nothing about one", () => {
  fc.assert(
    fc.property(three, staying, (states, stay) => {
      const { households, members, guardians, doubts } = homesBack(states, stay).target
      const there = new Set(households.map(({ id }) => id))
      expect(there.size).toBe(households.length)
      const named = [...members, ...guardians, ...doubts].map(({ household }) => household)
      expect(
        [...named, ...doubts.flatMap(({ other }) => other ?? [])].filter((id) => !there.has(id)),
      ).toEqual([])
    }),
    runs,
  )
})

it("leaves every child with a home that has one now and had one before", () => {
  fc.assert(
    fc.property(three, staying, (states, stay) => {
      const housed = ({ members }: HouseholdSnapshot) => new Set(members.map((each) => each.pupil))
      const both = housed(states.before).intersection(housed(states.now))
      expect([...both.difference(housed(homesBack(states, stay).target))]).toEqual([])
    }),
    runs,
  )
})

/** Who lives in a household: its children and its parents. */
const livingIn = (id: HouseholdId, { members, guardians }: HouseholdSnapshot) => ({
  children: members.flatMap((each) => (each.household === id ? [each.pupil] : [])),
  parents: guardians.filter(({ household }) => household === id),
})

it("leaves a household that a person changed since as it is: nobody leaves it, and nobody comes back into it", () => {
  fc.assert(
    fc.property(three, staying, (states, stay) => {
      const { target, stayed } = homesBack(states, stay)
      for (const id of states.now.households.map((each) => each.id)) {
        const [left, is] = [livingIn(id, states.after), livingIn(id, states.now)]
        if (Bun.deepEquals(left, is)) continue
        expect(livingIn(id, target)).toEqual(is)
        expect(stayed.has(id)).toBe(true)
      }
    }),
    runs,
  )
})

it("lets nobody live with people who were never theirs: a household is as it is now, or as it was with nobody new", () => {
  fc.assert(
    fc.property(three, staying, (states, stay) => {
      const { target, stayed } = homesBack(states, stay)
      for (const { id } of target.households) {
        const [was, is, back] = [states.before, states.now, target].map((each) => livingIn(id, each))
        if (Bun.deepEquals(back, is)) continue
        expect(was?.children).toEqual(expect.arrayContaining(back?.children ?? []))
        expect(was?.parents).toEqual(expect.arrayContaining(back?.parents ?? []))
        expect(stayed.has(id)).toBe(false)
      }
    }),
    runs,
  )
})

it("has nobody twice", () => {
  fc.assert(
    fc.property(three, staying, (states, stay) => {
      const { members, guardians } = homesBack(states, stay).target
      const seats = members.map((each) => `${each.household} ${each.pupil}`)
      const adults = guardians.map(({ id }) => id)
      expect([seats.length, adults.length]).toEqual([new Set(seats).size, new Set(adults).size])
    }),
    runs,
  )
})

it("leaves the parents of who is to stay with them", () => {
  fc.assert(
    fc.property(three, staying, (states, stay) => {
      const homes = new Set(
        states.now.members.filter((each) => stay.has(each.pupil)).map((each) => each.household),
      )
      const parents = ({ guardians }: HouseholdSnapshot) =>
        guardians.filter(({ household }) => homes.has(household))
      expect(parents(homesBack(states, stay).target)).toEqual(parents(states.now))
    }),
    runs,
  )
})

it("leaves who is to stay where they are", () => {
  fc.assert(
    fc.property(three, staying, (states, stay) => {
      const seats = ({ members }: HouseholdSnapshot) =>
        members.flatMap((each) => (stay.has(each.pupil) ? [`${each.household} ${each.pupil}`] : [])).sort()
      expect(seats(homesBack(states, stay).target)).toEqual(seats(states.now))
    }),
    runs,
  )
})

it("brings a field back unless a person wrote in it since", () => {
  const field = fc.constantFrom<Value>(null, "", "Bakker", "Smit", 1)
  fc.assert(
    fc.property(fc.array(fc.tuple(field, field, field), { maxLength: 8 }), (fields) => {
      const at = (place: 0 | 1 | 2) => fields.map((each) => each[place])
      const back = rowBack(at(0), at(1), at(2))
      expect(back).toEqual(fields.map(([before, after, now]) => (now === after ? before : now)))
    }),
  )
})
