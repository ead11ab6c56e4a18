import type { BookingId } from "../ids.ts"

/** A talk in a feed: what stands, and what stood there and is off. No child and no parent is in it. */
export type FeedTalk = {
  booking: BookingId
  uid: string
  sequence: number
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  /** When this version of it came to be: the same at every asking. */
  since: Temporal.Instant
  room: string
  group: string
  place: string | null
  places: string
  isOff: boolean
}

/** Whose feed this is, in which language, and its talks. */
export type Feed = { of: "parent" | "teacher"; language: "nl" | "en"; talks: readonly FeedTalk[] }
