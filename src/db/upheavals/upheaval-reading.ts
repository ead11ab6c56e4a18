import type { Office } from "../../domain/access/access.ts"
import type { RoundId, UpheavalId } from "../../domain/ids.ts"
import { fullName, type PersonName } from "../../domain/people/people.ts"
import type { NotBack } from "../../domain/upheavals/undoing.ts"
import type { Db } from "../open.ts"
import type { UpheavalRow } from "./upheaval-memory.ts"

/** What was done with many talks at once, and where that stands. */
export type UpheavalLine = {
  id: UpheavalId
  kind: UpheavalRow["kind"]
  /** Whose talks, and who has them now; empty for a day. */
  teacher: string
  other: string
  /** The date that a day had, and has; empty for a teacher. */
  from: string
  to: string
  talks: number
  families: number
  leavesAt: Temporal.Instant
  undoneAt: Temporal.Instant | null
  notBack: { child: string; at: Temporal.Instant; why: NotBack }[]
}

type Row = Omit<UpheavalLine, "leavesAt" | "undoneAt" | "notBack"> & { leaves: string; undone: string | null }

/** The last three upheavals of a round, the newest first. */
export const upheavalsOf = (db: Db, _office: Office, round: RoundId): UpheavalLine[] =>
  db
    .sql<Row, [number]>(
      `SELECT u.id, u.kind, u.leaves_at AS leaves, u.undone_at AS undone,
          coalesce((SELECT trim(first || ' ' || trim(prefix || ' ' || last)) FROM teachers WHERE id = u.teacher_id), '') AS teacher,
          coalesce((SELECT trim(first || ' ' || trim(prefix || ' ' || last)) FROM teachers WHERE id = u.other_id), '') AS other,
          coalesce(json_extract(u.changes, '$.from'), '') AS "from", coalesce(json_extract(u.changes, '$.to'), '') AS "to",
          (SELECT count(*) FROM upheaval_talks WHERE upheaval_id = u.id) AS talks,
          (SELECT count(DISTINCT household_id) FROM upheaval_talks WHERE upheaval_id = u.id) AS families
         FROM upheavals u WHERE u.round_id = ? ORDER BY u.id DESC LIMIT 3`,
    )
    .all(round)
    .map(({ leaves, undone, ...row }) => ({
      ...row,
      leavesAt: Temporal.Instant.from(leaves),
      undoneAt: undone === null ? null : Temporal.Instant.from(undone),
      notBack: notBackOf(db, row.id),
    }))

const notBackOf = (db: Db, upheaval: UpheavalId) =>
  db
    .sql<PersonName & { at: string; why: NotBack }, [number]>(
      `SELECT p.first, p.prefix, p.last, u.starts_at AS at, u.outcome AS why FROM upheaval_talks u JOIN pupils p ON p.id = u.pupil_id
        WHERE u.upheaval_id = ? AND u.outcome <> 'back' ORDER BY u.starts_at`,
    )
    .all(upheaval)
    .map(({ at, why, ...name }) => ({ child: fullName(name), at: Temporal.Instant.from(at), why }))
