import type { Page } from "../../domain/households/household-lines.ts"
import { count } from "../format.ts"
import type { Frame } from "../layout.tsx"

/** Where in a long list this page is, and the way to the next. `address` gives the address of another page. */
export function Paging(props: { frame: Frame; list: Page<unknown>; address: (page: number) => string }) {
  const { frame, list, address } = props
  const words = frame.words.parts.pages
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
