import type { Roster, RosterProblem } from "../../src/domain/rosters/roster.ts"
import type { ReadOptions, Readout } from "../../src/integrations/read-roster.ts"
import { readRoster } from "../../src/integrations/read-roster.ts"
import { utf8 } from "./roster-files.ts"

/** The day on which test files are read. */
export const readingDay = Temporal.PlainDate.from("2026-11-03")

/** Shows what would have been hashed, so that tests can see it. */
const openly: ReadOptions["hide"] = (purpose, text) => `${purpose}:${text}`

/** Reads a file as school 99ZZ would, whose parents sign in with a birth date. */
export const read = (file: string | Uint8Array, wish: Partial<ReadOptions> = {}): Readout =>
  readRoster(typeof file === "string" ? utf8(file) : file, {
    factor: "birth-date",
    hide: openly,
    brin: "99ZZ",
    today: readingDay,
    ...wish,
  })

/** The roster of a file that must be readable. */
export function rosterOf(file: string | Uint8Array, wish: Partial<ReadOptions> = {}): Roster {
  const readout = read(file, wish)
  if (!readout.ok) throw new Error(`refused: ${spoken(readout).join(", ")}`)
  return readout.roster
}

/** Problems as short words: "E02/pupil@12", "W09/former×3". */
export const spoken = ({ problems }: Pick<Readout, "problems">) => problems.map(spell)
const spell = ({ code, variant, line, count, column }: RosterProblem) =>
  [code, variant && `/${variant}`, line && `@${line}`, column && `:${column}`, count && `×${count}`]
    .filter(Boolean)
    .join("")

/** All but those that begin with one of these. */
export const without =
  (...codes: string[]) =>
  (each: string) =>
    !codes.some((code) => each.startsWith(code))

export const testFile = async (path: string) =>
  new Uint8Array(await Bun.file(`tests/files/${path}`).arrayBuffer())

/** Pupils as one line each: "Zoë|van der|Berg 4A". */
export const pupilsOf = (roster: Roster) =>
  roster.pupils.map(({ name, group }) => {
    const found = roster.groups.find((each) => each.key === group)
    return `${[name.first, name.prefix, name.last].join("|")}${found ? ` ${found.name}` : ""}`
  })
