import { isOffice } from "../../domain/access.ts"
import { type OnlineRound, type OnlineSlot, readyIn, type TeacherOnline } from "../../domain/online-round.ts"
import type { PasteRefusal } from "../../domain/pasted-link.ts"
import { places } from "../../domain/place.ts"
import type { AccountProvider } from "../../domain/video-meeting.ts"
import { dayOf, timeOfDay } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Choices, Field } from "../parts/field.tsx"
import { Empty, Notice } from "../parts/notice.tsx"
import { NoTeacher } from "./agenda.tsx"
import { Run, type RunScreen } from "./video-run.tsx"

/** What was just done, or what was wrong with what was typed. */
export type VideoSaid =
  | { kind: "pasted"; count: number }
  | { kind: "pasted-dropped" | "places-saved" | "jitsi-saved" | "linked" | "up-to-date" }
  | { kind: "link-refused"; refusal: PasteRefusal["kind"]; typed: string }
  | { kind: "host-refused"; typed: string }

export type VideoScreen = {
  round: OnlineRound
  said: VideoSaid | null
  /** Links from one's own account; null: none is linked in this browser. */
  run: RunScreen | null
  /** Which accounts can be linked here. */
  offers: readonly AccountProvider[]
  /** How many meetings of this member of staff wait to be moved or dropped. */
  todo: number
}
type Props = { frame: Frame; screen: VideoScreen }

/** Talks online in one round: links for my own talks, whose links my colleagues have, and for the office where talks may be. */
export function VideoPage({ frame, screen }: Props) {
  const { round, said } = screen
  const words = frame.words.online
  const isOn = round.places.includes("online")
  const failed = said?.kind === "link-refused" || said?.kind === "host-refused"
  return (
    <StaffPage frame={frame} title={words.title} here="agenda" failed={failed}>
      <div class="stack">
        <p class="hint">{round.title}</p>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </div>
      <Said frame={frame} said={said} />
      {screen.todo > 0 && !screen.run ? (
        <Notice kind="careful">
          <p>{words.todo(screen.todo, round.title)}</p>
        </Notice>
      ) : null}
      {isOn || screen.todo > 0 ? <Account frame={frame} screen={screen} /> : null}
      {isOn ? null : (
        <Empty title={words.off}>{isOffice(frame.visitor) ? null : <p>{words.offHow}</p>}</Empty>
      )}
      {isOn && round.mine ? <Mine frame={frame} screen={screen} mine={round.mine} /> : null}
      {isOn && !round.mine && !isOffice(frame.visitor) ? <NoTeacher frame={frame} /> : null}
      {isOn ? <Colleagues frame={frame} teachers={round.teachers} /> : null}
      {isOffice(frame.visitor) ? <Allowed frame={frame} screen={screen} /> : null}
    </StaffPage>
  )
}

function Said({ frame, said }: { frame: Frame; said: VideoSaid | null }) {
  const words = frame.words.online
  const done = {
    pasted: (count: number) => words.paste.done(count),
    "pasted-dropped": () => words.paste.dropped,
    "places-saved": () => words.school.saved,
    "jitsi-saved": () => words.school.jitsiSaved,
    linked: () => words.account.linkedNow,
    "up-to-date": () => words.run.done,
  }
  if (!said || said.kind === "link-refused" || said.kind === "host-refused") return null
  return (
    <Notice kind="done" focus>
      <p>{done[said.kind]("count" in said ? said.count : 0)}</p>
    </Notice>
  )
}

/** Links from one's own account, or the way to link one. */
function Account({ frame, screen }: Props) {
  const words = frame.words.online
  const { round, run, offers } = screen
  if (run) return <Run frame={frame} round={round.round} screen={run} />
  if (!round.mine) return null
  return (
    <section class="card stack" aria-labelledby="account">
      <h2 id="account">{words.run.title}</h2>
      <p>{offers.length > 0 ? words.run.linkHow : words.account.noneReady}</p>
      {offers.length > 0 ? (
        <p class="actions">
          {offers.map((provider) => (
            <a class="button" href={frame.to.videoLink(provider, round.round)}>
              {words.account.link(words.providers[provider])}
            </a>
          ))}
        </p>
      ) : null}
      <p class="hint">
        <a href={frame.to.video()}>{words.account.whatTitle}</a>
      </p>
    </section>
  )
}

function Mine({ frame, screen, mine }: Props & { mine: readonly OnlineSlot[] }) {
  const words = frame.words.online
  if (mine.length === 0) return <Empty title={words.noneMine} />
  const days = Map.groupBy(mine, (slot) => dayOf(slot.startsAt, frame.language))
  return (
    <section class="agenda" aria-labelledby="mine">
      <h2 id="mine">{words.mine}</h2>
      <p class="hint">{words.ready(readyIn(mine), mine.length)}</p>
      {[...days].map(([day, slots]) => (
        <DaySlots frame={frame} day={day} slots={slots} />
      ))}
      <Paste frame={frame} screen={screen} mine={mine} />
    </section>
  )
}

function DaySlots({ frame, day, slots }: { frame: Frame; day: string; slots: readonly OnlineSlot[] }) {
  const words = frame.words.online
  return (
    <div class="card">
      <table class="evening">
        <caption>{day}</caption>
        <thead>
          <tr>
            <th scope="col">{words.column.time}</th>
            <th scope="col">{words.column.who}</th>
            <th scope="col">{words.column.link}</th>
          </tr>
        </thead>
        <tbody>
          {slots.map((slot) => (
            <tr class={slot.talk ? undefined : "quiet"}>
              <th scope="row">{timeOfDay(slot.startsAt)}</th>
              <td>
                {slot.talk ? (
                  <>
                    <strong>{slot.talk.child}</strong>{" "}
                    <span class="hint">{words.place[slot.talk.place].toLowerCase()}</span>
                  </>
                ) : (
                  words.free
                )}
              </td>
              <td>
                <LinkState frame={frame} link={slot.link} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function LinkState({ frame, link }: { frame: Frame; link: OnlineSlot["link"] }) {
  const words = frame.words.online
  if (!link) return <span class="hint">{words.noLink}</span>
  if (link.failure) return <span class="tag careful">{words.failure[link.failure]}</span>
  return link.state === "ready" ? (
    <span class="tag good">{words.hasLink}</span>
  ) : (
    <span class="tag">{words.making}</span>
  )
}

/** A room of one's own: for all coming times, or for one of them. */
function Paste({ frame, screen, mine }: Props & { mine: readonly OnlineSlot[] }) {
  const words = frame.words.online.paste
  const { round, said } = screen
  const refused = said?.kind === "link-refused" ? said : null
  const hasPasted = mine.some((slot) => slot.link?.provider === "pasted")
  return (
    <details class="card fold" open={refused !== null}>
      <summary>{words.title}</summary>
      <form class="stack" method="post" action={frame.to.pasteLink(round.round)} novalidate>
        <p>{words.how}</p>
        <Field
          name="link"
          label={words.link}
          value={refused?.typed}
          wrong={refused ? frame.words.online.refusal[refused.refusal] : undefined}
        />
        <div class="field">
          <label for="f-slot">{words.for}</label>
          <select id="f-slot" name="slot">
            <option value="">{words.all}</option>
            {mine.map((slot) => (
              <option value={String(slot.id)}>
                {dayOf(slot.startsAt, frame.language)} {timeOfDay(slot.startsAt)}
              </option>
            ))}
          </select>
        </div>
        <div class="actions">
          <button type="submit">{words.do}</button>
        </div>
      </form>
      {hasPasted ? (
        <form method="post" action={frame.to.dropPasted(round.round)}>
          <button class="second" type="submit">
            {words.drop}
          </button>
        </form>
      ) : null}
    </details>
  )
}

/** Whose account was used, so that colleagues know whom to ask. */
function Colleagues({ frame, teachers }: { frame: Frame; teachers: readonly TeacherOnline[] }) {
  const words = frame.words.online
  return (
    <section class="agenda" aria-labelledby="colleagues">
      <h2 id="colleagues">{words.colleagues.title}</h2>
      <p>{words.colleagues.how}</p>
      <ul class="card people">
        {teachers.map((each) => (
          <li>
            <div>
              <strong>{each.name}</strong> <span class="hint">{words.ready(each.ready, each.slots)}</span>
            </div>
            <Owners frame={frame} of={each} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Owners({ frame, of }: { frame: Frame; of: TeacherOnline }) {
  const words = frame.words.online.colleagues
  return (
    <div>
      {of.owners.map(({ provider, name, email }) => (
        <p>
          {words.provider[provider]} {words.of(name)}
          {email ? (
            <>
              {" "}
              <a href={`mailto:${email}`}>{email}</a>
            </>
          ) : null}
        </p>
      ))}
    </div>
  )
}

/** For the office: where talks of this round may be held, and the school's own Jitsi. */
function Allowed({ frame, screen }: Props) {
  const { round, said } = screen
  const words = frame.words.online
  const refused = said?.kind === "host-refused" ? said : null
  return (
    <section class="stack" aria-labelledby="places">
      <h2 id="places">{words.school.title}</h2>
      <form class="card" method="post" action={frame.to.allowPlaces(round.round)}>
        <Choices
          name="place"
          legend={words.school.legend}
          hint={words.school.how}
          many
          choices={places.map((place) => ({
            value: place,
            label: words.place[place],
            chosen: round.places.includes(place),
          }))}
        />
        <div class="actions">
          <button type="submit">{frame.words.common.save}</button>
        </div>
      </form>
      <form class="card" method="post" action={frame.to.nameJitsi(round.round)} novalidate>
        <Field
          name="host"
          label={words.school.jitsi}
          hint={words.school.jitsiHint}
          value={refused ? refused.typed : (round.jitsiHost ?? "")}
          wrong={refused ? words.refusal["host-unreadable"] : undefined}
        />
        <div class="actions">
          <button class="second" type="submit">
            {frame.words.common.save}
          </button>
        </div>
      </form>
    </section>
  )
}
