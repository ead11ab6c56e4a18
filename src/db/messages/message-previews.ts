import type { Office } from "../../domain/access/access.ts"
import type { HouseholdId } from "../../domain/ids.ts"
import { oneLine } from "../../domain/messages/message.ts"
import { sampleMessage } from "../../domain/messages/message-sample.ts"
import { surname } from "../../domain/people/people.ts"
import { linesOf } from "../households/household-lists.ts"
import type { Db } from "../open.ts"
import type { TextKey } from "./message-texts.ts"
import { talksToCome } from "./told-talks.ts"

/** Households to try a text on: the first so many with a talk to come. */
export function householdsToTry(db: Db, _office: Office, most: number, now: Temporal.Instant) {
  const ids = db
    .sql<{ id: HouseholdId }, [string, number]>(
      "SELECT household_id AS id FROM bookings WHERE starts_at > ? GROUP BY household_id ORDER BY min(starts_at) LIMIT ?",
    )
    .all(now.toString(), most)
  return linesOf(
    db,
    ids.map(({ id }) => id),
  )
}

/** This message as this household would read it now; with an invented talk when it has none to come, or when no household is given. */
export function previewMessage(
  db: Db,
  _office: Office,
  { kind, channel, language }: TextKey,
  household: HouseholdId | null,
  now: Temporal.Instant,
) {
  const [line] = household === null ? [] : linesOf(db, [household])
  const reader =
    line?.guardians.map((guardian) => oneLine(surname(guardian))).find((name) => name !== "") ?? ""
  const sample = sampleMessage(kind, { by: channel, to: "ouder@voorbeeld.example", language, reader }, now)
  const [talk, ...more] = line ? talksToCome(db, line.id, now) : []
  if ("title" in sample) return { ...sample, title: lastTitle(db) ?? sample.title }
  if (!talk) return sample
  const day = talk.startsAt.toZonedDateTimeISO("Europe/Amsterdam").toPlainDate()
  const sameDay = more.filter(({ startsAt }) =>
    startsAt.toZonedDateTimeISO("Europe/Amsterdam").toPlainDate().equals(day),
  )
  if ("talks" in sample) return { ...sample, talks: [talk, ...sameDay] as typeof sample.talks }
  if (!("talk" in sample)) return sample
  const wasAt = kind === "booking-moved" ? talk.startsAt.subtract({ minutes: 30 }) : null
  return { ...sample, talk: { ...talk, wasAt } }
}

const lastTitle = (db: Db) => {
  const row = db.sql<{ title: string }, []>("SELECT title FROM rounds ORDER BY id DESC LIMIT 1").get()
  return row && oneLine(row.title)
}
