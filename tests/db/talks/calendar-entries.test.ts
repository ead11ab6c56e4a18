import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import fc from "fast-check"
import { markSent } from "../../../src/db/messages/message-outcomes.ts"
import { claimDue } from "../../../src/db/messages/messages.ts"
import { feedBehind, feedOf, openFeed } from "../../../src/db/rounds/calendar-feeds.ts"
import { cancelFor, moveFor, swapFor } from "../../../src/db/talks/arranged-talks.ts"
import { lastDoneWith } from "../../../src/db/upheavals/upheaval-of-one.ts"
import type { Parent, Staff } from "../../../src/domain/access/access.ts"
import type { BookingId, UpheavalId } from "../../../src/domain/ids.ts"
import type { TalkFacts } from "../../../src/domain/messages/talk-news.ts"
import type { FeedTalk } from "../../../src/domain/rounds/calendar-feed.ts"
import type { AwayWay } from "../../../src/domain/upheavals/upheaval.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deWit, shown, shownTalk } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { bakker, deVries, round, yilmaz } from "../../support/talks.ts"
import { afternoon, byTim, cancel, from, upheavals } from "../../support/upheavals.ts"

// A calendar asks by itself, also within the ten minutes in which the school can take back what it did. It keeps what has the highest
// SEQUENCE and the latest DTSTAMP, so neither of a talk may ever go down.

let world: World
const { begin, later, away, moved, undo } = upheavals(() => world)
beforeEach(start)
afterEach(() => world.close())

async function start(): Promise<void> {
  world = await testWorld()
  await begin()
  for (const [staff, teacher] of [
    [noor, cast.teachers.noor],
    [tim, cast.teachers.tim],
  ] as const)
    world.school.client.run("UPDATE staff SET teacher_id = NULL WHERE teacher_id = ?2 AND id <> ?1", [
      staff.staff,
      teacher,
    ])
  for (const staff of [noor, tim])
    world.school.client.run("UPDATE staff SET teacher_id = ?2 WHERE id = ?1", [staff.staff, staff.teacher])
  for (const reader of readers) await openFeed(world.school, reader, world.clock.now)
}

const colleague = (staff: number, teacher: number) =>
  ({ role: "teacher", staff, name: "", teacher, fresh: true }) as Staff & { teacher: number }
const noor = colleague(cast.staff.tim, cast.teachers.noor)
const tim = colleague(cast.staff.deWit, cast.teachers.tim)
const readers: (Parent | Staff)[] = [deVries, yilmaz, bakker, noor, tim]

const fetched = (reader: Parent | Staff): readonly FeedTalk[] =>
  feedBehind(world.school, feedOf(world.school, reader) ?? "")?.talks ?? []
const ofSem = (reader: Parent | Staff = deVries) =>
  fetched(reader).map(({ sequence, startsAt, isOff }) => `${sequence} ${startsAt} ${isOff ? "off" : "on"}`)

const talk = (booking: number) => shownTalk(world.school, booking)
const move = (booking: number, slot: number) =>
  moveFor(world.school, deWit, { round, talk: talk(booking), to: shown(world.school, slot) }, world.clock.now)
const swap = (one: number, other: number) =>
  swapFor(world.school, deWit, { round, one: talk(one), other: talk(other) }, world.clock.now)
const callOff = (booking: number) =>
  cancelFor(world.school, deWit, { round, talk: talk(booking) }, world.clock.now)
const act = (booking = 1) =>
  lastDoneWith(world.school, deWit, round, booking as BookingId) ?? (0 as UpheavalId)
const stands = (booking: number) =>
  world.school.client.query("SELECT 1 FROM bookings WHERE id = ?").get(booking) !== null

/** What leaves now; a calendar reads its SEQUENCE in the mail. */
async function mailed(): Promise<{ kind: string; reader: string; sequence: number; uid: string }[]> {
  const due = await claimDue(world.school, world.clock.now, 50)
  for (const message of due) await markSent(world.school, message, world.clock.now)
  return due
    .filter(({ kind }) => kind.startsWith("booking-"))
    .map(({ kind, guardian, facts }) => ({
      kind,
      reader: String(guardian),
      ...(({ uid, sequence }) => ({ uid, sequence }))(JSON.parse(facts) as TalkFacts),
    }))
}

describe("a calendar that asked within the ten minutes", () => {
  it("follows back when a move is taken back, and the next mail counts on", async () => {
    await move(1, slotOf("noor", 8))
    expect(ofSem()).toEqual(["1 2026-11-12T19:20:00Z on"])
    later(3)
    await undo(act())
    expect(ofSem()).toEqual(["2 2026-11-12T18:00:00Z on"])
    later(20)
    expect(await mailed()).toEqual([])
    await move(1, slotOf("noor", 7))
    later(10)
    expect((await mailed()).map(({ kind, sequence }) => [kind, sequence])).toEqual([["booking-moved", 3]])
    expect(ofSem()).toEqual(["3 2026-11-12T19:10:00Z on"])
  })

  it("has a talk once that was off and stands again, wherever it goes then", async () => {
    await callOff(1)
    expect(ofSem()).toEqual(["1 2026-11-12T18:00:00Z off"])
    later(3)
    await undo(act())
    expect(ofSem()).toEqual(["2 2026-11-12T18:00:00Z on"])
    later(1)
    await move(1, slotOf("noor", 7))
    later(1)
    await callOff(1)
    expect(ofSem()).toEqual(["4 2026-11-12T19:10:00Z off"])
  })

  it("loses what another teacher would have had", async () => {
    await move(1, slotOf("tim", 0))
    expect(ofSem(tim)).toEqual(["1 2026-11-12T18:00:00Z on"])
    later(3)
    await undo(act())
    expect(ofSem(tim)).toEqual(["2 2026-11-12T18:00:00Z off"])
  })

  it("finds it in the file of the talk as well", async () => {
    const file = async () =>
      /SEQUENCE:(\d+)/.exec(
        await (await (await world.deVries()).get("/de-regenboog/afspraak/1/agenda.ics")).text(),
      )?.[1]
    await move(1, slotOf("noor", 8))
    expect(await file()).toBe("1")
    await undo(act())
    expect(await file()).toBe("2")
  })
})

const step = fc.record({
  kind: fc.constantFrom(
    ...(["move", "move", "other", "swap", "off", "off", "ill", "tim", "later", "day"] as const),
    ...(["undo", "undo", "undo", "undoOne", "undoOne", "undoOne", "wait", "send"] as const),
  ),
  talk: fc.integer({ min: 1, max: 3 }),
  other: fc.integer({ min: 1, max: 3 }),
  slot: fc.integer({ min: 0, max: 11 }),
  minutes: fc.integer({ min: 0, max: 6 }),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

async function doIt({ kind, talk: booking, other, slot }: Step): Promise<unknown> {
  const ill = (way: AwayWay) => away(way)
  const newest = world.school.client
    .query<{ id: UpheavalId | null }, []>("SELECT max(id) AS id FROM upheavals WHERE undone_at IS NULL")
    .get()?.id
  if (kind === "undo") return newest ? undo(newest) : null
  if (kind === "undoOne") return undo(act(booking))
  if (kind === "ill") return ill(cancel)
  if (kind === "tim") return ill(byTim)
  if (kind === "later") return ill(slot % 2 ? afternoon : from("19:00"))
  if (kind === "day") return moved(slot % 2 ? "2026-11-19" : "2026-11-12").catch(() => null)
  if (kind === "wait" || kind === "send" || !stands(booking)) return null
  if (kind === "move") return move(booking, slotOf("noor", slot))
  if (kind === "other") return move(booking, slotOf("tim", slot))
  if (kind === "off") return callOff(booking)
  return other !== booking && stands(other) ? swap(booking, other) : null
}

type Seen = { sequence: number; since: Temporal.Instant; isOff: boolean }

/** Looks at every feed as a calendar does; gives what such a calendar could not follow. */
function look(seen: Map<string, Seen>): string[] {
  const wrong: string[] = []
  readers.forEach((reader, who) => {
    const talks = fetched(reader)
    const uids = talks.map(({ uid }) => uid)
    if (new Set(uids).size !== uids.length) wrong.push(`${who}: a talk stands twice`)
    for (const { uid, sequence, since, startsAt, isOff } of talks) {
      const last = seen.get(`${who} ${uid}`)
      if (last && (sequence < last.sequence || Temporal.Instant.compare(since, last.since) < 0))
        wrong.push(`${who} ${uid}: ${sequence} ${since} after ${last.sequence} ${last.since}`)
      if (last && sequence === last.sequence && isOff !== last.isOff)
        wrong.push(`${who} ${uid}: off and on at ${sequence}`)
      seen.set(`${who} ${uid}`, { sequence, since, isOff })
      const row = world.school.client
        .query<{ starts: string; household: number; teacher: number }, [string]>(
          "SELECT starts_at AS starts, household_id AS household, teacher_id AS teacher FROM bookings WHERE uid = ?",
        )
        .get(uid)
      const theirs =
        row &&
        (reader.role === "parent" ? row.household === reader.household : row.teacher === reader.teacher)
      if (isOff === Boolean(theirs)) wrong.push(`${who} ${uid}: ${isOff ? "off" : "on"}, and is not`)
      if (theirs && row.starts !== startsAt.toString()) wrong.push(`${who} ${uid}: at another time`)
    }
    for (const [key, { isOff }] of seen)
      if (!isOff && key.startsWith(`${who} `) && !uids.some((uid) => key.endsWith(uid)))
        wrong.push(`${key}: gone without a word`)
  })
  return wrong
}

const runs = Math.max(20, Number(process.env["TIENMINUTEN_RUNS"] ?? 0) / 20)

it("follows whatever the school does and takes back, in feeds and mails", async () => {
  world.close()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      await start()
      try {
        const seen = new Map<string, Seen>()
        const told = new Map<string, number>()
        const wrong = look(seen)
        for (const each of steps) {
          later(each.minutes)
          await doIt(each)
          wrong.push(...look(seen))
          if (each.kind === "wait") later(10)
          for (const { reader, uid, sequence } of await mailed()) {
            if (sequence < (told.get(reader + uid) ?? 0))
              wrong.push(`mail to ${reader} of ${uid}: ${sequence}`)
            told.set(reader + uid, sequence)
          }
        }
        expect(wrong).toEqual([])
      } finally {
        world.close()
      }
    }),
    { numRuns: runs },
  )
  world = await testWorld()
}, 240_000)
