import { parseDate, type WrittenMoment } from "../../domain/clock.ts"
import type { TeacherId } from "../../domain/ids.ts"
import { differing } from "../../domain/meanwhile.ts"
import type { WrittenTeacher } from "../../domain/rounds/presence.ts"
import type { GroupToChoose, RoundDraft, WrittenDay } from "../../domain/rounds/round-draft.ts"
import { listOf, shortDateOf } from "../format.ts"
import type { Frame } from "../layout.tsx"

// What a colleague saved while somebody was writing: what stands there now, wherever something else was typed.

/** A field by its name on the form, and what stands in it now. */
export type StandsNow = { label: string; value: string }

/** What was typed need not be a date. */
function dateIn(written: string, { language }: Frame): string {
  const date = parseDate(written)
  return date ? shortDateOf(date, language) : written
}
const momentIn = ({ date, time }: WrittenMoment, frame: Frame) => `${dateIn(date, frame)} ${time}`.trim()
const hoursIn = ({ starts, ends }: Pick<WrittenDay, "starts" | "ends">) => `${starts} – ${ends}`

/** The fields of a round that are not as they were typed. */
export function roundNow(
  frame: Frame,
  groups: readonly GroupToChoose[],
  now: RoundDraft,
  typed: RoundDraft,
): StandsNow[] {
  const words = frame.words.rounds.form
  const listed = (items: string[]) => listOf(items, frame.language)
  const said = (draft: RoundDraft) => ({
    [words.name]: draft.title,
    [words.when]: listed(
      draft.days
        .filter(({ date }) => date !== "")
        .map((day) => {
          const pause =
            day.pauseStarts === "" ? "" : ` (${words.pauseStarts} ${day.pauseStarts} – ${day.pauseEnds})`
          return `${dateIn(day.date, frame)} ${hoursIn(day)}${pause}`
        }),
    ),
    [words.length]: draft.slotMinutes,
    [words.changing]: draft.changeMinutes,
    [words.walking]: draft.walkMinutes,
    [words.talks]: draft.talks === "each" ? words.talksEach : words.talksOf(Number(draft.talks)),
    [words.groups]: listed(groups.filter(({ id }) => draft.groups.includes(id)).map(({ name }) => name)),
    [words.restAfter]: draft.restAfter,
    [words.restMinutes]: draft.restMinutes,
    [words.earlyWho]: listed([
      ...(draft.early.siblings ? [words.earlySiblings] : []),
      ...(draft.early.wanted ? [words.earlyWanted] : []),
    ]),
    [words.swaps]: draft.swaps ? words.swapsOn : words.swapsOff,
    [words.opens]: momentIn(draft.opens, frame),
    [words.closes]: momentIn(draft.closes, frame),
    [words.change]: momentIn(draft.change, frame),
  })
  return standing(said(now), said(typed))
}

/** The lines of teachers that are not as they were typed: room, and when they are there. */
export function teachersNow(
  frame: Frame,
  days: readonly { id: number; date: Temporal.PlainDate }[],
  teachers: readonly { name: string; now: WrittenTeacher; typed: WrittenTeacher }[],
): StandsNow[] {
  const words = frame.words.rounds
  const nameOf = (id: TeacherId) => teachers.find(({ now }) => now.teacher === id)?.name ?? ""
  const said = ({ room, days: lines, with: other }: WrittenTeacher) =>
    [
      room === "" ? null : frame.words.parts.room(room),
      other === null ? null : words.teachers.withName(nameOf(other)),
      ...lines
        .filter(({ there }) => there)
        .map(({ day, from, until, room: own }) => {
          const date = days.find(({ id }) => id === day)?.date
          const at = date && `${shortDateOf(date, frame.language)} ${hoursIn({ starts: from, ends: until })}`
          return at && own ? `${at} (${frame.words.parts.room(own)})` : (at ?? null)
        }),
      lines.some(({ there }) => there) ? null : words.conflict.away,
    ]
      .filter((part) => part !== null)
      .join(", ")
  const of = (which: "now" | "typed") =>
    Object.fromEntries(teachers.map((teacher) => [teacher.name, said(teacher[which])]))
  return standing(of("now"), of("typed"))
}

const standing = (now: Record<string, string>, typed: Record<string, string>): StandsNow[] =>
  differing(now, typed).map((label) => ({ label, value: now[label] ?? "" }))
