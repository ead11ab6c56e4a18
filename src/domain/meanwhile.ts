// Two people change one thing at once. A form carries the version that its writer saw (`seen`); the verb that saves refuses
// when the version is another by now, and the screen says what the other changed. What was typed stays in the form, which now
// carries the new version: saving again is then a choice. Of a household more is seen than a version says: domain/households/household-sight.ts.

/** Somebody else saved between looking and saving. */
export type ChangedMeanwhile = { kind: "changed-meanwhile" }

/** Refuses when the version that was seen is not the one that is there now. */
export const isStale = <Version extends number | string>(seen: Version | null, now: Version) => seen !== now

/** The fields in which what is there now differs from what was typed. */
export const differing = <Field extends string>(
  now: Record<Field, string>,
  typed: Record<Field, string>,
): Field[] => (Object.keys(now) as Field[]).filter((field) => now[field] !== typed[field])
