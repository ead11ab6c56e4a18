import { afterEach, describe, expect, it } from "bun:test"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { addressIn, type Email, mailFolder, mailServer } from "../../src/integrations/email.ts"
import { postOffice, readMail } from "../support/post.ts"

const email: Email = {
  uid: "3f1c",
  to: "yilmaz@post.example",
  from: { name: "De Regenboog", address: "noreply@tienminuten.example" },
  replyTo: "kantoor@regenboog.example",
  returnTo: null,
  language: "nl",
  subject: "Uw afspraak: donderdag 12 november, 19:10",
  text: "Beste ouder,\n\nTot donderdag. Groetjes, Zoë\n",
  html: "<!doctype html><p>Beste ouder, Zoë</p>",
  calendar: {
    method: "REQUEST",
    content: "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n",
  },
}

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function office(answer?: (to: string) => string | null) {
  const post = await postOffice(answer)
  const server = mailServer(post.url)
  closing.push(post.close, server.close)
  return { post, send: server.send }
}

describe("a mail through a mail server", () => {
  it("arrives with text, page, calendar and file, from the school at our address", async () => {
    const { post, send } = await office()
    expect(await send(email)).toEqual({ delivered: true })
    const [mail] = post.received
    expect(mail?.to).toBe("yilmaz@post.example")
    expect(mail?.text).toBe(email.text)
    expect(mail?.html).toBe(email.html)
    expect(mail?.calendar?.type).toMatch(/^text\/calendar;.*method=REQUEST/)
    expect(mail?.calendar?.content).toContain("METHOD:REQUEST")
    expect(mail?.file?.content).toBe(mail?.calendar?.content ?? "")
    expect(mail?.headers.get("from")).toBe("De Regenboog <noreply@tienminuten.example>")
    expect(mail?.headers.get("reply-to")).toBe("kantoor@regenboog.example")
    expect(mail?.headers.get("message-id")).toBe("<3f1c@tienminuten.example>")
    expect(mail?.headers.get("auto-submitted")).toBe("auto-generated")
    expect(mail?.headers.get("content-language")).toBe("nl")
  })

  it("returns to an address of its own when it cannot be delivered, and to the sender otherwise", async () => {
    const { post, send } = await office()
    await send({ ...email, returnTo: "bounces+abc@tienminuten.example" })
    await send(email)
    expect(post.received.map(({ returnTo }) => returnTo)).toEqual([
      "bounces+abc@tienminuten.example",
      "noreply@tienminuten.example",
    ])
    expect(post.received[0]?.headers.get("from")).toBe("De Regenboog <noreply@tienminuten.example>")
  })

  it("keeps names that attack inside the one header where they belong", async () => {
    const { post, send } = await office()
    const attack = 'De\r\nBcc: alle@elders.example\r\n\r\n<script>"=HYPERLINK("http://x")'
    await send({ ...email, subject: attack, from: { name: attack, address: "noreply@tienminuten.example" } })
    const [mail] = post.received
    expect(mail?.to).toBe("yilmaz@post.example")
    expect(mail?.headers.has("bcc")).toBe(false)
    expect(mail?.headers.get("subject")).toBe('De Bcc: alle@elders.example <script>"=HYPERLINK("http://x")')
    expect([...(mail?.headers.keys() ?? [])].toSorted()).toEqual([
      "auto-submitted",
      "content-language",
      "content-type",
      "date",
      "from",
      "message-id",
      "mime-version",
      "reply-to",
      "subject",
      "to",
      "x-auto-response-suppress",
    ])
  })

  it("never leaves for an address that is none, or that carries more than one", async () => {
    const { post, send } = await office()
    for (const to of [
      "",
      "geen adres",
      "a@b",
      "a@b.example, c@d.example",
      "a@b.example\r\nBcc: c@d.example",
      '"a b"@c.example',
      "<a@b.example>",
      "a@b.example>",
      "a..b@c.example",
    ])
      expect(await send({ ...email, to })).toEqual({ delivered: false, permanent: true, reason: "address" })
    expect(post.received).toEqual([])
  })
})

describe("what a failure means", () => {
  it("is final when the server does not know the address", async () => {
    const { send } = await office(() => "550 5.1.1 yilmaz@post.example is unknown here")
    expect(await send(email)).toEqual({ delivered: false, permanent: true, reason: "unknown" })
  })
  it("says what the server says of the address, as far as it says it", async () => {
    for (const [answer, reason] of [
      ["550 No such user here", "refused"],
      ["552 5.2.2 The mailbox is full", "full"],
      ["550 5.7.1 Rejected by policy", "blocked"],
      ["550 5.4.4 No such host", "away"],
    ] as const) {
      const { send } = await office(() => answer)
      expect(await send(email)).toEqual({ delivered: false, permanent: true, reason })
    }
  })
  it("is not final when the server says later", async () => {
    const { send } = await office(() => "451 4.7.1 Greylisted")
    expect(await send(email)).toEqual({ delivered: false, permanent: false, reason: "busy" })
  })
  it("is not final when there is no server", async () => {
    const { post, send } = await office()
    await post.close()
    expect(await send(email)).toEqual({ delivered: false, permanent: false, reason: "unreachable" })
  })
  it("passes when the server goes and comes back, also with a line open to it", async () => {
    const { post, send } = await office()
    expect(await send(email)).toEqual({ delivered: true })
    await post.close()
    await Bun.sleep(20)
    expect((await send(email)).delivered).toBe(false)
    await post.reopen()
    expect(await send(email)).toEqual({ delivered: true })
    expect(post.received.length).toBe(2)
  })
  it("is not final when there is no such host", async () => {
    const server = mailServer("smtp://mail.invalid:25")
    closing.push(server.close)
    expect(await server.send(email)).toEqual({ delivered: false, permanent: false, reason: "unreachable" })
  })
  it("is unclear when the line breaks after the mail was handed over", async () => {
    const { port, close } = await rudeServer()
    const server = mailServer(`smtp://127.0.0.1:${port}`)
    closing.push(close, server.close)
    expect(await server.send(email)).toEqual({ delivered: false, permanent: false, reason: "unclear" })
  })
  it("is not final when a far server offers no TLS", async () => {
    // 127.0.0.1 by a name that does not say so: it counts as far away.
    const { post } = await office()
    const server = mailServer(post.url.replace("127.0.0.1", "0x7f.1"))
    closing.push(server.close)
    expect((await server.send(email)).delivered).toBe(false)
    expect(post.received).toEqual([])
  })
})

/** Takes a mail and hangs up without a word. */
async function rudeServer() {
  const server = createServer((line) => {
    line.on("error", () => undefined)
    let reading = false
    line.write("220 hier\r\n")
    line.on("data", (chunk) => {
      const said = chunk.toString()
      if (reading) {
        if (said.includes("\r\n.\r\n")) line.destroy()
        return
      }
      for (const command of said.split("\r\n").filter(Boolean)) {
        if (/^DATA/i.test(command)) reading = true
        line.write(reading ? "354 ga maar\r\n" : "250 goed\r\n")
      }
    })
  })
  const port = await new Promise<number>((done) =>
    server.listen(0, "127.0.0.1", () => done((server.address() as { port: number }).port)),
  )
  return { port, close: () => new Promise((done) => server.close(done)) }
}

describe("in development", () => {
  it("mail falls into a folder, as a real message and as parts to show", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tienminuten-post-"))
    closing.push(() => rmSync(folder, { recursive: true }))
    expect(await mailFolder(join(folder, "post")).send(email)).toEqual({ delivered: true })
    const files = readdirSync(join(folder, "post")).toSorted()
    expect(files.map((name) => name.split(".").at(-1))).toEqual(["eml", "json"])
    const mail = readMail("", readFileSync(join(folder, "post", files[0] ?? ""), "latin1"))
    expect(mail.text).toBe(email.text)
    expect(mail.calendar?.content).toContain("METHOD:REQUEST")
    const shown = JSON.parse(readFileSync(join(folder, "post", files[1] ?? ""), "utf8"))
    expect(shown).toMatchObject({ to: email.to, subject: email.subject, text: email.text })
  })
})

it("finds the address of the sender, or says at the start that there is none", () => {
  expect(addressIn("Tienminuten <noreply@tienminuten.example>")).toBe("noreply@tienminuten.example")
  expect(addressIn("noreply@tienminuten.example")).toBe("noreply@tienminuten.example")
  expect(() => addressIn("Tienminuten")).toThrow("MAIL_FROM")
})
