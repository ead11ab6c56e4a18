import { fullName, type PersonName } from "../../domain/people/people.ts"
import type { RecordKind } from "../../domain/privacy/erasing.ts"
import { namedIn } from "../../domain/privacy/logbook.ts"
import type { LogbookLine } from "../../domain/privacy/logbook-line.ts"
import { fullDayOf, momentOf, namesOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import type { Block, Paper } from "../paper.ts"

type Given = string | number | null | { sealed: true }
export type RecordOfPerson = {
  names: readonly PersonName[]
  parts: readonly { kind: RecordKind; rows: readonly Record<string, Given>[] }[]
  lines: readonly LogbookLine[]
}

/** Everything that is kept of somebody, for that person to read: each part with what it is for. */
export function recordPaper(frame: Frame, record: RecordOfPerson, now: Temporal.Instant): Paper {
  const { words, language, school } = frame
  const said = words.records.access
  const blocks: Block[] = [
    { text: said.paperLead(school.name, fullDayOf(now, language)) },
    { text: said.rights },
  ]
  for (const { kind, rows } of record.parts) {
    blocks.push({ heading: words.records.count[kind](rows.length) }, { hint: words.records.about[kind] })
    for (const row of rows) blocks.push({ facts: factsOf(frame, row) }, { hint: " " })
  }
  blocks.push({ heading: said.logbook }, { hint: said.logbookAbout })
  for (const line of record.lines)
    blocks.push({ facts: [[momentOf(line.at, language), saidOf(frame, line)]] })
  if (record.lines.length === 0) blocks.push({ text: said.nothing })
  return { title: said.paper(namesOf(record.names, language)), language, made: now, blocks }
}

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

function factsOf({ words, language }: Frame, row: Record<string, Given>): [string, string][] {
  const { column, access } = words.records
  return Object.entries(row).map(([name, value]) => {
    const text =
      typeof value === "object" && value !== null
        ? access.sealed
        : instant.test(String(value))
          ? momentOf(Temporal.Instant.from(String(value)), language)
          : String(value ?? "")
    return [column[name] ?? name.replaceAll("_", " "), text]
  })
}

/** A line of the logbook without the name of anybody else. */
function saidOf({ words, language }: Frame, line: LogbookLine): string {
  const { access } = words.records
  const named = new Set(namedIn(line.act, line.about).map(({ word }) => word))
  const say = (word: string) => {
    const name = line.names[word]
    if (name?.kind === "text" && word === "round") return name.text
    if (name?.kind === "slot") return words.logbook.slot(momentOf(name.at, language), fullName(name.teacher))
    return named.has(word) ? access.someone : String(line.about[word] ?? access.someone)
  }
  const acts = words.logbook.act as Record<string, ((it: typeof say) => string) | undefined>
  return `${access.actor[line.actor]} ${acts[line.act]?.(say) ?? words.logbook.unknown(line.act)}.`
}

/** The record of a person for a machine. */
export function recordJson(frame: Frame, record: RecordOfPerson, now: Temporal.Instant): string {
  const { records } = frame.words
  const plain = (value: Given) =>
    typeof value === "object" && value !== null ? records.access.sealed : value
  return JSON.stringify(
    {
      school: frame.school.name,
      made: now.toString(),
      about: namesOf(record.names, frame.language),
      parts: record.parts.map(({ kind, rows }) => ({
        kind,
        explanation: records.about[kind],
        rows: rows.map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
        ),
      })),
      logbook: record.lines.map((line) => ({ at: line.at.toString(), said: saidOf(frame, line) })),
    },
    null,
    2,
  )
}
