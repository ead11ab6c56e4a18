import { fold } from "../people/people.ts"
import type { SchoolEntry } from "./school.ts"

/** So many schools are simply listed; more of them are searched. */
export const fewSchools = 10
/** As many as one screen holds. */
const most = 25

/** Schools whose name or place holds every word that was asked, compared kindly; none when nothing was asked. */
export function schoolsLike(schools: readonly SchoolEntry[], asked: string): SchoolEntry[] {
  const words = asked
    .split(/[^\p{L}\p{N}]+/u)
    .map(fold)
    .filter(Boolean)
  if (words.length === 0) return []
  return schools
    .filter(({ name, city }) => words.every((word) => fold(`${name} ${city}`).includes(word)))
    .slice(0, most)
}
