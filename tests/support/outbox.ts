import { expect } from "bun:test"
import { mailServer } from "../../src/integrations/email.ts"
import type { JobParts } from "../../src/jobs/reach.ts"
import { testWorld, type World } from "./app.ts"
import { deliveryOf } from "./delivery.ts"
import { postOffice } from "./post.ts"
import { cast, shownAs, slotOf } from "./school.ts"

/** A test world whose jobs deliver to a real mail server; `log` hears what they tell. */
export async function outbox(answer?: (to: string) => string | null) {
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
