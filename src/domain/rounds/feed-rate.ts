/** How often one feed may be asked for in a while: calendars ask every few hours, some every few minutes. */
const feedRate = { times: 20, minutes: 10 } as const

/** How often it was asked for since the while began. */
export type Asked = { since: number; times: number }

/** Counts one more; `wait` is how many seconds to stay away, 0 when it is welcome. Times in milliseconds. */
export function askOnce(known: Asked | undefined, now: number): { asked: Asked; wait: number } {
  const whole = feedRate.minutes * 60_000
  const isFresh = !known || now - known.since >= whole
  const asked = isFresh ? { since: now, times: 1 } : { since: known.since, times: known.times + 1 }
  const wait = asked.times > feedRate.times ? Math.ceil((asked.since + whole - now) / 1000) : 0
  return { asked, wait }
}
