import { describe, expect, it } from "bun:test"
import { clockOf, followsAtOnce } from "../../../src/domain/evenings/teacher-clock.ts"
import type { SlotId } from "../../../src/domain/ids.ts"
import type { AgendaSlot } from "../../../src/domain/rounds/agenda.ts"

const at = (time: string) => Temporal.Instant.from(`2026-11-12T${time}:00Z`)
const slot = (starts: string, ends: string, child: string | null): AgendaSlot => ({
  id: 1 as SlotId,
  startsAt: at(starts),
  endsAt: at(ends),
  blocked: false,
  freed: false,
  talk: child === null ? null : { child, first: child, group: "4A", home: null, minutes: null },
})
const evening = [
  slot("18:00", "18:10", "Sem"),
  slot("18:10", "18:20", "Lotte"),
  slot("18:20", "18:30", null),
  slot("18:30", "18:40", "Daan"),
]
const said = (time: Temporal.Instant) => {
  const clock = clockOf(evening, time)
  if (!clock) return "nothing"
  const who = "slot" in clock ? clock.slot.talk?.child : clock.next.talk?.child
  return "minutes" in clock ? `${clock.kind} ${who} ${clock.minutes}` : `${clock.kind} ${who}`
}

describe("the clock of a teacher", () => {
  it("shows who comes, from a quarter of an hour before", () => {
    expect(said(at("17:44"))).toBe("nothing")
    expect(said(at("17:45"))).toBe("soon Sem 15")
    expect(said(at("17:59").add({ seconds: 30 }))).toBe("soon Sem 1")
  })

  it("counts what is left of a talk, in minutes that are rounded up", () => {
    expect(said(at("18:00"))).toBe("talk Sem 10")
    expect(said(at("18:09").add({ seconds: 1 }))).toBe("talk Sem 1")
    expect(said(at("18:10"))).toBe("talk Lotte 10")
  })

  it("gives one more minute when nobody comes right after", () => {
    expect(said(at("18:20"))).toBe("one-more-minute Lotte")
    expect(said(at("18:20").add({ seconds: 59 }))).toBe("one-more-minute Lotte")
    expect(said(at("18:21"))).toBe("soon Daan 9")
    expect(said(at("18:40"))).toBe("one-more-minute Daan")
    expect(said(at("18:41"))).toBe("nothing")
  })

  it("knows whether somebody comes right after", () => {
    const [sem, lotte, , daan] = evening as [AgendaSlot, AgendaSlot, AgendaSlot, AgendaSlot]
    expect([followsAtOnce(sem, lotte), followsAtOnce(lotte, daan), followsAtOnce(daan, null)]).toEqual([
      true,
      false,
      false,
    ])
  })
})
