import { Elysia } from "elysia"
import { wordsForFamily } from "../../db/evenings/evenings.ts"
import type { Look } from "../../db/talks/talks.ts"
import { lookAtRound } from "../../db/talks/talks.ts"
import type { Parent } from "../../domain/access/access.ts"
import type { Word } from "../../domain/evenings/evening.ts"
import type { BookingId } from "../../domain/ids.ts"
import { lateSaid } from "../../views/parent/late.tsx"
import { idOf } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { missing } from "../htmx.ts"
import { sameOr } from "../unchanged.ts"

/** How the evening runs for this family's own talks, in a sentence each: asked every few seconds by each page that is open. */
export const running = (parts: Parts) =>
  new Elysia().use(guards(parts)).get(
    "/:school/gesprekken/:round/loopt",
    ({ visit, params }) => {
      const look = lookAtRound(visit.db, visit.visitor, idOf(params.round))
      if (!look) return missing()
      const said = [...(wordsToday(visit, look.family) ?? [])].map(
        ([booking, word]) => [booking, [word?.kind ?? "", lateSaid(visit.frame, word)]] as const,
      )
      const text = JSON.stringify(Object.fromEntries(said))
      return sameOr(
        visit,
        text,
        (headers) => new Response(text, { headers: { "Content-Type": "application/json", ...headers } }),
      )
    },
    { parent: true },
  )

/** What this family hears of each of its talks today; null on a day without. */
export function wordsToday(
  { db, visitor, now }: Visit<Parent>,
  { round, firstDay }: Look["family"],
): ReadonlyMap<BookingId, Word | null> | null {
  // Before the first day, which is nearly always, nothing is asked.
  if (firstDay === null || now.toString() < firstDay) return null
  const words = wordsForFamily(db, visitor, round.id, now)
  return words.size > 0 ? words : null
}

/** The same as a text, for the mark of a page. */
export const factsOfWords = (words: ReturnType<typeof wordsToday>) =>
  words ? JSON.stringify([...words].map(([booking, word]) => [booking, word])) : ""
