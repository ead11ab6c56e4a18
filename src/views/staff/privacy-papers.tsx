import { type Paper, papers } from "../../domain/privacy/privacy.ts"
import { fullDayOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { Back, PageHead } from "../parts/page-head.tsx"
import { Leaflet, Register, Security } from "./paper.tsx"
import { CookiesAndCompanies } from "./paper-cookies.tsx"
import type { PapersProps } from "./papers-screen.ts"

export type { PapersScreen } from "./papers-screen.ts"

/** Which papers there are, and what each is for. */
export function PrivacyPapersPage({ frame, screen }: PapersProps) {
  const words = frame.words.papers
  return (
    <StaffPage frame={frame} title={words.title} here="settings">
      <PageHead
        back={{ to: frame.to.settings(), name: frame.words.layout.staff.settings }}
        title={words.title}
        lead={words.lead}
      />
      <Gaps frame={frame} screen={screen} />
      <ul class="columns wide papers">
        {papers.map((paper) => (
          <Way
            to={frame.to.privacyPaper(paper)}
            name={words.name[paper]}
            about={words.about[paper]}
            frame={frame}
          />
        ))}
        <Way to={frame.to.privacy()} name={words.parents} about={words.parentsAbout} frame={frame} />
      </ul>
    </StaffPage>
  )
}

function Way({ to, name, about, frame }: { to: string; name: string; about: string; frame: Frame }) {
  return (
    <li class="card">
      <h2>{name}</h2>
      <p>{about}</p>
      <div class="actions">
        <a class="button second" href={to}>
          {frame.words.papers.read}
          <span class="hidden"> {name}</span>
        </a>
      </div>
    </li>
  )
}

/** A paper with gaps is better than one that looks whole. */
function Gaps({ frame, screen }: PapersProps) {
  const isWhole = screen.operator !== null && screen.processors.every((each) => each.name !== "")
  if (isWhole) return null
  return (
    <div class="screen-only">
      <Notice kind="careful">
        <p>{frame.words.papers.gap}</p>
      </Notice>
    </div>
  )
}

const bodies = {
  register: Register,
  bijsluiter: Leaflet,
  beveiliging: Security,
  cookies: CookiesAndCompanies,
} satisfies Record<Paper, unknown>

/** One paper, to be read and printed. */
export function PaperPage({ frame, screen, paper }: PapersProps & { paper: Paper }) {
  const words = frame.words.papers
  const Body = bodies[paper]
  return (
    <StaffPage frame={frame} title={words.name[paper]} here="settings">
      <div class="head screen-only">
        <Back to={frame.to.privacyPapers()} name={words.title} />
        <button class="second" type="button" data-print hidden>
          {words.print}
        </button>
      </div>
      <Gaps frame={frame} screen={screen} />
      <article class="paper card">
        <header>
          <h1>{words.name[paper]}</h1>
          <p class="hint">{words.made(frame.school.name, fullDayOf(screen.now, frame.language))}</p>
        </header>
        <Body frame={frame} screen={screen} />
      </article>
    </StaffPage>
  )
}
