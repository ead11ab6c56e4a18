import type { Child } from "../jsx/jsx-runtime.ts"
import { asks, sends } from "./htmx.ts"

/** A form that works without JavaScript, and with it changes only the part of the page it belongs to. */
export function DeedForm(props: {
  action: string
  /** The id of the part. */
  part: string
  method?: "get" | "post"
  /** Where on the next page reading goes on without JavaScript. */
  anchor?: string
  class?: string
  id?: string
  children?: Child
}) {
  const { action, part, method = "post", anchor } = props
  return (
    <form
      id={props.id}
      class={props.class}
      novalidate
      {...(method === "post" ? sends(action, `#${part}`) : asks(action, `#${part}`))}
      action={anchor ? `${action}#${anchor}` : action}
    >
      {props.children}
    </form>
  )
}
