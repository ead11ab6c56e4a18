import { expect } from "bun:test"
import { queueMessage } from "../../src/db/messages/messages.ts"
import { write } from "../../src/db/open.ts"
import type { HouseholdId } from "../../src/domain/ids.ts"
import { mailServer } from "../../src/integrations/email.ts"
import type { JobParts } from "../../src/jobs/reach.ts"
import { testWorld, type World } from "./app.ts"
import { deliveryOf } from "./delivery.ts"
import { postOffice } from "./post.ts"
import { cast, shownAs, slotOf } from "./school.ts"

type Answer = (to: string) => string | null
type Outbox = Awaited<ReturnType<typeof outbox>>

/** A test in a world whose jobs deliver to a real mail server; `log` hears what they tell. What is put in `closing` is closed after it. */
export const withPost = (tell: (outbox: Outbox) => Promise<void>, answer?: Answer) => async () => {
  const all = await outbox(answer)
  try {
    await tell(all)
  } finally {
    for (const close of all.closing.splice(0).reverse()) await close()
    all.world.close()
  }
}

async function outbox(answer?: Answer) {
  const world = await testWorld()
  const post = await postOffice(answer)
  const server = mailServer(post.url)
  const log: string[] = []
  const parts: JobParts = deliveryOf(world, {
    send: server.send,
    tell: (line) => log.push(JSON.stringify(line)),
  })
  return { world, post, parts, log, closing: [post.close, server.close] as (() => unknown)[] }
}

/** Family De Vries chooses 19:30 with juf Noor, for Sem: a talk to tell of. */
export async function chooseForSem(world: World) {
  const deVries = await world.deVries()
  const sem = { pupil: String(cast.pupils.sem), slot: shownAs(slotOf("noor", 3)) }
  expect((await deVries.post(`/de-regenboog/gesprekken/${cast.round}/kies`, sem)).status).toBe(303)
  return deVries
}

/** So many minutes pass. */
export const later = ({ clock }: World, minutes: number) => {
  clock.now = clock.now.add({ minutes })
}

/** What was queued, and what became of it: "booking-confirmed sent". */
export const states = ({ school }: World) =>
  school.client
    .query<{ line: string }, []>("SELECT kind || ' ' || state AS line FROM messages ORDER BY id")
    .all()
    .map(({ line }) => line)

/** A home is invited to the round. */
export const inviteHome = ({ school, clock }: World, household: number) =>
  write(school, (tx) =>
    queueMessage(
      tx,
      {
        kind: "invitation",
        by: "email",
        round: cast.round,
        household: household as HouseholdId,
        facts: {},
      },
      clock.now,
    ),
  )
