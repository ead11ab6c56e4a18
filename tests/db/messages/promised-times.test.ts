import { afterEach, beforeEach, expect, it } from "bun:test"
import fc from "fast-check"
import { addressMessage } from "../../../src/db/messages/addressed-messages.ts"
import { dropMessage, markSent } from "../../../src/db/messages/message-outcomes.ts"
import { claimDue } from "../../../src/db/messages/messages.ts"
import { blockSlot, cancelFor, moveFor } from "../../../src/db/talks/arranged-talks.ts"
import { bookSlot, cancelBooking } from "../../../src/db/talks/bookings.ts"
import { setMarks } from "../../../src/db/talks/marks.ts"
import { passOffer, stopWaiting, waitFor } from "../../../src/db/talks/waiting.ts"
import { offerTimes } from "../../../src/db/talks/waiting-ends.ts"
import { lookAtDay, moveDay } from "../../../src/db/upheavals/day-moves.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import type { BookingId, PupilId, SlotId, TeacherId, UpheavalId } from "../../../src/domain/ids.ts"
import { beginning } from "../../support/anew.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deWit, shown, shownTalk } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"
import { parentOf, round } from "../../support/talks.ts"

// Whatever office and families do, and whenever the post leaves: what a family heard last of a time that was promised to it is so.

const runs = Number(process.env["TIENMINUTEN_RUNS"] ?? 60)
const teacher = cast.teachers.noor as TeacherId

let world: World
let back: () => void
beforeEach(async () => {
  world = await testWorld()
  const { client } = world.school
  // Juf Noor has three times on one day. One home has only a mobile number, and one has both: a guardian with mail, a guardian with a phone.
  client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 3")
  client.run("UPDATE guardians SET email = NULL, phone = '06 12345678' WHERE household_id = ?", [
    cast.households.yilmaz,
  ])
  client.run("INSERT INTO guardians (household_id, last, phone) VALUES (?, 'Bakker', '06 87654321')", [
    cast.households.bakker,
  ])
  back = beginning(world, {
    kept: ["round_days", "round_teachers", "presences", "slots"],
    made: [
      "messages",
      "holds",
      "waits",
      "missed_offers",
      "upheavals",
      "second_chances",
      "bookings",
      "long_talks",
    ],
  })
})
afterEach(() => world.close())

function beginAnew(): void {
  back()
  world.school.client.run("UPDATE rounds SET closes_at = ?, change_until = ?, ends_at = ?", [
    "2026-11-10T22:00:00Z",
    "2026-11-11T11:00:00Z",
    "2026-11-12T20:00:00Z",
  ])
}

const families = [
  { home: cast.households.deVries, pupil: cast.pupils.sem },
  { home: cast.households.yilmaz, pupil: cast.pupils.defne },
  { home: cast.households.bakker, pupil: cast.pupils.mila },
] as const

const act = fc.record({
  kind: fc.constantFrom(
    ...(["book", "cancel", "cancel", "wait", "wait", "wait", "stop", "pass"] as const),
    ...(["close", "close", "open", "open", "away", "away", "day", "undo", "undo"] as const),
    ...(["office-cancels", "office-cancels", "office-moves", "longer", "undo"] as const),
  ),
  who: fc.nat({ max: 2 }),
  time: fc.nat({ max: 2 }),
  /** Is what came free offered, and does what is due leave, right after it? */
  offers: fc.boolean(),
  sends: fc.boolean(),
  /** So many minutes pass after it; now and then a night begins. */
  minutes: fc.constantFrom(0, 0, 1, 3, 7, 11, 600),
})
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

/** Of each guardian that was told: until when which time is held, "household pupil guardian startsAt". */
type Heard = Map<string, string>

async function press({ kind, who, time }: Act, heard: Heard, now: Temporal.Instant): Promise<void> {
  const db = world.school
  const { home, pupil: child } = families[who] as (typeof families)[number]
  const [parent, pupil] = [parentOf(home), child as PupilId]
  const wish = { round, pupil, teacher }
  const slots = ids<SlotId>("SELECT id FROM slots WHERE teacher_id = 1 ORDER BY id")
  const to = shown(db, slots[time % slots.length] as SlotId)
  const talks = ids<BookingId>("SELECT id FROM bookings ORDER BY id")
  const upheaval = ids<UpheavalId>("SELECT id FROM upheavals ORDER BY id DESC")[0] ?? (0 as UpheavalId)
  // What a family does itself it knows. Who lets one time go by may have been promised another, which was taken back and comes again.
  const passed = held(now).map(({ whose }) => whose)
  const knows = <Outcome>(outcome: Outcome) => {
    const isDone = outcome === true || (outcome as { ok?: boolean } | null)?.ok
    if (isDone)
      for (const time of timesOf(heard, `${home} ${child}`))
        if (kind !== "pass" || passed.includes(time)) heard.set(time, "its own doing")
  }
  switch (kind) {
    case "book":
      return knows(await bookSlot(db, parent, { round, pupil, ...to }, now))
    case "cancel":
      return void (await cancelBooking(
        db,
        parentOf(homeOf(talks[time] ?? 0)),
        { booking: talks[time] ?? (0 as BookingId) },
        now,
      ))
    case "wait":
      return void (await waitFor(db, parent, wish, now, true))
    case "stop":
      return knows(await stopWaiting(db, parent, wish, now))
    case "pass":
      return knows(await passOffer(db, parent, wish, now))
    case "close":
    case "open":
      return void (await blockSlot(db, deWit, { round, ...to, blocked: kind === "close" }, now))
    case "away": {
      const scope = { round, teacher, day: null }
      const way = { kind: "cancel" } as const
      const seen = lookAhead(db, deWit, scope, way, now)?.seen ?? ""
      return void (await letTeacherBeAway(db, deWit, { ...scope, way, seen }, now))
    }
    case "day": {
      const wish = { round, day: 1, to: Temporal.PlainDate.from("2026-11-19") }
      const seen = lookAtDay(db, deWit, wish, now)?.seen ?? ""
      return void (await moveDay(db, deWit, { ...wish, seen }, now))
    }
    case "office-cancels":
      return void (await cancelFor(db, deWit, { round, talk: shownTalk(db, talks[who] ?? 0) }, now))
    case "office-moves":
      return void (await moveFor(db, deWit, { round, talk: shownTalk(db, talks[who] ?? 0), to }, now))
    case "longer": {
      const [was = 1] = ids<number>(`SELECT takes AS id FROM long_talks WHERE pupil_id = ${child}`)
      const marks = [{ pupil, was: { mark: null, takes: was }, mark: null, takes: 3 - was }]
      return void (await setMarks(db, deWit, { round, teacher, marks }, now))
    }
    case "undo":
      return void (await undoUpheaval(db, deWit, { round, upheaval }, now))
  }
}
const ids = <Id>(sql: string) =>
  world.school.client
    .query<{ id: Id }, []>(sql)
    .all()
    .map(({ id }) => id)
const homeOf = (booking: number) =>
  ids<number>(`SELECT household_id AS id FROM bookings WHERE id = ${booking}`)[0] ?? 0
const timesOf = (heard: Heard, whose: string) =>
  [...heard.keys()].filter((time) => time.startsWith(`${whose} `))

/** Everything that is due leaves. What leaves side by side arrives in the other order. */
async function send(heard: Heard, now: Temporal.Instant): Promise<void> {
  const db = world.school
  for (;;) {
    const batch = await claimDue(db, now, 5)
    if (batch.length === 0) return
    for (const message of batch.toReversed()) {
      const addressed = await addressMessage(db, message, now)
      const { pupil } = JSON.parse(message.facts) as { pupil: number }
      const whose = `${message.household} ${pupil} ${message.guardian}`
      if (addressed?.kind === "time-offered") {
        const { startsAt, choose } = addressed.talk
        // Nor twice the same, unless the day went there twice.
        const isThereAgain = ids("SELECT id FROM upheavals WHERE kind = 'day-moved'").length > 1
        if (!isThereAgain) expect(heard.get(`${whose} ${startsAt}`)).not.toBe(`${choose?.until}`)
        heard.set(`${whose} ${startsAt}`, `${choose?.until}`)
      }
      if (addressed?.kind === "waiting-changed") {
        const { startsAt, waiting } = addressed.talk
        // Nobody hears that a time is gone that it never knew, or that is held for it.
        if (waiting?.held) expect([...heard.keys()]).toContain(`${whose} ${startsAt}`)
        const holds = held(now)
          .filter(({ home }) => home === message.household)
          .map(({ time }) => time)
        expect(holds).not.toContain(`${startsAt}`)
        expect(waiting?.other).toBe(holds.length > 0)
        if (waiting?.over) for (const time of timesOf(heard, whose)) heard.delete(time)
        else heard.delete(`${whose} ${startsAt}`)
      }
      await (addressed ? markSent(db, message, now) : dropMessage(db, message))
    }
  }
}

/** Sem has the only time, two families wait for it, and Sem's family cancels. */
async function offerTo(heard: Heard): Promise<void> {
  const [first, ...others] = families
  const wish = { round, teacher }
  const deVries = parentOf(first.home)
  const to = { round, pupil: first.pupil as PupilId, ...shown(world.school, 1) }
  const talk = await bookSlot(world.school, deVries, to, today)
  for (const slot of [2, 3])
    await blockSlot(world.school, deWit, { round, ...shown(world.school, slot), blocked: true }, today)
  for (const { home, pupil } of others)
    await waitFor(world.school, parentOf(home), { ...wish, pupil: pupil as PupilId }, today, true)
  if (talk?.ok) await cancelBooking(world.school, deVries, { booking: talk.value }, today)
  await send(heard, today)
  expect(heard.size).toBe(1)
}

const held = (now: Temporal.Instant) =>
  world.school.client
    .query<{ home: number; time: string; whose: string; until: string }, [string]>(
      `SELECT h.household_id AS home, min(s.starts_at) AS time, h.until,
          h.household_id || ' ' || h.pupil_id || ' ' || g.id || ' ' || min(s.starts_at) AS whose
         FROM holds h JOIN slots s ON s.id = h.slot_id JOIN guardians g ON g.household_id = h.household_id
        WHERE h.offer = 1 AND h.until > ? GROUP BY h.household_id, h.pupil_id, g.id`,
    )
    .all(now.toString())

it(
  "agrees with whether it is held for it",
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 30 }), async (acts) => {
        beginAnew()
        const heard: Heard = new Map()
        let now = today
        await offerTo(heard)
        for (const each of acts) {
          await press(each, heard, now)
          if (each.offers) await offerTimes(world.school, now)
          if (each.sends) await send(heard, now)
          now = now.add({ minutes: each.minutes })
        }
        // Ten minutes later, and then in the morning, everything has left.
        for (const minutes of [0, 11, 660]) {
          now = now.add({ minutes })
          await send(heard, now)
        }
        const known = [...heard]
          .filter(([, until]) => until !== "its own doing" && until > now.toString())
          .toSorted()
        expect(known).toEqual(
          held(now)
            .map(({ whose, until }): [string, string] => [whose, until])
            .toSorted(),
        )
      }),
      { numRuns: runs },
    ),
  60_000 + 100 * runs,
)
