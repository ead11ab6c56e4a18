import { afterAll, beforeAll, expect, it } from "bun:test"
import { join } from "node:path"
import { goLive, openRegistry, openSchool, prepareSchool, type Registry } from "../../src/db/registry.ts"
import { replicaAt } from "../../src/integrations/replica.ts"
import { socketIn } from "../../src/integrations/replicator.ts"
import { type BucketServer, bucketServer, eventually, urlOf } from "../support/backup.ts"
import { type FaultyBucket, faultyBucket } from "../support/faulty-bucket.ts"
import { fillRegenboog, today } from "../support/school.ts"
import { type Service, service } from "../support/service.ts"

// An operator puts a school back, and the command is killed at any moment. Then the service is started anew; or the operator tries again, with
// the bucket away or not. Whatever came of it, nothing that was done before or since is gone, and the newest copy is of the file that serves.

const rounds = Number(process.env["ROUNDS"] ?? 30)

let server: BucketServer
let between: FaultyBucket
let house: Service
let registry: Registry
beforeAll(async () => {
  server = await bucketServer()
  between = faultyBucket(server.endpoint)
  house = service(urlOf(between))
  await house.start()
  registry = openRegistry(house.dataFolder, { bytes: Buffer.alloc(32, 7) })
  const facts = { slug: "de-regenboog", name: "a", city: "b", phone: "", email: "", brin: null } as const
  const prepared = prepareSchool(registry, { ...facts, sector: "primary" }, today)
  if (!prepared.ok) throw new Error(prepared.refusal.kind)
  fillRegenboog(goLive(registry, prepared.value))
  close()
})
afterAll(async () => {
  await house.crash()
  await between.close()
  await server.close()
})

function close() {
  for (const { db } of registry.open.values()) db.close()
  registry.open.clear()
  registry.lately.clear()
}
function inSchool<Outcome>(work: (db: NonNullable<ReturnType<typeof openSchool>>) => Outcome): Outcome {
  const db = openSchool(registry, "de-regenboog")
  if (!db) throw new Error("no school")
  try {
    return work(db)
  } finally {
    close()
  }
}
const add = (name: string) =>
  inSchool(({ client }) => client.run("INSERT INTO locations (key, name) VALUES (?1, ?1)", [name]))
const places = () =>
  inSchool(({ client }) =>
    client.query<{ name: string }, []>("SELECT name FROM locations ORDER BY id").all(),
  ).map(({ name }) => name)
const line = () => registry.bySlug.get("de-regenboog")
const copied = () =>
  eventually(
    "the backup has it",
    () => {
      const live = join(house.dataFolder, "schools", `${line()?.id}.${line()?.epoch}.db`)
      return replicaAt(socketIn(house.dataFolder)).sync(live, 20)
    },
    60,
  )
const restore = () => house.operator("restore", "de-regenboog", "--yes")

/** Kills it so long after the school was shut: most often within the second that it takes, and sometimes after it. */
async function killedRestore(milliseconds: number): Promise<void> {
  const run = house.command("restore", "de-regenboog", "--yes")
  let said = ""
  for await (const part of run.stderr) {
    said += new TextDecoder().decode(part)
    if (!said.includes("gaat even dicht")) continue
    await Bun.sleep(milliseconds)
    run.kill("SIGKILL")
    break
  }
  await run.exited
}

const then = [
  async () => {
    await house.stop()
    await house.start()
  },
  restore,
  async () => {
    between.fault = { kind: "refused", status: 503 }
    await restore()
    between.fault = { kind: "none" }
    if (line()?.state !== "live") await restore()
  },
]

it(
  `loses nothing, killed ${rounds} times`,
  async () => {
    const had: string[] = []
    const left = { restoring: 0, live: 0, ending: 0 }
    for (let round = 0; round < rounds; round++) {
      add(`before ${round}`)
      await copied()
      await killedRestore(Math.random() * 1500)
      left[line()?.state ?? "ending"]++
      await then[round % then.length]?.()
      add(`after ${round}`)
      had.push(`before ${round}`, `after ${round}`)
      await copied()
      if (round % 2 === 0) {
        await house.crash()
        await house.start()
      }
      expect(places()).toEqual(had)
      const newest = await house.operator("restore", "de-regenboog")
      expect(newest).toMatchObject({ code: 0 })
      expect(newest.out).not.toContain("Let op")
    }
    console.log(
      `${rounds} restores killed: ${left.restoring} left the door shut, ${left.live} were done or not begun`,
    )
  },
  60_000 + rounds * 20_000,
)
