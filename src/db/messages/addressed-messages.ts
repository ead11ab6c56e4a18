import type { HouseholdId, RoundId } from "../../domain/ids.ts"
import {
  type AddressedMessage,
  oneLine,
  type Road,
  roadTo,
  type TextTest,
  type ToldTalk,
} from "../../domain/messages/message.ts"
import { sampleMessage } from "../../domain/messages/message-sample.ts"
import type { TalkFacts } from "../../domain/messages/talk-news.ts"
import { type PersonName, surname } from "../../domain/people/people.ts"
import { unansweredHomes } from "../../domain/rounds/answers.ts"
import { phase } from "../../domain/rounds/round.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import { hashToken } from "../../sealing.ts"
import { invitationOf } from "../access/invitations.ts"
import type { Db } from "../open.ts"
import { roomsText } from "../rounds/rooms.ts"
import { pupilsInRound } from "../rounds/round-pupils.ts"
import { findRound } from "../rounds/round-setup.ts"
import { isOfHome } from "../talks/booking-facts.ts"
import { alongText } from "../talks/pairs.ts"
import { questionOf } from "../talks/swap-questions.ts"
import { lastChoice, roundFor } from "../upheavals/second-chances.ts"
import type { ClaimedMessage, OfferFacts } from "./messages.ts"
import { talkOf, talksOfDay, told } from "./told-talks.ts"
import { waitOf } from "./told-waits.ts"

// Names, addresses and doors are looked up at the moment of sending: what changed meanwhile is told as it is now.

/**
 * A message with its names, and where it goes. Null when it is no longer true or for nobody: the guardian left the household or
 * has no address, the talk is off or over, the round has closed, the link was used.
 */
export async function addressMessage(
  db: Db,
  message: ClaimedMessage,
  now: Temporal.Instant,
): Promise<AddressedMessage | null> {
  if (message.kind === "staff-setup" || message.kind === "staff-recovery")
    return toStaff(db, message, message.kind, now)
  if (message.kind === "text-test") return testFor(db, message, now)
  const reader = guardianOf(db, message)
  const road = reader && roadTo(reader)
  if (!reader || !road) return null
  const to = { ...road, language: reader.language, reader: oneLine(surname(reader)) }
  if (message.kind === "reminder") {
    const talks = talksOfDay(db, message, now)
    return talks && { ...to, kind: message.kind, talks }
  }
  if (message.kind === "invitation" || message.kind === "invitation-reminder")
    return invitationFor(db, message, message.kind, reader, to, now)
  if (message.kind === "parent-link") {
    const door = road.by === "sms" ? null : await openDoor(db, message, now)
    return door && { ...to, kind: message.kind, ...door }
  }
  if (message.kind === "time-offered") {
    const talk = offerOf(db, message, road.by === "email" ? reader : null, now)
    return talk && { ...to, kind: message.kind, talk }
  }
  if (message.kind === "waiting-changed") {
    const talk = waitOf(db, message, now)
    return talk && { ...to, kind: message.kind, talk }
  }
  if (message.kind === "swap-asked" || message.kind === "swap-over") {
    const talk = swapOf(db, message, message.kind, road.by === "email" ? reader : null, now)
    return talk && { ...to, kind: message.kind, talk }
  }
  const talk = talkOf(db, message, message.kind, now)
  if (!talk || message.kind !== "booking-cancelled") return talk && { ...to, kind: message.kind, talk }
  const choose = choosingAgain(db, message, talk.bySchool && road.by === "email" ? reader : null, now)
  return { ...to, kind: message.kind, talk: { ...talk, ...choose } }
}

type Reader = {
  prefix: string
  last: string
  email: string | null
  phone: string | null
  language: "nl" | "en"
  generation: number
}
type Addressed = Road & { language: "nl" | "en"; reader: string }

const guardianOf = (db: Db, { guardian, household }: ClaimedMessage) =>
  db
    .sql<Reader, [number | null, number | null]>(
      `SELECT g.prefix, g.last, g.email, g.phone, h.language, h.code_generation AS generation
         FROM guardians g JOIN households h ON h.id = g.household_id
        WHERE g.id = ? AND h.id = ? AND h.blocked = 0`,
    )
    .get(guardian, household)

/** An invitation goes by mail only; the reminder by SMS only to who was given a letter, for the code is in there. */
function invitationFor(
  db: Db,
  message: ClaimedMessage,
  kind: "invitation" | "invitation-reminder",
  reader: Reader,
  to: Addressed,
  now: Temporal.Instant,
): AddressedMessage | null {
  const [round, household] = [message.round as RoundId, message.household as HouseholdId]
  if (kind === "invitation" && to.by === "sms") return null
  if (kind === "invitation-reminder") {
    const pupils = pupilsInRound(db, round, household).values()
    if (!unansweredHomes(pupils).has(household)) return null
  }
  const { link, linkHash } = invitationOf(db.keys, household, round, reader.generation)
  const found = db
    .sql<{ title: string; opensAt: string; closesAt: string }, [number, number, string, string, string]>(
      `SELECT r.title, r.opens_at AS opensAt, r.closes_at AS closesAt
         FROM invitations i JOIN rounds r ON r.id = i.round_id
        WHERE i.round_id = ? AND i.household_id = ? AND i.link_hash = ? AND r.published_at IS NOT NULL AND r.closes_at > ?
          AND (? = 'email' OR i.printed_at IS NOT NULL)`,
    )
    .get(round, household, linkHash, now.toString(), to.by)
  return (
    found && {
      ...to,
      kind,
      title: oneLine(found.title),
      token: link,
      opensAt: Temporal.Instant.from(found.opensAt),
      closesAt: Temporal.Instant.from(found.closesAt),
    }
  )
}

/** A time that is still held for this household, with its way to it; null when it was answered or went to somebody else. */
function offerOf(
  db: Db,
  message: ClaimedMessage,
  reader: Reader | null,
  now: Temporal.Instant,
): ToldTalk | null {
  const facts = JSON.parse(message.facts) as OfferFacts
  const found = db
    .sql<
      PersonName & {
        along: string
        until: string
        pupil: string
        rooms: string
        title: string
        places: string
        usual: number
      },
      [number, number | null, string, string, string]
    >(
      `SELECT h.until, p.first AS pupil, t.first, t.prefix, t.last, ${alongText("t.id", "r.id")} AS along, ${roomsText("rt")} AS rooms, r.title, r.places, r.slot_minutes AS usual
         FROM holds h JOIN slots s ON s.id = h.slot_id JOIN pupils p ON p.id = h.pupil_id JOIN teachers t ON t.id = s.teacher_id
         JOIN rounds r ON r.id = h.round_id LEFT JOIN round_teachers rt ON rt.round_id = r.id AND rt.teacher_id = t.id
        WHERE h.slot_id = ? AND h.household_id = ? AND h.offer = 1 AND h.until > ? AND ${isOfHome("h.household_id", "h.pupil_id")}
          AND (SELECT min(e.starts_at) = ? AND max(e.ends_at) = ? FROM holds o JOIN slots e ON e.id = o.slot_id WHERE o.offer = 1
            AND o.household_id = h.household_id AND o.round_id = h.round_id AND o.pupil_id = h.pupil_id AND e.teacher_id = s.teacher_id)`,
    )
    .get(facts.slot, message.household, now.toString(), facts.startsAt, facts.endsAt)
  if (!found) return null
  const { round, household } = message
  const token = round === null || household === null ? null : wayIn(db, round, household, reader)
  return {
    ...told({ ...facts, ...found, booking: 0, uid: "", sequence: 0, place: null }),
    choose: { until: Temporal.Instant.from(found.until), token },
  }
}

/** A talk that another family asks for, with its way to the answer; null when there is nothing to answer any more. Or one that stays. */
function swapOf(
  db: Db,
  message: ClaimedMessage,
  kind: "swap-asked" | "swap-over",
  reader: Reader | null,
  now: Temporal.Instant,
): ToldTalk | null {
  const { round, household } = message
  const talk = talkOf(db, message, "booking-confirmed", now)
  if (!talk || round === null || household === null) return talk
  if (kind === "swap-over") return staysAt(db, talk) ? talk : null
  const question = questionOf(db, { role: "parent", household }, talk.booking, now)
  if (question?.by !== "them") return null
  const token = wayIn(db, round, household, reader)
  return { ...talk, question: { at: question.other, until: question.until, token } }
}

/** Is it still where it was when nobody wanted to change? Where it went is told by itself. */
const staysAt = (db: Db, { booking, startsAt }: ToldTalk) =>
  db.sql("SELECT 1 FROM bookings WHERE id = ? AND starts_at = ?").get(booking, startsAt.toString()) !== null

/** Until when this household can choose another time for this child, if there is one and it has none again; with its own way in where nobody is there to sign in. */
function choosingAgain(
  db: Db,
  { round, household, facts }: ClaimedMessage,
  reader: Reader | null,
  now: Temporal.Instant,
): Pick<ToldTalk, "choose"> {
  const { pupil, teacher } = JSON.parse(facts) as TalkFacts & Pick<Booking, "pupil" | "teacher">
  const found = round === null ? null : findRound(db, round)
  if (!found || round === null || household === null) return {}
  const theirs = roundFor(db, found, household)
  if (phase(theirs, now) !== "open") return {}
  const last = lastChoice(db, { round, household, pupil, teacher }, now)
  if (!last) return {}
  const until = Temporal.Instant.compare(last, theirs.closesAt) < 0 ? last : theirs.closesAt
  return { choose: { until, token: wayIn(db, round, household, reader) } }
}

/** The reader's own link to a round, where it was given out; null otherwise. */
function wayIn(db: Db, round: RoundId, household: HouseholdId, reader: Reader | null): string | null {
  const way = reader && invitationOf(db.keys, household, round, reader.generation)
  const isOpen =
    way &&
    db
      .sql("SELECT 1 FROM invitations WHERE round_id = ? AND household_id = ? AND link_hash = ?")
      .get(round, household, way.linkHash) !== null
  return isOpen ? way.link : null
}

async function toStaff(
  db: Db,
  message: ClaimedMessage,
  kind: "staff-setup" | "staff-recovery",
  now: Temporal.Instant,
): Promise<AddressedMessage | null> {
  const door = await openDoor(db, message, now)
  const reader = db
    .sql<{ name: string; email: string }, [number | null]>(
      "SELECT name, email FROM staff WHERE id = ? AND removed_at IS NULL",
    )
    .get(message.staff)
  if (!door || !reader) return null
  const name = oneLine(reader.name)
  return { by: "email", to: reader.email, language: "nl", reader: name, kind, name, ...door }
}

/** An invented message in a text of the school, to the member of staff who wants to see it. */
async function testFor(
  db: Db,
  message: ClaimedMessage,
  now: Temporal.Instant,
): Promise<AddressedMessage | null> {
  const { of, channel, language, sealed } = JSON.parse(message.facts) as TextTest & { sealed?: string }
  const reader = db
    .sql<{ name: string; email: string }, [number | null]>(
      "SELECT name, email FROM staff WHERE id = ? AND removed_at IS NULL",
    )
    .get(message.staff)
  const to = channel === "email" ? reader?.email : sealed && (await db.keys.open(sealed, message.kind))
  if (!reader || !to) return null
  return sampleMessage(of, { by: channel, to, language, reader: oneLine(reader.name) }, now)
}

/** The token of a way in that still works, and until when. */
async function openDoor(db: Db, message: ClaimedMessage, now: Temporal.Instant) {
  const { sealed } = JSON.parse(message.facts) as { sealed?: string }
  const token = sealed === undefined ? null : await db.keys.open(sealed, message.kind)
  if (token === null) return null
  const ticket = db
    .sql<{ until: string }, [string, string]>(
      "SELECT expires_at AS until FROM entry_tickets WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?",
    )
    .get(hashToken(token), now.toString())
  return ticket && { token, until: Temporal.Instant.from(ticket.until) }
}
