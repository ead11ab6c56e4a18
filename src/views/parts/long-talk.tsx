import type { Frame } from "../layout.tsx"

/** "20 minuten", beside a talk that takes longer than others; nothing beside those. */
export const LongTalk = ({ frame, minutes }: { frame: Frame; minutes: number | null }) =>
  minutes === null ? null : <span class="hint"> {frame.words.parts.minutes(minutes)}</span>
