import { tmpdir } from "node:os"
import { join } from "node:path"
import { load, median, result, serve } from "./measure.ts"
import { benchSchool, cookieOf, sixty, slug } from "./school.ts"

/** The signed-in page with sixty times, beside a bare server that sends the same bytes: processor time per request. */
export async function page(): Promise<void> {
  const school = benchSchool(sixty)
  const [reader, writer] = [school.households[0], school.households[1]]
  if (!reader || !writer) throw new Error("No households")
  const app = await serve("app", school.folder)
  const address = `http://127.0.0.1:${app.port}/${slug}/gesprekken/1`
  const headers = { Cookie: cookieOf(reader), "Accept-Encoding": "identity" }
  const first = await fetch(address, { headers })
  const bytes = await first.arrayBuffer()
  if (first.status !== 200) throw new Error(`The page answered ${first.status}`)
  const file = join(tmpdir(), `tienminuten-bench-page-${process.pid}.html`)
  await Bun.write(file, bytes)
  const bare = await serve("bare", file)

  // Another family books and cancels all the while, so that the page keeps changing under its readers.
  let writing = true
  let writes = 0
  const changes = (async () => {
    const pupil = writer.pupils[0]
    while (writing) {
      const form = {
        method: "POST",
        redirect: "manual" as const,
        headers: { Cookie: cookieOf(writer), "Sec-Fetch-Site": "same-origin" },
      }
      const slot = String(1 + (writes % 20))
      const booked = await fetch(`${address}/kies`, {
        ...form,
        body: new URLSearchParams({ pupil: String(pupil?.id), slot }),
      })
      const talk = /afspraak\/(\d+)/.exec(booked.headers.get("Location") ?? "")?.[1] ?? String(writes + 1)
      await fetch(`http://127.0.0.1:${app.port}/${slug}/afspraak/${talk}/afzeggen`, {
        ...form,
        body: new URLSearchParams(),
      })
      writes++
      await Bun.sleep(40)
    }
  })()

  const rounds = 5
  const total = 4000
  const cost = async (server: typeof app, ask: (at: number) => Promise<Response>) => {
    const before = server.cpu()
    const { statuses } = await load(total, 16, ask)
    return { cpu: ((server.cpu() - before) / total) * 1e6, statuses }
  }
  const changing = (): Promise<Response> => fetch(address, { headers })
  const plain = (): Promise<Response> => fetch(`http://127.0.0.1:${bare.port}/`, { headers })
  await load(2000, 16, changing)
  await load(2000, 16, plain)
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    theirs.push((await cost(bare, plain)).cpu)
    ours.push((await cost(app, changing)).cpu)
  }
  writing = false
  await changes
  const ratio = median(ours) / median(theirs)
  result(
    `Booking page, 60 times, ${Math.round(bytes.byteLength / 1024)} kB, changing under ${writes} bookings`,
    `${ratio.toFixed(2)} × bare (${median(ours).toFixed(0)} against ${median(theirs).toFixed(0)} µs CPU)`,
    "at most 3.5 ×",
    ratio <= 3.5,
  )

  const tag = (await fetch(address, { headers })).headers.get("ETag") ?? ""
  const same: number[] = []
  const again: number[] = []
  for (let round = 0; round < rounds; round++) {
    again.push((await cost(bare, plain)).cpu)
    const unchanged = await cost(app, () => fetch(address, { headers: { ...headers, "If-None-Match": tag } }))
    if (unchanged.statuses.get(304) !== total)
      throw new Error(`Not unchanged: ${JSON.stringify([...unchanged.statuses])}`)
    same.push(unchanged.cpu)
  }
  const least = median(same) / median(again)
  result(
    "The same page, unchanged (304)",
    `${least.toFixed(2)} × bare (${median(same).toFixed(0)} against ${median(again).toFixed(0)} µs CPU)`,
    "at most 2.5 ×",
    least <= 2.5,
  )
  await app.stop()
  await bare.stop()
  school.drop()
}
