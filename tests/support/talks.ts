import { bookSlot } from "../../src/db/talks/bookings.ts"
import type { Parent } from "../../src/domain/access/access.ts"
import type { BookingId, HouseholdId, PupilId } from "../../src/domain/ids.ts"
import type { World } from "./app.ts"
import { shown } from "./rounds.ts"
import { cast } from "./school.ts"

/** The open round of every world. */
export const round = cast.round

/** A family that has come in. */
export const parentOf = (household: number): Parent => ({
  role: "parent",
  household: household as HouseholdId,
})
export const yilmaz = parentOf(cast.households.yilmaz)
export const deVries = parentOf(cast.households.deVries)
export const bakker = parentOf(cast.households.bakker)
export const jansen = parentOf(cast.households.jansen)

/** How families choose in the world of this moment, of which every test has another. */
export function choosing(world: () => World) {
  /** Chooses a time as a page shows it now. */
  const book = (parent: Parent, pupil: number, slot: number) => {
    const { school, clock } = world()
    return bookSlot(school, parent, { round, pupil: pupil as PupilId, ...shown(school, slot) }, clock.now)
  }
  /** The same where nothing is in the way: gives the talk. */
  async function booked(parent: Parent, pupil: number, slot: number): Promise<BookingId> {
    const outcome = await book(parent, pupil, slot)
    if (!outcome?.ok) throw new Error(JSON.stringify(outcome))
    return outcome.value
  }
  return { book, booked }
}
