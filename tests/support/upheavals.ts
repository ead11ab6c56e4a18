import { markSent } from "../../src/db/messages/message-outcomes.ts"
import { claimDue } from "../../src/db/messages/messages.ts"
import { lookAtDay, moveDay } from "../../src/db/upheavals/day-moves.ts"
import { lookAhead } from "../../src/db/upheavals/upheaval-facts.ts"
import { upheavalsOf } from "../../src/db/upheavals/upheaval-reading.ts"
import { undoUpheaval } from "../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../src/db/upheavals/upheavals.ts"
import type { UpheavalId } from "../../src/domain/ids.ts"
import type { AwayWay } from "../../src/domain/upheavals/upheaval.ts"
import type { World } from "./app.ts"
import { deWit, rowsIn } from "./rounds.ts"
import { cast, slotOf } from "./school.ts"
import { bakker, choosing, deVries, round, yilmaz } from "./talks.ts"

export const evening = Temporal.PlainDate.from("2026-11-12")

// What may become of the talks of juf Noor.
export const cancel: AwayWay = { kind: "cancel" }
export const byTim: AwayWay = { kind: "substitute", teacher: cast.teachers.tim }
/** On the same evening, from this time on. */
export const from = (time: string): AwayWay => ({
  kind: "later",
  date: evening,
  from: Temporal.PlainTime.from(time),
})
export const afternoon: AwayWay = {
  kind: "later",
  date: Temporal.PlainDate.from("2026-11-26"),
  from: Temporal.PlainTime.from("14:00"),
}

/** What mevrouw de Wit does when juf Noor or a day falls out, in the world of this moment, and what one sees of it. */
export function upheavals(world: () => World) {
  const { book } = choosing(world)
  const later = (minutes: number) => {
    world().clock.now = world().clock.now.add({ minutes })
  }

  /** Sem, Defne and Mila have a talk with juf Noor, and their families were told. */
  async function begin(): Promise<void> {
    await book(deVries, cast.pupils.sem, slotOf("noor", 0))
    await book(yilmaz, cast.pupils.defne, slotOf("noor", 2))
    await book(bakker, cast.pupils.mila, slotOf("noor", 4))
    await send()
  }

  /** Everything that is due leaves; gives what it was. */
  async function send(): Promise<string[]> {
    const { school, clock } = world()
    const due = await claimDue(school, clock.now, 50)
    for (const message of due) await markSent(school, message, clock.now)
    return due.map(({ kind, household }) => `${kind} ${household}`)
  }

  /** Juf Noor is away, as it was seen before or as it is seen now. */
  function away(way: AwayWay, seen?: string) {
    const { school, clock } = world()
    const scope = { round, teacher: cast.teachers.noor, day: evening }
    const now = seen ?? lookAhead(school, deWit, scope, way, clock.now)?.seen ?? ""
    return letTeacherBeAway(school, deWit, { ...scope, way, seen: now }, clock.now)
  }
  const done = async (way: AwayWay) => mustBe(await away(way))
  async function moved(to: string): Promise<UpheavalId> {
    const { school, clock } = world()
    const wish = { round, day: 1, to: Temporal.PlainDate.from(to) }
    const seen = lookAtDay(school, deWit, wish, clock.now)?.seen ?? ""
    return mustBe(await moveDay(school, deWit, { ...wish, seen }, clock.now))
  }
  const undo = (upheaval: UpheavalId) =>
    undoUpheaval(world().school, deWit, { round, upheaval }, world().clock.now)
  const last = () => upheavalsOf(world().school, deWit, round)[0]

  const rows = (sql: string) => world().school.client.query(sql).values()
  /** "1 Sem Noor 2026-11-12T18:00:00Z 0": talk, child, teacher, beginning, sequence. */
  const talks = () =>
    rows(
      `SELECT b.id || ' ' || p.first || ' ' || t.first || ' ' || b.starts_at || ' ' || b.sequence
         FROM bookings b JOIN pupils p ON p.id = b.pupil_id JOIN teachers t ON t.id = b.teacher_id ORDER BY b.id`,
    ).flat() as string[]
  /** The round as it is, whatever the ids of its times. */
  const everything = () => [
    talks(),
    rows("SELECT teacher_id, starts_at, ends_at, blocked FROM slots ORDER BY teacher_id, starts_at"),
    rows("SELECT round_id, teacher_id, room FROM round_teachers ORDER BY 1, 2"),
    rows("SELECT * FROM presences ORDER BY 1, 2, 3"),
    rows("SELECT * FROM round_days ORDER BY id"),
    rows("SELECT closes_at, change_until, ends_at FROM rounds"),
    rowsIn(world().school, "second_chances"),
  ]

  return { begin, book, later, send, away, done, moved, undo, last, talks, everything }
}

function mustBe<Value>(outcome: { ok: true; value: Value } | { ok: false; refusal: unknown } | null): Value {
  if (!outcome?.ok) throw new Error(JSON.stringify(outcome))
  return outcome.value
}
