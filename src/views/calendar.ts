import ical, {
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator"

/** What a calendar needs to know of a talk. `title` and `place` name no child and no teacher: calendars are shared. */
export type CalendarTalk = {
  uid: string
  sequence: number
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  title: string
  place: string
  /** Our address of the talk. */
  url: string
  school: string
  /** The school's address from which mails come, and the organizer's. */
  email: string
  /** Who receives it by mail; left out in a file that a parent saves. */
  attendee?: string
}

/**
 * A talk as a calendar file (RFC 5545, RFC 5546): PUBLISH to save, REQUEST and CANCEL to mail. Moments are written in UTC,
 * which every calendar shows in its reader's own time and no change of clock can shift.
 */
export function calendarFile(
  talk: CalendarTalk,
  method: "PUBLISH" | "REQUEST" | "CANCEL",
  now: Temporal.Instant,
): string {
  const calendar = ical({
    prodId: { company: "Tienminuten", product: "Tienminuten", language: "NL" },
    method: ICalCalendarMethod[method],
  })
  const event = calendar.createEvent({
    id: talk.uid,
    sequence: talk.sequence,
    stamp: now,
    start: talk.startsAt,
    end: talk.endsAt,
    summary: talk.title,
    location: talk.place,
    url: talk.url,
    description: talk.url,
    status: method === "CANCEL" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.OPAQUE,
    busystatus: method === "CANCEL" ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
  })
  if (talk.email !== "") event.organizer({ name: talk.school, email: talk.email })
  if (talk.attendee !== undefined)
    event.createAttendee({ email: talk.attendee, rsvp: false, status: ICalAttendeeStatus.ACCEPTED })
  return calendar.toString()
}
