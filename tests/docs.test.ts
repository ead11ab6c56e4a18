import { describe, expect, it } from "bun:test"
import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { Glob } from "bun"

const pages = ["*.md", "docs/**/*.md", "bench/*.md"]
  .flatMap((some) => [...new Glob(some).scanSync(".")])
  .sort()

describe("the documents", () => {
  it("lead to pages that are there", () => {
    expect(pages.length).toBeGreaterThan(15)
    const astray = pages.flatMap((page) =>
      [...readFileSync(page, "utf8").matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
        .map(([, to = ""]) => join(dirname(page), to))
        .filter((to) => !existsSync(to))
        .map((to) => `${page}: ${to}`),
    )
    expect(astray).toEqual([])
  })

  it("name files that are there", () => {
    const named = /`((?:[\w-]+\/)*[\w.-]+\.(?:tsx?|css|js|md|yml|toml|sql))`/g
    const roots = ["", "src", "public", "docs", "src/integrations"]
    const gone = pages.flatMap((page) =>
      [...readFileSync(page, "utf8").matchAll(named)]
        .map(([, name = ""]) => name)
        .filter((name) => !roots.some((root) => existsSync(join(root, name))))
        .map((name) => `${page}: ${name}`),
    )
    expect(gone).toEqual([])
  })

  it("are all on the map in README.md", () => {
    const map = readFileSync("README.md", "utf8")
    expect(pages.filter((page) => /^docs\/[^/]+$/.test(page) && !map.includes(`](${page})`))).toEqual([])
  })

  it("find every noun of the architecture in its folder of each room, and no folder without a noun", () => {
    const text = readFileSync("ARCHITECTURE.md", "utf8")
    const table = text.slice(text.indexOf("## The nouns"), text.indexOf("## Who may import whom"))
    const rows = table.split("\n").filter((line) => /^\| (?!-|Folder)/.test(line))
    const named = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name)
    let folder = ""
    const folders = new Set<string>()
    const gone = rows.flatMap((row) => {
      const [, first = "", , domain = "", db = "", screens = ""] = row.split("|")
      folder = named(first)[0] ?? folder
      folders.add(folder)
      const missing = (cell: string, room: string) =>
        named(cell)
          .map((name) => `src/${room}/${name.replace("…", "*")}*`)
          .filter((files) => [...new Glob(files).scanSync(".")].length === 0)
      return [
        ...missing(domain, `domain/${folder}`),
        ...missing(db, `db/${folder}`),
        ...missing(screens, "views/**"),
      ]
    })
    expect(gone).toEqual([])
    const there = [...new Glob("src/{domain,db}/*/*.ts").scanSync(".")].map((file) => file.split("/")[2])
    const without = new Set(["demo", "migrations"])
    expect([...new Set(there)].filter((each) => each && !without.has(each)).sort()).toEqual(
      [...folders].sort(),
    )
  })
})
