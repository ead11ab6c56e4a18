import type { DeliveryParts } from "../../src/jobs/reach.ts"
import type { World } from "./app.ts"

/** What delivering in this world works with. Every mail arrives and no SMS leaves, unless something else is said. */
export const deliveryOf = (world: World, more: Partial<DeliveryParts> = {}): DeliveryParts => ({
  registry: world.registry,
  send: async () => ({ delivered: true }),
  sendSms: null,
  origin: world.parts.origin,
  sender: "noreply@tienminuten.example",
  now: () => world.clock.now,
  tell: () => undefined,
  ...more,
})
