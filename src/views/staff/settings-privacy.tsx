import type { Frame } from "../layout.tsx"

/** Where the school sees and rules what happens with its data. */
export function PrivacyCard({ frame }: { frame: Frame }) {
  const { to } = frame
  const words = frame.words.logbook
  return (
    <section class="card">
      <h2>{words.card}</h2>
      <p>{words.cardLead}</p>
      <ul class="ways-on">
        <li>
          <a href={to.records()}>{frame.words.records.title}</a>
          <span class="hint">{frame.words.records.lead}</span>
        </li>
        <li>
          <a href={to.privacyPapers()}>{frame.words.papers.link}</a>
          <span class="hint">{frame.words.papers.why}</span>
        </li>
        <li>
          <a href={to.logbook()}>{words.title}</a>
          <span class="hint">{words.lead}</span>
        </li>
        <li>
          <a href={to.operatorWindow()}>{frame.words.window.title}</a>
          <span class="hint">{frame.words.window.lead}</span>
        </li>
      </ul>
    </section>
  )
}
