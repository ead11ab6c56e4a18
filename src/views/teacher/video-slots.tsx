import { type OnlineSlot, readyIn } from "../../domain/online/online-round.ts"
import { dayOf, timeOfDay } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { Field } from "../parts/field.tsx"
import { Empty } from "../parts/notice.tsx"
import type { VideoScreen } from "./video-screen.ts"

type Props = { frame: Frame; screen: VideoScreen }

/** A teacher's own times: what they are for, and how far their links are. */
export function Mine({ frame, screen, mine }: Props & { mine: readonly OnlineSlot[] }) {
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
                    <span class="hint place">{words.place[slot.talk.place].toLowerCase()}</span>
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
