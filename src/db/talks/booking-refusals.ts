import type { SlotId } from "../../domain/ids.ts"
import { refuse } from "../../domain/result.ts"
import type { BookingRefusal } from "../../domain/talks/booking.ts"
import type { Slot } from "../../domain/talks/slot.ts"

// What the tables refuse of what the rules allowed, and how that becomes a refusal like any other.

/** What the tables themselves refuse. */
type TableRefusal = Extract<
  BookingRefusal,
  { kind: "slot-taken" | "already-booked" | "household-busy" | "does-not-fit" }
>

/** The table refused what the rules allowed: whoever throws this leaves nothing of the write behind. */
export class Late extends Error {
  readonly slot: SlotId
  readonly why: TableRefusal
  constructor(slot: SlotId, why: TableRefusal) {
    super(why.kind)
    this.slot = slot
    this.why = why
  }
}

/** Saves what was decided. If two decisions ever meet, the table refuses the second, and that is the same answer in the same words. */
export function save<Saved>(slot: Slot, write: () => Saved): Saved {
  try {
    return write()
  } catch (error) {
    const said = error instanceof Error ? error.message : ""
    if (said.includes("bookings.slot_id") || said.includes("teacher-busy"))
      throw new Late(slot.id, { kind: "slot-taken" })
    if (said.includes("bookings.pupil_id")) throw new Late(slot.id, { kind: "already-booked" })
    if (said.includes("household-busy") || said.includes("bookings.starts_at"))
      throw new Late(slot.id, { kind: "household-busy", at: slot.startsAt })
    throw error
  }
}

/** Runs a write of talks; what the table refused is a refusal like any other. */
export async function unlessLate<Outcome>(
  work: Promise<Outcome>,
): Promise<Outcome | { ok: false; refusal: { slot: SlotId; why: TableRefusal } }> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Late) return refuse({ slot: error.slot, why: error.why })
    throw error
  }
}

/** Which of the wished times could not be, and why. */
export type SetRefusal = { slot: SlotId; why: BookingRefusal }
