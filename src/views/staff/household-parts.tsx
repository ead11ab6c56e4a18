import type { HouseholdRefusal } from "../../domain/household-care.ts"
import type { Child, GuardianLine, Page } from "../../domain/household-lines.ts"
import { fullName, surname } from "../../domain/people.ts"
import { byName, count, listOf } from "../format.ts"
import type { Child as Markup } from "../jsx/jsx-runtime.ts"
import type { Frame } from "../layout.tsx"
import { asks, sends } from "../parts/htmx.ts"
import { Notice } from "../parts/notice.tsx"
import type { Language } from "../words/languages.ts"
import type { Words } from "../words/nl.ts"

/** What was just done, or why not. */
export type Said = { done: keyof Words["households"]["done"] } | { refused: HouseholdRefusal["kind"] }

/** What was just said, where reading goes on. */
export function SaidNotice({ frame, said }: { frame: Frame; said: Said }) {
  const words = frame.words.households
  return (
    <Notice kind={"done" in said ? "done" : "wrong"} focus>
      <p>{"done" in said ? words.done[said.done] : words.refusal[said.refused]}</p>
    </Notice>
  )
}

/** "Sem, Lotte en Daan de Vries"; children of several surnames each with their own. */
export function childrenOf(children: readonly Child[], language: Language): string {
  const [first] = children
  const one = children.every(
    ({ name }) => name.last === first?.name.last && name.prefix === first.name.prefix && name.first !== "",
  )
  if (!first || !one || children.length === 1)
    return listOf(
      children.map(({ name }) => fullName(name)),
      language,
    )
  const last = fullName({ ...first.name, first: "" })
  return `${listOf(
    children.map(({ name }) => name.first),
    language,
  )} ${last}`
}

/** "4A, 6B" */
export const groupsOf = (children: readonly Child[]) =>
  [...new Set(children.flatMap(({ group }) => group ?? []))].sort(byName).join(", ")

/** "De Vries", or "Ouder" when no file knows the name. */
export const guardianName = (guardian: GuardianLine, words: Words["households"]) =>
  surname(guardian) || words.nameless

/** Guardians with what is known of them. */
export function Guardians({ frame, guardians }: { frame: Frame; guardians: readonly GuardianLine[] }) {
  const words = frame.words.households
  if (guardians.length === 0) return <p class="hint">{words.noGuardians}</p>
  return (
    <ul class="kin">
      {guardians.map((guardian) => (
        <li>
          {guardianName(guardian, words)} <span class="hint">{guardian.email ?? words.noEmail}</span>
        </li>
      ))}
    </ul>
  )
}

/** A form that works without JavaScript, and with it changes only the part of the page it belongs to. */
export function DeedForm(props: {
  action: string
  /** The id of the part. */
  part: string
  method?: "get" | "post"
  /** Where on the next page reading goes on without JavaScript. */
  anchor?: string
  class?: string
  id?: string
  children?: Markup
}) {
  const { action, part, method = "post", anchor } = props
  return (
    <form
      id={props.id}
      class={props.class}
      novalidate
      {...(method === "post" ? sends(action, `#${part}`) : asks(action, `#${part}`))}
      action={anchor ? `${action}#${anchor}` : action}
    >
      {props.children}
    </form>
  )
}

/** Where in a long list this page is, and the way to the next. `address` gives the address of another page. */
export function Paging(props: { frame: Frame; list: Page<unknown>; address: (page: number) => string }) {
  const { frame, list, address } = props
  const words = frame.words.households.pages
  const said = (number: number) => count(number, frame.language)
  return (
    <nav class="paging" aria-label={words.name}>
      <p class="numbers">
        {words.shown(said(list.from + 1), said(list.from + list.rows.length), said(list.total))}
      </p>
      {list.page > 1 ? (
        <a class="quiet" rel="prev" href={address(list.page - 1)}>
          {words.previous}
        </a>
      ) : null}
      {list.page < list.pages ? (
        <a class="quiet" rel="next" href={address(list.page + 1)}>
          {words.next}
        </a>
      ) : null}
    </nav>
  )
}

/** An address with those of these values that say something. */
export function withQuery(address: string, values: Record<string, string | number | null>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    if (value !== null && value !== "") query.set(name, String(value))
  return query.size > 0 ? `${address}?${query}` : address
}
