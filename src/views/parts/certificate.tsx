import { type Certificate, type Counts, recordKinds } from "../../domain/privacy/erasing.ts"
import { fullDateOf, fullDayOf, listOf, timeOfDay } from "../format.ts"
import type { Language } from "../words/languages.ts"
import type { Words } from "../words/nl.ts"

/** "1 leerling, 2 gesprekken en 3 berichten" */
export const countsOf = (counts: Counts, words: Words, language: Language) =>
  listOf(
    recordKinds.flatMap((kind) => {
      const count = counts[kind] ?? 0
      return count > 0 ? [words.records.count[kind](count)] : []
    }),
    language,
  )

/** A certificate as names and values, for page and paper alike. */
export function certificateFacts(
  { number, school, city, erased, at, cleanFrom, backup }: Certificate,
  scrubbedAt: Temporal.Instant | null,
  words: Words,
  language: Language,
): [name: string, value: string][] {
  const said = words.records.proof
  const moment = (when: Temporal.Instant) => `${fullDayOf(when, language)}, ${timeOfDay(when)}`
  const counts = countsOf(erased, words, language)
  const whose: [string, string][] = [
    [said.number, number],
    [said.school, city ? `${school}, ${city}` : school],
  ]
  if (backup)
    return [
      ...whose,
      [said.erased, said.everything(counts)],
      [said.at, moment(at)],
      [said.emptied, said.emptiedAt(backup.objects, moment(Temporal.Instant.from(backup.emptyAt)))],
    ]
  return [
    ...whose,
    [said.erased, counts],
    [said.at, moment(at)],
    [said.scrubbed, scrubbedAt ? moment(scrubbedAt) : said.soon],
    [said.clean, said.cleanFrom(fullDateOf(cleanFrom, language))],
  ]
}

/** The same on a page. */
export function CertificateFacts(props: {
  certificate: Certificate
  scrubbedAt: Temporal.Instant | null
  words: Words
  language: Language
}) {
  const { certificate, scrubbedAt, words, language } = props
  return (
    <dl class="facts wide">
      {certificateFacts(certificate, scrubbedAt, words, language).map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  )
}
