import type { HouseholdLine } from "../../domain/households/household-lines.ts"
import type { Frame } from "../layout.tsx"
import { childrenOf, Guardians, groupsOf } from "./household-parts.tsx"

/** Households one under the other; on a phone each is a card. */
export function HouseholdTable({ frame, lines }: { frame: Frame; lines: readonly HouseholdLine[] }) {
  const words = frame.words.households
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{words.list.children}</th>
          <th scope="col">{words.list.group}</th>
          <th scope="col">{words.list.guardians}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <th scope="row">
              <a class="line" href={frame.to.household(line.id)}>
                {childrenOf(line.children, frame.language)}
              </a>
              <Tags frame={frame} line={line} />
            </th>
            <td data-label={words.list.group}>{groupsOf(line.children)}</td>
            <td data-label={words.list.guardians}>
              <Guardians frame={frame} guardians={line.guardians} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What is special about a household, in words. */
function Tags({ frame, line }: { frame: Frame; line: HouseholdLine }) {
  const words = frame.words.households.tag
  return (
    <>
      {" "}
      {line.blocked ? <span class="tag bad">{words.blocked}</span> : null}{" "}
      {line.doubts > 0 ? <span class="tag careful">{words.doubt}</span> : null}{" "}
      {line.others.length > 0 ? <span class="tag">{words.second}</span> : null}
    </>
  )
}
