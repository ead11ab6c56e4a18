import { type Rooms, roomAt } from "../../domain/rounds/rooms.ts"
import type { BookingRefusal } from "../../domain/talks/booking.ts"
import type { FreeSlot, FreeTimes } from "../../domain/talks/family-round.ts"
import { writeTime } from "../../domain/talks/shown-time.ts"
import { dayOf, timeOfDay } from "../format.ts"
import type { Child, Markup } from "../jsx/jsx-runtime.ts"
import { type Stencil, stencil, text } from "../jsx/stencil.ts"
import type { Frame } from "../layout.tsx"
import { readsOn, sends } from "../parts/htmx.ts"
import { Notice } from "../parts/notice.tsx"
import { liveMark } from "./live.tsx"

/** For whom times are shown: the child, and the teacher as they are called and found. */
export type TimesFor = { child: string; teacher: string; rooms: Rooms }

/** Why a wish was not granted: the time that was wished, and free ones close to it. */
export type Refused = {
  refusal: BookingRefusal
  at: Temporal.Instant | null
  nearest: readonly FreeSlot[]
}

/** "lokaal 12", or null when the school wrote no room. */
export const roomOf = ({ words }: Frame, room: string) => (room === "" ? null : words.parts.room(room))

/** "De Regenboog, lokaal 12" */
export const placeName = (frame: Frame, room: string) =>
  [frame.school.name, roomOf(frame, room)].filter((part) => part !== null).join(", ")

/** Equal for a teacher who is found in the same rooms. */
const foundOf = ({ teacher, rooms }: TimesFor) =>
  rooms.days.length === 0 ? `${teacher} ${rooms.usual}` : `${teacher} ${JSON.stringify(rooms)}`

type Piece = { drawnFor: string; day: string; room: string | null; button: Stencil }

/** A button is drawn once for all children of a teacher: only the child's name differs. */
const pieces = new WeakMap<FreeSlot, Piece>()

function pieceOf(frame: Frame, slot: FreeSlot, { teacher, rooms }: TimesFor, drawnFor: string): Piece {
  const known = pieces.get(slot)
  if (known?.drawnFor === drawnFor) return known
  const time = timeOfDay(slot.startsAt)
  const name = (child: string) =>
    frame.words.parent.time(time, teacher, roomOf(frame, roomAt(rooms, slot.startsAt)), child)
  const button = stencil((hole) => (
    <li>
      <button type="submit" name="slot" value={writeTime(slot.id, slot.startsAt)} aria-label={name(hole(0))}>
        {time}
      </button>
    </li>
  ))
  // One room for the whole round stands at the teacher; else each day says its own.
  const room = rooms.days.length === 0 ? null : roomOf(frame, roomAt(rooms, slot.startsAt))
  const piece = { drawnFor, day: dayOf(slot.startsAt, frame.language), room, button }
  pieces.set(slot, piece)
  return piece
}

type ButtonsProps = {
  frame: Frame
  times: readonly FreeSlot[]
  who: TimesFor
  heading: "h2" | "h3" | "h4"
  focus?: boolean | undefined
}

/** A whole board is the same for most who look: from the second time that it is asked for it is drawn once for all of them. */
const boards = new WeakMap<readonly FreeSlot[], { drawnFor: string; board: Stencil | null }>()

/** Buttons for these times, in order, by day. */
export function Buttons(props: ButtonsProps): Markup {
  const { frame, times, who, heading } = props
  const drawnFor = `${frame.language} ${heading} ${foundOf(who)}`
  const known = boards.get(times)
  if (props.focus || known?.drawnFor !== drawnFor) {
    boards.set(times, { drawnFor, board: null })
    return <Days {...props} />
  }
  known.board ??= stencil((hole) => <Days {...props} who={{ ...who, child: hole(0) }} />)
  const child = text(who.child)
  return known.board(() => child)
}

function Days({ frame, times, who, heading: Heading, focus }: ButtonsProps) {
  const child = text(who.child)
  const drawnFor = `${frame.language} ${foundOf(who)}`
  const days: { day: string; room: string | null; buttons: Markup[] }[] = []
  for (const slot of times) {
    const { day, room, button } = pieceOf(frame, slot, who, drawnFor)
    const last = days.at(-1)
    if (last?.day !== day || last.room !== room) days.push({ day, room, buttons: [] })
    days.at(-1)?.buttons.push(button(() => child))
  }
  return (
    <>
      {days.map(({ day, room, buttons }, at) => (
        <>
          <Heading class="day" {...readsOn(focus === true && at === 0)}>
            {day}
            {room === null ? null : <span class="hint"> {room}</span>}
          </Heading>
          <ul class="times" aria-label={day}>
            {buttons}
          </ul>
        </>
      ))}
    </>
  )
}

/** One form with a button per free time; what was refused is said right above them, with the nearest times. */
export function Times(props: {
  frame: Frame
  action: string
  /** The id of what a choice changes. */
  target: `#${string}`
  free: FreeTimes
  who: TimesFor
  heading: "h2" | "h3" | "h4"
  none: string
  refused?: Refused | null
  /** Reading goes on at the first day: the times were just asked for. */
  focus?: boolean
  /** Hidden fields. */
  children?: Child
  /** How many slots in a row the talk takes; left out: one. */
  takes?: number
  /** Stands where the buttons will be, when they are drawn apart. */
  hole?: string | undefined
}) {
  const { frame, action, free, who, heading } = props
  const words = frame.words.parent.times
  if (free.times.length === 0)
    return (
      <>
        {props.refused ? <RefusalNotice frame={frame} refused={props.refused} /> : null}
        <p>{free.clash ? words.clash : props.none}</p>
      </>
    )
  return (
    <form
      class="choose"
      data-takes={(props.takes ?? 1) > 1 ? liveMark("", props.takes ?? 1) : undefined}
      {...sends(action, props.target)}
    >
      {props.children}
      {props.refused ? (
        <RefusalNotice frame={frame} refused={props.refused}>
          {props.refused.nearest.length > 0 ? (
            <>
              <p>{words.nearest}</p>
              <Buttons frame={frame} times={props.refused.nearest} who={who} heading={heading} />
            </>
          ) : null}
        </RefusalNotice>
      ) : null}
      {props.hole ?? (
        <Buttons frame={frame} times={free.times} who={who} heading={heading} focus={props.focus} />
      )}
    </form>
  )
}

/** Why it was not done, and what to do now. Reading goes on here. */
export function RefusalNotice({
  frame,
  refused,
  about,
  children,
}: {
  frame: Frame
  refused: Refused
  /** Which talk it is about, where that is not plain. */
  about?: string
  children?: Child
}) {
  const { refusal } = refused
  const words = frame.words.parent.refusal[refusal.kind]
  const minutes = refusal.kind === "does-not-fit" ? frame.words.parts.minutes(refusal.minutes) : ""
  return (
    <Notice kind="wrong" focus>
      <p class="title">{words.title(refused.at ? timeOfDay(refused.at) : "", minutes)}</p>
      {about ? (
        <p>
          <strong>{about}</strong>
        </p>
      ) : null}
      <p>{words.how}</p>
      {children}
    </Notice>
  )
}
