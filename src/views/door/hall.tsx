import { dateOf, timeOfDay } from "../format.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import { Document, type Frame, Mark } from "../layout.tsx"

/** How it goes at a teacher, for everybody in the hall: where and how late, never who comes. */
export type HallLine = {
  name: string
  room: string
  now: Temporal.Instant | null
  next: Temporal.Instant | null
  late: number | null
  /** The teacher tapped nothing for so long that nothing is said of it. */
  isQuiet: boolean
  talks: number
}

export type HallScreen = {
  title: string
  now: Temporal.Instant
  day: Temporal.PlainDate | null
  /** Before the day: "later"; after it: "past". */
  when: "today" | "later" | "past"
  lines: readonly HallLine[]
  /** With many teachers they come by in parts. */
  part: number
  parts: number
  address: string
}
type Props = { frame: Frame; screen: HallScreen }

/** The screen in the hall: read from afar, by everybody, touched by nobody. */
export function HallPage({ frame, screen }: Props) {
  return (
    <HallDocument frame={frame} title={screen.title}>
      <Hall frame={frame} screen={screen} />
    </HallDocument>
  )
}

function HallDocument({ frame, title, children }: { frame: Frame; title: string; children: Child }) {
  return (
    <Document
      language={frame.language}
      words={frame.words}
      stage="hall"
      refresh={20}
      title={`${title} · ${frame.school.name}`}
      header={
        <p class="brand">
          <Mark />
          <span>{frame.school.name}</span>
        </p>
      }
    >
      {children}
    </Document>
  )
}

/** What changes; it asks for itself anew every few seconds. */
export function Hall({ frame, screen }: Props) {
  const words = frame.words.evening.hall
  const day = screen.day ? dateOf(screen.day, frame.language) : ""
  return (
    <section id="hall" data-hx-get={screen.address} data-hx-trigger="every 5s" data-hx-swap="outerHTML">
      <div class="hall-head">
        <h1>{screen.title}</h1>
        <p class="hall-clock">
          <span class="hidden">{words.now} </span>
          {timeOfDay(screen.now)}
        </p>
      </div>
      {screen.when === "today" ? null : (
        <p class="hall-say">{screen.when === "later" && day ? words.later(day) : words.past}</p>
      )}
      {screen.when === "past" ? null : (
        <ul class="hall-lines">
          {screen.lines.map((line) => (
            <Line frame={frame} line={line} runs={screen.when === "today" && !line.isQuiet} />
          ))}
        </ul>
      )}
      {screen.parts > 1 ? <p class="hall-part">{words.part(screen.part, screen.parts)}</p> : null}
    </section>
  )
}

function Line({ frame, line, runs }: { frame: Frame; line: HallLine; runs: boolean }) {
  const words = frame.words.evening.hall
  return (
    <li>
      <span class="who">{line.name}</span>
      <span class="room">{line.room === "" ? "" : frame.words.parts.room(line.room)}</span>
      <span class="at">
        {runs && line.now ? `${words.now} ${timeOfDay(line.now)}` : null}
        {runs && !line.now && line.next ? words.nextAt(timeOfDay(line.next)) : null}
      </span>
      {runs ? <Runs frame={frame} line={line} /> : null}
    </li>
  )
}

function Runs({ frame, line }: { frame: Frame; line: HallLine }) {
  const words = frame.words.evening.hall
  const { late, talks } = line
  if (late === null) {
    const isOver = talks > 0 && !line.now && !line.next
    return <span class="runs">{isOver ? words.finished : line.now || talks === 0 ? "" : words.notBegun}</span>
  }
  return late < 2 ? (
    <span class="runs good">{words.onTime}</span>
  ) : (
    <span class="runs late">{words.late(late)}</span>
  )
}

/** An address that shows nothing, or nothing any more. */
export function HallClosedPage({ frame }: { frame: Frame }) {
  return (
    <HallDocument frame={frame} title={frame.words.evening.hall.closedTitle}>
      <HallClosed frame={frame} />
    </HallDocument>
  )
}

/** The same where the screen hung until now. */
export function HallClosed({ frame }: { frame: Frame }) {
  const words = frame.words.evening.hall
  return (
    <section id="hall">
      <h1>{words.closedTitle}</h1>
      <p class="hall-say">{words.closed}</p>
    </section>
  )
}
