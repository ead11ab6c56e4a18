import type {
  DoubtCard,
  HouseholdLine,
  HouseholdOrder,
  Page,
} from "../../domain/households/household-lines.ts"
import { withQuery } from "../../paths.ts"
import { count } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { DeedForm } from "../parts/deed-form.tsx"
import { Field } from "../parts/field.tsx"
import { Empty, Notice } from "../parts/notice.tsx"
import { Back, PageHead } from "../parts/page-head.tsx"
import { Paging } from "../parts/paging.tsx"
import { DoubtQuestion } from "./household-doubt.tsx"
import { type Said, SaidNotice } from "./household-parts.tsx"
import { HouseholdTable } from "./household-table.tsx"

export type HouseholdsScreen = {
  /** The first of the open doubts, and how many are open. */
  doubts: readonly DoubtCard[]
  left: number
  list: Page<HouseholdLine>
  search: string
  order: HouseholdOrder
  said: Said | null
}
type Props = { frame: Frame; screen: HouseholdsScreen }

/** All households: what a person should look at first, then the list. */
export function HouseholdsPage({ frame, screen }: Props) {
  const words = frame.words.households
  const failed = screen.said !== null && "refused" in screen.said
  return (
    <StaffPage frame={frame} title={words.title} here="households" failed={failed}>
      <PageHead title={words.title} lead={words.lead} />
      <Households frame={frame} screen={screen} />
    </StaffPage>
  )
}

/** The part that changes. */
export function Households({ frame, screen }: Props) {
  const words = frame.words.households
  const isEmpty = screen.list.total === 0 && screen.search === "" && screen.left === 0
  return (
    <div class="households" id="households">
      {screen.said ? <SaidNotice frame={frame} said={screen.said} /> : null}
      {isEmpty ? (
        <Empty title={words.empty.title}>
          <p>{words.empty.how}</p>
          <a class="button" href={frame.to.importing()}>
            {words.empty.action}
          </a>
        </Empty>
      ) : (
        <>
          {isNarrowed(screen) ? (
            <ToDoubts frame={frame} left={screen.left} />
          ) : (
            <Doubts frame={frame} screen={screen} />
          )}
          <List frame={frame} screen={screen} />
        </>
      )}
    </div>
  )
}

/** Somebody is looking for a household: the questions step aside. */
const isNarrowed = ({ search, order, list }: HouseholdsScreen) =>
  search !== "" || order !== "name" || list.page > 1

function ToDoubts({ frame, left }: { frame: Frame; left: number }) {
  const words = frame.words.households.check
  if (left === 0) return null
  return <Back to={frame.to.households()} name={words.left(count(left, frame.language))} />
}

function Doubts({ frame, screen }: Props) {
  const words = frame.words.households.check
  const { doubts, left } = screen
  const said = (number: number) => count(number, frame.language)
  if (left === 0)
    return (
      <Notice kind="done">
        <p>{words.none}</p>
      </Notice>
    )
  return (
    <section class="households" aria-labelledby="check">
      <div class="head">
        <div>
          <h2 id="check">{words.title}</h2>
          <p>{words.lead}</p>
        </div>
        <p class="tag careful">{words.left(said(left))}</p>
      </div>
      <ul class="columns wide doubts">
        {doubts.map((card) => (
          <DoubtQuestion frame={frame} card={card} here={null} part="households" />
        ))}
      </ul>
      {left > doubts.length ? <p class="hint">{words.more(said(left - doubts.length))}</p> : null}
    </section>
  )
}

function List({ frame, screen }: Props) {
  const words = frame.words.households
  const { list, search, order } = screen
  const here = frame.to.households()
  const address = (change: { order?: HouseholdOrder; page?: number }) =>
    withQuery(here, {
      zoek: search,
      op: (change.order ?? order) === "name" ? null : (change.order ?? order),
      pagina: change.page ?? null,
    })
  return (
    <section class="households" aria-labelledby="all">
      <h2 id="all">{words.list[search === "" ? "title" : "found"](count(list.total, frame.language))}</h2>
      <DeedForm action={here} method="get" part="households" class="search">
        <Field name="zoek" label={words.list.search} type="search" value={search} />
        {order === "name" ? null : <input type="hidden" name="op" value={order} />}
        <button type="submit">{words.list.find}</button>
        {search ? (
          <a class="quiet" href={here}>
            {words.list.all}
          </a>
        ) : null}
      </DeedForm>
      {list.total === 0 ? (
        <Empty title={words.list.nothing}>
          <p>{words.list.nothingHow}</p>
        </Empty>
      ) : (
        <>
          <p class="orders">
            {words.list.order}{" "}
            {(["name", "group", "children"] as const).map((each) => (
              <a
                class="quiet"
                href={address({ order: each })}
                aria-current={each === order ? "true" : undefined}
              >
                {words.list.orders[each]}
              </a>
            ))}
          </p>
          <HouseholdTable frame={frame} lines={list.rows} />
          {list.pages > 1 ? <Paging frame={frame} list={list} address={(page) => address({ page })} /> : null}
        </>
      )}
    </section>
  )
}
