/** A table to be kept as a file: a line of headings, and lines of texts. */
export type Sheet = { name: string; headings: readonly string[]; rows: readonly (readonly string[])[] }

/** The lists that a school can keep: everybody, who talks when, and who did not choose yet. */
export const listKinds = ["pupils", "talks", "unanswered"] as const
export type ListKind = (typeof listKinds)[number]

/** What a list can be kept as. */
export const sheetFiles = ["csv", "xlsx"] as const
export type SheetFile = (typeof sheetFiles)[number]
