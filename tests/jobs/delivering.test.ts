import { describe, expect, it } from "bun:test"
import { deliverDue } from "../../src/jobs/delivering.ts"
import type { World } from "../support/app.ts"
import { chooseForSem, inviteHome, states, withPost } from "../support/outbox.ts"
import { shownAs, slotOf } from "../support/school.ts"

const booking = ({ school }: World) =>
  school.client.query<{ id: number }, []>("SELECT id FROM bookings").get()?.id ?? 0

describe("a parent who chose a time", () => {
  it(
    "gets a confirmation with text, page and an entry for the calendar",
    withPost(async ({ world, post, parts }) => {
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
      expect(mail?.text).toContain(`http://localhost:3000/de-regenboog/afspraak/${booking(world)}`)
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
      expect(states(world)).toEqual(["booking-confirmed sent"])
      expect(await deliverDue(parts)).toBe(0)
    }),
  )

  it(
    "reads it in the language of the household",
    withPost(async ({ world, post, parts }) => {
      world.school.client.run("UPDATE households SET language = 'en'")
      await chooseForSem(world)
      await deliverDue(parts)
      expect(post.received[0]?.headers.get("subject")).toBe("Your talk: Thursday 12 November, 19:30")
      expect(post.received[0]?.headers.get("content-language")).toBe("en")
    }),
  )

  it(
    "hears of a move and of a cancellation, as changes of the same entry",
    withPost(async ({ world, post, parts }) => {
      const deVries = await chooseForSem(world)
      await deliverDue(parts)
      const id = booking(world)
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
    withPost(async ({ world, post, parts }) => {
      const deVries = await chooseForSem(world)
      await deVries.post(`/de-regenboog/afspraak/${booking(world)}/afzeggen`, {})
      expect(await deliverDue(parts)).toBe(0)
      expect(post.received).toEqual([])
      expect(states(world)).toEqual([])
    }),
  )
})

describe("an address that does not exist", () => {
  it(
    "is given up at once, and the log names nobody",
    withPost(
      async ({ world, parts, log }) => {
        await chooseForSem(world)
        await deliverDue(parts)
        expect(states(world)).toEqual(["booking-confirmed failed"])
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
      async ({ world, post, parts }) => {
        world.school.client.run(
          "INSERT INTO guardians (household_id, last, email) VALUES (2, 'Smit', 'smit@post.example'), (2, 'Punt', 'geen adres')",
        )
        await chooseForSem(world)
        await deliverDue(parts)
        expect(post.received.map(({ to }) => to)).toEqual(["smit@post.example"])
        expect(states(world).toSorted()).toEqual([
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
    withPost(async ({ world, post, parts, log }) => {
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
      await inviteHome(world, 1)
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
