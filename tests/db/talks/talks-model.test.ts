import { afterAll, beforeAll, expect, it } from "bun:test"
import fc from "fast-check"
import { endQuestions } from "../../../src/db/talks/swap-questions.ts"
import { lookAtRound } from "../../../src/db/talks/talks.ts"
import type { Parent } from "../../../src/domain/access/access.ts"
import type { HouseholdId, PupilId, SlotId, TeacherId } from "../../../src/domain/ids.ts"
import { beginning } from "../../support/anew.ts"
import { testWorld, type World } from "../../support/app.ts"
import { holdTogether } from "../../support/pairs.ts"
import { cast, today } from "../../support/school.ts"
import { round } from "../../support/talks.ts"
import {
  act,
  among,
  bookFourWithNoor,
  homesNow,
  lookAtAll,
  type Pressing,
  press,
} from "../../support/talks-acts.ts"
import { wrongs } from "../../support/talks-wrongs.ts"

// Whatever families and school do, in whatever order and at the same moment, these things stay true.

/** So many sequences of some fifty acts each. */
const runs = Number(process.env["TIENMINUTEN_RUNS"] ?? 40)

let world: World
let back: () => void
let pressing: Pressing
beforeAll(async () => {
  world = await testWorld()
  // One child has both teachers.
  world.school.client.run("INSERT INTO pupil_groups (pupil_id, group_id) VALUES (?, ?)", [cast.pupils.sem, 2])
  // One family has three guardians, so that it can be split.
  for (const email of ["opa@post.example", "oma@post.example"])
    world.school.client.run("INSERT INTO guardians (household_id, last, email) VALUES (?, 'Vries', ?)", [
      cast.households.deVries,
      email,
    ])
  // One family has only a mobile number.
  world.school.client.run("UPDATE guardians SET email = NULL, phone = '06 12345678' WHERE household_id = ?", [
    cast.households.jansen,
  ])
  back = beginning(world, { kept, made })
  // What families did themselves, as it was then: before it is told, two pieces of news may become one.
  world.school.client.run("CREATE TEMP TABLE done (talk TEXT NOT NULL)")
  world.school.client.run(
    `CREATE TEMP TRIGGER remembers AFTER INSERT ON main.messages
       WHEN NEW.kind IN ('booking-confirmed', 'booking-moved') AND json_extract(NEW.facts, '$.swapped') IS NULL
         AND json_extract(NEW.facts, '$.bySchool') IS NULL
       BEGIN INSERT INTO done VALUES (NEW.household_id || ' ' || json_extract(NEW.facts, '$.startsAt')); END`,
  )
  // Talks that went to another home with their child: who lives there now may not have been told what the other home was.
  world.school.client.run("CREATE TEMP TABLE went_along (talk INTEGER NOT NULL)")
  world.school.client.run(
    `CREATE TEMP TRIGGER goes_along AFTER UPDATE OF household_id ON main.bookings
       BEGIN INSERT INTO went_along VALUES (NEW.id); END`,
  )
  // What was told of changing places while the school wanted none of it.
  world.school.client.run("CREATE TEMP TABLE unwanted (kind TEXT NOT NULL)")
  world.school.client.run(
    `CREATE TEMP TRIGGER unwanted AFTER INSERT ON main.messages
       WHEN (NEW.kind = 'swap-asked' OR json_extract(NEW.facts, '$.swapped')) AND (SELECT swaps FROM main.rounds WHERE id = NEW.round_id) = 0
       BEGIN INSERT INTO unwanted VALUES (NEW.kind); END`,
  )
})
afterAll(() => world.close())

/** What an upheaval changes of a round, and the office of households, to begin every sequence anew. Parents come before children. */
const kept = [
  ...["households", "guardians", "household_pupils"],
  ...["round_days", "round_teachers", "presences", "slots"],
]

const made = [
  ...["done", "went_along", "unwanted", "messages", "upheavals", "second_chances"],
  ...["swap_questions", "swap_times", "holds", "waits", "missed_offers", "declines"],
  ...["bookings", "joined_slots", "long_talks", "marks", "household_doubts", "household_decisions"],
]

function beginAnew(): void {
  pressing = { world, few: false, said: new Set(), tapped: new Set(), lastPage: new Map(), going: new Set() }
  back()
  world.school.client.run("UPDATE rounds SET closes_at = ?, change_until = ?, ends_at = ?, swaps = 1", window)
}

const window = ["2026-11-10T22:00:00Z", "2026-11-11T11:00:00Z", "2026-11-12T20:00:00Z"]

/** Talks that their family put at a time that it did not tap. */
const putElsewhere = () =>
  world.school.client
    .query<{ talk: string }, []>("SELECT talk FROM done")
    .all()
    .filter(({ talk }) => !pressing.tapped.has(talk))
/** Talks that changed places for another family, to a time that their own family never said. */
const movedUnasked = () =>
  world.school.client
    .query<{ talk: string }, []>(
      "SELECT json_extract(facts, '$.booking') || ' ' || json_extract(facts, '$.startsAt') AS talk FROM messages WHERE kind = 'booking-moved' AND json_extract(facts, '$.swapped')",
    )
    .all()
    .filter(({ talk }) => !pressing.said.has(talk))

/** Times that are offered to a home that does not see them. */
const unseen = (now: Temporal.Instant) =>
  world.school.client
    .query<{ home: HouseholdId; pupil: PupilId; teacher: TeacherId; slot: SlotId }, [string]>(
      `SELECT h.household_id AS home, h.pupil_id AS pupil, s.teacher_id AS teacher, min(s.id) AS slot FROM holds h JOIN slots s ON s.id = h.slot_id
        WHERE h.offer = 1 AND h.until > ? GROUP BY 1, 2, 3`,
    )
    .all(now.toString())
    .filter(({ home, pupil, teacher }) => {
      const look = lookAtRound(world.school, { role: "parent", household: home }, round)
      const child = look?.family.children.find((each) => each.pupil === pupil)
      return !child?.teachers.some((each) => each.teacher === teacher && each.waiting?.offer)
    })

it(
  "no time has two talks, no family is in two places, and every talk was told",
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 80 }), async (acts) => {
        const { client } = world.school
        beginAnew()
        // In every second school teachers are soon full, so that families wait.
        pressing.few = acts.length % 2 === 1
        const calm = acts.length % 3 === 0
        // In every fifth one a child has one talk.
        client.run("UPDATE rounds SET talks_per_pupil = ?", [acts.length % 5 === 0 ? 1 : null])
        if (pressing.few) client.run("UPDATE slots SET blocked = id % 12 NOT IN (1, 2)")
        let now = today
        // In every fourth school two teachers hold their talks together from the start.
        if (acts.length % 4 === 0) await holdTogether(world, cast.teachers.tim, cast.teachers.noor, { now })
        if (calm) await bookFourWithNoor(pressing, now)
        // Four people press at the same moment, again and again, while the minutes pass.
        for (let at = 0; at < acts.length; at += 4) {
          const four = acts.slice(at, at + 4).map((each) => (calm ? among(each) : each))
          const pressed = four.map((each) => press(pressing, each, now))
          lookAtAll(pressing)
          await Promise.all(pressed)
          const isNight = acts.slice(at, at + 4).some(({ kind }) => kind === "night")
          now = now.add(isNight ? { hours: 12 } : { minutes: 2 })
          // What families are shown is what a fresh look at the file shows.
          const fresh = { ...world.school }
          for (const [household] of homesNow(world.school)) {
            const parent: Parent = { role: "parent", household }
            expect(lookAtRound(world.school, parent, round)).toEqual(lookAtRound(fresh, parent, round))
          }
        }
        await endQuestions(world.school, now)
        expect({ unasked: movedUnasked(), elsewhere: putElsewhere() }).toEqual({ unasked: [], elsewhere: [] })
        expect(unseen(now)).toEqual([])
        const isToldOf = (what: string) => /^a talk .*told/.test(what)
        const looked = Object.entries(wrongs)
        for (const [what, sql] of looked.filter(([what]) => !isToldOf(what)))
          expect({ [what]: client.query(sql).all() }).toEqual({ [what]: [] })
        client.run("DELETE FROM bookings WHERE id IN (SELECT talk FROM went_along)")
        client.run(
          "DELETE FROM messages WHERE json_extract(facts, '$.booking') IN (SELECT talk FROM went_along)",
        )
        for (const [what, sql] of looked.filter(([what]) => isToldOf(what)))
          expect({ [what]: client.query(sql).all() }).toEqual({ [what]: [] })
      }),
      { numRuns: runs },
    ),
  // Ten milliseconds a sequence on a quiet core; a crowded machine may take its time.
  120_000 + 300 * runs,
)
