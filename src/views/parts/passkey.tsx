import { site } from "../../paths.ts"
import { assetNames } from "../assets.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import type { Frame } from "../layout.tsx"

/**
 * One button that asks the browser for a passkey and posts what it gives. Without JavaScript, or in a browser that knows no
 * passkeys, a sentence stands in its place. Every page with one also holds a `PasskeyScript`.
 */
export function PasskeyForm(props: {
  frame: Frame
  /** "get" shows a passkey that exists, "create" makes one. */
  way: "get" | "create"
  action: string
  /** Where the browser gets its options. */
  options: string
  label: string
  second?: boolean
  children?: Child
}) {
  const words = props.frame.words.team.passkey
  return (
    <form
      class="passkey"
      method="post"
      action={props.action}
      data-passkey={props.way}
      data-options={props.options}
      data-failed={words.failed}
      data-double={words.double}
      data-without={words.without}
    >
      {props.children}
      <input type="hidden" name="credential" value="" />
      <button class={props.second ? "second" : undefined} type="submit" data-ready hidden>
        {props.label}
      </button>
      <noscript>
        <p class="hint">{words.noScript}</p>
      </noscript>
      <p class="what" data-said role="alert"></p>
    </form>
  )
}

export const PasskeyScript = () => <script src={site.asset(assetNames.passkey)} defer></script>
