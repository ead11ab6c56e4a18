import { afterAll, beforeAll, describe, expect, it } from "bun:test"
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import {
  type BucketServer,
  bucketKeys,
  bucketServer,
  eventually,
  litestream,
  urlOf,
} from "../support/backup.ts"
import { build, type Container, type Image, start, writtenSince } from "../support/container.ts"
import { folder } from "../support/folder.ts"
import { freePort } from "../support/port.ts"

// The image that a school's data will live in, from the text of the Dockerfile, without a container engine: built on a bare Debian root, started
// as its CMD says, used, lost, and started again. docs/nightly.md holds what came of it.

const here = existsSync(litestream) && process.getuid?.() === 0 && Bun.which("debootstrap") !== null
if (!here) console.log("NOT RUN: the container needs root, debootstrap, and bin/setup backup")

describe.skipIf(!here)("the container", () => {
  let server: BucketServer
  let image: Image
  let container: Container
  const workshop = folder()
  const port = freePort()
  const origin = `http://127.0.0.1:${port}`
  const ask = (path: string) =>
    fetch(origin + path, { headers: { Host: "tienminuten.example" }, redirect: "manual" })
  const settings = () => ({
    ORIGIN: "https://tienminuten.example",
    PORT: String(port),
    MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
    SMTP_URL: "smtp://127.0.0.1:9?requireTLS=false",
    BACKUP_URL: urlOf(server),
    BACKUP_KEY_ID: bucketKeys.id,
    BACKUP_KEY_SECRET: bucketKeys.secret,
  })
  const begin = async () => {
    container = start(image, settings())
    await eventually("HEALTHCHECK says that it is well", () => container.healthy(), 120)
  }
  const ready = async () => (await (await ask("/ready")).json()) as { ready: boolean; backup: string }

  beforeAll(async () => {
    server = await bucketServer()
  })
  afterAll(async () => {
    await container?.stop()
    await server?.close()
  })

  it("is built by the steps of the Dockerfile, in their order", () => {
    image = build(workshop, (line) => console.log(line))
    expect(image.command).toEqual(["bin/start"])
    const size = (path: string) => Number(Bun.spawnSync(["du", "-sm", path]).stdout.toString().split("\t")[0])
    console.log(`${size(image.root)} MB, of which ${size(join(image.root, "app"))} MB are ours`)
    expect(size(join(image.root, "app"))).toBeLessThan(200)
  })

  it("answers /health and /ready, and copies to its bucket", async () => {
    await begin()
    await eventually("it is ready", async () => (await ready()).backup === "ok", 60)
    expect((await ask("/health")).status).toBe(200)
    expect(await ready()).toEqual({ ready: true, backup: "ok" })
  })

  it("runs nothing as root, and nothing that may become it", () => {
    const processes = container.processes()
    console.log(processes.map(({ name, uid }) => `${name} (${uid})`).join(", "))
    expect(processes.length).toBeGreaterThanOrEqual(3)
    for (const { uid, noNewPrivileges } of processes)
      expect({ uid, noNewPrivileges }).toEqual({ uid: "1000", noNewPrivileges: "1" })
  })

  it("takes in a school by the operator's command, serves it, and writes nowhere but in its volume", async () => {
    const stamp = join(workshop, "stamp")
    writeFileSync(stamp, "")
    const said = container.execute(
      ...["bin/tienminuten", "school", "add", "de-berk", "--name", "De Berk", "--city", "Utrecht"],
      ...["--admin-name", "An Bos", "--admin-email", "an@de-berk.example"],
    )
    expect(said).toContain("https://tienminuten.example/de-berk")
    expect((await ask("/de-berk")).status).toBe(200)
    await Bun.sleep(3000)
    expect(writtenSince(image.root, stamp)).toEqual([])
    expect(readdirSync(join(server.files, "v1/schools"))).toHaveLength(1)
  })

  it("still has of others what is only fetched when somebody asks for it", () => {
    const late = [
      "googleapis/build/src/apis/calendar/index.js",
      "twilio",
      "pdfkit",
      "@microsoft/microsoft-graph-client",
    ]
    const fetching = late.map((name) => `await import("${name}")`).join("; ")
    expect(container.execute("bun", "-e", `${fetching}; console.log("all")`)).toContain("all")
  })

  it("stops at the signal that the Dockerfile names, within the time that it gets", async () => {
    const { code, seconds } = await container.stop()
    console.log(`stopped in ${seconds.toFixed(1)} s`)
    expect(code).toBe(0)
    expect(seconds).toBeLessThan(120)
  })

  it("comes back on an empty volume with all that was there", async () => {
    rmSync(join(image.root, "data"), { recursive: true })
    Bun.spawnSync(["mkdir", join(image.root, "data")])
    await begin()
    expect(container.said()).toContain('"restored":"school"')
    expect((await ask("/de-berk")).status).toBe(200)
    await eventually("the backup goes on", async () => (await ready()).backup === "ok", 60)
    expect((await container.stop()).code).toBe(0)
  })
})
