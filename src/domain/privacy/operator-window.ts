import type { StaffId } from "../ids.ts"
import { accept, type Result, refuse } from "../result.ts"

// Nobody of the service looks at a school's data, unless the school opens a window: with a purpose, and with an end.

/** A window that the school opened for the operator. */
export type OperatorWindow = {
  id: number
  purpose: string
  openedBy: StaffId
  openedAt: Temporal.Instant
  until: Temporal.Instant
  closedAt: Temporal.Instant | null
}

/** How long a window may be opened, in hours; seven days at most. */
export const windowHours = [4, 24, 72, 168] as const
/** In characters. */
export const longestPurpose = 200

export type WindowRefusal = { kind: "purpose-missing" | "no-such-time" | "open-already" }

/** A window has a purpose and an end, and there is one at a time. */
export function decideWindow(
  wish: { purpose: string; hours: number | null },
  open: OperatorWindow | null,
): Result<{ purpose: string; hours: number }, WindowRefusal> {
  const { purpose, hours } = wish
  if (open) return refuse({ kind: "open-already" })
  if (purpose === "") return refuse({ kind: "purpose-missing" })
  const known = windowHours.find((each) => each === hours)
  return known === undefined ? refuse({ kind: "no-such-time" }) : accept({ purpose, hours: known })
}

/** Is a window open at this moment? */
export const isOpen = ({ until, closedAt }: OperatorWindow, now: Temporal.Instant): boolean =>
  closedAt === null && Temporal.Instant.compare(now, until) < 0

/** What an operator's command shows. */
export const looks = ["overview", "rounds", "people", "messages", "import"] as const
export type LookAt = (typeof looks)[number]

/** May the operator look? Only through a window that is open. */
export const decideLook = (open: OperatorWindow | null): Result<OperatorWindow, { kind: "no-window" }> =>
  open === null ? refuse({ kind: "no-window" }) : accept(open)
