import { fullDateOf } from "../format.ts"
import type { Frame } from "../layout.tsx"

/** Until when talks are kept; said beforehand wherever a parent sees them. */
export function KeptUntil({ frame, day }: { frame: Frame; day: Temporal.PlainDate | null }) {
  return day ? <p class="hint">{frame.words.parent.keptUntil(fullDateOf(day, frame.language))}</p> : <></>
}
