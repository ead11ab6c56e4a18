import { load, result, serve } from "./measure.ts"
import { changing } from "./page.ts"
import { type BenchHousehold, benchSchool, cookieOf, secondary, slug } from "./school.ts"

const pages = 1000
/** How often a page asks, as in public/live.js, and how long we watch, in milliseconds. */
const every = 1500
const watched = 15_000

/** A thousand families with the page open, each asking which of its times are still free, while talks are chosen and cancelled. */
export async function live(): Promise<void> {
  const school = benchSchool({ ...secondary, households: pages + 1 })
  const [writer, ...watchers] = school.households as [BenchHousehold, ...BenchHousehold[]]
  const app = await serve("app", school.folder)
  const origin = `http://127.0.0.1:${app.port}`
  // As in page.ts: a server that has been up for a while. This alone would ask too little to settle it.
  await load(12_000, 16, (at) => ask(origin, watchers[at % pages] as BenchHousehold, ""))
  const over = new AbortController()
  const asked = { new: 0, same: 0 }
  const all = watchers.map((household) => watch(origin, household, over.signal, asked))
  const changes = changing(origin, writer, {
    slots: secondary.slotsEach,
    pause: () => Bun.sleep(250),
  })
  await Bun.sleep(2 * every)
  const [began, before] = [performance.now(), await app.cpu()]
  Object.assign(asked, { new: 0, same: 0 })
  await Bun.sleep(watched)
  const used = (await app.cpu()) - before
  const share = used / 1000 / (performance.now() - began)
  const { writes, seconds } = changes.count()
  over.abort()
  await Promise.all([...all, changes.stop()])
  await app.stop()
  school.drop()
  const questions = asked.new + asked.same
  result(
    `${pages.toLocaleString("en")} open pages that ask every ${every / 1000} s, under ${Math.round(writes / seconds)} changes a second`,
    `${(100 * share).toFixed(1)} % of one core (${(used / questions).toFixed(0)} µs CPU a question, ${((100 * asked.same) / questions).toFixed(0)} % of them unchanged)`,
    "less than 10 %",
    share < 0.1,
  )
}

const ask = (origin: string, household: BenchHousehold, known: string) =>
  fetch(`${origin}/${slug}/gesprekken/1/vrij`, {
    headers: { Cookie: cookieOf(household), "X-Watching": "1", "If-None-Match": known },
  })

/** One open page, as public/live.js asks: its own moment to begin, and what it knows sent along. */
async function watch(
  origin: string,
  household: BenchHousehold,
  over: AbortSignal,
  asked: { new: number; same: number },
): Promise<void> {
  let known = ""
  await Bun.sleep(Math.random() * every)
  while (!over.aborted) {
    const answer = await ask(origin, household, known)
    await answer.arrayBuffer()
    if (answer.status !== 200 && answer.status !== 304)
      throw new Error(`An open page was told ${answer.status}`)
    asked[answer.status === 200 ? "new" : "same"]++
    known = answer.headers.get("ETag") ?? ""
    await Bun.sleep(every)
  }
}
