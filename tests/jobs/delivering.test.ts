import { afterEach, describe, expect, it } from "bun:test"
import { readdirSync, writeFileSync } from "node:fs"
import { eraseFiles } from "../../src/db/backup/leaving-steps.ts"
import { rotate } from "../../src/db/backup/rotating.ts"
import { claimDue, queueMessage } from "../../src/db/messages/messages.ts"
import { write } from "../../src/db/open.ts"
import {
  addSchool,
  closeRegistry,
  closeReplaced,
  openRegistry,
  openSchool,
  schoolFile,
} from "../../src/db/registry.ts"
import type { HouseholdId } from "../../src/domain/ids.ts"
import type { Email } from "../../src/integrations/email.ts"
import { deliverDue } from "../../src/jobs/delivering.ts"
import { forgetEverywhere } from "../../src/jobs/forgetting.ts"
import type { JobParts } from "../../src/jobs/reach.ts"
import type { World } from "../support/app.ts"
import { chooseForSem, outbox } from "../support/outbox.ts"
import type { PostOffice } from "../support/post.ts"
import { cast, shownAs, slotOf } from "../support/school.ts"

let world: World
let post: PostOffice
let parts: JobParts
let log: string[]
let closing: (() => unknown)[]

const withPost = (tell: () => Promise<void>, answer?: (to: string) => string | null) => async () => {
  ;({ world, post, parts, log, closing } = await outbox(answer))
  await tell()
}
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  world.close()
})

const later = (minutes: number) => {
  world.clock.now = world.clock.now.add({ minutes })
}
const states = () =>
  world.school.client
    .query<{ line: string }, []>("SELECT kind || ' ' || state AS line FROM messages ORDER BY id")
    .all()
    .map(({ line }) => line)
const invite = (household: number, db = world.school) =>
  write(db, (tx) =>
    queueMessage(
      tx,
      {
        kind: "invitation",
        by: "email",
        round: cast.round,
        household: household as HouseholdId,
        facts: {},
      },
      world.clock.now,
    ),
  )
const booking = () => world.school.client.query<{ id: number }, []>("SELECT id FROM bookings").get()?.id ?? 0

describe("a parent who chose a time", () => {
  it(
    "gets a confirmation with text, page and an entry for the calendar",
    withPost(async () => {
      await chooseForSem(world)
      expect(post.received).toEqual([]) // never during a request
      expect(await deliverDue(parts)).toBe(1)
      const [mail] = post.received
      expect(mail?.to).toBe("devries@post.example")
      expect(mail?.headers.get("from")).toBe("De Regenboog <noreply@tienminuten.example>")
      expect(mail?.headers.get("reply-to")).toBe("kantoor@de-regenboog.example")
      expect(mail?.headers.get("subject")).toBe("Uw afspraak: donderdag 12 november, 19:30")
      for (const said of [mail?.text ?? "", mail?.html ?? ""])
        for (const fact of [
          "Sem",
          "Noor Willems",
          "donderdag 12 november 2026",
          "19:30 tot 19:40",
          "lokaal 12",
        ])
          expect(said).toContain(fact)
      expect(mail?.text).toContain(`http://localhost:3000/de-regenboog/afspraak/${booking()}`)
      expect(mail?.calendar?.type).toContain("method=REQUEST")
      const calendar = mail?.calendar?.content.replace(/\r\n /g, "") ?? ""
      for (const line of [
        "METHOD:REQUEST",
        "DTSTART:20261112T183000Z",
        "SEQUENCE:0",
        "MAILTO:devries@post.example",
      ])
        expect(calendar).toContain(line)
      expect(calendar).toContain("mailto:noreply@tienminuten.example") // the organizer is who sends the mail
      expect(calendar).not.toMatch(/Sem|Noor|Vries/)
      expect(mail?.file?.content).toBe(mail?.calendar?.content ?? "")
      expect(states()).toEqual(["booking-confirmed sent"])
      expect(await deliverDue(parts)).toBe(0)
    }),
  )

  it(
    "reads it in the language of the household",
    withPost(async () => {
      world.school.client.run("UPDATE households SET language = 'en'")
      await chooseForSem(world)
      await deliverDue(parts)
      expect(post.received[0]?.headers.get("subject")).toBe("Your talk: Thursday 12 November, 19:30")
      expect(post.received[0]?.headers.get("content-language")).toBe("en")
    }),
  )

  it(
    "hears of a move and of a cancellation, as changes of the same entry",
    withPost(async () => {
      const deVries = await chooseForSem(world)
      await deliverDue(parts)
      const id = booking()
      await deVries.post(`/de-regenboog/afspraak/${id}/verzetten`, { slot: shownAs(slotOf("noor", 5)) })
      await deliverDue(parts)
      await deVries.post(`/de-regenboog/afspraak/${id}/afzeggen`, {})
      await deliverDue(parts)
      expect(post.received.map((mail) => mail.headers.get("subject"))).toEqual([
        "Uw afspraak: donderdag 12 november, 19:30",
        "Uw afspraak is nu donderdag 12 november, 19:50",
        "Afgezegd: uw afspraak van donderdag 12 november, 19:50",
      ])
      expect(post.received[1]?.text).toContain("Was: donderdag 12 november, 19:30")
      const entries = post.received.map((mail) => mail.calendar?.content.replace(/\r\n /g, "") ?? "")
      const read = (name: string) =>
        entries.map((entry) => new RegExp(`^${name}:(.+)\r$`, "m").exec(entry)?.[1])
      expect(new Set(read("UID")).size).toBe(1)
      expect(read("METHOD")).toEqual(["REQUEST", "REQUEST", "CANCEL"])
      const sequences = read("SEQUENCE").map(Number)
      expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b))
    }),
  )

  it(
    "who cancels before the mail has left gets no mail at all",
    withPost(async () => {
      const deVries = await chooseForSem(world)
      await deVries.post(`/de-regenboog/afspraak/${booking()}/afzeggen`, {})
      expect(await deliverDue(parts)).toBe(0)
      expect(post.received).toEqual([])
      expect(states()).toEqual([])
    }),
  )
})

describe("when the mail server is away", () => {
  it(
    "the mail is delivered later, once",
    withPost(async () => {
      await chooseForSem(world)
      await post.close()
      for (let tries = 0; tries < 3; tries++) {
        expect(await deliverDue(parts)).toBe(0)
        later(6)
      }
      expect(states()).toEqual(["booking-confirmed queued"])
      await post.reopen()
      later(20)
      expect(await deliverDue(parts)).toBe(1)
      later(120)
      expect(await deliverDue(parts)).toBe(0)
      expect(post.received.length).toBe(1)
    }),
  )

  it(
    "it is not asked again for every mail that waits",
    withPost(async () => {
      await post.close()
      for (let at = 0; at < 40; at++) await invite(1 + (at % 4))
      world.school.client.run(
        "UPDATE messages SET kind = 'booking-cancelled', facts = json_object('booking', id, 'pupil', 1, 'teacher', 1, 'startsAt', '2026-11-12T18:00:00Z', 'endsAt', '2026-11-12T18:10:00Z', 'uid', 'u', 'sequence', 1)",
      )
      await deliverDue(parts)
      expect(log.length).toBeLessThanOrEqual(5)
    }),
  )

  it(
    "a later attempt bears the same Message-ID, so that a mail that came twice shows once",
    withPost(async () => {
      await chooseForSem(world)
      // A worker crashes between the server's yes and the commit.
      const crashed: Email[] = []
      const lost = {
        ...parts,
        send: async (email: Email) => {
          crashed.push(email)
          await parts.send(email)
          return new Promise<never>(() => undefined)
        },
      }
      void deliverDue(lost)
      while (post.received.length === 0) await Bun.sleep(5)
      expect(await deliverDue(parts)).toBe(0) // still claimed
      later(3)
      expect(await deliverDue(parts)).toBe(1)
      expect(crashed.length).toBe(1)
      expect(post.received.length).toBe(2)
      expect(post.received[1]?.headers.get("message-id")).toBe(
        post.received[0]?.headers.get("message-id") ?? "",
      )
    }),
  )

  it(
    "a worker that crashed before it sent loses nothing",
    withPost(async () => {
      await chooseForSem(world)
      expect((await claimDue(world.school, world.clock.now, 5)).length).toBe(1)
      later(3)
      expect(await deliverDue(parts)).toBe(1)
      expect(post.received.length).toBe(1)
    }),
  )
})

describe("a mail that is on its way", () => {
  /** While the mail server has it, something happens to the school. */
  const meanwhile = (happens: () => unknown): JobParts => ({
    ...parts,
    send: async (email) => {
      await happens()
      return parts.send(email)
    },
  })

  it(
    "while the file of its school is written anew is noted as sent in the new file, and leaves once",
    withPost(async () => {
      await chooseForSem(world)
      const before = world.school.client.filename
      const rotated = () => rotate(world.registry, world.school, world.clock.now)
      expect(await deliverDue(meanwhile(rotated))).toBe(1)
      expect(world.school.client.filename).not.toBe(before)
      expect(states()).toEqual(["booking-confirmed sent"])
      expect(await deliverDue(parts)).toBe(0)
      expect(post.received.length).toBe(1)
      expect(log).toEqual([])
    }),
  )

  it(
    "while its school is erased writes nothing of it any more",
    withPost(async () => {
      await chooseForSem(world)
      const { id } = world.school.school
      const erased = () => {
        world.registry.control.run("UPDATE schools SET state = 'ending' WHERE id = ?", [id])
        expect(eraseFiles(world.registry, id)).toBe(true)
      }
      expect(await deliverDue(meanwhile(erased))).toBe(1)
      expect(readdirSync(`${world.folder}/schools`).filter((name) => name.includes(id))).toEqual([])
    }),
  )

  it(
    "while its school is put back from the backup is noted as sent in the file that was put back",
    withPost(async () => {
      await chooseForSem(world)
      const { id, slug } = world.school.school
      const epoch = "20991231235959"
      const restored = () => {
        world.school.client.run("VACUUM INTO ?", [schoolFile(world.registry, id, epoch)])
        world.registry.control.run("UPDATE schools SET epoch = ? WHERE id = ?", [epoch, id])
        closeReplaced(world.registry)
      }
      expect(await deliverDue(meanwhile(restored))).toBe(1)
      const now = openSchool(world.registry, slug)
      expect(now?.client.query("SELECT state FROM messages").all()).toEqual([{ state: "sent" }])
      expect(log).toEqual([])
    }),
  )
})

describe("an address that does not exist", () => {
  it(
    "is given up at once, and the log names nobody",
    withPost(
      async () => {
        await chooseForSem(world)
        await deliverDue(parts)
        expect(states()).toEqual(["booking-confirmed failed"])
        expect(log.map((line) => JSON.parse(line))).toEqual([
          {
            job: "mail",
            school: world.school.school.id,
            message: 1,
            kind: "booking-confirmed",
            outcome: "unknown",
          },
        ])
      },
      () => "550 5.1.1 devries@post.example unknown",
    ),
  )

  it(
    "does not hold up the mail of others",
    withPost(
      async () => {
        world.school.client.run(
          "INSERT INTO guardians (household_id, last, email) VALUES (2, 'Smit', 'smit@post.example'), (2, 'Punt', 'geen adres')",
        )
        await chooseForSem(world)
        await deliverDue(parts)
        expect(post.received.map(({ to }) => to)).toEqual(["smit@post.example"])
        expect(states().toSorted()).toEqual([
          "booking-confirmed failed",
          "booking-confirmed queued",
          "booking-confirmed sent",
        ])
      },
      (to) => (to === "devries@post.example" ? "451 4.7.1 later" : null),
    ),
  )
})

describe("a school whose every name is an attack", () => {
  it(
    "stays inside its own words in headers, text, page and calendar",
    withPost(async () => {
      const attack =
        'Kanarie\r\nBcc: elders@evil.example\r\n\r\n<script>alert(1)</script>"=HYPERLINK("http://x")\nDTSTART:1'
      for (const [table, column] of [
        ["pupils", "first"],
        ["teachers", "last"],
        ["rounds", "title"],
        ["round_teachers", "room"],
      ])
        world.school.client.run(`UPDATE ${table} SET ${column} = ?`, [attack])
      Object.assign(world.school.school, { name: attack })
      await chooseForSem(world)
      await invite(1)
      world.school.client.run(
        "INSERT INTO invitations (round_id, household_id, code_hash, link_hash) VALUES (1, 1, 'c', 'l')",
      )
      await deliverDue(parts)
      const [mail] = post.received
      expect(post.received.map(({ to }) => to)).toEqual(["devries@post.example"])
      for (const header of ["bcc", "dtstart"]) expect(mail?.headers.has(header)).toBe(false)
      expect(mail?.headers.get("from")).toEndWith("<noreply@tienminuten.example>")
      expect(mail?.html).not.toContain("<script")
      expect(mail?.html).toContain("&lt;script&gt;")
      expect(mail?.text.split("\n").filter((line) => line.startsWith("Bcc:"))).toEqual([])
      expect(mail?.calendar?.content.match(/^DTSTART/gm)?.length).toBe(1)
      expect(mail?.calendar?.content).not.toMatch(/^(Bcc|<script)/m)
      expect(log.join()).not.toContain("Kanarie")
    }),
  )
})

describe("our own mistake", () => {
  it(
    "in one mail is told without a name, and tried again later",
    withPost(async () => {
      await chooseForSem(world)
      world.school.client.run("UPDATE messages SET facts = json_set(facts, '$.startsAt', 'Kanarie')")
      await deliverDue(parts)
      expect(states()).toEqual(["booking-confirmed queued"])
      expect(log.join()).toContain('"outcome":"broken"')
      expect(log.join()).not.toMatch(/Kanarie|devries/)
    }),
  )

  it(
    "in one school leaves the mail of the others alone",
    withPost(async () => {
      const folder = `${world.folder}/more`
      const registry = openRegistry(folder, world.registry.master)
      closing.push(() => closeRegistry(registry))
      for (const slug of ["aap", "noot"]) {
        const made = addSchool(registry, { ...world.school.school, slug, sector: "primary" }, world.clock.now)
        if (!made.ok) throw new Error(made.refusal.kind)
        made.value.client.run(
          "INSERT INTO staff (name, email, role, created_at) VALUES ('A', 'a@b.example', 'teacher', '')",
        )
      }
      const schools = registry.control
        .query<{ slug: string; id: string; epoch: string }, []>("SELECT slug, id, epoch FROM schools")
        .all()
      const aap = schools.find(({ slug }) => slug === "aap")
      closeRegistry(registry)
      writeFileSync(`${folder}/schools/${aap?.id}.${aap?.epoch}.db`, "geen databank")
      const again = openRegistry(folder, world.registry.master)
      closing.push(() => closeRegistry(again))
      closing.splice(closing.length - 2, 1)
      const two = { ...parts, registry: again }
      await deliverDue(two)
      await forgetEverywhere(two)
      expect(log.join()).toContain(`School aap (${aap?.id})`)
    }),
  )
})
