import { cpuOf, quantile, result, serve, serveReal } from "./measure.ts"
import { type BenchHousehold, benchSchool, secondary, slug } from "./school.ts"

/** How long the evening lasts here, in milliseconds. */
const compressed = 120_000
const browsers = { "Sec-Fetch-Site": "same-origin", "Accept-Encoding": "gzip, deflate, br, zstd" }
const part = { "HX-Request": "true", "HX-Request-Type": "partial" }

type Line = { kind: string; took: number; status: number }
type Answer = { status: number; page: string }
type Ask = (kind: string, path: string, form?: Record<string, string>, asPart?: boolean) => Promise<Answer>
type Count = { talks: number; collisions: number; heldUp: number }

/**
 * The opening evening of a secondary school on the real server, mails and log included, open loop: every household comes at its own
 * moment, however slow we are, half of them in the first quarter. It signs in with names and birth date (one in eight mistypes
 * first), looks, chooses talks that others want too, and one in five moves one.
 */
export async function evening(): Promise<void> {
  const school = benchSchool(secondary)
  const post = await serve("post")
  const server = await serveReal(school.folder, {
    SMTP_URL: `smtp://127.0.0.1:${post.port}`,
    TRUSTED_PROXY: "fly",
  })
  const log: Line[] = []
  const count: Count = { talks: 0, collisions: 0, heldUp: 0 }
  const before = cpuOf(server.pid)
  await Promise.all(
    school.households.map(async (household, at) => {
      await Bun.sleep((at % 2 ? Math.random() * 0.25 : 0.25 + Math.random() * 0.6) * compressed)
      await comes(household, at + 1, browser(server.origin, at + 1, log), count)
    }),
  )
  const used = cpuOf(server.pid) - before
  await server.stop()
  await post.stop()
  report(log, { ...count, used }, school.households.length, kept(school))
  school.drop()
}

/** A browser of one household: keeps its cookies, follows nothing by itself, and notes how long each answer took. */
function browser(origin: string, number: number, log: Line[]): Ask {
  const cookies = new Map<string, string>()
  // Every third household shares its address with others: the telephone company's, or the flat's.
  const address = number % 3 === 0 ? `10.1.0.${number % 7}` : `10.0.${number >> 8}.${number & 255}`
  return async (kind, path, form, asPart = false) => {
    const began = performance.now()
    const answer = await fetch(`${origin}/${slug}${path}`, {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: {
        ...browsers,
        ...(asPart ? part : {}),
        "Fly-Client-IP": address,
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    })
    const page = await answer.text()
    log.push({ kind, took: performance.now() - began, status: answer.status })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return { status: answer.status, page }
  }
}

const thinks = () => Bun.sleep(300 + Math.random() * 1500)
const offered = ({ page }: Answer) =>
  [...page.matchAll(/name="slot" value="([\d.]+)"/g)].map((found) => found[1] ?? "")

async function comes(household: BenchHousehold, number: number, ask: Ask, count: Count): Promise<void> {
  await ask("door", "")
  if (!(await signsIn(household, number, ask))) {
    count.heldUp++
    return
  }
  await ask("round", "/gesprekken/1")
  let mine = 0
  for (const pupil of household.pupils)
    for (const teacher of pupil.teachers.slice(0, 3)) if (await chooses(pupil.id, teacher, ask, count)) mine++
  count.talks += mine
  if (number % 5 === 0 && mine > 0) await movesOne(ask)
}

async function signsIn({ pupils }: BenchHousehold, number: number, ask: Ask): Promise<boolean> {
  const [child] = pupils
  if (!child) return true
  const [year = "", month = "", day = ""] = child.born.split("-")
  const names = { road: "names", first: child.name, last: `Gezin${number}`, month, year }
  if (number % 8 === 0) {
    await ask("sign-in", "/inloggen", { ...names, day: String((Number(day) % 28) + 1) })
    await thinks()
  }
  return (await ask("sign-in", "/inloggen", { ...names, day })).status === 303
}

/** Everybody likes the same early times; who comes too late takes another. */
async function chooses(pupil: number, teacher: number, ask: Ask, count: Count): Promise<boolean> {
  let seen = await ask("times", `/gesprekken/1?met=${pupil}-${teacher}`, undefined, true)
  for (let tries = 0; tries < 6; tries++) {
    const times = offered(seen)
    const slot = times[Math.floor(Math.random() ** 2 * Math.min(times.length, 8))]
    if (!slot) return false
    await thinks()
    seen = await ask("choose", "/gesprekken/1/kies", { pupil: String(pupil), slot }, true)
    if (seen.status === 200) return true
    count.collisions++
  }
  return false
}

async function movesOne(ask: Ask): Promise<void> {
  const all = await ask("round", "/gesprekken/1")
  const talk = /\/afspraak\/(\d+)\/verzetten/.exec(all.page)?.[1]
  if (!talk) return
  const slot = offered(await ask("times to move", `/afspraak/${talk}/verzetten`)).at(-1)
  await thinks()
  if (slot) await ask("move", `/afspraak/${talk}/verzetten`, { slot })
}

const kept = (school: ReturnType<typeof benchSchool>) =>
  school.look<{ talks: number; slots: number; sent: number; all: number }>(
    `SELECT count(*) AS talks, count(DISTINCT slot_id) AS slots,
       (SELECT count(*) FROM messages WHERE sent_at IS NOT NULL) AS sent, (SELECT count(*) FROM messages) AS "all" FROM bookings`,
  )

function report(
  log: Line[],
  count: Count & { used: number },
  households: number,
  file: ReturnType<typeof kept>,
): void {
  const kinds = [...new Set(log.map((line) => line.kind))].filter((kind) => kind !== "sign-in")
  const tookOf = (kind: string) => log.filter((line) => line.kind === kind).map((line) => line.took)
  const worst = kinds
    .map((kind) => ({ kind, p99: quantile(tookOf(kind), 0.99) }))
    .reduce((one, other) => (one.p99 > other.p99 ? one : other))
  const errors = log.filter((line) => line.status >= 500).length
  const refused = log.filter((line) => line.status === 429).length
  const wrong = (file?.talks ?? 0) - (file?.slots ?? 0) + Math.abs(count.talks - (file?.talks ?? 0))
  for (const kind of [...kinds, "sign-in"])
    console.log(
      `       ${kind}: ${tookOf(kind).length} ×, p50 ${quantile(tookOf(kind), 0.5).toFixed(1)}, p99 ${quantile(tookOf(kind), 0.99).toFixed(1)} ms`,
    )
  result(
    `Opening evening in two minutes: ${households} households, ${log.length} requests, ${count.talks} talks, ${count.collisions} collisions, ${file?.sent} of ${file?.all} mails sent by the end, ${(count.used / log.length).toFixed(2)} ms CPU a request, mails included`,
    `worst page: ${worst.kind}, p99 ${worst.p99.toFixed(0)} ms; ${errors} server errors; ${count.heldUp + refused} parents held up; ${wrong} talks double or lost`,
    "p99 of every page but sign-in under 100 ms, nothing else",
    worst.p99 < 100 && errors === 0 && count.heldUp + refused === 0 && wrong === 0,
  )
}
