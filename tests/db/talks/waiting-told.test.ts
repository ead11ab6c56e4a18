import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { queueMessage } from "../../../src/db/messages/messages.ts"
import { write } from "../../../src/db/open.ts"
import { blockSlot } from "../../../src/db/talks/arranged-talks.ts"
import { cancelBooking } from "../../../src/db/talks/bookings.ts"
import { waitFor } from "../../../src/db/talks/waiting.ts"
import { offerTimes } from "../../../src/db/talks/waiting-ends.ts"
import type { Parent } from "../../../src/domain/access/access.ts"
import type { BookingId, PupilId, TeacherId } from "../../../src/domain/ids.ts"
import { deliverDue } from "../../../src/jobs/delivering.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deliveryOf } from "../../support/delivery.ts"
import { deWit, rowsIn, shown } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { choosing, deVries, round, yilmaz } from "../../support/talks.ts"

const noor = cast.teachers.noor as TeacherId
const { defne, sem, lotte } = cast.pupils

let world: World
let talk: BookingId
const { book, booked } = choosing(() => world)
/** Juf Noor has one time, which is Sem's; Defne's family waits for it or would like to. */
beforeEach(async () => {
  world = await testWorld()
  world.school.client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 1")
  talk = await booked(deVries, sem, 1)
})
afterEach(() => world.close())

const now = () => world.clock.now
const at = (time: string) => {
  world.clock.now = Temporal.Instant.from(time)
}
const wait = (parent: Parent, pupil: number, sms = true) =>
  waitFor(world.school, parent, { round, pupil: pupil as PupilId, teacher: noor }, now(), sms)
const free = () => cancelBooking(world.school, deVries, { booking: talk }, now())
const heldUntil = () =>
  world.school.client.query<{ until: string }, []>("SELECT until FROM holds WHERE offer = 1").get()?.until
const writtenTo = (email: string | null, phone: string | null) =>
  world.school.client.run("UPDATE guardians SET email = ?, phone = ? WHERE household_id = ?", [
    email,
    phone,
    yilmaz.household,
  ])
const pageOf = async () => (await world.yilmaz()).get("/de-regenboog/gesprekken/1").then((it) => it.text())

describe("a family that is offered a time", () => {
  it("has its hours to answer from the morning on, when a text message waits for that", async () => {
    writtenTo(null, "06 12345678")
    await wait(yilmaz, defne)
    at("2026-11-03T22:30:00Z") // half past eleven at night
    await free()
    expect(heldUntil()).toBe("2026-11-04T19:00:00Z")
  })

  it("is on no list when nothing that we send can reach it, and reads so instead of a button", async () => {
    writtenTo(null, null)
    expect(await wait(yilmaz, defne)).toEqual({ ok: false, refusal: { kind: "nobody-to-tell" } })
    const page = await pageOf()
    expect(page).toContain("De wachtlijst kan alleen als wij u een mail of sms kunnen sturen")
    expect(page).not.toContain("Zet ons op de wachtlijst")
    writtenTo(null, "06 12345678")
    expect((await wait(yilmaz, defne, false))?.ok).toBe(false)
    expect((await wait(yilmaz, defne, true))?.ok).toBe(true)
  })

  it("holds nobody up once its address turned out to be wrong, and keeps its place", async () => {
    await wait(yilmaz, defne)
    world.school.client.run("UPDATE guardians SET refused_email = email WHERE household_id = ?", [
      yilmaz.household,
    ])
    await free()
    expect([heldUntil(), rowsIn(world.school, "waits")]).toEqual([undefined, 1])
  })
})

describe("a family that is told that its list is over", () => {
  it("waits on in its old place, and hears of its time, when one opens before the text message of the morning", async () => {
    writtenTo(null, "06 12345678")
    await wait(yilmaz, defne)
    const since = () => world.school.client.query("SELECT since FROM waits").values()
    const was = since()
    at("2026-11-03T22:30:00Z")
    world.school.client.run("DELETE FROM bookings")
    world.school.client.run("UPDATE slots SET blocked = 1 WHERE teacher_id = 1")
    await offerTimes(world.school, now())
    expect([rowsIn(world.school, "waits"), heldUntil()]).toEqual([0, undefined])
    const opened = { round, ...shown(world.school, 1), blocked: false }
    await blockSlot(world.school, deWit, opened, now())
    expect([since(), heldUntil()]).toEqual([was, "2026-11-04T19:00:00Z"])
    const told = world.school.client.query("SELECT kind FROM messages WHERE household_id = 1").values()
    expect(told).toEqual([["time-offered"]])
  })

  it("hears nothing of a child that went to another home meanwhile", async () => {
    const times = { startsAt: "2026-11-12T18:00:00Z", endsAt: "2026-11-12T18:10:00Z" }
    const tell = async (pupil: PupilId) => {
      const facts = { pupil, teacher: noor, slots: [], ...times, until: null, over: true }
      const message = { kind: "waiting-changed", round, household: yilmaz.household, facts } as const
      await write(world.school, (tx) => queueMessage(tx, message, now()))
      const to: string[] = []
      const send = async (mail: { to: string }) => {
        to.push(mail.to)
        return { delivered: true as const }
      }
      await deliverDue(deliveryOf(world, { send }))
      return to.filter((each) => each === "yilmaz@post.example").length
    }
    expect([await tell(defne), await tell(sem)]).toEqual([1, 0])
  })
})

describe("a family that still waits when the evening has begun", () => {
  it("is told nothing when only times are left that the school closed, for nothing could be offered any more", async () => {
    world.school.client.run(
      "INSERT INTO slots (id, round_id, teacher_id, starts_at, ends_at, blocked) VALUES (40, 1, 1, '2026-11-12T18:10:00Z', '2026-11-12T18:20:00Z', 1)",
    )
    await wait(yilmaz, defne)
    at("2026-11-12T18:01:00Z")
    await offerTimes(world.school, now())
    expect(rowsIn(world.school, "messages", "kind = 'waiting-changed'")).toBe(0)
  })
})

describe("a talk that is cancelled after choosing has closed", () => {
  beforeEach(async () => {
    await wait(yilmaz, defne)
    at("2026-11-10T23:00:00Z") // closed an hour ago; cancelling can be done until noon
  })

  it("is offered to who waits, who still sees its place, and can take it", async () => {
    expect(await pageOf()).toContain("U staat op de wachtlijst.")
    await free()
    expect(heldUntil()).toBe("2026-11-11T11:00:00Z")
    expect(await pageOf()).toContain("Er is een tijd voor u vrij")
    expect((await book(yilmaz, defne, 1))?.ok).toBe(true)
  })

  it("opens nothing else to anybody", async () => {
    await free()
    const closed = { ok: false, refusal: { kind: "round-not-open", phase: "closed" } }
    expect(await book(deVries, sem, 1)).toMatchObject(closed)
    expect(await book(deVries, lotte, slotOf("tim", 0))).toMatchObject(closed)
    at("2026-11-11T11:00:00Z")
    expect(await book(yilmaz, defne, 1)).toMatchObject(closed)
  })
})
