import type { ImportId } from "../../domain/ids.ts"
import type { RosterProblem } from "../../domain/roster.ts"
import type { Difference } from "../../domain/roster-differences.ts"
import type { CommitRefusal, Homes, ListName, Tally } from "../../domain/roster-import.ts"
import type { ReviewLine } from "../../domain/roster-lists.ts"
import { count, listOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { droppedText, problemText } from "./roster-problems.ts"

export type ReviewList = {
  name: ListName
  total: number
  lines: ReviewLine[]
  open: boolean
  previous: string | null
  next: string | null
}

export type ReviewScreen = {
  found: { pupils: number; groups: number; teachers: number }
  /** The file only tells guardians of pupils who are here already. */
  guardiansOnly: boolean
  tally: Tally
  /** Pupils whom the school erased lately, and who are in the file again. */
  erased: readonly string[]
  /** Is there nothing to bring in? */
  nothing: boolean
  homes: Homes | null
  lists: ReviewList[]
  problems: RosterProblem[]
  names: string[]
  dropped: Record<string, number>
  anotherSchool: boolean
  /** Of the pupils who are not in the file, how many still have a talk. */
  leftWithTalks: number
  /** More than a fifth would leave: how many of how many. */
  sweeping: { left: number; present: number } | null
  /** What is confirmed is what was seen. */
  fingerprint: string
  mayMapColumns: boolean
  refusal: CommitRefusal | null
}

type Props = { frame: Frame; id: ImportId; screen: ReviewScreen }

/** What would change, for a person to judge: counts first, then who leaves, then the rest by list. */
export function Review({ frame, id, screen }: Props) {
  const { words, to } = frame
  const said = words.imports.review
  return (
    <>
      <div class="stack">
        <h1>{screen.nothing ? said.nothing : said.title}</h1>
        <p class="lead">{foundText(frame, screen)}</p>
        {screen.nothing && hasUnknown(screen) ? null : (
          <p>{screen.nothing ? said.nothingLead : changeText(frame, screen)}</p>
        )}
      </div>
      {screen.refusal ? (
        <Notice kind="wrong" focus>
          <p>{said.refusal[screen.refusal.kind]}</p>
        </Notice>
      ) : null}
      <Remarks frame={frame} id={id} screen={screen} />
      {screen.nothing ? null : <Confirm frame={frame} id={id} screen={screen} />}
      <div class="actions">
        {screen.mayMapColumns ? (
          <a class="button second" href={to.importColumns(id)}>
            {said.columns}
          </a>
        ) : null}
        <form method="post" action={to.importDiscard(id)}>
          <button class={screen.nothing ? undefined : "quiet"} type="submit">
            {screen.nothing ? said.close : said.discard}
          </button>
        </form>
      </div>
    </>
  )
}

/** Parents of pupils who are not there: then it is not true that we know everything already. */
const hasUnknown = ({ problems }: ReviewScreen) =>
  problems.some(({ code, variant }) => code === "W12" && variant === "unknown")

/** "In het bestand staan 280 leerlingen en 12 groepen.": what is not in it is not named. */
function foundText({ words, language }: Frame, { found, guardiansOnly }: ReviewScreen): string {
  const { review, pupils, groups, teachers } = words.imports
  const parts = [
    pupils(found.pupils),
    ...(found.groups > 0 ? [groups(found.groups)] : []),
    ...(found.teachers > 0 ? [teachers(found.teachers)] : []),
  ]
  return guardiansOnly ? review.foundGuardians(pupils(found.pupils)) : review.found(listOf(parts, language))
}

/** "Leerlingen: 12 nieuw, 4 gewijzigd en 263 gelijk." */
function changeText({ words, language }: Frame, { tally }: ReviewScreen): string {
  const said = words.imports.review
  const onlySame = Object.values(tally).every((each) => each.new + each.changed + each.left === 0)
  if (onlySame) return said.contactsOnly
  const parts = (["new", "changed", "left", "same"] as const).filter((part) => tally.pupils[part] > 0)
  const counts = parts.map((part) => said[part](count(tally.pupils[part], language)))
  return said.change(listOf(counts, language))
}

/** What the reader noticed: another school, spelling to check, what was not read, and the rest folded away. */
function Remarks({ frame, id, screen }: Props) {
  const { words, language, to } = frame
  const said = words.imports.review
  const remarks = screen.problems.filter(({ code }) => code !== "W04" && code !== "W14" && code !== "W12")
  const careful = screen.problems.filter(({ code }) => code === "W12")
  return (
    <>
      {screen.anotherSchool ? (
        <Notice kind="careful">
          <p>{said.otherSchool}</p>
        </Notice>
      ) : null}
      {careful.map((problem) => (
        <Notice kind="careful">
          <p>{problemText(words, problem)}</p>
        </Notice>
      ))}
      {screen.names.length > 0 ? (
        <Notice kind="careful" title={words.imports.checkNames}>
          <p>{listOf(screen.names, language)}</p>
          {screen.mayMapColumns ? <a href={to.importColumns(id)}>{words.imports.columns.encoding}</a> : null}
        </Notice>
      ) : null}
      {Object.keys(screen.dropped).length > 0 ? (
        <Notice kind="note" title={said.notRead}>
          <p>{said.notReadLead}</p>
          <p>{droppedText(words, screen.dropped)}</p>
        </Notice>
      ) : null}
      {remarks.length > 0 ? (
        <details class="card fold">
          <summary>{said.remarks(remarks.length)}</summary>
          <ul>
            {remarks.map((problem) => (
              <li>{problemText(words, problem)}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

function Confirm({ frame, id, screen }: Props) {
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

function Tick({ name, label, hint }: { name: string; label: string; hint?: string }) {
  const id = `f-${name}`
  return (
    <div class="choice">
      <input
        id={id}
        type="checkbox"
        name={name}
        value="yes"
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <label for={id}>{label}</label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
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
