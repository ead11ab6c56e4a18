import { quantile, result, serve } from "./measure.ts"
import { type BenchHousehold, benchSchool, secondary, slug } from "./school.ts"

/** How long the opening hour lasts here, in milliseconds. */
const compressed = 120_000

type Log = { kind: string; took: number; status: number }

/**
 * The opening evening of a secondary school, open loop: every household comes at its own moment, however slow we are. It signs in
 * with names and birth date (one in eight mistypes first), looks, chooses talks that others want too, and one in five moves one.
 */
export async function evening(): Promise<void> {
  const school = benchSchool(secondary)
  const app = await serve("app", school.folder)
  const log: Log[] = []
  let talks = 0
  let collisions = 0
  let failed = 0
  const base = `http://127.0.0.1:${app.port}/${slug}`

  /** A browser of one household: keeps its cookies, follows nothing by itself, and notes how long each answer took. */
  function browser(address: number) {
    const cookies = new Map<string, string>()
    return async (kind: string, path: string, form?: Record<string, string>, part = false) => {
      const headers: Record<string, string> = {
        "Sec-Fetch-Site": "same-origin",
        "Accept-Encoding": "zstd, gzip",
        "Fly-Client-IP": `10.0.${address >> 8}.${address & 255}`,
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(part ? { "HX-Request": "true", "HX-Request-Type": "partial" } : {}),
      }
      const began = performance.now()
      const answer = await fetch(
        path.startsWith("/") ? `http://127.0.0.1:${app.port}${path}` : `${base}/${path}`,
        {
          method: form ? "POST" : "GET",
          redirect: "manual",
          headers,
          ...(form ? { body: new URLSearchParams(form) } : {}),
        },
      )
      const page = await answer.text()
      log.push({ kind, took: performance.now() - began, status: answer.status })
      for (const line of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        cookies.set(name, value)
      }
      return { status: answer.status, page, location: answer.headers.get("Location") }
    }
  }

  const offered = (page: string) =>
    [...page.matchAll(/name="slot" value="(\d+)"/g)].map((found) => found[1] ?? "")

  async function comes(household: BenchHousehold, number: number) {
    const ask = browser(number)
    await ask("door", slug ? `/${slug}` : "")
    const child = household.pupils[0]
    if (!child) return
    const [year = "", month = "", day = ""] = child.born.split("-")
    const names = { road: "names", first: child.name, last: `Gezin${number}`, month, year }
    if (number % 8 === 0) await ask("sign-in", "inloggen", { ...names, day: String((Number(day) % 28) + 1) })
    const entered = await ask("sign-in", "inloggen", { ...names, day })
    if (entered.status !== 303) {
      failed++
      return
    }
    await ask("page", "gesprekken/1")
    let mine = 0
    for (const pupil of household.pupils)
      for (const teacher of pupil.teachers.slice(0, 3)) {
        let seen = await ask("page", `gesprekken/1?met=${pupil.id}-${teacher}`, undefined, true)
        for (let tries = 0; tries < 6; tries++) {
          // Everybody likes the same early times, and thinks a moment before choosing one.
          const times = offered(seen.page)
          const slot = times[Math.floor(Math.random() ** 2 * Math.min(times.length, 8))]
          if (!slot) break
          await Bun.sleep(300 + Math.random() * 1500)
          seen = await ask("book", "gesprekken/1/kies", { pupil: String(pupil.id), slot }, true)
          if (seen.status === 200) {
            mine++
            break
          }
          collisions++
        }
      }
    talks += mine
    if (number % 5 === 0 && mine > 0) {
      const all = await ask("page", "gesprekken/1")
      const move = /\/afspraak\/(\d+)\/verzetten/.exec(all.page)?.[1]
      if (move) {
        const other = await ask("page", `afspraak/${move}/verzetten`)
        const slot = offered(other.page).at(-1)
        if (slot) await ask("book", `afspraak/${move}/verzetten`, { slot })
      }
    }
  }

  // Six in ten come in the first quarter.
  const moments = school.households.map(
    (_, at) => (at % 10 < 6 ? Math.random() * 0.25 : 0.25 + Math.random() * 0.65) * compressed,
  )
  await Promise.all(
    school.households.map(async (household, at) => {
      await Bun.sleep(moments[at] ?? 0)
      await comes(household, at + 1)
    }),
  )

  const { Database } = await import("bun:sqlite")
  const { readdirSync } = await import("node:fs")
  const file = readdirSync(`${school.folder}/schools`).find((name) => name.endsWith(".db"))
  const db = new Database(`${school.folder}/schools/${file}`, { readonly: true })
  const kept = db
    .query<{ talks: number; slots: number }, []>(
      "SELECT count(*) AS talks, count(DISTINCT slot_id) AS slots FROM bookings",
    )
    .get()
  db.close()

  const pages = log.filter((line) => line.kind !== "sign-in").map((line) => line.took)
  const errors = log.filter((line) => line.status >= 500).length
  const held = log.filter((line) => line.status === 429).length
  const p99 = quantile(pages, 0.99)
  result(
    `Opening evening: ${school.households.length} households in two minutes, ${log.length} requests, ${talks} talks, ${collisions} collisions`,
    `p50 ${quantile(pages, 0.5).toFixed(0)}, p99 ${p99.toFixed(0)} ms; ${errors} server errors; ${failed + held} parents held up; ${talks - (kept?.slots ?? 0)} double or lost`,
    "p99 under 100 ms, nothing else",
    p99 < 100 && errors === 0 && failed + held === 0 && kept?.talks === talks && kept.slots === talks,
  )
  await app.stop()
  school.drop()
}
