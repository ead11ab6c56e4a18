import { afterEach, beforeEach, expect, it } from "bun:test"
import { sendToGuardianAgain } from "../../../src/db/households/household-parents.ts"
import { addressMessage } from "../../../src/db/messages/addressed-messages.ts"
import { dropMessage, markFailed, markSent } from "../../../src/db/messages/message-outcomes.ts"
import { claimDue } from "../../../src/db/messages/messages.ts"
import { queueReminders } from "../../../src/db/messages/reminders.ts"
import { cancelFor, moveFor } from "../../../src/db/talks/arranged-talks.ts"
import { moveBooking } from "../../../src/db/talks/bookings.ts"
import { answerSwap } from "../../../src/db/talks/swap-questions.ts"
import { askSwap } from "../../../src/db/talks/swaps.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import type { GuardianId, UpheavalId } from "../../../src/domain/ids.ts"
import type { AddressedMessage } from "../../../src/domain/messages/message.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deWit, shown, shownTalk } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { bakker, choosing, deVries, round } from "../../support/talks.ts"

// What could not leave at once says nothing that is not so any more when it does.

let world: World
const { booked } = choosing(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const later = (minutes: number) => {
  world.clock.now = world.clock.now.add({ minutes })
}
const choose = (at: number) => booked(deVries, cast.pupils.sem, slotOf("noor", at))
const move = (booking: number, at: number) =>
  moveFor(
    world.school,
    deWit,
    { round, talk: shownTalk(world.school, booking), to: shown(world.school, slotOf("noor", at)) },
    world.clock.now,
  )
const again = () =>
  sendToGuardianAgain(
    world.school,
    deWit,
    { household: deVries.household, guardian: 2 as GuardianId },
    world.clock.now,
  )

/** What leaves now and arrives, unless the mailbox is `full`: kind, and the time of each talk. */
async function arrives(full = false): Promise<string[]> {
  const { school, clock } = world
  const said: string[] = []
  for (;;) {
    const due = await claimDue(school, clock.now, 5)
    if (due.length === 0) return said
    for (const message of due) {
      const addressed = await addressMessage(school, message, clock.now)
      if (addressed) said.push([message.kind, ...timesOf(addressed)].join(" "))
      if (!addressed) await dropMessage(school, message)
      else if (full) await markFailed(school, message, { permanent: true, reason: "full" }, clock.now)
      else await markSent(school, message, clock.now)
    }
  }
}

const timesOf = (message: AddressedMessage) =>
  ("talks" in message ? message.talks : "talk" in message ? [message.talk] : []).map(({ startsAt }) =>
    startsAt.toString().slice(11, 16),
  )

it("A mail that came back is not sent again when its family heard since that the talk moved", async () => {
  const talk = await choose(0)
  expect(await arrives(true)).toEqual(["booking-confirmed 18:00"])
  await move(talk, 2)
  later(10)
  expect(await arrives()).toEqual(["booking-moved 18:20"])
  await again()
  expect(await arrives()).toEqual([])
})

it("Nor when it says that a talk is off, and its family chose that time again and heard so", async () => {
  const talk = await choose(0)
  await arrives()
  await cancelFor(world.school, deWit, { round, talk: shownTalk(world.school, talk) }, world.clock.now)
  later(10)
  expect(await arrives(true)).toEqual(["booking-cancelled 18:00"])
  await choose(0)
  expect(await arrives()).toEqual(["booking-confirmed 18:00"])
  await again()
  expect(await arrives()).toEqual([])
})

it("A mail that came back is sent again when nothing else was heard of its talk", async () => {
  await choose(0)
  await arrives(true)
  await again()
  expect(await arrives()).toEqual(["booking-confirmed 18:00"])
})

it("A family that asked another to change places does not hear that its talk stays when it went elsewhere meanwhile", async () => {
  const [ours, theirs] = [await choose(0), await booked(bakker, cast.pupils.mila, slotOf("noor", 3))]
  await arrives()
  const at = (slot: number) => shown(world.school, slotOf("noor", slot))
  await askSwap(world.school, deVries, { booking: ours, ...at(3) }, world.clock.now, false)
  await answerSwap(world.school, bakker, { booking: theirs, ...at(0), yes: false }, world.clock.now)
  await moveBooking(world.school, deVries, { booking: ours, ...at(5) }, world.clock.now)
  expect(await arrives()).toEqual(["booking-moved 18:50"])
})

it("A family is asked to change places when its talk cannot go back any more where it was", async () => {
  const [ours, theirs] = [await choose(0), await booked(bakker, cast.pupils.mila, slotOf("noor", 3))]
  await arrives()
  await move(theirs, 5)
  const time = shown(world.school, slotOf("noor", 5))
  await askSwap(world.school, deVries, { booking: ours, ...time }, world.clock.now, false)
  expect(await arrives()).toEqual([])
  later(10)
  expect(await arrives()).toEqual(["booking-moved 18:50", "swap-asked 18:50"])
})

it("A family is reminded of its talks when nothing of them can be taken back any more", async () => {
  const talk = await choose(0)
  await arrives()
  world.clock.now = Temporal.Instant.from("2026-11-11T08:55:00Z")
  await move(talk, 2)
  later(5)
  await queueReminders(world.school, world.clock.now)
  expect(await arrives()).toEqual([])
  await undoUpheaval(world.school, deWit, { round, upheaval: 1 as UpheavalId }, world.clock.now)
  expect(await arrives()).toEqual(["reminder 18:00"])
})
