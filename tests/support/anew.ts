import type { World } from "./app.ts"

/**
 * Many sequences begin in one world, one after the other. Gives how: `kept` is put back as it is now, parents before children, and `made` is
 * empty again.
 */
export function beginning(
  { school: { client } }: World,
  { kept, made }: { kept: readonly string[]; made: readonly string[] },
): () => void {
  // Nobody pulls the plug here: what is on disk after each of many thousand commits is another test's work.
  client.run("PRAGMA synchronous = OFF")
  // Nor is the logbook: ten million lines would fill the disk.
  client.run("DROP TRIGGER logbook_keeps_all")
  for (const table of kept) client.run(`CREATE TEMP TABLE was_${table} AS SELECT * FROM ${table}`)
  return () => {
    for (const table of [...made, "logbook", ...kept.toReversed()]) client.run(`DELETE FROM ${table}`)
    for (const table of kept) client.run(`INSERT INTO ${table} SELECT * FROM was_${table}`)
  }
}
