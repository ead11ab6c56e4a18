import { toldAt } from "../../db/messages/messages.ts"
import { questionOf } from "../../db/talks/swap-questions.ts"
import { alsoTimes } from "../../db/talks/swap-times.ts"
import type { Parent } from "../../domain/access/access.ts"
import type { BookingId } from "../../domain/ids.ts"
import type { SwapScreen } from "../../views/parent/swap.tsx"
import type { Visit } from "../guards.ts"

/** What a talk's page says about changing places. */
export function swapOf({ db, visitor, now, request, sms }: Visit<Parent>, booking: BookingId): SwapScreen {
  const times = alsoTimes(db, visitor, booking, now) ?? []
  const question = questionOf(db, visitor, booking, now)
  // Who asked is told by then what came of it; by SMS not at night.
  const told = question?.by === "us" ? toldAt(db, visitor.household, question.until, sms) : null
  return {
    question: question && told ? { ...question, until: told } : question,
    mayTick: times.length > 0,
    ticked: times.filter(({ ticked }) => ticked).map(({ startsAt }) => startsAt),
    said: request.url.endsWith("?blijft") ? "stays" : request.url.endsWith("?ook") ? "kept" : null,
  }
}
