/** Signs that nobody sees and that make two equal names differ: zero-width, soft hyphen, direction marks, BOM. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const plain = /^[!-~]+$/
const longest = 256

/** A value as it is kept: one spelling of accents, single blanks, no blanks around it, no invisible signs, at most 256 signs. */
export function clean(text: string): string {
  if (plain.test(text) && text.length <= longest) return text
  return text
    .normalize("NFC")
    .replace(unseen, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, longest)
    .trimEnd()
}

const nothing = /^(-+|\.+|\?+|x+|geene?|n\.?v\.?t\.?|onbekend|n\.?b\.?|niet bekend|leeg|null|none|n\/a)$/i

/** Does this text say that there is nothing to say? "nvt", "geen", "-". */
export const saysNothing = (text: string) => text === "" || nothing.test(text)
