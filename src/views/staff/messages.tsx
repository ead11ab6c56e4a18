import type { HouseholdLine, Page } from "../../domain/households/household-lines.ts"
import type { HouseholdId } from "../../domain/ids.ts"
import {
  type DeliveryState,
  deliveryStates,
  type ToldLine,
  type WrongAddress,
} from "../../domain/messages/message-lines.ts"
import { surname } from "../../domain/people/people.ts"
import { withQuery } from "../../paths.ts"
import { count } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Empty } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { Paging } from "../parts/paging.tsx"
import { childrenOf } from "./household-parts.tsx"
import { MessageTable } from "./message-table.tsx"

export type MessagesScreen = {
  list: Page<ToldLine>
  counts: Record<DeliveryState, number>
  /** Null: all of them. */
  state: DeliveryState | null
  wrong: readonly WrongAddress[]
  /** The households of the wrong addresses that are shown. */
  homes: ReadonlyMap<HouseholdId, HouseholdLine>
  sms: boolean
}
type Props = { frame: Frame; screen: MessagesScreen }

/** What parents were told, and whether it arrived. What somebody must do stands first. */
export function MessagesPage({ frame, screen }: Props) {
  const words = frame.words.post
  return (
    <StaffPage frame={frame} title={words.title} here="messages">
      <PageHead
        title={words.title}
        lead={words.lead}
        beside={
          <a class="button second" href={frame.to.messageTexts()}>
            {words.toTexts}
          </a>
        }
      >
        <p class="hint">{screen.sms ? words.smsOn : words.smsOff}</p>
      </PageHead>
      {screen.wrong.length > 0 ? <Wrong frame={frame} screen={screen} /> : null}
      <Messages frame={frame} screen={screen} />
    </StaffPage>
  )
}

/** Addresses that nothing gets to: each with the household where it is mended. */
function Wrong({ frame, screen }: Props) {
  const words = frame.words.post.wrong
  const shown = screen.wrong.filter(({ household }) => screen.homes.has(household))
  const left = screen.wrong.length - shown.length
  return (
    <section class="card" aria-labelledby="wrong">
      <h2 id="wrong">{words.title(count(screen.wrong.length, frame.language))}</h2>
      <p>{words.lead}</p>
      <ul class="rows">
        {shown.map((each) => (
          <li class="mend">
            <div>
              <p>
                <strong>
                  <bdi>{each.address}</bdi>
                </strong>{" "}
                {words.why[each.why]}
              </p>
              <p class="hint">
                {words.of(
                  surname(each.name) || frame.words.households.nameless,
                  childrenOf(screen.homes.get(each.household)?.children ?? [], frame.language),
                )}
              </p>
            </div>
            <a class="button second" href={frame.to.household(each.household)}>
              {words.mend}
              <span class="hidden"> {each.address}</span>
            </a>
          </li>
        ))}
      </ul>
      {left > 0 ? <p class="hint">{words.more(count(left, frame.language))}</p> : null}
    </section>
  )
}

/** The list, narrowed by plain links. */
export function Messages({ frame, screen }: Props) {
  const words = frame.words.post
  const { list, counts, state } = screen
  const here = frame.to.messages()
  const total = deliveryStates.reduce((sum, each) => sum + counts[each], 0)
  const address = (stand: DeliveryState | null, pagina: number | null = null) =>
    withQuery(here, { stand, pagina })
  return (
    <section class="households" id="messages" aria-labelledby="all">
      <h2 id="all">{words.list}</h2>
      {total === 0 ? (
        <Empty title={words.empty.title}>
          <p>{words.empty.how}</p>
          <a class="button" href={frame.to.rounds()}>
            {frame.words.agenda.toRounds}
          </a>
        </Empty>
      ) : (
        <>
          <nav class="orders" aria-label={words.filter}>
            <a class="quiet" href={here} aria-current={state === null ? "true" : undefined}>
              {words.all} ({count(total, frame.language)})
            </a>
            {deliveryStates.map((each) => (
              <a class="quiet" href={address(each)} aria-current={state === each ? "true" : undefined}>
                {words.state[each]} ({count(counts[each], frame.language)})
              </a>
            ))}
          </nav>
          {state === "sent" || state === "delivered" ? <p class="hint">{words.about[state]}</p> : null}
          {list.rows.length === 0 ? (
            <p>{words.empty.filtered}</p>
          ) : (
            <MessageTable frame={frame} rows={list.rows} />
          )}
          {list.pages > 1 ? (
            <Paging frame={frame} list={list} address={(page) => address(state, page)} />
          ) : null}
        </>
      )}
    </section>
  )
}
