import type { Child } from "../jsx/jsx-runtime.ts"

/** Something that happened or needs attention. Word and sign say which, not the colour alone. */
export function Notice(props: {
  kind: "done" | "wrong" | "note" | "careful"
  title?: string
  id?: string
  /** Reading goes on here after a change: the message is about what was just done. */
  focus?: boolean
  children?: Child
}) {
  const sign = { done: "✓", wrong: "!", note: "i", careful: "!" }[props.kind]
  return (
    <div
      class={`notice ${props.kind}`}
      id={props.id}
      role={props.kind === "wrong" ? "alert" : undefined}
      tabindex={props.kind === "wrong" || props.focus ? "-1" : undefined}
      data-focus={props.focus ? "" : undefined}
      autofocus={props.focus}
    >
      <span class="sign" aria-hidden="true">
        {sign}
      </span>
      <div>
        {props.title ? <h2>{props.title}</h2> : null}
        {props.children}
      </div>
    </div>
  )
}

/** Nothing here yet: what this place is for, and the one step that fills it. */
export function Empty(props: { title: string; children?: Child }) {
  return (
    <div class="empty">
      <h2>{props.title}</h2>
      {props.children}
    </div>
  )
}

/** How far long work has come, in words and as a bar. */
export function Progress(props: { label: string; done: number; total: number }) {
  const share = props.total > 0 ? Math.min(100, Math.round((100 * props.done) / props.total)) : 0
  return (
    <div class="progress">
      <label>
        {props.label} <span class="numbers">{share}%</span>
        <progress max="100" value={share}></progress>
      </label>
    </div>
  )
}
