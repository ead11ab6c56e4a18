import { Elysia } from "elysia"
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
import {
  type Arranged,
  blockSlot,
  bookFor,
  cancelFor,
  moveFor,
  swapFor,
} from "../../db/talks/arranged-talks.ts"
import { lastDoneWith } from "../../db/upheavals/upheaval-of-one.ts"
import type { Office } from "../../domain/access/access.ts"
import { parseDate, writeTime } from "../../domain/clock.ts"
import type { BookingId, HouseholdId, PupilId, RoundId, SlotId, UpheavalId } from "../../domain/ids.ts"
import { phase, type Round } from "../../domain/rounds/round.ts"
import { isFreeFor, type TimetableTeacher } from "../../domain/rounds/timetable.ts"
import { isBegun } from "../../domain/talks/arranging.ts"
import { Timetable, TimetablePage } from "../../views/staff/timetable.tsx"
import type { InHand, TimetableScreen } from "../../views/staff/timetable-screen.ts"
import { form, idOf, shownTalk, shownTime, text, ticked, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, missing, show } from "../htmx.ts"
import { oneSeen, upheavalSaid, upheavalsSeen } from "./upheaval-undo.ts"

/** How many teachers stand side by side on one page. */
const across = 8

const place = { dag: text(10), pagina: whole }

/** All teachers side by side, and everything that the office does with a talk for a family. */
export const timetable = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/rondes/:round/rooster",
      ({ visit, params, query }) => {
        const where = { dag: query["dag"] ?? "", pagina: idOf<number>(query["pagina"]) }
        const wish = {
          slot: idOf<SlotId>(query["tijd"]),
          talk: idOf<BookingId>(query["gesprek"]),
          move: idOf<BookingId>(query["verzet"]),
        }
        const said = upheavalSaid(query["gedaan"])
        const told = toldOf(query["gedaan"])
        const act = idOf<UpheavalId>(query["stap"])
        return answer(visit, idOf(params.round), where, { wish, told, said, act, child: query["kind"] ?? "" })
      },
      { planner: true },
    )
    .post(
      "/:school/team/rondes/:round/rooster/plannen",
      async ({ visit, params, body }) => {
        const wish = { round: idOf<RoundId>(params.round), ...childIn(body.who), ...body.slot }
        return pressed(
          visit,
          wish.round,
          body,
          "booked",
          await bookFor(visit.db, visit.visitor, wish, visit.now),
          null,
          body.who,
        )
      },
      { planner: true, body: form({ ...place, who: text(30), slot: shownTime }) },
    )
    .post(
      "/:school/team/rondes/:round/rooster/verzetten",
      async ({ visit, params, body }) => {
        const round = idOf<RoundId>(params.round)
        const { booking: talk, other, slot: to } = body
        const { db, visitor, now } = visit
        const wish = { talk: 0 as BookingId, slot: 0 as SlotId, move: talk.booking }
        if (other.booking !== 0) {
          const outcome = await swapFor(db, visitor, { round, one: talk, other }, now)
          return pressed(visit, round, body, "swapped", outcome, wish)
        }
        const outcome = await moveFor(db, visitor, { round, talk, to }, now)
        return pressed(visit, round, body, "moved", outcome, wish)
      },
      { planner: true, body: form({ ...place, booking: shownTalk, slot: shownTime, other: shownTalk }) },
    )
    .post(
      "/:school/team/rondes/:round/rooster/afzeggen",
      async ({ visit, params, body }) => {
        const round = idOf<RoundId>(params.round)
        const { booking: talk } = body
        const outcome = await cancelFor(visit.db, visit.visitor, { round, talk }, visit.now)
        const wish = { talk: talk.booking, slot: 0 as SlotId, move: 0 as BookingId }
        return pressed(visit, round, body, "cancelled", outcome, wish)
      },
      { planner: true, body: form({ ...place, booking: shownTalk }) },
    )
    .post(
      "/:school/team/rondes/:round/rooster/sluiten",
      async ({ visit, params, body }) => {
        const round = idOf<RoundId>(params.round)
        const wish = { round, ...body.slot, blocked: body.blocked }
        const outcome = await blockSlot(visit.db, visit.visitor, wish, visit.now)
        return pressed(visit, round, body, body.blocked ? "closed" : "opened", outcome)
      },
      { planner: true, body: form({ ...place, slot: shownTime, blocked: ticked }) },
    )

type Where = { dag: string; pagina: number | null }
type Wish = { slot: SlotId; talk: BookingId; move: BookingId }
type Done = "booked" | "moved" | "swapped" | "cancelled" | "closed" | "opened"

const dones: readonly Done[] = ["booked", "moved", "swapped", "cancelled", "closed", "opened"]

/** What the address says was just done: without JavaScript the answer to a button is this page. */
const toldOf = (word: string | undefined): TimetableScreen["told"] => {
  const kind = dones.find((each) => each === word)
  return kind ? { kind } : null
}

/** After a press: what was done, or why not with the talk still in hand. */
function pressed(
  visit: Visit<Office>,
  round: RoundId,
  where: Where,
  kind: Done,
  outcome: Arranged<unknown>,
  wish: Wish | null = null,
  child = "",
): Response {
  if (!outcome) return missing()
  if (!outcome.ok)
    return answer(visit, round, where, { wish, child, told: { kind: "refused", why: outcome.refusal.why } })
  // What can be taken back says so itself.
  const act = wish && lastDoneWith(visit.db, visit.visitor, round, wish.move || wish.talk)
  return answer(visit, round, where, { wish: null, told: act ? null : { kind }, act, moved: true })
}

type Answer = {
  wish: Wish | null
  told: TimetableScreen["told"]
  said?: TimetableScreen["said"]
  moved?: boolean
  act?: UpheavalId | null
  /** "2-5": the home and the child to be planned. */
  child?: string
}

const childIn = (written: string) => {
  const [household, pupil] = written.split("-")
  return { household: idOf<HouseholdId>(household), pupil: idOf<PupilId>(pupil) }
}

function answer(
  visit: Visit<Office>,
  id: RoundId,
  where: Where,
  { wish, told, said = null, act = null, moved = false, child = "" }: Answer,
): Response {
  const seen = act ? oneSeen(visit, id, act) : null
  const screen = { ...screenOf(visit, id, where, wish, told, child), said, act: seen }
  const shapes = {
    page: () => <TimetablePage frame={visit.frame} screen={screen} />,
    fragment: () => <Timetable frame={visit.frame} screen={screen} />,
  }
  if (told?.kind === "refused") return show(visit, shapes, 409)
  if (!moved) return show(visit, shapes)
  const what = act ? { act } : told ? { done: told.kind } : {}
  const here = { day: screen.day.toString(), page: screen.page, ...what }
  return done(visit, shapes, visit.to.timetable(id, here))
}

function screenOf(
  visit: Visit<Office>,
  id: RoundId,
  where: Where,
  wish: Wish | null,
  told: TimetableScreen["told"],
  child: string,
): Omit<TimetableScreen, "said" | "act"> {
  const { db, visitor } = visit
  const round = findRound(db, id)
  if (!round) return missing()
  const days = timetableDays(db, visitor, id)
  const planning = child === "" ? null : toPlan(db, visitor, id, childIn(child))
  const wished = wish?.move || wish?.talk || null
  const standing = wished && dayOfTalk(db, visitor, id, wished)
  const asked =
    (wish?.talk ? standing : null) ??
    parseDate(where.dag) ??
    (planning ? firstFreeDay(db, visitor, id, planning.teachers, visit.now) : standing)
  const day =
    days.find((each) => asked && each.equals(asked)) ?? days[0] ?? Temporal.PlainDate.from("2000-01-01")
  const teachers = timetableOf(db, visitor, id, day, visit.now).filter(
    ({ teacher }) => planning === null || planning.teachers.includes(teacher),
  )
  // A talk on its way stays in hand, also while one looks for a place on another day.
  const isElsewhere = wish?.move && standing && !standing.equals(day)
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
    inHand:
      wish &&
      inHandOf(visit, id, isElsewhere ? timetableOf(db, visitor, id, standing, visit.now) : teachers, wish),
    parts: isOver(round, visit.now) ? [] : partsOf(db, id, day),
    upheavals: upheavalsSeen(visit, id),
    // From a page that was left open: the talk is there no more.
    told: told ?? (wished && !standing ? { kind: "refused", why: { kind: "talk-gone" } } : null),
  }
}

const isOver = (round: Round, now: Temporal.Instant) => phase(round, now) === "past"

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
