import type { Frame } from "../layout.tsx"
import { Notice } from "./notice.tsx"

/** The version that the writer of this form sees: who saves over somebody else's change is told. */
export const Seen = ({ version }: { version: number }) => (
  <input type="hidden" name="seen" value={String(version)} />
)

/** Somebody else was first: what stands there now, and that pressing again is the way to overwrite it. */
export function Meanwhile(props: { frame: Frame; now: readonly { label: string; value: string }[] }) {
  const words = props.frame.words.common.meanwhile
  return (
    <Notice kind="careful" title={words.title} focus>
      {props.now.length > 0 ? (
        <>
          <p>{words.now}</p>
          <dl class="facts">
            {props.now.map(({ label, value }) => (
              <>
                <dt>{label}</dt>
                <dd>{value === "" ? words.empty : value}</dd>
              </>
            ))}
          </dl>
          <p>{words.again}</p>
        </>
      ) : (
        <p>{words.same}</p>
      )}
    </Notice>
  )
}
