import type { Frame } from "../layout.tsx"

/** The address of one's own feed; null while it is off. */
export type FeedScreen = { address: string | null }

type Props = {
  frame: Frame
  screen: FeedScreen
  /** Where switching on and renewing go, and switching off. */
  open: string
  close: string
}

/** A feed to switch on, copy, renew and switch off. Parents are "u", staff are "je". */
export function FeedAddress({ frame, screen, open, close }: Props) {
  const words = frame.words.feed
  const isParent = frame.visitor?.role === "parent"
  if (screen.address === null)
    return (
      <section class="card">
        <p>{words.isOff}</p>
        <form method="post" action={open}>
          <button type="submit">{words.on}</button>
        </form>
        <p class="hint">{words.names}</p>
      </section>
    )
  return (
    <section class="card">
      <p class="actions">
        <a class="button" href={screen.address.replace(/^https?:/, "webcal:")}>
          {words.open}
        </a>
      </p>
      <p>{isParent ? words.how : words.howStaff}</p>
      <div class="field">
        <label for="f-address">{isParent ? words.address : words.addressStaff}</label>
        <input id="f-address" value={screen.address} readonly dir="ltr" spellcheck="false" />
      </div>
      <p class="hint">
        {isParent ? words.careful : words.carefulStaff} {words.names} {words.renewHow}
      </p>
      <div class="actions">
        <form method="post" action={open}>
          <button class="second" type="submit">
            {words.renew}
          </button>
        </form>
        <form method="post" action={close}>
          <button class="danger" type="submit">
            {words.close}
          </button>
        </form>
      </div>
    </section>
  )
}
