import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { addressMessage } from "../../../src/db/messages/addressed-messages.ts"
import { claimDue } from "../../../src/db/messages/messages.ts"
import { bookFor, cancelFor, moveFor } from "../../../src/db/talks/arranged-talks.ts"
import { cancelBooking } from "../../../src/db/talks/bookings.ts"
import type { SlotId } from "../../../src/domain/ids.ts"
import { writeMail } from "../../../src/views/messages/mail.ts"
import { testWorld, type World } from "../../support/app.ts"
import { entry, readPost } from "../../support/read-post.ts"
import { deWit, shown, shownTalk } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { choosing, round, yilmaz } from "../../support/talks.ts"

let world: World
const families = choosing(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const slot = (teacher: "noor" | "tim", at: number) => slotOf(teacher, at) as SlotId

const book = (at = 0) => families.booked(yilmaz, cast.pupils.defne, slot("noor", at))

const post = () => readPost(world)
/** What the school changes is told when it cannot be taken back any more. */
const postLater = () => {
  world.clock.now = world.clock.now.add({ minutes: 10 })
  return post()
}

describe("a family whose talk the school changed", () => {
  it("reads that the school moved it, and is not asked whether it was them", async () => {
    const booking = await book()
    const [told] = await post()
    await moveFor(
      world.school,
      deWit,
      { round, talk: shownTalk(world.school, booking), to: shown(world.school, slot("noor", 3)) },
      world.clock.now,
    )
    const [moved] = await postLater()
    expect(moved?.subject).toBe("Uw afspraak is gewijzigd: donderdag 12 november, 19:30")
    expect(moved?.text).toContain("De school heeft uw afspraak verzet.")
    expect(moved?.text).toContain("Was: donderdag 12 november, 19:00")
    expect(moved?.text).not.toContain("Heeft u dit niet zelf gedaan?")
    expect(moved?.sms).toStartWith("De Regenboog heeft uw afspraak verzet. Do 12 nov 19:30. Was 19:00.")
    // The entry in the calendar that is there moves along.
    expect(entry(moved, "UID")).toBe(entry(told, "UID") as string)
    expect([entry(told, "SEQUENCE"), entry(moved, "SEQUENCE")]).toEqual(["0", "1"])
    expect(moved?.calendar?.method).toBe("REQUEST")
  })

  it("reads that they now speak somebody else, at the same time", async () => {
    const booking = await book()
    await post()
    await moveFor(
      world.school,
      deWit,
      { round, talk: shownTalk(world.school, booking), to: shown(world.school, slot("tim", 0)) },
      world.clock.now,
    )
    const [moved] = await postLater()
    expect(moved?.subject).toBe("Uw afspraak van donderdag 12 november, 19:00, gaat door")
    expect(moved?.text).toContain("Uw afspraak gaat door, met een andere leraar.")
    expect(moved?.text).toContain("Let op: u spreekt nu Tim Bos.")
    expect(moved?.text).toContain("Was: bij Noor Willems, op dezelfde tijd")
    expect(moved?.sms).toContain("uw afspraak gaat door. Do 12 nov 19:00. Met een andere leraar. Antwoorden")
    expect(moved?.sms).not.toContain("Was")
  })

  it("reads that the school cancelled it, and comes in with one tap to choose another time", async () => {
    const booking = await book()
    await post()
    await cancelFor(world.school, deWit, { round, talk: shownTalk(world.school, booking) }, world.clock.now)
    const [off] = await postLater()
    expect(off?.text).toContain("De school heeft uw afspraak afgezegd. Dit gesprek gaat niet door.")
    expect(off?.text).toContain("U kunt een andere tijd kiezen. Dat kan tot dinsdag 10 november, 23:00.")
    expect(off?.text).toMatch(/Kies een andere tijd:\nhttps:\/\/t\.example\/de-regenboog\/\S+/)
    expect(off?.sms).toStartWith("De Regenboog heeft uw afspraak afgezegd.")
    expect(off?.calendar?.method).toBe("CANCEL")
    expect(entry(off, "SEQUENCE")).toBe("1")
  })

  it("is not asked to choose when nothing can be chosen any more", async () => {
    const booking = await book()
    await post()
    world.clock.now = Temporal.Instant.from("2026-11-11T09:00:00Z")
    await cancelFor(world.school, deWit, { round, talk: shownTalk(world.school, booking) }, world.clock.now)
    const [off] = await postLater()
    expect(off?.text).not.toContain("andere tijd")
    expect(off?.text).toContain("Bekijk uw afspraken:")
  })

  it("reads that the school booked for them", async () => {
    const wish = { round, household: yilmaz.household, pupil: cast.pupils.defne }
    await bookFor(world.school, deWit, { ...wish, ...shown(world.school, slot("noor", 1)) }, world.clock.now)
    const [told] = await post()
    expect(told?.text).toContain("De school heeft een afspraak voor u gemaakt.")
  })

  it("reads in the school's own words, and then who did it", async () => {
    const booking = await book()
    await post()
    await cancelFor(world.school, deWit, { round, talk: shownTalk(world.school, booking) }, world.clock.now)
    world.clock.now = world.clock.now.add({ minutes: 10 })
    const [message] = await claimDue(world.school, world.clock.now, 1)
    const addressed = message && (await addressMessage(world.school, message, world.clock.now))
    if (!addressed) throw new Error("nothing to tell")
    const text = { subject: "Afgezegd", opening: "Het gesprek op {dag} vervalt.", closing: "" }
    const desk = { school: world.school.school, origin: "https://t.example", sender: "p@t.example", text }
    expect(writeMail(addressed, desk, world.clock.now).text).toContain(
      "Het gesprek op donderdag 12 november vervalt.\n\nDe school heeft deze afspraak afgezegd.",
    )
  })
})

it("says nothing of the school when the family did it themselves", async () => {
  const booking = await book()
  await post()
  await cancelBooking(world.school, yilmaz, { booking }, world.clock.now)
  const [off] = await postLater()
  expect(off?.text).not.toContain("De school heeft")
  expect(off?.text).toContain("Heeft u dit niet zelf gedaan?")
})
