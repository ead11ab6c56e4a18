import type { TeacherId } from "../ids.ts"
import { fullName, type PersonName } from "../people/people.ts"

// Teachers who hold their talks together: one of them carries the times and the talks, the others are with that one.

/** Who somebody holds talks with; null: their own. */
type Holder = { teacher: TeacherId; with: TeacherId | null }

export type PairRefusal = {
  teacher: TeacherId
  /** The other is not in this round, is with somebody else, or is the same person. */
  kind: "not-there" | "with-another" | "with-self"
}

/** Who carries talks is there, and is with nobody else: so everybody's times are on one list. */
export const decidePairs = (teachers: readonly Holder[]): PairRefusal[] =>
  teachers.flatMap(({ teacher, with: other }): PairRefusal[] => {
    if (other === null) return []
    if (other === teacher) return [{ teacher, kind: "with-self" }]
    const carrier = teachers.find((each) => each.teacher === other)
    if (!carrier) return [{ teacher, kind: "not-there" }]
    return carrier.with === null ? [] : [{ teacher, kind: "with-another" }]
  })

/** Those who have times of their own: everybody but who is with another. */
export const ownLists = <Each extends Holder>(teachers: readonly Each[]): Each[] =>
  teachers.filter((each) => each.with === null)

/** Who is with another is where that one is, also when they take a talk over. */
export const inOneRoom = <Each extends Holder & { room: string }>(teachers: readonly Each[]): Each[] =>
  teachers.map((each) => ({
    ...each,
    room: teachers.find(({ teacher }) => teacher === each.with)?.room ?? each.room,
  }))

/** When the carrier is in a round no more, who was with them holds their own talks again. */
export function apartFromGone<Each extends Holder>(teachers: readonly Each[]): Each[] {
  const here = new Set(teachers.map(({ teacher }) => teacher))
  return teachers.map((each) => (each.with === null || here.has(each.with) ? each : { ...each, with: null }))
}

/** "Noor Smit & Tim Bos", in every language: who holds a talk, the carrier first. */
export const nameTogether = (carrier: PersonName, along: readonly PersonName[]): string =>
  [carrier, ...along].map(fullName).reduceRight((rest, name, at, all) => {
    const sign = at === all.length - 2 ? " & " : ", "
    return `${name}${sign}${rest}`
  })
