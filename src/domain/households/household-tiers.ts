import type { PupilId } from "../ids.ts"
import {
  contradict,
  crowdedPostcodes,
  type Home,
  hindrance,
  type Judged,
  judgePostcode,
  type Seat,
  vouched,
} from "./household-evidence.ts"

/** A person's verdicts, to be asked about pupils. */
export type Verdicts = {
  /** One word per "together" of this pupil, the same word for both of them. */
  together: (pupil: PupilId) => string[]
  allTogether: (pupils: ReadonlySet<PupilId>) => boolean
  isApart: (one: ReadonlySet<PupilId>, other: ReadonlySet<PupilId>) => boolean
}

type Judge = (one: Home, other: Home) => Judged

/** One kind of evidence: what is compared, what two homes that share it are to each other, when a group may be one home. */
export type Tier = {
  keys: (seat: Seat) => string[]
  judge: Judge
  agree: (homes: readonly Home[]) => boolean
  weak?: boolean
  /** A person's word: no limit on numbers, and no doubts. */
  decided?: boolean
}

const key = (...parts: (string | null)[]) => (parts.includes(null) ? [] : [parts.join(" ")])
const always = () => true
const everyTwo = (judge: Judge) => (homes: readonly Home[]) =>
  homes.every((one, at) => homes.slice(0, at).every((other) => judge(other, one) === "same"))

/** The evidence in order of strength; each tier may join what those before left apart, the last two only suggest. */
export function tiersOf(seats: readonly Seat[], verdicts: Verdicts): Tier[] {
  const crowded = crowdedPostcodes(seats)
  const isCrowded = (home: Home) =>
    home.seats.some(({ postcode }) => postcode !== null && crowded.has(postcode))
  const careful =
    (judge: Judge): Judge =>
    (one, other) => {
      const judged = judge(one, other)
      if (judged === "different") return judged
      return hindrance(one, other) ?? (isCrowded(one) || isCrowded(other) ? "crowded-postcode" : judged)
    }
  const byEmail = careful((one, other) => (vouched([one, other]) ? "same" : "maybe-same-home"))
  const byAddress = careful((one, other) => (contradict(one, other) ? "maybe-same-home" : "same"))
  const byPostcode = careful(judgePostcode)
  const maybe: Judge = (one, other) =>
    isCrowded(one) || isCrowded(other) ? "different" : (hindrance(one, other) ?? "maybe-same-home")
  return [
    {
      keys: (seat) => (seat.number === 1 ? verdicts.together(seat.pupil) : []),
      judge: (one, other) => (one.closed || other.closed ? "different" : "same"),
      agree: always,
      decided: true,
    },
    {
      keys: (seat) => key(seat.family),
      judge: (one, other) => hindrance(one, other) ?? "same",
      agree: always,
    },
    { keys: (seat) => seat.adults.flatMap(({ email }) => key(email)), judge: byEmail, agree: vouched },
    { keys: (seat) => key(seat.address, seat.last), judge: byAddress, agree: everyTwo(byAddress) },
    {
      keys: (seat) => key(seat.postcode, seat.last),
      judge: byPostcode,
      agree: everyTwo(byPostcode),
      weak: true,
    },
    { keys: (seat) => key(seat.address), judge: maybe, agree: always },
    { keys: (seat) => seat.adults.flatMap(({ phone }) => key(phone)), judge: maybe, agree: always },
  ]
}
