import type { GroupId, HouseholdId, PupilId } from "./ids.ts"

// What families answered to an invitation: for each child and each of its homes.

/** Chose a talk; said that they need none; the teacher needs none; or nothing yet. */
export const answers = ["open", "chosen", "declined", "not-needed"] as const
export type Answer = (typeof answers)[number]

/** By which road a family can be reminded; "nothing": it is left alone by order of the school. */
export type ReminderRoad = "email" | "letter" | "nothing"

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
