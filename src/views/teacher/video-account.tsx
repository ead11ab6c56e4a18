import type { RoundId } from "../../domain/ids.ts"
import type { LinkTrouble } from "../../domain/online/linked-account.ts"
import type { AccountProvider } from "../../domain/online/video-meeting.ts"
import { site } from "../../paths.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Tick } from "../parts/field.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

/** The account that is linked in this browser, what can be linked, and what went wrong. */
export type AccountScreen = {
  account: { provider: AccountProvider; email: string } | null
  /** `ready`: this service is set up for it. */
  offers: readonly { provider: AccountProvider; ready: boolean }[]
  trouble: { kind: LinkTrouble; provider: AccountProvider | null; round: RoundId | null } | null
  /** For the school's IT person: what to allow, and where. */
  administrators: { clientId: string; address: string } | null
  canRevoke: boolean
  said: "linked" | "unlinked" | null
  rounds: readonly { id: RoundId; title: string }[]
  todos: readonly { round: RoundId; title: string; count: number }[]
}

type Props = { frame: Frame; screen: AccountScreen }

/** One's own account for talks online: linking it, what we do with it, and letting go of it. */
export function AccountPage({ frame, screen }: Props) {
  const words = frame.words.online.account
  const { account, trouble, said } = screen
  return (
    <StaffPage frame={frame} title={words.title} here="agenda" failed={trouble !== null}>
      <PageHead
        back={{ to: frame.to.agenda(), name: frame.words.layout.staff.agenda }}
        title={words.title}
        lead={words.lead}
      />
      {trouble ? <Trouble frame={frame} screen={screen} trouble={trouble} /> : null}
      {said ? (
        <Notice kind="done" focus>
          <p>{said === "linked" ? words.linkedNow : words.unlinkedNow}</p>
        </Notice>
      ) : null}
      {screen.todos.map((todo) => (
        <Notice kind="careful">
          <p>
            {frame.words.online.todo(todo.count, todo.title)}{" "}
            <a href={frame.to.videoRound(todo.round)}>{words.toRound}</a>
          </p>
        </Notice>
      ))}
      {account ? <Linked frame={frame} screen={screen} account={account} /> : null}
      {account && (!trouble || trouble.kind === "unreachable") ? null : (
        <Offers frame={frame} screen={screen} />
      )}
      {account ? <Rounds frame={frame} screen={screen} /> : null}
      <WhatWeDo frame={frame} />
    </StaffPage>
  )
}

function Trouble({ frame, screen, trouble }: Props & { trouble: NonNullable<AccountScreen["trouble"]> }) {
  const words = frame.words.online.account
  const name = trouble.provider ? frame.words.online.providers[trouble.provider] : words.anyProvider
  const { title, how } = words.trouble[trouble.kind]
  const { administrators } = screen
  const forThem = administrators && needsAdministrator.has(trouble.kind)
  return (
    <Notice kind="wrong" focus title={title}>
      <p>{how(name)}</p>
      {screen.account && trouble.kind === "unreachable" && trouble.round ? (
        <p class="actions">
          <a class="button" href={frame.to.videoRound(trouble.round)}>
            {frame.words.online.run.goOn}
          </a>
        </p>
      ) : null}
      {forThem ? (
        <>
          <p>{words.forAdministrators}</p>
          <ul>
            <li>
              <a href={site.guide(trouble.provider ?? undefined)}>{frame.words.online.guide.forIt(name)}</a>
            </li>
            <li>
              <a href={administrators.address} rel="noreferrer">
                {words.administratorsLink(name)}
              </a>
            </li>
          </ul>
          <p>
            {words.clientId} <bdi class="long">{administrators.clientId}</bdi>
          </p>
        </>
      ) : null}
    </Notice>
  )
}

const needsAdministrator = new Set<LinkTrouble>(["admin-needed", "unclear", "denied"])

function Linked({ frame, screen, account }: Props & { account: NonNullable<AccountScreen["account"]> }) {
  const words = frame.words.online.account
  const name = frame.words.online.providers[account.provider]
  return (
    <section class="card stack" aria-labelledby="linked">
      <h2 id="linked">{words.linkedTitle}</h2>
      <p>
        {name}: <bdi>{account.email}</bdi>
      </p>
      <form class="stack" method="post" action={frame.to.videoUnlink()}>
        {screen.canRevoke ? (
          <Tick name="everywhere" value="1" label={words.everywhere(name)} />
        ) : (
          <p class="hint">{words.elsewhere}</p>
        )}
        <button class="second" type="submit">
          {words.unlink}
        </button>
      </form>
    </section>
  )
}

function Offers({ frame, screen }: Props) {
  const words = frame.words.online.account
  const round = screen.trouble?.round ?? null
  const ready = screen.offers.filter((offer) => offer.ready)
  return (
    <section class="card stack" aria-labelledby="offers">
      <h2 id="offers">{words.offers}</h2>
      {ready.length > 0 ? (
        <p class="actions">
          {ready.map(({ provider }) => (
            <a class="button" href={frame.to.videoLink(provider, round)}>
              {words.link(frame.words.online.providers[provider])}
            </a>
          ))}
        </p>
      ) : (
        <p>{words.noneReady}</p>
      )}
      <p class="hint">{words.orPaste}</p>
    </section>
  )
}

function Rounds({ frame, screen }: Props) {
  const words = frame.words.online.account
  if (screen.rounds.length === 0) return null
  return (
    <section class="stack" aria-labelledby="rounds">
      <h2 id="rounds">{words.rounds}</h2>
      <p class="actions">
        {screen.rounds.map(({ id, title }) => (
          <a class="button second" href={frame.to.videoRound(id)}>
            {title}
          </a>
        ))}
      </p>
    </section>
  )
}

/** The promises of the privacy statement, where they matter. */
function WhatWeDo({ frame }: { frame: Frame }) {
  const words = frame.words.online.account
  return (
    <section class="stack" aria-labelledby="what">
      <h2 id="what">{words.whatTitle}</h2>
      <ul>
        {words.what.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </section>
  )
}
