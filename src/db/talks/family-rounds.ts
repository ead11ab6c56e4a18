import { createHash } from "node:crypto"
import type { BookingId, HouseholdId, PupilId, RoundId, TeacherId } from "../../domain/ids.ts"
import { type Roads, roadTo } from "../../domain/messages/message.ts"
import { fullName } from "../../domain/people/people.ts"
import { keptUntil } from "../../domain/privacy/retention.ts"
import { isEarly } from "../../domain/rounds/opening.ts"
import type { Round } from "../../domain/rounds/round.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import type { ChildInRound, FamilyRound } from "../../domain/talks/family-round.ts"
import type { Mark } from "../../domain/talks/mark.ts"
import { elsewhereOf } from "../online/talk-places.ts"
import type { Db } from "../open.ts"
import { readRooms, roomsText } from "../rounds/rooms.ts"
import { findRound } from "../rounds/round-setup.ts"
import { roundFor } from "../upheavals/second-chances.ts"
import { talksOf } from "./booking-facts.ts"
import { markOfPlace } from "./openings.ts"
import { alongText, listOf, nameOfHolders, readAlong } from "./pairs.ts"
import { missedOfPlace, readMissed, readWaiting, waitingOfPlace } from "./waiting-places.ts"

// Reading what one household sees of a round. Never another home of the same child.

type AboutRow = [
  firstDay: string | null,
  email: number,
  phones: string,
  keepDays: number,
  chance: string | null,
  asked: string | null,
  ...round: unknown[],
]
type PlaceRow = [
  pupil: PupilId,
  pupilFirst: string,
  pupilPrefix: string,
  pupilLast: string,
  group: string | null,
  teacher: TeacherId,
  first: string,
  prefix: string,
  last: string,
  along: string,
  rooms: string,
  mark: Mark | null,
  declined: number,
  waiting: string | null,
  takes: number | null,
  missed: string | null,
]

// Plus and CROSS JOIN: SQLite then neither prepares these statements anew for every value nor looks for another order.

const aboutText = `SELECT (SELECT min(date) FROM round_days WHERE round_id = r.id),
    EXISTS (SELECT 1 FROM guardians WHERE household_id = h.id AND email IS NOT NULL),
    (SELECT json_group_array(phone) FROM guardians WHERE household_id = h.id AND email IS NULL AND phone IS NOT NULL),
    (SELECT keep_round_days FROM school),
    (SELECT until FROM second_chances WHERE round_id = r.id AND household_id = h.id),
    (SELECT group_concat(q.holder_id) FROM bookings b CROSS JOIN swap_questions q ON q.holder_id = b.id AND q.holder_sequence = b.sequence AND q.state = 'open'
      WHERE b.household_id = +?1),
    r.title, r.slot_minutes, r.opens_at, r.closes_at, r.change_until, r.talks_per_pupil, r.walk_minutes, r.ends_at, r.early_at, r.early_for, r.swaps
   FROM households h CROSS JOIN rounds r ON r.id = +?2 AND r.published_at IS NOT NULL WHERE h.id = +?1`

const placeColumns = `p.id, p.first, p.prefix, p.last, (SELECT name FROM groups WHERE id = p.group_id),
    t.id, t.first, t.prefix, t.last, ${alongText("t.id", "+?2")}, ${roomsText("rt")}, ${markOfPlace},
    EXISTS (SELECT 1 FROM declines d WHERE d.round_id = +?2 AND d.household_id = +?1 AND d.pupil_id = p.id), ${waitingOfPlace},
    (SELECT takes FROM long_talks l WHERE l.round_id = +?2 AND l.pupil_id = p.id AND l.teacher_id = t.id), ${missedOfPlace}`

const placesThrough = (groups: string) => `SELECT ${placeColumns}
   FROM household_pupils hp
   CROSS JOIN pupils p ON p.id = hp.pupil_id AND p.left_at IS NULL
   ${groups}
   CROSS JOIN teacher_groups tg ON tg.group_id = rg.group_id
   CROSS JOIN round_teachers h ON h.round_id = +?2 AND h.teacher_id = tg.teacher_id
   CROSS JOIN round_teachers rt ON rt.round_id = +?2 AND rt.teacher_id = ${listOf("h")}
   CROSS JOIN teachers t ON t.id = rt.teacher_id
  WHERE hp.household_id = +?1`

/** From the child to its groups, its class and its lessons; the other way would look at every group of the round. */
const placesText = [
  "CROSS JOIN round_groups rg ON rg.round_id = +?2 AND rg.group_id = p.group_id",
  "CROSS JOIN pupil_groups pg ON pg.pupil_id = p.id CROSS JOIN round_groups rg ON rg.round_id = +?2 AND rg.group_id = pg.group_id",
]
  .map(placesThrough)
  .join(" UNION ALL ")

/** Talks that stand although child and teacher are no longer each other's: they are kept until someone cancels them. */
const standingText = `SELECT ${placeColumns}
   FROM bookings b CROSS JOIN pupils p ON p.id = b.pupil_id CROSS JOIN teachers t ON t.id = b.teacher_id
   LEFT JOIN round_teachers rt ON rt.round_id = b.round_id AND rt.teacher_id = b.teacher_id
  WHERE b.household_id = +?1 AND +b.round_id = +?2`

/** The version of a household with one of its talks, of any round; the version alone when it has none. */
export type OwnRow = [
  version: number,
  id: number | null,
  pupil: number,
  teacher: number,
  round: number | null,
]

/** Reads what a household sees; gives `before` when it is the same. Null when it sees nothing of this round. */
export function readFamily(
  db: Db,
  household: HouseholdId,
  round: RoundId,
  own: OwnRow[],
  before: FamilyRound | null,
): FamilyRound | null {
  const [about] = rowsOf<AboutRow>(db, aboutText, household, round)
  const places = about ? readPlaces(db, household, round, own) : []
  if (!about || places.length === 0) return null
  const seen = JSON.stringify([household, round, about, own, places])
  const stamp = createHash("sha256").update(seen).digest("base64url")
  if (before?.stamp === stamp) return before
  const [firstDay, email, phones, keepDays, , asked] = about
  const facts = factsOf(db, household, round, places)
  const { endsAt } = facts.round
  return {
    ...facts,
    asked: new Set((asked?.split(",") ?? []).map((id) => Number(id) as BookingId)),
    firstDay,
    roads: roadsOf(email, phones),
    keptUntil: endsAt ? keptUntil(endsAt, keepDays) : null,
    stamp,
  }
}

const rowsOf = <Row>(db: Db, text: string, household: HouseholdId, round: RoundId) =>
  db.sql<never, [number, number]>(text).values(household, round) as Row[]

/** Its children and their teachers, by child; and those with whom a talk stands all the same. */
function readPlaces(db: Db, household: HouseholdId, round: RoundId, own: OwnRow[]): PlaceRow[] {
  const places = inOrder(rowsOf<PlaceRow>(db, placesText, household, round))
  const isPlace = (pupil: number, teacher: number) =>
    places.some((place) => place[0] === pupil && place[5] === teacher)
  const standing = own.some((talk) => talk[4] === round && !isPlace(talk[2], talk[3]))
    ? rowsOf<PlaceRow>(db, standingText, household, round).filter((place) => !isPlace(place[0], place[5]))
    : []
  const hasOther = (pupil: number) => standing.some((place) => place[0] === pupil)
  return places
    .filter((place) => !isTakenOver(place, round, own))
    .filter((place) => !hasOther(place[0]) || !isClosed(db, place, round, own))
    .concat(standing)
    .sort((one, other) => one[0] - other[0])
}

/**
 * Has this teacher only times that the school closed, and this child nothing there? When another has a talk about the child instead, a
 * substitute does, and there is nothing to choose here.
 */
function isClosed(db: Db, place: PlaceRow, round: RoundId, own: readonly OwnRow[]): boolean {
  const [pupil, teacher, waiting] = [place[0], place[5], place[13]]
  if (waiting !== null || hasTalk(own, round, pupil, teacher)) return false
  const [[closed] = []] = db
    .sql<never, [number, number]>("SELECT min(blocked) FROM slots WHERE round_id = ? AND teacher_id = ?")
    .values(round, teacher) as [closed: number | null][]
  return closed === 1
}

/** Each child with each list of its teachers once, by child and name: a handful, for which SQLite would make two tables on its way. */
function inOrder(rows: PlaceRow[]): PlaceRow[] {
  rows.sort(
    (one, other) =>
      one[0] - other[0] || (one[8] < other[8] ? -1 : one[8] > other[8] ? 1 : 0) || one[5] - other[5],
  )
  return rows.filter(([pupil, , , , , teacher], at) => {
    const before = rows[at - 1]
    return before?.[0] !== pupil || before[5] !== teacher
  })
}

/** Has one of those who hold these talks along taken the talk over? Then it is no talk to choose beside that one. */
function isTakenOver(place: PlaceRow, round: RoundId, own: readonly OwnRow[]): boolean {
  const [pupil, teacher, along] = [place[0], place[5], place[9]]
  if (along === "[]" || hasTalk(own, round, pupil, teacher)) return false
  return readAlong(along).some((each) => hasTalk(own, round, pupil, each.teacher))
}

const hasTalk = (own: readonly OwnRow[], round: RoundId, pupil: PupilId, teacher: TeacherId) =>
  own.some((talk) => talk[4] === round && talk[2] === pupil && talk[3] === teacher)

function factsOf(db: Db, household: HouseholdId, id: RoundId, places: readonly PlaceRow[]) {
  const talks = talksOf(db, household)
  const here = talks.filter((talk) => talk.round === id)
  const found = findRound(db, id) as Round
  const children = childrenOf(places, here)
  const wanted = children.some((child) => child.teachers.some(({ mark }) => mark === "wanted"))
  const facts = { children: children.length, wanted }
  const { early } = found
  const opening = early && { ...early, others: found.opensAt, isFirst: isEarly(early, facts) }
  return {
    household,
    round: roundFor(db, found, household),
    opening,
    children,
    talks,
    elsewhere: elsewhereOf(db, household, id),
  }
}

function childrenOf(places: readonly PlaceRow[], talks: readonly Booking[]): ChildInRound[] {
  const children: ChildInRound[] = []
  for (const place of places) {
    const [pupil, first, prefix, last, group, teacher] = place
    let child = children.find((each) => each.pupil === pupil)
    if (!child) {
      // Cousins in one home may share a first name.
      const alike = places.some((other) => other[0] !== pupil && other[1] === first)
      const name = alike ? fullName({ first, prefix, last }) : first
      child = { pupil, name, group: group ?? "", declined: place[12] === 1, teachers: [] }
      children.push(child)
    }
    child.teachers.push({
      teacher,
      name: nameOfHolders({ first: place[6], prefix: place[7], last: place[8], along: place[9] }),
      together: place[9] !== "[]",
      rooms: readRooms(place[10]),
      mark: place[11],
      takes: place[14] ?? 1,
      waiting: place[13] === null ? null : readWaiting(place[13]),
      missed: place[15] === null ? null : readMissed(place[15]),
      talk: talks.find((talk) => talk.pupil === pupil && talk.teacher === teacher) ?? null,
    })
  }
  return children
}

const roadsOf = (email: number, phones: string): Roads => ({
  email: email === 1,
  sms: (JSON.parse(phones) as string[]).some((phone) => roadTo({ email: null, phone }) !== null),
})
