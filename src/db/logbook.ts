import type { Actor } from "../domain/access.ts"
import type { Tx } from "./open.ts"
import { logbook } from "./schema.ts"

/** Notes who did what, inside the write that does it. `about` holds ids and counts, never a name, address or note. */
export function note(
  tx: Tx,
  actor: Actor,
  act: string,
  about: Record<string, number | string | boolean>,
  now: Temporal.Instant,
) {
  tx.insert(logbook)
    .values({
      at: now.toString(),
      actorKind: actor.kind,
      actorId: actor.id,
      act,
      about: JSON.stringify(about),
    })
    .run()
}
