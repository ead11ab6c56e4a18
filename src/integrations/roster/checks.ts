import { fold, foldSurname } from "../../domain/people/people.ts"
import type { RosterPupil } from "../../domain/rosters/roster.ts"
import { type SignInFactor, schoolYearOf } from "../../domain/school/school.ts"
import { readDate } from "./dates.ts"
import type { Remarks } from "./remarks.ts"

/** A pupil with what is only known while the file is being read. */
export type PupilRead = { pupil: RosterPupil; line: number | undefined; birth: string }

export const at = (line: number | undefined) => (line === undefined ? {} : { line })

/** Remarks about pupils as a whole: who is in no group, who cannot be told apart, who cannot use the door. */
export function checkPupils(read: readonly PupilRead[], factor: SignInFactor, remarks: Remarks): void {
  const count = (test: (pupil: RosterPupil) => boolean) => read.filter(({ pupil }) => test(pupil)).length
  remarks.tally(
    "W08",
    count((pupil) => pupil.group === null),
    "no-group",
  )
  if (factor !== "none")
    remarks.tally(
      "W08",
      count((pupil) => pupil.factorHash === null),
      "no-factor",
    )
  const persons = new Set<string>()
  const inGroup = new Set<string>()
  for (const { pupil, line, birth } of read) {
    const name = `${fold(pupil.name.first)} ${foldSurname(pupil.name.last)}`
    const person = `${name} ${birth}`
    const place = `${name} ${fold(pupil.name.prefix)} ${pupil.group}`
    if (birth !== "" && persons.has(person)) remarks.say("W10", { ...at(line), variant: "same-person" })
    else if (pupil.group !== null && inGroup.has(place))
      remarks.say("W10", { ...at(line), variant: "same-name" })
    persons.add(person)
    inGroup.add(place)
  }
}

/** Has this pupil left, or not come yet? Today decides, not the day on which the file was made. */
export function absence(
  starts: string | null,
  leaves: string | null,
  today: string,
): "former" | "future" | null {
  if (leaves !== null && leaves < today) return "former"
  return starts !== null && starts > today ? "future" : null
}

/** "2026-2027" from "2026 / 2027" and the like; null when it is not one. */
export function readSchoolYear(written: string): string | null {
  const [, start = "", end = ""] = /^\D{0,12}(20\d\d)\s*[-–/]\s*(20\d\d)$/.exec(written) ?? []
  return start !== "" && Number(end) === Number(start) + 1 ? `${start}-${end}` : null
}

/** W01: the file is of another school year, or older than 60 days. */
export function checkAge(
  year: string | null,
  madeOn: string | null,
  today: Temporal.PlainDate,
  remarks: Remarks,
) {
  if (year !== null && year !== schoolYearOf(today)) remarks.say("W01", { variant: "other-year" })
  const made = madeOn === null ? null : readDate(madeOn)
  if (made !== null && Temporal.PlainDate.from(made).until(today).days > 60)
    remarks.say("W01", { variant: "old" })
}
