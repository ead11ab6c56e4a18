import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { type Arrival, placeNewcomer } from "../../../src/db/households/households.ts"
import { write } from "../../../src/db/open.ts"
import type { PupilId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { arrive, guardian, homesIn } from "../../support/households.ts"
import { chanceFrom, firstNames } from "../../support/invented-names.ts"

let world: World
let homes: ReturnType<typeof homesIn>
beforeEach(async () => {
  world = await testWorld()
  homes = homesIn(world)
})
afterEach(() => world.close())

const come = (pupil: PupilId) =>
  write(world.school, () => placeNewcomer(world.school, pupil, world.clock.now))
const all = <Row>(sql: string) => world.school.client.query<Row, []>(sql).all()

/** Who lives together: pupils by household, without its number. */
const livingTogether = () =>
  all<{ pupils: string }>(
    `SELECT group_concat(pupil_id) AS pupils FROM (SELECT * FROM household_pupils ORDER BY pupil_id)
      GROUP BY household_id ORDER BY 1`,
  ).map(({ pupils }) => pupils)

/** What is asked about the home of this pupil, alone and with whom. */
const askedAbout = (pupil: PupilId) =>
  all<{ kind: string; others: string }>(
    `WITH mine AS (SELECT household_id AS id FROM household_pupils WHERE pupil_id = ${pupil})
     SELECT kind, coalesce((SELECT group_concat(pupil_id) FROM household_pupils
         WHERE household_id <> (SELECT id FROM mine) AND household_id IN (d.household_id, d.other_id)), '') AS others
       FROM household_doubts d WHERE settled_at IS NULL AND (SELECT id FROM mine) IN (household_id, other_id) ORDER BY 1, 2`,
  )

/** A village: few surnames, few postcodes, so that much may be one home and much must not. */
async function village(seed: number) {
  const chance = chanceFrom(seed)
  const some = () => ({
    first: chance.oneOf(firstNames),
    last: chance.oneOf(["Jansen", "Nowak", "Prins", "Kaya"]),
    told: {
      ...(chance.in100(85) ? { postcode: `p${seed}-${chance.between(1, 12)}` } : {}),
      ...(chance.in100(40) ? { address: `a${seed}-${chance.between(1, 20)}` } : {}),
      ...(chance.in100(5) ? { secret: true } : {}),
    },
  })
  const arrivals = Array.from({ length: 60 }, (): Arrival => {
    const { first, last, told } = some()
    const mails = chance.in100(70)
      ? [guardian(`m${seed}-${chance.between(1, 50)}@post.example`, { last })]
      : []
    return arrive(homes.pupil(first, last, told), mails)
  })
  await homes.place(arrivals)
  return some
}

describe("a pupil who comes alone", () => {
  it("goes where the next file would place them, with the same questions, and moves nobody", async () => {
    let [joined, single, asked] = [0, 0, 0]
    for (let seed = 1; seed <= 5; seed++) {
      const some = await village(seed)
      for (let times = 0; times < 5; times++) {
        const { first, last, told } = some()
        const before = await homes.snapshot()
        const pupil = homes.pupil(first, last, told)
        await homes.place([arrive(pupil)])
        const [wanted, questions] = [livingTogether(), askedAbout(pupil)]
        const alone = (asked: typeof questions) => asked.filter(({ others }) => others === "")
        await homes.restore(before)
        await come(pupil)
        expect(livingTogether()).toEqual(wanted)
        const found = askedAbout(pupil)
        expect(alone(found)).toEqual(alone(questions))
        // Among many homes that may be one not every two are asked about; which ones depends on who was looked at.
        expect(found.length > 0).toBe(questions.length > 0)
        if (wanted.includes(String(pupil))) single++
        else joined++
        asked += questions.length
      }
    }
    expect(Math.min(joined, single, asked)).toBeGreaterThan(2)
  })
})
