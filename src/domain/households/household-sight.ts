import type { GuardianId, HouseholdId, PupilId } from "../ids.ts"
import type { Guardian } from "../people/people.ts"

// What of a household was on the screen of who changes it: its children, its guardians as they were written, and whether it may enter.
// It travels in the form as one line of text (`Seen`). Talks are no part of it: a family that chooses a time is in nobody's way.

/** A household as far as two colleagues can be in each other's way. */
export type Sight = {
  id: HouseholdId
  blocked: boolean
  children: readonly { id: PupilId }[]
  guardians: readonly Guardian[]
}

/** What became of a household since it was seen. */
export type HouseholdChange =
  | { kind: "household-gone" | "household-new" | "household-blocked" | "household-unblocked" }
  | { kind: "child-here" | "child-gone"; pupil: PupilId }
  | { kind: "guardian-here" | "guardian-gone" | "guardian-changed"; guardian: GuardianId }

/** These households as one line of text: "12:3.4:7-1f3a9c2b:0;14:…". */
export const sightOf = (households: readonly Sight[]): string => households.map(written).join(";")

/** The households that were seen. */
export const householdsIn = (sight: string): HouseholdId[] => [...read(sight).keys()]

/** What changed of a household since this was seen; `now` is null when it is gone. A household that was not seen is new. */
export function changesSince(sight: string, id: HouseholdId, now: Sight | null): HouseholdChange[] {
  const was = read(sight).get(id)
  if (!now) return [{ kind: "household-gone" }]
  if (!was) return [{ kind: "household-new" }]
  const is = partsOf(now)
  const gone = [...was.children].filter((each) => !is.children.has(each))
  const here = [...is.children].filter((each) => !was.children.has(each))
  return [
    ...here.map((pupil) => ({ kind: "child-here" as const, pupil: pupil as PupilId })),
    ...gone.map((pupil) => ({ kind: "child-gone" as const, pupil: pupil as PupilId })),
    ...guardianChanges(was.guardians, is.guardians),
    ...(was.blocked === is.blocked
      ? []
      : [{ kind: is.blocked ? ("household-blocked" as const) : ("household-unblocked" as const) }]),
  ]
}

type Parts = { children: Set<number>; guardians: Map<number, string>; blocked: boolean }

function guardianChanges(was: Parts["guardians"], is: Parts["guardians"]): HouseholdChange[] {
  const change = (kind: "guardian-here" | "guardian-gone" | "guardian-changed", id: number) => ({
    kind,
    guardian: id as GuardianId,
  })
  return [
    ...[...is.keys()].filter((id) => !was.has(id)).map((id) => change("guardian-here", id)),
    ...[...was.keys()].filter((id) => !is.has(id)).map((id) => change("guardian-gone", id)),
    ...[...is]
      .filter(([id, mark]) => was.has(id) && was.get(id) !== mark)
      .map(([id]) => change("guardian-changed", id)),
  ]
}

const partsOf = ({ children, guardians, blocked }: Sight): Parts => ({
  children: new Set(children.map(({ id }) => id)),
  guardians: new Map(guardians.map((each) => [each.id, markOf(each)])),
  blocked,
})

function written(household: Sight): string {
  const { children, guardians, blocked } = partsOf(household)
  const marked = [...guardians].map(([id, mark]) => `${id}-${mark}`)
  return `${household.id}:${[...children].join(".")}:${marked.join(".")}:${blocked ? 1 : 0}`
}

/** What is not written like a sight was not seen. */
function read(sight: string): Map<HouseholdId, Parts> {
  const numbers = (text: string) => text.split(".").filter(Boolean).map(Number)
  return new Map(
    sight.split(";").flatMap((each): [HouseholdId, Parts][] => {
      const [id = "", children = "", guardians = "", blocked = ""] = each.split(":")
      if (!/^\d{1,15}$/.test(id)) return []
      const marked = guardians
        .split(".")
        .filter(Boolean)
        .map((one) => one.split("-"))
      return [
        [
          Number(id) as HouseholdId,
          {
            children: new Set(numbers(children)),
            guardians: new Map(marked.map(([guardian, mark = ""]) => [Number(guardian), mark])),
            blocked: blocked === "1",
          },
        ],
      ]
    }),
  )
}

/** How a guardian was written, as a short mark (FNV-1a): enough to see that somebody wrote something else. */
function markOf({ prefix, last, email, phone }: Guardian): string {
  let mark = 0x811c9dc5
  for (const sign of JSON.stringify([prefix, last, email, phone]))
    mark = Math.imul(mark ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return (mark >>> 0).toString(36)
}
