import { randomUUID } from "node:crypto"
import type { GuardianId, HouseholdId, RoundId, StaffId } from "../domain/ids.ts"
import type { Tx } from "./open.ts"
import { messages } from "./schema.ts"

/** Facts of a talk as they were when it was booked, moved or cancelled; ids and instants, no names. */
export type TalkFacts = {
  booking: number
  pupil: number
  teacher: number
  startsAt: string
  endsAt: string
  uid: string
  sequence: number
  /** Where it was before, for a talk that moved. */
  wasAt?: string
}

export type Queued =
  | {
      kind: "booking-confirmed" | "booking-moved" | "booking-cancelled"
      round: RoundId
      household: HouseholdId
      facts: TalkFacts
    }
  | { kind: "invitation"; round: RoundId; household: HouseholdId; facts: Record<string, never> }
  /** `token` is sealed: the row alone does not open the door. */
  | { kind: "parent-link"; household: HouseholdId; guardian: GuardianId; facts: { sealed: string } }
  | { kind: "staff-setup" | "staff-recovery"; staff: StaffId; facts: { sealed: string } }

/**
 * Queues what is to be told, inside the write that makes it true. A message for a household goes to each of its guardians with
 * an e-mail address; gives how many were queued.
 */
export function queueMessage(tx: Tx, message: Queued, now: Temporal.Instant): number {
  const at = now.toString()
  const row = {
    kind: message.kind,
    facts: JSON.stringify(message.facts),
    roundId: "round" in message ? message.round : null,
    householdId: "household" in message ? message.household : null,
    staffId: "staff" in message ? message.staff : null,
    queuedAt: at,
    dueAt: at,
  }
  const guardians =
    "guardian" in message
      ? [{ id: message.guardian }]
      : "household" in message
        ? tx.$client
            .query<{ id: GuardianId }, [number]>(
              "SELECT min(id) AS id FROM guardians WHERE household_id = ? AND email IS NOT NULL GROUP BY lower(email)",
            )
            .all(message.household)
        : [{ id: null }]
  for (const guardian of guardians)
    tx.insert(messages)
      .values({ ...row, guardianId: guardian.id, uid: randomUUID() })
      .run()
  return guardians.length
}
