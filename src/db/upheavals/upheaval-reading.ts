import type { Office } from "../../domain/access/access.ts"
import { readInstant } from "../../domain/clock.ts"
import type { RoundId, UpheavalId } from "../../domain/ids.ts"
import { fullName, type PersonName } from "../../domain/people/people.ts"
import type { NotBack } from "../../domain/upheavals/undoing.ts"
import type { Db } from "../open.ts"
import type { ManyKind, OneKind, UpheavalRow } from "./upheaval-memory.ts"

/** What was done with many talks at once, or with one, and where that stands. */
export type UpheavalLine<Kind extends UpheavalRow["kind"] = UpheavalRow["kind"]> = {
  id: UpheavalId
  kind: Kind
  /** Whose talks, and who has them now; empty for a day. */
  teacher: string
  other: string
  /** The date that a day had, and has; empty for a teacher. */
  from: string
  to: string
  talks: number
  families: number
  leavesAt: Temporal.Instant
  /** When the last SMS of it leaves, which waits for the morning; null when none does. */
  smsAt: Temporal.Instant | null
  undoneAt: Temporal.Instant | null
  notBack: { child: string; at: Temporal.Instant; why: NotBack }[]
}

type Row<Kind extends UpheavalRow["kind"]> = Omit<
  UpheavalLine<Kind>,
  "leavesAt" | "smsAt" | "undoneAt" | "notBack"
> & {
  leaves: string
  sms: string | null
  undone: string | null
}

/** The last three upheavals of many talks of a round, the newest first. */
export const upheavalsOf = (db: Db, _office: Office, round: RoundId): UpheavalLine<ManyKind>[] =>
  linesOf<ManyKind>(db, "u.round_id = ? AND u.kind NOT LIKE 'one-%' ORDER BY u.id DESC LIMIT 3", [round])

/** What was done with one talk of this round by itself, or with two; null when there is no such thing, or it is forgotten. */
export const upheavalOfOne = (
  db: Db,
  _office: Office,
  round: RoundId,
  id: UpheavalId,
): UpheavalLine<OneKind> | null =>
  linesOf<OneKind>(db, "u.round_id = ? AND u.id = ? AND u.kind LIKE 'one-%'", [round, id])[0] ?? null

const linesOf = <Kind extends UpheavalRow["kind"]>(
  db: Db,
  which: string,
  values: number[],
): UpheavalLine<Kind>[] =>
  db
    .sql<Row<Kind>, number[]>(
      `SELECT u.id, u.kind, u.leaves_at AS leaves, u.undone_at AS undone,
          coalesce((SELECT trim(first || ' ' || trim(prefix || ' ' || last)) FROM teachers WHERE id = u.teacher_id), '') AS teacher,
          coalesce((SELECT trim(first || ' ' || trim(prefix || ' ' || last)) FROM teachers WHERE id = u.other_id), '') AS other,
          coalesce(json_extract(u.changes, '$.from'), '') AS "from", coalesce(json_extract(u.changes, '$.to'), '') AS "to",
          (SELECT count(*) FROM upheaval_talks WHERE upheaval_id = u.id) AS talks,
          (SELECT count(DISTINCT household_id) FROM upheaval_talks WHERE upheaval_id = u.id) AS families,
          (SELECT max(m.due_at) FROM upheaval_talks t JOIN messages m ON m.household_id = t.household_id
            WHERE t.upheaval_id = u.id AND m.kind LIKE 'booking-%' AND m.channel = 'sms' AND m.state = 'queued' AND m.due_at > u.leaves_at
              AND json_extract(m.facts, '$.booking') = t.booking_id) AS sms
         FROM upheavals u WHERE ${which}`,
    )
    .all(...values)
    .map(({ leaves, sms, undone, ...row }) => ({
      ...row,
      leavesAt: Temporal.Instant.from(leaves),
      smsAt: readInstant(sms),
      undoneAt: readInstant(undone),
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
