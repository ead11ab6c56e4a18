import type { Mentor, Office } from "../../domain/access/access.ts"
import type { HouseholdId, PupilId, RoundId, TeacherId } from "../../domain/ids.ts"
import type { ChosenTalk, FamilyAnswer, MentorRound } from "../../domain/people/mentor-groups.ts"
import type { PersonName } from "../../domain/people/people.ts"
import { roomAt } from "../../domain/rounds/rooms.ts"
import { phase } from "../../domain/rounds/round.ts"
import { nameOfHome } from "../households/home-names.ts"
import type { Db } from "../open.ts"
import { lingers } from "../rounds/agenda.ts"
import { readRooms, roomsText } from "../rounds/rooms.ts"
import { inGroup, taughtInRound } from "../rounds/round-pupils.ts"
import { findRound } from "../rounds/round-setup.ts"
import { alongText, nameOfHolders } from "../talks/pairs.ts"

/** Talks and answers of the pupils of the mentor's own groups, round by round. Null when they are no teacher. */
export function mentorRounds(db: Db, mentor: Mentor | Office, now: Temporal.Instant): MentorRound[] | null {
  const { teacher } = mentor
  if (teacher === null) return null
  return db
    .sql<{ id: RoundId }, [string, number]>(
      `SELECT r.id FROM rounds r WHERE r.published_at IS NOT NULL AND r.ends_at > ?
          AND EXISTS (SELECT 1 FROM round_groups rg JOIN teacher_groups tg ON tg.group_id = rg.group_id
                       WHERE rg.round_id = r.id AND tg.teacher_id = ?)
        ORDER BY r.ends_at, r.id`,
    )
    .all(now.subtract(lingers).toString(), teacher)
    .flatMap(({ id }) => {
      const round = findRound(db, id)
      if (!round) return []
      return { round: id, title: round.title, phase: phase(round, now), groups: groupsOf(db, id, teacher) }
    })
}

type Row = PersonName & {
  group: string
  pupil: PupilId
  household: HouseholdId
  invited: number
}

function groupsOf(db: Db, round: RoundId, teacher: TeacherId): MentorRound["groups"] {
  const rows = db
    .sql<Row, [number, number]>(
      `SELECT g.name AS "group", p.id AS pupil, p.first, p.prefix, p.last, hp.household_id AS household,
              EXISTS (SELECT 1 FROM invitations i WHERE i.round_id = rg.round_id AND i.household_id = hp.household_id
                         AND (i.mailed_at IS NOT NULL OR i.printed_at IS NOT NULL)) AS invited
         FROM round_groups rg JOIN teacher_groups tg ON tg.group_id = rg.group_id JOIN groups g ON g.id = rg.group_id
         JOIN pupils p ON p.left_at IS NULL AND ${inGroup("g.id")}
         JOIN household_pupils hp ON hp.pupil_id = p.id
        WHERE rg.round_id = ? AND tg.teacher_id = ? ORDER BY g.name, p.last, p.first, p.id, hp.household_id`,
    )
    .all(round, teacher)
  const talks = talksOf(db, round, teacher)
  const homes = Map.groupBy(rows, (row) => `${row.group} ${row.pupil}`)
  const familyOf = (row: Row): FamilyAnswer => ({
    pupil: row.pupil,
    name: { first: row.first, prefix: row.prefix, last: row.last },
    home: (homes.get(`${row.group} ${row.pupil}`)?.length ?? 0) > 1 ? nameOfHome(db, row.household) : null,
    invited: row.invited === 1,
    talks: talks.get(`${row.household} ${row.pupil}`) ?? [],
  })
  return [...Map.groupBy(rows, (row) => row.group)].map(([name, group]) => ({
    name,
    families: group.map(familyOf),
  }))
}

type TalkRow = PersonName & {
  household: HouseholdId
  pupil: PupilId
  starts: string
  along: string
  rooms: string
}

/** The talks of this teacher's pupils in a round, with whomever, by household and pupil, in order. */
function talksOf(db: Db, round: RoundId, teacher: TeacherId): Map<string, ChosenTalk[]> {
  const rows = db
    .sql<TalkRow, [number, number]>(
      `SELECT b.household_id AS household, b.pupil_id AS pupil, b.starts_at AS starts, t.first, t.prefix, t.last, ${roomsText("rt")} AS rooms,
          ${alongText("t.id", "b.round_id")} AS along
         FROM bookings b JOIN pupils p ON p.id = b.pupil_id JOIN teachers t ON t.id = b.teacher_id
         JOIN round_teachers rt ON rt.round_id = b.round_id AND rt.teacher_id = b.teacher_id
        WHERE b.round_id = ?1 AND ${taughtInRound("?1", "?2")} ORDER BY b.starts_at`,
    )
    .all(round, teacher)
  const talks = new Map<string, ChosenTalk[]>()
  for (const { household, pupil, starts, rooms, ...holders } of rows) {
    const key = `${household} ${pupil}`
    const startsAt = Temporal.Instant.from(starts)
    const talk = { startsAt, teacher: nameOfHolders(holders), room: roomAt(readRooms(rooms), startsAt) }
    talks.set(key, [...(talks.get(key) ?? []), talk])
  }
  return talks
}
