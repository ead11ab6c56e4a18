import { type HomeDecision, matchHouseholds, type Seat } from "../../src/domain/households/household.ts"
import type { PupilId } from "../../src/domain/ids.ts"
import { fold, foldSurname } from "../../src/domain/people/people.ts"

export type Told = Partial<Omit<Seat, "pupil" | "adults">> & {
  mails?: string[]
  parents?: string[]
  phones?: string[]
}

/** Child number `pupil`: "Sem", "van der Berg", and what the school's file tells about home. */
export function child(pupil: number, first: string, surname: string, told: Told = {}): Seat {
  const { mails = [], parents = [], phones = [], ...rest } = told
  return {
    pupil: pupil as PupilId,
    number: 1,
    first: fold(first),
    last: foldSurname(surname),
    prefix: "",
    postcode: null,
    address: null,
    family: null,
    secret: false,
    was: null,
    stays: null,
    adults: [
      ...mails.map((email) => ({ last: "", email, phone: null })),
      ...parents.map((last) => ({ last: foldSurname(last), email: null, phone: null })),
      ...phones.map((phone) => ({ last: "", email: null, phone })),
    ],
    ...rest,
  }
}

export const decide = (pupil: number, other: number, verdict: "together" | "apart"): HomeDecision => ({
  pupil: pupil as PupilId,
  other: other as PupilId,
  verdict,
})

/** Homes as lists of pupils: [[1, 2], [3]]. */
export const homes = (seats: Seat[], decisions: HomeDecision[] = []) =>
  matchHouseholds(seats, decisions).homes.map((home) => home.seats.map((seat) => Number(seat.pupil)))

/** Doubts as "kind" or "kind 1-2" with the lowest pupils of the homes. */
export const doubts = (seats: Seat[], decisions: HomeDecision[] = []) => {
  const match = matchHouseholds(seats, decisions)
  const name = (at: number) => match.homes[at]?.seats[0]?.pupil
  return match.doubts.map(
    ({ kind, home, other }) => `${kind} ${name(home)}${other === null ? "" : `-${name(other)}`}`,
  )
}
