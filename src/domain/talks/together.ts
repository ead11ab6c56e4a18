import type { Hours } from "../clock.ts"
import { parseTime } from "../clock.ts"
import { accept, type Result, refuse } from "../result.ts"
import { zone } from "../school/school.ts"
import { mostTalks } from "./booking.ts"
import {
  type ChildInRound,
  type FamilyRound,
  type FreeSlot,
  hasEnough,
  type TeacherOfChild,
} from "./family-round.ts"
import { mostWishes } from "./proposal.ts"

// What a parent asks when all talks are to be planned in one go: which, and when the family can come.

/** A talk that can still be had. `key` is "5-12": the child and the teacher. */
export type OpenTalk = { key: string; child: ChildInRound; teacher: TeacherOfChild }

/** As a parent wrote it: keys of talks, clock times, dates. Empty hours and no days mean: whenever. */
export type Asked = {
  talks: readonly string[]
  from: string
  until: string
  days: readonly string[]
}

export type AskRefusal =
  | { kind: "no-talk" }
  | { kind: "too-many-of-child"; most: number }
  | { kind: "too-many" }

/** The talks that this family has not chosen yet and still can, in order. */
export const openTalks = (family: FamilyRound): OpenTalk[] =>
  family.children
    .filter((child) => !child.declined && !hasEnough(family.round, child))
    .flatMap((child) =>
      child.teachers
        .filter((teacher) => teacher.talk === null)
        .map((teacher) => ({ key: `${child.pupil}-${teacher.teacher}`, child, teacher })),
    )

/** How many talks this child can still have. */
const leftOf = ({ round }: FamilyRound, child: ChildInRound) =>
  mostTalks(round, child.teachers.length) - child.teachers.filter((each) => each.talk !== null).length

/** What is asked when nobody said anything: every talk, as many per child as the round allows, whenever. */
export function askForAll(family: FamilyRound): Asked {
  const talks = family.children.flatMap((child) =>
    openTalks(family)
      .filter((each) => each.child === child && each.teacher.mark !== "not-needed")
      .slice(0, leftOf(family, child)),
  )
  return { talks: talks.slice(0, mostWishes).map(({ key }) => key), from: "", until: "", days: [] }
}

/** The talks that are asked for, when they can be had together. */
export function decideAsked(family: FamilyRound, asked: Asked): Result<OpenTalk[], AskRefusal> {
  const talks = openTalks(family).filter(({ key }) => asked.talks.includes(key))
  if (talks.length === 0) return refuse({ kind: "no-talk" })
  if (talks.length > mostWishes) return refuse({ kind: "too-many" })
  for (const child of family.children) {
    const most = leftOf(family, child)
    if (talks.filter((each) => each.child === child).length > most)
      return refuse({ kind: "too-many-of-child", most })
  }
  return accept(talks)
}

/** The free times at which the family can come: the whole talk within the hours, on one of the days. */
export function within(free: readonly FreeSlot[], asked: Asked): FreeSlot[] {
  const hours: Partial<Hours> = {}
  const [starts, ends] = [parseTime(asked.from), parseTime(asked.until)]
  if (starts) hours.starts = starts
  if (ends) hours.ends = ends
  return free.filter((slot) => {
    const [begins, over] = [slot.startsAt, slot.endsAt].map((at) => at.toZonedDateTimeISO(zone)) as [
      Temporal.ZonedDateTime,
      Temporal.ZonedDateTime,
    ]
    return (
      (!hours.starts || Temporal.PlainTime.compare(begins.toPlainTime(), hours.starts) >= 0) &&
      (!hours.ends || Temporal.PlainTime.compare(over.toPlainTime(), hours.ends) <= 0) &&
      (asked.days.length === 0 || asked.days.includes(begins.toPlainDate().toString()))
    )
  })
}

/** Whole and half hours around all these times, as clock times: what a parent can choose from. */
export function halfHours(times: readonly FreeSlot[]): string[] {
  const minutes = times.flatMap(({ startsAt, endsAt }) =>
    [startsAt, endsAt].map((at) => {
      const { hour, minute } = at.toZonedDateTimeISO(zone)
      return 60 * hour + minute
    }),
  )
  if (minutes.length === 0) return []
  const [first, last] = [Math.floor(Math.min(...minutes) / 30), Math.ceil(Math.max(...minutes) / 30)]
  return Array.from({ length: last - first + 1 }, (_, at) => first + at).map((half) =>
    new Temporal.PlainTime(Math.floor(half / 2) % 24, 30 * (half % 2)).toString().slice(0, 5),
  )
}
