import { XMLValidator } from "fast-xml-parser"
import type { RosterCode } from "../../domain/rosters/roster.ts"
import type { Remarks } from "./remarks.ts"

const mostReferences = 500_000
const longestTag = 10 * 1024
/** Elements within elements; EdeXML in an envelope has nine. */
export const deepest = 32

type Refused = { ok: false; code: RosterCode; variant?: string; line?: number }

/**
 * XML that is safe to parse, or why not: no DOCTYPE or ENTITY, no flood of references, no endless tag, well-formed to its end.
 * Control characters are taken out and bare ampersands mended, both with a remark.
 */
export function guardXml(text: string, remarks: Remarks): { ok: true; xml: string } | Refused {
  if (/<!(doctype|entity)/i.test(text)) return { ok: false, code: "F03", variant: "doctype" }
  if (countOf("&", text, mostReferences) > mostReferences)
    return { ok: false, code: "F03", variant: "too-many-references" }
  const trap = findTrap(text)
  if (trap?.kind === "long-tag")
    return { ok: false, code: "F03", variant: "long-tag", line: lineAt(text, trap.at) }
  if (trap) return { ok: false, code: "F04", line: lineAt(text, trap.at) }

  const plain = withoutControls(text, remarks)
  const flaw = flawOf(plain)
  if (flaw === null) return { ok: true, xml: plain }
  const mended = flaw.ampersand ? mendAmpersands(plain, remarks) : plain
  const left = flaw.ampersand ? flawOf(mended) : flaw
  if (left === null) return { ok: true, xml: mended }
  // The validator says line 1 when it does not know; a wrong line is worse than none.
  return left.line > 1 ? { ok: false, code: "F04", line: left.line } : { ok: false, code: "F04" }
}

function countOf(sign: string, text: string, enough: number): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0 && count <= enough; at = text.indexOf(sign, at + 1)) count++
  return count
}

/** Line of a position, from 1, counted from another position. */
export function lineAt(text: string, position: number, from = 0): number {
  let line = 1
  for (let at = text.indexOf("\n", from); at >= 0 && at < position; at = text.indexOf("\n", at + 1)) line++
  return line
}

const spans = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
] as const

/** What would make the parser sweat: a tag longer than any honest one (quotes respected), or elements too deep. */
function findTrap(text: string): { kind: "long-tag" | "too-deep"; at: number } | null {
  let depth = 0
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) {
    const span = spans.find(([opens]) => text.startsWith(opens, at))
    const end = span ? text.indexOf(span[1], at) : tagEnd(text, at)
    if (end < 0) return null
    if (!span) {
      if (end - at > longestTag) return { kind: "long-tag", at }
      if (text[at + 1] === "/") depth--
      else if (text[end - 1] !== "/" && text[at + 1] !== "?") depth++
      if (depth > deepest) return { kind: "too-deep", at }
    }
    at = end
  }
  return null
}

/** Where a tag ends; a few signs beyond the longest honest one when it does not. */
function tagEnd(text: string, from: number): number {
  let quote = 0
  const last = Math.min(text.length - 1, from + longestTag + 1)
  for (let at = from + 1; at <= last; at++) {
    const sign = text.charCodeAt(at)
    if (quote !== 0) {
      if (sign === quote) quote = 0
    } else if (sign === 62) return at
    else if (sign === 34 || sign === 39) quote = sign
  }
  return last
}

function withoutControls(text: string, remarks: Remarks): string {
  let count = 0
  const plain = text.replace(/(?![\t\n\r\u0080-\u009f])\p{Cc}/gu, () => {
    count++
    return ""
  })
  remarks.tally("W03", count, "control-characters")
  return count === 0 ? text : plain
}

function flawOf(xml: string): { ampersand: boolean; line: number } | null {
  const result = XMLValidator.validate(xml)
  if (result === true) return null
  return {
    ampersand: result.err.code === "InvalidChar" && result.err.msg.includes("'&'"),
    line: result.err.line,
  }
}

/** Writes a bare "&" as "&amp;", but not in comments and CDATA, where it is at home. */
function mendAmpersands(xml: string, remarks: Remarks): string {
  let count = 0
  const mend = (text: string) =>
    text.replace(/&(?!#\d+;|#x[\da-f]+;|[a-z][a-z\d]*;)/gi, () => {
      count++
      return "&amp;"
    })
  const opening = /<!--|<!\[CDATA\[/g
  let mended = ""
  let at = 0
  for (let found = opening.exec(xml); found; found = opening.exec(xml)) {
    const closes = found[0] === "<!--" ? "-->" : "]]>"
    const end = xml.indexOf(closes, found.index)
    if (end < 0) break
    mended += mend(xml.slice(at, found.index)) + xml.slice(found.index, end)
    at = end
    opening.lastIndex = end
  }
  mended += mend(xml.slice(at))
  remarks.tally("W03", count, "ampersands")
  return mended
}
