/** A set of times is held for a household so many minutes at a time, and so many in all: longer would keep others out. */
const holding = { minutes: 5, mostMinutes: 15 } as const

/** Until when a hold that began then lasts when it is asked for now; null when it had its time. */
export function holdUntil(since: Temporal.Instant, now: Temporal.Instant): Temporal.Instant | null {
  const [asked, most] = [now.add({ minutes: holding.minutes }), since.add({ minutes: holding.mostMinutes })]
  const until = Temporal.Instant.compare(asked, most) < 0 ? asked : most
  return Temporal.Instant.compare(now, until) < 0 ? until : null
}
