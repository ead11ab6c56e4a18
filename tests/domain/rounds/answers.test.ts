import { describe, expect, it } from "bun:test"
import type { HouseholdId, TeacherId } from "../../../src/domain/ids.ts"
import {
  answerOf,
  type HomeInRound,
  type PupilInRound,
  unansweredHomes,
} from "../../../src/domain/rounds/answers.ts"
import { demandOf } from "../../../src/domain/rounds/demand.ts"

const [noor, tim] = [1 as TeacherId, 2 as TeacherId]
const home = (id: number, said: Partial<HomeInRound> = {}): HomeInRound => ({
  home: id as HouseholdId,
  talks: new Set(),
  declined: false,
  waits: false,
  ...said,
})
const child = (homes: HomeInRound[], teachers = [noor, tim], spared = false): PupilInRound => ({
  teachers: new Set(teachers),
  spared,
  homes,
})
const withTim = { talks: new Set([tim]) }
const asked = (one: PupilInRound, most = Number.POSITIVE_INFINITY) =>
  [noor, tim].map((teacher) => demandOf([one], most).get(teacher)?.waiting ?? 0)

describe("a family that is asked for a talk", () => {
  it("is expected with every teacher as long as it said nothing", () => {
    const open = child([home(1)])
    expect(answerOf(open, home(1))).toBe("open")
    expect(asked(open)).toEqual([1, 1])
  })

  it("is expected with the others once it chose one, and with nobody when that is all it can have", () => {
    const chosen = child([home(1, withTim)])
    expect(answerOf(chosen, home(1, withTim))).toBe("chosen")
    expect(asked(chosen)).toEqual([1, 0])
    expect(asked(chosen, 1)).toEqual([0, 0])
  })

  it("is expected with nobody when it needs no talk, until one stands after all", () => {
    const declined = home(1, { declined: true })
    expect(answerOf(child([declined]), declined)).toBe("declined")
    expect(asked(child([declined]))).toEqual([0, 0])
    expect(answerOf(child([declined]), home(1, { declined: true, ...withTim }))).toBe("chosen")
  })

  it("is expected with nobody when each teacher needs no talk, but may hear that there is no teacher yet", () => {
    expect(answerOf(child([home(1)], [], true), home(1))).toBe("not-needed")
    expect(answerOf(child([home(1)], [tim], true), home(1))).toBe("open")
    expect(answerOf(child([home(1)], [], false), home(1))).toBe("open")
  })

  it("speaks for its own home: the other one is still expected", () => {
    const two = child([home(1, { declined: true }), home(2)], [noor])
    expect(demandOf([two], 1).get(noor)).toEqual({ pupils: 1, talks: 1, waiting: 1, needs: 1 })
  })

  it("needs as many times as its talk takes", () => {
    const longer = { ...child([home(1)], [noor]), takes: new Map([[noor, 3]]) }
    expect(demandOf([longer], 1).get(noor)).toEqual({ pupils: 1, talks: 1, waiting: 1, needs: 3 })
  })

  it("counts before anybody knows its home", () => {
    expect(demandOf([child([], [noor])], 1).get(noor)).toEqual({ pupils: 1, talks: 1, waiting: 1, needs: 1 })
  })
})

describe("a home that is reminded", () => {
  it("has a child about whom it did not answer, whatever it chose for another", () => {
    const pupils = [
      child([home(1), home(2, { declined: true })]),
      child([home(2, { declined: true })]),
      child([home(3, withTim)]),
      child([home(3)]),
      child([home(4, { declined: true })]),
      child([home(4)]),
    ]
    expect([...unansweredHomes(pupils)].map(Number)).toEqual([1, 3, 4])
  })

  it("does not wait for a teacher of that child", () => {
    const waits = home(1, { waits: true })
    expect([...unansweredHomes([child([waits]), child([home(1, withTim)])])]).toEqual([])
    expect([...unansweredHomes([child([waits]), child([home(1)])])].map(Number)).toEqual([1])
  })

  it("has a teacher to choose for that child", () => {
    expect([...unansweredHomes([child([home(1)], []), child([home(1, withTim)])])]).toEqual([])
  })
})
