import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus } from "ical-generator"
import type { Feed, FeedTalk } from "../domain/rounds/calendar-feed.ts"
import type { SchoolEntry } from "../domain/school/school.ts"
import { heldAt, readPlaces } from "../domain/talks/place.ts"
import type { Paths } from "../paths.ts"
import { languages } from "./words/languages.ts"
import type { Words } from "./words/nl.ts"

/**
 * All talks of one home or one teacher as a calendar that others subscribe to (RFC 5545, RFC 7986). It names no child and no parent,
 * because calendars are shared and copied to others. The same talks give the same text.
 */
export function calendarFeed(feed: Feed, school: SchoolEntry, origin: string, to: Paths): string {
  const words = languages[feed.language]
  const calendar = ical({
    name: words.feed.name(school.name),
    prodId: { company: "Tienminuten", product: "Tienminuten", language: "NL" },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 60 * 60,
  })
  for (const talk of feed.talks) {
    const page = feed.of === "teacher" ? to.today(null) : talk.isOff ? to.home() : to.booking(talk.booking)
    calendar.createEvent({
      id: talk.uid,
      sequence: talk.sequence,
      stamp: talk.since,
      start: talk.startsAt,
      end: talk.endsAt,
      summary: titleOf(feed, talk, words, school.name),
      location: talk.isOff ? null : placeOf(talk, words, school.name),
      url: `${origin}${page}`,
      status: talk.isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      busystatus: talk.isOff ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    })
  }
  return calendar.toString()
}

function titleOf({ of }: Feed, talk: FeedTalk, words: Words, school: string): string {
  const title = of === "parent" ? words.messages.calendarTitle(school) : words.feed.talk(talk.group)
  return talk.isOff ? words.feed.off(title) : title
}

function placeOf({ place, places, room }: FeedTalk, words: Words, school: string): string {
  const held = heldAt(place, readPlaces(places))
  if (held !== "school") return words.feed.elsewhere[held]
  return room === "" ? school : `${school}, ${words.parts.room(room)}`
}
