import { Database } from "bun:sqlite"
import {
  closeSync,
  cpSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from "node:fs"
import { join } from "node:path"
import { load, median, result, serve } from "./measure.ts"
import {
  type BenchHousehold,
  type BenchSchool,
  benchSchool,
  cookieAt,
  cookieOf,
  secondary,
  shownAs,
  slug,
} from "./school.ts"

const size = { ...secondary, slotsEach: 80 }
const atOnce = 64

/**
 * Bookings through HTTP, each with its rules and its confirmation, beside a raw loop that commits each insert alone: into a copy of
 * the same file, on the same disk, in turn.
 */
export async function bookings(): Promise<void> {
  const pairs: { ours: number; theirs: number; cpu: number; sync: number }[] = []
  for (let round = 0; round < 5; round++) {
    const school = benchSchool(size)
    const sync = syncTime(school.folder)
    const theirs = rawLoop(school.folder)
    pairs.push({ ...(await throughHttp(school)), theirs, sync })
    school.drop()
  }
  const of = (figure: keyof (typeof pairs)[number]) => median(pairs.map((pair) => pair[figure]))
  const ratio = median(pairs.map(({ ours, theirs }) => ours / theirs))
  result(
    `Bookings through HTTP, synchronous=FULL, ${atOnce} at once`,
    `${ratio.toFixed(2)} × the raw loop (${of("ours").toFixed(0)} against ${of("theirs").toFixed(0)} a second; ${of("cpu").toFixed(0)} µs CPU each; one sync of this disk ${of("sync").toFixed(0)} µs)`,
    "at least 4 ×",
    ratio >= 4,
  )
  await stampede()
}

/** How long this disk takes to keep a page, in microseconds. */
function syncTime(folder: string): number {
  const file = openSync(join(folder, "sync"), "w")
  const page = new Uint8Array(4096)
  const took: number[] = []
  for (let at = 0; at < 200; at++) {
    const began = performance.now()
    writeSync(file, page, 0, page.length, at * page.length)
    fdatasyncSync(file)
    took.push((performance.now() - began) * 1000)
  }
  closeSync(file)
  return median(took)
}

/** One insert, one commit, again and again, into a copy of the same file; gives how many a second. */
function rawLoop(folder: string): number {
  const copy = mkdtempSync(join(folder, "raw-"))
  const name = readdirSync(join(folder, "schools")).find((file) => file.endsWith(".db")) ?? ""
  cpSync(join(folder, "schools", name), join(copy, "raw.db"))
  const db = new Database(join(copy, "raw.db"), { strict: true })
  for (const pragma of [
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
  ])
    db.run(`PRAGMA ${pragma}`)
  const insert = db.prepare(
    "INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at) SELECT id, 1, teacher_id, ?, ?, starts_at, ends_at, ?, '2026-01-01T00:00:00Z' FROM slots WHERE id = ?",
  )
  const total = 1000
  const began = performance.now()
  for (let at = 1; at <= total; at++) insert.run(at, at, String(at), at)
  const rate = total / ((performance.now() - began) / 1000)
  db.close()
  rmSync(copy, { recursive: true, force: true })
  return rate
}

export type Wish = { cookie: string; pupil: number; slot: number; time: string }

/** Books until every child has a talk with each of its teachers; gives bookings a second, and the server's time for one. */
async function throughHttp(school: BenchSchool): Promise<{ ours: number; cpu: number }> {
  const app = await serve("app", school.folder)
  const wishes = wishesOf(school.households)
  const ask = (at: number) => book(app.port, wishes[at] as Wish)
  const warm = 500
  await load(warm, atOnce, ask)
  const rest = wishes.length - warm
  const before = await app.cpu()
  const { statuses, seconds } = await load(rest, atOnce, (at) => ask(at + warm))
  const used = (await app.cpu()) - before
  await app.stop()
  const booked = statuses.get(303) ?? 0
  if (booked < rest)
    throw new Error(`Only ${booked} of ${rest} were booked: ${JSON.stringify([...statuses])}`)
  return { ours: booked / seconds, cpu: used / booked }
}

/** Every wish is for another slot of a teacher that the child has, and no family is in two places at once. */
export function wishesOf(
  households: BenchHousehold[],
  slotsEach: number = size.slotsEach,
  school: string = slug,
): Wish[] {
  const next = new Map<number, number>()
  const wishes: Wish[] = []
  for (const household of households) {
    const times = new Set<number>()
    const [child] = household.pupils
    for (const teacher of child?.teachers ?? []) {
      let at = next.get(teacher) ?? 0
      while (times.has(at)) at++
      if (at >= slotsEach) continue
      times.add(at)
      next.set(teacher, at + 1)
      const slot = (teacher - 1) * slotsEach + at + 1
      const time = shownAs(slot, slotsEach)
      wishes.push({ cookie: cookieAt(school, household), pupil: child?.id ?? 0, slot, time })
    }
  }
  return wishes
}

const book = (port: number, { cookie, pupil, time }: Omit<Wish, "slot">, more: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${port}/${slug}/gesprekken/1/kies`, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: cookie, "Sec-Fetch-Site": "same-origin", ...more },
    body: new URLSearchParams({ pupil: String(pupil), slot: time }),
  })

/** A thousand parents on one slot, a hundred times: one winner each, in the answers and in the file. */
async function stampede(): Promise<void> {
  const rounds = 100
  const school = benchSchool({
    teachers: 1,
    slotsEach: rounds,
    households: 1000 + rounds,
    children: 1,
    teachersEach: 1,
  })
  const app = await serve("app", school.folder)
  const part = { "HX-Request": "true", "HX-Request-Type": "partial" }
  let right = 0
  let slowest = 0
  let racers = school.households
  for (let slot = 1; slot <= rounds; slot++) {
    const running = racers.slice(0, 1000)
    const winners = new Set<BenchHousehold>()
    const time = shownAs(slot, rounds)
    const { took, statuses } = await load(running.length, 250, async (at) => {
      const household = running[at] as BenchHousehold
      const pupil = household.pupils[0]?.id ?? 0
      const answer = await book(app.port, { cookie: cookieOf(household), pupil, time }, part)
      if (answer.status === 200) winners.add(household)
      return answer
    })
    if (winners.size === 1 && statuses.get(409) === running.length - 1) right++
    racers = racers.filter((household) => !winners.has(household))
    slowest = Math.max(slowest, ...took)
  }
  await app.stop()
  const kept = school.look<{ talks: number; slots: number }>(
    "SELECT count(*) AS talks, count(DISTINCT slot_id) AS slots FROM bookings",
  )
  result(
    "Stampede: 1,000 parents on one slot, 250 connections, 100 times",
    `${right} rounds with exactly one winner, ${kept?.talks} talks in the file; slowest answer ${slowest.toFixed(0)} ms`,
    "100 rounds",
    right === rounds && kept?.talks === rounds && kept.slots === rounds,
  )
  school.drop()
}
