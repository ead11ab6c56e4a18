import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import type { TeacherId } from "../../../src/domain/ids.ts"
import { type Absence, absencesOn, decideAbsences, isClosed } from "../../../src/domain/rounds/absence.ts"

const [noor, tim] = [1 as TeacherId, 2 as TeacherId]
const began = Temporal.Instant.from("2026-11-24T18:00:00Z")
const span = (from: number, minutes: number) => ({
  startsAt: began.add({ minutes: from }),
  endsAt: began.add({ minutes: from + minutes }),
})
/** An evening cut into times of so many minutes, of which these are closed. */
const evening = (minutes: number, isShut: (at: number) => boolean) =>
  Array.from({ length: 6 }, (_, at) => ({ ...span(at * minutes, minutes), closed: isShut(at) }))
const keep = (absences: readonly Absence[], change: ReturnType<typeof decideAbsences>) => [
  ...absences.filter((each) => !change.dropped.includes(each)),
  ...change.added,
]

describe("when a teacher says not to be there", () => {
  it("what they see after that is what they said, however the times were cut before", () => {
    const cuts = fc.record({ minutes: fc.integer({ min: 5, max: 30 }), shut: fc.array(fc.nat(5)) })
    fc.assert(
      fc.property(fc.array(cuts, { minLength: 1, maxLength: 4 }), (sayings) => {
        let absences: Absence[] = []
        for (const [at, { minutes, shut }] of sayings.entries()) {
          const times = evening(minutes, (time) => shut.includes(time))
          absences = keep(absences, decideAbsences(absences, times, at % 2 ? noor : tim))
          expect(times.map((time) => isClosed(time, absences))).toEqual(times.map(({ closed }) => closed))
        }
      }),
    )
  })

  it("what a colleague of the same list said stays said by that colleague", () => {
    const ofTim = { teacher: tim, ...span(0, 10) }
    const change = decideAbsences(
      [ofTim],
      evening(10, (at) => at < 2),
      noor,
    )
    expect(change).toEqual({ dropped: [], added: [{ teacher: noor, ...span(10, 10) }] })
  })

  it("counts for the list that they hold, and for no other", () => {
    const absences = [
      { teacher: noor, ...span(0, 10) },
      { teacher: tim, ...span(10, 10) },
    ]
    const alone = [
      { teacher: noor, with: null },
      { teacher: tim, with: null },
    ]
    const together = [
      { teacher: noor, with: null },
      { teacher: tim, with: noor },
    ]
    expect(absencesOn(noor, absences, alone)).toHaveLength(1)
    expect(absencesOn(noor, absences, together)).toHaveLength(2)
  })
})
