import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { comparisonOf } from "../../../src/db/rosters/rosters.ts"
import { testWorld, type World } from "../../support/app.ts"
import { all, bring, everybody, regenboog, waiting } from "../../support/bringing-in.ts"
import { deWit } from "../../support/rounds.ts"
import { today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

describe("what staff corrected by hand", () => {
  const mark = (sql: string) => world.school.client.run(sql)
  const defne = () =>
    world.school.client
      .query<{ last: string; marks: string; left: number }, []>(
        "SELECT last, by_hand AS marks, left_at IS NOT NULL AS left FROM pupils WHERE id = 1",
      )
      .get()

  it("stays as it is at the next file, and the comparison says what the file has", async () => {
    mark("UPDATE pupils SET last = 'Yıldız', folded_last = 'yildiz', by_hand = 'name' WHERE id = 1")
    const id = await waiting(world.school, regenboog())
    const comparison = comparisonOf(world.school, deWit, id, today)
    expect(comparison?.changes.byHand.map(({ what }) => what)).toEqual([
      [{ of: "name", was: "Defne Yıldız", is: "Defne Yilmaz" }],
    ])
    await bring(world.school, regenboog())
    expect(defne()).toEqual({ last: "Yıldız", marks: "name", left: 0 })
  })

  it("becomes what the file says when a person asks for that", async () => {
    mark("UPDATE pupils SET last = 'Yıldız', folded_last = 'yildiz', by_hand = 'name' WHERE id = 1")
    await bring(world.school, regenboog(), today, { ...everybody, overrule: true })
    expect(defne()).toEqual({ last: "Yilmaz", marks: "", left: 0 })
  })

  it("is no longer by hand as soon as the file says the same", async () => {
    mark("UPDATE pupils SET by_hand = 'name' WHERE id = 1")
    const pupils = regenboog().pupils.map((one, at) => (at === 1 ? { ...one, group: "G6B" } : one))
    await bring(world.school, regenboog({ pupils }))
    expect(defne()?.marks).toBe("")
  })

  it("keeps who was added away from the leavers, and knows them when the file brings them", async () => {
    mark("UPDATE pupils SET key = NULL, by_hand = 'added' WHERE id = 1")
    const without = regenboog({ pupils: regenboog().pupils.slice(1) })
    await bring(world.school, without)
    expect(defne()).toMatchObject({ left: 0, marks: "added" })
    await bring(world.school, regenboog())
    expect(all(world.school, "SELECT key, by_hand AS marks FROM pupils WHERE last = 'Yilmaz'")).toEqual([
      { key: "P1", marks: "" },
    ])
  })

  it("lets nobody come back whom staff marked as left", async () => {
    mark("UPDATE pupils SET left_at = '2026-10-01T00:00:00Z', by_hand = 'left' WHERE id = 1")
    const { changes } = await bring(world.school, regenboog({ pupils: regenboog().pupils.slice(0, 4) }))
    expect(changes.byHand).toHaveLength(1)
    expect(defne()).toMatchObject({ left: 1, marks: "left" })
  })
})
