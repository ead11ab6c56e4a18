import { and, eq, notInArray } from "drizzle-orm"
import { writeTime } from "../../domain/clock.ts"
import type { GroupId, RoundId, TeacherId } from "../../domain/ids.ts"
import { followDays, type KnownDay, type RoundTeacher, wholeDays } from "../../domain/rounds/presence.ts"
import type { RoundPlan } from "../../domain/rounds/round-plan.ts"
import { apartFromGone } from "../../domain/talks/pair.ts"
import type { Db, Tx } from "../open.ts"
import { roundDays } from "../schema.ts"
import type { RoundSetup } from "./round-setup.ts"
import { followGroups } from "./round-teachers.ts"

// The days of a round, and who is there on them.

/** A day without an id gets one that no day has, until it is kept. */
export const draw = (days: RoundPlan["days"]): KnownDay[] =>
  days.map((day, at) => ({ ...day, id: day.id ?? -1 - at }))

/** A round of which nothing is known yet. */
export const noSetup: Pick<RoundSetup, "teachers" | "groups" | "days"> = {
  teachers: [],
  groups: [],
  days: [],
}

/** Who is there on these days, for these groups: as it was, and whole days for who is new. */
export function teachersFor(
  db: Db,
  before: Pick<RoundSetup, "teachers" | "groups" | "days">,
  groups: readonly GroupId[],
  drawn: readonly KnownDay[],
): RoundTeacher[] {
  const { staying, arriving } = followGroups(db, before.teachers, before.groups, groups)
  return apartFromGone([
    ...followDays(staying, before.days, drawn),
    ...arriving.map((teacher) => ({ teacher, room: "", presence: wholeDays(drawn), with: null })),
  ])
}

/** Their hours, on the days as they are kept. */
export function onDays(
  teachers: readonly RoundTeacher[],
  drawn: readonly KnownDay[],
  kept: readonly KnownDay[],
): RoundTeacher[] {
  const keptId = new Map(drawn.map((day, at) => [day.id, kept[at]?.id ?? day.id]))
  return teachers.map((each) => ({
    ...each,
    presence: each.presence.map((hours) => ({ ...hours, day: keptId.get(hours.day) ?? hours.day })),
  }))
}

/** Those who still work here and hold talks. */
export function presentToday(db: Db, teachers: readonly RoundTeacher[]): RoundTeacher[] {
  const here = new Set(
    db
      .sql<{ id: TeacherId }, []>("SELECT id FROM teachers WHERE left_at IS NULL AND host = 1")
      .all()
      .map(({ id }) => id),
  )
  return teachers.filter(({ teacher, presence }) => here.has(teacher) && presence.length > 0)
}

/** Keeps the days that stay under their id: whoever is present on them stays present. */
export function saveDays(tx: Tx, round: RoundId, days: RoundPlan["days"]): KnownDay[] {
  const staying = days.flatMap((day) => (day.id === null ? [] : [day.id]))
  tx.delete(roundDays)
    .where(and(eq(roundDays.roundId, round), notInArray(roundDays.id, staying)))
    .run()
  // Two days may have changed places, and no two may ever be alike.
  tx.$client.run("UPDATE round_days SET date = 'day ' || id WHERE round_id = ?", [round])
  return days.map((day) => {
    const values = {
      date: day.date.toString(),
      starts: writeTime(day.starts),
      ends: writeTime(day.ends),
      pauseStarts: day.pause ? writeTime(day.pause.starts) : null,
      pauseEnds: day.pause ? writeTime(day.pause.ends) : null,
    }
    const { id } =
      day.id === null
        ? tx
            .insert(roundDays)
            .values({ ...values, roundId: round })
            .returning()
            .get()
        : tx.update(roundDays).set(values).where(eq(roundDays.id, day.id)).returning().get()
    return { ...day, id }
  })
}
