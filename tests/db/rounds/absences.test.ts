import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { overviewOf } from "../../../src/db/rounds/round-overview.ts"
import { publishRound } from "../../../src/db/rounds/round-slots.ts"
import { setTeachers, teachersToSet } from "../../../src/db/rounds/round-teachers.ts"
import { changeRound, discardRound, roundToChange } from "../../../src/db/rounds/rounds.ts"
import { ownTimes, setOwnTimes } from "../../../src/db/talks/own-times.ts"
import type { Staff } from "../../../src/domain/access/access.ts"
import type { RoundId } from "../../../src/domain/ids.ts"
import type { RoundDraft } from "../../../src/domain/rounds/round-draft.ts"
import { writeRound } from "../../../src/domain/rounds/round-draft.ts"
import { zone } from "../../../src/domain/school/school.ts"
import { notCut } from "../../../src/domain/talks/shown-time.ts"
import { testWorld, type World } from "../../support/app.ts"
import { holdTogether, ofTim, staffOf } from "../../support/pairs.ts"
import { day, deWit, draftIn, rowsIn, spring } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"

// The round that is planned: 24 November from 19:00 to 20:00, six times for every teacher.

let world: World
let round: RoundId
beforeEach(async () => {
  world = await testWorld()
  round = await draftIn(world, spring({ days: [day("2026-11-24")] }))
})
afterEach(() => world.close())

const { noor, tim } = cast.teachers
const ofNoor = staffOf(noor, 9)
const at = (clock: string) =>
  Temporal.PlainDateTime.from(`2026-11-24T${clock}`).toZonedDateTime(zone).toInstant()
const clockOf = ({ startsAt }: { startsAt: Temporal.Instant }) =>
  startsAt.toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5)
const timesOf = (staff: Staff) => ownTimes(world.school, staff, round, today)?.times ?? []
const closedOf = (staff: Staff) =>
  timesOf(staff)
    .filter(({ closed }) => closed)
    .map(clockOf)

/** Ticks these times on the page as it is now, and no others. */
const say = (staff: Staff, ...clocks: string[]) =>
  setOwnTimes(
    world.school,
    staff,
    { round, shown: timesOf(staff), closed: clocks.map((clock) => ({ slot: notCut, startsAt: at(clock) })) },
    today,
  )
const publish = () => publishRound(world.school, deWit, round, today)
const timesIn = (teacher: number) =>
  overviewOf(world.school, deWit, round)?.teachers.find(({ id }) => id === teacher)?.slots
const replan = (change: Partial<RoundDraft>) => {
  const found = roundToChange(world.school, deWit, round)
  if (!found) throw new Error("no round")
  const draft = { ...writeRound(found.plan), ...change }
  return changeRound(world.school, deWit, { round, seen: found.seen, draft }, today)
}
const hoursOfNoor = (from: string, until: string) => {
  const setting = teachersToSet(world.school, deWit, round)
  const written = setting?.teachers.find(({ id }) => id === noor)?.written
  if (!setting || !written) throw new Error("no teacher")
  const days = written.days.map((each) => ({ ...each, from, until }))
  return setTeachers(
    world.school,
    deWit,
    { round, seen: setting.seen, teachers: [{ ...written, days }] },
    today,
  )
}

describe("a teacher who looks at a round that is planned", () => {
  it("sees the times that would be cut for her, and closes some before any parent could choose", async () => {
    expect(timesOf(ofNoor).map(clockOf)).toEqual(["19:00", "19:10", "19:20", "19:30", "19:40", "19:50"])
    expect(await say(ofNoor, "19:00", "19:10")).toEqual({ ok: true, value: true })
    expect(closedOf(ofNoor)).toEqual(["19:00", "19:10"])
    expect(closedOf(ofTim)).toEqual([])
    await publish()
    expect(closedOf(ofNoor)).toEqual(["19:00", "19:10"])
    expect(rowsIn(world.school, "slots", `round_id = ${round} AND blocked = 1`)).toBe(2)
    expect(rowsIn(world.school, "absences")).toBe(0)
  })

  it("is counted in what the planner reads: fewer times, before and after publishing", async () => {
    expect(timesIn(noor)).toBe(6)
    await say(ofNoor, "19:00", "19:10")
    expect([timesIn(noor), timesIn(tim)]).toEqual([4, 6])
    await publish()
    expect([timesIn(noor), timesIn(tim)]).toEqual([4, 6])
  })

  it("opens them again", async () => {
    await say(ofNoor, "19:00", "19:10")
    await say(ofNoor, "19:10")
    expect(closedOf(ofNoor)).toEqual(["19:10"])
    await publish()
    expect(closedOf(ofNoor)).toEqual(["19:10"])
  })

  it("stays away at that hour when talks become longer or the evening begins later", async () => {
    await say(ofNoor, "19:10")
    await replan({ slotMinutes: "15" })
    expect(closedOf(ofNoor)).toEqual(["19:00", "19:15"])
    await replan({ slotMinutes: "10", days: [{ ...day("2026-11-24", "18:55"), id: null }] })
    expect(closedOf(ofNoor)).toEqual(["19:05", "19:15"])
  })

  it("stays away at an hour that is first left out, and comes back after publishing", async () => {
    await say(ofNoor, "19:00")
    await hoursOfNoor("19:30", "20:00")
    await publish()
    expect(closedOf(ofNoor)).toEqual([])
    await hoursOfNoor("19:00", "20:00")
    expect(closedOf(ofNoor)).toEqual(["19:00"])
    // From here on the time itself knows: what she opens stays open.
    expect(rowsIn(world.school, "absences")).toBe(0)
  })

  it("hears it when the times changed while she looked, and then nothing is kept", async () => {
    const shown = timesOf(ofNoor)
    await hoursOfNoor("19:05", "20:00")
    const outcome = await setOwnTimes(world.school, ofNoor, { round, shown, closed: shown }, today)
    expect(outcome).toEqual({ ok: false, refusal: { kind: "moved-meanwhile" } })
    expect(rowsIn(world.school, "absences")).toBe(0)
  })

  it("loses nothing when the round is published while she looked", async () => {
    const shown = timesOf(ofNoor)
    await publish()
    const closed = [{ slot: notCut, startsAt: at("19:20") }]
    expect(await setOwnTimes(world.school, ofNoor, { round, shown, closed }, today)).toMatchObject({
      ok: true,
    })
    expect(closedOf(ofNoor)).toEqual(["19:20"])
  })

  it("cannot close all there is: a round without a time to choose is not published", async () => {
    await say(ofNoor, ...timesOf(ofNoor).map(clockOf))
    await say(ofTim, ...timesOf(ofTim).map(clockOf))
    expect(await publish()).toEqual({ ok: false, refusal: { kind: "no-slots" } })
  })

  it("leaves nothing behind when the round is thrown away", async () => {
    await say(ofNoor, "19:00")
    await discardRound(world.school, deWit, round, today)
    expect(rowsIn(world.school, "absences")).toBe(0)
  })
})

describe("two teachers who hold the talks of a planned round together", () => {
  const together = (other: number | null) => holdTogether(world, tim, other, { round })

  it("are there when both are: what either said closes the time for both", async () => {
    await say(ofTim, "19:50")
    await say(ofNoor, "19:00")
    await together(noor)
    expect(closedOf(ofTim)).toEqual(["19:00", "19:50"])
    expect(timesIn(noor)).toBe(4)
    await publish()
    expect(closedOf(ofNoor)).toEqual(["19:00", "19:50"])
  })

  it("keep their own when they part again", async () => {
    await say(ofNoor, "19:00")
    await together(noor)
    await say(ofTim, "19:00", "19:50")
    await together(null)
    expect([closedOf(ofNoor), closedOf(ofTim)]).toEqual([["19:00"], ["19:50"]])
  })
})
