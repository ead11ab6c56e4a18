import type { Registry } from "../db/registry.ts"
import type { Actor } from "../domain/access/access.ts"
import type { Env } from "../env.ts"

/** What a command gets: the open registry, the settings, and who reads along. */
export type Call = {
  registry: Registry
  env: Env
  /** Answers go out; progress and what is wrong go to the side. */
  terminal: { out: (line: string) => void; err: (line: string) => void }
  now: Temporal.Instant
}

/** What a command gets that opens the registry itself: it may be what is lost. */
export type Bare = { env: Env; terminal: Call["terminal"]; now: () => Temporal.Instant }

/** The operator, as logbooks name one. */
export const operatorActor: Actor = { kind: "operator", id: null }

/** Wrong use of the command line; the message says what. */
export class WrongUse extends Error {}
