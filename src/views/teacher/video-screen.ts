import type { OnlineRound } from "../../domain/online/online-round.ts"
import type { PasteRefusal } from "../../domain/online/pasted-link.ts"
import type { AccountProvider } from "../../domain/online/video-meeting.ts"
import type { RunScreen } from "./video-run.tsx"

/** What was just done, or what was wrong with what was typed. */
export type VideoSaid =
  /** Times that have a link, or talks that are held elsewhere. */
  | { kind: "pasted" | "places-saved"; count: number }
  | { kind: "pasted-dropped" | "jitsi-saved" | "linked" | "up-to-date" }
  | { kind: "link-refused"; refusal: PasteRefusal["kind"]; typed: string }
  | { kind: "host-refused"; typed: string }

export type VideoScreen = {
  round: OnlineRound
  said: VideoSaid | null
  /** Links from one's own account; null: none is linked in this browser. */
  run: RunScreen | null
  /** Which accounts can be linked here. */
  offers: readonly AccountProvider[]
  /** How many meetings of this member of staff wait to be moved or dropped. */
  todo: number
}
