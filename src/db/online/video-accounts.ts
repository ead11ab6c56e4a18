import { actorOf, type Staff } from "../../domain/access/access.ts"
import type { RoundId } from "../../domain/ids.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"

// Of an account only that it was linked is kept: who and when. The account itself is in the browser.

/** Notes that somebody linked an account in their browser, or let go of it. */
export const noteAccount = (
  db: Db,
  staff: Staff,
  act: "account-linked" | "account-unlinked",
  now: Temporal.Instant,
): Promise<void> => write(db, (tx) => note(tx, actorOf(staff), act, {}, now))

/** Notes that every time of this member of staff has its link now. */
export const noteLinks = (
  db: Db,
  staff: Staff,
  round: RoundId,
  made: number,
  now: Temporal.Instant,
): Promise<void> => write(db, (tx) => note(tx, actorOf(staff), "links-made", { round, made }, now))
