import type { DroppedKind, RosterProblem } from "../../domain/rosters/roster.ts"
import type { Words } from "../words/nl.ts"

/** One remark of the reader as a sentence, with its place in the file. Never a value of the file. */
export function problemText(words: Words, problem: RosterProblem): string {
  const said = words.imports
  const { code, line, column, count, variant = "plain" } = problem
  if (code === "W04") return `${said.review.notRead}: ${droppedText(words, { [variant]: count ?? 0 })}.`
  const variants: Partial<Record<string, string | ((count: number) => string)>> = said.problem[code]
  const sentence = variants[variant] ?? variants["plain"] ?? ""
  const text = typeof sentence === "string" ? sentence : sentence(count ?? 1)
  const place = [line ? said.line(line) : "", column ? said.column(column) : ""].filter(Boolean).join(", ")
  // Of one kind only so many are listed; of the rest there is a count.
  const rest = typeof sentence === "string" && !line && (count ?? 1) > 1 ? said.more(count ?? 1) : ""
  return [place || rest, text].filter(Boolean).join(": ")
}

/** What was in the file and not read, with how many: "burgerservicenummers (12), landen (3)". */
export const droppedText = (words: Words, dropped: Readonly<Record<string, number>>): string =>
  Object.entries(dropped)
    .map(([kind, count]) => `${words.imports.dropped[kind as DroppedKind] ?? kind} (${count})`)
    .join(", ")
