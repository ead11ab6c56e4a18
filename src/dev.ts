/** bin/dev: the demo school, the server, and the doors on the screen. */

import { backupOf } from "./backup/backup.ts"
import { closeRegistry, openRegistry } from "./db/registry.ts"
import { makeDemo } from "./demo.ts"
import { readEnv } from "./env.ts"
import { site } from "./paths.ts"

const env = readEnv()
if (!env.development) throw new Error("bin/dev is for development only")
const registry = openRegistry(env.dataFolder, env.master)
const made = await makeDemo(registry, Temporal.Now.instant())
closeRegistry(registry)

try {
  await import("./server.ts")
} catch (error) {
  if ((error as { code?: string }).code !== "EADDRINUSE") throw error
  console.error(`Port ${env.port} is taken. Try PORT=${env.port + 1} bin/dev`)
  process.exit(1)
}

const { backup, why } = backupOf(env)
const at = (path: string) => `${env.origin}${path}`
console.log(`
  Tienminuten · De Regenboog ${made ? "(just made)" : ""}

  parent          ${at(site.door("ouder"))}
  teacher         ${at(site.door("leraar"))}
  mentor          ${at(site.door("mentor"))}
  planner         ${at(site.door("planner"))}
  administrator   ${at(site.door("beheerder"))}

  front page      ${at(site.front())}
  mail            ${at(site.post())}
  every screen    ${at(site.gallery())}

  Data in ${env.dataFolder}, mail in ${env.postFolder}.
  ${backup ? `Backup beside the data: bin/tienminuten help says how to restore.` : `No backup: ${why}.`}
  Ctrl+C stops.
`)
