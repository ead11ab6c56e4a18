import { readFileSync, rmSync } from "node:fs"
import { demoSchool } from "./db/demo.ts"
import type { Db } from "./db/open.ts"
import { addSchool, openSchool, type Registry, schoolFile } from "./db/registry.ts"
import { bringIn } from "./db/rosters/rosters.ts"
import { sendInvitations } from "./db/rounds/round-invitations.ts"
import { groupsForRound } from "./db/rounds/round-pupils.ts"
import { publishRound } from "./db/rounds/round-slots.ts"
import { setTeachers, type TeacherLine, teachersToSet } from "./db/rounds/round-teachers.ts"
import { conversationsOf, makeRound } from "./db/rounds/rounds.ts"
import { seenOf } from "./db/school/seen-settings.ts"
import { chooseFactor } from "./db/school/settings.ts"
import { hosts, inviteStaff } from "./db/staff/staff.ts"
import { bookSlot } from "./db/talks/bookings.ts"
import type { Administrator } from "./domain/access/access.ts"
import { writeMoment } from "./domain/clock.ts"
import type { HouseholdId, RoundId, SlotId, TeacherId } from "./domain/ids.ts"
import { fullName, type PersonName } from "./domain/people/people.ts"
import type { Result } from "./domain/result.ts"
import { proposeRound } from "./domain/rounds/round-draft.ts"
import { zone } from "./domain/school/school.ts"
import { readFor } from "./import-file.ts"

// De Regenboog is made like any school: its files go through the reader, its round through the verbs of the screens.

const operator = { kind: "operator", id: null } as const

/**
 * Makes the demo school, with an open round and a first few talks, unless it is there. A school that was left half made is made
 * anew. True when it was made.
 */
export async function makeDemo(registry: Registry, now: Temporal.Instant): Promise<boolean> {
  const known = openSchool(registry, demoSchool)
  if (known && isWhole(known)) return false
  if (known) remove(registry, known)
  const db = must(
    addSchool(
      registry,
      {
        slug: demoSchool,
        name: "De Regenboog",
        city: "Amsterdam",
        phone: "020 555 01 23",
        email: "kantoor@regenboog.example",
        brin: "99ZZ",
        sector: "primary",
      },
      now,
    ),
  )
  const administrator = await appoint(db, now)
  const factor = { factor: "birth-date", officerAgrees: false, seen: seenOf(db, "factor") } as const
  must(await chooseFactor(db, administrator, factor, now))
  for (const file of ["de-regenboog.xml", "de-regenboog-ouders.csv"]) await readIn(db, file, now)
  const planner = { name: "Ria Smit", email: "ria.smit@regenboog.example", role: "planner" } as const
  must(await inviteStaff(db, operator, { ...planner, teacher: null }, now))
  for (const [at, { id, ...name }] of hosts(db).entries()) {
    const role = at === 0 ? "mentor" : "teacher"
    const person = { name: fullName(name), email: addressOf(name), role, teacher: id } as const
    must(await inviteStaff(db, operator, person, now))
  }
  const round = await openRound(db, administrator, now)
  await chooseTimes(db, round, now)
  return true
}

/** An invited school is a finished one: inviting is the last step but for the talks. */
const isWhole = (db: Db) => db.sql("SELECT 1 FROM rounds WHERE invited_at IS NOT NULL").get() !== null

function remove(registry: Registry, db: Db): void {
  const { id, slug } = db.school
  const epoch = registry.bySlug.get(slug)?.epoch ?? ""
  db.close()
  registry.open.delete(id)
  registry.lately.delete(slug)
  registry.control.run("DELETE FROM schools WHERE slug = ?", [slug])
  for (const more of ["", "-wal", "-shm"])
    rmSync(`${schoolFile(registry, id, epoch)}${more}`, { force: true })
}

async function appoint(db: Db, now: Temporal.Instant): Promise<Administrator> {
  const person = {
    name: "Mevrouw de Wit",
    email: "dewit@regenboog.example",
    role: "administrator",
    teacher: null,
  } as const
  const { staff } = must(await inviteStaff(db, operator, person, now))
  return { role: "administrator", staff, name: person.name, teacher: null, fresh: true }
}

async function readIn(db: Db, file: string, now: Temporal.Instant): Promise<void> {
  const bytes = readFileSync(new URL(`./db/demo/${file}`, import.meta.url))
  const readout = readFor(db, bytes, {}, now)
  if (!readout.ok) throw new Error(`${file}: ${readout.problems.map(({ code }) => code).join(", ")}`)
  const { roster, problems, dropped, columns } = readout
  const signature = columns?.signature ?? null
  const wish = { seen: null, leaving: { pupils: false, teachers: false }, wholeFile: true }
  must(await bringIn(db, operator, { roster, problems, dropped, signature, anotherSchool: false }, wish, now))
}

const addressOf = (name: PersonName) =>
  `${`${name.first}.${name.prefix}${name.last}`
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z.]/g, "")}@regenboog.example`

/** Two evenings in two weeks; choosing began this morning. */
async function openRound(db: Db, administrator: Administrator, now: Temporal.Instant): Promise<RoundId> {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const title = today.month >= 8 ? "Herfstgesprekken" : "Voorjaarsgesprekken"
  const groups = groupsForRound(db, administrator).filter(({ kind }) => kind === "home")
  const proposed = proposeRound(
    title,
    today,
    "primary",
    groups.map(({ id }) => id),
  )
  const draft = { ...proposed, opens: writeMoment(now.subtract({ hours: 2 })) }
  const round = must(await makeRound(db, administrator, draft, now))
  const setting = teachersToSet(db, administrator, round)
  const lines = (setting?.teachers ?? []).filter(({ groups }) => groups.length > 0)
  const teachers = lines.map(({ written }, at) => ({ ...written, room: String(at + 1) }))
  holdOneTogether(lines, teachers)
  must(await setTeachers(db, administrator, { round, seen: setting?.seen ?? "", teachers }, now))
  must(await publishRound(db, administrator, round, now))
  must(await sendInvitations(db, administrator, round, now))
  return round
}

/** The first two who share a group hold their talks together. */
function holdOneTogether(lines: readonly TeacherLine[], teachers: { with: TeacherId | null }[]): void {
  for (const [at, { groups }] of lines.entries()) {
    const other = lines.slice(0, at).find((each) => each.groups.some((group) => groups.includes(group)))
    const line = teachers[at]
    if (!other || !line) continue
    line.with = other.id
    return
  }
}

/** One family in three has chosen already; families with three children have not, and the printed door leads to one of them. */
async function chooseTimes(db: Db, round: RoundId, now: Temporal.Instant): Promise<void> {
  const families = db
    .sql<{ id: HouseholdId }, []>(
      "SELECT household_id AS id FROM household_pupils GROUP BY household_id HAVING count(*) < 3 AND household_id % 3 = 0",
    )
    .all()
  for (const { id } of families)
    for (const { pupil, teacher } of conversationsOf(db, id, round)) {
      const free = db
        .sql<{ id: SlotId; starts: string }, [number, number]>(
          `SELECT id, starts_at AS starts FROM slots s WHERE round_id = ? AND teacher_id = ? AND blocked = 0
              AND NOT EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id) ORDER BY starts_at`,
        )
        .all(round, teacher)
      const slot = free[(id * 7) % Math.max(1, free.length)]
      // Who teaches a shared group, or is elsewhere at this time, is left for another day.
      if (!slot) continue
      const wish = { round, pupil, slot: slot.id, startsAt: Temporal.Instant.from(slot.starts) }
      await bookSlot(db, { role: "parent", household: id }, wish, now)
    }
}

function must<Value>(result: Result<Value, unknown> | null): Value {
  if (result?.ok) return result.value
  throw new Error(`The demo school could not be made: ${JSON.stringify(result?.refusal ?? null)}`)
}
