import type { Child } from "../jsx/jsx-runtime.ts"

/** Where a screen hangs: its address and its name. */
export type Above = { to: string; name: string }

/** The way back, above the title and the same everywhere: an arrow and the name of the screen it goes to. */
export const Back = ({ to, name }: Above) => (
  <a class="back" href={to}>
    {name}
  </a>
)

/** What a screen is called and what it is for, below the way back to where it hangs; what can be done at once stands `beside` it. */
export const PageHead = (props: {
  title: Child
  lead?: Child
  back?: Above
  /** "Stap 2 van 3: leraren" */
  step?: string | null
  /** The screen is a sheet of paper too: the paper has a head of its own. */
  onScreenOnly?: boolean
  beside?: Child
  children?: Child
}) => (
  <div class={props.onScreenOnly ? "head screen-only" : "head"}>
    <div>
      {props.back ? <Back {...props.back} /> : null}
      {props.step ? <p class="hint">{props.step}</p> : null}
      <h1>{props.title}</h1>
      {props.lead ? <p class="lead">{props.lead}</p> : null}
      {props.children}
    </div>
    {props.beside}
  </div>
)
