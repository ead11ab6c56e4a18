import { Elysia } from "elysia"
import { placeOfTalk } from "../../db/online/talk-places.ts"
import { joiningOf } from "../../db/online/video-links.ts"
import { boardOf, timesOn } from "../../db/talks/boards.ts"
import { cancelBooking, moveBooking } from "../../db/talks/bookings.ts"
import { takenTimes } from "../../db/talks/swaps.ts"
import { noteOfTalk } from "../../db/talks/talk-notes.ts"
import { talkOf, wishedSlot } from "../../db/talks/talks.ts"
import type { Parent } from "../../domain/access/access.ts"
import type { BookingId, SlotId } from "../../domain/ids.ts"
import { toldBy } from "../../domain/messages/message.ts"
import { type BookingRefusal, decideCancellation, entrySequence } from "../../domain/talks/booking.ts"
import { freeFor, nearestTo } from "../../domain/talks/family-round.ts"
import { takesOf } from "../../domain/talks/slot.ts"
import type { SwapRefusal } from "../../domain/talks/swap.ts"
import { calendarFile } from "../../views/calendar.ts"
import { BookingPage, CancelPage, MovePage, MoveTimes, type TalkScreen } from "../../views/parent/booking.tsx"
import { ownMark } from "../../views/parent/live.tsx"
import { placesOf } from "../../views/parent/round-screen.ts"
import type { TalkNoteScreen } from "../../views/parent/talk-note.tsx"
import { type TalkPlace, whereOf } from "../../views/parent/talk-online.tsx"
import { form, idOf, shownTime } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"
import { offOrMissing, showOff } from "./called-off.tsx"
import { wordsToday } from "./evening.ts"
import { swapOf } from "./swap-screen.ts"

/** A talk that stands: looking at it, moving it, cancelling it, putting it in a calendar. */
export const booking = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/afspraak/:booking",
      ({ visit, params, query }) => showTalk(visit, idOf(params.booking), placedIn(query["plek"])),
      { parent: true },
    )
    .get(
      "/:school/afspraak/:booking/agenda.ics",
      ({ visit, params }) => {
        const { talk, screen } = talkScreen(visit, idOf(params.booking))
        const { school, words, to } = visit.frame
        const file = calendarFile(
          {
            ...talk,
            sequence: entrySequence(talk),
            title: words.messages.calendarTitle(school.name),
            place: whereOf(visit.frame, screen),
            url: `${visit.origin}${to.booking(talk.id)}`,
            school: school.name,
            email: school.email,
          },
          "PUBLISH",
          visit.now,
        )
        return new Response(file, {
          headers: {
            "Content-Type": "text/calendar; charset=utf-8; method=PUBLISH",
            "Content-Disposition": 'inline; filename="gesprek.ics"',
          },
        })
      },
      { parent: true },
    )
    .get(
      "/:school/afspraak/:booking/verzetten",
      ({ visit, params }) => showMove(visit, idOf(params.booking)),
      {
        parent: true,
      },
    )
    .post(
      "/:school/afspraak/:booking/verzetten",
      async ({ visit, params, body }) => {
        const wish = { booking: idOf<BookingId>(params.booking), ...body.slot }
        const outcome = await moveBooking(visit.db, visit.visitor, wish, visit.now)
        if (!outcome) return offOrMissing(visit, wish.booking)
        if (!outcome.ok) return showMove(visit, wish.booking, { refusal: outcome.refusal, slot: wish.slot })
        return go(visit, visit.to.moved(outcome.value))
      },
      { parent: true, body: form({ slot: shownTime }) },
    )
    .get(
      "/:school/afspraak/:booking/afzeggen",
      ({ visit, params }) => showCancel(visit, idOf(params.booking)),
      {
        parent: true,
      },
    )
    .post(
      "/:school/afspraak/:booking/afzeggen",
      async ({ visit, params }) => {
        const wish = { booking: idOf<BookingId>(params.booking) }
        const outcome = await cancelBooking(visit.db, visit.visitor, wish, visit.now)
        if (!outcome) return offOrMissing(visit, wish.booking)
        if (!outcome.ok) return showCancel(visit, wish.booking, outcome.refusal)
        return go(visit, visit.to.cancelled(outcome.value))
      },
      { parent: true },
    )

/** Word of a place that was just chosen, as it stands in the address. */
function placedIn(written: string | undefined): "chosen" | "kept" | null {
  if (written === undefined) return null
  return written === "" ? "chosen" : "kept"
}

/** The page of a talk; `said`: its place was just chosen, or why it was not; `note`: what became of a note. */
export function showTalk(
  visit: Visit<Parent>,
  id: BookingId,
  said: TalkPlace["said"],
  note: Partial<TalkNoteScreen> = {},
  notSwapped: SwapRefusal | null = null,
): Response {
  const off = showOff(visit, id)
  if (off) return off
  const { screen } = talkScreen(visit, id)
  const shown = { ...screen, where: { ...screen.where, said }, note: { ...screen.note, ...note } }
  if (notSwapped) shown.swap = { ...screen.swap, said: notSwapped }
  const failed =
    notSwapped !== null ||
    (said !== null && said !== "chosen" && said !== "kept") ||
    (shown.note.said ?? "kept") !== "kept"
  return show(visit, { page: () => <BookingPage frame={visit.frame} screen={shown} /> }, failed ? 409 : 200)
}

/** The talk as its pages show it; who had it and it is off, is sent to where that is said. */
export function talkScreen(visit: Visit<Parent>, id: BookingId) {
  const { db, visitor, request, now } = visit
  const found = talkOf(db, visitor, id)
  const place = found && placesOf(found.family).find(({ teacher }) => teacher.talk?.id === id)
  if (!found || !place) return offOrMissing(visit, id)
  const { talk, family } = found
  const { child, teacher } = place
  const changing = decideCancellation({ round: family.round, booking: talk }, now)
  const screen: TalkScreen = {
    talk,
    round: family.round,
    who: { child: child.name, teacher: teacher.name, rooms: teacher.rooms },
    changeable: changing.ok,
    changeableLater: !changing.ok && changing.refusal.kind === "round-not-open",
    isPast: Temporal.Instant.compare(talk.endsAt, now) <= 0,
    keptUntil: family.keptUntil,
    toldBy: toldBy(family.roads, visit.sms, now),
    today: wordsToday(visit, family),
    note: { ...noteOfTalk(db, visitor, id), said: request.url.endsWith("?bericht") ? "kept" : null },
    swap: swapOf(visit, id),
    moved: request.url.endsWith("?verzet"),
    where: { ...placeOfTalk(db, visitor, talk), joining: joiningOf(db, visitor, talk, now), said: null },
  }
  return { ...found, place, screen }
}

/** The other times of a talk; with why the one that was wished could not be, free or another family's. */
export function showMove(
  visit: Visit<Parent>,
  id: BookingId,
  no?: { refusal: BookingRefusal; slot: SlotId },
  notSwapped: SwapRefusal | null = null,
): Response {
  const { talk, family, versions, place, screen } = talkScreen(visit, id)
  const board = boardOf(visit.db, talk.round, talk.teacher, versions[place.at] ?? 0)
  const others = family.talks.filter((each) => each.id !== id)
  const free = freeFor(timesOn(board, takesOf(talk, family.round), family.round), others, visit.now)
  const at = (no && wishedSlot(visit.db, visit.visitor, talk.round, no.slot)?.at) ?? null
  const refused = no ? { refusal: no.refusal, at, nearest: at ? nearestTo(at, free.times, 3) : [] } : null
  const taken = takenTimes(visit.db, visit.visitor, id, visit.now, visit.sms) ?? { atOnce: [], onAsking: [] }
  const shown = { ...screen, free, refused, taken, notSwapped, own: ownMark(family) }
  return show(
    visit,
    {
      page: () => <MovePage frame={visit.frame} screen={shown} />,
      fragment: () => <MoveTimes frame={visit.frame} screen={shown} />,
    },
    no || notSwapped ? 409 : 200,
  )
}

function showCancel(visit: Visit<Parent>, id: BookingId, refusal?: BookingRefusal): Response {
  const { screen } = talkScreen(visit, id)
  const refused = refusal ? { refusal, at: screen.talk.startsAt, nearest: [] } : null
  return show(
    visit,
    { page: () => <CancelPage frame={visit.frame} screen={screen} refused={refused} /> },
    refusal ? 409 : 200,
  )
}
