import type { StaffId } from "../../domain/ids.ts"
import type { Contact, ContactRefusal, SignInFactor } from "../../domain/school.ts"
import type { Colleague } from "../../domain/staff.ts"
import { count } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Field } from "../parts/field.tsx"
import { Notice } from "../parts/notice.tsx"
import type { Words } from "../words/nl.ts"
import { Colleagues } from "./colleagues.tsx"
import { PrivacyCard } from "./settings-privacy.tsx"

export type ContactScreen = Contact & { saved: boolean; refusal: ContactRefusal | null }
export type Settings = {
  contact: ContactScreen
  /** Null while nobody chose. */
  factor: SignInFactor | null
  pupils: number
  known: number
  colleagues: Colleague[]
  self: StaffId
  done: keyof Words["team"]["settings"]["done"] | null
}

type Props = { frame: Frame; screen: Settings }

/** How the school wants things: signing in of parents, colleagues, help for parents. */
export function SettingsPage({ frame, screen }: Props) {
  const words = frame.words.team.settings
  return (
    <StaffPage frame={frame} title={words.title} here="settings" failed={screen.contact.refusal !== null}>
      <div class="stack">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </div>
      {screen.done ? (
        <Notice kind="done">
          <p>{words.done[screen.done]}</p>
        </Notice>
      ) : null}
      <div class="columns wide">
        <Factor frame={frame} screen={screen} />
        <ContactCard frame={frame} screen={screen.contact} />
      </div>
      <Colleagues frame={frame} screen={screen} />
      <PrivacyCard frame={frame} />
    </StaffPage>
  )
}

function Factor({ frame, screen }: Props) {
  const { words, language, to } = frame
  const said = words.team.settings
  return (
    <section class="card">
      <h2>{said.signIn}</h2>
      <p>
        {said.now} <strong>{words.team.factor.name[screen.factor ?? "none"]}</strong>
      </p>
      {screen.factor && screen.factor !== "none" ? (
        <p class="hint">{said.known(count(screen.known, language), count(screen.pupils, language))}</p>
      ) : null}
      <div class="actions">
        <a class={screen.factor ? "button second" : "button"} href={to.signInFactor()}>
          {screen.factor ? said.changeFactor : said.chooseFactor}
        </a>
      </div>
    </section>
  )
}

/** Where parents find help. */
export function ContactCard({ frame, screen }: { frame: Frame; screen: ContactScreen }) {
  const { to, school } = frame
  const words = frame.words.team.settings
  const wrong = screen.refusal ? words.contactRefusal[screen.refusal.kind] : undefined
  const about = screen.refusal?.kind === "email-invalid" ? "email" : "phone"
  return (
    <form
      id="contact"
      class="card"
      method="post"
      action={to.settings()}
      data-hx-post={to.settings()}
      data-hx-target="#contact"
      data-hx-swap="outerHTML"
      data-hx-sync="this:drop"
    >
      <h2>{words.help}</h2>
      <p>{words.helpLead}</p>
      {screen.saved ? (
        <Notice kind="done" focus>
          <p>{words.done["contact-saved"]}</p>
        </Notice>
      ) : null}
      <dl class="facts">
        <dt>{words.name}</dt>
        <dd>{school.city ? `${school.name}, ${school.city}` : school.name}</dd>
      </dl>
      <p class="hint">{words.nameFixed}</p>
      <Field
        name="phone"
        label={words.phone}
        type="tel"
        value={screen.phone}
        size="medium"
        wrong={about === "phone" ? wrong : undefined}
      />
      <Field
        name="email"
        label={words.email}
        type="email"
        value={screen.email}
        wrong={about === "email" ? wrong : undefined}
      />
      <div class="actions">
        <button class="second" type="submit">
          {frame.words.common.save}
        </button>
      </div>
    </form>
  )
}
