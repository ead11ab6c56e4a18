import type { PupilId } from "../ids.ts"

/** What a teacher says beforehand about talks in a round: these parents I wish to see; with these no talk is needed. */
export const marks = ["wanted", "not-needed"] as const
export type Mark = (typeof marks)[number]

/** What is said of the talk with a pupil's parents: whether it is wished for, and how many slots in a row it takes. */
export type Said = { mark: Mark | null; takes: number }

/** A pupil with what was seen on the page and what is wished now. */
export type MarkWish = Said & { pupil: PupilId; was: Said }

/** Only what somebody changed: a colleague who marks others at the same time loses nothing. */
export const changedMarks = (wishes: readonly MarkWish[]): MarkWish[] =>
  wishes.filter(({ was, mark }) => was.mark !== mark)
export const changedLengths = (wishes: readonly MarkWish[]): MarkWish[] =>
  wishes.filter(({ was, takes }) => was.takes !== takes)

/** A pupil in the list of who may be marked. */
export type MarkedPupil = Said & {
  pupil: PupilId
  /** "Vries, Sem de" */
  name: string
  group: string
  /** When the talk with this teacher is, the first of two homes; null when there is none. */
  talkAt: Temporal.Instant | null
}

/** How many talks are still expected when these marks stand, how many slots those take, and how many pupils are wished for. */
export function countMarks(pupils: readonly MarkedPupil[]) {
  const expected = pupils.filter(({ mark, talkAt }) => mark !== "not-needed" || talkAt !== null)
  return {
    wanted: pupils.filter(({ mark }) => mark === "wanted").length,
    notNeeded: pupils.length - expected.length,
    expected: expected.length,
    slots: expected.reduce((sum, { takes }) => sum + takes, 0),
  }
}
