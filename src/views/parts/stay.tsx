import { session } from "../../domain/sign-in.ts"
import type { Frame } from "../layout.tsx"

/** Asks, shortly before a parent is signed out, whether they are still there. Shown by app.js; harmless without it. */
export function Stay({ frame }: { frame: Frame }) {
  const { words, to } = frame
  return (
    <form
      id="stay"
      class="notice careful"
      role="alert"
      method="post"
      action={to.stay()}
      data-hx-post={to.stay()}
      data-hx-swap="outerHTML"
      data-warn={session.warnAfterMinutes * 60}
      data-over={session.idleMinutes * 60}
      hidden
    >
      <span class="sign" aria-hidden="true">
        ?
      </span>
      <div>
        <h2>{words.door.stayTitle}</h2>
        <p>{words.door.stay}</p>
        <p>
          <button type="submit">{words.door.stayGo}</button>
        </p>
      </div>
    </form>
  )
}
