import type { Visitor } from "../../domain/access/access.ts"
import { parseMoment } from "../../domain/clock.ts"
import type { HouseholdId, StaffId, TeacherId } from "../../domain/ids.ts"
import type { SchoolEntry } from "../../domain/school/school.ts"
import { pathsOf } from "../../paths.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import type { Frame } from "../layout.tsx"
import { type Language, languages } from "../words/languages.ts"

/** What every state of the gallery is drawn with: the page around it, for everyone who may look at one. */
export type Stage = Record<"stranger" | "parent" | "teacher" | "mentor" | "administrator", Frame>

/** Screens in a state of theirs, by the name in the address. A new screen needs one line here and no data base. */
export type States = Readonly<Record<string, (stage: Stage) => Markup>>

/** No school has this address: a button in the gallery leads nowhere and changes nothing. */
export const school: SchoolEntry = {
  id: "00000000-0000-4000-8000-000000000000" as SchoolEntry["id"],
  slug: "galerij",
  name: "De Regenboog",
  city: "Amsterdam",
  phone: "020 555 01 23",
  email: "kantoor@regenboog.example",
  brin: "99ZZ",
}

const people: Record<keyof Stage, Visitor | null> = {
  stranger: null,
  parent: { role: "parent", household: 2 as HouseholdId },
  teacher: { role: "teacher", staff: 2 as StaffId, name: "Tim Bos", teacher: 2 as TeacherId, fresh: false },
  mentor: {
    role: "mentor",
    staff: 3 as StaffId,
    name: "Noor Willems",
    teacher: 1 as TeacherId,
    fresh: false,
  },
  administrator: {
    role: "administrator",
    staff: 1 as StaffId,
    name: "Marijke de Wit",
    teacher: null,
    fresh: true,
  },
}

/** The stage in this language, as it is served from `origin`. */
export function stageIn(language: Language, origin: string): Stage {
  const frame = (visitor: Visitor | null): Frame => ({
    school,
    look: { main: null, second: null, logo: null, leftOut: [], version: 1 },
    to: pathsOf(school.slug),
    language,
    words: languages[language],
    visitor,
    origin,
  })
  const { stranger, parent, teacher, mentor, administrator } = people
  return {
    stranger: frame(stranger),
    parent: frame(parent),
    teacher: frame(teacher),
    mentor: frame(mentor),
    administrator: frame(administrator),
  }
}

/** "2026-11-12 19:10", as the clock of Amsterdam says it. */
export function moment(written: string): Temporal.Instant {
  const [date = "", time = ""] = written.split(" ")
  const at = parseMoment({ date, time })
  if (at === null) throw new Error(`Not a moment: ${written}`)
  return at
}
