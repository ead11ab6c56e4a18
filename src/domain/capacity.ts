/** What a teacher has, and what is still asked: `waiting` is about how many talks families of their pupils have yet to choose. */
export type Capacity = { slots: number; taken: number; pupils: number; waiting: number }

/** How many talks find no time when everybody still to choose does; 0 when there is room for all. */
export const shortageOf = ({ slots, taken, waiting }: Capacity): number =>
  Math.max(0, waiting - Math.max(0, slots - taken))

/** The same as parts of one line that is 100 long: taken, still asked and possible, open beyond that, and asked in vain. */
export function partsOf(capacity: Capacity): { taken: number; asked: number; open: number; short: number } {
  const { slots, taken, waiting } = capacity
  const short = shortageOf(capacity)
  const whole = Math.max(1, Math.max(slots, taken) + short)
  const part = (count: number) => Math.round((10_000 * count) / whole) / 100
  const asked = Math.max(0, waiting - short)
  return {
    taken: part(taken),
    asked: part(asked),
    open: part(Math.max(0, slots - taken - asked)),
    short: part(short),
  }
}
