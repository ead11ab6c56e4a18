import type { Child } from "../jsx/jsx-runtime.ts"

/** What a screen is called and what it is for, below the way back to where it hangs. */
export const PageHead = (props: { title: Child; lead: Child; back?: { to: string; name: string } }) => (
  <div class="stack">
    {props.back ? (
      <a class="quiet up" href={props.back.to}>
        {props.back.name}
      </a>
    ) : null}
    <h1>{props.title}</h1>
    <p class="lead">{props.lead}</p>
  </div>
)
