import { type Administrator, actorOf, type Proven } from "../../domain/access/access.ts"
import type { HouseholdId, PupilId, RoundId } from "../../domain/ids.ts"
import type { PersonName } from "../../domain/people/people.ts"
import { answerOf, saidNothing } from "../../domain/rounds/answers.ts"
import { roomAt } from "../../domain/rounds/rooms.ts"
import type { ListedAdult, ListedPupil, ListedTalk, ListKind } from "../../domain/rounds/sheet.ts"
import { nameTogether } from "../../domain/talks/pair.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { alongText, readAlong } from "../talks/pairs.ts"
import { readRooms, roomsText } from "./rooms.ts"
import { pupilsInRound } from "./round-pupils.ts"

// Lists that leave the house. Only for an administrator who showed passkey or code just now; each is noted.

type Keeper = Proven<Administrator>

function adultsOf(db: Db): (household: HouseholdId | null) => ListedAdult[] {
  const rows = db
    .sql<ListedAdult & { household: HouseholdId }, []>(
      "SELECT household_id AS household, prefix, last, email, phone FROM guardians ORDER BY household_id, id",
    )
    .all()
  const by = Map.groupBy(rows, (row) => row.household)
  return (household) => (household === null ? [] : (by.get(household) ?? []))
}

type PupilRow = PersonName & { id: PupilId; group: string | null; household: HouseholdId | null }

/** Everybody at school that is to be listed, once for each household. */
function listed(db: Db, isListed: (row: PupilRow) => boolean): ListedPupil[] {
  const adults = adultsOf(db)
  return db
    .sql<PupilRow, []>(
      `SELECT p.id, p.first, p.prefix, p.last, g.name AS "group", hp.household_id AS household
         FROM pupils p LEFT JOIN groups g ON g.id = p.group_id LEFT JOIN household_pupils hp ON hp.pupil_id = p.id
        WHERE p.left_at IS NULL ORDER BY g.name, p.last, p.first, p.id, hp.household_id`,
    )
    .all()
    .filter(isListed)
    .map(({ first, prefix, last, group, household }) => ({
      name: { first, prefix, last },
      group: group ?? "",
      household,
      adults: adults(household),
    }))
}

/** Every pupil of today with the adults of their homes, for a list that the school keeps. */
export const pupilsToKeep = (db: Db, _: Keeper): ListedPupil[] => listed(db, () => true)
/** The same, of those about whom nothing was answered to this round yet. */
export function unansweredToKeep(db: Db, _: Keeper, round: RoundId): ListedPupil[] {
  const pupils = pupilsInRound(db, round)
  return listed(db, ({ id, household }) => {
    const child = pupils.get(id)
    const said = child?.homes.find(({ home }) => home === household) ?? saidNothing
    return child !== undefined && answerOf(child, said) === "open"
  })
}

type TalkRow = PersonName & {
  household: HouseholdId
  starts: string
  ends: string
  group: string | null
  rooms: string
  teacherFirst: string
  teacherPrefix: string
  teacherLast: string
  along: string
}

/** Every talk of a round, in order. */
export function talksToKeep(db: Db, _: Keeper, round: RoundId): ListedTalk[] {
  const adults = adultsOf(db)
  return db
    .sql<TalkRow, [number]>(
      `SELECT b.household_id AS household, b.starts_at AS starts, b.ends_at AS ends, p.first, p.prefix, p.last, g.name AS "group", ${roomsText("rt")} AS rooms,
              t.first AS teacherFirst, t.prefix AS teacherPrefix, t.last AS teacherLast, ${alongText("t.id", "b.round_id")} AS along
         FROM bookings b JOIN pupils p ON p.id = b.pupil_id LEFT JOIN groups g ON g.id = p.group_id
         JOIN teachers t ON t.id = b.teacher_id JOIN round_teachers rt ON rt.round_id = b.round_id AND rt.teacher_id = b.teacher_id
        WHERE b.round_id = ? ORDER BY b.starts_at, t.last, p.last`,
    )
    .all(round)
    .map((row) => ({
      startsAt: Temporal.Instant.from(row.starts),
      endsAt: Temporal.Instant.from(row.ends),
      teacher: nameTogether(
        { first: row.teacherFirst, prefix: row.teacherPrefix, last: row.teacherLast },
        readAlong(row.along),
      ),
      room: roomAt(readRooms(row.rooms), Temporal.Instant.from(row.starts)),
      name: { first: row.first, prefix: row.prefix, last: row.last },
      group: row.group ?? "",
      adults: adults(row.household),
    }))
}

/** Notes that a list left the house, and how long it was. */
export const noteExport = (
  db: Db,
  administrator: Keeper,
  { list, rows }: { list: ListKind; rows: number },
  now: Temporal.Instant,
): Promise<void> => write(db, (tx) => note(tx, actorOf(administrator), "list-exported", { list, rows }, now))
