import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { allowPlaces, choosePlace } from "../../../src/db/online/talk-places.ts"
import { feedBehind, feedOf, openFeed } from "../../../src/db/rounds/calendar-feeds.ts"
import { moveFor } from "../../../src/db/talks/arranged-talks.ts"
import { cancelBooking, moveBooking } from "../../../src/db/talks/bookings.ts"
import type { Staff } from "../../../src/domain/access/access.ts"
import type { BookingId, SlotId } from "../../../src/domain/ids.ts"
import type { Place } from "../../../src/domain/talks/place.ts"
import { testWorld, type World } from "../../support/app.ts"
import { entry, readPost } from "../../support/read-post.ts"
import { deWit, shown, shownTalk } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { choosing, round, yilmaz } from "../../support/talks.ts"

let world: World
const families = choosing(() => world)
beforeEach(async () => {
  world = await testWorld()
  world.school.client.run("UPDATE rounds SET places = 'school,online,phone'")
})
afterEach(() => world.close())

const slot = (at: number) => slotOf("noor", at) as SlotId

const book = (at = 0) => families.booked(yilmaz, cast.pupils.defne, slot(at))
const choose = (booking: BookingId, place: Place) =>
  choosePlace(world.school, yilmaz, { booking, place }, world.clock.now)
const allow = (...places: Place[]) => allowPlaces(world.school, deWit, round, places, world.clock.now)
const pass = (minutes: number) => {
  world.clock.now = world.clock.now.add({ minutes })
}

const post = () => readPost(world)

describe("a family that wants its talk elsewhere", () => {
  it("reads so, and finds it in its calendar, under the same entry", async () => {
    const booking = await book()
    const [confirmed] = await post()
    expect(entry(confirmed, "LOCATION")).toContain("De Regenboog")
    await choose(booking, "online")
    expect(await post()).toEqual([])
    pass(2)
    const [told, ...more] = await post()
    expect(more).toEqual([])
    expect(told?.subject).toBe("Uw afspraak van donderdag 12 november, 19:00, is nu online")
    expect(told?.text).toContain("Uw afspraak is nu online. De tijd blijft hetzelfde.")
    expect(told?.text).toContain("Waar: Online, via de pagina van uw afspraak")
    expect(told?.text).toContain("Was: Op school")
    expect(told?.text).toContain("Heeft u dit niet zelf gedaan?")
    expect(told?.sms).toStartWith("De Regenboog: uw afspraak is nu online. Do 12 nov 19:00.")
    expect(entry(told, "UID")).toBe(entry(confirmed, "UID"))
    expect([entry(confirmed, "SEQUENCE"), entry(told, "SEQUENCE")]).toEqual(["0", "1"])
    expect(entry(told, "LOCATION")).toStartWith("Online")
  })

  it("hears nothing when it changes its mind at once, or chooses what it had", async () => {
    const booking = await book()
    await post()
    await choose(booking, "online")
    await choose(booking, "school")
    pass(3)
    expect(await post()).toEqual([])
    await choose(booking, "school")
    pass(3)
    expect(await post()).toEqual([])
  })

  it("gets one confirmation that says it all, when none had left yet", async () => {
    const booking = await book()
    await choose(booking, "phone")
    pass(3)
    const [told, ...more] = await post()
    expect(more).toEqual([])
    expect(told?.subject).toStartWith("Uw afspraak: donderdag 12 november")
    expect(told?.text).toContain("Waar: Telefonisch")
    expect(told?.text).not.toContain("Was:")
  })

  it("reads of another time and another place in one message", async () => {
    const booking = await book()
    await post()
    await choose(booking, "online")
    await moveBooking(world.school, yilmaz, { booking, ...shown(world.school, slot(4)) }, world.clock.now)
    pass(3)
    const [told, ...more] = await post()
    expect(more).toEqual([])
    expect(told?.subject).toStartWith("Uw afspraak is nu donderdag 12 november")
    expect(told?.text).toContain("Waar: Online")
    expect(entry(told, "SEQUENCE")).toBe("2")
  })

  it("hears only that it is off, when it is", async () => {
    const booking = await book()
    await post()
    await choose(booking, "online")
    await cancelBooking(world.school, yilmaz, { booking }, world.clock.now)
    pass(3)
    const told = await post()
    expect(told.map(({ subject }) => subject)).toEqual([expect.stringContaining("Afgezegd")])
    expect(entry(told[0], "SEQUENCE")).toBe("2")
  })
})

describe("the teacher of a talk that is held elsewhere", () => {
  it("finds it in a calendar that follows, as a later version of the same entry", async () => {
    const noor: Staff = {
      role: "teacher",
      staff: cast.staff.tim,
      name: "Noor Willems",
      teacher: cast.teachers.noor,
      fresh: true,
    }
    world.school.client.run("UPDATE staff SET teacher_id = ? WHERE id = ?", [noor.teacher, noor.staff])
    await openFeed(world.school, noor, world.clock.now)
    const read = () => {
      const feed = feedBehind(world.school, feedOf(world.school, noor) ?? "")
      return feed?.talks.map(({ sequence, place, since }) => ({ sequence, place, since }))[0]
    }
    const booking = await book()
    const before = read()
    await choose(booking, "phone")
    const after = read()
    expect([before?.sequence, after?.sequence, after?.place]).toEqual([0, 1, "phone"])
    expect(Temporal.Instant.compare(after?.since ?? "", before?.since ?? "")).toBe(1)
  })
})

describe("families whose school changes where talks can be", () => {
  it("hear so after ten minutes, when theirs is held elsewhere by it", async () => {
    await book()
    await post()
    expect(await allow("online", "phone")).toBe(1)
    pass(9)
    expect(await post()).toEqual([])
    pass(1)
    const told = await post()
    expect(told[0]?.text).toContain(
      "De school heeft de plek van uw afspraak gewijzigd.\n\nUw afspraak is nu online.",
    )
    expect(told[0]?.text).not.toContain("Heeft u dit niet zelf gedaan?")
    expect(told[0]?.text).toContain("Waar: Online")
  })

  it("hear nothing when theirs stays where it is, or the school takes it back in time", async () => {
    const booking = await book()
    await choose(booking, "phone")
    pass(3)
    await post()
    expect(await allow("online", "phone")).toBe(0)
    expect(await allow("school", "online")).toBe(1)
    expect(await allow("school", "phone")).toBe(1)
    pass(11)
    expect(await post()).toEqual([])
  })

  it("who were moved by the school meanwhile hear both in one message", async () => {
    const booking = await book()
    await post()
    await allow("online")
    await moveFor(
      world.school,
      deWit,
      { round, talk: shownTalk(world.school, booking), to: shown(world.school, slot(3)) },
      world.clock.now,
    )
    pass(11)
    const told = await post()
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toContain("De school heeft uw afspraak verzet.")
    expect(told[0]?.text).toContain("Waar: Online")
  })
})
