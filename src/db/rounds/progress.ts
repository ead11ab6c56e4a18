import type { Office } from "../../domain/access/access.ts"
import { readInstant } from "../../domain/clock.ts"
import type { RoundId } from "../../domain/ids.ts"
import { type Phase, phase } from "../../domain/rounds/round.ts"
import type { SignInFactor } from "../../domain/school/school.ts"
import type { Db } from "../open.ts"
import { pupilsWithFactor, settingsOf } from "../school/settings.ts"
import { readRound, roundColumns } from "./round-setup.ts"

/** A round that is not over, in numbers. `invited`: households that got a mail or a letter; `booked`: those that chose a time. */
export type RoundInNumbers = {
  id: RoundId
  title: string
  phase: Phase
  closesAt: Temporal.Instant
  invitedAt: Temporal.Instant | null
  invited: number
  booked: number
}

/** How far the school is: facts for the office's first screen. */
export type Progress = {
  pupils: number
  /** When a file was last read in; null when pupils came another way, or not at all. */
  importedAt: Temporal.Instant | null
  households: number
  openDoubts: number
  factor: SignInFactor
  factorChosen: boolean
  /** Of how many pupils the chosen fact is known. */
  known: number
  rounds: RoundInNumbers[]
}

/** How far this school is on its way to a round of talks. */
export function progressOf(db: Db, _office: Office, now: Temporal.Instant): Progress {
  const { factor, factorDecision } = settingsOf(db)
  const counts = db
    .sql<{ households: number; doubts: number; importedAt: string | null }, []>(
      `SELECT (SELECT count(DISTINCT household_id) FROM household_pupils) AS households,
              (SELECT count(*) FROM household_doubts WHERE settled_at IS NULL) AS doubts,
              (SELECT max(committed_at) FROM imports WHERE state = 'committed') AS importedAt`,
    )
    .get()
  return {
    ...pupilsWithFactor(db),
    importedAt: readInstant(counts?.importedAt ?? null),
    households: counts?.households ?? 0,
    openDoubts: counts?.doubts ?? 0,
    factor,
    factorChosen: factorDecision !== null,
    rounds: roundsInNumbers(db, now),
  }
}

type Row = Parameters<typeof readRound>[0] & { invitedAt: string | null; invited: number; booked: number }

const roundsInNumbers = (db: Db, now: Temporal.Instant): RoundInNumbers[] =>
  db
    .sql<Row, []>(
      `SELECT ${roundColumns}, invited_at AS invitedAt,
              (SELECT count(*) FROM invitations i WHERE i.round_id = rounds.id AND (i.mailed_at IS NOT NULL OR i.printed_at IS NOT NULL)) AS invited,
              (SELECT count(DISTINCT b.household_id) FROM bookings b WHERE b.round_id = rounds.id) AS booked
         FROM rounds ORDER BY opens_at, id`,
    )
    .all()
    .map((row) => ({ round: readRound(row), row }))
    .map(({ round, row }) => ({
      id: round.id,
      title: round.title,
      phase: phase(round, now),
      closesAt: round.closesAt,
      invitedAt: readInstant(row.invitedAt),
      invited: row.invited,
      booked: row.booked,
    }))
    .filter((round) => round.phase !== "past")
