import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import fc from "fast-check"
import { splitHousehold } from "../../../src/db/households/household-care.ts"
import { addressMessage } from "../../../src/db/messages/addressed-messages.ts"
import { dropMessage, markSent } from "../../../src/db/messages/message-outcomes.ts"
import { claimDue } from "../../../src/db/messages/messages.ts"
import { bookFor, cancelFor, moveFor, swapFor } from "../../../src/db/talks/arranged-talks.ts"
import { bookSlot, cancelBooking, moveBooking } from "../../../src/db/talks/bookings.ts"
import { calledOff } from "../../../src/db/talks/called-off.ts"
import { waitFor } from "../../../src/db/talks/waiting.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import type { BookingId, GuardianId, PupilId, TeacherId, UpheavalId } from "../../../src/domain/ids.ts"
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
    ...(["cancelFor", "cancelFor", "swapFor", "away", "undo", "undo"] as const),
  ),
  who: fc.nat({ max: 1 }),
  teacher: fc.nat({ max: 1 }),
  time: fc.nat({ max: 4 }),
  /** Which talk or what was done lately. */
  which: fc.nat({ max: 2 }),
  /** Does what is due leave right after it? */
  sends: fc.boolean(),
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
          // What a child's two talks are is told within seconds, before somebody lets them change places.
          if (each.kind === "swapFor") await send(heard, now)
          await press(each, now)
          if (each.sends) await send(heard, now)
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

describe("a family of which the office calls a talk off", () => {
  const [sem, noor] = [cast.pupils.sem as PupilId, slotOf("noor", 0)]
  const deVries = parentOf(cast.households.deVries)
  const later = (minutes: number) => today.add({ minutes })
  const book = (slot: number, now: Temporal.Instant) =>
    bookSlot(world.school, deVries, { round, pupil: sem, ...shown(world.school, slot) }, now)
  const talk = () => shownTalk(world.school, 1)
  const moveTo = (slot: number) =>
    moveFor(world.school, deWit, { round, talk: talk(), to: shown(world.school, slot) }, today)
  const callOff = (now = today) => cancelFor(world.school, deWit, { round, talk: talk() }, now)
  /** What leaves now: kind, talk, time, and whether another can be chosen. */
  async function sent(now: Temporal.Instant): Promise<string[]> {
    const said: string[] = []
    for (
      let batch = await claimDue(world.school, now, 5);
      batch.length > 0;
      batch = await claimDue(world.school, now, 5)
    )
      for (const message of batch) {
        const addressed = await addressMessage(world.school, message, now)
        if (addressed && "talk" in addressed) {
          const { kind, talk } = addressed
          said.push(
            `${kind} ${talk.booking} ${talk.startsAt.toString().slice(11, 16)}${talk.choose ? " choose" : ""}`,
          )
        }
        await markSent(world.school, message, now)
      }
    return said
  }
  beforeEach(async () => {
    await book(noor, today)
    await sent(today)
  })

  it("hears so at once when it chooses again within ten minutes, and then of the new talk; nobody invites it to another", async () => {
    await callOff()
    expect(await sent(later(2))).toEqual([])
    await book(noor, later(3))
    expect(await sent(later(3))).toEqual(["booking-cancelled 1 18:00", "booking-confirmed 2 18:00"])
    expect(await sent(later(10))).toEqual([])
  })

  it("hears first of a talk that went to another teacher, when it chooses with the first again", async () => {
    await moveTo(slotOf("tim", 3))
    await book(noor, later(3))
    expect(await sent(later(3))).toEqual(["booking-moved 1 18:30", "booking-confirmed 2 18:00"])
  })

  it("hears the time that it knew when the talk had just moved, and reads the same on its page", async () => {
    await moveTo(slotOf("noor", 2))
    await callOff(later(1))
    expect(await sent(later(11))).toEqual(["booking-cancelled 1 18:00 choose"])
    const off = calledOff(world.school, deVries, 1 as BookingId, later(12))
    expect(off?.startsAt.toString()).toBe("2026-11-12T18:00:00Z")
  })

  it("is invited to choose only when a time is free that nobody else is promised", async () => {
    world.school.client.run("DELETE FROM pupil_groups WHERE pupil_id = ? AND group_id = 2", [sem])
    world.school.client.run("UPDATE slots SET blocked = 1 WHERE id <> ?", [noor])
    const pupil = cast.pupils.defne as PupilId
    const yilmaz = parentOf(cast.households.yilmaz)
    await waitFor(
      world.school,
      yilmaz,
      { round, pupil, teacher: cast.teachers.noor as TeacherId },
      today,
      true,
    )
    await callOff()
    expect(await sent(later(10))).toContain("booking-cancelled 1 18:00")
  })

  it("hears so in the home where the child went with a guardian meanwhile", async () => {
    const guardian = world.school.client.run(
      "INSERT INTO guardians (household_id, last, email) VALUES (?, 'Vries', 'oma@post.example')",
      [deVries.household],
    ).lastInsertRowid as GuardianId
    await callOff()
    await book(slotOf("noor", 1), later(1))
    await sent(later(1))
    await cancelFor(world.school, deWit, { round, talk: shownTalk(world.school, 2) }, later(2))
    const wish = { household: deVries.household, pupils: [sem], guardians: [guardian] }
    const outcome = await splitHousehold(world.school, deWit, wish, later(3))
    const made = outcome?.ok ? outcome.value.made : 0
    const due = await claimDue(world.school, later(12), 9)
    expect(due.map(({ kind, ...to }) => `${kind} ${to.household} ${to.guardian}`)).toContain(
      `booking-cancelled ${made} ${guardian}`,
    )
  })
})
