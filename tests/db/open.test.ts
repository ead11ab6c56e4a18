import { Database } from "bun:sqlite"
import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { holdWrites, look, openFile, write, writeInPassing } from "../../src/db/open.ts"
import { closeIdle, openSchool, SchoolUnavailable, schoolFile } from "../../src/db/registry.ts"
import { groups } from "../../src/db/schema.ts"
import { testWorld, type World } from "../support/app.ts"
import { folder } from "../support/folder.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const count = (world: World) =>
  world.school.client.query<{ n: number }, []>("SELECT count(*) AS n FROM groups").get()?.n

describe("a look", () => {
  it("is of one moment until the turn ends, whoever writes meanwhile", async () => {
    const before = count(world) ?? 0
    const other = new Database(world.school.client.filename)
    look(world.school)
    expect(count(world)).toBe(before)
    other.run("INSERT INTO groups (name) VALUES ('7A')")
    look(world.school)
    expect(count(world)).toBe(before)
    await new Promise(setImmediate)
    expect(count(world)).toBe(before + 1)
    other.close()
  })

  it("never stands in the way of a write of the same turn", async () => {
    const before = count(world) ?? 0
    look(world.school)
    const writing = write(world.school, (tx) => tx.insert(groups).values({ name: "7A" }).run())
    look(world.school)
    await writing
    look(world.school)
    expect(count(world)).toBe(before + 1)
  })

  it("may be open when the file is closed", async () => {
    look(world.school)
    world.school.close()
    await new Promise(setImmediate)
    world.registry.open.clear()
  })
})

describe("a write", () => {
  it("is on disk when its promise is kept", async () => {
    await write(world.school, (tx) => tx.insert(groups).values({ name: "7A" }).run())
    const row = world.registry.control
      .query<{ id: never; epoch: string }, []>("SELECT id, epoch FROM schools WHERE slug = 'de-regenboog'")
      .get()
    const other = new Database(schoolFile(world.registry, row?.id as never, row?.epoch ?? ""), {
      readonly: true,
    })
    expect(other.query("SELECT name FROM groups WHERE name = '7A'").all()).toHaveLength(1)
    other.close()
  })

  it("waits for the disk when anything in it was promised, and not when all of it was made in passing", async () => {
    const { client } = world.school
    const waits = () =>
      client.query<{ synchronous: number }, []>("PRAGMA synchronous").get()?.synchronous === 2
    expect(await writeInPassing(world.school, waits)).toBe(false)
    expect(waits()).toBe(true)
    expect(await Promise.all([writeInPassing(world.school, waits), write(world.school, waits)])).toEqual([
      true,
      true,
    ])
    const fails = writeInPassing(world.school, () => {
      throw new Error("Not this one")
    })
    await expect(fails).rejects.toThrow("Not this one")
    expect(waits()).toBe(true)
  })

  it("leaves nothing behind when it fails, alone", async () => {
    const before = count(world)
    const failing = write(world.school, (tx) => {
      tx.insert(groups).values({ name: "half" }).run()
      throw new Error("no")
    })
    expect(failing).rejects.toThrow("no")
    await failing.catch(() => undefined)
    expect(count(world)).toBe(before)
  })

  it("fails alone when it shares a commit with others", async () => {
    const before = count(world) ?? 0
    const all = await Promise.allSettled([
      write(world.school, (tx) => tx.insert(groups).values({ name: "one" }).run()),
      write(world.school, (tx) => {
        tx.insert(groups).values({ name: "half" }).run()
        throw new Error("no")
      }),
      write(world.school, (tx) => tx.insert(groups).values({ name: "three" }).run()),
    ])
    expect(all.map((each) => each.status)).toEqual(["fulfilled", "rejected", "fulfilled"])
    expect(count(world)).toBe(before + 2)
  })

  it("waits while another thread has the file, and is not forgotten", async () => {
    let release = () => {}
    const order: string[] = []
    const held = holdWrites(
      world.school,
      new Promise<void>((done) => {
        release = done
      }),
    )
    const waiting = write(world.school, () => {
      order.push("written")
    })
    await Bun.sleep(20)
    order.push("released")
    release()
    await held
    await waiting
    expect(order).toEqual(["released", "written"])
  })

  it("is seen at once by who waited for another thread, whatever it looked at before", async () => {
    const other = new Database(world.school.client.filename)
    const { promise, resolve } = Promise.withResolvers<void>()
    look(world.school)
    const before = count(world) ?? 0
    holdWrites(world.school, promise)
    other.run("INSERT INTO groups (name) VALUES ('7B')")
    resolve()
    await promise
    expect(count(world)).toBe(before + 1)
    other.close()
  })

  it("does not compile with async work", () => {
    // @ts-expect-error SQLite would commit at the first await
    const refused = () => write(world.school, async () => 1)
    expect(refused).toBeFunction()
  })
})

describe("a school's file", () => {
  it("keeps what was promised: every writing connection has these settings", () => {
    const pragma = (name: string) =>
      Object.values(world.school.client.query(`PRAGMA ${name}`).get() as object)[0]
    expect(pragma("journal_mode")).toBe("wal")
    expect(pragma("synchronous")).toBe(2)
    expect(pragma("secure_delete")).toBe(1)
    expect(pragma("foreign_keys")).toBe(1)
    expect(pragma("busy_timeout")).toBe(5000)
  })

  it("has only STRICT tables", () => {
    const loose = world.school.client
      .query<{ name: string }, []>(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
      )
      .all()
    expect(loose).toEqual([])
  })

  it("that cannot be migrated stays as it was, and the error says which school", async () => {
    const row = world.registry.control
      .query<{ id: never; epoch: string }, []>("SELECT id, epoch FROM schools WHERE slug = 'de-wilg'")
      .get()
    const path = schoolFile(world.registry, row?.id as never, row?.epoch ?? "")
    closeIdle(world.registry, Date.now() + 3_600_000)
    const edited = new Database(path)
    edited.run("UPDATE migrations SET hash = 'edited'")
    edited.run("PRAGMA user_version = 0")
    edited.run("PRAGMA journal_mode = DELETE")
    edited.close()
    const before = readFileSync(path)
    const open = () => void openSchool(world.registry, "de-wilg")
    expect(open).toThrow(SchoolUnavailable)
    expect(open).toThrow(/de-wilg.*was changed after it ran/)
    const after = new Database(path)
    expect(after.query("SELECT hash FROM migrations").get()).toEqual({ hash: "edited" })
    after.close()
    expect(before.length).toBe(readFileSync(path).length)
    const page = await world.stranger().get("/de-wilg")
    expect(page.status).toBe(503)
    expect((await world.stranger().get("/de-regenboog")).status).toBe(200)
  })
})

describe("how long a school keeps its rounds", () => {
  it("is never shorter than two weeks or longer than a school year and a bit, whoever writes", () => {
    for (const days of [13, 401])
      expect(() => world.school.client.run("UPDATE school SET keep_round_days = ?", [days])).toThrow("CHECK")
    expect(world.school.client.query("SELECT keep_round_days AS days FROM school").get()).toEqual({
      days: 90,
    })
  })
})

describe("the migrator", () => {
  const first = {
    name: "0000_a",
    sql: "CREATE TABLE parents (id INTEGER PRIMARY KEY) STRICT;--> statement-breakpoint\nCREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parents(id) ON DELETE CASCADE) STRICT;",
  }
  const rebuild = {
    name: "0001_b",
    sql: "PRAGMA foreign_keys=OFF;--> statement-breakpoint\nCREATE TABLE new_parents (id INTEGER PRIMARY KEY, note TEXT NOT NULL DEFAULT '') STRICT;--> statement-breakpoint\nINSERT INTO new_parents (id) SELECT id FROM parents;--> statement-breakpoint\nDROP TABLE parents;--> statement-breakpoint\nALTER TABLE new_parents RENAME TO parents;--> statement-breakpoint\nPRAGMA foreign_keys=ON;",
  }
  const path = join(folder(), "x.db")
  afterEach(() => rmSync(path, { force: true }))

  it("says what was wrong, also when SQLite took everything back by itself, as on a full disk", () => {
    const twice =
      "INSERT INTO parents VALUES (1);--> statement-breakpoint\nINSERT OR ROLLBACK INTO parents VALUES (1);"
    expect(() => openFile(path, [first, { name: "0001_b", sql: twice }])).toThrow("UNIQUE constraint failed")
  })

  it("keeps the children of a table that is rebuilt", () => {
    const one = openFile(path, [first])
    one.run("INSERT INTO parents VALUES (1)")
    one.run("INSERT INTO children VALUES (1, 1), (2, 1)")
    one.close()
    const two = openFile(path, [first, rebuild])
    expect(two.query("SELECT count(*) AS n FROM children").get()).toEqual({ n: 2 })
    two.close()
  })

  it("undoes all of a migration that fails halfway, and refuses to open", () => {
    openFile(path, [first]).close()
    const broken = {
      name: "0001_c",
      sql: "CREATE TABLE extra (id INTEGER) STRICT;--> statement-breakpoint\nSELECT * FROM nowhere;",
    }
    expect(() => openFile(path, [first, broken])).toThrow()
    const again = openFile(path, [first])
    expect(again.query("SELECT name FROM sqlite_master WHERE name = 'extra'").all()).toEqual([])
    again.close()
  })

  it("refuses a migration that leaves rows without their parent", () => {
    const one = openFile(path, [first])
    one.run("INSERT INTO parents VALUES (1)")
    one.run("INSERT INTO children VALUES (1, 1)")
    one.close()
    expect(() => openFile(path, [first, { name: "0001_d", sql: "DELETE FROM parents;" }])).toThrow(
      "without their parent",
    )
  })
})
