import { isPrefix } from "../../domain/people/people.ts"
import type { ColumnMeaning } from "../../domain/rosters/roster-columns.ts"
import { readDate } from "./dates.ts"
import { readEmails, readPhone } from "./facts.ts"

type Test = (cell: string, cells: readonly string[]) => boolean

const looks: readonly [ColumnMeaning[], Test][] = [
  [
    ["guardian1.email", "guardian2.email"],
    (cell) => cell.includes("@") && readEmails(cell).emails.length > 0,
  ],
  [["pupil.birth"], (cell) => /\d.*\D.*\d/.test(cell) && readDate(cell) !== null],
  [["address.postcode"], (cell) => /^[1-9]\d{3} ?[A-Za-z]{2}$/.test(cell)],
  [["guardian1.phone", "guardian2.phone"], (cell) => /^[+0]/.test(cell) && readPhone(cell).phone !== null],
  [["pupil.prefix"], (cell) => isPrefix(cell)],
  [["pupil.full"], (cell) => /^\p{L}[^,\d]+, *\p{L}/u.test(cell)],
]

/** A proposal for a list without headings, by what its cells look like. A person confirms it before anything is read. */
export function guessByContents(columns: readonly string[][], dropped: readonly boolean[]): ColumnMeaning[] {
  const guessed = columns.map((): ColumnMeaning => "ignore")
  const free = (at: number) => at >= 0 && at < columns.length && guessed[at] === "ignore" && !dropped[at]
  const filled = columns.map((cells) => cells.map((cell) => cell.trim()).filter(Boolean))
  for (const [meanings, test] of looks) {
    const open = [...meanings]
    for (const [at, cells] of filled.entries())
      if (open.length > 0 && free(at) && cells.length > 0 && share(cells, (cell) => test(cell, cells)) >= 0.6)
        guessed[at] = open.shift()!
  }
  const find = (test: (cells: string[], at: number) => boolean) =>
    filled.findIndex((cells, at) => free(at) && cells.length > 0 && test(cells, at))
  const set = (at: number, meaning: ColumnMeaning) => {
    if (free(at)) guessed[at] = meaning
  }
  const rows = columns[0]?.length ?? 0
  set(
    find((cells) => share(cells, (cell) => /^\d{2,}$/.test(cell)) === 1 && new Set(cells).size === rows),
    "pupil.key",
  )
  set(
    find((cells) => new Set(cells).size <= Math.max(1, rows / 3) && share(cells, isClass) >= 0.6),
    "pupil.class",
  )
  const prefix = guessed.indexOf("pupil.prefix")
  const word = (cells: string[]) => share(cells, (cell) => /^\p{L}[\p{L} .'’-]*$/u.test(cell)) >= 0.9
  const first = prefix > 0 ? prefix - 1 : guessed.includes("pupil.full") ? -1 : find((cells) => word(cells))
  set(first, "pupil.first")
  set(prefix > 0 ? prefix + 1 : first < 0 ? -1 : first + 1, "pupil.last")
  return guessed
}

const share = (cells: readonly string[], test: (cell: string) => boolean) =>
  cells.filter(test).length / Math.max(1, cells.length)

const isClass = (cell: string) => /^(groep |klas )?\p{L}{0,6}[- .]?\d[\p{L}\d /.-]{0,16}$/iu.test(cell)
