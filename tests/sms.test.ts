import { afterAll, afterEach, describe, expect, it } from "bun:test"
import { makeLetters } from "../src/db/rounds/round-invitations.ts"
import { mailServer } from "../src/integrations/email.ts"
import { twilioReports, twilioSms } from "../src/integrations/sms.ts"
import { deliverDue } from "../src/jobs/delivering.ts"
import type { JobParts } from "../src/jobs/reach.ts"
import { remindEverywhere } from "../src/jobs/reminding.ts"
import { testWorld, type World } from "./support/app.ts"
import { deliveryOf } from "./support/delivery.ts"
import { seenNow } from "./support/households.ts"
import { postOffice } from "./support/post.ts"
import { deWit } from "./support/rounds.ts"
import { cast, shownAs, slotOf } from "./support/school.ts"
import { type PhoneNetwork, phoneNetwork } from "./support/twilio.ts"

// SMS over the wire: Twilio's own client, a network that reports back with Twilio's signature, and our public address in between.

/** Where the network finds us: one address for all these worlds, of which the routes are put together once. */
const us = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: (request) => world.app.handle(request) })
const origin = `http://localhost:${us.port}`
afterAll(() => us.stop(true))

let world: World
let network: PhoneNetwork
let parts: JobParts
let log: string[]
const closing: (() => unknown)[] = []

/** Family Yilmaz has a mobile phone and no e-mail. */
const withPhones =
  (tell: () => Promise<void>, phone = "06 1234 5678") =>
  async () => {
    network = await phoneNetwork()
    log = []
    world = await testWorld(origin, {
      sms: true,
      readSmsReport: twilioReports(network.settings.token),
      log: (line) => log.push(JSON.stringify(line)),
    })
    closing.push(() => world.close(), network.close)
    world.school.client.run("UPDATE guardians SET email = NULL, phone = ? WHERE household_id = 1", [phone])
    parts = deliveryOf(world, {
      sendSms: twilioSms(network.settings, network.url),
      tell: (line) => log.push(JSON.stringify(line)),
    })
    await tell()
  }
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const round = cast.round
const amsterdam = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Amsterdam]`).toInstant()
const later = (minutes: number) => {
  world.clock.now = world.clock.now.add({ minutes })
}
async function book(slot = slotOf("noor", 3)) {
  const yilmaz = await world.yilmaz()
  const wish = { pupil: String(cast.pupils.defne), slot: shownAs(slot) }
  expect((await yilmaz.post(`/de-regenboog/gesprekken/${cast.round}/kies`, wish)).status).toBe(303)
  return yilmaz
}
const booking = () => world.school.client.query<{ id: number }, []>("SELECT id FROM bookings").get()?.id ?? 0
const states = () =>
  world.school.client
    .query<{ line: string }, []>(
      "SELECT kind || ' ' || channel || ' ' || state || ' ' || coalesce(failure, '') AS line FROM messages ORDER BY id",
    )
    .all()
    .map(({ line }) => line.trim())
const bodies = async () => (await network.received()).map(({ body }) => body)
const sid = async () => (await network.received()).at(-1)?.sid ?? ""
const guardian = () =>
  world.school.client
    .query<{ phone: string; refused: string | null }, []>(
      "SELECT phone, refused_phone AS refused FROM guardians WHERE household_id = 1",
    )
    .get()

describe("a parent with only a mobile phone", () => {
  it(
    "hears by SMS of a talk that was booked, moved and cancelled, and the school sees that it arrived",
    withPhones(async () => {
      const yilmaz = await book()
      expect(await network.received()).toEqual([]) // never during a request
      expect(await deliverDue(parts)).toBe(1)
      const id = booking()
      const [sms] = await network.received()
      expect(sms?.to).toBe("+31612345678")
      expect(sms?.body).toBe(
        `De Regenboog: uw afspraak staat vast. Do 12 nov 19:30. Antwoorden kan niet. ${origin}/de-regenboog/afspraak/${id}`,
      )
      expect(states()).toEqual(["booking-confirmed sms sent"])
      await network.comesTo(await sid(), "delivered")
      expect(states()).toEqual(["booking-confirmed sms delivered"])
      await yilmaz.post(`/de-regenboog/afspraak/${id}/verzetten`, { slot: shownAs(slotOf("noor", 5)) })
      await deliverDue(parts)
      await yilmaz.post(`/de-regenboog/afspraak/${id}/afzeggen`, {})
      await deliverDue(parts)
      expect((await bodies()).slice(1)).toEqual([
        `De Regenboog: uw afspraak is verzet. Do 12 nov 19:50. Was 19:30. Antwoorden kan niet. ${origin}/de-regenboog/afspraak/${id}`,
        `De Regenboog: uw afspraak is afgezegd. Do 12 nov 19:50. Antwoorden kan niet. Kies een andere tijd: ${origin}/de-regenboog/gesprekken`,
      ])
      expect(await deliverDue(parts)).toBe(0)
    }),
  )

  it(
    "is let sleep: what is booked at night is told in the morning",
    withPhones(async () => {
      world.clock.now = amsterdam("2026-11-03T22:40")
      await book()
      expect(await deliverDue(parts)).toBe(0)
      world.clock.now = amsterdam("2026-11-04T07:59")
      expect(await deliverDue(parts)).toBe(0)
      world.clock.now = amsterdam("2026-11-04T08:00")
      expect(await deliverDue(parts)).toBe(1)
    }),
  )

  it(
    "is let sleep also when a message that waited for the mail became an SMS",
    withPhones(async () => {
      world.school.client.run("UPDATE guardians SET email = 'yilmaz@post.example' WHERE household_id = 1")
      world.clock.now = amsterdam("2026-11-03T22:40")
      await book()
      world.school.client.run("UPDATE guardians SET email = NULL WHERE household_id = 1")
      expect(await deliverDue(parts)).toBe(0)
      expect(states()).toEqual(["booking-confirmed sms queued"])
      world.clock.now = amsterdam("2026-11-04T08:00")
      expect(await deliverDue(parts)).toBe(1)
    }),
  )

  it(
    "gets nothing where SMS is off, and nothing stays waiting",
    withPhones(async () => {
      await book()
      expect(await deliverDue({ ...parts, sendSms: null })).toBe(0)
      expect(states()).toEqual([])
    }),
  )
})

it(
  "sends nothing to a landline, nor to a number that is none",
  withPhones(async () => {
    await book()
    expect(states()).toEqual([])
  }, "020 555 01 23"),
)

describe("the reminder to choose", () => {
  it(
    "reaches who has only a phone, and the office reads that it is there",
    withPhones(async () => {
      await makeLetters(
        world.school,
        deWit,
        { round, which: "without-mail", group: null },
        world.clock.now,
        true,
      )
      later(24 * 60)
      const desk = await world.deWit()
      await desk.post(`/de-regenboog/team/rondes/${cast.round}/antwoorden/herinneren`)
      expect(await network.received()).toEqual([]) // never during a request
      await deliverDue(parts)
      expect(await bodies()).toEqual([
        `De Regenboog: u koos nog niet alle tijden. Dat kan tot di 10 nov 23:00, met de code uit uw brief. Antwoorden kan niet. ${origin}/de-regenboog`,
      ])
      await network.comesTo(await sid(), "delivered")
      expect(states().filter((line) => line.includes("sms"))).toEqual(["invitation-reminder sms delivered"])
    }),
  )
})

describe("the reminder of the day before", () => {
  it(
    "goes to every household with a talk, by the road it has, once",
    withPhones(async () => {
      const post = await postOffice()
      const server = mailServer(post.url)
      closing.push(post.close, server.close)
      await book()
      const deVries = await world.deVries()
      for (const [pupil, slot] of [
        [cast.pupils.sem, slotOf("noor", 6)],
        [cast.pupils.lotte, slotOf("tim", 8)],
      ] as const)
        await deVries.post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
          pupil: String(pupil),
          slot: shownAs(slot),
        })
      const both = { ...parts, send: server.send }
      await deliverDue(both)
      const mailed = post.received.length
      world.clock.now = amsterdam("2026-11-11T09:50")
      await remindEverywhere(both)
      expect(await deliverDue(both)).toBe(0)
      world.clock.now = amsterdam("2026-11-11T10:00")
      for (let times = 0; times < 3; times++) await remindEverywhere(both)
      expect(await deliverDue(both)).toBe(2)
      later(60)
      await remindEverywhere(both)
      expect(await deliverDue(both)).toBe(0)
      expect((await bodies()).at(-1)).toBe(
        `De Regenboog: herinnering aan uw afspraak. Do 12 nov 19:30. Antwoorden kan niet. ${origin}/de-regenboog/gesprekken`,
      )
      const [mail, ...more] = post.received.slice(mailed)
      expect(more).toEqual([])
      expect(mail?.headers.get("subject")).toBe("Herinnering: uw afspraak op donderdag 12 november")
      for (const fact of ["Sem", "20:00 tot 20:10", "Lotte", "20:20 tot 20:30", "lokaal 14"])
        expect(mail?.text).toContain(fact)
      expect(mail?.calendar).toBeNull()
    }),
  )

  it(
    "is not sent when the talk was cancelled meanwhile, nor to who chose a moment ago",
    withPhones(async () => {
      const yilmaz = await book()
      await deliverDue(parts)
      world.clock.now = amsterdam("2026-11-11T10:00")
      await remindEverywhere(parts)
      world.school.client.run("DELETE FROM bookings")
      expect(await deliverDue(parts)).toBe(0)
      expect((await bodies()).length).toBe(1)
      expect(yilmaz.cookies.size).toBeGreaterThan(0)
      world.school.client.run("DELETE FROM messages")
      world.school.client.run(
        "INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at) SELECT id, 1, 1, 1, 1, starts_at, ends_at, 'u', '2026-11-11T10:30:00Z' FROM slots WHERE id = 3",
      )
      world.clock.now = amsterdam("2026-11-11T14:00")
      await remindEverywhere(parts)
      expect(states()).toEqual([])
    }),
  )
})

describe("a number that does not exist", () => {
  it(
    "is work for the office; once corrected, what is still true is sent again",
    withPhones(async () => {
      await book()
      await deliverDue(parts)
      await network.comesTo(await sid(), "undelivered")
      expect(states()).toEqual(["booking-confirmed sms failed refused"])
      expect(guardian()?.refused).toBe("06 1234 5678")
      const deWit = await world.deWit()
      const address = "/de-regenboog/team/gezinnen/1/ouder"
      const yilmaz = { guardian: "1", prefix: "", last: "Yilmaz", email: "" }
      await deWit.post(address, { ...yilmaz, phone: "06 8765 4321", seen: seenNow(world) })
      expect(await deliverDue(parts)).toBe(1)
      expect((await network.received()).at(-1)?.to).toBe("+31687654321")
      expect(states()).toEqual(["booking-confirmed sms sent"])
    }),
  )

  it(
    "is told by Twilio at once, and is not tried again",
    withPhones(async () => {
      await book()
      // This network knows no names as senders: a 400 about the message itself.
      const named = twilioSms({ ...network.settings, service: null }, network.url)
      expect(await deliverDue({ ...parts, sendSms: named })).toBe(0)
      expect(states()).toEqual(["booking-confirmed sms failed refused"])
      expect(log.join()).toContain('"outcome":"refused"')
      expect(log.join()).not.toMatch(/Yilmaz|Defne|612345678|1234 5678/)
    }),
  )
})

describe("a report", () => {
  const forge = (uid: string, signature: string) =>
    fetch(`${origin}/de-regenboog/sms/${uid}`, {
      method: "POST",
      headers: { "X-Twilio-Signature": signature },
      body: new URLSearchParams({ MessageStatus: "delivered", To: "+31612345678" }),
    })
  const uid = () =>
    world.school.client.query<{ uid: string }, []>("SELECT uid FROM messages").get()?.uid ?? ""

  it(
    "with a forged signature changes nothing, and is logged without a name",
    withPhones(async () => {
      await book()
      await deliverDue(parts)
      for (const signature of ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="])
        expect((await forge(uid(), signature)).status).toBe(403)
      expect(states()).toEqual(["booking-confirmed sms sent"])
      const lines = log.filter((line) => line.includes("sms-report"))
      expect(lines.length).toBe(3)
      expect(lines.join()).not.toMatch(/Yilmaz|Defne|3161234/)
    }),
  )

  it(
    "that comes late or twice never takes back that it arrived",
    withPhones(async () => {
      await book()
      await deliverDue(parts)
      for (const status of ["delivered", "sent", "undelivered", "delivered"])
        await network.comesTo(await sid(), status)
      expect(states()).toEqual(["booking-confirmed sms delivered"])
      expect(guardian()?.refused).toBeNull()
    }),
  )

  it(
    "tells whether an SMS left when the line broke; without one it is sent again after ten minutes",
    withPhones(async () => {
      await book()
      const broken: NonNullable<JobParts["sendSms"]> = async (sms) => {
        await parts.sendSms?.(sms)
        return { delivered: false, permanent: false, reason: "unclear" }
      }
      await deliverDue({ ...parts, sendSms: broken })
      expect(states()).toEqual(["booking-confirmed sms queued unclear"])
      later(9)
      expect(await deliverDue(parts)).toBe(0)
      await network.comesTo(await sid(), "sent")
      later(9)
      expect(await deliverDue(parts)).toBe(0)
      expect((await network.received()).length).toBe(1)
      expect(states()).toEqual(["booking-confirmed sms sent"])
    }),
  )

  it(
    "is of no use where SMS is off",
    withPhones(async () => {
      delete (world.parts as { readSmsReport?: unknown }).readSmsReport
      expect((await forge("9b2d1c9e-4d3b-4b8e-9a57-0d0f3f1f2a10", "x")).status).toBe(404)
    }),
  )
})

describe("when Twilio is away", () => {
  it(
    "an SMS waits and leaves later, once",
    withPhones(async () => {
      await book()
      const away = twilioSms(network.settings, "http://127.0.0.1:9")
      expect(await deliverDue({ ...parts, sendSms: away })).toBe(0)
      expect(states()).toEqual(["booking-confirmed sms queued unreachable"])
      const stranger = twilioSms({ ...network.settings, token: "verkeerd" }, network.url)
      later(2)
      expect(await deliverDue({ ...parts, sendSms: stranger })).toBe(0)
      expect(states()).toEqual(["booking-confirmed sms queued busy"])
      later(10)
      expect(await deliverDue(parts)).toBe(1)
      expect((await network.received()).length).toBe(1)
    }),
  )
})
