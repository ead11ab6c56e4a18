import { afterEach, beforeEach, setDefaultTimeout } from "bun:test"
import { type Browser, htmx, testWorld, type World } from "./app.ts"
import { consentAt, startProviders } from "./providers.ts"
import { today } from "./school.ts"

// A world with Google and Microsoft in it. They live by the real clock, so the whole round is moved to the days to come.

const columns: [string, string[]][] = [
  ["slots", ["starts_at", "ends_at"]],
  ["rounds", ["opens_at", "closes_at", "change_until", "ends_at", "published_at"]],
]

/** Sets the clock to the real time, and the open round so many days on that its evening is nine days away; talks may be online. */
export function moveRoundToNow(world: World): void {
  world.clock.now = Temporal.Now.instant().round({ smallestUnit: "second" })
  const days = Math.ceil((world.clock.now.epochMilliseconds - today.epochMilliseconds) / 86_400_000)
  const { client } = world.school
  for (const [table, names] of columns)
    client.run(
      `UPDATE ${table} SET ${names.map((name) => `${name} = strftime('%Y-%m-%dT%H:%M:%SZ', ${name}, '+${days} days')`).join(", ")}`,
    )
  client.run(`UPDATE round_days SET date = date(date, '+${days} days')`)
  client.run("UPDATE rounds SET places = 'school,online,phone'")
}

/** Fills the agenda of meester Tim: so many slots in all, a quarter of an hour apart, on the days after the evening. */
export function giveSlots(world: World, count: number): void {
  const { client } = world.school
  const { last } = client.query("SELECT max(ends_at) AS last FROM slots").get() as { last: string }
  const from = Temporal.Instant.from(last)
  client.transaction(() => {
    for (let at = 12; at < count; at++) {
      const starts = from.add({ minutes: 15 * at })
      client.run("INSERT INTO slots (round_id, teacher_id, starts_at, ends_at) VALUES (1, 2, ?, ?)", [
        starts.toString(),
        starts.add({ minutes: 10 }).toString(),
      ])
    }
  })()
  client.run("UPDATE rounds SET ends_at = (SELECT max(ends_at) FROM slots)")
}

export type OnlineWorld = Awaited<ReturnType<typeof onlineWorld>>

/** The world of every test, with an open round in which talks may be online. */
export async function onlineWorld() {
  const providers = await startProviders()
  const world = await testWorld("http://localhost:3000", { video: providers.video })
  moveRoundToNow(world)
  return {
    ...world,
    ...providers,
    async close() {
      world.close()
      await providers.close()
    },
  }
}

/** Gives each test of a file an online world of its own, with meester Tim at his desk; closes it afterwards. */
export function eachOnline(begin: (world: OnlineWorld, tim: Browser) => void | Promise<void>): void {
  let world: OnlineWorld
  // Each test signs in at a real server and makes a dozen meetings: on a busy machine that takes its time.
  setDefaultTimeout(30_000)
  beforeEach(async () => {
    world = await onlineWorld()
    await begin(world, await world.tim())
  })
  afterEach(() => world.close())
}

/** Where a teacher arranges talks online. */
export const home = "/de-regenboog/team/video"

/** Links an account of this provider in this browser; gives where the browser ends up. */
export async function linkAccount(
  who: Browser,
  provider: "google" | "microsoft",
  round = 1,
): Promise<string> {
  const begun = await who.get(`${home}/koppel/${provider}?ronde=${round}`)
  const back = await consentAt(begun.headers.get("Location") ?? "")
  const passed = await who.get(back)
  const done = await who.get(passed.headers.get("Location") ?? "")
  return done.headers.get("Location") ?? String(done.status)
}

/** Presses "make", and then goes on as the page does. Gives how many steps it took. */
export async function makeLinks(
  world: OnlineWorld,
  who: Browser,
  act: "maak" | "stap" | "opruimen" = "maak",
): Promise<number> {
  for (let steps = 1; steps < 400; steps++) {
    const answer = await who.post(`${home}/1/${steps === 1 ? act : "stap"}`, {}, htmx)
    const to = answer.headers.get("HX-Redirect")
    if (to === `${home}/1?gelukt=klaar`) return steps
    if (to !== null) throw new Error(to)
    if (!(await answer.text()).includes('data-hx-trigger="load')) return steps
    // Nobody waits in a test: what the provider asked for passes on our clock.
    world.clock.now = world.clock.now.add({ seconds: 61 })
  }
  throw new Error("The work did not end")
}

/** How the meetings of the school stand: "ready 12". */
export const states = (world: OnlineWorld): string[] =>
  world.school.client
    .query<{ said: string }, []>(
      "SELECT state || ' ' || count(*) AS said FROM video_meetings GROUP BY state ORDER BY 1",
    )
    .all()
    .map(({ said }) => said)

/** How each link of this world stands, and what is kept of it. */
export const links = (world: OnlineWorld) =>
  world.school.client
    .query<{ state: string; sealed: string | null }, []>(
      "SELECT state, sealed_link AS sealed FROM video_meetings",
    )
    .all()
