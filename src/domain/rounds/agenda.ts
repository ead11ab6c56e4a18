import { dayIn } from "../evenings/evening.ts"
import type { RoundId, SlotId } from "../ids.ts"
import type { PersonName } from "../people/people.ts"
import type { Span } from "../talks/slot.ts"
import type { Rooms } from "./rooms.ts"
import type { Phase } from "./round.ts"

/**
 * Who comes. `home`: whose parents, when the child has more than one home; null when there is no doubt. `minutes`: how long it takes, when
 * that is longer than other talks.
 */
export type TalkInAgenda = {
  child: string
  first: string
  group: string
  home: string | null
  minutes: number | null
}

/** A teacher's slot, and the child it is about when somebody has it. */
export type AgendaSlot = Span & {
  id: SlotId
  blocked: boolean
  /** The talk that was here was erased; nobody comes. */
  freed: boolean
  talk: TalkInAgenda | null
}

/** A teacher's slots in one round, in order. */
export type Agenda = {
  round: RoundId
  title: string
  phase: Phase
  opensAt: Temporal.Instant
  rooms: Rooms
  /** Everybody who holds these talks, by name; null when it is one teacher. */
  together: string | null
  /** May talks of this round be online? */
  online: boolean
  slots: AgendaSlot[]
}

/** Does this teacher have times on that day? */
export const isOn = ({ slots }: Agenda, day: Temporal.PlainDate) =>
  slots.some(({ startsAt }) => dayIn(startsAt).equals(day))

/** One list of talks on one day of a round, and who hold it: what a door, a hall and a teacher's own list are made of. */
export type PaperDay = {
  teacher: { name: PersonName; along: readonly PersonName[]; room: string; groups: readonly string[] }
  date: Temporal.PlainDate
  /** Blocked times without a talk are not among them. */
  slots: readonly AgendaSlot[]
}
