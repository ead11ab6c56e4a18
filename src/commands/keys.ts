import { rotateDataKey } from "../db/data-keys.ts"
import { openSchool } from "../db/registry.ts"
import { operator } from "../views/words/operator.ts"
import { type Call, WrongUse } from "./call.ts"

/** Gives a school another data key and seals its rows anew; the old key is gone. May be stopped and asked again. */
export async function keysCommand(
  [what, ...rest]: string[],
  { registry, terminal, now }: Call,
): Promise<number> {
  const [slug] = rest
  if (what !== "rotate") throw new WrongUse(operator.unknownCommand)
  if (!slug || rest.length > 1) throw new WrongUse(operator.missingAddress)
  const db = openSchool(registry, slug)
  if (!db) throw new WrongUse(operator.noSuchSchool(slug))
  terminal.out(operator.keys.rotated(await rotateDataKey(db, now)))
  return 0
}
