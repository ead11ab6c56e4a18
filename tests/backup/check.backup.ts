import { afterAll, beforeAll, beforeEach, expect, it } from "bun:test"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { SMTPServer } from "smtp-server"
import { runCommand } from "../../src/cli.ts"
import { readEnv } from "../../src/env.ts"
import { type BucketServer, bucketKeys, bucketServer, litestream, urlOf } from "../support/backup.ts"
import { folder } from "../support/folder.ts"
import { type PostOffice, postOffice } from "../support/post.ts"

// Somebody brings out a new version, or starts the service for the first time: do bucket and mail server answer with these settings?

let bucket: BucketServer
let post: PostOffice
beforeAll(async () => {
  bucket = await bucketServer()
  post = await postOffice()
})
afterAll(() => Promise.all([bucket.close(), post.close()]))

let prefix = ""
beforeEach(() => {
  prefix = crypto.randomUUID()
})

async function check(other: Record<string, string> = {}) {
  const said = { out: [] as string[], err: [] as string[] }
  const environment = {
    NODE_ENV: "production",
    ORIGIN: "https://tienminuten.example",
    MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
    DATA_DIR: folder(),
    LITESTREAM: litestream,
    SMTP_URL: post.url,
    BACKUP_URL: urlOf(bucket).replace("/v1", `/${prefix}`),
    BACKUP_KEY_ID: bucketKeys.id,
    BACKUP_KEY_SECRET: bucketKeys.secret,
    ...other,
  }
  const code = await runCommand(["check"], readEnv(environment), {
    out: (line) => said.out.push(line),
    err: (line) => said.err.push(line),
  })
  return { code, out: said.out.join("\n"), err: said.err.join("\n") }
}

it("goes well when both answer, and says whether a service lies in the bucket", async () => {
  const first = await check()
  expect(first).toMatchObject({ code: 0, err: "" })
  expect(first.out).toContain("Daar ligt nog niets")
  expect(first.out).toContain("127.0.0.1 laat ons binnen")
  mkdirSync(join(bucket.files, prefix, "control.db/0000"), { recursive: true })
  writeFileSync(join(bucket.files, prefix, "control.db/0000/one.ltx"), "copied before")
  expect((await check()).out).toContain("Daar ligt een dienst")
})

it("goes wrong when the bucket does not let us in, or the one who sweeps it", async () => {
  const wrong = await check({ BACKUP_KEY_SECRET: "another" })
  expect(wrong.code).toBe(1)
  expect(wrong.err).toContain(`school-backups/${prefix}`)
  expect(wrong.err).not.toContain("another")
  const sweeper = { JANITOR_KEY_ID: bucketKeys.id, JANITOR_KEY_SECRET: "another" }
  expect((await check(sweeper)).code).toBe(1)
})

it("goes wrong when nobody answers where the bucket should be, or Litestream is not there", async () => {
  const away = await check({ BACKUP_URL: "s3://school-backups/v1?endpoint=http%3A%2F%2F127.0.0.1%3A9" })
  expect(away.code).toBe(1)
  expect(away.err).toContain("antwoordt niet goed")
  expect((await check({ LITESTREAM: "/nowhere/litestream" })).code).toBe(1)
})

it("goes wrong when the mail server does not know us, or is away, and never shows the password", async () => {
  const careful = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    logger: false,
    onAuth: ({ password }, _session, done) =>
      password === "right" ? done(null, { user: "us" }) : done(new Error("535 5.7.8 who are you")),
  })
  const port = await new Promise<number>((done) =>
    careful.listen(0, "127.0.0.1", () => done((careful.server.address() as { port: number }).port)),
  )
  try {
    expect((await check({ SMTP_URL: `smtp://us:right@127.0.0.1:${port}` })).code).toBe(0)
    const unknown = await check({ SMTP_URL: `smtp://us:wrong-one@127.0.0.1:${port}` })
    expect(unknown.code).toBe(1)
    expect(unknown.err).toContain("127.0.0.1 laat ons niet binnen (refused)")
    expect(unknown.err + unknown.out).not.toContain("wrong-one")
  } finally {
    await new Promise<void>((done) => careful.close(done))
  }
  const away = await check({ SMTP_URL: `smtp://us:right@127.0.0.1:${port}` })
  expect(away.code).toBe(1)
  expect(away.err).toContain("(unreachable)")
})

it("is what Fly does before each release, on a machine without the volume", async () => {
  const { deploy } = Bun.TOML.parse(await Bun.file("fly.toml").text()) as { deploy: Record<string, string> }
  expect(deploy["release_command"]).toBe("/app/bin/tienminuten check")
})
