import { site } from "../../paths.ts"
import type { Frame } from "../layout.tsx"

/** Where the school sees and rules what happens with its data. */
export function PrivacySettings({ frame }: { frame: Frame }) {
  const { to } = frame
  const { leaving, logbook, papers, records, status, window } = frame.words
  const lines = [
    { title: records.title, lead: records.lead, address: to.records() },
    { title: window.title, lead: window.lead, address: to.operatorWindow() },
    { title: logbook.title, lead: logbook.lead, address: to.logbook() },
    { title: papers.link, lead: papers.why, address: to.privacyPapers() },
    { title: status.title, lead: status.why, address: site.status() },
    { title: leaving.title, lead: leaving.lead, address: to.leaving() },
  ]
  return (
    <section class="stack fill">
      <h2>{logbook.card}</h2>
      <ul class="card people">
        {lines.map(({ title, lead, address }) => (
          <li>
            <div>
              <h3>{title}</h3>
              <p class="hint">{lead}</p>
            </div>
            <a class="quiet" href={address}>
              {logbook.see}
              <span class="hidden"> {title}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
