import type { Policy } from "../../src/domain/access/access.ts"
import type { World } from "./app.ts"

export type Door = { method: string; path: string; policy: Policy | undefined; dangerous: boolean }

/** The route table as it runs, with the policy that each route named. */
export const doorsOf = (world: World): Door[] =>
  world.app.routes.map((route) => {
    const { detail } = route.hooks as { detail?: { policy?: Policy; dangerous?: boolean } }
    const { policy, dangerous = false } = detail ?? {}
    return { method: route.method, path: route.path, policy, dangerous }
  })

/** Parameters that are not ids. */
const loose = new Set([
  "name",
  "number",
  "token",
  "who",
  "step",
  "paper",
  "list",
  "language",
  "part",
  "state",
  "provider",
  "uid",
  "*",
])
/** Parameters that are ids; a new one must be added here, or the test says so. */
const ids = new Set([
  "round",
  "booking",
  "id",
  "household",
  "teacher",
  "doubt",
  "staff",
  "pupil",
  "day",
  "upheaval",
])

/** An address of this door, with one value for every id. */
export function addressOf(door: Door, school: string, id: string): string {
  return door.path.replace(/:(\w+)\??|\*/g, (written, name = "*") => {
    if (name === "school") return school
    if (name === "kind") return "gezin"
    if (ids.has(name)) return id
    // A text by its name: with the id 1 one that exists, so that its screens are looked at.
    if (name === "text") return id === "1" ? "bevestiging-mail" : "herinnering-sms"
    if (loose.has(name)) return "niets"
    throw new Error(`No example for ${written} of ${door.path}`)
  })
}

/** Of these ids those that make another address of this door: where no id stands, the first. */
export function idsAt(door: Door, ids: readonly string[]): string[] {
  const addresses = ids.map((id) => addressOf(door, "school", id))
  return ids.filter((_, at) => addresses.indexOf(addresses[at] as string) === at)
}
