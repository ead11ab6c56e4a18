import type { Administrator } from "../../domain/access/access.ts"
import { matches } from "../../domain/households/household-lines.ts"
import { byName, fullName, type PersonName, sortName } from "../../domain/people/people.ts"
import type { FoundPerson } from "../../domain/privacy/erasing.ts"
import type { Db } from "../open.ts"

const most = 60

/** Pupils, parents and households in whose name every typed word occurs; who left the school too. Nobody before something was typed. */
export function findPeople(db: Db, _staff: Administrator, search: string): FoundPerson[] {
  if (search.replace(/[^\p{L}\p{N}]/gu, "").length < 2) return []
  const pupils = db
    .sql<PersonName & { id: number; group: string | null; left: number }, []>(
      `SELECT p.id, p.first, p.prefix, p.last, g.name AS "group", p.left_at IS NOT NULL AS "left"
         FROM pupils p LEFT JOIN groups g ON g.id = p.group_id`,
    )
    .all()
  const guardians = db
    .sql<{ id: number; prefix: string; last: string; email: string | null; household: number }, []>(
      "SELECT id, prefix, last, email, household_id AS household FROM guardians",
    )
    .all()
  const seats = db
    .sql<{ household: number; pupil: number }, []>(
      "SELECT household_id AS household, pupil_id AS pupil FROM household_pupils ORDER BY 1, 2",
    )
    .all()
  const nameOf = new Map(pupils.map((pupil) => [pupil.id, pupil]))
  const parentsOf = Map.groupBy(guardians, (guardian) => guardian.household)
  const homes = [...Map.groupBy(seats, (seat) => seat.household)].map(([id, members]) => {
    const children = members.flatMap(({ pupil }) => nameOf.get(pupil) ?? [])
    return { id, children, parents: parentsOf.get(id) ?? [] }
  })
  const found: FoundPerson[] = [
    ...pupils
      .filter((pupil) => matches(search, [fullName(pupil)]))
      .sort((one, other) => byName(sortName(one), sortName(other)))
      .map((pupil) => ({
        kind: "pupil" as const,
        id: pupil.id,
        names: [pupil],
        hint: pupil.group ?? "",
        left: pupil.left === 1,
      })),
    ...homes
      .filter(({ children, parents }) =>
        matches(search, [
          ...children.map(fullName),
          ...parents.map(({ last, email }) => `${last} ${email ?? ""}`),
        ]),
      )
      .map(({ id, children, parents }) => ({
        kind: "household" as const,
        id,
        names: children,
        hint: parents.map((parent) => fullName({ first: "", ...parent })).join(", "),
        left: children.every(({ left }) => left === 1),
      })),
    ...guardians
      .filter(({ prefix, last, email }) => matches(search, [prefix + last, email]))
      .map((guardian) => ({
        kind: "guardian" as const,
        id: guardian.id,
        names: [{ first: "", ...guardian }],
        hint: guardian.email ?? "",
        left: false,
      })),
  ]
  return found.slice(0, most)
}
