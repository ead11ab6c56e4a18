import { zone } from "../school/school.ts"
import { type RoundDraft, writeRound } from "./round-draft.ts"
import type { RoundPlan } from "./round-plan.ts"

// The same round once more: everything as it was, whole weeks later, so that every day keeps its weekday.

const firstDayOf = (plan: RoundPlan): Temporal.PlainDate | null =>
  plan.days.map((day) => day.date).sort(Temporal.PlainDate.compare)[0] ?? null

const mondayOf = (date: Temporal.PlainDate) => date.subtract({ days: date.dayOfWeek - 1 })

/** The fewest weeks after which parents have not begun to choose yet. */
export function weeksUntilFree(plan: RoundPlan, today: Temporal.PlainDate): number {
  const opens = plan.opensAt.toZonedDateTimeISO(zone).toPlainDate()
  return Math.max(1, Math.floor(opens.until(today, { largestUnit: "day" }).days / 7) + 1)
}

/** How many weeks later the first talks are in the week of this day. */
export function weeksUntil(plan: RoundPlan, day: Temporal.PlainDate): number {
  const first = firstDayOf(plan)
  return first ? mondayOf(first).until(mondayOf(day), { largestUnit: "day" }).days / 7 : 0
}

/** This round so many weeks later. Its days keep their ids: by these is known who was there when. */
export function copyRound(plan: RoundPlan, weeks: number): RoundDraft {
  const later = (date: string) => (date === "" ? "" : Temporal.PlainDate.from(date).add({ weeks }).toString())
  const { days, early, opens, closes, change, ...rest } = writeRound(plan)
  const moved = <Written extends { date: string }>(written: Written) => ({
    ...written,
    date: later(written.date),
  })
  return {
    ...rest,
    days: days.map(moved),
    early: { ...early, at: moved(early.at) },
    opens: moved(opens),
    closes: moved(closes),
    change: moved(change),
  }
}
