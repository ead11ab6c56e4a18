import { expect, it } from "bun:test"
import fc from "fast-check"
import { firstSteps, nextStep, type StepFacts } from "../../../src/domain/school/first-steps.ts"

const fresh: StepFacts = {
  pupils: 0,
  openDoubts: 0,
  factorChosen: false,
  factorEmpty: false,
  decides: true,
  rounds: 0,
  invited: false,
}
const ready: StepFacts = {
  pupils: 280,
  openDoubts: 0,
  factorChosen: true,
  factorEmpty: false,
  decides: true,
  rounds: 1,
  invited: true,
}
const next = (facts: Partial<StepFacts>) => nextStep(firstSteps({ ...ready, ...facts }))

it("begins with the pupils and ends with nothing left to do", () => {
  expect(nextStep(firstSteps(fresh))).toBe("import")
  expect(next({})).toBeNull()
})

it("asks for what is open, one thing at a time and in order", () => {
  expect(next({ openDoubts: 3, rounds: 0 })).toBe("households")
  expect(next({ factorChosen: false })).toBe("factor")
  expect(next({ factorEmpty: true })).toBe("factor")
  expect(next({ rounds: 0 })).toBe("round")
  expect(next({ invited: false })).toBe("invite")
})

it("never calls a school without pupils done with its households", () => {
  fc.assert(
    fc.property(
      fc.record({
        pupils: fc.nat(3),
        openDoubts: fc.nat(3),
        factorChosen: fc.boolean(),
        factorEmpty: fc.boolean(),
        decides: fc.boolean(),
        rounds: fc.nat(2),
        invited: fc.boolean(),
      }),
      (facts) => {
        const steps = firstSteps(facts)
        const next = nextStep(steps)
        expect(next === null).toBe(steps.every((step) => step.done))
        if (facts.pupils === 0) expect(next).toBe("import")
      },
    ),
  )
})
