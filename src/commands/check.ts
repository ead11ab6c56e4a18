import { backupOf } from "../backup/backup.ts"
import { wrongClock } from "../domain/backup/janitor.ts"
import { whereOf } from "../domain/backup/trouble.ts"
import type { Env } from "../env.ts"
import { urlOf } from "../integrations/bucket.ts"
import { knockAt } from "../integrations/email.ts"
import { operatorCheck as words } from "../views/words/operator-check.ts"
import { type Bare, WrongUse } from "./call.ts"

/** What was found out about one thing outside: a line for whoever reads, and whether the service can do with it. */
type Finding = { well: boolean; line: string }

/**
 * Before the first start and before every release: whether the service would do with these settings. Asks bucket and mail server, changes nothing
 * and sends nothing. 1 when something is wrong: a release then does not go on.
 */
export async function checkCommand(given: string[], { env, terminal, now }: Bare): Promise<number> {
  if (given.length > 0) throw new WrongUse(words.alone)
  const findings = [...(await backupFindings(env, now())), await mailFinding(env.smtp)]
  for (const { well, line } of findings) (well ? terminal.out : terminal.err)(line)
  const wrong = findings.filter(({ well }) => !well).length
  ;(wrong > 0 ? terminal.err : terminal.out)(words.outcome(wrong))
  return wrong > 0 ? 1 : 0
}

async function backupFindings(env: Env, now: Temporal.Instant): Promise<Finding[]> {
  const { backup, why } = backupOf(env)
  if (!backup) return [{ well: env.backup === null && env.development, line: words.noBackup(why) }]
  const place = urlOf(backup.setup.place)
  try {
    // With the keys of who copies, and with those of who only lists and deletes.
    const names = await backup.bucket.names("")
    await backup.janitor.names("")
    const apart = wrongClock(await backup.bucket.clock(), now)
    return [
      { well: true, line: words.answers(place, names.includes("control.db")) },
      ...(apart === null ? [] : [{ well: false, line: words.clock(apart) }]),
    ]
  } catch (error) {
    return [{ well: false, line: words.silent(place, sayingOf(error)) }]
  }
}

async function mailFinding(smtp: string | null): Promise<Finding> {
  if (smtp === null) return { well: true, line: words.noMail }
  const { hostname } = new URL(smtp)
  const why = await knockAt(smtp)
  return why === null
    ? { well: true, line: words.mail(hostname) }
    : { well: false, line: words.mailSilent(hostname, why) }
}

const sayingOf = (error: unknown) => (error instanceof Error ? error.message : whereOf(error))
