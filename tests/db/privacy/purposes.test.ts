import type { Database } from "bun:sqlite"
import { afterAll, beforeAll, describe, expect, it } from "bun:test"
import { purposes, statedKinds } from "../../../src/db/privacy/purposes.ts"
import { type Kind, keptKinds, kinds } from "../../../src/domain/privacy/privacy.ts"
import { testWorld, type World } from "../../support/app.ts"

let world: World
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

/** Every column of a file as it is on disk: "pupils.first". */
const columnsOf = (client: Database) =>
  client
    .query<{ said: string }, []>(
      `SELECT t.name || '.' || c.name AS said FROM sqlite_schema t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1`,
    )
    .all()
    .map(({ said }) => said)

const statedIn = (tables: (typeof purposes)["school"]) =>
  Object.entries(tables)
    .flatMap(([table, of]) =>
      Object.values(of).flatMap((columns) => columns.split(" ").map((column) => `${table}.${column}`)),
    )
    .sort()

describe("what is kept", () => {
  it("has a stated purpose in every column of a school's file, and states no column that is not there", () => {
    expect(statedIn(purposes.school)).toEqual(columnsOf(world.school.client))
  })

  it("has a stated purpose in every column of the registry", () => {
    expect(statedIn(purposes.registry)).toEqual(columnsOf(world.registry.control))
  })

  it("is of a kind that says whose it is, what it is for and when it goes, and no kind is stated in vain", () => {
    expect([...statedKinds].toSorted()).toEqual((Object.keys(kinds) as Kind[]).toSorted())
    for (const about of Object.values(kinds)) expect(about.for.length).toBeGreaterThan(0)
  })

  it("keeps no sign-in fact while the school asks for none", () => {
    expect(keptKinds(statedKinds, { factor: "none" })).not.toContain("pupil-factor")
    expect(keptKinds(statedKinds, { factor: "birth-date" })).toContain("pupil-factor")
  })
})
