import type { Page, PupilLine } from "../../domain/households/household-lines.ts"
import type { GroupId } from "../../domain/ids.ts"
import { fullName, sortName } from "../../domain/people/people.ts"
import { withQuery } from "../../paths.ts"
import { count, listOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { DeedForm } from "../parts/deed-form.tsx"
import { Field, Tick } from "../parts/field.tsx"
import { Empty } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { Paging } from "../parts/paging.tsx"

export type PeopleScreen = {
  list: Page<PupilLine>
  groups: readonly { id: GroupId; name: string }[]
  counts: { pupils: number; groups: number; households: number; unreachable: number }
  search: string
  group: GroupId | null
  unreachable: boolean
  left: boolean
  order: "name" | "group"
}
type Props = { frame: Frame; screen: PeopleScreen }

/** The pupils of today. */
export function PeoplePage({ frame, screen }: Props) {
  const words = frame.words.households.people
  const isEmpty = screen.counts.pupils === 0
  return (
    <StaffPage frame={frame} title={words.title} here="people">
      <PageHead
        title={words.title}
        lead={words.lead}
        beside={
          isEmpty ? null : (
            <p class="actions">
              <a class="button second" href={frame.to.newPupil()}>
                {frame.words.pupils.addPupil}
              </a>
              <a class="button second" href={frame.to.importing()}>
                {words.import}
              </a>
            </p>
          )
        }
      />
      {isEmpty ? (
        <Empty title={words.emptyTitle}>
          <p>{words.emptyHow}</p>
          <a class="button" href={frame.to.importing()}>
            {words.emptyAction}
          </a>
        </Empty>
      ) : (
        <>
          <Counts frame={frame} screen={screen} />
          <People frame={frame} screen={screen} />
        </>
      )}
    </StaffPage>
  )
}

function Counts({ frame, screen }: Props) {
  const words = frame.words.households.people
  const { counts } = screen
  const said = (number: number) => count(number, frame.language)
  return (
    <ul class="counts">
      <li>
        <b>{said(counts.pupils)}</b> {words.pupils(counts.pupils)}
      </li>
      <li>
        <b>{said(counts.groups)}</b> {words.groups(counts.groups)}
      </li>
      <li>
        <b>{said(counts.households)}</b>{" "}
        <a href={frame.to.households()}>{words.households(counts.households)}</a>
      </li>
      <li>
        <b>{said(counts.unreachable)}</b>{" "}
        <a href={withQuery(frame.to.people(), { mail: "zonder" })}>{words.unreachable}</a>
      </li>
    </ul>
  )
}

/** The part that changes: the list and what it is narrowed by. */
export function People({ frame, screen }: Props) {
  const words = frame.words.households
  const { list, groups, search, group, unreachable, left, order } = screen
  const here = frame.to.people()
  const address = (change: { op?: PeopleScreen["order"]; wie?: boolean; pagina?: number }) =>
    withQuery(here, {
      zoek: search,
      groep: group,
      mail: unreachable ? "zonder" : null,
      wie: (change.wie ?? left) ? "vertrokken" : null,
      op: (change.op ?? order) === "group" ? "groep" : null,
      pagina: change.pagina ?? null,
    })
  const narrowed = search !== "" || group !== null || unreachable || left
  return (
    <div class="households" id="people">
      <DeedForm action={here} method="get" part="people" class="search">
        <Field name="zoek" label={words.people.search} type="search" value={search} />
        <div class="field">
          <label for="f-groep">{words.people.group}</label>
          <select id="f-groep" name="groep">
            <option value="">{words.people.allGroups}</option>
            {groups.map((each) => (
              <option value={String(each.id)} selected={each.id === group}>
                {each.name}
              </option>
            ))}
          </select>
        </div>
        <Tick name="mail" value="zonder" label={words.people.onlyUnreachable} checked={unreachable} />
        {left ? <input type="hidden" name="wie" value="vertrokken" /> : null}
        {order === "group" ? <input type="hidden" name="op" value="groep" /> : null}
        <button type="submit">{words.people.find}</button>
      </DeedForm>
      <p class="orders">
        {[false, true].map((each) => (
          <a class="quiet" href={address({ wie: each })} aria-current={each === left ? "true" : undefined}>
            {frame.words.pupils.who[each ? "left" : "now"]}
          </a>
        ))}
      </p>
      <p class="orders">
        {frame.words.pupils.order}{" "}
        {(["name", "group"] as const).map((each) => (
          <a class="quiet" href={address({ op: each })} aria-current={each === order ? "true" : undefined}>
            {frame.words.pupils.orders[each]}
          </a>
        ))}
      </p>
      {narrowed ? (
        <p role="status">
          {words.people.found(list.total)}{" "}
          <a class="quiet" href={here}>
            {words.people.all}
          </a>
        </p>
      ) : null}
      {list.total === 0 ? (
        <Empty title={words.people.nothing}>
          <p>{words.people.nothingHow}</p>
        </Empty>
      ) : (
        <PupilTable frame={frame} lines={list.rows} />
      )}
      {list.pages > 1 ? <Paging frame={frame} list={list} address={(pagina) => address({ pagina })} /> : null}
    </div>
  )
}

function PupilTable({ frame, lines }: { frame: Frame; lines: readonly PupilLine[] }) {
  const words = frame.words.households
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{words.people.name}</th>
          <th scope="col">{words.people.group}</th>
          <th scope="col">{words.people.teacher}</th>
          <th scope="col">{words.people.household}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <th scope="row">
              <a class="line" href={frame.to.pupil(line.id)}>
                {sortName(line.name) || words.nameMissing}
              </a>{" "}
              {line.reachable ? null : <span class="tag careful">{words.tag.noEmail}</span>}
            </th>
            <td data-label={words.people.group}>{line.group?.name ?? words.people.noGroup}</td>
            <td data-label={words.people.teacher}>{listOf(line.teachers, frame.language) || "–"}</td>
            <td data-label={words.people.household}>
              <span class="links">
                {line.households.map((household, at) => (
                  <a
                    class="line"
                    href={frame.to.household(household)}
                    aria-label={at === 0 ? words.people.toHouseholdOf(fullName(line.name)) : undefined}
                  >
                    {at === 0 ? words.people.toHousehold : words.people.toSecond(at + 1)}
                  </a>
                ))}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
