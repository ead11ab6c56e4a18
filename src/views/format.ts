import { fullName, type PersonName } from "../domain/people/people.ts"
import { zone } from "../domain/school/school.ts"
import type { Language } from "./words/languages.ts"

// How moments and names look. Everybody reads the clock of Amsterdam.

const locale: Record<Language, string> = { nl: "nl-NL", en: "en-GB" }
const made = new Map<string, Intl.DateTimeFormat>()

function formatter(language: Language, name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language} ${name}`
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale[language], { timeZone: zone, ...options })
  made.set(key, known)
  return known
}

/** "19:10" */
export function timeOfDay(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5)
}

/** "donderdag 12 november" */
export const dayOf = (at: Temporal.Instant, language: Language) =>
  formatter(language, "day", { weekday: "long", day: "numeric", month: "long" }).format(at.epochMilliseconds)

/** "donderdag 12 november", of a day without a time. */
export const dateOf = (date: Temporal.PlainDate, language: Language) => dayOf(noon(date), language)

/** "donderdag 12 november 2026", of a day without a time. */
export const fullDateOf = (date: Temporal.PlainDate, language: Language) => fullDayOf(noon(date), language)

/** "do 12 nov", of a day without a time. */
export const shortDateOf = (date: Temporal.PlainDate, language: Language) => shortDayOf(noon(date), language)

const noon = (date: Temporal.PlainDate) =>
  date.toZonedDateTime({ timeZone: zone, plainTime: "12:00" }).toInstant()

/** "do 12 nov" */
export const shortDayOf = (at: Temporal.Instant, language: Language) =>
  formatter(language, "short", { weekday: "short", day: "numeric", month: "short" })
    .format(at.epochMilliseconds)
    .replace(/\./g, "")

/** "donderdag 12 november 2026" */
export const fullDayOf = (at: Temporal.Instant, language: Language) =>
  formatter(language, "full", { weekday: "long", day: "numeric", month: "long", year: "numeric" })
    .format(at.epochMilliseconds)
    // In English a comma comes after the weekday as soon as the year is there.
    .replace(",", "")

/** "donderdag 12 november, 19:10" */
export const momentOf = (at: Temporal.Instant, language: Language) =>
  `${dayOf(at, language)}, ${timeOfDay(at)}`

/** A list in words: "Noor, Sem en Defne". */
export const listOf = (items: readonly string[], language: Language) =>
  new Intl.ListFormat(locale[language], { type: "conjunction" }).format(items)

/** "Sem, Lotte en Daan de Vries"; who have several surnames each with their own. */
export function namesOf(names: readonly PersonName[], language: Language): string {
  const [one] = names
  const isOne = names.every(
    ({ first, prefix, last }) => first !== "" && prefix === one?.prefix && last === one.last,
  )
  if (!one || !isOne || names.length === 1) return listOf(names.map(fullName), language)
  const first = names.map((name) => name.first)
  return `${listOf(first, language)} ${fullName({ ...one, first: "" })}`
}

const numbers = { nl: new Intl.NumberFormat(locale.nl), en: new Intl.NumberFormat(locale.en) }

/** "1.243" */
export const count = (number: number, language: Language) => numbers[language].format(number)

/** A telephone number that stays on one line. */
export const phoneOf = (phone: string): string => phone.replaceAll(" ", "\u00a0")
