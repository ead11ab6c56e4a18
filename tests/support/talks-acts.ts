import fc from "fast-check"
import { blockHousehold } from "../../src/db/households/household-access.ts"
import { mergeHouseholds, splitHousehold } from "../../src/db/households/household-care.ts"
import { dropMessage, markSent } from "../../src/db/messages/message-outcomes.ts"
import { claimDue } from "../../src/db/messages/messages.ts"
import { type Db, write } from "../../src/db/open.ts"
import { blockSlot, bookFor, cancelFor, moveFor, swapFor } from "../../src/db/talks/arranged-talks.ts"
import { bookSet, bookSlot, cancelBooking, moveBooking } from "../../src/db/talks/bookings.ts"
import { declineTalk } from "../../src/db/talks/declining.ts"
import { holdSet, releaseExpired, releaseHold } from "../../src/db/talks/holds.ts"
import { setMarks } from "../../src/db/talks/marks.ts"
import { setOwnTimes } from "../../src/db/talks/own-times.ts"
import { answerSwap, endOver, endQuestions, withdrawQuestion } from "../../src/db/talks/swap-questions.ts"
import { makeRoom, sayAlsoTimes } from "../../src/db/talks/swap-times.ts"
import { askSwap } from "../../src/db/talks/swaps.ts"
import { passOffer, stopWaiting, waitFor } from "../../src/db/talks/waiting.ts"
import { offerTimes } from "../../src/db/talks/waiting-ends.ts"
import { lookAtDay, moveDay } from "../../src/db/upheavals/day-moves.ts"
import { lookAhead } from "../../src/db/upheavals/upheaval-facts.ts"
import { undoUpheaval } from "../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../src/db/upheavals/upheavals.ts"
import type { Parent, Staff } from "../../src/domain/access/access.ts"
import type {
  BookingId,
  GuardianId,
  HouseholdId,
  PupilId,
  SlotId,
  TeacherId,
  UpheavalId,
} from "../../src/domain/ids.ts"
import type { ShownTime } from "../../src/domain/talks/shown-time.ts"
import type { AwayWay } from "../../src/domain/upheavals/upheaval.ts"
import type { World } from "./app.ts"
import { holdTogether } from "./pairs.ts"
import { deWit, shown, shownTalk } from "./rounds.ts"
import { cast, slotOf } from "./school.ts"
import { round } from "./talks.ts"

// What families and school do with talks, drawn in any order: a number picks a home, a child, a time and a talk of those that stand.

/** A school in which everybody presses, and what is remembered of it to look at afterwards. */
export type Pressing = {
  world: World
  /** Has each teacher only two times? */
  few: boolean
  /** At which times each family said that a talk of theirs can be: ticked, asked for, or answered with yes. */
  said: Set<string>
  /** At which times each family tapped, as it was shown them. */
  tapped: Set<string>
  /** Times as pages showed them a moment ago, which not everybody has looked at again. */
  lastPage: Map<SlotId, Temporal.Instant>
  /** Guardians who are on their way to another home: nobody goes twice, and somebody stays. */
  going: Set<GuardianId>
}

const say = ({ said }: Pressing, booking: BookingId, times: readonly ShownTime[]) => {
  for (const { startsAt } of times) said.add(`${booking} ${startsAt}`)
}
const tap = ({ tapped }: Pressing, { household }: Parent, times: readonly ShownTime[]) => {
  for (const { startsAt } of times) tapped.add(`${household} ${startsAt}`)
}

/** Everybody looks at every time again. */
export const lookAtAll = ({ world, lastPage }: Pressing) => {
  for (const { id, at } of world.school.client
    .query<{ id: SlotId; at: string }, []>("SELECT id, starts_at AS at FROM slots")
    .all())
    lastPage.set(id, Temporal.Instant.from(at))
}

/** Something that somebody does, whatever it is about. */
export const act = fc.record({
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
export type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

const { yilmaz, deVries, bakker, jansen } = cast.households
const homes = [
  [yilmaz, [cast.pupils.defne]],
  [deVries, [cast.pupils.sem, cast.pupils.lotte, cast.pupils.daan]],
  [bakker, [cast.pupils.mila]],
  [jansen, [cast.pupils.mila]],
] as const

/** Every home that has children now, and which. */
export const homesNow = (db: Db) =>
  db.client
    .query<{ home: HouseholdId; pupils: string }, []>(
      "SELECT household_id AS home, json_group_array(pupil_id) AS pupils FROM household_pupils GROUP BY 1 ORDER BY 1",
    )
    .all()
    .map(({ home, pupils }) => [home, JSON.parse(pupils) as PupilId[]] as const)

const tim: Staff = {
  role: "teacher",
  staff: cast.staff.tim,
  name: "Tim",
  teacher: cast.teachers.tim,
  fresh: true,
}

/** Does what was drawn, whoever it is and whatever stands in the way. */
export function press(pressing: Pressing, each: Act, now: Temporal.Instant): Promise<unknown> {
  const { world, few, lastPage } = pressing
  const db = world.school
  const there = homesNow(db)
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
  const slotFor = (child: PupilId, time: number) => slotWith(db, whoFor(child), few ? time % 2 : time)
  // Now and then one of those times that only an upheaval makes.
  const slot =
    each.strange > 5 ? (latestTime(db, each.time) ?? slotFor(pupil, each.time)) : slotFor(pupil, each.time)
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
  const list = { round, pupil, teacher: listWith(db, whoFor(pupil)) }
  switch (each.kind) {
    case "book":
      tap(pressing, parent, [onPage(slot)])
      return bookSlot(db, parent, { round, pupil, ...onPage(slot) }, now)
    case "set":
      tap(pressing, parent, talks)
      return bookSet(db, parent, { round, talks }, now)
    case "hold":
      return holdSet(db, parent, { round, talks }, now)
    case "release":
      return releaseHold(db, parent, round, now)
    case "move":
      tap(pressing, parent, [onPage(slot)])
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
      return sendAway(db, each, now)
    case "day":
      return moveTheDay(db, each, now)
    case "undo":
      return undoUpheaval(db, deWit, { round, upheaval: newest(db) }, now)
    case "send":
      return send(db, now)
    case "also": {
      const times = [0, 1, 2].map((more) =>
        onPage(slotFor(pupil, (each.time + more * (1 + each.strange)) % 12)),
      )
      say(pressing, booking, times)
      return sayAlsoTimes(db, parentAt(db, booking), { booking, times }, now, true)
    }
    case "ask": {
      const wished = onPage(each.strange % 2 ? slot : slotAt(db, talkAt(each.time)))
      say(pressing, booking, [wished])
      return askSwap(db, parentAt(db, booking), { booking, ...wished }, now, true)
    }
    case "yes":
    case "no": {
      const asked = questionAt(db, each.other)
      if (!asked) return Promise.resolve(null)
      const read = onPage(asked.slot)
      if (each.kind === "yes") say(pressing, asked.holder, [read])
      const answer = { booking: asked.holder, ...read, yes: each.kind === "yes" }
      return answerSwap(db, parentAt(db, asked.holder), answer, now)
    }
    case "swaps":
      // The office switches it off, which ends what is open, or on again.
      return write(db, (tx) => {
        db.client.run("UPDATE rounds SET swaps = 1 - swaps WHERE id = ?", [round])
        return endOver(db, tx, now)
      })
    case "withdraw":
      return withdrawQuestion(db, parentAt(db, booking), { booking }, now)
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
      return split(pressing, home, pupil, now)
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
      const shown = [0, 1, 2].map((more) => slotWith(db, "tim", (each.time + more) % 12))
      const closed = shown.filter((_, at) => (each.other + at) % 2 === 0)
      return setOwnTimes(db, tim, { round, shown: shown.map(onPage), closed: closed.map(onPage) }, now)
    }
  }
}

/** A child goes, and one of its guardians along; none when nobody would be left to be told of a talk. */
async function split(
  { world, going }: Pressing,
  household: HouseholdId,
  pupil: PupilId,
  now: Temporal.Instant,
): Promise<unknown> {
  const { client } = world.school
  const [goes, ...stay] = client
    .query<{ id: GuardianId }, [number]>("SELECT id FROM guardians WHERE household_id = ? ORDER BY id DESC")
    .all(household)
    .map(({ id }) => id)
    .filter((id) => !going.has(id))
  if (!goes || stay.length === 0) return null
  // Who goes and who stays know of the same talks, and of those that are off since: they hear of their own from now on.
  const theirs = () =>
    client.run(
      `INSERT INTO went_along SELECT id FROM bookings WHERE household_id = ?1
         UNION SELECT json_extract(facts, '$.booking') FROM messages WHERE household_id = ?1 AND kind = 'booking-cancelled'`,
      [household],
    )
  theirs()
  going.add(goes)
  const wish = { household, pupils: [pupil], guardians: [goes] }
  return splitHousehold(world.school, deWit, wish, now).finally(() => {
    theirs()
    going.delete(goes)
  })
}

/** On whose list the talks of a teacher are. */
const listWith = (db: Db, who: "noor" | "tim") =>
  db.client
    .query<{ list: TeacherId }, [number]>(
      "SELECT coalesce(with_teacher_id, teacher_id) AS list FROM round_teachers WHERE teacher_id = ?",
    )
    .get(cast.teachers[who])?.list as TeacherId

/** A time of that list, by its place in it; its own number as long as it has it. */
function slotWith(db: Db, who: "noor" | "tim", at: number): SlotId {
  const list = listWith(db, who)
  const own = slotOf(list === cast.teachers.noor ? "noor" : "tim", at)
  const ids = db.client
    .query<{ id: SlotId }, [number]>("SELECT id FROM slots WHERE teacher_id = ? ORDER BY starts_at")
    .all(list)
  const isKnown = db.client
    .query("SELECT 1 FROM slots WHERE id = ?1 UNION SELECT 1 FROM joined_slots WHERE id = ?1")
    .get(own)
  return isKnown ? (own as SlotId) : (ids[at % Math.max(1, ids.length)]?.id ?? (own as SlotId))
}

/** One of the four times that were made last. */
const latestTime = (db: Db, at: number) =>
  db.client
    .query<{ id: SlotId }, [number]>(
      "SELECT id FROM slots WHERE id > 24 ORDER BY id DESC LIMIT 1 OFFSET ? % 4",
    )
    .get(at)?.id

/** Whose talk it is. */
const parentAt = (db: Db, booking: BookingId): Parent => ({
  role: "parent",
  household: (db.client
    .query<{ home: number }, [number]>("SELECT household_id AS home FROM bookings WHERE id = ?")
    .get(booking)?.home ?? 0) as HouseholdId,
})
const slotAt = (db: Db, booking: BookingId) =>
  (db.client
    .query<{ slot: number }, [number]>("SELECT slot_id AS slot FROM bookings WHERE id = ?")
    .get(booking)?.slot ?? 0) as SlotId
/** One of the questions that are open, and the time that it offers. */
const questionAt = (db: Db, at: number) => {
  const open = db.client
    .query<{ holder: BookingId; slot: SlotId }, []>(
      "SELECT q.holder_id AS holder, a.slot_id AS slot FROM swap_questions q JOIN bookings a ON a.id = q.asker_id WHERE q.state = 'open' AND q.holder_id IS NOT NULL ORDER BY q.id",
    )
    .all()
  return open[at % Math.max(1, open.length)]
}

/** In every third school nothing happens to the evening, and families who all have juf Noor change places. */
export const among = (each: Act): Act => {
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
/** Every family has a talk with juf Noor. */
export async function bookFourWithNoor(pressing: Pressing, now: Temporal.Instant): Promise<void> {
  const { world, few } = pressing
  for (const [at, [home, children]] of homes.entries()) {
    const parent: Parent = { role: "parent", household: home as HouseholdId }
    const wish = {
      round,
      pupil: children[0] as PupilId,
      ...shown(world.school, slotOf("noor", few ? at % 2 : at)),
    }
    tap(pressing, parent, [wish])
    await bookSlot(world.school, parent, wish, now)
  }
}

const dates = ["2026-11-12", "2026-11-13", "2026-11-19"].map((date) => Temporal.PlainDate.from(date))
const dateAt = (at: number) => dates[at % dates.length] as Temporal.PlainDate

/** A teacher cannot be there: one day or all, in one of three ways; times that fit the others, and times that do not. */
function sendAway(db: Db, { child, strange, time, other }: Act, now: Temporal.Instant): Promise<unknown> {
  const [teacher, colleague] = (strange % 2 ? [1, 2] : [2, 1]) as [TeacherId, TeacherId]
  const from = Temporal.PlainTime.from("18:30").add({ minutes: time % 2 ? 10 * time : 7 * time })
  const ways: AwayWay[] = [
    { kind: "cancel" },
    { kind: "substitute", teacher: colleague },
    { kind: "later", date: dateAt(other), from },
  ]
  const way = ways[child] as AwayWay
  const scope = { round, teacher, day: other > 8 ? null : dateAt(time) }
  const seen = lookAhead(db, deWit, scope, way, now)?.seen ?? ""
  return letTeacherBeAway(db, deWit, { ...scope, way, seen }, now)
}

function moveTheDay(db: Db, { time, other }: Act, now: Temporal.Instant): Promise<unknown> {
  const days = db.client.query<{ id: number }, []>("SELECT id FROM round_days ORDER BY id").all()
  const wish = { round, day: days[time % days.length]?.id ?? 0, to: dateAt(other) }
  const seen = lookAtDay(db, deWit, wish, now)?.seen ?? ""
  return moveDay(db, deWit, { ...wish, seen }, now)
}

const newest = (db: Db) =>
  (db.client.query<{ id: number | null }, []>("SELECT max(id) AS id FROM upheavals").get()?.id ??
    0) as UpheavalId

/** Everything that is due leaves; what went to another home is dropped, as it is on sending. */
async function send(db: Db, now: Temporal.Instant): Promise<void> {
  for (const message of await claimDue(db, now, 100))
    if (wentAlong(db, message.id)) await dropMessage(db, message)
    else await markSent(db, message, now)
}
/** Is it about a talk that went to another home, or for a guardian who did? */
const wentAlong = (db: Db, message: number) =>
  db.client
    .query(
      `SELECT 1 FROM messages m JOIN guardians g ON g.id = m.guardian_id
         LEFT JOIN bookings b ON b.id = json_extract(m.facts, '$.booking') AND m.kind LIKE 'booking-%'
        WHERE m.id = ? AND (g.household_id <> m.household_id OR b.household_id <> m.household_id)`,
    )
    .get(message) !== null
