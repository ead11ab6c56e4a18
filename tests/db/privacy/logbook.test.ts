import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { runCommand } from "../../../src/cli.ts"
import { write } from "../../../src/db/open.ts"
import { checkLogbook, note, noteHead } from "../../../src/db/privacy/logbook.ts"
import { readEnv } from "../../../src/env.ts"
import { testWorld, type World } from "../../support/app.ts"
import { today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const staff = { kind: "staff", id: 1 } as never
const lines = (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, at) =>
      write(world.school, (tx) => note(tx, staff, "round-changed", { round: at + 1 }, today)),
    ),
  )
const check = () => checkLogbook(world.school, world.registry.control)

/** What somebody with the file in their hands can do, and no visitor can. */
const tamper = (sql: string) => {
  const triggers = world.school.client
    .query<{ name: string; sql: string }, []>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'logbook'",
    )
    .all()
  for (const { name } of triggers) world.school.client.run(`DROP TRIGGER ${name}`)
  world.school.client.run(sql)
  for (const trigger of triggers) world.school.client.run(trigger.sql)
}

describe("the logbook", () => {
  it("is only added to", async () => {
    await lines(3)
    for (const sql of ["UPDATE logbook SET act = 'signed-in'", "DELETE FROM logbook WHERE id = 2"])
      expect(() => world.school.client.run(sql)).toThrow("logbook-only-grows")
    expect(check()).toEqual({ lines: 3, broken: null })
  })

  it("names the line that was changed, in whichever column", async () => {
    await lines(6)
    for (const [column, value] of [
      ["act", "'signed-in'"],
      ["about", "'{}'"],
      ["actor_id", "2"],
      ["actor_kind", "'operator'"],
      ["at", "'2020-01-01T00:00:00Z'"],
      ["hash", "'AAAA'"],
    ]) {
      const before = world.school.client
        .query<Record<string, string>, []>("SELECT * FROM logbook WHERE id = 4")
        .get()
      tamper(`UPDATE logbook SET ${column} = ${value} WHERE id = 4`)
      expect([column, check().broken]).toEqual([column, { line: 4, why: "changed" }] as never)
      tamper(
        `UPDATE logbook SET ${column} = ${JSON.stringify(before?.[column as string])
          .replaceAll('"', "'")
          .replaceAll("\\'", '"')} WHERE id = 4`,
      )
      expect(check().broken).toBeNull()
    }
  })

  it("notices a line taken out, a line without its seal, and an end that was cut off", async () => {
    await lines(6)
    noteHead(world.school, world.registry.control, today)
    tamper("UPDATE logbook SET hash = '' WHERE id = 5")
    expect(check().broken).toEqual({ line: 5, why: "unsealed" })
    tamper("DELETE FROM logbook WHERE id >= 5")
    expect(check().broken).toEqual({ line: 5, why: "missing" })
    expect(noteHead(world.school, world.registry.control, today)).toBe(false) // an hour later it is still known
    expect(check().broken).toEqual({ line: 5, why: "missing" })
    tamper("DELETE FROM logbook WHERE id = 2")
    expect(check().broken).toEqual({ line: 2, why: "missing" })
  })

  it("notices a logbook that was written anew from the start by somebody who has the keys", async () => {
    await lines(4)
    noteHead(world.school, world.registry.control, today)
    tamper("DELETE FROM logbook")
    await Promise.all(
      Array.from({ length: 4 }, () =>
        write(world.school, (tx) => note(tx, staff, "staff-signed-in", { by: "passkey" }, today)),
      ),
    )
    expect(check().broken).toEqual({ line: 4, why: "changed" })
  })

  it("covers lines from before the chain with its first link", async () => {
    const old =
      "INSERT INTO logbook (at, actor_kind, act, about) VALUES ('2026-01-01T00:00:00Z', 'system', 'invitations-made', '{}')"
    for (let at = 0; at < 3; at++) world.school.client.run(old)
    await lines(2)
    expect(check()).toEqual({ lines: 5, broken: null })
    tamper("UPDATE logbook SET about = '{\"made\":1}' WHERE id = 2")
    expect(check().broken?.why).toBe("changed")
  })

  it("is followed by the operator's command, which says where it breaks and shows nothing of what it says", async () => {
    await lines(3)
    const said: string[] = []
    const terminal = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) }
    const env = {
      ...readEnv({ NODE_ENV: "test", DATA_DIR: world.folder }),
      master: { bytes: Buffer.alloc(32, 7) },
    }
    expect(await runCommand(["logbook", "check", "de-regenboog"], env, terminal)).toBe(0)
    tamper("UPDATE logbook SET about = '{\"round\":9}' WHERE id = 2")
    expect(await runCommand(["logbook", "check", "de-regenboog"], env, terminal)).toBe(1)
    expect(await runCommand(["logbook", "check", "nergens"], env, terminal)).toBe(2)
    expect(said.slice(0, 2)).toEqual([
      "Het logboek is heel: 3 regels passen op elkaar.",
      "De keten van het logboek is gebroken bij regel 2: deze regel is veranderd.",
    ])
  })
})
