import type { ImportId } from "../../domain/ids.ts"
import type { Difference } from "../../domain/rosters/roster-differences.ts"
import type { ListName } from "../../domain/rosters/roster-import.ts"
import { count } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { Tick } from "../parts/field.tsx"
import { Notice } from "../parts/notice.tsx"
import type { ReviewList, ReviewScreen } from "./roster-import-screen.ts"

type Props = { frame: Frame; id: ImportId; screen: ReviewScreen }

/** Who leaves, who was erased, what was written by hand and the rest, with a box for what is a choice; and the one button. */
export function Confirm({ frame, id, screen }: Props) {
  const { words, to, language } = frame
  const said = words.imports.review
  const homes = screen.homes
  const leaving = screen.lists.filter(({ name }) => isLeaving(name))
  const byHand = screen.lists.filter(({ name }) => name === "pupils-by-hand")
  const others = screen.lists.filter(({ name }) => !isLeaving(name) && name !== "pupils-by-hand")
  return (
    <form class="lists" method="post" action={to.importConfirm(id)}>
      <input type="hidden" name="seen" value={screen.fingerprint} />
      {leaving.map((list) => (
        <Leaving frame={frame} list={list} screen={screen} />
      ))}
      {screen.erased.length > 0 ? <Erased frame={frame} names={screen.erased} /> : null}
      {byHand.map((list) => (
        <section class="card" id={list.name}>
          <h2>{said.list[list.name](list.total)}</h2>
          <p>{said.byHandLead}</p>
          <Lines frame={frame} list={list} />
          <Tick name="overrule" label={said.overrule(list.total)} hint={said.overruleHint} />
        </section>
      ))}
      {others.length > 0 ? (
        <div class="card folds">
          {others.map((list) => (
            <details class="fold" id={list.name} open={list.open}>
              <summary>{said.list[list.name](list.total)}</summary>
              <Lines frame={frame} list={list} />
            </details>
          ))}
        </div>
      ) : null}
      {homes ? (
        <p>
          {said.homes(words.imports.households(homes.total))}{" "}
          {homes.made > 0 ? said.homesMade(count(homes.made, language), homes.made) : null}{" "}
          {homes.doubtful > 0 ? said.homesDoubt(count(homes.doubtful, language), homes.doubtful) : null}
        </p>
      ) : null}
      <div class="actions">
        <button type="submit">{said.confirm}</button>
      </div>
    </form>
  )
}

const isLeaving = (name: ListName) => name === "pupils-left" || name === "teachers-left"

/** Who leaves is never folded away, and has a box of its own to tick. */
function Leaving({ frame, list, screen }: { frame: Frame; list: ReviewList; screen: ReviewScreen }) {
  const said = frame.words.imports.review
  const pupils = list.name === "pupils-left"
  return (
    <section class="card" id={list.name}>
      <h2>{said.list[list.name](list.total)}</h2>
      {pupils && screen.leftWithTalks > 0 ? <p>{said.leftTalks(screen.leftWithTalks)}</p> : null}
      <Lines frame={frame} list={list} />
      <div>
        <Tick
          name={pupils ? "pupilsLeave" : "teachersLeave"}
          label={(pupils ? said.pupilsLeave : said.teachersLeave)(list.total)}
          hint={said.leftHint}
        />
        {pupils && screen.sweeping ? (
          <Notice kind="careful">
            <p>{said.sweeping(screen.sweeping.left, screen.sweeping.present)}</p>
            <Tick name="wholeFile" label={said.wholeFile} />
          </Notice>
        ) : null}
      </div>
    </section>
  )
}

/** Somebody whom the school erased stays out, unless it brings them in on purpose. */
function Erased({ frame, names }: { frame: Frame; names: readonly string[] }) {
  const said = frame.words.imports.review
  return (
    <section class="card">
      <h2>{said.erased(names.length)}</h2>
      <p>{said.erasedLead}</p>
      <ul class="kin">
        {names.map((name) => (
          <li>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      <Tick name="bringBack" label={said.bringBack(names.length)} hint={said.bringBackHint} />
    </section>
  )
}

function Lines({ frame, list }: { frame: Frame; list: ReviewList }) {
  const said = frame.words.imports.review
  const changed = list.name.endsWith("changed") || list.name === "pupils-by-hand"
  const grouped = list.lines.some((line) => line.group !== "")
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{said.name}</th>
            {changed ? (
              <th scope="col">{said.changes}</th>
            ) : grouped ? (
              <th scope="col">{said.group}</th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {list.lines.map((line) => (
            <tr>
              <td>
                <bdi>{line.name}</bdi> {changed && line.group ? <span class="hint">{line.group}</span> : null}{" "}
                {isLeaving(list.name) && line.talks > 0 ? (
                  <span class="tag careful">{said.talks(line.talks)}</span>
                ) : null}
              </td>
              {changed ? (
                <td>
                  <Differences frame={frame} what={line.what} />
                </td>
              ) : grouped ? (
                <td>{line.group}</td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {list.previous || list.next ? (
        <nav class="actions" aria-label={said.pages}>
          {list.previous ? (
            <a class="quiet" href={list.previous}>
              {said.previous}
            </a>
          ) : null}
          {list.next ? (
            <a class="quiet" href={list.next}>
              {said.next}
            </a>
          ) : null}
        </nav>
      ) : null}
    </>
  )
}

function Differences({ frame, what }: { frame: Frame; what: Difference[] }) {
  const said = frame.words.imports.review
  return (
    <ul class="differences">
      {what.map((each) => (
        <li>
          {"was" in each
            ? said.from(said.what[each.of], each.was || said.none, each.is || said.none)
            : said.what[each.of]}
        </li>
      ))}
    </ul>
  )
}
