/**
 * The entrance for a school's file: looks at its bytes, reads it as EdeXML or as a list, and says what was found. Nothing of
 * the file is logged or kept here, and nothing in it can make this throw.
 */
import { fullName } from "../domain/people/people.ts"
import type { Roster, RosterProblem } from "../domain/rosters/roster.ts"
import { readEdexml } from "./edexml.ts"
import { type Decoded, decode, type Sniffed, sniff } from "./roster/bytes.ts"
import { isEdex2000 } from "./roster/edex2000.ts"
import type { ReadOptions, Readout } from "./roster/options.ts"
import { type Remarks, startRemarks } from "./roster/remarks.ts"
import { readCsv } from "./roster-csv.ts"

export type { ReadOptions, Readout } from "./roster/options.ts"

/** A school's file as a roster with remarks, or the reasons why it is refused. */
export function readRoster(bytes: Uint8Array, options: ReadOptions): Readout {
  const remarks = startRemarks()
  const kind = sniff(bytes)
  if (kind !== "text") return refused(kind)
  const decoded = decode(bytes, options.mapping?.encoding)
  const text = decoded.text.trimStart()
  const before = decoded.text.slice(0, decoded.text.length - text.length).split("\n").length - 1
  if (isEdex2000(decoded.text)) return { ok: false, problems: [{ code: "F11" }] }
  if (!text.startsWith("<")) {
    const { roster, columns } = readCsv(decoded, options, remarks)
    return { ...readout(roster, decoded, remarks), ...(columns ? { columns } : {}) }
  }
  return readout(readEdexml(text, before, options, remarks), decoded, remarks)
}

function refused(kind: Exclude<Sniffed, "text">): Readout {
  const problem: RosterProblem =
    kind === "empty" || kind === "too-large" ? { code: "F01", variant: kind } : { code: "F02", variant: kind }
  return { ok: false, problems: [problem] }
}

function readout(roster: Roster | null, decoded: Decoded, remarks: Remarks): Readout {
  if (roster === null) return { ok: false, problems: remarks.all() }
  const names = decoded.doubt === null ? [] : accented(roster)
  if (decoded.doubt !== null && names.length > 0) remarks.say("W02", { variant: decoded.doubt, names })
  return { ok: true, roster, problems: remarks.all(), dropped: remarks.dropped }
}

/** Three names with accents, in which a person sees at once whether the spelling came through. */
function accented(roster: Roster): string[] {
  const names = [...roster.pupils, ...roster.teachers].map((person) => fullName(person.name))
  return [...new Set(names.filter((name) => /[^ -~]/.test(name)))].slice(0, 3)
}
