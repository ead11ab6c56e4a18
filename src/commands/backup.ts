import { parseArgs } from "node:util"
import { backupOf } from "../backup/backup.ts"
import { forgetPlace, formerPlaces } from "../db/backup/backup-places.ts"
import { urlOf } from "../integrations/bucket.ts"
import { operatorBackup as words } from "../views/words/operator-backup.ts"
import { type Call, WrongUse } from "./call.ts"

/**
 * Says where the backup lies and where it lay before. `forget <place> --yes`: somebody saw that nothing of ours is left in a place of before that
 * does not answer any more; 1 when it is no such place.
 */
export async function backupCommand(given: string[], { registry, env, terminal }: Call): Promise<number> {
  const options = { yes: { type: "boolean", default: false } } as const
  const { values, positionals } = parseArgs({ args: given, allowPositionals: true, options })
  const [what, url, ...rest] = positionals
  if ((what !== undefined && what !== "forget") || rest.length > 0) throw new WrongUse(words.listOrForget)
  if (what === undefined) {
    const { backup } = backupOf(env)
    terminal.out(words.liesAt(backup ? urlOf(backup.setup.place) : null))
    for (const former of formerPlaces(registry.control)) terminal.out(words.layAt(former.url, former.until))
    return 0
  }
  if (!url) throw new WrongUse(words.listOrForget)
  const known = formerPlaces(registry.control).some((former) => former.url === url)
  if (!known) {
    terminal.err(words.noSuchPlace(url))
    return 1
  }
  if (!values.yes) terminal.out(words.forgets(url))
  else if (forgetPlace(registry.control, url)) terminal.out(words.forgotten(url))
  return 0
}
