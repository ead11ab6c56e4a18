import { type PersonName, surname } from "../domain/people/people.ts"
import type { ListedAdult, ListedPupil, ListedTalk, Sheet } from "../domain/rounds/sheet.ts"
import { zone } from "../domain/school/school.ts"
import { timeOfDay } from "./format.ts"
import type { Words } from "./words/nl.ts"

// Lists as lines of text, under headings in the reader's language.

/** Most households have two; whoever is a third stands in the household itself. */
const adultsListed = [1, 2] as const

const adultHeadings = ({ heading }: Words["lists"]) =>
  adultsListed.flatMap((at) => [heading.guardian(at), heading.email(at), heading.phone(at)])
const adultCells = (adults: readonly ListedAdult[]) =>
  adultsListed.flatMap((at) => {
    const adult = adults[at - 1]
    return adult ? [surname(adult), adult.email ?? "", adult.phone ?? ""] : ["", "", ""]
  })
const nameCells = ({ first, prefix, last }: PersonName) => [first, prefix, last]

/** Pupils, one line for each household that they are in. */
export function pupilSheet(words: Words["lists"], name: string, pupils: readonly ListedPupil[]): Sheet {
  const { first, prefix, last, group, household } = words.heading
  return {
    name,
    headings: [first, prefix, last, group, household, ...adultHeadings(words)],
    rows: pupils.map((pupil) => [
      ...nameCells(pupil.name),
      pupil.group,
      pupil.household === null ? "" : String(pupil.household),
      ...adultCells(pupil.adults),
    ]),
  }
}

/** Talks in the order of the clock; dates as spreadsheets sort them. */
export function talkSheet(words: Words["lists"], name: string, talks: readonly ListedTalk[]): Sheet {
  const { date, from, until, teacher, room, first, prefix, last, group } = words.heading
  return {
    name,
    headings: [date, from, until, teacher, room, first, prefix, last, group, ...adultHeadings(words)],
    rows: talks.map((talk) => [
      talk.startsAt.toZonedDateTimeISO(zone).toPlainDate().toString(),
      timeOfDay(talk.startsAt),
      timeOfDay(talk.endsAt),
      talk.teacher,
      talk.room,
      ...nameCells(talk.name),
      talk.group,
      ...adultCells(talk.adults),
    ]),
  }
}
