import type { Office } from "../../domain/access/access.ts"
import type { GroupId, HouseholdId, PupilId, RoundId } from "../../domain/ids.ts"
import { type PersonName, sortName } from "../../domain/people/people.ts"
import {
  type Answer,
  answerOf,
  type FamilyAnswer,
  type PupilInRound,
  unansweredHomes,
} from "../../domain/rounds/answers.ts"
import { nameOfHome } from "../households/home-names.ts"
import type { Db } from "../open.ts"
import { toRemind } from "./invitation-reminders.ts"
import { countByLetter } from "./round-invitations.ts"
import { pupilsInRound } from "./round-pupils.ts"

export type RoundAnswers = {
  all: FamilyAnswer[]
  /** Of the homes that did not answer: how many can be reminded now by e-mail, and how many need a letter. */
  toRemind: number
  byLetter: number
}

type Row = PersonName & {
  household: HouseholdId
  pupil: PupilId
  groupId: GroupId | null
  groupName: string | null
  wanted: number
  blocked: number
  mailed: number
  invited: number
  reminded: string | null
}

/** What every home answered about every child in this round, by group and surname. */
export function answersOf(db: Db, _office: Office, round: RoundId, now: Temporal.Instant): RoundAnswers {
  const pupils = pupilsInRound(db, round)
  const unanswered = unansweredHomes(pupils.values())
  return {
    all: familiesOf(db, round, pupils),
    toRemind: toRemind(db, round, unanswered, now).length,
    byLetter: countByLetter(db, round, unanswered),
  }
}

const familiesOf = (db: Db, round: RoundId, pupils: ReadonlyMap<PupilId, PupilInRound>): FamilyAnswer[] =>
  db
    .sql<Row, [number]>(
      `SELECT hp.household_id AS household, p.id AS pupil, p.first, p.prefix, p.last, g.id AS groupId, g.name AS groupName,
          EXISTS (SELECT 1 FROM marks m WHERE m.round_id = ?1 AND m.pupil_id = p.id AND m.mark = 'wanted') AS wanted,
          h.blocked,
          EXISTS (SELECT 1 FROM guardians g WHERE g.household_id = h.id AND g.email IS NOT NULL AND g.email IS NOT g.refused_email) AS mailed,
          EXISTS (SELECT 1 FROM invitations i WHERE i.round_id = ?1 AND i.household_id = h.id
            AND (i.mailed_at IS NOT NULL OR i.printed_at IS NOT NULL)) AS invited,
          (SELECT max(queued_at) FROM messages m WHERE m.household_id = h.id AND m.round_id = ?1 AND m.kind = 'invitation-reminder') AS reminded
         FROM pupils p JOIN household_pupils hp ON hp.pupil_id = p.id JOIN households h ON h.id = hp.household_id
         LEFT JOIN groups g ON g.id = p.group_id
        WHERE p.left_at IS NULL ORDER BY g.name, p.last, p.first, p.id, h.id`,
    )
    .all(round)
    .flatMap((row) => {
      const child = pupils.get(row.pupil)
      const said = child?.homes.find(({ home }) => home === row.household)
      if (!child || !said) return []
      const home = child.homes.length > 1 ? nameOfHome(db, row.household) : null
      return [familyOf(row, home, answerOf(child, said))]
    })

const familyOf = (row: Row, home: string | null, answer: Answer): FamilyAnswer => ({
  household: row.household,
  pupil: row.pupil,
  name: sortName(row),
  group: row.groupId === null ? null : { id: row.groupId, name: row.groupName ?? "" },
  home,
  answer,
  wanted: row.wanted === 1,
  road: row.blocked === 1 ? "nothing" : row.mailed === 1 ? "email" : "letter",
  invited: row.invited === 1,
  remindedAt: row.reminded === null ? null : Temporal.Instant.from(row.reminded),
})
