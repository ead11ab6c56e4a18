import type { Db } from "../../db/open.ts"
import { findRound, readDays } from "../../db/rounds/round-setup.ts"
import {
  dayOfTalk,
  expectedAt,
  firstFreeDay,
  timetableDays,
  timetableOf,
  toPlan,
} from "../../db/rounds/timetable.ts"
import type { Office } from "../../domain/access/access.ts"
import { parseDate, writeTime } from "../../domain/clock.ts"
import type { BookingId, HouseholdId, PupilId, RoundId, SlotId, UpheavalId } from "../../domain/ids.ts"
import { phase } from "../../domain/rounds/round.ts"
import { isFreeFor, type TimetableTeacher } from "../../domain/rounds/timetable.ts"
import { isBegun } from "../../domain/talks/arranging.ts"
import type { InHand, TimetableScreen } from "../../views/staff/timetable-screen.ts"
import { idOf } from "../form.ts"
import type { Visit } from "../guards.ts"
import { missing } from "../htmx.ts"
import { oneSeen, upheavalsSeen } from "./upheaval-undo.ts"

/** How many teachers stand side by side on one page. */
const across = 8

/** The day and the page of teachers that the office looks at. */
export type Where = { dag: string; pagina: number | null }

type Wish = { slot?: SlotId; talk?: BookingId; move?: BookingId }

/** What the office has in hand: a time, a talk, or one on its way; "2-5": the home and the child to be planned; the time it let go of. */
export type Hand = { wish?: Wish; child?: string; back?: SlotId }

/** What was just done, or not, and what of it can be taken back. */
type Said = Pick<TimetableScreen, "told"> & { said?: TimetableScreen["said"]; act?: UpheavalId | null }

export const childIn = (written: string) => {
  const [household, pupil] = written.split("-")
  return { household: idOf<HouseholdId>(household), pupil: idOf<PupilId>(pupil) }
}

/** Everything on the timetable's page. */
export function timetableScreen(
  visit: Visit<Office>,
  id: RoundId,
  where: Where,
  { wish = {}, child = "", back = 0 as SlotId, told, said = null, act = null }: Hand & Said,
): TimetableScreen {
  const { db, visitor, now } = visit
  const round = findRound(db, id)
  if (!round) return missing()
  const days = timetableDays(db, visitor, id)
  const planning = child === "" ? null : toPlan(db, visitor, id, childIn(child))
  const wished = wish.move || wish.talk || null
  const standing = wished && dayOfTalk(db, visitor, id, wished)
  const asked =
    (wish.talk ? standing : null) ??
    parseDate(where.dag) ??
    (planning ? firstFreeDay(db, visitor, id, planning.teachers, now) : standing)
  const day =
    days.find((each) => asked && each.equals(asked)) ?? days[0] ?? Temporal.PlainDate.from("2000-01-01")
  const teachers = timetableOf(db, visitor, id, day, now).filter(
    ({ teacher }) => planning === null || planning.teachers.includes(teacher),
  )
  // A talk on its way stays in hand, also while one looks for a place on another day.
  const isElsewhere = wish.move && standing && !standing.equals(day)
  const pages = Math.max(1, Math.ceil(teachers.length / across))
  const page = Math.min(Math.max(1, where.pagina ?? 1), pages)
  return {
    round,
    day,
    days,
    teachers: teachers.slice((page - 1) * across, page * across),
    page,
    pages,
    planning,
    inHand: inHandOf(visit, id, isElsewhere ? timetableOf(db, visitor, id, standing, now) : teachers, wish),
    parts: phase(round, now) === "past" ? [] : partsOf(db, id, day),
    upheavals: upheavalsSeen(visit, id),
    back,
    said,
    act: act ? oneSeen(visit, id, act) : null,
    // From a page that was left open: the talk is there no more.
    told: told ?? (wished && !standing ? { kind: "refused", why: { kind: "talk-gone" } } : null),
  }
}

const partsOf = (db: Db, round: RoundId, day: Temporal.PlainDate) =>
  readDays(db, round)
    .filter(({ date }) => date.equals(day))
    .map(({ id, starts, ends }) => ({ id, hours: `${writeTime(starts)} – ${writeTime(ends)}` }))

function inHandOf(
  visit: Visit<Office>,
  round: RoundId,
  teachers: readonly TimetableTeacher[],
  wish: Wish,
): InHand | null {
  for (const teacher of teachers)
    for (const slot of teacher.slots) {
      const { talk } = slot
      if (talk && talk.booking === wish.move) return { kind: "moving", slot, talk, teacher }
      if (talk && talk.booking === wish.talk)
        return { kind: "talk", slot, talk, teacher, begun: isBegun(slot, visit.now) }
      if (!talk && slot.id === wish.slot) {
        // Only its own family can be given a time that was promised to it.
        const expected = expectedAt(visit.db, visit.visitor, round, teacher.teacher).filter(({ household }) =>
          isFreeFor(slot, household),
        )
        return { kind: "time", slot, teacher, expected }
      }
    }
  return null
}
