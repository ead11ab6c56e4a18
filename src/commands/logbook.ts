import { checkLogbook } from "../db/privacy/logbook.ts"
import { openSchool } from "../db/registry.ts"
import { operator } from "../views/words/operator.ts"
import { type Call, WrongUse } from "./call.ts"

const words = operator.logbook

/** Follows the chain of a school's logbook. 0: whole; 1: broken, and where. Shows numbers, never a line's contents. */
export async function logbookCommand(
  [what, ...rest]: string[],
  { registry, terminal }: Call,
): Promise<number> {
  const [slug] = rest
  if (what !== "check") throw new WrongUse(operator.unknownCommand)
  if (!slug || rest.length > 1) throw new WrongUse(operator.missingAddress)
  const db = openSchool(registry, slug)
  if (!db) throw new WrongUse(operator.noSuchSchool(slug))
  const { lines, broken } = checkLogbook(db, registry.control)
  if (broken) terminal.err(words.broken(broken.line, words.why[broken.why]))
  else terminal.out(words.whole(lines))
  return broken ? 1 : 0
}
