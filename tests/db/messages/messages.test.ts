import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { addressMessage } from "../../../src/db/messages/addressed-messages.ts"
import { dropMessage, markFailed, markSent } from "../../../src/db/messages/message-outcomes.ts"
import {
  type ClaimedMessage,
  claimDue,
  nextDue,
  queueMessage,
  tokenInMessage,
} from "../../../src/db/messages/messages.ts"
import { openDb, openFile, write } from "../../../src/db/open.ts"
import { forgetExpired } from "../../../src/db/privacy/forgetting.ts"
import type { GuardianId, HouseholdId, RoundId, StaffId } from "../../../src/domain/ids.ts"
import type { TalkFacts, TalkNews } from "../../../src/domain/messages/message.ts"
import { hashToken, keysOf } from "../../../src/sealing.ts"
import { testWorld, type World } from "../../support/app.ts"
import { cast, today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const later = (minutes: number) => today.add({ minutes })
const at = (minute: number) => `2026-11-12T18:${String(minute).padStart(2, "0")}:00Z`

const talk = (minute = 0, sequence = 0): TalkFacts => ({
  booking: 1,
  pupil: cast.pupils.sem,
  teacher: cast.teachers.noor,
  startsAt: at(minute),
  endsAt: at(minute + 10),
  uid: "talk-1",
  sequence,
})

/** Queues news about the one talk of family De Vries. */
const tell = (kind: TalkNews["kind"], facts: TalkFacts, now = today) =>
  write(world.school, (tx) =>
    queueMessage(
      tx,
      {
        kind,
        round: cast.round as unknown as RoundId,
        household: cast.households.deVries as unknown as HouseholdId,
        facts,
      },
      now,
    ),
  )
const invite = (household: number) =>
  write(world.school, (tx) =>
    queueMessage(
      tx,
      {
        kind: "invitation",
        by: "email",
        round: cast.round as unknown as RoundId,
        household: household as HouseholdId,
        facts: {},
      },
      today,
    ),
  )
const claimOne = async (now = today) => (await claimDue(world.school, now, 1))[0] as ClaimedMessage
const rows = () =>
  world.school.client
    .query<{ kind: string; state: string; attempts: number; failure: string | null; facts: string }, []>(
      "SELECT kind, state, attempts, failure, facts FROM messages ORDER BY id",
    )
    .all()
const kinds = () => rows().map(({ kind, state }) => `${kind} ${state}`)

describe("a message for a household", () => {
  it("goes to each guardian with an address, once per address", async () => {
    world.school.client.run(
      "INSERT INTO guardians (household_id, last, email) VALUES (2, 'Vries', 'DEVRIES@post.example'), (2, 'Smit', 'smit@post.example'), (2, 'Smit', NULL)",
    )
    expect(await tell("booking-confirmed", talk())).toBe(2)
  })
})

describe("a message that is due", () => {
  it("is claimed by one worker, also when two look at the same time from two processes", async () => {
    for (const household of [1, 2, 3, 4]) await invite(household)
    const { id } = world.school.school
    const file = world.school.client.filename
    const other = openDb(openFile(file, []), world.school.school, keysOf(world.registry.master, id))
    const claims = await Promise.all([
      claimDue(world.school, today, 3),
      claimDue(other, today, 3),
      claimDue(world.school, today, 3),
    ])
    other.close()
    const claimed = claims.flat().map((message) => message.id)
    expect(claimed.length).toBe(4)
    expect(new Set(claimed).size).toBe(4)
  })

  it("waits for its moment, and after a failure a little longer each time", async () => {
    await invite(1)
    const first = await claimOne()
    await markFailed(world.school, first, { permanent: false, reason: "unreachable" }, today)
    expect(await claimDue(world.school, today, 9)).toEqual([])
    expect(nextDue(world.school)?.toString()).toBe(later(1).toString())
    const second = await claimOne(later(1))
    expect([second.attempts, second.uid]).toEqual([2, first.uid])
    await markFailed(world.school, second, { permanent: false, reason: "busy" }, later(1))
    expect(nextDue(world.school)?.toString()).toBe(later(3).toString())
    expect(rows()[0]).toMatchObject({ state: "queued", failure: "busy" })
  })

  it("is given up after a day, and at once when the address is wrong; the logbook knows", async () => {
    await invite(1)
    await invite(2)
    const wrong = await claimOne()
    await markFailed(world.school, wrong, { permanent: true, reason: "refused" }, today)
    const slow = await claimOne(later(24 * 60))
    await markFailed(world.school, slow, { permanent: false, reason: "busy" }, later(24 * 60))
    expect(rows().map(({ state, failure }) => `${state} ${failure}`)).toEqual([
      "failed refused",
      "failed busy",
    ])
    expect(nextDue(world.school)).toBeNull()
    const acts = world.school.client
      .query("SELECT actor_kind, about FROM logbook WHERE act = 'message-failed'")
      .all()
    expect(acts).toEqual([
      { actor_kind: "system", about: '{"message":1}' },
      { actor_kind: "system", about: '{"message":2}' },
    ])
  })

  it("is claimed again, with the same Message-ID, two minutes after its worker crashed", async () => {
    await invite(1)
    const lost = await claimOne()
    expect(await claimDue(world.school, later(1), 9)).toEqual([])
    const again = await claimOne(later(2))
    expect([again.id, again.uid, again.attempts]).toEqual([lost.id, lost.uid, 2])
    // The first worker was only slow: that it failed does not undo the claim of the second.
    await markFailed(world.school, lost, { permanent: false, reason: "busy" }, later(2))
    await dropMessage(world.school, lost)
    expect(kinds()).toEqual(["invitation sending"])
    // That it was delivered does count.
    await markSent(world.school, lost, later(2))
    expect(kinds()).toEqual(["invitation sent"])
  })

  it("about a talk or a way in goes before a thousand invitations", async () => {
    for (const household of [1, 2, 3]) await invite(household)
    await tell("booking-confirmed", talk(), later(1))
    expect((await claimOne(later(2))).kind).toBe("booking-confirmed")
  })
})

describe("several messages about one talk", () => {
  it("become one confirmation with the new time when nothing was sent yet", async () => {
    await tell("booking-confirmed", talk())
    await tell("booking-moved", { ...talk(10, 1), wasAt: at(0) })
    const [only, ...more] = await claimDue(world.school, today, 9)
    expect(more).toEqual([])
    expect(only?.kind).toBe("booking-confirmed")
    expect(JSON.parse(only?.facts ?? "")).toEqual(talk(10, 1))
    expect(kinds()).toEqual(["booking-confirmed sending"])
  })

  it("vanish together when the talk was off before anybody was told", async () => {
    await tell("booking-confirmed", talk())
    await tell("booking-cancelled", talk(0, 1))
    expect(await claimDue(world.school, today, 9)).toEqual([])
    expect(rows()).toEqual([])
  })

  it("wait for the one that is on its way, and then say what is left to say", async () => {
    await tell("booking-confirmed", talk())
    const confirmation = await claimOne()
    await tell("booking-moved", { ...talk(10, 1), wasAt: at(0) })
    await tell("booking-moved", { ...talk(20, 2), wasAt: at(10) })
    expect(await claimDue(world.school, today, 9)).toEqual([])
    await markSent(world.school, confirmation, today)
    const [move] = await claimDue(world.school, today, 9)
    expect(move?.kind).toBe("booking-moved")
    expect(JSON.parse(move?.facts ?? "")).toEqual({ ...talk(20, 2), wasAt: at(0) })
  })

  it("say that it stands again to who heard that it was off, also when it went elsewhere and came back meanwhile", async () => {
    await tell("booking-confirmed", talk())
    await markSent(world.school, await claimOne(), today)
    await tell("booking-cancelled", talk(0, 1))
    await markSent(world.school, await claimOne(), today)
    await tell("booking-confirmed", talk(0, 2))
    await tell("booking-moved", { ...talk(10, 3), wasAt: at(0) })
    await tell("booking-moved", { ...talk(0, 4), wasAt: at(10) })
    const [again, ...more] = await claimDue(world.school, today, 9)
    expect(again?.kind).toBe("booking-confirmed")
    expect(JSON.parse(again?.facts ?? "")).toEqual(talk(0, 4))
    expect(more).toEqual([])
  })

  it("still say that it is off when the confirmation may have arrived before a crash", async () => {
    await tell("booking-confirmed", talk())
    await claimOne()
    await tell("booking-cancelled", talk(0, 1))
    const [off, ...more] = await claimDue(world.school, later(3), 9)
    expect([off?.kind, more.length]).toEqual(["booking-cancelled", 0])
    expect(kinds()).toEqual(["booking-cancelled sending"])
  })

  it("are kept apart per guardian: one knows, the other does not", async () => {
    world.school.client.run(
      "INSERT INTO guardians (household_id, last, email) VALUES (2, 'Smit', 'smit@post.example')",
    )
    await tell("booking-confirmed", talk())
    const [one, other] = await claimDue(world.school, today, 9)
    await markSent(world.school, one as ClaimedMessage, today)
    await markFailed(world.school, other as ClaimedMessage, { permanent: false, reason: "busy" }, today)
    await tell("booking-cancelled", talk(0, 1))
    const claimed = await claimDue(world.school, later(1), 9)
    expect(claimed.map(({ kind, guardian }) => [kind, guardian])).toEqual([
      ["booking-cancelled", one?.guardian ?? null],
    ])
    expect(kinds()).toEqual(["booking-confirmed sent", "booking-cancelled sending"])
  })
})

describe("what is looked up on sending", () => {
  const booked = () =>
    world.school.client.run(
      "INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at) VALUES (1, 1, 1, 2, 2, ?, ?, 'talk-1', ?)",
      [at(0), at(10), today.toString()],
    )

  it("is the reader, the language, the child, the teacher and the room of now", async () => {
    booked()
    await tell("booking-confirmed", talk())
    world.school.client.run("UPDATE households SET language = 'en' WHERE id = 2")
    world.school.client.run("UPDATE round_teachers SET room = '9' || char(10) || 'b' WHERE teacher_id = 1")
    expect(await addressMessage(world.school, await claimOne(), today)).toMatchObject({
      to: "devries@post.example",
      language: "en",
      kind: "booking-confirmed",
      talk: { pupil: "Sem", teacher: "Noor Willems", room: "9 b", title: "Herfstgesprekken", wasAt: null },
    })
  })

  it("is nothing when it is not true any more, or for nobody", async () => {
    booked()
    await tell("booking-confirmed", talk())
    const message = await claimOne()
    const run = (sql: string) => world.school.client.run(sql)
    const addressed = (now = today) => addressMessage(world.school, message, now)
    expect(await addressed()).not.toBeNull()
    expect(await addressed(Temporal.Instant.from("2026-11-12T18:10:00Z"))).toBeNull() // over
    run("UPDATE households SET blocked = 1 WHERE id = 2")
    expect(await addressed()).toBeNull()
    run("UPDATE households SET blocked = 0 WHERE id = 2")
    run("UPDATE guardians SET household_id = 1 WHERE id = 2")
    expect(await addressed()).toBeNull() // the other home of separated parents
    run("UPDATE guardians SET household_id = 2, email = NULL WHERE id = 2")
    expect(await addressed()).toBeNull()
    run("UPDATE guardians SET email = 'devries@post.example' WHERE id = 2")
    run("UPDATE bookings SET household_id = 1")
    expect(await addressed()).toBeNull() // another home has it now, and this one hears nothing of it
    run("DELETE FROM bookings")
    expect(await addressed()).toBeNull() // no talk, and no word of it
  })

  it("opens a sealed link while it works, and forgets it afterwards", async () => {
    const sealed = await world.school.keys.seal("geheim-kaartje", tokenInMessage)
    world.school.client.run(
      "INSERT INTO entry_tickets (token_hash, purpose, household_id, created_at, expires_at) VALUES (?, 'parent-link', 2, ?, ?)",
      [hashToken("geheim-kaartje"), today.toString(), later(10).toString()],
    )
    await write(world.school, (tx) =>
      queueMessage(
        tx,
        { kind: "parent-link", household: 2 as HouseholdId, guardian: 2 as GuardianId, facts: { sealed } },
        today,
      ),
    )
    const message = await claimOne()
    expect(message.facts).not.toContain("geheim")
    expect(await addressMessage(world.school, message, today)).toEqual({
      by: "email",
      to: "devries@post.example",
      language: "nl",
      reader: "De Vries",
      kind: "parent-link",
      token: "geheim-kaartje",
      until: later(10),
    })
    expect(await addressMessage(world.school, message, later(10))).toBeNull()
    await markSent(world.school, message, today)
    expect(rows()[0]?.facts).toBe("{}")
  })

  it("greets staff by name, and nobody who left", async () => {
    const sealed = await world.school.keys.seal("welkom", "staff-setup")
    world.school.client.run(
      "INSERT INTO entry_tickets (token_hash, purpose, staff_id, created_at, expires_at) VALUES (?, 'staff-setup', 2, ?, ?)",
      [hashToken("welkom"), today.toString(), later(60).toString()],
    )
    await write(world.school, (tx) =>
      queueMessage(tx, { kind: "staff-setup", staff: 2 as StaffId, facts: { sealed } }, today),
    )
    const message = await claimOne()
    expect(await addressMessage(world.school, message, today)).toMatchObject({
      name: "Tim Bos",
      token: "welkom",
    })
    world.school.client.run("UPDATE staff SET removed_at = '2026-11-03' WHERE id = 2")
    expect(await addressMessage(world.school, message, today)).toBeNull()
  })
})

describe("forgetting", () => {
  it("drops sessions, devices and tickets that are over, and messages a month after their round", async () => {
    const run = (sql: string) => world.school.client.run(sql)
    run(
      "INSERT INTO parent_sessions VALUES ('oud', 1, '2026-11-02T20:59:59Z', '2026-11-03T08:59:00Z'), ('nieuw', 1, '2026-11-03T08:00:00Z', '2026-11-03T08:59:00Z')",
    )
    run(
      "INSERT INTO known_devices VALUES ('oud', 1, '2026-11-03T08:00:00Z'), ('nieuw', 1, '2027-01-01T00:00:00Z')",
    )
    run(
      "INSERT INTO entry_tickets (token_hash, purpose, created_at, expires_at) VALUES ('oud', 'office-code', '2026-11-01T08:00:00Z', '2026-11-01T09:00:00Z'), ('nieuw', 'office-code', '2026-11-03T08:00:00Z', '2026-11-04T08:00:00Z')",
    )
    await invite(1)
    await markSent(world.school, await claimOne(), today)
    const left = () =>
      ["parent_sessions", "known_devices", "entry_tickets", "messages"].map(
        (table) =>
          world.school.client.query<{ n: number }, []>(`SELECT count(*) AS n FROM ${table}`).get()?.n,
      )
    await forgetExpired(world.school, today)
    expect(left()).toEqual([1, 1, 1, 1])
    await forgetExpired(world.school, today.add({ hours: 24 * 32 })) // the round ended nine days after today
    expect(left()[3]).toBe(1)
    await forgetExpired(world.school, today.add({ hours: 24 * 40 }))
    expect(left()[3]).toBe(0)
  })
})
