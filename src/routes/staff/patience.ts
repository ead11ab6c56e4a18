import type { Db } from "../../db/open.ts"
import { isColleague } from "../../db/staff/staff.ts"
import { waitAfter } from "../../domain/staff/staff.ts"

// Wrong passwords and codes, counted in memory. Nobody is ever locked out: they wait, and a passkey never does.

type Tries = { wrong: number; lastAt: number }
const day = 24 * 60 * 60_000
/** Invented addresses tracked per school; the longest untouched are forgotten first. */
const most = 10_000

/** Tries of people of the school apart from all others: whoever invents many addresses pushes out those only. */
type Kept = { ours: Map<string, Tries>; others: Map<string, Tries> }
const perSchool = new WeakMap<Db, Kept>()

function triesOf(db: Db, who: string): Map<string, Tries> {
  const kept = perSchool.get(db) ?? { ours: new Map(), others: new Map() }
  perSchool.set(db, kept)
  return isColleague(db, who) || !who.includes("@") ? kept.ours : kept.others
}

/**
 * May someone try a password or code now? 0: yes, and the try counts as wrong until `giveBack` or `forgive`, so that many
 * tries at once do not slip through together. Otherwise the seconds to wait. `who` need not exist.
 */
export function beginTry(db: Db, who: string, now: Temporal.Instant): number {
  const tries = triesOf(db, who)
  const known = tries.get(who)
  const since = known ? now.epochMilliseconds - known.lastAt : day
  const wrong = known && since < day ? known.wrong : 0
  const wait = waitAfter(wrong) - since / 1000
  if (wait > 0) return Math.ceil(wait)
  tries.delete(who)
  tries.set(who, { wrong: wrong + 1, lastAt: now.epochMilliseconds })
  if (tries.size > most) tries.delete(tries.keys().next().value as string)
  return 0
}

/** This try was right, but there is one more to come. */
export function giveBack(db: Db, who: string): void {
  const known = triesOf(db, who).get(who)
  if (known) known.wrong--
}

/** In: what went wrong before is forgotten. */
export const forgive = (db: Db, who: string) => triesOf(db, who).delete(who)
