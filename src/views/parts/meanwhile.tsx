import type { Frame } from "../layout.tsx"
import { Notice } from "./notice.tsx"

/** What the writer of this form sees, as a version or a line of text: who saves over somebody else's change is told. */
export const Seen = ({ version }: { version: number | string }) => (
  <input type="hidden" name="seen" value={String(version)} />
)

/** What the form of a setting carries, and whether it was saved over somebody else's choice just now. */
export type Sight = { seen: string; changed: boolean }

/**
 * Somebody else was first: what they did, what stands there now where something else was typed, and that pressing again is the way to
 * go on.
 */
export function Meanwhile(props: {
  frame: Frame
  done?: readonly string[]
  now?: readonly { label: string; value: string }[]
}) {
  const words = props.frame.words.parts.meanwhile
  const { done = [], now = [] } = props
  return (
    <Notice kind="careful" title={words.title} focus>
      {done.length > 0 ? (
        <>
          <p>{words.done}</p>
          <ul>
            {done.map((each) => (
              <li>{each}</li>
            ))}
          </ul>
        </>
      ) : null}
      {now.length > 0 ? (
        <>
          <p>{words.now}</p>
          <dl class="facts wide">
            {now.map(({ label, value }) => (
              <>
                <dt>{label}</dt>
                <dd>{value === "" ? words.empty : value}</dd>
              </>
            ))}
          </dl>
        </>
      ) : null}
      <p>{done.length > 0 || now.length > 0 ? words.again : words.same}</p>
    </Notice>
  )
}
