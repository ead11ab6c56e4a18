import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { editGuardian } from "../src/db/households/household-parents.ts"
import { inviteStaff } from "../src/db/staff/staff.ts"
import type { GuardianId, HouseholdId } from "../src/domain/ids.ts"
import { readReturn } from "../src/domain/messages/return-address.ts"
import { mailServer } from "../src/integrations/email.ts"
import { readBounce } from "../src/integrations/returned-mail.ts"
import { deliverDue } from "../src/jobs/delivering.ts"
import type { JobParts } from "../src/jobs/reach.ts"
import { testWorld, type World } from "./support/app.ts"
import { fromExchange, fromPostfix, onHoliday } from "./support/bounces.ts"
import { deliveryOf } from "./support/delivery.ts"
import { type PostOffice, postOffice, type Received } from "./support/post.ts"
import { cast, shownAs, slotOf } from "./support/school.ts"

// A mail that was taken and came back: our mails go over SMTP, reports of mail servers come in at the door of the operator, and the
// office sees what to do.

const secret = "a-secret-of-the-operator-and-nobody-else"
let world: World
let post: PostOffice
let parts: JobParts
let log: string[]
const closing: (() => unknown)[] = []
beforeEach(async () => {
  log = []
  world = await testWorld("http://localhost:3000", {
    mailReports: { read: readBounce, secret },
    log: (line) => log.push(JSON.stringify(line)),
  })
  post = await postOffice()
  const server = mailServer(post.url)
  closing.push(() => world.close(), post.close, server.close)
  parts = deliveryOf(world, {
    send: server.send,
    returnBox: "bounces@tienminuten.example",
  })
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const { yilmaz } = cast.households
const page = `/de-regenboog/team/gezinnen/${yilmaz}`

/** Family Yilmaz chooses a time, and the confirmation leaves. */
async function confirmed(): Promise<Received> {
  const parent = await world.yilmaz()
  const wish = { pupil: String(cast.pupils.defne), slot: shownAs(slotOf("noor", 3)) }
  expect((await parent.post(`/de-regenboog/gesprekken/${cast.round}/kies`, wish)).status).toBe(303)
  expect(await deliverDue(parts)).toBe(1)
  return post.received.at(-1) as Received
}
const open = { Authorization: `Bearer ${secret}`, "Content-Type": "message/rfc822" }
/** As `curl --data-binary @-` hands it over. */
const comesBack = (mail: string, headers: Record<string, string> = open, to = world) =>
  to.app.handle(
    new Request("http://localhost:3000/post/terug", {
      method: "POST",
      headers: { "Content-Length": String(mail.length), ...headers },
      body: mail,
    }),
  )
const states = () =>
  world.school.client
    .query<{ line: string }, []>(
      "SELECT kind || ' ' || state || ' ' || coalesce(failure, '') AS line FROM messages ORDER BY id",
    )
    .all()
    .map(({ line }) => line.trim())
const seen = async (path: string) =>
  (await (await (await world.deWit()).get(path)).text()).replace(/\s+/g, " ")
const change = (email: string, household: HouseholdId = yilmaz) =>
  editGuardian(
    world.school,
    {
      role: "administrator",
      staff: cast.staff.deWit as never,
      name: "",
      teacher: null,
      fresh: true,
    } as never,
    { household, guardian: 1 as GuardianId, prefix: "", last: "Yilmaz", email, phone: "" },
    world.clock.now,
  )

describe("a mail that comes back", () => {
  it("is work for the office: which family, why, and what to do next", async () => {
    const mail = await confirmed()
    expect(states()).toEqual(["booking-confirmed sent"])
    expect((await comesBack(fromPostfix(mail))).status).toBe(204)
    expect(states()).toEqual(["booking-confirmed failed unknown"])
    expect(await seen("/de-regenboog/team/berichten")).toMatch(
      /yilmaz@post.example<\/bdi>.*bestaat niet, of niet meer.*Yilmaz, van Defne Yilmaz/,
    )
    expect(await seen(page)).toContain("Vraag de ouder om het goede adres, en verbeter het bij de ouder.")
    expect(JSON.stringify(log)).not.toMatch(/yilmaz|@/i)
  })

  it("is sent again to the address that the office mends, as far as it is still true", async () => {
    await comesBack(fromPostfix(await confirmed()))
    await change("beter@post.example")
    expect(await deliverDue(parts)).toBe(1)
    expect(post.received.map(({ to }) => to)).toEqual(["yilmaz@post.example", "beter@post.example"])
    expect(await seen("/de-regenboog/team/berichten")).not.toContain("klopt niet")
  })

  it("goes to the new address by itself when that was mended before it came back", async () => {
    const mail = await confirmed()
    await change("beter@post.example")
    await comesBack(fromPostfix(mail))
    expect(await deliverDue(parts)).toBe(1)
    expect(post.received.at(-1)?.to).toBe("beter@post.example")
    expect(await seen("/de-regenboog/team/berichten")).not.toContain("klopt niet")
  })

  it("may be tried again at the same address: the mailbox was full", async () => {
    const mail = await confirmed()
    await comesBack(fromPostfix(mail, { status: "5.2.2", diagnostic: "552 5.2.2 Mailbox full" }))
    expect(await seen(page)).toContain("heeft een volle mailbox.")
    const answer = await (await world.deWit()).post(`${page}/ouder/opnieuw`, { guardian: "1" })
    expect(answer.headers.get("Location")).toBe(`${page}?gelukt=again`)
    expect(await deliverDue(parts)).toBe(1)
    expect(states()).toEqual(["booking-confirmed sent"])
    expect(await seen(page)).not.toContain("volle mailbox")
  })

  it("stays work when the next mail is taken too: being taken says nothing here", async () => {
    await comesBack(fromPostfix(await confirmed()))
    const parent = await world.yilmaz()
    const id = world.school.client.query<{ id: number }, []>("SELECT id FROM bookings").get()?.id
    await parent.post(`/de-regenboog/afspraak/${id}/verzetten`, { slot: shownAs(slotOf("noor", 5)) })
    await deliverDue(parts)
    expect(states()).toEqual(["booking-confirmed failed unknown", "booking-moved sent"])
    expect(await seen(page)).toContain("bestaat niet, of niet meer.")
  })

  it("is understood in the dialects of mail servers", async () => {
    const mail = await confirmed()
    const reads = async (raw: string) => (await readBounce(new TextEncoder().encode(raw)))?.failure
    expect(await reads(fromPostfix(mail, { status: "5.4.4", diagnostic: "Host not found" }))).toBe("away")
    expect(await reads(fromPostfix(mail, { status: "4.4.7" }))).toBe("away")
    expect(
      await reads(fromPostfix(mail, { status: "5.0.0", diagnostic: "x-unix; input/output error" })),
    ).toBe("refused")
    expect(await reads(fromExchange(mail, "550 5.1.10 RESOLVER.ADR.RecipientNotFound"))).toBe("unknown")
    expect(await reads(fromExchange(mail, "550 5.7.606 Access denied, banned sending IP"))).toBe("blocked")
    await comesBack(fromExchange(mail, "550 5.1.10 RESOLVER.ADR.RecipientNotFound"))
    expect(states()).toEqual(["booking-confirmed failed unknown"])
  })

  it("changes nothing when it is only late, an answer, or no mail at all", async () => {
    const mail = await confirmed()
    for (const other of [
      fromPostfix(mail, { action: "delayed", status: "4.4.1" }),
      onHoliday(mail),
      "",
      "\0\0",
      mail.raw,
    ])
      expect((await comesBack(other)).status).toBe(204)
    expect(states()).toEqual(["booking-confirmed sent"])
  })

  it("changes nothing twice", async () => {
    const mail = await confirmed()
    for (let time = 0; time < 2; time++) await comesBack(fromPostfix(mail))
    expect(
      world.school.client.query("SELECT count(*) AS n FROM logbook WHERE act = 'message-failed'").get(),
    ).toEqual({
      n: 1,
    })
  })
})

describe("an invitation of a colleague that comes back", () => {
  it("is seen where the colleagues stand, and at that colleague", async () => {
    const by = { kind: "staff", id: cast.staff.deWit as never } as const
    const piet = {
      name: "Piet Smit",
      email: "piet@regenboog.example",
      role: "planner",
      teacher: null,
    } as const
    await inviteStaff(world.school, by, piet, world.clock.now)
    await deliverDue(parts)
    await comesBack(fromPostfix(post.received.at(-1) as Received))
    expect(await seen("/de-regenboog/team/instellingen")).toContain("mail kwam niet aan")
    const { id } = world.school.client.query<{ id: number }, []>("SELECT max(id) AS id FROM staff").get() ?? {
      id: 0,
    }
    expect(await seen(`/de-regenboog/team/instellingen/collega/${id}`)).toContain(
      "De laatste mail aan je collega kwam niet aan.",
    )
  })
})

describe("who may say that a mail came back", () => {
  it("is who has the secret, and nobody where no secret is set", async () => {
    const mail = await confirmed()
    for (const key of ["", "Bearer ", `Bearer ${secret}x`])
      expect((await comesBack(fromPostfix(mail), { ...open, Authorization: key })).status).toBe(403)
    for (const browser of [{ Origin: "https://elders.example" }, { "Sec-Fetch-Site": "cross-site" }])
      expect((await comesBack(fromPostfix(mail), { ...open, ...browser } as typeof open)).status).toBe(403)
    expect(states()).toEqual(["booking-confirmed sent"])
    const other = await testWorld()
    closing.push(() => other.close())
    expect((await comesBack(fromPostfix(mail), open, other)).status).toBe(404)
  })

  it("needs the address that we wrote: one letter else and it is of no mail", async () => {
    const mail = await confirmed()
    const found = readReturn(mail.returnTo)
    expect(found).toMatchObject({ school: world.school.school.id, message: 1 })
    expect(mail.returnTo.split("@")[0]?.length).toBeLessThanOrEqual(64)
    for (const at of [10, 30, 40, 45, 50]) {
      const letter = mail.returnTo[at] === "7" ? "8" : "7"
      const forged = mail.returnTo.slice(0, at) + letter + mail.returnTo.slice(at + 1)
      const raw = mail.raw.replaceAll(mail.returnTo, forged)
      expect((await comesBack(fromPostfix({ ...mail, raw, returnTo: forged }))).status).toBe(204)
    }
    expect(states()).toEqual(["booking-confirmed sent"])
  })

  it("is not read by way of a mail of another school", async () => {
    const mail = await confirmed()
    const theirs = mail.returnTo.replace(/\+.{26}/, `+${"0".repeat(26)}`)
    expect((await comesBack(fromPostfix({ ...mail, raw: "", returnTo: theirs }))).status).toBe(204)
    expect(states()).toEqual(["booking-confirmed sent"])
  })

  it("is not listened to for long: a mail of more than a megabyte is not read", async () => {
    expect((await comesBack("x".repeat(1024 * 1024 + 1))).status).toBe(413)
  })
})
