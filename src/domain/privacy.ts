/** Where data is kept, and how long after the end it stays in backups. Said on the privacy page; the same as in our agreement. */
export const keeping = { backupDays: 7, place: "Amsterdam", backupPlace: "Noord-Brabant" } as const

/** The choice of language is kept a year, in days. */
export const languageDays = 365
