import type { WrittenGuardian } from "../../domain/households/household-care.ts"
import type { DoubtCard, HouseholdLine } from "../../domain/households/household-lines.ts"
import type { GuardianId, PupilId } from "../../domain/ids.ts"
import type { MessageLine, WrongAddress } from "../../domain/messages/message-lines.ts"
import type { Said } from "./household-parts.tsx"

/** What staff are doing on this page: that part stands open. */
export type Doing = "split" | "merge" | "second" | "guardian"

export type HouseholdScreen = {
  line: HouseholdLine
  /** Households that a guardian may be moved to. */
  related: readonly HouseholdLine[]
  doubts: readonly DoubtCard[]
  /** What it was told last, and how it cannot be reached. */
  messages: readonly MessageLine[]
  wrong: readonly WrongAddress[]
  said: Said | null
  doing: Doing | null
  /** What was typed in a form that was refused; `guardian` is the one it was about, null for a new one. */
  typed: (WrittenGuardian & { guardian: GuardianId | null }) | null
  /** Who was ticked in a form that was refused; null before anything was sent. */
  picked: { pupils: readonly PupilId[]; guardians: readonly GuardianId[] } | null
  /** Looking for a household to merge with. */
  search: string
  found: readonly HouseholdLine[]
  /** A code that was made just now: shown once. */
  code: { code: string; until: Temporal.Instant } | null
}
