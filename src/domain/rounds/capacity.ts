/**
 * What a teacher has, and what is still asked: `waiting` is about how many talks families of their pupils have yet to choose, and `needs`
 * how many times those take. A longer talk counts for all its times.
 */
export type Capacity = { slots: number; taken: number; pupils: number; waiting: number; needs: number }

/** How many times are too few when everybody still to choose does; 0 when there is room for all. */
export const shortageOf = ({ slots, taken, needs }: Capacity): number =>
  Math.max(0, needs - Math.max(0, slots - taken))

/** The same as parts of one line that is 100 long: taken, still asked and possible, open beyond that, and asked in vain. */
export function partsOf(capacity: Capacity): { taken: number; asked: number; open: number; short: number } {
  const { slots, taken, needs } = capacity
  const short = shortageOf(capacity)
  const whole = Math.max(1, Math.max(slots, taken) + short)
  const part = (count: number) => Math.round((10_000 * count) / whole) / 100
  const asked = Math.max(0, needs - short)
  return {
    taken: part(taken),
    asked: part(asked),
    open: part(Math.max(0, slots - taken - asked)),
    short: part(short),
  }
}
