/**
 * Writes a migration for what changed in the schemas, makes new tables STRICT and renews the list that the migrator reads.
 * `--check` writes nothing and fails when a schema has changed without its migration.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"

const checking = process.argv.includes("--check")
const name = process.argv.slice(2).find((word) => !word.startsWith("-"))

for (const database of ["control", "school"]) {
  const folder = `src/db/migrations/${database}`
  const files = () =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((file) => file.endsWith(".sql"))
          .sort()
      : []
  const known = files()
  const run = Bun.spawnSync(
    [
      "bun",
      "x",
      "drizzle-kit",
      "generate",
      "--config",
      "drizzle.config.ts",
      ...(name ? ["--name", name] : []),
    ],
    { env: { ...process.env, DATABASE: database }, stdout: "pipe", stderr: "pipe" },
  )
  if (run.exitCode !== 0) throw new Error(`drizzle-kit: ${run.stderr}${run.stdout}`)
  const fresh = files().filter((file) => !known.includes(file))
  if (checking && fresh.length > 0) {
    console.error(`The ${database} schema changed without a migration: run 'bun run db:generate <name>'.`)
    process.exitCode = 1
  }
  for (const file of fresh) {
    const sql = readFileSync(`${folder}/${file}`, "utf8")
    writeFileSync(`${folder}/${file}`, sql.replace(/(CREATE TABLE [\s\S]*?\n\));/g, "$1 STRICT;"))
  }
  const lines = files().map((file, at) => `import m${at} from "./${database}/${file}" with { type: "text" }`)
  const list = files().map((file, at) => `  { name: "${file.replace(/\.sql$/, "")}", sql: m${at} },`)
  const index = `// Made by 'bun run db:generate'.\n${lines.join("\n")}\n\nexport const ${database}Migrations = [\n${list.join("\n")}\n]\n`
  if (!checking) writeFileSync(`src/db/migrations/${database}.ts`, index)
}
