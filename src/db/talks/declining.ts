import { actorOf, type Parent } from "../../domain/access/access.ts"
import type { PupilId, RoundId } from "../../domain/ids.ts"
import { accept, type Result } from "../../domain/result.ts"
import { type DecliningRefusal, decideDeclining } from "../../domain/talks/declining.ts"
import { raiseVersion } from "../households/household-codes.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { findRound } from "../rounds/round-setup.ts"
import { roundFor } from "../upheavals/second-chances.ts"
import { isOfHousehold, talksOf } from "./booking-facts.ts"
import { endVain } from "./waiting-ends.ts"

/**
 * Keeps that a family needs no talk about a child, and takes it off the waiting lists for it, or that it does after all. Asked twice, it is done once. Null when the child is not
 * theirs or the round not published.
 */
export function declineTalk(
  db: Db,
  parent: Parent,
  { round: id, pupil, declined }: { round: RoundId; pupil: PupilId; declined: boolean },
  now: Temporal.Instant,
): Promise<Result<true, DecliningRefusal> | null> {
  return write(db, (tx) => {
    const { household } = parent
    const found = findRound(db, id)
    if (!found?.publishedAt || !isOfHousehold(db, household, pupil)) return null
    const round = roundFor(db, found, household)
    const talks = talksOf(db, household).filter((talk) => talk.round === id && talk.pupil === pupil).length
    const decision = decideDeclining({ round, talks }, now)
    if (!decision.ok) return decision
    const { changes } = declined
      ? db
          .sql(
            "INSERT INTO declines (round_id, household_id, pupil_id, said_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
          )
          .run(id, household, pupil, now.toString())
      : db
          .sql("DELETE FROM declines WHERE round_id = ? AND household_id = ? AND pupil_id = ?")
          .run(id, household, pupil)
    if (changes === 0) return accept(true)
    raiseVersion(db, household)
    note(tx, actorOf(parent), declined ? "talk-declined" : "talk-wanted-again", { round: id, pupil }, now)
    endVain(db, tx, household, now)
    return accept(true)
  })
}
