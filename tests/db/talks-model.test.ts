import { afterAll, beforeAll, expect, it } from "bun:test"
import fc from "fast-check"
import { blockSlot, bookFor, cancelFor, moveFor, swapFor } from "../../src/db/arranged-talks.ts"
import { bookSet, bookSlot, cancelBooking, moveBooking } from "../../src/db/bookings.ts"
import { holdSet, releaseExpired, releaseHold } from "../../src/db/holds.ts"
import type { Parent } from "../../src/domain/access.ts"
import type { BookingId, HouseholdId, PupilId, RoundId, SlotId } from "../../src/domain/ids.ts"
import { testWorld, type World } from "../support/app.ts"
import { deWit } from "../support/rounds.ts"
import { cast, slotOf, today } from "../support/school.ts"

// Whatever families and school do, in whatever order and at the same moment, these things stay true.

let world: World
beforeAll(async () => {
  world = await testWorld()
  // Nobody pulls the plug here: what is on disk after each of many thousand commits is another test's work.
  world.school.client.run("PRAGMA synchronous = OFF")
})
afterAll(() => world.close())

const { yilmaz, deVries, bakker, jansen } = cast.households
const homes = [
  [yilmaz, [cast.pupils.defne]],
  [deVries, [cast.pupils.sem, cast.pupils.lotte, cast.pupils.daan]],
  [bakker, [cast.pupils.mila]],
  [jansen, [cast.pupils.mila]],
] as const
const round = cast.round as RoundId

const act = fc.record({
  kind: fc.constantFrom(
    ...(["book", "book", "set", "hold", "release", "move", "cancel", "wait"] as const),
    ...(["bookFor", "moveFor", "swap", "cancelFor", "close", "open"] as const),
  ),
  home: fc.nat({ max: 3 }),
  child: fc.nat({ max: 2 }),
  time: fc.nat({ max: 11 }),
  other: fc.nat({ max: 11 }),
  /** Now and then a teacher who does not teach the child. */
  strange: fc.nat({ max: 7 }),
})
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

/** What must never be found. */
const wrongs = {
  "two talks at one time": "SELECT slot_id FROM bookings GROUP BY slot_id HAVING count(*) > 1",
  "a family in two places":
    "SELECT a.id FROM bookings a JOIN bookings b ON a.id < b.id AND a.household_id = b.household_id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at",
  "a talk that is not where its slot is":
    "SELECT b.id FROM bookings b LEFT JOIN slots s ON s.id = b.slot_id WHERE s.id IS NULL OR s.starts_at <> b.starts_at OR s.ends_at <> b.ends_at OR s.teacher_id <> b.teacher_id OR s.round_id <> b.round_id",
  "a talk about a child of another home":
    "SELECT b.id FROM bookings b WHERE NOT EXISTS (SELECT 1 FROM household_pupils hp WHERE hp.household_id = b.household_id AND hp.pupil_id = b.pupil_id)",
  "a talk that nobody was told of":
    "SELECT id FROM bookings b WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.kind IN ('booking-confirmed', 'booking-moved') AND json_extract(m.facts, '$.booking') = b.id AND json_extract(m.facts, '$.sequence') = b.sequence AND json_extract(m.facts, '$.startsAt') = b.starts_at)",
  "a hold on a time with a talk, or on a closed one":
    "SELECT h.slot_id FROM holds h JOIN slots s ON s.id = h.slot_id WHERE s.blocked = 1 OR EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = h.slot_id)",
  "a talk at a closed time":
    "SELECT b.id FROM bookings b JOIN slots s ON s.id = b.slot_id WHERE s.blocked = 1",
}

function press(each: Act, now: Temporal.Instant): Promise<unknown> {
  const db = world.school
  const [home, children] = homes[each.home] as (typeof homes)[number]
  const parent: Parent = { role: "parent", household: home as HouseholdId }
  const pupil = children[each.child % children.length] as PupilId
  const slotFor = (child: PupilId, time: number) =>
    slotOf(
      ([cast.pupils.lotte, cast.pupils.daan] as number[]).includes(child) === each.strange > 0
        ? "tim"
        : "noor",
      time,
    ) as SlotId
  const slot = slotFor(pupil, each.time)
  /** One of the talks that stand, any family's. */
  const talkAt = (at: number) =>
    (db.client
      .query<{ id: BookingId }, [number]>(
        "SELECT id FROM bookings ORDER BY id LIMIT 1 OFFSET ? % max(1, (SELECT count(*) FROM bookings))",
      )
      .get(at)?.id ?? 0) as BookingId
  const booking = talkAt(each.other)
  const talks = [
    { pupil, slot },
    { pupil: children[0] as PupilId, slot: slotFor(children[0] as PupilId, each.other) },
  ]
  switch (each.kind) {
    case "book":
      return bookSlot(db, parent, { round, pupil, slot }, now)
    case "set":
      return bookSet(db, parent, { round, talks }, now)
    case "hold":
      return holdSet(db, parent, { round, talks }, now)
    case "release":
      return releaseHold(db, parent, round)
    case "move":
      return moveBooking(db, parent, { booking, slot }, now)
    case "cancel":
      return cancelBooking(db, parent, { booking }, now)
    case "wait":
      return releaseExpired(db, now)
    case "bookFor":
      return bookFor(db, deWit, { round, household: parent.household, pupil, slot }, now)
    case "moveFor":
      return moveFor(db, deWit, { round, booking, slot }, now)
    case "swap":
      return swapFor(db, deWit, { round, one: talkAt(each.time), other: booking }, now)
    case "cancelFor":
      return cancelFor(db, deWit, { round, booking }, now)
    case "close":
      return blockSlot(db, deWit, { round, slot, blocked: true }, now)
    case "open":
      return blockSlot(db, deWit, { round, slot, blocked: false }, now)
  }
}

it(
  "no time has two talks, no family is in two places, and every talk was told",
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 80 }), async (acts) => {
        const { client } = world.school
        for (const table of ["holds", "messages", "bookings"]) client.run(`DELETE FROM ${table}`)
        client.run("UPDATE slots SET blocked = 0")
        let now = today
        // Four people press at the same moment, again and again, while the minutes pass.
        for (let at = 0; at < acts.length; at += 4) {
          await Promise.all(acts.slice(at, at + 4).map((each) => press(each, now)))
          now = now.add({ minutes: 2 })
        }
        for (const [what, sql] of Object.entries(wrongs))
          expect({ [what]: client.query(sql).all() }).toEqual({ [what]: [] })
      }),
      { numRuns: Number(process.env["TIENMINUTEN_RUNS"] ?? 40) },
    ),
  600_000,
)
