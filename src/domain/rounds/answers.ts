import type { GroupId, HouseholdId, PupilId, TeacherId } from "../ids.ts"
import type { ReminderRoad } from "./reminding.ts"

// What families answered to an invitation: for each child and each of its homes.

/** Chose a talk; said that they need none; the teacher needs none; or nothing yet. */
export const answers = ["open", "chosen", "declined", "not-needed"] as const
export type Answer = (typeof answers)[number]

/**
 * One home of a child in a round (null: it has none): with whom it has a talk, whether it said that it needs none, and whether it waits for
 * a teacher who is full.
 */
export type HomeInRound = {
  home: HouseholdId | null
  talks: ReadonlySet<TeacherId>
  declined: boolean
  waits: boolean
}

/** Who has no home was asked nothing and said nothing. */
export const saidNothing: HomeInRound = { home: null, talks: new Set(), declined: false, waits: false }

/**
 * A child of a round: its teachers but for those that need no talk, whether there are any of these, and its homes. `takes`: how many times in
 * a row a talk takes, with whom that is more than one.
 */
export type PupilInRound = {
  teachers: ReadonlySet<TeacherId>
  takes?: ReadonlyMap<TeacherId, number>
  spared: boolean
  homes: readonly HomeInRound[]
}

type Asked = Pick<PupilInRound, "teachers" | "spared">

/** What a home answered about a child: a talk outdoes what was said, and no talk is needed when each of its teachers said so. */
export function answerOf({ teachers, spared }: Asked, { talks, declined }: HomeInRound): Answer {
  if (talks.size > 0) return "chosen"
  if (declined) return "declined"
  return teachers.size === 0 && spared ? "not-needed" : "open"
}

/** How many talks about a child a home may still choose when it can have `most`. */
export function talksToCome(child: Asked, home: HomeInRound, most: number): number {
  const answer = answerOf(child, home)
  return answer === "open" || answer === "chosen"
    ? Math.max(0, Math.min(most, child.teachers.size) - home.talks.size)
    : 0
}

/**
 * The homes that have a child about whom they can choose and did not answer yet, whatever they chose for another. Who waits for a teacher did
 * what it can.
 */
export function unansweredHomes(pupils: Iterable<PupilInRound>): Set<HouseholdId> {
  const open = new Set<HouseholdId>()
  for (const pupil of pupils)
    for (const said of pupil.homes)
      if (said.home !== null && pupil.teachers.size > 0 && !said.waits && answerOf(pupil, said) === "open")
        open.add(said.home)
  return open
}

export type FamilyAnswer = {
  household: HouseholdId
  pupil: PupilId
  /** "Vries, Sem de" */
  name: string
  group: { id: GroupId; name: string } | null
  /** Whose parents, when the child has more than one home. */
  home: string | null
  answer: Answer
  /** A teacher wishes to see them. */
  wanted: boolean
  /** It is on a waiting list. */
  waits: boolean
  road: ReminderRoad
  invited: boolean
  remindedAt: Temporal.Instant | null
}

/** Which of them to show; null: all. */
export type AnswerFilter = { answer: Answer | null; group: GroupId | null }

/** Those that are asked for, whom a teacher wishes to see first. */
export const shownAnswers = (all: readonly FamilyAnswer[], { answer, group }: AnswerFilter): FamilyAnswer[] =>
  all
    .filter((each) => answer === null || each.answer === answer)
    .filter((each) => group === null || each.group?.id === group)
    .toSorted((one, other) => Number(other.wanted) - Number(one.wanted))

/** How many there are of each answer. */
export const countAnswers = (all: readonly FamilyAnswer[]): Record<Answer, number> => ({
  open: all.filter(({ answer }) => answer === "open").length,
  chosen: all.filter(({ answer }) => answer === "chosen").length,
  declined: all.filter(({ answer }) => answer === "declined").length,
  "not-needed": all.filter(({ answer }) => answer === "not-needed").length,
})

/** How many in each group did not answer yet, in the order in which the groups come. */
export function openByGroup(all: readonly FamilyAnswer[]): { id: GroupId; name: string; open: number }[] {
  const groups = new Map<GroupId, { id: GroupId; name: string; open: number }>()
  for (const { group, answer } of all) {
    if (!group) continue
    const known = groups.get(group.id) ?? { ...group, open: 0 }
    groups.set(group.id, { ...known, open: known.open + (answer === "open" ? 1 : 0) })
  }
  return [...groups.values()]
}
