import { afterEach, describe, expect, it } from "bun:test"
import { mergeHouseholds } from "../../../src/db/households/household-care.ts"
import { markSent } from "../../../src/db/messages/message-outcomes.ts"
import { claimDue } from "../../../src/db/messages/messages.ts"
import { erasePerson } from "../../../src/db/privacy/erasing.ts"
import { planErasing } from "../../../src/db/privacy/erasing-plan.ts"
import { forgetExpired } from "../../../src/db/privacy/forgetting.ts"
import { moveFor } from "../../../src/db/talks/arranged-talks.ts"
import { bookSlot, cancelBooking } from "../../../src/db/talks/bookings.ts"
import { lookAtRound } from "../../../src/db/talks/talks.ts"
import { lookAtDay, moveDay } from "../../../src/db/upheavals/day-moves.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { upheavalsOf } from "../../../src/db/upheavals/upheaval-reading.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import type {
  BookingId,
  HouseholdId,
  PupilId,
  RoundId,
  TeacherId,
  UpheavalId,
} from "../../../src/domain/ids.ts"
import { progressOf } from "../../../src/domain/talks/family-round.ts"
import type { AwayWay } from "../../../src/domain/upheavals/upheaval.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deWit, rowsIn, shown, shownTalk } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"

let world: World
const inWorld = (tell: () => Promise<void>) => async () => {
  world = await testWorld()
  await book(deVries, cast.pupils.sem, slotOf("noor", 0))
  await book(yilmaz, cast.pupils.defne, slotOf("noor", 2))
  await book(bakker, cast.pupils.mila, slotOf("noor", 4))
  await send()
  await tell()
}
afterEach(() => world.close())

const round = cast.round as number as RoundId
const [noor, tim] = [cast.teachers.noor as number as TeacherId, cast.teachers.tim as number as TeacherId]
const evening = Temporal.PlainDate.from("2026-11-12")
const { yilmaz, deVries, bakker } = cast.households
const parent = (household: number) => ({ role: "parent", household: household as HouseholdId }) as const
const later = (minutes: number) => {
  world.clock.now = world.clock.now.add({ minutes })
}
const book = (household: number, pupil: number, slot: number) =>
  bookSlot(
    world.school,
    parent(household),
    { round, pupil: pupil as PupilId, ...shown(world.school, slot) },
    world.clock.now,
  )

/** Everything that is due leaves; gives what it was. */
async function send(): Promise<string[]> {
  const due = await claimDue(world.school, world.clock.now, 50)
  for (const message of due) await markSent(world.school, message, world.clock.now)
  return due.map(({ kind, household }) => `${kind} ${household}`)
}

async function away(way: AwayWay, day: Temporal.PlainDate | null = evening) {
  const scope = { round, teacher: noor, day }
  const ahead = lookAhead(world.school, deWit, scope, way, world.clock.now)
  return letTeacherBeAway(world.school, deWit, { ...scope, way, seen: ahead?.seen ?? "" }, world.clock.now)
}
async function done(way: AwayWay): Promise<UpheavalId> {
  const outcome = await away(way)
  if (!outcome?.ok) throw new Error(JSON.stringify(outcome))
  return outcome.value
}
const undo = (upheaval: UpheavalId) => undoUpheaval(world.school, deWit, { round, upheaval }, world.clock.now)
async function moved(to: string): Promise<UpheavalId> {
  const wish = { round, day: 1, to: Temporal.PlainDate.from(to) }
  const ahead = lookAtDay(world.school, deWit, wish, world.clock.now)
  const outcome = await moveDay(world.school, deWit, { ...wish, seen: ahead?.seen ?? "" }, world.clock.now)
  if (!outcome?.ok) throw new Error(JSON.stringify(outcome))
  return outcome.value
}

/** "1 sem noor 19:00 0": talk, child, teacher, clock time, sequence. */
const talks = () =>
  world.school.client
    .query<{ line: string }, []>(
      `SELECT b.id || ' ' || p.first || ' ' || t.first || ' ' || b.starts_at || ' ' || b.sequence AS line
         FROM bookings b JOIN pupils p ON p.id = b.pupil_id JOIN teachers t ON t.id = b.teacher_id ORDER BY b.id`,
    )
    .all()
    .map(({ line }) => line)
/** The times of a round as they are, whatever their ids. */
const times = () =>
  world.school.client
    .query("SELECT teacher_id, starts_at, ends_at, blocked FROM slots ORDER BY teacher_id, starts_at")
    .values()
const setup = () =>
  [
    "SELECT round_id, teacher_id, room FROM round_teachers ORDER BY 1, 2",
    "SELECT * FROM presences ORDER BY 1, 2, 3",
    "SELECT * FROM round_days ORDER BY id",
    "SELECT closes_at, change_until, ends_at FROM rounds",
  ].map((sql) => world.school.client.query(sql).values())
const everything = () => [talks(), times(), setup(), rowsIn(world.school, "second_chances")]
const last = () => upheavalsOf(world.school, deWit, round)[0]
const cancel: AwayWay = { kind: "cancel" }
const byTim: AwayWay = { kind: "substitute", teacher: tim }
const afternoon: AwayWay = {
  kind: "later",
  date: Temporal.PlainDate.from("2026-11-26"),
  from: Temporal.PlainTime.from("14:00"),
}

describe("a teacher who cannot be there", () => {
  it(
    "is no talk to choose for a family that has its talk with a substitute",
    inWorld(async () => {
      const seen = () => {
        const family = lookAtRound(world.school, parent(yilmaz), round)?.family
        const names = family?.children[0]?.teachers.map(({ name }) => name)
        return [names, family && progressOf(family)]
      }
      const upheaval = await done(byTim)
      expect(seen()).toEqual([["Tim Bos"], { chosen: 1, wanted: 1 }])
      world.school.client.run("UPDATE slots SET blocked = 0 WHERE id = ?", [slotOf("noor", 5)])
      expect(seen()).toEqual([["Noor Willems", "Tim Bos"], { chosen: 1, wanted: 2 }])
      await undo(upheaval)
      expect(seen()).toEqual([["Noor Willems"], { chosen: 1, wanted: 1 }])
    }),
  )

  it(
    "has no talks any more, and no time that can be chosen",
    inWorld(async () => {
      await done(cancel)
      expect(talks()).toEqual([])
      expect(rowsIn(world.school, "slots", "teacher_id = 1 AND blocked = 0")).toBe(0)
      expect(await book(cast.households.jansen, cast.pupils.mila, slotOf("noor", 1))).toMatchObject({
        refusal: { kind: "slot-blocked" },
      })
    }),
  )

  it(
    "lets the families choose again after booking closed, and nobody else",
    inWorld(async () => {
      world.clock.now = Temporal.Instant.from("2026-11-12T11:00:00Z")
      world.school.client.run("INSERT INTO teacher_groups (teacher_id, group_id) VALUES (2, 1)")
      expect(await book(yilmaz, cast.pupils.defne, slotOf("tim", 0))).toMatchObject({
        refusal: { kind: "round-not-open" },
      })
      await done(cancel)
      expect((await book(yilmaz, cast.pupils.defne, slotOf("tim", 0)))?.ok).toBe(true)
      expect(await book(cast.households.jansen, cast.pupils.mila, slotOf("tim", 1))).toMatchObject({
        refusal: { kind: "round-not-open", phase: "closed" },
      })
      // And they may change their minds.
      const [line] = talks()
      const booking = Number(line?.split(" ")[0]) as BookingId
      expect((await cancelBooking(world.school, parent(yilmaz), { booking }, world.clock.now))?.ok).toBe(true)
    }),
  )

  it(
    "is replaced at the same times, except where the substitute is taken",
    inWorld(async () => {
      await book(deVries, cast.pupils.lotte, slotOf("tim", 2))
      await done(byTim)
      expect(talks().slice(0, 3)).toEqual([
        "1 Sem Tim 2026-11-12T18:00:00Z 1",
        "2 Defne Noor 2026-11-12T18:20:00Z 0",
        "3 Mila Tim 2026-11-12T18:40:00Z 1",
      ])
    }),
  )

  it(
    "is replaced by somebody who was not in the round, and a later change of the round keeps those times",
    inWorld(async () => {
      world.school.client.run("INSERT INTO teachers (first, last) VALUES ('Ada', 'Smit')")
      await done({ kind: "substitute", teacher: 3 as TeacherId })
      expect(talks().map((line) => line.split(" ")[2])).toEqual(["Ada", "Ada", "Ada"])
      expect(
        world.school.client.query("SELECT room FROM round_teachers WHERE teacher_id = 3").values(),
      ).toEqual([["12"]])
      expect(
        world.school.client.query("SELECT starts, ends FROM presences WHERE teacher_id = 3").values(),
      ).toEqual([["19:00", "19:50"]])
    }),
  )

  it(
    "has the same talks in the same order on another day, which is made",
    inWorld(async () => {
      await done(afternoon)
      expect(talks()).toEqual([
        "1 Sem Noor 2026-11-26T13:00:00Z 1",
        "2 Defne Noor 2026-11-26T13:10:00Z 1",
        "3 Mila Noor 2026-11-26T13:20:00Z 1",
      ])
      expect(
        world.school.client.query("SELECT date, starts, ends FROM round_days WHERE id = 2").values(),
      ).toEqual([["2026-11-26", "14:00", "14:30"]])
    }),
  )

  it(
    "is told of once to each family, after ten minutes and not before",
    inWorld(async () => {
      await done(cancel)
      later(9)
      expect(await send()).toEqual([])
      later(1)
      expect((await send()).toSorted()).toEqual([
        `booking-cancelled ${yilmaz}`,
        `booking-cancelled ${deVries}`,
        `booking-cancelled ${bakker}`,
      ])
    }),
  )

  it(
    "is not done when something changed since it was looked at",
    inWorld(async () => {
      const scope = { round, teacher: noor, day: evening }
      const seen = lookAhead(world.school, deWit, scope, cancel, world.clock.now)?.seen ?? ""
      await book(cast.households.jansen, cast.pupils.mila, slotOf("noor", 6))
      const before = everything()
      expect(
        await letTeacherBeAway(world.school, deWit, { ...scope, way: cancel, seen }, world.clock.now),
      ).toEqual({
        ok: false,
        refusal: { kind: "changed-meanwhile" },
      })
      expect(everything()).toEqual(before)
    }),
  )
})

describe("taking back within ten minutes", () => {
  const ways: [string, AwayWay][] = [
    ["talks that were cancelled", cancel],
    ["talks that a substitute had", byTim],
    ["talks that went to another day", afternoon],
    [
      "talks that moved up half an hour",
      { kind: "later", date: evening, from: Temporal.PlainTime.from("19:30") },
    ],
    [
      "talks that moved by five minutes",
      { kind: "later", date: evening, from: Temporal.PlainTime.from("19:05") },
    ],
  ]
  for (const [what, way] of ways)
    it(
      `leaves nothing of ${what}, and nobody hears of it`,
      inWorld(async () => {
        const before = everything()
        const upheaval = await done(way)
        expect(everything()).not.toEqual(before)
        later(9)
        expect(await undo(upheaval)).toEqual({ ok: true, value: true })
        expect(everything()).toEqual(before)
        later(60)
        expect(await send()).toEqual([])
        expect(last()?.notBack).toEqual([])
        expect(await undo(upheaval)).toMatchObject({ refusal: { kind: "undone-before" } })
      }),
    )

  it(
    "is too late once the messages leave",
    inWorld(async () => {
      const upheaval = await done(cancel)
      later(10)
      expect(await undo(upheaval)).toEqual({ ok: false, refusal: { kind: "told" } })
      expect(talks()).toEqual([])
    }),
  )

  it(
    "names a talk whose time was taken, and one whose family chose again; they are told",
    inWorld(async () => {
      world.school.client.run("INSERT INTO teacher_groups (teacher_id, group_id) VALUES (2, 1)")
      const upheaval = await done(byTim)
      // Family Jansen has the time of Sem by now, because the office opened it; Defne's parents cancelled.
      world.school.client.run("UPDATE slots SET blocked = 0 WHERE id = 1")
      await book(cast.households.jansen, cast.pupils.mila, slotOf("noor", 0))
      await cancelBooking(world.school, parent(yilmaz), { booking: 2 as BookingId }, world.clock.now)
      expect((await undo(upheaval))?.ok).toBe(true)
      expect(last()?.notBack.map(({ child, why }) => `${child}: ${why}`)).toEqual([
        "Sem de Vries: taken",
        "Defne Yilmaz: changed",
      ])
      expect(talks()[0]).toBe("1 Sem Tim 2026-11-12T18:00:00Z 1")
      later(10)
      const told = await send()
      expect(told).toContain(`booking-moved ${deVries}`)
      expect(told).not.toContain(`booking-moved ${bakker}`)
    }),
  )

  it(
    "keeps the time that a family chose instead",
    inWorld(async () => {
      world.school.client.run("INSERT INTO teacher_groups (teacher_id, group_id) VALUES (2, 1)")
      const upheaval = await done(cancel)
      await book(deVries, cast.pupils.sem, slotOf("tim", 0))
      await undo(upheaval)
      expect(last()?.notBack.map(({ child, why }) => `${child}: ${why}`)).toEqual([
        "Sem de Vries: family-busy",
      ])
      expect(talks().map((line) => line.split(" ").slice(1, 3).join(" "))).toEqual([
        "Defne Noor",
        "Mila Noor",
        "Sem Tim",
      ])
    }),
  )

  it(
    "tells a family again that never heard its talk was booked",
    inWorld(async () => {
      world.school.client.run(
        "UPDATE messages SET state = 'queued', attempts = 1, due_at = ? WHERE household_id = 1",
        [world.clock.now.add({ minutes: 2 }).toString()],
      )
      const upheaval = await done(cancel)
      later(3)
      expect(await send()).toEqual([]) // booked and off: nothing to tell
      await undo(upheaval)
      expect(talks()[1]).toBe("2 Defne Noor 2026-11-12T18:20:00Z 2")
      expect(await send()).toEqual([`booking-confirmed ${yilmaz}`])
    }),
  )

  it(
    "goes in order: what was done last goes back first",
    inWorld(async () => {
      const before = everything()
      const first = await done(byTim)
      const second = await moved("2026-11-19")
      expect(await undo(first)).toMatchObject({ refusal: { kind: "not-the-last" } })
      await undo(second)
      await undo(first)
      expect(everything()).toEqual(before)
    }),
  )

  it(
    "takes back a second chance, and not one that was there before",
    inWorld(async () => {
      const first = await done({ kind: "later", date: evening, from: Temporal.PlainTime.from("19:30") })
      later(11)
      expect(first).toBe(1 as UpheavalId)
      const until = () =>
        world.school.client.query("SELECT until FROM second_chances ORDER BY household_id").values().flat()
      const before = until()
      later(60 * 24)
      const second = await done(cancel)
      expect(until()).not.toEqual(before)
      await undo(second)
      expect(until()).toEqual(before)
    }),
  )
})

describe("a day of a round", () => {
  it(
    "goes to another date with every talk at its own hour, and back",
    inWorld(async () => {
      await book(deVries, cast.pupils.lotte, slotOf("tim", 2))
      await send()
      const before = everything()
      const upheaval = await moved("2026-11-19")
      expect(talks()).toEqual([
        "1 Sem Noor 2026-11-19T18:00:00Z 1",
        "2 Defne Noor 2026-11-19T18:20:00Z 1",
        "3 Mila Noor 2026-11-19T18:40:00Z 1",
        "4 Lotte Tim 2026-11-19T18:20:00Z 1",
      ])
      expect(last()).toMatchObject({ talks: 4, families: 3, from: "2026-11-12", to: "2026-11-19" })
      expect(await send()).toEqual([])
      await undo(upheaval)
      expect(everything()).toEqual(before)
      later(60)
      expect(await send()).toEqual([])
    }),
  )

  it(
    "keeps the hours on the clock across the change to summer time",
    inWorld(async () => {
      await moved("2027-04-08")
      expect(talks()[0]).toBe("1 Sem Noor 2027-04-08T17:00:00Z 1")
    }),
  )

  it(
    "takes along, when it goes back, who chose meanwhile, and tells them",
    inWorld(async () => {
      const upheaval = await moved("2026-11-19")
      await book(cast.households.jansen, cast.pupils.mila, slotOf("noor", 6))
      await send()
      await undo(upheaval)
      expect(talks()[3]).toBe("4 Mila Noor 2026-11-12T19:00:00Z 1")
      later(30)
      expect(await send()).toEqual([`booking-moved ${cast.households.jansen}`])
    }),
  )

  it(
    "draws until when one chooses and changes along, and puts that back",
    inWorld(async () => {
      const upheaval = await moved("2026-11-05")
      const window = () =>
        world.school.client.query("SELECT closes_at, change_until, ends_at FROM rounds").values()
      expect(window()).toEqual([["2026-11-05T20:00:00Z", "2026-11-05T18:00:00Z", "2026-11-05T20:00:00Z"]])
      await undo(upheaval)
      expect(window()).toEqual([["2026-11-10T22:00:00Z", "2026-11-11T11:00:00Z", "2026-11-12T20:00:00Z"]])
    }),
  )

  it(
    "does not move where a family or a teacher is elsewhere",
    inWorld(async () => {
      world.school.client.run(
        `INSERT INTO rounds (title, slot_minutes, opens_at, closes_at, change_until, published_at, ends_at, created_at)
           SELECT 'Anders', 10, opens_at, closes_at, change_until, published_at, '2026-11-19T20:00:00Z', created_at FROM rounds`,
      )
      world.school.client.run("INSERT INTO teachers (first, last) VALUES ('Ada', 'Smit')")
      world.school.client.run(
        "INSERT INTO slots (round_id, teacher_id, starts_at, ends_at) VALUES (2, 3, '2026-11-19T18:00:00Z', '2026-11-19T18:10:00Z')",
      )
      world.school.client.run(
        `INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at)
           SELECT id, 2, 3, 2, 2, starts_at, ends_at, 'x', starts_at FROM slots WHERE round_id = 2`,
      )
      const look = () =>
        lookAtDay(
          world.school,
          deWit,
          { round, day: 1, to: Temporal.PlainDate.from("2026-11-19") },
          world.clock.now,
        )
      expect(look()?.refusal).toEqual({ kind: "families-elsewhere", children: ["Sem de Vries"] })
      world.school.client.run("UPDATE slots SET teacher_id = 1 WHERE round_id = 2")
      expect(look()?.refusal).toMatchObject({ kind: "teacher-elsewhere", teacher: "Noor Willems" })
    }),
  )
})

it(
  "is forgotten after a day, and second chances once they are over",
  inWorld(async () => {
    await done(cancel)
    later(24 * 60 + 1)
    await forgetExpired(world.school, world.clock.now)
    expect([rowsIn(world.school, "upheavals"), rowsIn(world.school, "upheaval_talks")]).toEqual([0, 0])
    expect(rowsIn(world.school, "second_chances")).toBe(3)
    later(7 * 24 * 60)
    await forgetExpired(world.school, world.clock.now)
    expect(rowsIn(world.school, "second_chances")).toBe(0)
  }),
)

it(
  "leaves at once when the first talk is about to begin, and is then not taken back",
  inWorld(async () => {
    world.clock.now = Temporal.Instant.from("2026-11-12T17:57:00Z")
    const upheaval = await done(cancel)
    expect((await send()).length).toBe(3)
    expect(await undo(upheaval)).toMatchObject({ refusal: { kind: "told" } })
  }),
)

it(
  "follows a family into another household, and restores nothing for who is not in it any more",
  inWorld(async () => {
    const upheaval = await done(cancel)
    const merge = { household: bakker as HouseholdId, other: yilmaz as HouseholdId }
    expect((await mergeHouseholds(world.school, deWit, merge, world.clock.now))?.ok).toBe(true)
    world.school.client.run("DELETE FROM household_pupils WHERE pupil_id = ?", [cast.pupils.sem])
    await undo(upheaval)
    expect(last()?.notBack.map(({ child, why }) => `${child}: ${why}`)).toEqual(["Sem de Vries: changed"])
    const homes = world.school.client.query("SELECT household_id FROM bookings ORDER BY id").values()
    expect(homes).toEqual([[bakker], [bakker]])
    expect(await book(bakker, cast.pupils.defne, slotOf("noor", 6))).toMatchObject({
      refusal: { kind: "already-booked" },
    })
  }),
)

it(
  "forgets who is erased, and still takes back the others",
  inWorld(async () => {
    const upheaval = await done(cancel)
    const person = { kind: "pupil", id: cast.pupils.defne } as const
    const seen = planErasing(world.school, deWit, person, world.clock.now)?.fingerprint ?? ""
    const wish = { person, seen, sure: true }
    expect((await erasePerson(world.registry, world.school, deWit, wish, world.clock.now))?.ok).toBe(true)
    expect(rowsIn(world.school, "upheaval_talks")).toBe(2)
    await undo(upheaval)
    expect(talks().map((line) => line.split(" ")[1])).toEqual(["Sem", "Mila"])
  }),
)

it(
  "lets a teacher's talks be moved by hand before they leave, which is then not taken back",
  inWorld(async () => {
    const upheaval = await done(byTim)
    await moveFor(
      world.school,
      deWit,
      { round, talk: shownTalk(world.school, 1), to: shown(world.school, slotOf("tim", 8)) },
      world.clock.now,
    )
    await undo(upheaval)
    expect(talks()[0]).toBe("1 Sem Tim 2026-11-12T19:20:00Z 2")
    expect(last()?.notBack.map(({ why }) => why)).toEqual(["changed"])
    // One message with where it was when the family last knew of it.
    later(10)
    expect(await send()).toEqual([`booking-moved ${deVries}`])
  }),
)
