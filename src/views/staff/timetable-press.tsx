import type { Child } from "../jsx/jsx-runtime.ts"
import { sends } from "../parts/htmx.ts"
import type { TimetableProps } from "./timetable-screen.ts"

/** A press of a button: goes to its own address and comes back to this day and page. */
export function Press(
  props: TimetableProps & { step: string; fields: Record<string, string | number>; children?: Child },
) {
  const { frame, screen } = props
  const action = frame.to.timetableStep(screen.round.id, props.step)
  const fields = { ...props.fields, dag: screen.day.toString(), pagina: screen.page }
  return (
    <form
      class={props.step === "verzetten" || screen.planning ? "whole" : undefined}
      {...sends(action, "#timetable")}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={String(value)} />
      ))}
      {props.children}
    </form>
  )
}
