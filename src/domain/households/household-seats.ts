import type { HouseholdId, PupilId } from "../ids.ts"
import { foldSurname } from "../people/people.ts"
import type { RosterGuardian } from "../rosters/roster.ts"
import { evenEmail, evenPhone, everybodyOnce, type Known, likeness, recognise } from "./guardian.ts"
import type { Adult, Seat } from "./household-evidence.ts"

// Which of a pupil's households is which of the homes that the file shows. A mistake here would give one parent the other's
// household, so guardians decide, and where they contradict each other nothing is taken for granted.

/** A household in which a pupil sits now. */
export type Present = {
  id: HouseholdId
  origin: "matched" | "staff"
  guardians: readonly (Known & { origin: "file" | "staff" })[]
  /** It must keep this pupil: talks are booked, or somebody in it is not in the file. */
  held: boolean
}

/** What is known of a pupil when homes are matched; `told` is null when the file says nothing about guardians. */
export type Resident = Omit<Seat, "number" | "adults" | "was" | "stays"> & {
  pupil: PupilId
  told: readonly RosterGuardian[] | null
  present: readonly Present[]
}

/** A seat with its guardians as they are to be kept; `told`: by the file, otherwise as the household has them. */
export type KeptSeat = { seat: Seat; guardians: readonly Known[]; told: boolean }

/** The seats of one pupil: one for each home in the file, and one for each household that must stay. */
export function seatsOf(resident: Resident, ownMail: (email: string) => boolean): KeptSeat[] {
  const present = resident.present.toSorted(
    (a, b) => Number(a.origin === "staff") - Number(b.origin === "staff") || a.id - b.id,
  )
  const seat = (
    number: number,
    from: Present | null,
    guardians: readonly Known[],
    address: string | null,
  ): Seat => {
    const { told: _, present: __, ...pupil } = resident
    const first = number === 1
    return {
      ...pupil,
      number,
      postcode: first ? pupil.postcode : null,
      address: first ? pupil.address : address,
      family: first ? pupil.family : null,
      adults: guardians.map((each) => adultOf(each, ownMail)),
      was: from?.id ?? null,
      stays: from?.origin === "staff" ? "closed" : from?.held ? "open" : null,
    }
  }
  const asTheyAre = (some: readonly Present[], from: number): KeptSeat[] =>
    some.map((each, at) => ({
      seat: seat(from + at, each, each.guardians, null),
      guardians: each.guardians,
      told: false,
    }))
  if (resident.told === null)
    return present.length > 0
      ? asTheyAre(present, 1)
      : [{ seat: seat(1, null, [], null), guardians: [], told: false }]
  const homes = homesOf(resident.told, present)
  const found = pairHomes(homes, present)
  const told = homes.map((guardians, at): KeptSeat => {
    const address = guardians.find((each) => each.addressHash !== null)?.addressHash ?? null
    return { seat: seat(at + 1, found[at] ?? null, guardians, address), guardians, told: true }
  })
  const left = present.filter((each) => !found.includes(each) && (each.origin === "staff" || each.held))
  return [...told, ...asTheyAre(left, 3)]
}

const adultOf = (one: Known, ownMail: (email: string) => boolean): Adult => {
  const email = evenEmail(one.email)
  return {
    last: foldSurname(one.last),
    email: email !== null && ownMail(email) ? null : email,
    phone: evenPhone(one.phone),
  }
}

/** The homes in the file, without those whom staff already gave a household of their own. */
function homesOf(told: readonly RosterGuardian[], present: readonly Present[]): RosterGuardian[][] {
  const placed = present
    .filter((each) => each.origin === "staff")
    .flatMap((each) => each.guardians.filter((guardian) => guardian.origin === "staff"))
  const known = recognise(told, [{ of: placed, nameless: false }])
  const at = (home: 1 | 2) => everybodyOnce(told.filter((each) => each.home === home && !known.has(each)))
  const [first, second] = [at(1), at(2)]
  return second.length > 0 ? [first, second] : [first]
}

/**
 * The household of each home, null for a new one: the pairing in which most guardians are recognised. One household that staff made
 * may be both. When there is a choice, a household whose guardians contradict the file is nobody's.
 */
function pairHomes(homes: readonly RosterGuardian[][], present: readonly Present[]): (Present | null)[] {
  const [first = [], second] = homes
  const matched = present.filter((each) => each.origin === "matched")
  if (second === undefined && matched.length === 1) return [matched[0] ?? null]
  if (second === undefined && present.length === 1) return [present[0] ?? null]
  const worth = (home: readonly RosterGuardian[], each: Present | null) => {
    if (each === null) return 0
    const like = likeness(home, each.guardians)
    const silent = home.length === 0 || each.guardians.length === 0
    return like === 0 && !silent ? -1 : 10 * like + (each.origin === "matched" ? 2 : 1)
  }
  let best: { pairs: (Present | null)[]; sum: number } = { pairs: homes.map(() => null), sum: 0 }
  for (const one of [...present, null])
    for (const two of second === undefined ? [null] : [...present, null]) {
      const both = one !== null && one === two
      if (
        both &&
        (one.origin === "matched" ||
          likeness(first, one.guardians) * likeness(second ?? [], one.guardians) === 0)
      )
        continue
      const [a, b] = [worth(first, one), worth(second ?? [], two)]
      if (a < 0 || b < 0 || a + b <= best.sum) continue
      best = { pairs: second === undefined ? [one] : [one, two], sum: a + b }
    }
  return best.pairs
}
