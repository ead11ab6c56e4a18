import type { TeacherId } from "../ids.ts"
import { fullName, type PersonName } from "../people/people.ts"
import { inRoom, type RoundTeacher } from "../rounds/presence.ts"

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

/** Who is with another is where that one is, on every day, also when they take a talk over. */
export const inOneRoom = (teachers: readonly RoundTeacher[]): RoundTeacher[] =>
  teachers.map((each) => {
    const carrier = teachers.find(({ teacher }) => teacher === each.with)
    if (!carrier) return each
    const roomOn = (day: number) => carrier.presence.find((hours) => hours.day === day)?.room
    const presence = each.presence.map(({ room: _, ...hours }) => ({
      ...hours,
      ...inRoom(roomOn(hours.day)),
    }))
    return { ...each, room: carrier.room, presence }
  })

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
