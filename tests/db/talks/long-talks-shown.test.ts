import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { overviewOf } from "../../../src/db/rounds/round-overview.ts"
import { bookFor } from "../../../src/db/talks/arranged-talks.ts"
import { setOwnTimes } from "../../../src/db/talks/own-times.ts"
import type { Staff } from "../../../src/domain/access/access.ts"
import type { SlotId } from "../../../src/domain/ids.ts"
import { type Browser, testWorld, type World } from "../../support/app.ts"
import { at, longTalks, noor } from "../../support/long-talks.ts"
import { deWit, shown } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { choosing, deVries, round, yilmaz } from "../../support/talks.ts"

let world: World
const { booked } = choosing(() => world)
const { longer, talks } = longTalks(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const { defne, sem, lotte } = cast.pupils
const now = () => world.clock.now

describe("the school's own pages", () => {
  it("count a longer talk for all its times, also while nobody chose yet", async () => {
    const noorIn = () => overviewOf(world.school, deWit, round)?.teachers.find(({ id }) => id === noor)
    const before = noorIn()
    await longer(defne, 3)
    expect(noorIn()).toMatchObject({ slots: 12, waiting: before?.waiting, needs: (before?.needs ?? 0) + 2 })
    await booked(yilmaz, defne, at(0))
    expect(noorIn()).toMatchObject({ slots: 12, taken: 3, needs: (before?.needs ?? 0) - 1 })
  })

  const shownTo = async (browser: Browser, page: string) =>
    (await (await browser.get(`/de-regenboog/team/${page}`)).text())
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ")

  it("say in the figures that it is one talk, and how many times it took", async () => {
    await longer(defne, 3)
    await booked(yilmaz, defne, at(0))
    await booked(deVries, sem, at(40))
    const figures = await shownTo(await world.planner(), `rondes/${round}/cijfers`)
    expect(figures).toContain("2 gesprekken gekozen")
    expect(figures).toContain("17% van de tijden bezet")
    expect(figures).toContain("Noor Willems 4 van 12")
    expect(figures).toContain("Een langer gesprek telt als alle tijden die het duurt.")
  })

  it("show the teacher who says when she is not there how long it is", async () => {
    await longer(defne, 3)
    await booked(yilmaz, defne, at(0))
    await booked(deVries, sem, at(40))
    const times = await shownTo(await world.noor(), `mijn-gesprekken/${round}/tijden`)
    expect(times).toContain("19:00 gekozen, 30 minuten 19:30")
    expect(times).toContain("19:40 gekozen 19:50")
  })

  it("say that a time was chosen when a longer talk took it along meanwhile", async () => {
    const tim: Staff = {
      role: "teacher",
      staff: cast.staff.tim,
      name: "Tim",
      teacher: cast.teachers.tim,
      fresh: true,
    }
    await longer(lotte, 2)
    await booked(deVries, lotte, slotOf("tim", 0) as SlotId)
    const along = slotOf("tim", 1) as SlotId
    const times = [shown(world.school, along)]
    const wish = { round, shown: times, closed: times }
    const outcome = await setOwnTimes(world.school, tim, wish, now())
    expect(outcome).toMatchObject({ ok: false, refusal: { kind: "chosen-meanwhile" } })
  })

  it("book it for a family with all its times", async () => {
    await longer(defne, 2)
    const { household } = yilmaz
    const wish = { round, household, pupil: defne }
    await booked(deVries, sem, at(20))
    expect(
      await bookFor(world.school, deWit, { ...wish, ...shown(world.school, at(10)) }, now()),
    ).toMatchObject({
      refusal: { why: { kind: "does-not-fit", minutes: 20 } },
    })
    await bookFor(world.school, deWit, { ...wish, ...shown(world.school, at(0)) }, now())
    expect(talks()).toEqual(["0-20 defne", "20-30 sem"])
  })
})
