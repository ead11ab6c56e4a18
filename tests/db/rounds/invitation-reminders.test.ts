import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { remindInvited } from "../../../src/db/rounds/invitation-reminders.ts"
import { makeLetters, sendInvitations } from "../../../src/db/rounds/round-invitations.ts"
import { cancelFor } from "../../../src/db/talks/arranged-talks.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import type { UpheavalId } from "../../../src/domain/ids.ts"
import type { Email } from "../../../src/integrations/email.ts"
import type { Sms } from "../../../src/integrations/sms.ts"
import { deliverDue } from "../../../src/jobs/delivering.ts"
import { type Browser, testWorld, type World } from "../../support/app.ts"
import { deliveryOf } from "../../support/delivery.ts"
import { deWit, shownTalk } from "../../support/rounds.ts"
import { cast, shownAs } from "../../support/school.ts"

let world: World
let mails: Email[]
let texts: Sms[]
beforeEach(async () => {
  world = await testWorld()
  mails = []
  texts = []
  world.clock.now = amsterdam("2026-11-03T12:00")
})
afterEach(() => world.close())

const amsterdam = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Amsterdam]`).toInstant()
const round = cast.round
const { yilmaz, deVries, jansen } = cast.households
const change = (set: string, household: number) =>
  world.school.client.run(`UPDATE guardians SET ${set} WHERE household_id = ?`, [household])

/** Invited: by mail who has e-mail, and the others by letter. */
async function invite() {
  await sendInvitations(world.school, deWit, round, world.clock.now)
  const wish = { round, which: "without-mail" as const, group: null }
  await makeLetters(world.school, deWit, wish, world.clock.now, true)
  await deliver()
  mails = []
}
const later = (hours: number) => {
  world.clock.now = world.clock.now.add({ hours })
}
async function remind(sms = true) {
  const reminded = await remindInvited(world.school, deWit, { round, group: null }, world.clock.now, sms)
  return reminded?.ok ? reminded.value : null
}
const openLetters = async () => {
  const wish = { round, which: "open" as const, group: null }
  const made = await makeLetters(world.school, deWit, wish, world.clock.now, true)
  return made?.ok ? made.value.letters.map(({ household }) => Number(household)).toSorted() : null
}
const deliver = () =>
  deliverDue(
    deliveryOf(world, {
      send: async (mail) => {
        mails.push(mail)
        return { delivered: true }
      },
      sendSms: async (sms) => {
        texts.push(sms)
        return { delivered: true }
      },
    }),
  )
const chooseFor = async (pupil: number, slot: number) =>
  (await world.deVries()).post(`/de-regenboog/gesprekken/${round}/kies`, {
    pupil: String(pupil),
    slot: shownAs(slot),
  })
const mobile = "email = NULL, phone = '06 1234 5678'"

describe("who was invited and has not chosen", () => {
  it("is reminded by the road of its home, and not when they chose meanwhile", async () => {
    change(mobile, yilmaz)
    change("email = NULL", jansen)
    await invite()
    later(24)
    expect(await remind()).toEqual({ email: 2, sms: 1 })
    // Chosen after the press and before the mail: not told that they did not choose.
    await chooseFor(cast.pupils.sem, 4)
    await chooseFor(cast.pupils.lotte, 18)
    await chooseFor(cast.pupils.daan, 20)
    await deliver()
    expect(mails.map(({ to, subject }) => `${to} ${subject}`).filter((line) => /gekozen/.test(line))).toEqual(
      ["bakker@post.example Nog niet gekozen: Herfstgesprekken"],
    )
    expect(texts.map(({ to }) => to)).toEqual(["+31612345678"])
    expect(await openLetters()).toEqual([jansen])
  })

  it("is reminded for one child too, when it chose for another", async () => {
    await invite()
    await chooseFor(cast.pupils.sem, 4)
    later(24)
    await remind()
    await deliver()
    const asked = mails.filter(({ subject }) => subject.startsWith("Nog niet gekozen")).map(({ to }) => to)
    expect(asked).toContain("devries@post.example")
  })

  it("is not reminded of a child that waits for a full teacher, and the office reads that it waits", async () => {
    await invite()
    later(24)
    expect(await remind()).toMatchObject({ email: 4 })
    later(24)
    world.school.client.run(
      "INSERT INTO waits (round_id, household_id, pupil_id, teacher_id, since) VALUES (?, ?, ?, ?, '2026-11-04T10:00:00Z')",
      [round, yilmaz, cast.pupils.defne, cast.teachers.noor],
    )
    expect(await remind()).toMatchObject({ email: 3 })
    const list = await (await world.deWit()).get(`/de-regenboog/team/rondes/${round}/antwoorden?toon=open`)
    expect(await list.text()).toMatch(/Yilmaz, Defne.*?op de wachtlijst/s)
  })

  it("is asked to choose after it heard that its talk is off, and not at all when that is taken back", async () => {
    await invite()
    const choose = async (pupil: number, slot: number, home: Browser) =>
      home.post(`/de-regenboog/gesprekken/${round}/kies`, { pupil: String(pupil), slot: shownAs(slot) })
    await choose(cast.pupils.mila, 4, await world.bakker())
    await choose(cast.pupils.defne, 6, await world.yilmaz())
    await deliver()
    later(24)
    for (const booking of [1, 2])
      await cancelFor(world.school, deWit, { round, talk: shownTalk(world.school, booking) }, world.clock.now)
    expect(await remind()).toMatchObject({ email: 4 })
    mails = []
    const heard = (who: string) =>
      mails.filter(({ to }) => to.startsWith(who)).map(({ subject }) => subject.split(":")[0])
    await deliver()
    expect([heard("bakker"), heard("yilmaz")]).toEqual([[], []])
    await undoUpheaval(world.school, deWit, { round, upheaval: 2 as UpheavalId }, world.clock.now)
    world.clock.now = world.clock.now.add({ minutes: 10 })
    await deliver()
    expect([heard("bakker"), heard("yilmaz")]).toEqual([["Afgezegd", "Nog niet gekozen"], []])
  })

  it("hears of it once a day, an invitation and a letter counted too", async () => {
    change(mobile, yilmaz)
    await invite()
    expect(await remind()).toEqual({ email: 0, sms: 0 })
    later(23)
    expect(await remind()).toEqual({ email: 0, sms: 0 })
    later(1)
    expect(await remind()).toEqual({ email: 3, sms: 1 })
    expect(await remind()).toEqual({ email: 0, sms: 0 })
    later(24)
    expect(await remind()).toEqual({ email: 3, sms: 1 })
  })

  it("reads in an SMS until when, that the code is in the letter, and the school's own door: nothing that opens by itself", async () => {
    change(mobile, yilmaz)
    await invite()
    later(24)
    await remind()
    await deliver()
    expect(texts.map(({ text }) => text)).toEqual([
      `De Regenboog: u koos nog niet alle tijden. Dat kan tot di 10 nov 23:00, met de code uit uw brief. Antwoorden kan niet. ${world.parts.origin}/de-regenboog`,
    ])
    // In time only: what arrives after choosing has closed helps nobody.
    expect(texts[0]?.goodFor).toBe(world.clock.now.until(amsterdam("2026-11-10T23:00")).total("seconds"))
  })

  it("is let sleep: an SMS of the evening leaves in the morning, and one that would come too late is not promised", async () => {
    change(mobile, yilmaz)
    await invite()
    world.clock.now = amsterdam("2026-11-09T22:30")
    expect(await remind()).toMatchObject({ sms: 1 })
    await deliver()
    expect(texts).toEqual([])
    world.clock.now = amsterdam("2026-11-10T08:00")
    await deliver()
    expect(texts).toHaveLength(1)
    world.school.client.run("UPDATE rounds SET closes_at = '2026-11-12T06:30:00Z'")
    world.clock.now = amsterdam("2026-11-11T23:00")
    expect(await remind()).toEqual({ email: 3, sms: 0 })
    expect(await openLetters()).toEqual([yilmaz])
  })

  it("rests a day from when it heard, not from when the office pressed: at night an SMS waits", async () => {
    change(mobile, yilmaz)
    await invite()
    world.clock.now = amsterdam("2026-11-05T21:30")
    expect(await remind()).toMatchObject({ sms: 1 })
    await deliver()
    world.clock.now = amsterdam("2026-11-06T08:00")
    await deliver()
    change("email = 'nieuw@post.example'", yilmaz)
    world.school.client.run(
      "UPDATE invitations SET mailed_at = '2026-11-01T09:00:00Z' WHERE household_id = ?",
      [yilmaz],
    )
    world.clock.now = amsterdam("2026-11-06T21:31")
    expect(await remind()).toEqual({ email: 3, sms: 0 })
    world.clock.now = amsterdam("2026-11-07T08:00")
    expect(await remind()).toEqual({ email: 1, sms: 0 })
  })

  it("can be given its letter again at once, where the printer jammed", async () => {
    change("email = NULL", jansen)
    await invite()
    later(24)
    expect([await openLetters(), await openLetters()]).toEqual([[jansen], [jansen]])
  })

  it("gets a letter where an SMS would say nothing: none was printed, the number is wrong, or SMS is off", async () => {
    change(mobile, yilmaz)
    await sendInvitations(world.school, deWit, round, world.clock.now)
    later(24)
    expect(await remind()).toEqual({ email: 3, sms: 0 })
    expect(await openLetters()).toEqual([yilmaz])
    later(24)
    expect(await remind(false)).toEqual({ email: 3, sms: 0 })
    change("phone = '020 555 01 23'", yilmaz)
    later(24)
    expect(await remind()).toEqual({ email: 3, sms: 0 })
    change("phone = '06 1234 5678', refused_phone = '06 1234 5678'", yilmaz)
    later(24)
    expect(await remind()).toEqual({ email: 3, sms: 0 })
    expect(await openLetters()).toEqual([yilmaz])
  })

  it("hears it once, by mail, when one parent has e-mail and the other only a phone", async () => {
    world.school.client.run(
      "INSERT INTO guardians (household_id, prefix, last, phone) VALUES (?, 'de', 'Vries', '06 8765 4321')",
      [deVries],
    )
    await invite()
    await makeLetters(
      world.school,
      deWit,
      { round, which: "all", group: null },
      world.clock.now.subtract({ hours: 1 }),
      true,
    )
    later(24)
    expect(await remind()).toEqual({ email: 4, sms: 0 })
    await deliver()
    expect([mails.filter(({ to }) => to === "devries@post.example").length, texts.length]).toEqual([1, 0])
  })

  it("is told by the road that is there when it leaves, and by none when its code was withdrawn", async () => {
    change(mobile, yilmaz)
    change(mobile.replace("1234", "4321"), jansen)
    await invite()
    world.clock.now = amsterdam("2026-11-05T22:30")
    expect(await remind()).toMatchObject({ sms: 2 })
    change("email = 'nieuw@post.example'", yilmaz)
    world.school.client.run("UPDATE households SET code_generation = 2 WHERE id = ?", [jansen])
    world.clock.now = amsterdam("2026-11-06T08:00")
    await deliver()
    expect(mails.filter(({ to }) => to === "nieuw@post.example")).toHaveLength(1)
    expect(texts).toEqual([])
  })

  it("does not follow a road that closed: an SMS does not go out for a mail that lost its address", async () => {
    await invite()
    later(24)
    await remind()
    change(mobile, yilmaz)
    await deliver()
    expect(texts).toEqual([])
  })
})
