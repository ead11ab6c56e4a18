import type { GuardianId } from "../ids.ts"

/** A name as a Dutch school writes it: first name, prefix (tussenvoegsel), surname. */
export type PersonName = { first: string; prefix: string; last: string }

export type Guardian = {
  id: GuardianId
  prefix: string
  last: string
  email: string | null
  phone: string | null
}

function words(...parts: string[]): string {
  let all = ""
  for (const part of parts) if (part !== "") all = all === "" ? part : `${all} ${part}`
  return all
}

/** "Zoë van der Berg" */
export const fullName = (name: PersonName) => words(name.first, name.prefix, name.last)

/** "Berg, Zoë van der": how Dutch lists sort and show names. */
export const sortName = (name: PersonName) =>
  name.last === "" ? words(name.first, name.prefix) : words(`${name.last},`, name.first, name.prefix)

/** Names, groups and rooms in the order people expect: 2 before 10. Made once: `localeCompare` makes it anew for every two. */
export const byName = new Intl.Collator("nl", { numeric: true }).compare

/** "Van der Berg": a surname at the start of a line or in a salutation. */
export function surname(name: { prefix: string; last: string }): string {
  const whole = words(name.prefix, name.last)
  return whole.charAt(0).toLocaleUpperCase("nl") + whole.slice(1)
}

const odd: Record<string, string> = {
  ı: "i",
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
}

/** Text as it is compared: no accents, no case, no punctuation, one spelling of ij and y. */
export function fold(text: string): string {
  return (isPlain.test(text) ? foldPlain(text) : foldAny(text)).replace(/ij/g, "y")
}

// Most names hold no sign beyond the common ones, and an import folds thousands.
const isPlain = /^[ -~]*$/
const foldPlain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "")
const foldAny = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ıłøđðßæœþ]/g, (letter) => odd[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, "")

const prefixes = new Set(
  "van de der den d t n ten ter te op in aan bij het uit von zu la le l du des el al ben bin da dos di do v vd vdr vande vander vanden zum zur af".split(
    " ",
  ),
)

/** The words of a name or prefix; an abbreviation ("v.d."), an elision ("d'") and a hyphen end one. */
const partsOf = (name: string) =>
  name
    .replace(/[’'`]/g, "' ")
    .replace(/\./g, ". ")
    .split(/[\s/-]+/)
    .filter((part) => fold(part) !== "")

/** The surname without its prefix, folded: "v.d. Berg", "van der Berg" and "Berg, van der" are all "berg". */
export function foldSurname(last: string): string {
  const [before = "", ...after] = last.split(",")
  if (after.length > 0 && after.every((part) => isPrefix(part))) return foldSurname(before)
  const parts = partsOf(last)
  while (parts.length > 1 && prefixes.has(fold(parts[0] ?? ""))) parts.shift()
  return fold(parts.join(""))
}

/** Is this nothing but prefixes? "van der", "v.d.", "’t". */
export function isPrefix(text: string): boolean {
  const parts = partsOf(text)
  return parts.length > 0 && parts.every((part) => prefixes.has(fold(part)))
}

/** May these two prefixes belong to one family? Equal, one of them left out, or one the other's abbreviation. */
export function samePrefix(one: string, other: string): boolean {
  const [a, b] = [one, other].map((prefix) => partsOf(prefix).map(wholePart)) as [string[], string[]]
  const [whole, otherWhole] = [a.join(""), b.join("")]
  if (whole === "" || otherWhole === "" || whole === otherWhole) return true
  if (whole === initials(b) || otherWhole === initials(a)) return true
  return (
    a.length === b.length && a.every((part, at) => isShort(part, b[at] ?? "") || isShort(b[at] ?? "", part))
  )
}

const wholePart = (part: string) => (fold(part) === "t" ? "het" : fold(part))
const initials = (parts: string[]) => parts.map((part) => part.charAt(0)).join("")
/** "v" is short for "van", "vd" is not short for anything that is one word. */
const isShort = (part: string, whole: string) =>
  part === whole || (part.length === 1 && whole.startsWith(part))
