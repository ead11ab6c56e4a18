/** So many teachers fit on a screen that people read from the other side of the hall. */
export const perPart = 12
/** How long each part is shown when there are more, in seconds. */
const partSeconds = 12

/** The part of a long list that a screen shows now: everybody comes by in turn. */
export function partNow<Each>(
  all: readonly Each[],
  now: Temporal.Instant,
): { shown: readonly Each[]; part: number; parts: number } {
  const parts = Math.max(1, Math.ceil(all.length / perPart))
  const part = Math.floor(now.epochMilliseconds / 1000 / partSeconds) % parts
  return { shown: all.slice(part * perPart, (part + 1) * perPart), part: part + 1, parts }
}
