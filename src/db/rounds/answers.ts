import type { Office } from "../../domain/access/access.ts"
import type { GroupId, HouseholdId, PupilId, RoundId } from "../../domain/ids.ts"
import { type PersonName, sortName } from "../../domain/people/people.ts"
import {
  type Answer,
  answerOf,
  type FamilyAnswer,
  type HomeInRound,
  type PupilInRound,
} from "../../domain/rounds/answers.ts"
import type { Asked, Reminding } from "../../domain/rounds/reminding.ts"
import type { Round } from "../../domain/rounds/round.ts"
import { nameOfHome } from "../households/home-names.ts"
import type { Db } from "../open.ts"
import { childrenOf, remindingAmong } from "./invitation-reminders.ts"
import { roadsOf } from "./reminder-roads.ts"
import { pupilsInRound } from "./round-pupils.ts"

export type RoundAnswers = {
  all: FamilyAnswer[]
  /** What can be done now about the homes that did not answer, of all groups or of the one asked for. */
  reminding: Reminding
}

type Row = PersonName & {
  household: HouseholdId
  pupil: PupilId
  groupId: GroupId | null
  groupName: string | null
  wanted: number
}

/** What every home answered about every child in this round, by group and surname. */
export function answersOf(
  db: Db,
  _office: Office,
  round: Round,
  group: GroupId | null,
  now: Temporal.Instant,
  sms: boolean,
): RoundAnswers {
  const pupils = pupilsInRound(db, round.id)
  const roads = roadsOf(db, round, now, sms)
  return {
    all: familiesOf(db, round.id, pupils, roads),
    reminding: remindingAmong(round, pupils, childrenOf(db, group), roads, now),
  }
}

const familiesOf = (
  db: Db,
  round: RoundId,
  pupils: ReadonlyMap<PupilId, PupilInRound>,
  roads: ReadonlyMap<HouseholdId, Asked>,
): FamilyAnswer[] =>
  db
    .sql<Row, [number]>(
      `SELECT hp.household_id AS household, p.id AS pupil, p.first, p.prefix, p.last, g.id AS groupId, g.name AS groupName,
          EXISTS (SELECT 1 FROM marks m WHERE m.round_id = ?1 AND m.pupil_id = p.id AND m.mark = 'wanted') AS wanted
         FROM pupils p JOIN household_pupils hp ON hp.pupil_id = p.id JOIN households h ON h.id = hp.household_id
         LEFT JOIN groups g ON g.id = p.group_id
        WHERE p.left_at IS NULL ORDER BY g.name, p.last, p.first, p.id, h.id`,
    )
    .all(round)
    .flatMap((row) => {
      const child = pupils.get(row.pupil)
      const said = child?.homes.find(({ home }) => home === row.household)
      const asked = roads.get(row.household)
      if (!child || !said || !asked) return []
      const home = child.homes.length > 1 ? nameOfHome(db, row.household) : null
      return [familyOf(row, home, answerOf(child, said), said, asked)]
    })

const familyOf = (
  row: Row,
  home: string | null,
  answer: Answer,
  { waits }: HomeInRound,
  asked: Asked,
): FamilyAnswer => ({
  household: row.household,
  pupil: row.pupil,
  name: sortName(row),
  group: row.groupId === null ? null : { id: row.groupId, name: row.groupName ?? "" },
  home,
  answer,
  wanted: row.wanted === 1,
  waits,
  road: asked.road,
  invited: asked.mailedAt !== null || asked.printedAt !== null,
  remindedAt: asked.remindedAt,
})
