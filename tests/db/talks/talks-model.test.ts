import { afterAll, beforeAll, expect, it } from "bun:test"
import fc from "fast-check"
import { blockHousehold } from "../../../src/db/households/household-access.ts"
import { mergeHouseholds, splitHousehold } from "../../../src/db/households/household-care.ts"
import { dropMessage, markSent } from "../../../src/db/messages/message-outcomes.ts"
import { claimDue } from "../../../src/db/messages/messages.ts"
import { write } from "../../../src/db/open.ts"
import { blockSlot, bookFor, cancelFor, moveFor, swapFor } from "../../../src/db/talks/arranged-talks.ts"
import { bookSet, bookSlot, cancelBooking, moveBooking } from "../../../src/db/talks/bookings.ts"
import { declineTalk } from "../../../src/db/talks/declining.ts"
import { holdSet, releaseExpired, releaseHold } from "../../../src/db/talks/holds.ts"
import { setMarks } from "../../../src/db/talks/marks.ts"
import { setOwnTimes } from "../../../src/db/talks/own-times.ts"
import { answerSwap, endOver, endQuestions, withdrawQuestion } from "../../../src/db/talks/swap-questions.ts"
import { makeRoom, sayAlsoTimes } from "../../../src/db/talks/swap-times.ts"
import { askSwap } from "../../../src/db/talks/swaps.ts"
import { lookAtRound } from "../../../src/db/talks/talks.ts"
import { passOffer, stopWaiting, waitFor } from "../../../src/db/talks/waiting.ts"
import { offerTimes } from "../../../src/db/talks/waiting-ends.ts"
import { lookAtDay, moveDay } from "../../../src/db/upheavals/day-moves.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import type { Parent, Staff } from "../../../src/domain/access/access.ts"
import type {
  BookingId,
  GuardianId,
  HouseholdId,
  PupilId,
  SlotId,
  TeacherId,
  UpheavalId,
} from "../../../src/domain/ids.ts"
import type { ShownTime } from "../../../src/domain/talks/shown-time.ts"
import type { AwayWay } from "../../../src/domain/upheavals/upheaval.ts"
import { beginning } from "../../support/anew.ts"
import { testWorld, type World } from "../../support/app.ts"
import { holdTogether } from "../../support/pairs.ts"
import { deWit, shown, shownTalk } from "../../support/rounds.ts"
import { cast, slotOf, today } from "../../support/school.ts"
import { wrongs } from "../../support/talks-wrongs.ts"

// Whatever families and school do, in whatever order and at the same moment, these things stay true.

/** So many sequences of some fifty acts each. */
const runs = Number(process.env["TIENMINUTEN_RUNS"] ?? 40)

let world: World
let back: () => void
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
  ...["done", "went_along", "unwanted", "swap_questions", "swap_times", "holds", "messages", "upheavals"],
  ...[
    "second_chances",
    "waits",
    "missed_offers",
    "declines",
    "bookings",
    "joined_slots",
    "long_talks",
    "marks",
  ],
  ...["household_doubts", "household_decisions"],
]

function beginAnew(): void {
  said.clear()
  tapped.clear()
  lastPage.clear()
  back()
  world.school.client.run("UPDATE rounds SET closes_at = ?, change_until = ?, ends_at = ?, swaps = 1", window)
}
const window = ["2026-11-10T22:00:00Z", "2026-11-11T11:00:00Z", "2026-11-12T20:00:00Z"]

const { yilmaz, deVries, bakker, jansen } = cast.households
const homes = [
  [yilmaz, [cast.pupils.defne]],
  [deVries, [cast.pupils.sem, cast.pupils.lotte, cast.pupils.daan]],
  [bakker, [cast.pupils.mila]],
  [jansen, [cast.pupils.mila]],
] as const
const round = cast.round

/** Every home that has children now, and which. */
const homesNow = () =>
  world.school.client
    .query<{ home: HouseholdId; pupils: string }, []>(
      "SELECT household_id AS home, json_group_array(pupil_id) AS pupils FROM household_pupils GROUP BY 1 ORDER BY 1",
    )
    .all()
    .map(({ home, pupils }) => [home, JSON.parse(pupils) as PupilId[]] as const)

const act = fc.record({
  kind: fc.constantFrom(
    ...(["book", "book", "set", "hold", "release", "move", "cancel", "wait"] as const),
    ...(["bookFor", "moveFor", "swap", "cancelFor", "close", "open"] as const),
    ...(["away", "away", "day", "undo", "undo", "send"] as const),
    ...(["also", "also", "ask", "ask", "ask", "yes", "yes", "no", "withdraw", "swaps"] as const),
    ...(["longer", "longer", "pair", "unpair"] as const),
    ...(["waitFor", "waitFor", "stopWaiting", "pass", "offer", "decline", "night", "own"] as const),
    ...(["split", "merge", "block", "let in"] as const),
  ),
  home: fc.nat({ max: 11 }),
  child: fc.nat({ max: 2 }),
  time: fc.nat({ max: 11 }),
  other: fc.nat({ max: 11 }),
  /** Now and then a teacher who does not teach the child. */
  strange: fc.nat({ max: 7 }),
})
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

/** At which times each family said that a talk of theirs can be: ticked, asked for, or answered with yes. */
const said = new Set<string>()
const say = (booking: BookingId, times: readonly ShownTime[]) => {
  for (const { startsAt } of times) said.add(`${booking} ${startsAt}`)
}
/** At which times each family tapped, as it was shown them. */
const tapped = new Set<string>()
const tap = ({ household }: Parent, times: readonly ShownTime[]) => {
  for (const { startsAt } of times) tapped.add(`${household} ${startsAt}`)
}
/** Times as pages showed them a moment ago, which not everybody has looked at again. */
const lastPage = new Map<SlotId, Temporal.Instant>()
const lookAtAll = () => {
  for (const { id, at } of world.school.client
    .query<{ id: SlotId; at: string }, []>("SELECT id, starts_at AS at FROM slots")
    .all())
    lastPage.set(id, Temporal.Instant.from(at))
}
/** Talks that their family put at a time that it did not tap. */
const putElsewhere = () =>
  world.school.client
    .query<{ talk: string }, []>("SELECT talk FROM done")
    .all()
    .filter(({ talk }) => !tapped.has(talk))
/** Talks that changed places for another family, to a time that their own family never said. */
const movedUnasked = () =>
  world.school.client
    .query<{ talk: string }, []>(
      "SELECT json_extract(facts, '$.booking') || ' ' || json_extract(facts, '$.startsAt') AS talk FROM messages WHERE kind = 'booking-moved' AND json_extract(facts, '$.swapped')",
    )
    .all()
    .filter(({ talk }) => !said.has(talk))

/** Has each teacher only two times? */
let few = false

const tim: Staff = {
  role: "teacher",
  staff: cast.staff.tim,
  name: "Tim",
  teacher: cast.teachers.tim,
  fresh: true,
}

function press(each: Act, now: Temporal.Instant): Promise<unknown> {
  const db = world.school
  const there = homesNow()
  const [home, children] = there[each.home % there.length] as (typeof there)[number]
  const parent: Parent = { role: "parent", household: home as HouseholdId }
  const pupil = children[each.child % children.length] as PupilId
  const whoFor = (child: PupilId) =>
    child === cast.pupils.sem
      ? each.strange % 2 === 0
        ? "tim"
        : "noor"
      : ([cast.pupils.lotte, cast.pupils.daan] as number[]).includes(child) === each.strange > 0
        ? "tim"
        : "noor"
  const slotFor = (child: PupilId, time: number) => slotWith(whoFor(child), few ? time % 2 : time)
  // Now and then one of those times that only an upheaval makes.
  const slot =
    each.strange > 5 ? (latestTime(each.time) ?? slotFor(pupil, each.time)) : slotFor(pupil, each.time)
  /** One page in four is older than what was done a moment ago. */
  const onPage = (slot: SlotId): ShownTime => {
    const startsAt = each.other % 4 === 3 ? lastPage.get(slot) : undefined
    return startsAt ? { slot, startsAt } : shown(db, slot)
  }
  /** One of the talks that stand, any family's. */
  const talkAt = (at: number) =>
    (db.client
      .query<{ id: BookingId }, [number]>(
        "SELECT id FROM bookings ORDER BY id LIMIT 1 OFFSET ? % max(1, (SELECT count(*) FROM bookings))",
      )
      .get(at)?.id ?? 0) as BookingId
  const booking = talkAt(each.other)
  const talks = [
    { pupil, ...onPage(slot) },
    { pupil: children[0] as PupilId, ...onPage(slotFor(children[0] as PupilId, each.other)) },
  ]
  const list = { round, pupil, teacher: listWith(whoFor(pupil)) }
  switch (each.kind) {
    case "book":
      tap(parent, [onPage(slot)])
      return bookSlot(db, parent, { round, pupil, ...onPage(slot) }, now)
    case "set":
      tap(parent, talks)
      return bookSet(db, parent, { round, talks }, now)
    case "hold":
      return holdSet(db, parent, { round, talks }, now)
    case "release":
      return releaseHold(db, parent, round, now)
    case "move":
      tap(parent, [onPage(slot)])
      return moveBooking(db, parent, { booking, ...onPage(slot) }, now)
    case "cancel":
      return cancelBooking(db, parent, { booking }, now)
    case "wait":
      return releaseExpired(db, now)
    case "bookFor":
      return bookFor(db, deWit, { round, household: parent.household, pupil, ...onPage(slot) }, now)
    case "moveFor":
      return moveFor(db, deWit, { round, talk: shownTalk(db, booking), to: onPage(slot) }, now)
    case "swap":
      return swapFor(
        db,
        deWit,
        { round, one: shownTalk(db, talkAt(each.time)), other: shownTalk(db, booking) },
        now,
      )
    case "cancelFor":
      return cancelFor(db, deWit, { round, talk: shownTalk(db, booking) }, now)
    case "close":
      return blockSlot(db, deWit, { round, ...onPage(slot), blocked: true }, now)
    case "open":
      return blockSlot(db, deWit, { round, ...onPage(slot), blocked: false }, now)
    case "away":
      return sendAway(each, now)
    case "day":
      return moveTheDay(each, now)
    case "undo":
      return undoUpheaval(db, deWit, { round, upheaval: newest() }, now)
    case "send":
      return send(now)
    case "also": {
      const times = [0, 1, 2].map((more) =>
        onPage(slotFor(pupil, (each.time + more * (1 + each.strange)) % 12)),
      )
      say(booking, times)
      return sayAlsoTimes(db, parentAt(booking), { booking, times }, now, true)
    }
    case "ask": {
      const wished = onPage(each.strange % 2 ? slot : slotAt(talkAt(each.time)))
      say(booking, [wished])
      return askSwap(db, parentAt(booking), { booking, ...wished }, now, true)
    }
    case "yes":
    case "no": {
      const asked = questionAt(each.other)
      if (!asked) return Promise.resolve(null)
      const read = onPage(asked.slot)
      if (each.kind === "yes") say(asked.holder, [read])
      const answer = { booking: asked.holder, ...read, yes: each.kind === "yes" }
      return answerSwap(db, parentAt(asked.holder), answer, now)
    }
    case "swaps":
      // The office switches it off, which ends what is open, or on again.
      return write(db, (tx) => {
        db.client.run("UPDATE rounds SET swaps = 1 - swaps WHERE id = ?", [round])
        return endOver(db, tx, now)
      })
    case "withdraw":
      return withdrawQuestion(db, parentAt(booking), { booking }, now)
    case "waitFor":
      return waitFor(db, parent, list, now, true)
    case "stopWaiting":
      return stopWaiting(db, parent, list, now)
    case "pass":
      return passOffer(db, parent, list, now)
    case "offer":
    case "night":
      return offerTimes(db, now)
        .then(() => makeRoom(db, now, true))
        .then(() => endQuestions(db, now))
    case "longer": {
      // The office says how long the talk with a child is to be, whatever stands already.
      const was = { mark: null, takes: 1 + ((each.time + 1) % 3) }
      const marks = [{ pupil, was, mark: null, takes: 1 + (each.time % 3) }]
      return setMarks(db, deWit, { round, teacher: list.teacher, marks }, now)
    }
    case "pair":
      // One of the two holds the talks of the other along, unless there are talks of their own; or each has their own again.
      return each.strange % 2
        ? holdTogether(world, cast.teachers.tim, cast.teachers.noor, { now })
        : holdTogether(world, cast.teachers.noor, cast.teachers.tim, { now })
    case "unpair":
      return holdTogether(world, each.strange % 2 ? cast.teachers.tim : cast.teachers.noor, null, { now })
    case "split":
      return split(home, pupil, now)
    case "merge": {
      const [other] = there[each.other % there.length] as (typeof there)[number]
      return mergeHouseholds(db, deWit, { household: home, other }, now)
    }
    case "block":
    case "let in":
      return blockHousehold(db, deWit, { household: home, blocked: each.kind === "block" }, now)
    case "decline":
      return declineTalk(db, parent, { round, pupil, declined: each.time < 8 }, now)
    case "own": {
      // Meester Tim ticks the times at which he is not there, whatever stood on his page.
      const shown = [0, 1, 2].map((more) => slotWith("tim", (each.time + more) % 12))
      const closed = shown.filter((_, at) => (each.other + at) % 2 === 0)
      return setOwnTimes(db, tim, { round, shown: shown.map(onPage), closed: closed.map(onPage) }, now)
    }
  }
}

/** Guardians who are on their way to another home: nobody goes twice, and somebody stays. */
const going = new Set<GuardianId>()

/** A child goes, and one of its guardians along; none when nobody would be left to be told of a talk. */
async function split(household: HouseholdId, pupil: PupilId, now: Temporal.Instant): Promise<unknown> {
  const { client } = world.school
  const [goes, ...stay] = client
    .query<{ id: GuardianId }, [number]>("SELECT id FROM guardians WHERE household_id = ? ORDER BY id DESC")
    .all(household)
    .map(({ id }) => id)
    .filter((id) => !going.has(id))
  if (!goes || stay.length === 0) return null
  // Who goes and who stays know of the same talks, and hear of their own from now on.
  const theirs = () =>
    client.run("INSERT INTO went_along SELECT id FROM bookings WHERE household_id = ?", [household])
  theirs()
  going.add(goes)
  const wish = { household, pupils: [pupil], guardians: [goes] }
  return splitHousehold(world.school, deWit, wish, now).finally(() => {
    theirs()
    going.delete(goes)
  })
}

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

/** On whose list the talks of a teacher are. */
const listWith = (who: "noor" | "tim") =>
  world.school.client
    .query<{ list: TeacherId }, [number]>(
      "SELECT coalesce(with_teacher_id, teacher_id) AS list FROM round_teachers WHERE teacher_id = ?",
    )
    .get(cast.teachers[who])?.list as TeacherId

/** A time of that list, by its place in it; its own number as long as it has it. */
function slotWith(who: "noor" | "tim", at: number): SlotId {
  const list = listWith(who)
  const own = slotOf(list === cast.teachers.noor ? "noor" : "tim", at)
  const ids = world.school.client
    .query<{ id: SlotId }, [number]>("SELECT id FROM slots WHERE teacher_id = ? ORDER BY starts_at")
    .all(list)
  const isKnown = world.school.client
    .query("SELECT 1 FROM slots WHERE id = ?1 UNION SELECT 1 FROM joined_slots WHERE id = ?1")
    .get(own)
  return isKnown ? (own as SlotId) : (ids[at % Math.max(1, ids.length)]?.id ?? (own as SlotId))
}

/** One of the four times that were made last. */
const latestTime = (at: number) =>
  world.school.client
    .query<{ id: SlotId }, [number]>(
      "SELECT id FROM slots WHERE id > 24 ORDER BY id DESC LIMIT 1 OFFSET ? % 4",
    )
    .get(at)?.id

/** Whose talk it is. */
const parentAt = (booking: BookingId): Parent => ({
  role: "parent",
  household: (world.school.client
    .query<{ home: number }, [number]>("SELECT household_id AS home FROM bookings WHERE id = ?")
    .get(booking)?.home ?? 0) as HouseholdId,
})
const slotAt = (booking: BookingId) =>
  (world.school.client
    .query<{ slot: number }, [number]>("SELECT slot_id AS slot FROM bookings WHERE id = ?")
    .get(booking)?.slot ?? 0) as SlotId
/** One of the questions that are open, and the time that it offers. */
const questionAt = (at: number) => {
  const open = world.school.client
    .query<{ holder: BookingId; slot: SlotId }, []>(
      "SELECT q.holder_id AS holder, a.slot_id AS slot FROM swap_questions q JOIN bookings a ON a.id = q.asker_id WHERE q.state = 'open' AND q.holder_id IS NOT NULL ORDER BY q.id",
    )
    .all()
  return open[at % Math.max(1, open.length)]
}

/** In every third school nothing happens to the evening, and families who all have juf Noor change places. */
const among = (each: Act): Act => {
  const instead: Partial<Record<Act["kind"], Act["kind"]>> = {
    away: "ask",
    day: "also",
    undo: "yes",
    close: "also",
    open: "ask",
    cancelFor: "yes",
    cancel: "ask",
    moveFor: "move",
    hold: "waitFor",
  }
  return { ...each, kind: instead[each.kind] ?? each.kind }
}
async function bookFourWithNoor(now: Temporal.Instant): Promise<void> {
  for (const [at, [home, children]] of homes.entries()) {
    const parent: Parent = { role: "parent", household: home as HouseholdId }
    const wish = {
      round,
      pupil: children[0] as PupilId,
      ...shown(world.school, slotOf("noor", few ? at % 2 : at)),
    }
    tap(parent, [wish])
    await bookSlot(world.school, parent, wish, now)
  }
}

const dates = ["2026-11-12", "2026-11-13", "2026-11-19"].map((date) => Temporal.PlainDate.from(date))
const dateAt = (at: number) => dates[at % dates.length] as Temporal.PlainDate

/** A teacher cannot be there: one day or all, in one of three ways; times that fit the others, and times that do not. */
function sendAway({ child, strange, time, other }: Act, now: Temporal.Instant): Promise<unknown> {
  const [teacher, colleague] = (strange % 2 ? [1, 2] : [2, 1]) as [TeacherId, TeacherId]
  const from = Temporal.PlainTime.from("18:30").add({ minutes: time % 2 ? 10 * time : 7 * time })
  const ways: AwayWay[] = [
    { kind: "cancel" },
    { kind: "substitute", teacher: colleague },
    { kind: "later", date: dateAt(other), from },
  ]
  const way = ways[child] as AwayWay
  const scope = { round, teacher, day: other > 8 ? null : dateAt(time) }
  const seen = lookAhead(world.school, deWit, scope, way, now)?.seen ?? ""
  return letTeacherBeAway(world.school, deWit, { ...scope, way, seen }, now)
}

function moveTheDay({ time, other }: Act, now: Temporal.Instant): Promise<unknown> {
  const days = world.school.client.query<{ id: number }, []>("SELECT id FROM round_days ORDER BY id").all()
  const wish = { round, day: days[time % days.length]?.id ?? 0, to: dateAt(other) }
  const seen = lookAtDay(world.school, deWit, wish, now)?.seen ?? ""
  return moveDay(world.school, deWit, { ...wish, seen }, now)
}

const newest = () =>
  (world.school.client.query<{ id: number | null }, []>("SELECT max(id) AS id FROM upheavals").get()?.id ??
    0) as UpheavalId

/** Everything that is due leaves; what went to another home is dropped, as it is on sending. */
async function send(now: Temporal.Instant): Promise<void> {
  const db = world.school
  for (const message of await claimDue(db, now, 100))
    if (wentAlong(message.id)) await dropMessage(db, message)
    else await markSent(db, message, now)
}
/** Is it about a talk that went to another home, or for a guardian who did? */
const wentAlong = (message: number) =>
  world.school.client
    .query(
      `SELECT 1 FROM messages m JOIN guardians g ON g.id = m.guardian_id
         LEFT JOIN bookings b ON b.id = json_extract(m.facts, '$.booking') AND m.kind LIKE 'booking-%'
        WHERE m.id = ? AND (g.household_id <> m.household_id OR b.household_id <> m.household_id)`,
    )
    .get(message) !== null

it(
  "no time has two talks, no family is in two places, and every talk was told",
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 80 }), async (acts) => {
        const { client } = world.school
        beginAnew()
        // In every second school teachers are soon full, so that families wait.
        few = acts.length % 2 === 1
        const calm = acts.length % 3 === 0
        // In every fifth one a child has one talk.
        client.run("UPDATE rounds SET talks_per_pupil = ?", [acts.length % 5 === 0 ? 1 : null])
        if (few) client.run("UPDATE slots SET blocked = id % 12 NOT IN (1, 2)")
        let now = today
        // In every fourth school two teachers hold their talks together from the start.
        if (acts.length % 4 === 0) await holdTogether(world, cast.teachers.tim, cast.teachers.noor, { now })
        if (calm) await bookFourWithNoor(now)
        // Four people press at the same moment, again and again, while the minutes pass.
        for (let at = 0; at < acts.length; at += 4) {
          const four = acts.slice(at, at + 4).map((each) => (calm ? among(each) : each))
          const pressed = four.map((each) => press(each, now))
          lookAtAll()
          await Promise.all(pressed)
          const isNight = acts.slice(at, at + 4).some(({ kind }) => kind === "night")
          now = now.add(isNight ? { hours: 12 } : { minutes: 2 })
          // What families are shown is what a fresh look at the file shows.
          const fresh = { ...world.school }
          for (const [household] of homesNow()) {
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
