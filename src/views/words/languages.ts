import { en } from "./en.ts"
import { nl, type Words } from "./nl.ts"

export type Language = "nl" | "en"

/** Dutch is the source; every other language says all of it. */
export const languages: Record<Language, Words> = { nl, en }

/** How a language calls itself; order of the switch. */
export const languageNames: Record<Language, string> = { nl: "Nederlands", en: "English" }

export const isLanguage = (word: string): word is Language => Object.hasOwn(languages, word)
