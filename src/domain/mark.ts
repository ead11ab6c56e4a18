import type { PupilId } from "./ids.ts"

/** What a teacher says beforehand about talks in a round: these parents I wish to see; with these no talk is needed. */
export const marks = ["wanted", "not-needed"] as const
export type Mark = (typeof marks)[number]

/** A pupil with what was seen on the page and what is wished now. */
export type MarkWish = { pupil: PupilId; was: Mark | null; mark: Mark | null }

/** Only what somebody changed: a colleague who marks others at the same time loses nothing. */
export const changedMarks = (wishes: readonly MarkWish[]): MarkWish[] =>
  wishes.filter(({ was, mark }) => was !== mark)

/** A pupil in the list of who may be marked. */
export type MarkedPupil = {
  pupil: PupilId
  /** "Vries, Sem de" */
  name: string
  group: string
  mark: Mark | null
  /** Has a talk with this teacher already. */
  talked: boolean
}

/** How many talks are still expected when these marks stand, and how many of the pupils are wished for. */
export const countMarks = (pupils: readonly MarkedPupil[]) => ({
  wanted: pupils.filter(({ mark }) => mark === "wanted").length,
  notNeeded: pupils.filter(({ mark, talked }) => mark === "not-needed" && !talked).length,
  expected: pupils.filter(({ mark, talked }) => mark !== "not-needed" || talked).length,
})
