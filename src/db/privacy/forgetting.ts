import { keeping } from "../../domain/privacy/privacy.ts"
import { rememberedFor } from "../../domain/upheavals/upheaval.ts"
import { type Db, write } from "../open.ts"

/** How long a told message is kept: until a month after its round, or after it was queued when it is about no round. */
const kept = { hours: keeping.messageDays * 24 }
const longestSession = { hours: 12 }
const usedTicket = { hours: keeping.ticketHours }

/** Forgets what has no use any more: sessions and devices that are over, ways in that expired, messages long told. */
export function forgetExpired(db: Db, now: Temporal.Instant): Promise<void> {
  const before = (age: Temporal.DurationLike) => now.subtract(age).toString()
  return write(db, () => {
    db.sql("DELETE FROM parent_sessions WHERE created_at < ?").run(before(longestSession))
    db.sql("DELETE FROM staff_sessions WHERE created_at < ?").run(before(longestSession))
    db.sql("DELETE FROM known_devices WHERE until < ?").run(now.toString())
    db.sql("DELETE FROM upheavals WHERE acted_at < ?").run(before(rememberedFor))
    db.sql("DELETE FROM second_chances WHERE until < ?").run(now.toString())
    db.sql("DELETE FROM erased_pupils WHERE erased_at < ?").run(before({ hours: 24 * keeping.erasedDays }))
    db.sql("DELETE FROM entry_tickets WHERE expires_at < ?").run(before(usedTicket))
    db.sql(
      `DELETE FROM messages WHERE state IN ('sent', 'delivered', 'failed') AND queued_at < ?1
          AND (round_id IS NULL OR (SELECT coalesce(ends_at, closes_at) FROM rounds WHERE id = round_id) < ?1)`,
    ).run(before(kept))
  })
}
