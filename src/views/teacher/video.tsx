import { isOffice } from "../../domain/access/access.ts"
import { readyIn } from "../../domain/online/online-round.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Empty, Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { NoTeacher } from "./agenda.tsx"
import { Colleagues } from "./video-colleagues.tsx"
import { Allowed } from "./video-places.tsx"
import { Run } from "./video-run.tsx"
import type { VideoSaid, VideoScreen } from "./video-screen.ts"
import { Mine } from "./video-slots.tsx"

type Props = { frame: Frame; screen: VideoScreen }

/** Talks online in one round: links for my own talks, whose links my colleagues have, and for the office where talks may be. */
export function VideoPage({ frame, screen }: Props) {
  const { round, said } = screen
  const words = frame.words.online
  const isOn = round.places.includes("online")
  const above = isOffice(frame.visitor)
    ? { to: frame.to.staffRound(round.round), name: round.title }
    : { to: frame.to.agenda(), name: frame.words.layout.staff.agenda }
  const failed = said?.kind === "link-refused" || said?.kind === "host-refused"
  return (
    <StaffPage
      frame={frame}
      title={words.title}
      here={isOffice(frame.visitor) ? "rounds" : "agenda"}
      failed={failed}
    >
      <PageHead back={above} title={words.title} lead={words.lead} />
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
      {isOffice(frame.visitor) ? <Allowed frame={frame} screen={screen} /> : null}
      {isOn ? <Colleagues frame={frame} teachers={round.teachers} /> : null}
    </StaffPage>
  )
}

function Said({ frame, said }: { frame: Frame; said: VideoSaid | null }) {
  const words = frame.words.online
  const done = {
    pasted: (count: number) => words.paste.done(count),
    "pasted-dropped": () => words.paste.dropped,
    "places-saved": (count: number) => words.school.saved(count),
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
  const kind = readyIn(round.mine) < round.mine.length ? "button" : "button second"
  return (
    <section class="card stack" aria-labelledby="account">
      <h2 id="account">{words.run.title}</h2>
      <p>{offers.length > 0 ? words.run.linkHow : words.account.noneReady}</p>
      {offers.length > 0 ? (
        <p class="actions">
          {offers.map((provider) => (
            <a class={kind} href={frame.to.videoLink(provider, round.round)}>
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
