import type { HouseholdId } from "../ids.ts"

// Asking once more who has not answered: by which road, and not too often.

/** By which road a home can be reminded; "nothing": it is left alone by order of the school. */
export type ReminderRoad = "email" | "sms" | "letter" | "nothing"

/** What is known of how a home is reached, and of what it got about this round. */
export type Reached = {
  blocked: boolean
  /** It has an e-mail address that works, as far as we know; or a mobile phone and no such address. */
  hasMail: boolean
  hasMobile: boolean
  /** A letter with a code was made for it. */
  hasLetter: boolean
}

/**
 * The road to this home. An SMS says that the code is in the letter, so who got none yet gets that first; `smsLeaves`: can an SMS leave
 * before choosing is over?
 */
export function reminderRoad(home: Reached, smsLeaves: boolean): ReminderRoad {
  if (home.blocked) return "nothing"
  if (home.hasMail) return "email"
  return home.hasMobile && home.hasLetter && smsLeaves ? "sms" : "letter"
}

/** Nobody hears twice about one round within so many hours: an invitation or a letter counts too. */
const rest = { hours: 24 }

/** A home of a round, and when it was last invited by mail, given a letter, or reminded; null: never. */
export type Asked = {
  home: HouseholdId
  road: ReminderRoad
  mailedAt: Temporal.Instant | null
  printedAt: Temporal.Instant | null
  remindedAt: Temporal.Instant | null
}

/**
 * Who is reminded now, by e-mail and by SMS; who needs a letter; and how many wait, because they heard of it within a day. `onPaper`: all
 * whose road is a letter, those who just got one too, for who has to print again.
 */
export type Reminding = {
  email: HouseholdId[]
  sms: HouseholdId[]
  letter: HouseholdId[]
  resting: number
  onPaper: HouseholdId[]
}

/** How many homes were reminded, by each road. */
export type Reminded = { email: number; sms: number }

/** Divides those who have not answered. Who has e-mail and was not invited yet is none of them: that home is invited first. */
export function remindingOf(homes: readonly Asked[], now: Temporal.Instant): Reminding {
  const asked = homes.filter(
    ({ road, mailedAt }) => road !== "nothing" && (road !== "email" || mailedAt !== null),
  )
  const due = asked.filter((home) => !heardWithinDay(home, now))
  const by = (road: ReminderRoad, some: readonly Asked[] = due) =>
    some.filter((each) => each.road === road).map(({ home }) => home)
  return {
    email: by("email"),
    sms: by("sms"),
    letter: by("letter"),
    resting: asked.length - due.length,
    onPaper: by("letter", asked),
  }
}

const heardWithinDay = ({ mailedAt, printedAt, remindedAt }: Asked, now: Temporal.Instant) =>
  [mailedAt, printedAt, remindedAt].some(
    (heard) => heard !== null && Temporal.Instant.compare(heard.add(rest), now) > 0,
  )
