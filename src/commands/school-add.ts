import { parseArgs } from "node:util"
import { type Backup, backupOf } from "../backup/backup.ts"
import { taken } from "../backup/restoring.ts"
import { removeFile } from "../db/backup/school-files.ts"
import { goLive, type PreparedSchool, prepareSchool } from "../db/registry.ts"
import { inviteStaff } from "../db/staff/staff.ts"
import { evenEmail } from "../domain/staff/staff.ts"
import { pathsOf } from "../paths.ts"
import { operator } from "../views/words/operator.ts"
import { type Call, operatorActor, WrongUse } from "./call.ts"

const words = operator.school

/** Makes a school with its first administrator, and shows the link that lets them in, once. */
export async function schoolAdd(given: string[], { registry, env, terminal, now }: Call): Promise<number> {
  const text = { type: "string" } as const
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: {
      name: text,
      city: text,
      brin: text,
      sector: { ...text, default: "primary" },
      phone: { ...text, default: "" },
      email: { ...text, default: "" },
      "admin-name": text,
      "admin-email": text,
    },
  })
  const [slug] = positionals
  if (!slug || positionals.length > 1) throw new WrongUse(operator.missingAddress)
  const needed = (option: "name" | "city" | "admin-name" | "admin-email") => {
    const value = values[option]?.trim()
    if (!value) throw new WrongUse(operator.missing(option))
    return value
  }
  const [name, city] = [needed("name"), needed("city")]
  const person = { name: needed("admin-name"), email: needed("admin-email") }
  const { sector, brin = null, phone, email } = values
  const refused = (why: keyof typeof words.refusal) => {
    terminal.err(words.refusal[why])
    return 1
  }
  if (sector !== "primary" && sector !== "secondary") throw new WrongUse(words.refusal.sector)
  if (brin !== null && !/^\d{2}[A-Z]{2}$/.test(brin)) throw new WrongUse(words.refusal.brin)
  if (evenEmail(person.email) === null) return refused("email-invalid")
  const prepared = prepareSchool(registry, { slug, name, city, phone, email, brin, sector }, now)
  if (!prepared.ok) return refused(prepared.refusal.kind)
  const { backup } = backupOf(env)
  if (backup && !(await firstCopy(backup, prepared.value, terminal))) return 1
  const school = goLive(registry, prepared.value)
  const invited = await inviteStaff(
    school,
    operatorActor,
    { ...person, role: "administrator", teacher: null },
    now,
  )
  if (!invited.ok) return refused(invited.refusal.kind)
  const to = pathsOf(slug)
  terminal.out(words.added(name, `${env.origin}${to.door()}`))
  terminal.out(words.link(person.name, `${env.origin}${to.staffSetup(invited.value.token)}`))
  return 0
}

/** Waits until a new school is in the backup. When that takes too long its file goes and the school does not come. */
async function firstCopy(backup: Backup, { file }: PreparedSchool, terminal: Call["terminal"]) {
  // While the service does not run nobody can come in either; it copies all there is when it starts.
  if ((await backup.replica.pid()) === null) return true
  terminal.err(words.backupFirst)
  try {
    await taken(backup, file)
    return true
  } catch {
    removeFile(file)
    terminal.err(words.backupAway)
    return false
  }
}
