import { session } from "../../domain/access/sign-in.ts"
import type { Frame } from "../layout.tsx"
import { sends } from "./htmx.ts"

/** Asks, shortly before a parent is signed out, whether they are still there. Shown by app.js; harmless without it. */
export function Stay({ frame }: { frame: Frame }) {
  const { words, to } = frame
  return (
    <div
      id="stay"
      class="notice careful"
      role="alert"
      data-warn={session.warnAfterMinutes * 60}
      data-over={session.idleMinutes * 60}
      hidden
    >
      <span class="sign" aria-hidden="true">
        ?
      </span>
      <form class="plain" {...sends(to.stay(), "#stay")}>
        <h2>{words.door.stayTitle}</h2>
        <p>{words.door.stay}</p>
        <button type="submit">{words.door.stayGo}</button>
      </form>
    </div>
  )
}
