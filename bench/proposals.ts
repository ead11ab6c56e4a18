import { load, quantile, result, serve } from "./measure.ts"
import { benchSchool, cookieOf, slug } from "./school.ts"

/** 9,000 times. */
const large = { teachers: 125, slotsEach: 72, households: 60, children: 1 }

/** All talks of a family planned at once, through HTTP: the boards read, the sets found, the page drawn. */
export async function proposals(): Promise<void> {
  for (const talks of [3, 8]) {
    const school = benchSchool({ ...large, teachersEach: talks })
    const app = await serve("app", school.folder)
    const ask = (at: number) => {
      const household = school.households[at % school.households.length]
      const [child] = household?.pupils ?? []
      const wishes = child?.teachers.map((teacher) => ["gesprek", `${child.id}-${teacher}`]) ?? []
      const address = `http://127.0.0.1:${app.port}/${slug}/gesprekken/1/samen?${new URLSearchParams(wishes)}`
      return fetch(address, { headers: { Cookie: household ? cookieOf(household) : "" } })
    }
    const offered = (await (await ask(0)).text()).split('name="tijd"').length - 1
    if (offered < talks) throw new Error(`No set of ${talks} talks was offered`)
    await load(60, 1, ask)
    const before = await app.cpu()
    const { took, statuses } = await load(120, 1, ask)
    const each = ((await app.cpu()) - before) / 1000 / took.length
    if (statuses.get(200) !== took.length) throw new Error(JSON.stringify([...statuses]))
    await app.stop()
    school.drop()
    result(
      `A proposal of ${talks} talks among 9,000 times`,
      `${each.toFixed(1)} ms CPU, p50 ${quantile(took, 0.5).toFixed(1)} ms`,
      "within 20 ms CPU",
      each <= 20,
    )
  }
}
