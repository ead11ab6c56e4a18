import { eq } from "drizzle-orm"
import { actorOf, type Office } from "../../domain/access/access.ts"
import type { GroupId, HouseholdId, PupilId, RoundId, TeacherId } from "../../domain/ids.ts"
import type { PersonName } from "../../domain/people/people.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { whoIsEarly } from "../../domain/rounds/opening.ts"
import type { KnownDay } from "../../domain/rounds/presence.ts"
import { phase, type Round } from "../../domain/rounds/round.ts"
import type { RoundDraft } from "../../domain/rounds/round-draft.ts"
import { decideRound, type RoundPlan, type RoundRefusal } from "../../domain/rounds/round-plan.ts"
import { writePlaces } from "../../domain/talks/place.ts"
import { placesOfRound } from "../online/talk-places.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { roundGroups, rounds } from "../schema.ts"
import { listOf } from "../talks/pairs.ts"
import { endOver } from "../talks/swap-questions.ts"
import { putListsRight } from "../talks/waiting-ends.ts"
import { draw, noSetup, onDays, presentToday, saveDays, teachersFor } from "./round-days.ts"
import { ensureInvitations } from "./round-invitations.ts"
import { planOf, readRound, readSetup, roundColumns, seenPlan } from "./round-setup.ts"
import { applySlots, type InTheWay, raiseRound, slotChanges } from "./round-slots.ts"
import { saveTeachers } from "./round-teachers.ts"

export type RoundLine = {
  round: Round
  firstDay: string | null
  lastDay: string | null
  slots: number
  talks: number
}

/** All rounds of the school, the newest first. */
export function roundsOf(db: Db, _office: Office): RoundLine[] {
  type Row = Parameters<typeof readRound>[0] & Omit<RoundLine, "round">
  return db
    .sql<Row, []>(
      `SELECT ${roundColumns},
          (SELECT min(date) FROM round_days d WHERE d.round_id = r.id) AS firstDay,
          (SELECT max(date) FROM round_days d WHERE d.round_id = r.id) AS lastDay,
          (SELECT count(*) FROM slots s WHERE s.round_id = r.id AND s.blocked = 0) AS slots,
          (SELECT count(*) FROM bookings b WHERE b.round_id = r.id) AS talks
         FROM rounds r ORDER BY firstDay DESC, id DESC`,
    )
    .all()
    .map((row) => ({
      round: readRound(row),
      firstDay: row.firstDay,
      lastDay: row.lastDay,
      slots: row.slots,
      talks: row.talks,
    }))
}

/** A round to change: what it is now, and what its form must give back as seen. Null when there is none. */
export function roundToChange(db: Db, _office: Office, id: RoundId) {
  const setup = readSetup(db, id)
  return setup && { round: setup.round, plan: planOf(setup), seen: seenPlan(setup) }
}

/** A round to copy, with the groups that are still there. Null when there is none. */
export function roundToCopy(db: Db, _office: Office, id: RoundId): { title: string; plan: RoundPlan } | null {
  const setup = readSetup(db, id)
  if (!setup) return null
  const here = new Set(
    db
      .sql<{ id: GroupId }, []>("SELECT id FROM groups WHERE left_at IS NULL")
      .all()
      .map((group) => group.id),
  )
  const plan = planOf(setup)
  return { title: setup.round.title, plan: { ...plan, groups: plan.groups.filter((each) => here.has(each)) } }
}

/**
 * Makes a draft with every teacher of its groups present from beginning to end, or says what is not right. A copy of another round
 * (`from`) has its rooms, the hours of its teachers, where talks may be held and whether parents write beforehand; who left school is not in
 * it.
 */
export function makeRound(
  db: Db,
  office: Office,
  draft: RoundDraft,
  now: Temporal.Instant,
  from: RoundId | null = null,
): Promise<Result<RoundId, RoundRefusal[]>> {
  return write(db, (tx) => {
    const source = from === null ? null : readSetup(db, from)
    const decision = decideRound(withKnown(db, draft, source?.days ?? []), now)
    if (!decision.ok) return decision
    const plan = decision.value
    const { id } = tx
      .insert(rounds)
      .values({
        ...row(plan),
        places: placesLike(db, from),
        notes: notesLike(db, from),
        createdAt: now.toString(),
      })
      .returning()
      .get()
    const drawn = draw(plan.days)
    const days = saveDays(
      tx,
      id,
      plan.days.map((day) => ({ ...day, id: null })),
    )
    saveGroups(tx, id, plan.groups)
    const known = source ? { ...source, teachers: presentToday(db, source.teachers) } : noSetup
    saveTeachers(db, id, onDays(teachersFor(db, known, plan.groups, drawn), drawn, days))
    note(tx, actorOf(office), "round-made", { round: id }, now)
    return accept(id)
  })
}

/** Where talks may be held, as in another round. */
const placesLike = (db: Db, from: RoundId | null) =>
  from === null ? undefined : writePlaces(placesOfRound(db, from))

/** May parents write to teachers, as in another round? */
const notesLike = (db: Db, from: RoundId | null) =>
  db.sql<{ notes: number }, [number | null]>("SELECT notes FROM rounds WHERE id = ?").get(from)?.notes === 1

export type ChangeRoundRefusal =
  | { kind: "not-right"; problems: RoundRefusal[] }
  /** A colleague changed it since `seen`; what it is now. */
  | { kind: "changed-meanwhile"; seen: string }
  | ({ kind: "talks-in-the-way" } & InTheWay)
  | ({ kind: "teacher-elsewhere" } & InTheWay)
  | { kind: "over" }

/**
 * Changes a round. A draft may become anything; of one that is published the slots follow, and no slot with a talk may be lost.
 * Where families may change places no more, their open questions end.
 * Null when there is none.
 */
export function changeRound(
  db: Db,
  office: Office,
  wish: { round: RoundId; seen: string; draft: RoundDraft },
  now: Temporal.Instant,
): Promise<Result<Round, ChangeRoundRefusal> | null> {
  return write(db, (tx) => {
    const before = readSetup(db, wish.round)
    if (!before) return null
    if (phase(before.round, now) === "past") return refuse({ kind: "over" })
    if (seenPlan(before) !== wish.seen) return refuse({ kind: "changed-meanwhile", seen: seenPlan(before) })
    const published = before.round.publishedAt !== null
    const draft = withKnown(db, wish.draft, before.days)
    const decision = decideRound(draft, now, published ? planOf(before) : null)
    if (!decision.ok) return refuse({ kind: "not-right", problems: decision.refusal })
    const plan = decision.value

    const drawn = draw(plan.days)
    const teachers = teachersFor(db, before, plan.groups, drawn)
    if (published) {
      const changes = slotChanges(db, before.round, drawn, teachers)
      if (changes.lost) return refuse({ kind: "talks-in-the-way", ...changes.lost })
      if (changes.elsewhere) return refuse({ kind: "teacher-elsewhere", ...changes.elsewhere })
      applySlots(db, tx, wish.round, changes, now)
    }
    tx.update(rounds).set(row(plan)).where(eq(rounds.id, wish.round)).run()
    const kept = saveDays(tx, wish.round, plan.days)
    saveGroups(tx, wish.round, plan.groups)
    saveTeachers(db, wish.round, onDays(teachers, drawn, kept))
    if (published) {
      ensureInvitations(db, tx, wish.round, now)
      raiseRound(db, wish.round)
      putListsRight(db, tx, now)
      if (!plan.swaps) endOver(db, tx, now)
    }
    note(tx, actorOf(office), "round-changed", { round: wish.round }, now)
    return accept(before.round)
  })
}

/** Throws a draft away. Refused once it is published; null when there is none. */
export function discardRound(
  db: Db,
  office: Office,
  round: RoundId,
  now: Temporal.Instant,
): Promise<Result<true, { kind: "already-published" }> | null> {
  return write(db, (tx) => {
    const setup = readSetup(db, round)
    if (!setup) return null
    if (setup.round.publishedAt !== null) return refuse({ kind: "already-published" })
    tx.delete(rounds).where(eq(rounds.id, round)).run()
    note(tx, actorOf(office), "round-discarded", { round }, now)
    return accept(true)
  })
}

export type Conversation = { pupil: PupilId; teacher: TeacherId; name: PersonName }

/**
 * Who has talks with whom: each pupil of this household with every teacher of the round who teaches one of the pupil's groups,
 * home or lesson group, that is in the round. Pupils who left have none.
 */
export const conversationsOf = (db: Db, household: HouseholdId, round: RoundId): Conversation[] =>
  db
    .sql<Omit<Conversation, "name"> & PersonName, [number, number]>(
      `SELECT DISTINCT p.id AS pupil, t.id AS teacher, t.first, t.prefix, t.last
         FROM household_pupils hp
         JOIN pupils p ON p.id = hp.pupil_id AND p.left_at IS NULL
         JOIN (SELECT id AS pupil_id, group_id FROM pupils UNION ALL SELECT pupil_id, group_id FROM pupil_groups) g ON g.pupil_id = p.id
         JOIN round_teachers h ON h.round_id = ?
         JOIN round_groups rg ON rg.round_id = h.round_id AND rg.group_id = g.group_id
         JOIN teacher_groups tg ON tg.teacher_id = h.teacher_id AND tg.group_id = g.group_id
         JOIN round_teachers rt ON rt.round_id = h.round_id AND rt.teacher_id = ${listOf("h")}
         JOIN teachers t ON t.id = rt.teacher_id
        WHERE hp.household_id = ? ORDER BY p.id, t.last, t.id`,
    )
    .all(round, household)
    .map(({ first, prefix, last, ...rest }) => ({ ...rest, name: { first, prefix, last } }))

const row = (plan: RoundPlan) => ({
  title: plan.title,
  slotMinutes: plan.slotMinutes,
  changeMinutes: plan.changeMinutes,
  walkMinutes: plan.walkMinutes,
  opensAt: plan.opensAt.toString(),
  closesAt: plan.closesAt.toString(),
  changeUntil: plan.changeUntil.toString(),
  talksPerPupil: plan.talksPerPupil,
  earlyFor: plan.early && whoIsEarly(plan.early),
  earlyAt: plan.early?.at.toString() ?? null,
  restAfter: plan.rest?.after ?? null,
  restMinutes: plan.rest?.minutes ?? null,
  swaps: plan.swaps,
})

/** A draft without groups and days that are not this school's and this round's. */
function withKnown(db: Db, draft: RoundDraft, days: readonly KnownDay[]): RoundDraft {
  const groups = new Set(
    db
      .sql<{ id: GroupId }, []>("SELECT id FROM groups")
      .all()
      .map(({ id }) => id),
  )
  const known = new Set(days.map((day) => day.id))
  return {
    ...draft,
    groups: draft.groups.filter((group) => groups.has(group)),
    days: draft.days.map((day) => (day.id !== null && known.has(day.id) ? day : { ...day, id: null })),
  }
}

function saveGroups(tx: Tx, round: RoundId, groups: readonly GroupId[]): void {
  tx.delete(roundGroups).where(eq(roundGroups.roundId, round)).run()
  tx.insert(roundGroups)
    .values(groups.map((groupId) => ({ roundId: round, groupId })))
    .run()
}
