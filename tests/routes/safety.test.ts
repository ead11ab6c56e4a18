import { afterAll, beforeAll, describe, expect, it } from "bun:test"
import { testWorld, type World } from "../support/app.ts"

// Bodies as anybody may send them, to a real server: what is too much is refused before it is read.

const form = { "Content-Type": "application/x-www-form-urlencoded" }
const parts = { "Content-Type": "multipart/form-data; boundary=x" }
const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'

let world: World
let origin: string
beforeAll(async () => {
  world = await testWorld()
  world.app.listen({ port: 0, hostname: "127.0.0.1" })
  origin = `http://127.0.0.1:${world.app.server?.port}`
})
afterAll(async () => {
  await world.app.stop(true)
  world.close()
})

const post = async (path: string, body: RequestInit["body"] | null, headers: Record<string, string>) => {
  const sent = { "Sec-Fetch-Site": "same-origin", ...headers }
  return (
    await fetch(origin + path, { method: "POST", body: body ?? null, headers: sent, redirect: "manual" })
  ).status
}

describe("a body from anybody", () => {
  const door = "/de-regenboog/inloggen"

  it("is read when it is an ordinary form", async () => {
    expect(await post(door, "road=code&code=niets", form)).toBe(422)
    expect(await post("/de-regenboog/uitloggen", null, {})).toBe(303)
  })

  it("is answered with a page that no cache keeps, over the wire too", async () => {
    const headers = { "Sec-Fetch-Site": "same-origin", ...form }
    const answer = await fetch(origin + door, { method: "POST", body: "road=code&code=niets", headers })
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store")
    expect(answer.headers.get("Content-Security-Policy")).toContain("default-src 'none'")
  })

  it("is refused unread when it is larger than any form at a door for everybody", async () => {
    expect(await post(door, `code=${"x".repeat(100_000)}`, form)).toBe(413)
  })

  it("is refused unread when it is no form", async () => {
    expect(
      await post(door, `{"code":${"[".repeat(9_000)}${"]".repeat(9_000)}}`, {
        "Content-Type": "application/json",
      }),
    ).toBe(415)
    expect(await post(door, "code", { "Content-Type": "text/plain" })).toBe(415)
  })

  it("is refused unread when it brings files to a door that reads none", async () => {
    for (const path of [
      door,
      "/de-regenboog/link",
      "/de-regenboog/team/lijsten/pupils",
      "/de-regenboog/team/inlezen/1/bevestig",
    ])
      expect(await post(path, `${part.repeat(20)}--x--\r\n`, parts)).toBe(415)
  })

  it("is refused unread when it does not say how long it will be", async () => {
    const endless = new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode("code=niets"))
        stream.close()
      },
    })
    expect(await post(door, endless, form)).toBe(411)
  })

  it("passes at the doors that read a file, which look behind the guard first", async () => {
    for (const path of ["/de-regenboog/team/inlezen", "/de-regenboog/team/instellingen/logo"])
      expect(await post(path, `${part}--x--\r\n`, parts)).toBe(303)
  })
})

describe("the address of a visitor", () => {
  const wrongCodes = async (world: World, header: (at: number) => Record<string, string>) => {
    const stranger = world.stranger()
    for (let at = 0; at < 40; at++)
      await stranger.post(
        "/de-regenboog/inloggen",
        { road: "names", first: `A${at}`, last: `Niemand${at}`, factor: "1" },
        header(at),
      )
    return (
      await stranger.post(
        "/de-regenboog/inloggen",
        { road: "names", first: "Zo", last: "Iemand", factor: "1" },
        header(99),
      )
    ).text()
  }

  it("is what our own proxy says, and no header that a visitor adds counts", async () => {
    const world = await testWorld("http://localhost:3000", { trustedProxy: "forwarded" })
    world.school.client.run("UPDATE school SET factor = 'pupil-number', factor_decided_at = '2026-01-01'")
    const page = await wrongCodes(world, (at) => ({
      "Fly-Client-IP": `10.0.0.${at}`,
      "X-Forwarded-For": "1.2.3.4, 192.0.2.7",
    }))
    expect(page).toContain("challenge")
    world.close()
  })
})

it("leads back to a page of ours after a choice of language, and to no other host", async () => {
  const stranger = world.stranger()
  const chosen = (from: string) =>
    stranger.post("/de-regenboog/taal", { language: "en" }, { Referer: `http://localhost:3000${from}` })
  expect((await chosen("/de-regenboog/privacy?x=1")).headers.get("Location")).toBe(
    "/de-regenboog/privacy?x=1",
  )
  expect((await chosen("//elders.example/de-regenboog")).headers.get("Location")).toBe("/de-regenboog")
})

describe("every answer", () => {
  it("brings what keeps a page safe and out of caches, also when nobody knows the address or the form", async () => {
    const world = await testWorld("https://tienminuten.example")
    const ask = (method: string, path: string, body: string | null = null) =>
      world.app.handle(
        new Request(`https://tienminuten.example${path}`, {
          method,
          body,
          headers: { "Sec-Fetch-Site": "same-origin", ...(body === null ? {} : form) },
        }),
      )
    const answers = {
      page: ask("GET", "/de-regenboog"),
      part: ask("HEAD", "/de-regenboog"),
      health: ask("GET", "/health"),
      refused: ask("POST", "/de-regenboog/inloggen", `code=${"x".repeat(70_000)}`),
      "no such word": ask("GET", "/nergens"),
      "no such path": ask("GET", "/de/re/gen/boog"),
      "no such door": ask("POST", "/nergens/x"),
      "no such way": ask("PUT", "/de-regenboog"),
      "no such signs": ask("POST", "/de-regenboog/inloggen", "%E0%A4%A"),
      "no such file": ask("GET", "/assets/niets"),
    }
    for (const [name, answer] of Object.entries(answers)) {
      const { headers } = await answer
      expect([
        name,
        headers.get("Content-Security-Policy")?.includes("default-src 'none'"),
        headers.get("Strict-Transport-Security")?.startsWith("max-age=31536000"),
        headers.get("X-Content-Type-Options"),
        headers.get("Cache-Control"),
      ]).toEqual([name, true, true, "nosniff", "private, no-store"])
    }
    world.close()
  })
})
