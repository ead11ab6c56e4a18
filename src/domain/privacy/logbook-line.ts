import type { Actor } from "../access/access.ts"
import type { PersonName } from "../people/people.ts"
import type { About } from "./logbook.ts"

/** A name behind an id, as it is now. */
export type Named =
  | { kind: "people"; of: PersonName[] }
  | { kind: "text"; text: string }
  | { kind: "slot"; at: Temporal.Instant; teacher: PersonName }

/** A row with the names behind its ids; who was erased has none. */
export type LogbookLine = {
  id: number
  at: Temporal.Instant
  actor: Actor["kind"]
  /** Null for the service itself and its operator, and when they were erased. */
  actorName: Named | null
  act: string
  about: About
  names: Record<string, Named | null>
}
