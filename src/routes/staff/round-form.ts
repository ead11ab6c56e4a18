import type { GroupId } from "../../domain/ids.ts"
import { noDay, type RoundDraft } from "../../domain/rounds/round-draft.ts"
import { mostDays } from "../../domain/rounds/round-plan.ts"
import { type FormOf, form, idOf, many, text, whole } from "../form.ts"

// The form of a round, as it comes in: days are rows of fields with the same names.

const rows = many(2 * mostDays, 20)
const fields = {
  title: text(80),
  day: rows,
  date: rows,
  starts: rows,
  ends: rows,
  pauseStarts: rows,
  pauseEnds: rows,
  slotMinutes: text(5),
  changeMinutes: text(5),
  walkMinutes: text(5),
  talks: text(5),
  group: many(3000, 15),
  restAfter: text(5),
  restMinutes: text(5),
  early: many(2, 10),
  earlyDate: text(20),
  earlyTime: text(20),
  swaps: text(5),
  opensDate: text(20),
  opensTime: text(20),
  closesDate: text(20),
  closesTime: text(20),
  changeDate: text(20),
  changeTime: text(20),
  seen: text(40),
  from: whole,
  do: text(20),
}
export const roundForm = form(fields)

/** What a planner wrote. */
export const draftOf = (body: FormOf<typeof fields>): RoundDraft => ({
  title: body.title,
  days: body.date.map((date, at) => ({
    id: body.day[at] ? idOf<number>(body.day[at]) : null,
    date,
    starts: body.starts[at] ?? "",
    ends: body.ends[at] ?? "",
    pauseStarts: body.pauseStarts[at] ?? "",
    pauseEnds: body.pauseEnds[at] ?? "",
  })),
  slotMinutes: body.slotMinutes,
  changeMinutes: body.changeMinutes,
  walkMinutes: body.walkMinutes,
  talks: body.talks,
  groups: body.group.map((group) => idOf<GroupId>(group)),
  restAfter: body.restAfter,
  restMinutes: body.restMinutes,
  early: {
    siblings: body.early.includes("siblings"),
    wanted: body.early.includes("wanted"),
    at: { date: body.earlyDate, time: body.earlyTime },
  },
  swaps: body.swaps === "yes",
  opens: { date: body.opensDate, time: body.opensTime },
  closes: { date: body.closesDate, time: body.closesTime },
  change: { date: body.changeDate, time: body.changeTime },
})

/**
 * The draft with a row more or less, when that is what the button asked, and the row where reading goes on: the new one, or the one that
 * took the place of what is gone. Null when it asked to save.
 */
export function withOtherRows(
  draft: RoundDraft,
  asked: string,
): { draft: RoundDraft; readsOn: number } | null {
  const { days } = draft
  if (asked === "add-day" && days.length < mostDays) {
    const last = days.at(-1)
    const day = last ? { ...last, id: null, date: "" } : noDay
    return { draft: { ...draft, days: [...days, day] }, readsOn: days.length }
  }
  const removed = /^remove-(\d)$/.exec(asked)?.[1]
  if (removed === undefined) return null
  const left = days.filter((_, at) => at !== Number(removed))
  return { draft: { ...draft, days: left }, readsOn: Math.min(Number(removed), left.length - 1) }
}
