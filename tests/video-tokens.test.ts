import { expect, it } from "bun:test"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Browser } from "./support/app.ts"
import { eachOnline, home, linkAccount, makeLinks, type OnlineWorld } from "./support/online.ts"

// What lets somebody into a teacher's account at Google or Microsoft stays in the teacher's browser: nothing of it is left with us.

let world: OnlineWorld
let tim: Browser
eachOnline((made, his) => {
  world = made
  tim = his
})

it("leaves no token in a file of ours or a log after everything was done", async () => {
  const said: string[] = []
  const print = console.error
  console.error = (...words: unknown[]) => said.push(words.join(" "))
  await linkAccount(tim, "google")
  await makeLinks(world, tim)
  await linkAccount(tim, "microsoft")
  await tim.post(`${home}/1/maak`)
  world.school.client.run("DELETE FROM video_meetings WHERE slot_id > 18")
  await makeLinks(world, tim)
  console.error = print
  const files = readdirSync(world.folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => readFileSync(join(each.parentPath, each.name), "latin1"))
  const tokens = [...world.google.tokens(), ...world.microsoft.tokens()]
  expect(tokens.length).toBeGreaterThan(4)
  for (const token of tokens) {
    expect(files.some((file) => file.includes(token))).toBe(false)
    expect(said.join("\n")).not.toContain(token)
  }
  const kept = JSON.stringify(world.school.client.query("SELECT * FROM video_meetings").all())
  for (const word of ["meet.google.com", "teams.microsoft", "tim@regenboog", "calendar.example"])
    expect(kept).not.toContain(word)
  for (const word of ["meet.google.com", "teams.microsoft", "calendar.example"])
    expect(files.some((file) => file.includes(word))).toBe(false)
})

it("leaves no token in the memory of the process after everything was done", async () => {
  const snapshot = join(world.folder, "memory.json")
  const run = Bun.spawn(
    [
      process.execPath,
      join(import.meta.dir, "support/online-alone.ts"),
      world.google.root,
      world.microsoft.root,
      snapshot,
    ],
    { stdout: "pipe" },
  )
  expect(JSON.parse(await new Response(run.stdout).text())).toEqual({ made: 12 })
  const memory = readFileSync(snapshot, "latin1")
  expect(memory).toContain("kanarie-in-het-geheugen")
  const tokens = [...world.google.tokens(), ...world.microsoft.tokens()]
  expect(tokens.length).toBeGreaterThan(6)
  for (const token of tokens) expect(memory).not.toContain(token)
}, 30_000)
