import { describe, expect, it } from "bun:test"
import { Glob } from "bun"

/** Sheets that meet on a page; what is printed may say something else of the same class. */
const sheets = ["app", "parent", "staff", "hall"]
/** Set by htmx while it waits for an answer. */
const setByOthers = ["htmx-request"]

const read = async (file: string) => (await Bun.file(file).text()).replace(/\/\*[\s\S]*?\*\//g, "")
/** Every selector of a sheet, one by one: "a, :is(b, c)" are two. */
const selectorsOf = async (sheet: string) =>
  [...(await read(`public/${sheet}.css`)).matchAll(/([^{};]+)\{/g)]
    .map(([, selector = ""]) => selector.trim())
    .filter((selector) => !selector.startsWith("@"))
    .flatMap(apart)

/** A list of selectors in pieces; commas between parentheses are not between pieces. */
function apart(selector: string): string[] {
  const pieces = [""]
  let depth = 0
  for (const sign of selector) {
    depth += sign === "(" ? 1 : sign === ")" ? -1 : 0
    if (sign === "," && depth === 0) pieces.push("")
    else pieces.push(pieces.pop() + sign)
  }
  return pieces.map((piece) => piece.trim())
}

/** Every word in a string of a view or of a script of ours: a class is one of them. */
async function wordsInStrings(): Promise<Set<string>> {
  const views = [...new Glob("src/views/**/*.{ts,tsx}").scanSync(".")]
  const files = [
    ...views.filter((file) => !/^src\/views\/(words|gallery)\//.test(file)),
    ...new Glob("public/*.js").scanSync("."),
  ]
  const words = new Set<string>()
  for (const file of files)
    for (const [text] of (await Bun.file(file).text()).matchAll(/"[^"\n]*"|`[^`]*`/g))
      for (const [word] of text.matchAll(/[a-z][\w-]*/gi)) words.add(word)
  return words
}

describe("the style sheets", () => {
  it("say nothing of a class that no view has", async () => {
    const used = await wordsInStrings()
    for (const sheet of [...sheets, "print"]) {
      const classes = (await selectorsOf(sheet)).flatMap((selector) =>
        [...selector.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = ""]) => name),
      )
      const unused = classes.filter((name) => !used.has(name) && !setByOthers.includes(name))
      expect([sheet, unused]).toEqual([sheet, []])
    }
  })

  it("each name a class by itself that no other sheet does: it would look different from page to page", async () => {
    const homes = new Map<string, Set<string>>()
    for (const sheet of sheets)
      for (const selector of await selectorsOf(sheet))
        if (/^\.[\w-]+$/.test(selector)) homes.set(selector, (homes.get(selector) ?? new Set()).add(sheet))
    const shared = [...homes].filter(([, where]) => where.size > 1).map(([name]) => name)
    expect(shared).toEqual([])
  })
})
