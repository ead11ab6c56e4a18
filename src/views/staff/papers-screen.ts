import type { PersonalKind, Processor, Running } from "../../domain/privacy/privacy.ts"
import type { SignInFactor } from "../../domain/school/school.ts"
import type { Frame } from "../layout.tsx"

/** How this school runs, as far as a paper says it. */
export type PapersScreen = {
  factor: SignInFactor
  kept: readonly PersonalKind[]
  operator: Running["operator"]
  processors: readonly Processor[]
  sms: boolean
  /** Cookies by the names that the browser shows. */
  cookies: Record<"session" | "device" | "language" | "wanted" | "team" | "video" | "link" | "step", string>
  wantedMinutes: number
  halfwayMinutes: number
  /** How many days after its last talk the talks of a round are kept. */
  keepDays: number
  now: Temporal.Instant
}

export type PapersProps = { frame: Frame; screen: PapersScreen }
