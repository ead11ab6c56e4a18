import { describe, expect, it } from "bun:test"
import type { AddressedMessage } from "../../src/domain/messages/message.ts"
import type { SchoolEntry } from "../../src/domain/school/school.ts"
import { writeMail } from "../../src/views/messages/mail.ts"

const at = (text: string) => Temporal.Instant.from(text)
const now = at("2026-11-03T09:00:00Z")
const until = at("2026-11-03T09:10:00Z")

const desk = (name: string) => ({
  school: {
    slug: "de-regenboog",
    name,
    city: "Amsterdam",
    phone: "020 555 01 23",
    email: "kantoor@regenboog.example",
  } as SchoolEntry,
  origin: "https://tienminuten.example",
  sender: "noreply@tienminuten.example",
})

/** Every message there is, about these names. */
function everything(name: string, language: "nl" | "en"): AddressedMessage[] {
  const to = { by: "email" as const, to: "ouder@post.example", language, reader: name }
  const talk = {
    booking: 12 as never,
    uid: "uid",
    sequence: 1,
    startsAt: at("2026-11-12T18:30:00Z"),
    endsAt: at("2026-11-12T18:40:00Z"),
    wasAt: at("2026-11-12T18:10:00Z"),
    pupil: `${name} kind`,
    teacher: `${name} leraar`,
    room: name,
    place: "school" as const,
    title: name,
  }
  const bySchool = {
    ...talk,
    bySchool: true as const,
    wasWith: `${name} andere leraar`,
    choose: { until, token: "kaartje" },
  }
  return [
    {
      ...to,
      kind: "invitation",
      title: name,
      token: "kaartje",
      opensAt: at("2026-11-05T08:00:00Z"),
      closesAt: at("2026-11-10T22:00:00Z"),
    },
    {
      ...to,
      kind: "invitation-reminder",
      title: name,
      token: "kaartje",
      opensAt: at("2026-11-01T08:00:00Z"),
      closesAt: at("2026-11-10T22:00:00Z"),
    },
    { ...to, kind: "booking-confirmed", talk },
    { ...to, kind: "booking-moved", talk },
    { ...to, kind: "booking-cancelled", talk },
    { ...to, kind: "reminder", talks: [talk, talk] },
    { ...to, kind: "booking-confirmed", talk: bySchool },
    { ...to, kind: "booking-moved", talk: bySchool },
    { ...to, kind: "booking-moved", talk: { ...bySchool, wasAt: talk.startsAt } },
    { ...to, kind: "booking-cancelled", talk: bySchool },
    { ...to, kind: "parent-link", token: "kaartje", until },
    { ...to, kind: "staff-setup", name, token: "kaartje", until },
    { ...to, kind: "staff-recovery", name, token: "kaartje", until },
  ]
}

const attack = `</p></title><script>alert(1)</script><img src=x onerror=alert(1)>"' =HYPERLINK("http://x")`

async function shapeOf(html: string): Promise<string[]> {
  const shape: string[] = []
  await new HTMLRewriter()
    .on("*", {
      element(element) {
        shape.push(`${element.tagName} ${[...element.attributes].map(([name]) => name).join(" ")}`)
      },
    })
    .transform(new Response(html))
    .text()
  return shape
}

for (const language of ["nl", "en"] as const)
  describe(`every message (${language})`, () => {
    const mails = everything("Naam", language).map((message) => ({
      message,
      mail: writeMail(message, desk("De Regenboog"), now),
    }))

    it("has a subject on one line that names no child and no teacher", () => {
      for (const { mail } of mails) {
        expect(mail.subject).toMatch(/^[^\n]{5,78}$/)
        expect(mail.subject).not.toMatch(/kind|leraar/)
      }
    })

    it("says the same in text and in page, with our own addresses only", () => {
      for (const { mail } of mails) {
        const addresses = [...mail.html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => address)
        expect(addresses.length).toBe(1)
        expect(addresses[0]).toStartWith("https://tienminuten.example/de-regenboog/")
        expect(mail.text).toContain(addresses[0] ?? "?")
        const words = mail.html.replace(/<title>.*<\/title>/, "").replace(/<[^>]+>/g, " ")
        const heard = new Set(words.match(/\p{L}+/gu))
        const written = new Set(mail.text.replace(/https:\S+/g, "").match(/\p{L}+/gu))
        expect([...written].filter((word) => !heard.has(word))).toEqual([])
        expect([...heard].filter((word) => !written.has(word))).toEqual([])
        expect(mail.text).not.toMatch(/undefined|null|\[object/)
      }
    })

    it("keeps its shape when every name is an attack", async () => {
      const wild = everything(attack, language).map((message) => writeMail(message, desk(attack), now))
      for (const [at, mail] of wild.entries())
        expect(await shapeOf(mail.html)).toEqual(await shapeOf(mails[at]?.mail.html ?? ""))
    })

    it("brings an entry for the calendar when it is about a talk, and names nobody in it", () => {
      const methods = mails.map(({ mail }) => mail.calendar?.method ?? null)
      expect(methods.slice(0, 6)).toEqual([null, null, "REQUEST", "REQUEST", "CANCEL", null])
      expect(methods.slice(6)).toEqual(["REQUEST", "REQUEST", "REQUEST", "CANCEL", null, null, null])
      for (const { mail } of mails) expect(mail.calendar?.content ?? "").not.toMatch(/kind|leraar/)
    })
  })

it("keeps the number of the school on one line of its page", () => {
  const { html, text } = writeMail(
    everything("De Regenboog", "nl")[0] as AddressedMessage,
    desk("De Regenboog"),
    now,
  )
  expect(html).toContain("020\u00a0555\u00a001\u00a023")
  expect(text).toContain("020 555 01 23")
})

it("asks for no answer where the school left no address", () => {
  const [invitation] = everything("Naam", "nl")
  const bare = { ...desk("De Regenboog"), school: { ...desk("De Regenboog").school, phone: "", email: "" } }
  const mail = writeMail(invitation as AddressedMessage, bare, now)
  expect(mail.text).not.toContain("Vragen?")
  expect(mail.html).not.toContain("Vragen?")
})

it("says lokaal before a number, and calls a room with a name of its own by that name", () => {
  const confirmed = everything("Naam", "nl").find(({ kind }) => kind === "booking-confirmed")
  const where = (room: string) => {
    const message = { ...confirmed, talk: { ...(confirmed as { talk: object }).talk, room } }
    return /Waar: (.*)/.exec(writeMail(message as AddressedMessage, desk("De Regenboog"), now).text)?.[1]
  }
  expect(where("1.10")).toBe("De Regenboog, lokaal 1.10")
  expect(where("B2")).toBe("De Regenboog, lokaal B2")
  expect(where("Speellokaal")).toBe("De Regenboog, Speellokaal")
  expect(where("Lokaal 4")).toBe("De Regenboog, Lokaal 4")
})
