import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import fc from "fast-check"
import { splitHousehold } from "../../../src/db/households/household-care.ts"
import { addressMessage } from "../../../src/db/messages/addressed-messages.ts"
import { dropMessage, markFailed, markSent, postpone } from "../../../src/db/messages/message-outcomes.ts"
import { type ClaimedMessage, claimDue } from "../../../src/db/messages/messages.ts"
import { bookFor, cancelFor, moveFor, swapFor } from "../../../src/db/talks/arranged-talks.ts"
import { bookSlot, cancelBooking, moveBooking } from "../../../src/db/talks/bookings.ts"
import { calledOff } from "../../../src/db/talks/called-off.ts"
import { waitFor } from "../../../src/db/talks/waiting.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import type { BookingId, GuardianId, PupilId, TeacherId, UpheavalId } from "../../../src/domain/ids.ts"
import { nextAttempt, type ToldTalk } from "../../../src/domain/messages/message.ts"
import { leavesAt } from "../../../src/domain/messages/sms.ts"
import { beginning } from "../../support/anew.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deWit, shown, shownTalk } from "../../support/rounds.ts"
import { cast, slotOf, today } from "../../support/school.ts"
import { parentOf, round } from "../../support/talks.ts"

// Whatever office and families do with talks, and whenever the post leaves: what a family heard last of a child and a teacher is so, and
// so is what it did itself and heard since. What the office may take back leaves no sooner than that is over.

const runs = Number(process.env["TIENMINUTEN_RUNS"] ?? 60)

let world: World
let beginAnew: () => void
beforeEach(async () => {
  world = await testWorld()
  const { client } = world.school
  // Sem has both teachers, and family Yilmaz has only a mobile number.
  client.run("INSERT INTO pupil_groups (pupil_id, group_id) VALUES (?, ?)", [cast.pupils.sem, 2])
  client.run("UPDATE guardians SET email = NULL, phone = '06 12345678' WHERE household_id = ?", [
    cast.households.yilmaz,
  ])
  const made = ["messages", "upheavals", "second_chances", "bookings"]
  beginAnew = beginning(world, { kept: ["slots"], made })
})
afterEach(() => world.close())

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
  /** Does what is due leave right after it? "busy": the mail server and the network want nothing now. */
  sends: fc.constantFrom(true, false, "busy" as const),
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

/**
 * Of each talk they heard of: whose and with whom, "2 Sem Noor Willems 2026-11-12T18:00:00Z"; null when they heard last that it is off.
 * `knows`: the same of what they heard and did themselves. `ownAt`: what the office had done when they last did something with it.
 */
type Heard = {
  last: Map<BookingId, string | null>
  knows: Map<BookingId, string | null>
  ever: Set<string>
  ownAt: Map<BookingId, UpheavalId>
  /** What the office did, and the talk, that must be told sooner: another stands instead. */
  sooner: Set<string>
}
const nothingYet = (): Heard => ({
  last: new Map(),
  knows: new Map(),
  ever: new Set(),
  ownAt: new Map(),
  sooner: new Set(),
})

/** Everything that is due leaves, or is put off. What leaves side by side arrives in the other order. */
async function send(heard: Heard, now: Temporal.Instant, busy = false): Promise<void> {
  const db = world.school
  for (;;) {
    const batch = await claimDue(db, now, 5)
    if (batch.length === 0) return
    for (const message of batch.toReversed()) {
      const addressed = await addressMessage(db, message, now)
      const again = nextAttempt(Temporal.Instant.from(message.queuedAt), message.attempts, now)
      if (!addressed) await dropMessage(db, message)
      else if (message.channel === "sms" && !leavesAt(now).equals(now))
        await postpone(db, message, leavesAt(now))
      else if (busy && again) await markFailed(db, message, { permanent: false, reason: "busy" }, now)
      else {
        if ("talk" in addressed) hear(heard, `${message.household}`, addressed, now)
        await markSent(db, message, now)
      }
    }
  }
}

function hear(
  heard: Heard,
  home: string,
  { kind, talk }: { kind: string; talk: ToldTalk },
  now: Temporal.Instant,
): void {
  const whose = (teacher: string) => `${home} ${talk.pupil} ${teacher}`
  const is = `${whose(talk.teacher)} ${talk.startsAt}`
  if (kind.startsWith("booking-")) expect(tooSoon(heard, talk.booking, now)).toEqual([])
  if (kind === "booking-moved")
    expect(heard.ever).toContain(`${whose(talk.wasWith ?? talk.teacher)} ${talk.wasAt}`)
  if (kind === "booking-cancelled") {
    if (talk.bySchool) expect(heard.knows.get(talk.booking)).toBe(is)
    else expect(heard.ever).toContain(is)
    heard.last.set(talk.booking, null)
    heard.knows.set(talk.booking, null)
    // They do not think that what they have is off, unless they hear of that in a moment; and are not invited to choose it.
    const theirs = standing().filter((each) => each.startsWith(`${whose(talk.teacher)} `))
    const last = [...heard.last].filter(([id]) => !isToHear(id)).map(([, each]) => each)
    expect(last.filter((each) => each && theirs.includes(each))).toEqual([])
    if (talk.choose) expect(theirs).toEqual([])
  } else {
    heard.last.set(talk.booking, is)
    heard.knows.set(talk.booking, is)
    heard.ever.add(is)
  }
}

type Done = { id: UpheavalId; booking: BookingId }
const doneWith = (where: string) => (booking: BookingId, now: Temporal.Instant) =>
  world.school.client
    .query<Done, [string, number]>(
      `SELECT u.id, t.booking_id AS booking FROM upheavals u JOIN upheaval_talks t ON t.upheaval_id = u.id
        WHERE u.leaves_at > ?1 AND u.undone_at IS NULL AND ${where} ORDER BY u.id`,
    )
    .all(now.toString(), booking)

/** What the office did last with this talk, when it may still take that back though it is told now. */
const tooSoon = ({ ownAt, sooner }: Heard, booking: BookingId, now: Temporal.Instant) =>
  doneWith("t.booking_id = ?2")(booking, now)
    .slice(-1)
    .filter(({ id }) => id > (ownAt.get(booking) ?? 0) && !sooner.has(`${id} ${booking}`))

/** The child has another talk with that teacher: that the one before is off, or went elsewhere, is told at once. */
const mustHear = doneWith(
  "?2 = 0 AND EXISTS (SELECT 1 FROM bookings b WHERE b.id <> t.booking_id AND b.pupil_id = t.pupil_id AND b.teacher_id = t.teacher_id)",
)

/** What a family does itself it reads on its page. */
function follow(
  heard: Heard,
  { kind }: Act,
  before: ReadonlyMap<BookingId, string>,
  now: Temporal.Instant,
): void {
  if (kind === "book" || kind === "move" || kind === "cancel") {
    const after = standingById()
    for (const id of new Set([...before.keys(), ...after.keys()])) {
      const is = after.get(id) ?? null
      if (is === (before.get(id) ?? null)) continue
      heard.knows.set(id, is)
      if (is) heard.ever.add(is)
      heard.ownAt.set(
        id,
        ids<UpheavalId>("SELECT id FROM upheavals ORDER BY id DESC")[0] ?? (0 as UpheavalId),
      )
    }
  }
  for (const { id, booking } of mustHear(0 as BookingId, now)) heard.sooner.add(`${id} ${booking}`)
}

const standingById = () =>
  new Map(
    world.school.client
      .query<{ id: BookingId; talk: string }, []>(
        `SELECT b.id, b.household_id || ' ' || p.first || ' ' || t.first || ' ' || t.last || ' ' || b.starts_at AS talk
           FROM bookings b JOIN pupils p ON p.id = b.pupil_id JOIN teachers t ON t.id = b.teacher_id`,
      )
      .all()
      .map(({ id, talk }) => [id, talk] as const),
  )
const isToHear = (booking: BookingId) =>
  ids<BookingId>(
    "SELECT DISTINCT json_extract(facts, '$.booking') AS id FROM messages WHERE kind LIKE 'booking-%' AND state IN ('queued', 'sending')",
  ).includes(booking)
const standing = () => [...standingById().values()].toSorted()
const known = (talks: Heard["last"]) => [...talks.values()].filter((talk) => talk !== null).toSorted()

it(
  "agrees with whether a talk stands, and names only times that were told",
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 24 }), fc.boolean(), async (acts, late) => {
        beginAnew()
        const heard = nothingYet()
        // Half of all begin at ten in the evening, when no phone rings.
        let now = today.add({ hours: late ? 12 : 0 })
        for (const each of acts) {
          const before = standingById()
          await press(each, now)
          follow(heard, each, before, now)
          if (each.sends) await send(heard, now, each.sends === "busy")
          now = now.add({ minutes: each.minutes })
        }
        // One of these is a time at which phones ring.
        for (const hours of [14, 28, 42]) await send(heard, now.add({ hours }))
        expect(known(heard.last)).toEqual(standing())
        // Also who chose a time itself, and got no message of it, does not count on a talk that is off or elsewhere.
        expect(known(heard.knows)).toEqual(standing())
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
    const [first, ...beside] = await claimDue(world.school, later(3), 5)
    expect([first?.kind, beside]).toEqual(["booking-moved", []])
    await postpone(world.school, first as ClaimedMessage, later(3))
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
