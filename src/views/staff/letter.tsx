import { byName } from "../../domain/people/people.ts"
import type { Round } from "../../domain/rounds/round.ts"
import type { SchoolEntry } from "../../domain/school/school.ts"
import type { Paths } from "../../paths.ts"
import { dateOf, listOf, momentOf, phoneOf } from "../format.ts"
import { Qr } from "../parts/qr.tsx"
import { type Language, languageNames, languages } from "../words/languages.ts"

export type LetterToPrint = {
  language: Language
  /** The household's pupils in this round, the youngest first. */
  pupils: readonly { first: string; group: string }[]
  code: string
  link: string
}

/** Where all letters of a round come from. */
export type LetterDesk = {
  round: Round
  days: readonly Temporal.PlainDate[]
  school: SchoolEntry
  to: Paths
  origin: string
}

/** One household's letter, in its own language with a line in another: how to choose a time, with code and QR. */
export function LetterSheet({ letter, desk }: { letter: LetterToPrint; desk: LetterDesk }) {
  const { language, pupils } = letter
  const words = languages[language].rounds.letter
  const { round, school } = desk
  const groups = [...new Set(pupils.map((pupil) => pupil.group))].filter(Boolean).sort(byName)
  const names = pupils.map((pupil) => pupil.first)
  const days = desk.days.map((day) => dateOf(day, language))
  const other = (Object.keys(languageNames) as Language[]).find((each) => each !== language) ?? language
  const address = `${desk.origin.replace(/^https?:\/\//, "")}${desk.to.door()}`
  return (
    <article class="sheet letter card" lang={language}>
      <p class="from">
        <strong>{school.name}</strong>
        {school.city ? `, ${school.city}` : ""}
      </p>
      <p class="to">
        {words.to(listOf(names, language))}
        {groups.length > 0 ? <span>{listOf(groups, language)}</span> : null}
      </p>
      <h2>{words.title(round.title)}</h2>
      <p>{words.when(listOf(days, language))}</p>
      <p>{words.window(momentOf(round.opensAt, language), momentOf(round.closesAt, language))}</p>
      <div class="entry">
        <div>
          <p>{words.scan}</p>
          <Qr text={`${desk.origin}${desk.to.invitation(letter.link)}`} label={words.qr} />
        </div>
        <div>
          <p>{words.or}</p>
          <p class="address">
            <bdi>{address}</bdi>
          </p>
          <p>{words.code}</p>
          <p class="secret">
            <bdi>{letter.code}</bdi>
          </p>
        </div>
      </div>
      <p>{words.keep}</p>
      {school.phone ? <p>{words.help(phoneOf(school.phone))}</p> : null}
      <p class="other" lang={other}>
        {languages[other].rounds.letter.other(address)}
      </p>
    </article>
  )
}
