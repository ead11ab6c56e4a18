import { fold, isPrefix, type PersonName } from "../../domain/people/people.ts"
import { clean } from "./text.ts"

// "van" is a prefix wherever it stands; "El" with a capital is part of the surname, and "Ben" may be a first name.
const isSmallPrefix = (word: string) => isPrefix(word) && !/^\p{Lu}/u.test(word)
const isPrefixAtEnd = (word: string) =>
  isPrefix(word) && (isSmallPrefix(word) || /^(van|de|der|den|het|ten|ter|von|v\.?d\.?)$/i.test(word))
const beginsSurname = (word: string) =>
  isPrefixAtEnd(word) || /^(El|Al|Ben|Ait|Aït|Abd|Abou|Oulad|St\.|Sint)$/.test(word)
const wordsOf = (text: string) => text.split(" ").filter(Boolean)

/** "I.H." from "IH": initials as they are shown, when they stand in for a first name. */
export const shownInitials = (initials: string) =>
  /^\p{Lu}{1,6}$/u.test(initials) ? `${[...initials].join(".")}.` : initials

/**
 * A surname that may hold its prefix: "van der Berg", "Berg, van der" and "Berg" with the prefix beside it are one. A prefix
 * with a capital inside the surname stays there, as in Flanders.
 */
export function splitSurname(written: string, prefix: string): { prefix: string; last: string } {
  const [before = "", ...after] = written.split(",").map((part) => part.trim())
  const behind = after.join(" ").trim()
  if (before !== "" && behind !== "" && isPrefix(behind)) return { prefix: prefix || behind, last: before }
  const words = wordsOf(written)
  let count = 0
  while (count < words.length - 1 && isSmallPrefix(words[count]!)) count++
  const inside = words.slice(0, count).join(" ")
  const doubled = prefix !== "" && fold(inside) === fold(prefix)
  return prefix === "" || doubled
    ? { prefix: prefix || inside, last: words.slice(count).join(" ") }
    : { prefix, last: written }
}

/**
 * A whole name in one cell: "Zoë van der Berg", "Berg, Zoë van der", "Berg, van der, Zoë", "van der Berg, Zoë",
 * "Berg van der, Zoë", "Vries, S. (Sem) de". One word is a first name.
 */
export function splitFull(written: string): PersonName {
  const called = clean(/\(([^()]+)\)/.exec(written)?.[1] ?? "")
  const text = clean(written.replace(/\([^()]*\)/g, " "))
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)
  const name = parts.length > 1 ? splitSorted(parts) : splitSpoken(parts[0] ?? "")
  return called && !isPrefix(called) ? { ...name, first: called } : name
}

/** Surname first, with a comma after it. */
function splitSorted([left = "", ...rest]: string[]): PersonName {
  if (rest.length > 1 && isPrefix(rest[0]!))
    return { first: rest.slice(1).join(" "), prefix: rest[0]!, last: left }
  const right = wordsOf(rest.join(" "))
  let from = right.length
  while (from > 0 && isPrefixAtEnd(right[from - 1]!)) from--
  const surname = wordsOf(left)
  let upTo = surname.length
  while (upTo > 1 && isPrefixAtEnd(surname[upTo - 1]!)) upTo--
  const beside = [...surname.slice(upTo), ...right.slice(from)].join(" ")
  const { prefix, last } = splitSurname(surname.slice(0, upTo).join(" "), beside)
  return { first: right.slice(0, from).join(" "), prefix, last }
}

/** First name first. The surname begins at the first prefix, else at the second word. */
function splitSpoken(text: string): PersonName {
  const words = wordsOf(text)
  let from = words.findIndex((word, at) => at > 0 && at < words.length - 1 && beginsSurname(word))
  if (from < 0) {
    from = 1
    while (from < words.length - 1 && isInitials(words[from]!)) from++
  }
  const name = words.slice(from)
  let upTo = 0
  while (upTo < name.length - 1 && isPrefixAtEnd(name[upTo]!) && (upTo > 0 || isSmallPrefix(name[0]!))) upTo++
  return {
    first: words.slice(0, from).join(" "),
    prefix: name.slice(0, upTo).join(" "),
    last: name.slice(upTo).join(" "),
  }
}

const isInitials = (word: string) =>
  /^(\p{Lu}\p{Ll}?\.)+(-?\p{Lu}\.)*$|^\p{Lu}$|^(en|&|\+|e\/o|of)$/u.test(word)
const title =
  /^((de|den)\s+)?(heer|dhr|hr|mevrouw|mevr|mw|familie|fam|gezin|drs|ing|ir|dr|mr|prof)\b\.?\s*((en|&|\/|e\/o)\s+)?/i

/** The surname of a guardian from one cell: without titles, initials and first name. */
export function guardianSurname(written: string): { prefix: string; last: string } {
  let text = clean(written.replace(/\([^()]*\)/g, " "))
  for (let bare = text.replace(title, ""); bare !== text && bare !== ""; bare = text.replace(title, ""))
    text = bare
  if (text.includes(",")) {
    const { prefix, last } = splitFull(text)
    return { prefix, last }
  }
  const words = wordsOf(text)
  const initials = words.findIndex((word) => !isInitials(word))
  const titled = text !== clean(written)
  if (initials > 0 || titled || words.length === 1 || isSmallPrefix(words[0] ?? ""))
    return splitSurname(words.slice(Math.max(initials, 0)).join(" "), "")
  const { prefix, last } = splitFull(text)
  return { prefix, last }
}
