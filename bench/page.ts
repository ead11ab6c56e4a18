import { rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { load, median, type Running, result, serve } from "./measure.ts"
import { type BenchHousehold, benchSchool, cookieOf, shownAs, sixty, slug } from "./school.ts"
import type { Kept } from "./server.ts"

const rounds = 7
const total = 3000
/** Requests between two changes: some forty changes a second on a quiet machine. */
const between = 150

type Ask = (at: number) => Promise<Response>

/**
 * The signed-in page with sixty times, beside a bare server that sends the same answer, headers included: processor time per
 * request of the servers alone, measured in turn, the ratio pair by pair.
 */
export async function page(): Promise<void> {
  const school = benchSchool(sixty)
  const [writer, ...readers] = school.households
  if (!writer) throw new Error("No households")
  const app = await serve("app", school.folder)
  const origin = `http://127.0.0.1:${app.port}`
  const address = `${origin}/${slug}/gesprekken/1`
  let asked = 0
  let over = false
  const look = (headers: Record<string, string>): Ask => {
    const cookies = readers.map(cookieOf)
    return (at) => {
      asked++
      return fetch(address, { headers: { Cookie: cookies[at % cookies.length] ?? "", ...headers } })
    }
  }
  const whole = look({ "Accept-Encoding": "identity" })
  const { file, size } = await keep(await whole(0))
  const bare = await serve("bare", file)
  const plain: Ask = () => fetch(`http://127.0.0.1:${bare.port}/`)

  // Paced by the requests: on a slow machine the same time would hold fewer of them, each with a larger share of the writing.
  const pause = async () => {
    for (const until = asked + between; asked < until && !over; ) await Bun.sleep(1)
  }
  const changes = changing(origin, writer, { slots: sixty.slotsEach, pause })
  // Just-in-time compilers take their time: both servers are measured when they have settled, changes and all.
  await load(12_000, 16, whole)
  await load(6000, 16, plain)
  const under = await compare(app, whole, bare, plain)
  over = true
  await changes.stop()
  const paced = `a change every ${between} requests`
  tell(`Booking page, 60 times, ${size} kB, 39 households in turn, ${paced}`, under, 3.5)

  const packed = look({ "Accept-Encoding": "gzip, deflate, br, zstd" })
  tell(
    "The same page packed with zstd for every answer, as browsers ask, beside the bare server with the plain page",
    await compare(app, packed, bare, plain),
    null,
  )

  const tag = (await whole(0)).headers.get("ETag") ?? ""
  const [cookie = ""] = readers.map(cookieOf)
  const same: Ask = () =>
    fetch(address, { headers: { Cookie: cookie, "Accept-Encoding": "identity", "If-None-Match": tag } })
  if ((await same(0)).status !== 304) throw new Error("The page is never unchanged")
  tell(
    "The same page, unchanged (304), beside the bare server with the whole page",
    await compare(app, same, bare, plain),
    2.5,
  )

  await app.stop()
  await bare.stop()
  rmSync(file)
  school.drop()
}

/** Writes an answer down for the bare server to repeat. */
async function keep(answer: Response): Promise<{ file: string; size: number }> {
  if (answer.status !== 200) throw new Error(`The page answered ${answer.status}`)
  const body = await answer.text()
  const headers = [...answer.headers].filter(([name]) => !/^(date|content-length)$/i.test(name))
  const file = join(tmpdir(), `tienminuten-bench-page-${process.pid}.json`)
  await Bun.write(file, JSON.stringify({ status: 200, headers, body } satisfies Kept))
  return { file, size: Math.round(body.length / 1024) }
}

/** Another family books and cancels all the while, so that the page keeps changing under its readers. `slots`: of each teacher. */
export function changing(
  origin: string,
  { token, pupils }: BenchHousehold,
  { slots, pause }: { slots: number; pause: () => Promise<unknown> },
) {
  const [child] = pupils
  const first = 1 + ((child?.teachers[0] ?? 1) - 1) * slots
  const began = performance.now()
  let writing = true
  let writes = 0
  const post = (path: string, body: Record<string, string>) =>
    fetch(`${origin}/${slug}${path}`, {
      method: "POST",
      redirect: "manual",
      headers: { Cookie: cookieOf({ token, pupils }), "Sec-Fetch-Site": "same-origin" },
      body: new URLSearchParams(body),
    })
  const done = (async () => {
    while (writing) {
      const slot = shownAs(first + (writes % slots), slots)
      const booked = await post("/gesprekken/1/kies", { pupil: String(child?.id), slot })
      const talk = /gekozen=(\d+)/.exec(booked.headers.get("Location") ?? "")?.[1]
      if (!talk) throw new Error(`Not booked: ${booked.status}`)
      await pause()
      const gone = await post(`/afspraak/${talk}/afzeggen`, {})
      if (gone.status !== 303) throw new Error(`Not cancelled: ${gone.status}`)
      await pause()
      writes += 2
    }
  })()
  return {
    count: () => ({ writes, seconds: (performance.now() - began) / 1000 }),
    stop: () => {
      writing = false
      return done
    },
  }
}

async function compare(app: Running, ours: Ask, bare: Running, theirs: Ask) {
  const pairs: { ours: number; theirs: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const plain = await cost(bare, theirs)
    pairs.push({ ours: await cost(app, ours), theirs: plain })
  }
  return pairs
}

/** Processor time per request, in microseconds. */
async function cost(server: Running, ask: Ask): Promise<number> {
  const before = await server.cpu()
  const { statuses } = await load(total, 16, ask)
  if ([...statuses.keys()].some((status) => status >= 400)) throw new Error(JSON.stringify([...statuses]))
  return ((await server.cpu()) - before) / total
}

function tell(what: string, pairs: { ours: number; theirs: number }[], goal: number | null): void {
  const ratio = median(pairs.map(({ ours, theirs }) => ours / theirs))
  const [ours, theirs] = [median(pairs.map((pair) => pair.ours)), median(pairs.map((pair) => pair.theirs))]
  result(
    what,
    `${ratio.toFixed(2)} × bare (${ours.toFixed(0)} against ${theirs.toFixed(0)} µs CPU)`,
    goal === null ? "" : `at most ${goal} ×`,
    goal === null ? null : ratio <= goal,
  )
}
