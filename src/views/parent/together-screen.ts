import type { PupilId, SlotId } from "../../domain/ids.ts"
import type { Round } from "../../domain/rounds/round.ts"
import { writeTime } from "../../domain/talks/shown-time.ts"
import type { Asked, AskRefusal, OpenTalk } from "../../domain/talks/together.ts"
import type { Refused } from "./times.tsx"

/** One talk of a set, by name. */
export type SetTalk = {
  pupil: PupilId
  slot: SlotId
  child: string
  teacher: string
  room: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  /** How many slots in a row it takes. */
  takes: number
}

/** A time of a set, with its child, as its button sends it. */
export const timeLine = ({ pupil, slot, startsAt }: Pick<SetTalk, "pupil" | "slot" | "startsAt">) =>
  `${pupil}-${writeTime(slot, startsAt)}`

/** The time of a set that could not be, and whose it was. */
export type RefusedOfSet = Refused & Pick<SetTalk, "child" | "teacher">

/** All talks in one go: what is asked, the set that is held, and the others. */
export type TogetherScreen = {
  round: Round
  open: readonly OpenTalk[]
  asked: Asked
  /** Clock times and days to choose from; with one day there is nothing to choose. */
  hours: readonly string[]
  days: readonly string[]
  held: {
    talks: readonly SetTalk[]
    until: Temporal.Instant
    /** From now until then, and a moment. */
    seconds: number
    extendable: boolean
  } | null
  /** A set that was held while the family read and is not any more, and that is free all the same. */
  lapsed: readonly SetTalk[] | null
  sets: readonly (readonly SetTalk[])[]
  /** Was a set asked for? */
  isAsked: boolean
  told: RefusedOfSet | AskRefusal | null
  /** How an open page knows the talks of this family. */
  own: string
}
