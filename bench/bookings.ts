import { Database } from "bun:sqlite"
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { load, median, result, serve } from "./measure.ts"
import { benchSchool, cookieOf, secondary, slug } from "./school.ts"

/** Bookings through HTTP, each with its rules and its confirmation, beside a raw loop that commits each insert alone. */
export async function bookings(): Promise<void> {
  const size = { ...secondary, slotsEach: 80 }
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < 3; round++) {
    const school = benchSchool(size)
    theirs.push(rawLoop(school.folder))
    ours.push(await throughHttp(school, size.slotsEach))
    school.drop()
  }
  const ratio = median(ours) / median(theirs)
  result(
    "Bookings through HTTP, synchronous=FULL",
    `${ratio.toFixed(2)} × the raw loop (${median(ours).toFixed(0)} against ${median(theirs).toFixed(0)} a second)`,
    "at least 4 ×",
    ratio >= 4,
  )
  await stampede()
}

/** One insert, one commit, again and again, into a copy of the same file. */
function rawLoop(folder: string): number {
  const copy = mkdtempSync(join(tmpdir(), "tienminuten-raw-"))
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

async function throughHttp(school: ReturnType<typeof benchSchool>, slotsEach: number): Promise<number> {
  const app = await serve("app", school.folder)
  const address = `http://127.0.0.1:${app.port}/${slug}/gesprekken/1/kies`
  // Every wish is for another slot of a teacher that the child has, and no family is in two places at once.
  const taken = new Map<number, number>()
  const wishes: { cookie: string; pupil: number; slot: number }[] = []
  for (const household of school.households) {
    const child = household.pupils[0]
    if (!child) continue
    const times = new Set<number>()
    for (const teacher of child.teachers) {
      let at = taken.get(teacher) ?? 0
      while (times.has(at) && at < slotsEach) at++
      if (at >= slotsEach) continue
      times.add(at)
      taken.set(teacher, at + 1)
      wishes.push({ cookie: cookieOf(household), pupil: child.id, slot: (teacher - 1) * slotsEach + at + 1 })
    }
  }
  const ask = (at: number) => {
    const wish = wishes[at] ?? wishes[0]
    return fetch(address, {
      method: "POST",
      redirect: "manual",
      headers: { Cookie: wish?.cookie ?? "", "Sec-Fetch-Site": "same-origin", "Accept-Encoding": "identity" },
      body: new URLSearchParams({ pupil: String(wish?.pupil), slot: String(wish?.slot) }),
    })
  }
  await load(500, 64, ask)
  const rest = wishes.length - 500
  const { statuses, seconds } = await load(rest, 64, (at) => ask(at + 500))
  await app.stop()
  const booked = statuses.get(303) ?? 0
  if (booked < rest * 0.9)
    throw new Error(`Only ${booked} of ${rest} were booked: ${JSON.stringify([...statuses])}`)
  return booked / seconds
}

/** A thousand parents on one slot, a hundred times: one winner each. */
async function stampede(): Promise<void> {
  const school = benchSchool({ teachers: 1, slotsEach: 100, households: 1000, children: 1, teachersEach: 1 })
  const app = await serve("app", school.folder)
  const address = `http://127.0.0.1:${app.port}/${slug}/gesprekken/1/kies`
  let wrong = 0
  let slowest = 0
  const winners = new Set<number>()
  for (let slot = 1; slot <= 100; slot++) {
    const racers = school.households.filter((_, at) => !winners.has(at))
    const won: number[] = []
    const { took, statuses } = await load(racers.length, 250, async (at) => {
      const household = racers[at]
      const answer = await fetch(address, {
        method: "POST",
        redirect: "manual",
        headers: {
          Cookie: household ? cookieOf(household) : "",
          "Sec-Fetch-Site": "same-origin",
          "HX-Request": "true",
          "HX-Request-Type": "partial",
        },
        body: new URLSearchParams({ pupil: String(household?.pupils[0]?.id), slot: String(slot) }),
      })
      if (answer.status === 200 && household) won.push(school.households.indexOf(household))
      return answer
    })
    if (won.length !== 1 || statuses.get(409) !== racers.length - 1) wrong++
    for (const winner of won) winners.add(winner)
    slowest = Math.max(slowest, ...took)
  }
  result(
    "Stampede: 1,000 parents on one slot, 100 times",
    `${100 - wrong} rounds with exactly one winner; slowest answer ${slowest.toFixed(0)} ms`,
    "100 rounds",
    wrong === 0,
  )
  await app.stop()
  school.drop()
}
