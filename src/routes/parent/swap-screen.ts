import { questionOf } from "../../db/swap-questions.ts"
import { alsoTimes } from "../../db/swap-times.ts"
import type { Parent } from "../../domain/access.ts"
import type { BookingId } from "../../domain/ids.ts"
import type { SwapScreen } from "../../views/parent/swap.tsx"
import type { Visit } from "../guards.ts"

/** What a talk's page says about changing places. */
export const swapOf = ({ db, visitor, now, request }: Visit<Parent>, booking: BookingId): SwapScreen => ({
  question: questionOf(db, visitor, booking, now),
  ticked: (alsoTimes(db, visitor, booking, now) ?? [])
    .filter(({ ticked }) => ticked)
    .map(({ startsAt }) => startsAt),
  said: request.url.endsWith("?blijft") ? "stays" : request.url.endsWith("?ook") ? "kept" : null,
})
