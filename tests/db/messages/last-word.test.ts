import { afterEach, beforeEach, expect, it } from "bun:test"
import fc from "fast-check"
import { addressMessage } from "../../../src/db/messages/addressed-messages.ts"
import { dropMessage, markSent } from "../../../src/db/messages/message-outcomes.ts"
import { claimDue } from "../../../src/db/messages/messages.ts"
import { bookFor, cancelFor, moveFor, swapFor } from "../../../src/db/talks/arranged-talks.ts"
import { bookSlot, cancelBooking, moveBooking } from "../../../src/db/talks/bookings.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import type { BookingId, PupilId, UpheavalId } from "../../../src/domain/ids.ts"
import type { ToldTalk } from "../../../src/domain/messages/message.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deWit, shown, shownTalk } from "../../support/rounds.ts"
import { cast, slotOf, today } from "../../support/school.ts"
import { parentOf, round } from "../../support/talks.ts"

// Whatever office and families do with talks, and whenever the post leaves: what a family heard last of a child and a teacher is so.

const runs = Number(process.env["TIENMINUTEN_RUNS"] ?? 60)

let world: World
beforeEach(async () => {
  world = await testWorld()
  const { client } = world.school
  client.run("PRAGMA synchronous = OFF")
  client.run("DROP TRIGGER logbook_keeps_all")
  // Sem has both teachers, and family Yilmaz has only a mobile number.
  client.run("INSERT INTO pupil_groups (pupil_id, group_id) VALUES (?, ?)", [cast.pupils.sem, 2])
  client.run("UPDATE guardians SET email = NULL, phone = '06 12345678' WHERE household_id = ?", [
    cast.households.yilmaz,
  ])
  client.run("CREATE TEMP TABLE was_slots AS SELECT * FROM slots")
})
afterEach(() => world.close())

function beginAnew(): void {
  for (const table of ["messages", "upheavals", "second_chances", "bookings", "logbook", "slots"])
    world.school.client.run(`DELETE FROM ${table}`)
  world.school.client.run("INSERT INTO slots SELECT * FROM was_slots")
}

const families = [
  { home: cast.households.deVries, pupil: cast.pupils.sem, teachers: ["noor", "tim"] },
  { home: cast.households.yilmaz, pupil: cast.pupils.defne, teachers: ["noor"] },
] as const

const act = fc.record({
  kind: fc.constantFrom(
    ...(["book", "book", "move", "cancel", "bookFor", "moveFor", "moveFor"] as const),
    ...(["cancelFor", "cancelFor", "swapFor", "away", "undo", "undo", "send", "send"] as const),
  ),
  who: fc.nat({ max: 1 }),
  teacher: fc.nat({ max: 1 }),
  time: fc.nat({ max: 4 }),
  /** Which talk or what was done lately. */
  which: fc.nat({ max: 2 }),
  /** So many minutes pass after it; now and then a night begins. */
  minutes: fc.constantFrom(0, 0, 1, 3, 7, 11, 600),
})
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

function press({ kind, who, teacher, time, which }: Act, now: Temporal.Instant): Promise<unknown> {
  const db = world.school
  const { home, pupil: child, teachers } = families[who] as (typeof families)[number]
  const [parent, pupil] = [parentOf(home), child as PupilId]
  const to = shown(db, slotOf(teachers[teacher % teachers.length] as "noor" | "tim", time))
  const talks = ids<BookingId>("SELECT id FROM bookings ORDER BY id")
  const booking = talks[which % Math.max(1, talks.length)] ?? (0 as BookingId)
  const talk = () => shownTalk(db, booking)
  const done = ids<UpheavalId>("SELECT id FROM upheavals ORDER BY id DESC")
  switch (kind) {
    case "book":
      return bookSlot(db, parent, { round, pupil, ...to }, now)
    case "move":
      return moveBooking(db, parent, { booking, ...to }, now)
    case "cancel":
      return cancelBooking(db, parent, { booking }, now)
    case "bookFor":
      return bookFor(db, deWit, { round, household: parent.household, pupil, ...to }, now)
    case "moveFor":
      return moveFor(db, deWit, { round, talk: talk(), to }, now)
    case "cancelFor":
      return cancelFor(db, deWit, { round, talk: talk() }, now)
    case "swapFor":
      return swapFor(db, deWit, { round, one: talk(), other: shownTalk(db, talks[0] ?? booking) }, now)
    case "away": {
      const scope = { round, teacher: cast.teachers.noor, day: null }
      const way = { kind: "cancel" } as const
      const seen = lookAhead(db, deWit, scope, way, now)?.seen ?? ""
      return letTeacherBeAway(db, deWit, { ...scope, way, seen }, now)
    }
    case "undo":
      return undoUpheaval(db, deWit, { round, upheaval: done[which] ?? (0 as UpheavalId) }, now)
    case "send":
      return Promise.resolve()
  }
}
const ids = <Id>(sql: string) =>
  world.school.client
    .query<{ id: Id }, []>(sql)
    .all()
    .map(({ id }) => id)

/** Of each talk they heard of: whose and with whom, "2 Sem Noor Willems 2026-11-12T18:00:00Z"; null when they heard last that it is off. */
type Heard = { last: Map<BookingId, string | null>; ever: Set<string> }

/** Everything that is due leaves. What leaves side by side arrives in the other order. */
async function send(heard: Heard, now: Temporal.Instant): Promise<void> {
  const db = world.school
  for (;;) {
    const batch = await claimDue(db, now, 5)
    if (batch.length === 0) return
    for (const message of batch.toReversed()) {
      const addressed = await addressMessage(db, message, now)
      if (addressed && "talk" in addressed) hear(heard, `${message.household}`, addressed)
      await (addressed ? markSent(db, message, now) : dropMessage(db, message))
    }
  }
}

function hear(heard: Heard, home: string, { kind, talk }: { kind: string; talk: ToldTalk }): void {
  const whose = (teacher: string) => `${home} ${talk.pupil} ${teacher}`
  const is = `${whose(talk.teacher)} ${talk.startsAt}`
  if (kind === "booking-moved")
    expect(heard.ever).toContain(`${whose(talk.wasWith ?? talk.teacher)} ${talk.wasAt}`)
  if (kind === "booking-cancelled") {
    expect(heard.last.get(talk.booking)).toBe(is)
    heard.last.set(talk.booking, null)
    // They do not think that what they have is off, and are not invited to choose it.
    expect(known(heard).filter((each) => each.startsWith(`${whose(talk.teacher)} `))).toEqual([])
    if (talk.choose)
      expect(standing().filter((each) => each.startsWith(`${whose(talk.teacher)} `))).toEqual([])
  } else {
    heard.last.set(talk.booking, is)
    heard.ever.add(is)
  }
}

const standing = () =>
  world.school.client
    .query<{ talk: string }, []>(
      `SELECT b.household_id || ' ' || p.first || ' ' || t.first || ' ' || t.last || ' ' || b.starts_at AS talk
         FROM bookings b JOIN pupils p ON p.id = b.pupil_id JOIN teachers t ON t.id = b.teacher_id ORDER BY 1`,
    )
    .all()
    .map(({ talk }) => talk)
const known = ({ last }: Heard) => [...last.values()].filter((talk) => talk !== null).toSorted()

it(
  "agrees with whether a talk stands, and names only times that were told",
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 24 }), async (acts) => {
        beginAnew()
        const heard: Heard = { last: new Map(), ever: new Set() }
        let now = today
        for (const each of acts) {
          await press(each, now)
          if (each.kind === "send") await send(heard, now)
          now = now.add({ minutes: each.minutes })
        }
        now = now.add({ hours: 14 })
        await send(heard, now)
        await send(heard, now.add({ hours: 14 }))
        expect(known(heard)).toEqual(standing())
      }),
      { numRuns: runs },
    ),
  60_000 + 100 * runs,
)
