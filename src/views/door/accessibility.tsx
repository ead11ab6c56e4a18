import { session } from "../../domain/access/sign-in.ts"
import { type Frame, ParentPage } from "../layout.tsx"
import { Contact } from "./contact.tsx"

/** How these pages are built for everybody, how that is tested, and what to do when something does not work. */
export function AccessibilityPage({ frame }: { frame: Frame }) {
  const { words, school } = frame
  const { accessibility } = words.door
  return (
    <ParentPage frame={frame} title={accessibility.title}>
      <h1>{accessibility.title}</h1>
      <p class="lead">{accessibility.lead}</p>
      <ul>
        <li>{accessibility.standard}</li>
        <li>{accessibility.keyboard}</li>
        <li>{accessibility.zoom}</li>
        <li>{accessibility.time(session.warnAfterMinutes)}</li>
      </ul>
      <section>
        <h2>{accessibility.testedTitle}</h2>
        <p>{accessibility.tested}</p>
      </section>
      <section>
        <h2>{accessibility.brokenTitle}</h2>
        <p>{accessibility.broken}</p>
        <Contact school={school} words={words} />
      </section>
      <p class="hint">{accessibility.dated}</p>
    </ParentPage>
  )
}
