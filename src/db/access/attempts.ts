import { createHmac, randomBytes } from "node:crypto"
import {
  budgets,
  codeWait,
  mayAsk,
  mayMail,
  mustGuard,
  type Step,
  stepOf,
} from "../../domain/access/attempts.ts"
import type { HouseholdId, PupilId } from "../../domain/ids.ts"
import { zone } from "../../domain/school/school.ts"
import type { Registry } from "../registry.ts"

// Budgets of the door, in memory. Keys are keyed hashes under a secret that is thrown away at midnight, together with all counts:
// no name and no address is kept, and yesterday's counts cannot be read by anybody.

/** How often something happened, by minute since 1970, per key. */
type Tallies = Map<string, Map<number, number>>

/** All counts of one day. Lives as long as the process. */
export type Attempts = {
  /** The day that is counted, from and until, in milliseconds since 1970. */
  from: number
  until: number
  secret: Buffer
  /** Wrong tries by name, apart from the rest: whoever invents many names pushes out names only. */
  names: Tallies
  /** Wrong tries with names of a child that is there, by child and spelling: no more than their names have, and pushed out by nothing. */
  pupils: Tallies
  others: Tallies
  /** Households that got in, by minute of the last time, per address and per school. */
  letIn: Map<string, Map<string, number>>
  /** Until when a school is guarded, in minutes. */
  guarded: Map<string, number>
  /** Codes that are waiting now, per address. */
  waiting: Map<string, number>
  /** Challenges that were answered, with the second at which they are too old anyway. */
  answered: Map<string, number>
}

const known = new WeakMap<Registry, Attempts>()
/** More keys than this are only made by an attack; the oldest are dropped. */
const mostKeys = 100_000

const fresh = (day: Temporal.ZonedDateTime, guarded = new Map<string, number>()): Attempts => ({
  from: day.epochMilliseconds,
  until: day.add({ days: 1 }).epochMilliseconds,
  secret: randomBytes(32),
  names: new Map(),
  pupils: new Map(),
  others: new Map(),
  letIn: new Map(),
  guarded,
  waiting: new Map(),
  answered: new Map(),
})

/** The counts of this service, of today only: midnight in Amsterdam begins anew. */
export function attemptsOf(registry: Registry, now: Temporal.Instant): Attempts {
  const found = known.get(registry)
  const at = now.epochMilliseconds
  if (found && at >= found.from && at < found.until) return found
  const begun = fresh(now.toZonedDateTimeISO(zone).startOfDay(), found?.guarded)
  known.set(registry, begun)
  return begun
}

const minuteOf = (now: Temporal.Instant) => Math.floor(now.epochMilliseconds / 60_000)
const key = (attempts: Attempts, ...parts: (string | number)[]) =>
  createHmac("sha256", attempts.secret).update(JSON.stringify(parts)).digest("base64url").slice(0, 22)

function keep<Value>(map: Map<string, Value>, name: string, value: Value): Value {
  if (map.size >= mostKeys) map.delete(map.keys().next().value as string)
  map.set(name, value)
  return value
}

function add(tallies: Tallies, name: string, minute: number, times = 1): void {
  const known = tallies.get(name)
  // To the end of the line: what is counted now is not the oldest.
  if (known) tallies.delete(name)
  const tally = keep(tallies, name, known ?? new Map<number, number>())
  tally.set(minute, (tally.get(minute) ?? 0) + times)
}

function countIn(tallies: Tallies, name: string, minute: number, minutes: number): number {
  let count = 0
  for (const [at, times] of tallies.get(name) ?? []) if (at > minute - minutes) count += times
  return count
}

function letInSince(attempts: Attempts, name: string, minute: number, minutes: number): number {
  let count = 0
  for (const at of attempts.letIn.get(name)?.values() ?? []) if (at > minute - minutes) count++
  return count
}

/**
 * What a try is about: the school, the names it is counted under (`triedNames`), the children that have one of those names, and the
 * address that it comes from. A child is counted by spelling: one count for all would tell that two surnames belong to one child here.
 */
export type NamesTry = {
  school: string
  names: readonly string[]
  pupils?: readonly { pupil: PupilId; name: string }[]
  address: string
}

const keysOf = (attempts: Attempts, { school, names, pupils = [], address }: NamesTry) => ({
  names: names.map((name) => key(attempts, "name", school, name)),
  pupils: pupils.map(({ pupil, name }) => key(attempts, "pupil", school, pupil, name)),
  address: key(attempts, "address", address),
})

/** Where this try stands on the ladder, before it is looked at. */
export function namesStep(attempts: Attempts, about: NamesTry, now: Temporal.Instant): Step {
  const keys = keysOf(attempts, about)
  const minute = minuteOf(now)
  const { name, address } = budgets
  const most = (minutes: number) =>
    Math.max(
      0,
      ...keys.names.map((each) => countIn(attempts.names, each, minute, minutes)),
      ...keys.pupils.map((each) => countIn(attempts.pupils, each, minute, minutes)),
    )
  return stepOf({
    ofName: most(name.minutes),
    ofNameToday: most(24 * 60),
    fromAddress: countIn(attempts.others, keys.address, minute, address.minutes),
    fromAddressInHour: countIn(attempts.others, keys.address, minute, 60),
    letInFromAddress: letInSince(attempts, keys.address, minute, address.minutes),
    letInFromAddressInHour: letInSince(attempts, keys.address, minute, 60),
    guarded: (attempts.guarded.get(about.school) ?? 0) > minute,
  })
}

/** Counts a wrong try with names. True when it put the whole school under guard. */
export function countWrongNames(attempts: Attempts, about: NamesTry, now: Temporal.Instant): boolean {
  const keys = keysOf(attempts, about)
  const minute = minuteOf(now)
  for (const name of keys.names) add(attempts.names, name, minute)
  for (const pupil of keys.pupils) add(attempts.pupils, pupil, minute)
  const school = key(attempts, "school", about.school)
  for (const name of [keys.address, school]) add(attempts.others, name, minute)
  const { minutes, guardMinutes } = budgets.school
  const wrong = countIn(attempts.others, school, minute, minutes)
  if (!mustGuard(wrong, letInSince(attempts, school, minute, minutes))) return false
  const wasGuarded = (attempts.guarded.get(about.school) ?? 0) > minute
  attempts.guarded.set(about.school, minute + guardMinutes)
  return !wasGuarded
}

/** Counts work that was not done, for the address: looking at it costs us more than it costs who sends it. */
export const countWrongProof = (attempts: Attempts, address: string, now: Temporal.Instant): void =>
  add(attempts.others, key(attempts, "address", address), minuteOf(now))

/** Counts a household that got in, once however often it does: room for others behind the same address. */
export function countLetIn(
  attempts: Attempts,
  about: { school: string; address: string; household: HouseholdId },
  now: Temporal.Instant,
): void {
  const household = key(attempts, "household", about.school, about.household)
  for (const of of ["address", "school"] as const) {
    const name = key(attempts, of, about[of])
    ;(attempts.letIn.get(name) ?? keep(attempts.letIn, name, new Map())).set(household, minuteOf(now))
  }
}

/** In how many minutes names and factor are looked at again from an address that is stopped. */
export function minutesStopped(attempts: Attempts, address: string, now: Temporal.Instant): number {
  const minute = minuteOf(now)
  const name = key(attempts, "address", address)
  const room = budgets.school.perHousehold * letInSince(attempts, name, minute, 60)
  for (let after = 1; after < 60; after++)
    if (countIn(attempts.others, name, minute + after, 60) < budgets.address.perHour + room) return after
  return 60
}

/** How long a code from this address must wait before it is looked at, in seconds. */
export function secondsBeforeCode(
  attempts: Attempts,
  about: { school: string; address: string },
  now: Temporal.Instant,
): number {
  const minute = minuteOf(now)
  const { minutes } = budgets.code
  const waits = (["address", "school"] as const).map((of) =>
    codeWait(
      countIn(attempts.others, key(attempts, "code", of, about[of]), minute, minutes),
      letInSince(attempts, key(attempts, of, about[of]), minute, minutes),
    ),
  )
  return Math.max(...waits)
}

/**
 * May a code from this address wait beside those that wait already? Each wait would be no wait at all for who sends thousands at once.
 * Who may calls `stopWaiting` afterwards.
 */
export function startWaiting(attempts: Attempts, { address }: { address: string }): boolean {
  const name = key(attempts, "waiting", address)
  const waiting = attempts.waiting.get(name) ?? 0
  if (waiting >= budgets.code.atOnce) return false
  attempts.waiting.set(name, waiting + 1)
  return true
}

export function stopWaiting(attempts: Attempts, { address }: { address: string }): void {
  const name = key(attempts, "waiting", address)
  const waiting = attempts.waiting.get(name) ?? 0
  if (waiting > 1) attempts.waiting.set(name, waiting - 1)
  else attempts.waiting.delete(name)
}

/** Counts a code that was of nobody. */
export function countWrongCode(
  attempts: Attempts,
  about: { school: string; address: string },
  now: Temporal.Instant,
): void {
  for (const of of ["address", "school"] as const)
    add(attempts.others, key(attempts, "code", of, about[of]), minuteOf(now))
}

/** Counts a password of staff from this address; false when there were too many wrong ones. A right one is given back. */
export function mayTryPassword(attempts: Attempts, address: string, now: Temporal.Instant): boolean {
  const minute = minuteOf(now)
  const name = key(attempts, "password", address)
  const { perAddress, minutes } = budgets.password
  const may = countIn(attempts.others, name, minute, minutes) < perAddress
  if (may) add(attempts.others, name, minute)
  return may
}

/** The password was right: it does not count. */
export const giveBackPassword = (attempts: Attempts, address: string, now: Temporal.Instant): void =>
  add(attempts.others, key(attempts, "password", address), minuteOf(now), -1)

/** Counts a request for a link from this address; false when there were too many. */
export function mayAskLink(attempts: Attempts, address: string, now: Temporal.Instant): boolean {
  const minute = minuteOf(now)
  const name = key(attempts, "asked", address)
  const letIn = letInSince(attempts, key(attempts, "address", address), minute, 60)
  const may = mayAsk(countIn(attempts.others, name, minute, 60), letIn)
  if (may) add(attempts.others, name, minute)
  return may
}

/** Counts a link for this household; false when it was sent enough of them. */
export function mayMailLink(
  attempts: Attempts,
  school: string,
  household: HouseholdId,
  now: Temporal.Instant,
): boolean {
  const minute = minuteOf(now)
  const name = key(attempts, "mailed", school, household)
  const may = mayMail(
    countIn(attempts.others, name, minute, 60),
    countIn(attempts.others, name, minute, 24 * 60),
  )
  if (may) add(attempts.others, name, minute)
  return may
}
