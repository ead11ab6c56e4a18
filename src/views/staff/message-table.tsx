import type { ToldLine } from "../../domain/messages/message-lines.ts"
import { momentOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { childrenOf } from "./household-parts.tsx"
import { StateTag } from "./message-parts.tsx"

/** Messages one under the other, newest first; on a phone each is a card. */
export function MessageTable({ frame, rows }: { frame: Frame; rows: readonly ToldLine[] }) {
  const words = frame.words.post
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{words.columns.household}</th>
          <th scope="col">{words.columns.message}</th>
          <th scope="col">{words.columns.state}</th>
          <th scope="col">{words.columns.at}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">
              {row.line ? (
                <a class="line" href={frame.to.household(row.household)}>
                  {childrenOf(row.line.children, frame.language)}
                </a>
              ) : (
                words.gone
              )}
            </th>
            <td data-label={words.columns.message}>
              <span>
                {words.kind[row.kind]} <span class="hint channel">{words.channel[row.channel]}</span>
              </span>
            </td>
            <td data-label={words.columns.state}>
              <StateTag frame={frame} message={row} />
            </td>
            <td data-label={words.columns.at}>{momentOf(row.at, frame.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
