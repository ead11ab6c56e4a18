import type { ChildInRound } from "../../domain/talks/family-round.ts"
import type { Frame } from "../layout.tsx"
import { readsOn, sends } from "../parts/htmx.ts"
import { isSaid, type RoundScreen } from "./round-screen.ts"

/** For who needs no talk about a child: the button that says so, or word that it was said and the way back. */
export function Declining({
  frame,
  screen,
  child,
}: {
  frame: Frame
  screen: RoundScreen
  child: ChildInRound
}) {
  const words = frame.words.parent.declining
  const isTime = screen.phase === "open" || screen.phase === "announced"
  if (child.teachers.some(({ talk }) => talk !== null)) return null
  if (!child.declined && !isTime) return null
  const address = frame.to.decline(screen.family.round.id)
  return (
    <>
      {child.declined ? <p {...readsOn(isSaid(screen, child.pupil))}>{words.said(child.name)}</p> : null}
      {isTime ? (
        <form {...sends(address, "#talks")}>
          <input type="hidden" name="pupil" value={String(child.pupil)} />
          {child.declined ? null : <input type="hidden" name="declined" value="yes" />}
          <button class={child.declined ? "second" : "quiet"} type="submit">
            {child.declined ? words.undo : words.do(child.name)}
          </button>
        </form>
      ) : null}
    </>
  )
}
